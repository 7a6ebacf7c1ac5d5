"""Gathering reports from the database and making files of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from conversations.appointments.venue_time import to_local
from conversations.events.report import Known, Report, report_of
from conversations.events.report_files import as_csv, as_xlsx
from conversations.events.report_table import jobs_table, participants_table, placements_table
from conversations.events.service import started_on, today_of
from storage.models import Participant, ParticipantStatus
from storage.unit_of_work import UnitOfWork

ONE_CSV, ONE_XLSX = "report-csv", "report-xlsx"
ALL_CSV, ALL_XLSX = "reports-csv", "reports-xlsx"

_HERE = (ParticipantStatus.ACTIVE, ParticipantStatus.PAUSED)

File = tuple[str, str | bytes]


def takes_part(participant: Participant) -> bool:
    """Whether somebody stands in the report of the whole programme: has agreed, and has not stopped."""
    return participant.status in _HERE


async def reports_of(store: UnitOfWork, participants: Sequence[Participant], now: datetime) -> list[Report]:
    """The reports of these participants, in this order; few queries however many there are.

    Args:
        store: of somebody who may see them, or the system.
        participants: loaded with person and programme.
        now: UTC.
    """
    ids = [one.id for one in participants]
    events = await store.events.of_participants(ids)
    so_far = await store.reports.appointments_so_far(ids, now)
    coming = await store.reports.next_appointment(ids, now)
    items = await store.reports.checklist_items(ids)
    found = []
    for one in participants:
        next_at = coming.get(one.id)
        done, total = items.get(one.id, (0, 0))
        known = Known(
            name=one.person.name,
            started=started_on(one),
            appointments=so_far.get(one.id, 0),
            next_appointment=to_local(next_at, one.programme.timezone).date() if next_at is not None else None,
            items_done=done,
            items=total,
        )
        found.append(report_of(known, events.get(one.id, []), today_of(one, now)))
    return found


async def _one(store: UnitOfWork, participant_id: int, now: datetime) -> list[Report] | None:
    participant = await store.participants.get(participant_id)
    return await reports_of(store, [participant], now) if participant is not None else None


async def _all(store: UnitOfWork, programme_id: int, now: datetime) -> list[Report] | None:
    if await store.programmes.get(programme_id) is None:
        return None
    everyone = [one for one in await store.participants.of_programme(programme_id) if takes_part(one)]
    return await reports_of(store, everyone, now)


async def one_as_csv(store: UnitOfWork, participant_id: int, now: datetime) -> File | None:
    """The report of one participant as CSV; None when the participant is gone."""
    reports = await _one(store, participant_id, now)
    return None if reports is None else ("deltakerrapport.csv", as_csv(participants_table(reports)))


async def one_as_xlsx(store: UnitOfWork, participant_id: int, now: datetime) -> File | None:
    """The report of one participant as XLSX; None when the participant is gone."""
    reports = await _one(store, participant_id, now)
    return None if reports is None else ("deltakerrapport.xlsx", _workbook(reports, now))


async def all_as_csv(store: UnitOfWork, programme_id: int, now: datetime) -> File | None:
    """The reports of all who take part in a programme as CSV; None when the programme is gone."""
    reports = await _all(store, programme_id, now)
    return None if reports is None else ("programrapport.csv", as_csv(participants_table(reports)))


async def all_as_xlsx(store: UnitOfWork, programme_id: int, now: datetime) -> File | None:
    """The reports of all who take part in a programme as XLSX; None when the programme is gone."""
    reports = await _all(store, programme_id, now)
    return None if reports is None else ("programrapport.xlsx", _workbook(reports, now))


def _workbook(reports: Sequence[Report], now: datetime) -> bytes:
    return as_xlsx([participants_table(reports), placements_table(reports), jobs_table(reports)], now)
