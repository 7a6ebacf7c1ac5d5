"""The individual reports of a whole programme, for its coordinator: shown first what they hold, then a file."""

from __future__ import annotations

from conversations.events.exporting import ALL_CSV, ALL_XLSX, takes_part
from conversations.events.report_screen import caution_lines, columns_text
from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Attachment, Button, Line, message
from locales.text import staff, staff_n
from storage.models import Participant, Programme, Role

CODE = "er"

part = Part(CODE, Audience.COORDINATOR)

FILES = {"csv": ALL_CSV, "xlsx": ALL_XLSX}


def _own(turn: Turn, press: Press) -> Programme:
    wanted = press.number(0)
    for programme in turn.programmes(Role.COORDINATOR):
        if programme.id == wanted:
            return programme
    raise BadPressError


@part.button("open")
async def open_reports(turn: Turn, _press: Press) -> None:
    """The reports; with several programmes, of which one first."""
    programmes = turn.programmes(Role.COORDINATOR)
    if len(programmes) == 1:
        await _show(turn, programmes[0])
        return
    rows = tuple(
        (Button(staff("{name}", name=one.name), payload(CODE, "show", one.id), icon="📊"),) for one in programmes
    )
    await turn.show(message(Line(staff("Which programme?"), "📊", strong=True), buttons=(*rows, home_row())))


@part.button("show")
async def show_reports(turn: Turn, press: Press) -> None:
    """What the file of one programme holds."""
    await _show(turn, _own(turn, press))


async def _included(turn: Turn, programme: Programme) -> list[Participant]:
    return [one for one in await turn.store.participants.of_programme(programme.id) if takes_part(one)]


async def _show(turn: Turn, programme: Programme) -> None:
    count = len(await _included(turn, programme))
    rows = (
        (
            Button(staff("As Excel"), payload(CODE, "file", programme.id, "xlsx"), icon="📊"),
            Button(staff("As CSV"), payload(CODE, "file", programme.id, "csv"), icon="📄"),
        ),
        home_row(),
    )
    await turn.show(
        message(
            Line(staff("Individual reports of {programme}", programme=programme.name), "📊", strong=True),
            Line(
                staff_n(
                    "{count} participant who takes part now, with name.",
                    "{count} participants who take part now, with names.",
                    count=count,
                ),
                "👥",
            ),
            Line(columns_text(), "📋"),
            *caution_lines(),
            buttons=rows,
        )
    )


@part.button("file")
async def take_file(turn: Turn, press: Press) -> None:
    """The file; for each participant in it stays on record who took it."""
    programme, form = _own(turn, press), press.word(1)
    if form not in FILES:
        raise BadPressError
    for one in await _included(turn, programme):
        await turn.store.audit.note(
            "report.exported",
            turn.now,
            participant_id=one.id,
            subject="programme",
            subject_id=programme.id,
            form=form,
        )
    text = staff("Individual reports of {programme}", programme=programme.name)
    back = Button(staff("Back"), payload(CODE, "show", programme.id), icon="⬅️")
    export = Attachment("export", f"{FILES[form]}:{programme.id}")
    await turn.say(message(Line(text, "📊"), attachment=export, buttons=((back,),)))
