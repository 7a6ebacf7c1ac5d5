"""The individual report as tables: which columns there are, and what stands in each cell, in Norwegian."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from conversations.events.report import Report
from conversations.events.stages import Placement
from conversations.events.words import FORMS, GOALS, PAID, REASONS, SECTORS, STAGES, percent_text
from locales.languages import NORWEGIAN
from locales.render import write
from locales.text import Text, staff, staff_n
from locales.user_text import clean
from storage.models import ContractForm, EndReason, Event, EventGoal, Sector

Cell = str | int | date | None

_ISOLATES = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069))
_BETWEEN = " | "


@dataclass(frozen=True)
class Table:
    """A name, the heads of the columns, and the rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def norwegian(text: Text) -> str:
    """The text as it stands in a file: in Norwegian, without marks of direction."""
    return write(text, NORWEGIAN).translate(_ISOLATES)


def short_day(day: date) -> str:
    """A day as forms in Norway have it: 12.11.2026."""
    return day.strftime("%d.%m.%Y")


def _join(parts: Sequence[str | None]) -> str:
    return ", ".join(part for part in parts if part)


def _name(event: Event) -> str | None:
    return " ".join(clean(event.employer_name).split()) if event.employer_name else None


def _sector(event: Event) -> str | None:
    return norwegian(SECTORS[Sector(event.sector)]) if event.sector else None


def _form(event: Event) -> str | None:
    return norwegian(FORMS[ContractForm(event.contract)]) if event.contract else None


def _goal(event: Event) -> str | None:
    return norwegian(GOALS[EventGoal(event.goal)]) if event.goal else None


def _reason(reason: str | None) -> str | None:
    return norwegian(REASONS[EndReason(reason)]) if reason else None


def _paid(event: Event) -> str | None:
    return norwegian(PAID[event.paid]) if event.paid is not None else None


def _placement_words(placement: Placement, days: int) -> str:
    start = placement.start
    last = short_day(placement.last_day) if placement.last_day else ""
    count = norwegian(staff_n("{count} day", "{count} days", count=days))
    return _join([_name(start), f"{short_day(start.on)}–{last}", count, _paid(start), _sector(start)])


def _contract_words(event: Event) -> str:
    percent = norwegian(percent_text(event.percent)) if event.percent is not None else None
    return _join([_name(event), short_day(event.on), _form(event), percent, _sector(event)])


def _education_words(event: Event) -> str:
    return _join([_name(event), short_day(event.on), _goal(event)])


def _listed(words: Sequence[str]) -> str | None:
    return _BETWEEN.join(words) or None


COLUMNS: tuple[tuple[Text, Callable[[Report], Cell]], ...] = (
    (staff("Name"), lambda one: clean(one.known.name)),
    (staff("Start in the programme"), lambda one: one.known.started),
    (staff("Stage"), lambda one: norwegian(STAGES[one.stage][1])),
    (staff("Jobs proposed"), lambda one: one.proposals),
    (staff("Applications"), lambda one: one.applications),
    (staff("First application"), lambda one: one.first_application),
    (staff("Job interviews"), lambda one: one.interviews),
    (staff("Placements"), lambda one: _listed([_placement_words(*row) for row in one.placements])),
    (staff("Weeks to the first placement"), lambda one: one.weeks_to_placement),
    (staff("Days in placements"), lambda one: one.placement_days),
    (staff("Unpaid days in placements"), lambda one: one.unpaid_days),
    (staff("Paid jobs"), lambda one: _listed([_contract_words(row) for row in one.contracts])),
    (staff("Weeks to the first paid job"), lambda one: one.weeks_to_job),
    (staff("Educations"), lambda one: _listed([_education_words(row) for row in one.educations])),
    (staff("Appointments so far"), lambda one: one.known.appointments),
    (staff("Next appointment"), lambda one: one.known.next_appointment),
    (staff("Checklist items done"), lambda one: one.known.items_done),
    (staff("Checklist items"), lambda one: one.known.items),
    (staff("End"), lambda one: one.ended),
    (staff("Why it ended"), lambda one: _reason(one.reason)),
)
"""The columns of the report, one row a participant."""


def participants_table(reports: Sequence[Report]) -> Table:
    """One row a participant."""
    heads = tuple(norwegian(head) for head, _ in COLUMNS)
    rows = tuple(tuple(cell(one) for _, cell in COLUMNS) for one in reports)
    return Table(norwegian(staff("Participants")), heads, rows)


def placements_table(reports: Sequence[Report]) -> Table:
    """One row a placement."""
    heads = (
        staff("Name"), staff("Employer"), staff("First day"), staff("Last day"), staff("Days"), staff("Paid or not"),
        staff("Sector"), staff("What it leads to"), staff("Why it ended"),
    )  # fmt: skip
    rows = tuple(
        (
            clean(one.known.name),
            _name(placement.start),
            placement.start.on,
            placement.last_day,
            days,
            _paid(placement.start),
            _sector(placement.start),
            _goal(placement.start),
            _reason(placement.end.end_reason) if placement.end is not None else None,
        )
        for one in reports
        for placement, days in one.placements
    )
    return Table(norwegian(staff("Placements")), tuple(map(norwegian, heads)), rows)


def jobs_table(reports: Sequence[Report]) -> Table:
    """One row a contract."""
    heads = (
        staff("Name"), staff("Employer"), staff("First day"), staff("Kind of contract"),
        staff("Share of a position, percent"), staff("Sector"),
    )  # fmt: skip
    rows = tuple(
        (clean(one.known.name), _name(job), job.on, _form(job), job.percent, _sector(job))
        for one in reports
        for job in one.contracts
    )
    return Table(norwegian(staff("Paid jobs")), tuple(map(norwegian, heads)), rows)
