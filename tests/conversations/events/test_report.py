"""The individual report: every field from what was recorded, in files that open as they should and run nothing."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.attachments import AttachmentError, NewFile, make
from conversations.events.report import Known, report_of
from conversations.events.report_files import RISKY, as_csv, as_xlsx, inert
from conversations.events.report_table import COLUMNS, Table, norwegian, participants_table
from conversations.events.stages import Stage
from conversations.events.words import FORMS, GOALS, PAID, REASONS, SECTORS, STAGES, percent_text
from locales.message import Attachment
from locales.text import staff, staff_n
from storage.models import AuditEntry, ContractForm, EndReason, EventGoal, EventKind, ParticipantStatus, Role, Sector
from tests.conversations.events.happened import bare, happened, on, recorded
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, Scene

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
KNOWN = Known("Amina", on("1.9"))


def test_the_fields_of_a_whole_way() -> None:
    events = happened(
        "proposal 1.9, application 3.9, application 2.9, interview 8.9, start 15.9, end 14.10 <5, job 15.10, "
        "exit 1.11, job 1.12"
    )
    events[7].end_reason = "other_work"
    report = report_of(KNOWN, events, on("20.11"))
    assert report.stage is Stage.EXITED
    assert (report.proposals, report.applications, report.interviews) == (1, 2, 1)
    assert report.first_application == on("2.9")
    assert [(one.start.on, one.last_day, days) for one, days in report.placements] == [(on("15.9"), on("14.10"), 30)]
    assert (report.weeks_to_placement, report.weeks_to_job) == (2, 6)
    assert (report.placement_days, report.unpaid_days) == (30, 30)
    assert [one.on for one in report.contracts] == [on("15.10"), on("1.12")]
    assert (report.ended, report.reason) == (on("1.11"), "other_work")


def test_without_events_the_report_is_there_all_the_same() -> None:
    report = report_of(KNOWN, [], on("20.11"))
    assert report.stage is Stage.SEARCHING
    assert (report.weeks_to_placement, report.weeks_to_job, report.ended, report.reason) == (None, None, None, None)
    (row,) = participants_table([report]).rows
    assert row[:2] == ("Amina", on("1.9"))


def test_an_exit_that_was_followed_by_coming_back_is_no_end() -> None:
    report = report_of(KNOWN, happened("exit 1.10, back 1.11"), on("20.11"))
    assert (report.ended, report.stage) == (None, Stage.SEARCHING)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+47", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", '=HYPERLINK("x")', "=cmd|' /C calc'!A0"],
)
def test_what_a_program_might_run_is_only_shown(text: str) -> None:
    table = Table("Ark", ("Hode",), ((text,),))
    rows = list(csv.reader(io.StringIO(as_csv(table), newline=""), delimiter=";"))
    assert rows == [["Hode"], ["'" + text]]
    cell = _opened(as_xlsx([table], NOW))["Ark"]["A2"]
    assert cell.data_type != "f"
    assert cell.quotePrefix
    assert str(cell.value).strip() == text.strip()


@given(st.text(max_size=40), st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(-5, 5000))
def test_no_text_becomes_a_formula_and_every_file_opens(text: str, day: date, number: int) -> None:
    table = Table("Ark", ("Hode", "Dag", "Antall"), ((text, day, number),))
    _, (first, second, third) = csv.reader(io.StringIO(as_csv(table), newline=""), delimiter=";")
    assert not first.startswith(RISKY)
    assert (second, third) == (f"{day:%d.%m.%Y}", str(number))
    sheet = _opened(as_xlsx([table], NOW))["Ark"]
    assert sheet["A2"].data_type != "f"
    assert sheet["B2"].value.date() == day
    assert sheet["C2"].value == number


def test_ordinary_words_stay_as_they_are() -> None:
    for text in ("Bakeriet", "Ål = bra", "7-15", "", "مخبز"):
        assert inert(text) == text


def _opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


async def _file(scene: Scene, chat: int) -> NewFile:
    """The file on the newest bubble, as it is made when it is sent."""
    attachment = scene.stage.last(chat).rendered.attachment
    assert attachment is not None
    return await _made(scene, attachment)


async def _made(scene: Scene, attachment: Attachment) -> NewFile:
    async with scene.stage.database.reading() as store:
        made = await make(store, attachment, "so", scene.stage.clock.now())
    assert isinstance(made, NewFile)
    return made


async def _history(scene: Scene) -> None:
    """A placement at a firm with a strange name, a job, a course, and a way out."""
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        participant.plan = {"started_on": "2026-08-03"}
        await store.commit()
    await recorded(scene, EventKind.APPLICATION, date(2026, 8, 10), employer_name="Hotellet")
    start = await recorded(scene, EventKind.PLACEMENT_START, date(2026, 9, 1), employer_name="=Bakeriet; AS")
    await recorded(scene, EventKind.PLACEMENT_END, date(2026, 9, 30), start=start, end_reason=EndReason.HIRED)
    job = await recorded(scene, EventKind.CONTRACT, date(2026, 10, 1), employer_name="=Bakeriet; AS")
    school = await recorded(scene, EventKind.EDUCATION, date(2026, 11, 2), employer_name="Fagskolen")
    gone = await recorded(scene, EventKind.EXIT, date(2026, 11, 20))
    for event_id, field, value in (
        (start.id, "paid", "no"), (start.id, "sector", "private"), (start.id, "goal", "job"),
        (job.id, "form", "on_call"), (job.id, "percent", "50"), (job.id, "sector", "municipal"),
        (school.id, "goal", "certificate"), (gone.id, "reason", "education"),
    ):  # fmt: skip
        await scene.stage.forge(MARTA, f"ev:set:{event_id}:{field}:{value}")
    await scene.meet(scene.amina, datetime(2026, 11, 18, 10))  # noqa: DTZ001 - on the wall in Oslo
    await scene.meet(scene.amina, datetime(2026, 11, 25, 10))  # noqa: DTZ001 - on the wall in Oslo
    await scene.stage.forge(AMINA, "cl:take:cv")
    async with scene.stage.database.reading() as store:
        (row,) = await store.checklists.of_participant(scene.amina)
    await scene.stage.forge(AMINA, f"cl:do:{row.items[0].id}:done")


async def _expected(scene: Scene) -> dict[str, Any]:
    async with scene.stage.database.reading() as store:
        (row,) = await store.checklists.of_participant(scene.amina)
    days = norwegian(staff_n("{count} day", "{count} days", count=30))
    private, municipal = norwegian(SECTORS[Sector.PRIVATE]), norwegian(SECTORS[Sector.MUNICIPAL])
    form, half = norwegian(FORMS[ContractForm.ON_CALL]), norwegian(percent_text(50))
    return {
        "Name": "Amina",
        "Start in the programme": date(2026, 8, 3),
        "Stage": norwegian(STAGES[Stage.EXITED][1]),
        "Jobs proposed": 0,
        "Applications": 1,
        "First application": date(2026, 8, 10),
        "Job interviews": 0,
        "Placements": f"=Bakeriet; AS, 01.09.2026–30.09.2026, {days}, {norwegian(PAID[False])}, {private}",
        "Weeks to the first placement": 4,
        "Days in placements": 30,
        "Unpaid days in placements": 30,
        "Paid jobs": f"=Bakeriet; AS, 01.10.2026, {form}, {half}, {municipal}",
        "Weeks to the first paid job": 8,
        "Educations": f"Fagskolen, 02.11.2026, {norwegian(GOALS[EventGoal.CERTIFICATE])}",
        "Appointments so far": 1,
        "Next appointment": date(2026, 11, 25),
        "Checklist items done": 1,
        "Checklist items": len(row.items),
        "End": date(2026, 11, 20),
        "Why it ended": norwegian(REASONS[EndReason.EDUCATION]),
    }


async def test_the_csv_of_one_participant_cell_by_cell(scene: Scene) -> None:
    await _history(scene)
    await scene.stage.forge(MARTA, f"ev:report:{scene.amina}")
    await scene.stage.press(MARTA, "As CSV")
    file = await _file(scene, MARTA)
    assert file.name == "deltakerrapport.csv"
    assert file.data.startswith(b"\xef\xbb\xbf")
    heads, values = csv.reader(io.StringIO(file.data.decode("utf-8-sig"), newline=""), delimiter=";")
    expected = await _expected(scene)
    assert heads == [norwegian(staff(head)) for head in expected]
    written = [f"{one:%d.%m.%Y}" if isinstance(one, date) else str(one) for one in expected.values()]
    assert values == [f"'{one}" if one.startswith("=") else one for one in written]
    assert "\u2068" not in file.data.decode("utf-8-sig")


async def test_the_workbook_of_one_participant_cell_by_cell(scene: Scene) -> None:
    await _history(scene)
    await scene.stage.forge(MARTA, f"ev:report:{scene.amina}")
    await scene.stage.press(MARTA, "As Excel")
    file = await _file(scene, MARTA)
    assert file.name == "deltakerrapport.xlsx"
    workbook = _opened(file.data)
    expected = await _expected(scene)
    people, placements, jobs = workbook.worksheets
    assert _rows(people) == [[norwegian(staff(head)) for head in expected], list(expected.values())]
    days, private = 30, norwegian(SECTORS[Sector.PRIVATE])
    assert _rows(placements)[1:] == [
        [
            "Amina", "=Bakeriet; AS", date(2026, 9, 1), date(2026, 9, 30), days, norwegian(PAID[False]), private,
            norwegian(GOALS[EventGoal.JOB]), norwegian(REASONS[EndReason.HIRED]),
        ]
    ]  # fmt: skip
    assert _rows(jobs)[1:] == [
        [
            "Amina", "=Bakeriet; AS", date(2026, 10, 1), norwegian(FORMS[ContractForm.ON_CALL]), 50,
            norwegian(SECTORS[Sector.MUNICIPAL]),
        ]
    ]  # fmt: skip
    assert not [cell for sheet in workbook for row in sheet for cell in row if cell.data_type == "f"]
    assert people["B2"].number_format == "DD.MM.YYYY"


def _rows(sheet: Any) -> list[list[Any]]:
    return [[cell.date() if isinstance(cell, datetime) else cell for cell in row] for row in sheet.values]


async def test_it_is_shown_before_it_is_taken(scene: Scene) -> None:
    await _history(scene)
    await scene.stage.forge(MARTA, f"ev:list:{scene.amina}:1")
    await scene.stage.press(MARTA, "Individual report")
    text = bare(scene.stage.last(MARTA).text)
    for words in (
        "Has left the programme", "4 weeks to the first placement", "30 unpaid days in placements",
        "8 weeks to the first paid job", "The file holds: Name, Start in the programme",
        "nothing about health, family, absence or money", "put on record", "Education",
    ):  # fmt: skip
        assert words in text
    assert scene.stage.last(MARTA).rendered.attachment is None


async def test_nothing_is_asked_again_at_the_end(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"pp:card:{scene.amina}")
    for tap in ("What happened?", "More", "Leaves the programme", "Today", "Individual report", "As Excel"):
        await scene.stage.press(MARTA, tap)
    assert (await _file(scene, MARTA)).name == "deltakerrapport.xlsx"


async def _exported(scene: Scene) -> list[tuple[int | None, int | None]]:
    async with AsyncSession(scene.stage.database.engine) as session:
        query = select(AuditEntry).where(AuditEntry.action == "report.exported").order_by(AuditEntry.id)
        return [(row.actor_id, row.participant_id) for row in await session.scalars(query)]


async def test_who_took_it_is_on_record(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"ev:file:{scene.amina}:csv")
    assert await _exported(scene) == [(scene.people["Marta"], scene.amina)]


async def test_the_coordinator_takes_the_whole_programme(scene: Scene) -> None:
    await _history(scene)
    await scene.stage.write(EVA, "/menu")
    await scene.stage.press(EVA, "Individual reports")
    text = bare(scene.stage.last(EVA).text)
    assert "2 participants who take part now, with names." in text
    assert "not who wrote it down" in text
    assert "Bakeriet" not in text
    await scene.stage.press(EVA, "As CSV")
    file = await _file(scene, EVA)
    assert file.name == "programrapport.csv"
    rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Amina", "Yonas"]
    assert await _exported(scene) == [(scene.people["Eva"], scene.amina), (scene.people["Eva"], scene.yonas)]
    await scene.stage.press(EVA, "Back")
    await scene.stage.press(EVA, "As Excel")
    file = await _file(scene, EVA)
    people, placements, jobs = _opened(file.data).worksheets
    assert (people.max_row, placements.max_row, jobs.max_row) == (3, 2, 2)
    assert all(name not in str(_rows(people)) for name in ("Marta", "Lars"))


async def test_who_has_stopped_or_is_not_in_yet_is_not_in_the_file(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        for participant_id, status in (
            (scene.amina, ParticipantStatus.WITHDRAWN),
            (scene.yonas, ParticipantStatus.INVITED),
        ):
            participant = await store.participants.get(participant_id)
            assert participant is not None
            participant.status = status
        await store.commit()
    await scene.stage.forge(EVA, f"er:file:{scene.programme}:csv")
    text = (await _file(scene, EVA)).data.decode("utf-8-sig")
    assert len(text.splitlines()) == 1
    assert await _exported(scene) == []


async def test_with_two_programmes_it_is_asked_of_which(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        await store.people.join_staff(scene.people["Eva"], scene.elsewhere, Role.COORDINATOR, NOW - timedelta(days=1))
        await store.commit()
    await scene.stage.forge(EVA, "er:open")
    await scene.stage.press(EVA, "Arbeid Vest")
    assert "0 participants" in scene.stage.last(EVA).text


@pytest.mark.parametrize("chat", [MARTA, LARS, ELSEWHERE, AMINA])
@pytest.mark.parametrize("rest", ["show:{programme}", "file:{programme}:csv", "file:{programme}:xlsx"])
async def test_nobody_else_takes_the_programme(scene: Scene, chat: int, rest: str) -> None:
    await scene.stage.forge(chat, "er:" + rest.format(programme=scene.programme))
    assert scene.stage.toasts[chat] == ["This button is old. Here is what you can do now."]
    assert scene.stage.last(chat).rendered.attachment is None
    assert await _exported(scene) == []


@pytest.mark.parametrize("rest", ["file:{programme}:exe", "file:{programme}", "show:x", "show:999"])
async def test_a_forged_button_is_answered_kindly(scene: Scene, rest: str) -> None:
    await scene.stage.forge(EVA, "er:" + rest.format(programme=scene.programme))
    assert scene.stage.toasts[EVA] == ["This button is old. Here is what you can do now."]


@pytest.mark.parametrize("kind", ["report-csv", "report-xlsx", "reports-csv", "reports-xlsx"])
async def test_a_file_about_what_is_gone_cannot_be_made(scene: Scene, kind: str) -> None:
    with pytest.raises(AttachmentError):
        await _made(scene, Attachment("export", f"{kind}:999"))


def test_no_column_is_about_what_is_never_kept() -> None:
    assert len(COLUMNS) == 20
    assert not [head.msgid for head, _ in COLUMNS if "recorded" in head.msgid or "absen" in head.msgid.lower()]
