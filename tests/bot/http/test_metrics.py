from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.http.metrics import Registry

SHOWN = """\
# HELP sent_total Messages Telegram confirmed
# TYPE sent_total counter
sent_total{kind="reply"} 3
sent_total{kind="a\\"b\\\\c\\nd"} 1.5
# HELP due Waiting
# TYPE due gauge
due 7
# HELP call_seconds A call
# TYPE call_seconds histogram
call_seconds_bucket{method="send",le="0.1"} 1
call_seconds_bucket{method="send",le="1"} 2
call_seconds_bucket{method="send",le="+Inf"} 3
call_seconds_sum{method="send"} 5.5625
call_seconds_count{method="send"} 3
# HELP errors_total None yet
# TYPE errors_total counter
errors_total 0
# HELP level By place
# TYPE level gauge
level{place="a"} 2
"""


def test_the_whole_text() -> None:
    registry = Registry()
    sent = registry.counter("sent_total", "Messages Telegram confirmed", "kind")
    sent.add(kind="reply")
    sent.add(2, kind="reply")
    sent.add(1.5, kind='a"b\\c\nd')
    registry.gauge("due", "Waiting", read=lambda: 7)
    call = registry.histogram("call_seconds", "A call", "method", bounds=(1, 0.1))
    for seconds in (0.0625, 0.5, 5):
        call.observe(seconds, method="send")
    registry.counter("errors_total", "None yet")
    level = registry.gauge("level", "By place", "place")
    level.set(1, place="a")
    level.set(2, place="a")
    assert registry.render() == SHOWN


def test_a_name_is_taken_once() -> None:
    registry = Registry()
    registry.counter("sent_total", "Sent")
    with pytest.raises(ValueError, match="already"):
        registry.gauge("sent_total", "Sent")


def test_a_name_of_other_signs_is_refused() -> None:
    with pytest.raises(ValueError, match="name"):
        Registry().counter("sent total", "Sent")


def test_labels_must_be_those_announced() -> None:
    counter = Registry().counter("sent_total", "Sent", "kind")
    with pytest.raises(ValueError, match="labels"):
        counter.add(person="1")


def test_a_counter_never_goes_back() -> None:
    with pytest.raises(ValueError, match="back"):
        Registry().counter("sent_total", "Sent").add(-1)


@given(values=st.lists(st.floats(0, 1e6)))
def test_buckets_are_cumulative_and_end_at_the_count(values: list[float]) -> None:
    histogram = Registry().histogram("call_seconds", "A call")
    for value in values:
        histogram.observe(value)
    buckets = [value for name, _, value in histogram.samples() if name.endswith("_bucket")]
    assert buckets == sorted(buckets)
    assert (buckets or [0])[-1] == len(values)
