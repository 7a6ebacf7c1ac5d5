"""The individual report for the specialist: shown first, then taken along as a file."""

from __future__ import annotations

from conversations.events.exporting import ONE_CSV, ONE_XLSX, reports_of
from conversations.events.own import CODE, part, to_all, to_card
from conversations.events.report import Report
from conversations.events.report_table import COLUMNS
from conversations.events.service import today_of
from conversations.events.words import REASONS, STAGES, dated_line, day_text
from conversations.people.own import about_own
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Attachment, Button, Line, message
from locales.text import Several, Text, staff, staff_n
from storage.models import EndReason, Participant

FILES = {"csv": ONE_CSV, "xlsx": ONE_XLSX}

_SHOWN = 4


@part.button("report")
@about_own
async def show_report(turn: Turn, _press: Press, participant: Participant) -> None:
    """What the report says, before anybody takes it along."""
    turn.park()
    await turn.store.audit.note("report.viewed", turn.now, participant_id=participant.id)
    (report,) = await reports_of(turn.store, [participant], turn.now)
    name = participant.person.name
    rows = (
        (
            Button(staff("As Excel"), payload(CODE, "file", participant.id, "xlsx"), icon="📊"),
            Button(staff("As CSV"), payload(CODE, "file", participant.id, "csv"), icon="📄"),
        ),
        (to_all(participant), to_card(participant)),
    )
    lines = [
        Line(staff("Individual report of {name}", name=name), "📄", strong=True),
        *_lines(turn, participant, report),
        Line(columns_text(), "📋", gap=True),
        *caution_lines(),
    ]
    await turn.show(message(*lines, buttons=rows))


def columns_text() -> Text:
    """Which columns the file has."""
    return staff("The file holds: {columns}.", columns=Several(tuple(head for head, _ in COLUMNS)))


def caution_lines() -> list[Line]:
    """What is not in the file, and what to take care of."""
    return [
        Line(staff("It holds nothing about health, family, absence or money, and not who wrote it down."), "🔒"),
        Line(staff("Keep the file where only those who need it can open it. That you take it is put on record."), "👀"),
    ]


def _lines(turn: Turn, participant: Participant, report: Report) -> list[Line]:
    today = today_of(participant, turn.now)
    icon, stage = STAGES[report.stage]
    lines = [
        Line(stage, icon),
        Line(staff("Start in the programme: {day}", day=day_text(report.known.started, today)), "🚩"),
    ]
    if report.weeks_to_placement is not None:
        weeks = report.weeks_to_placement
        text = staff_n("{count} week to the first placement", "{count} weeks to the first placement", count=weeks)
        lines.append(Line(text, "🧰"))
    if report.placements:
        days = report.unpaid_days
        text = staff_n("{count} unpaid day in placements", "{count} unpaid days in placements", count=days)
        lines.append(Line(text, "🗓"))
    if report.weeks_to_job is not None:
        weeks = report.weeks_to_job
        text = staff_n("{count} week to the first paid job", "{count} weeks to the first paid job", count=weeks)
        lines.append(Line(text, "🤝"))
    listed = [*(one.start for one, _ in report.placements), *report.contracts, *report.educations]
    lines += [Line(words, icon) for icon, words in (dated_line(one, today) for one in listed[-_SHOWN:])]
    if report.ended is not None:
        lines.append(Line(staff("End: {day}", day=day_text(report.ended, today)), "🚪"))
    if report.reason:
        lines.append(Line(REASONS[EndReason(report.reason)], "🏁"))
    return lines


@part.button("file")
@about_own
async def take_file(turn: Turn, press: Press, participant: Participant) -> None:
    """The report as a file; who took it stays on record."""
    form = press.word(1)
    if form not in FILES:
        raise BadPressError
    await turn.store.audit.note("report.exported", turn.now, participant_id=participant.id, form=form)
    text = staff("Individual report of {name}", name=participant.person.name)
    back = Button(staff("Back"), payload(CODE, "report", participant.id), icon="⬅️")
    export = Attachment("export", f"{FILES[form]}:{participant.id}")
    await turn.say(message(Line(text, "📄"), attachment=export, buttons=((back,),)))
