"""Counters, gauges and histograms in the Prometheus text format (version 0.0.4), and nothing more.

https://prometheus.io/docs/instrumenting/exposition_formats/ – a label never holds anything about a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds for durations between a database statement and a slow call."""

_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")

Labels = tuple[tuple[str, str], ...]


class _Metric(Protocol):
    name: str
    help: str
    kind: str

    def samples(self) -> list[tuple[str, Labels, float]]: ...


M = TypeVar("M", bound=_Metric)


class _Named:
    kind = "untyped"

    def __init__(self, name: str, help_text: str, labels: Sequence[str]) -> None:
        for part in (name, *labels):
            if _NAME.fullmatch(part) is None:
                raise ValueError(f"Not a metric or label name: {part!r}")
        self.name = name
        self.help = help_text
        self._label_names = tuple(labels)

    def _labels(self, values: dict[str, str]) -> Labels:
        if set(values) != set(self._label_names):
            raise ValueError(f"{self.name} takes the labels {self._label_names}, not {tuple(values)}")
        return tuple((name, values[name]) for name in self._label_names)


class Counter(_Named):
    """Something that only grows; its name ends in `_total`."""

    kind = "counter"

    def __init__(self, name: str, help_text: str, labels: Sequence[str]) -> None:
        super().__init__(name, help_text, labels)
        self._values: dict[Labels, float] = {} if labels else {(): 0.0}

    def add(self, amount: float = 1, **labels: str) -> None:
        """Count `amount` (not negative) more."""
        if amount < 0:
            raise ValueError("A counter never goes back")
        key = self._labels(labels)
        self._values[key] = self._values.get(key, 0) + amount

    def samples(self) -> list[tuple[str, Labels, float]]:
        """Name, labels and value of each line."""
        return [(self.name, labels, value) for labels, value in self._values.items()]


class Gauge(_Named):
    """Something that goes up and down; set, or read from `read` when asked for."""

    kind = "gauge"

    def __init__(self, name: str, help_text: str, labels: Sequence[str], read: Callable[[], float] | None) -> None:
        super().__init__(name, help_text, labels)
        self._values: dict[Labels, float] = {}
        self._read = read

    def set(self, value: float, **labels: str) -> None:
        """It is `value` now."""
        self._values[self._labels(labels)] = value

    def samples(self) -> list[tuple[str, Labels, float]]:
        """Name, labels and value of each line."""
        if self._read is not None:
            return [(self.name, (), self._read())]
        return [(self.name, labels, value) for labels, value in self._values.items()]


class Histogram(_Named):
    """How often something was at most so much."""

    kind = "histogram"

    def __init__(self, name: str, help_text: str, labels: Sequence[str], bounds: Sequence[float]) -> None:
        super().__init__(name, help_text, labels)
        self._bounds = tuple(sorted(bounds))
        self._counts: dict[Labels, list[int]] = {}
        self._sums: dict[Labels, float] = {}

    def observe(self, value: float, **labels: str) -> None:
        """It was `value` once."""
        key = self._labels(labels)
        counts = self._counts.setdefault(key, [0] * (len(self._bounds) + 1))
        counts[next((i for i, bound in enumerate(self._bounds) if value <= bound), len(self._bounds))] += 1
        self._sums[key] = self._sums.get(key, 0.0) + value

    def samples(self) -> list[tuple[str, Labels, float]]:
        """Name, labels and value of each line: cumulative buckets, sum and count."""
        lines: list[tuple[str, Labels, float]] = []
        for labels, counts in self._counts.items():
            total = 0
            for bound, count in zip((*map(_number, self._bounds), "+Inf"), counts, strict=True):
                total += count
                lines.append((f"{self.name}_bucket", (*labels, ("le", bound)), total))
            lines += [(f"{self.name}_sum", labels, self._sums[labels]), (f"{self.name}_count", labels, total)]
        return lines


class Registry:
    """All metrics of a process; pass it to whoever counts."""

    def __init__(self) -> None:
        self._metrics: dict[str, _Metric] = {}

    def counter(self, name: str, help_text: str, *labels: str) -> Counter:
        """A new counter; `add` takes a value for each of `labels`."""
        return self._add(Counter(name, help_text, labels))

    def gauge(self, name: str, help_text: str, *labels: str, read: Callable[[], float] | None = None) -> Gauge:
        """A new gauge; `read` is asked whenever metrics are shown."""
        return self._add(Gauge(name, help_text, labels, read))

    def histogram(self, name: str, help_text: str, *labels: str, bounds: Sequence[float] = SECONDS) -> Histogram:
        """A new histogram with these upper bounds."""
        return self._add(Histogram(name, help_text, labels, bounds))

    def render(self) -> str:
        """The text for `GET /metrics`."""
        lines: list[str] = []
        for metric in self._metrics.values():
            lines += [f"# HELP {metric.name} {_escaped(metric.help)}", f"# TYPE {metric.name} {metric.kind}"]
            lines += [f"{name}{_shown(labels)} {_number(value)}" for name, labels, value in metric.samples()]
        return "".join(line + "\n" for line in lines)

    def _add(self, metric: M) -> M:
        if metric.name in self._metrics:
            raise ValueError(f"There is a metric {metric.name} already")
        self._metrics[metric.name] = metric
        return metric


def _shown(labels: Labels) -> str:
    inner = ",".join(f'{name}="{_escaped(value, quoted=True)}"' for name, value in labels)
    return f"{{{inner}}}" if inner else ""


def _escaped(text: str, *, quoted: bool = False) -> str:
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace('"', '\\"') if quoted else text


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))
