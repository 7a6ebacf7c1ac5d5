"""Choosing the employer of a pack: the likely ones first, or a few letters of the name."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import phrases
from conversations.appointments.staff_views import show_agenda
from conversations.employers.choosing import found
from conversations.employers.register import icon_of
from conversations.packs.contents import PackKind
from conversations.packs.specialist import CODE, about_own_pack, back_row, own_pack, part, prepared, show_pack
from conversations.people.own import object_id
from conversations.preferences.screen import mark
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff
from locales.user_text import clean
from storage.models import Employer, Occurrence

PAGE = 6


@part.button("employer")
@about_own_pack
async def choose(turn: Turn, press: Press, occurrence: Occurrence, _kind: PackKind) -> None:
    """A page of employers: those the specialist was in contact with last, then the newest of the programme."""
    page = max(press.number(1), 1) if len(press.args) > 1 else 1
    if page > _MOST_PAGES:
        raise BadPressError
    programme = occurrence.appointment.programme_id
    employers = await turn.store.employers.recent(turn.me.id, [programme], PAGE + 1, (page - 1) * PAGE)
    turning = []
    if page > 1:
        turning.append(Button(staff("Earlier"), payload(CODE, "employer", occurrence.id, page - 1), icon="⬅️"))
    if len(employers) > PAGE:
        turning.append(Button(staff("More"), payload(CODE, "employer", occurrence.id, page + 1), icon="➡️"))
    await turn.open(CODE, "employer", {"occurrence": occurrence.id})
    lines = [Line(staff("Which employer is it?"), "🏬", strong=True)]
    if employers:
        lines.append(Line(staff("Their house rules go into the pack. You can write a part of the name too.")))
    else:
        lines.append(Line(staff("There are no employers yet.")))
    await _offer(turn, occurrence, employers[:PAGE], lines, turning)


_MOST_PAGES = 1000


async def _offer(
    turn: Turn, occurrence: Occurrence, employers: Sequence[Employer], lines: Sequence[Line], turning: Sequence[Button]
) -> None:
    pack = (await turn.store.packs.of_appointments([occurrence.appointment_id])).get(occurrence.appointment_id)
    chosen = pack.employer_id if pack is not None else None
    rows = [
        (
            Button(
                staff("{name}", name=one.name),
                payload(CODE, "take", occurrence.id, one.id),
                icon=f"{mark(chosen=one.id == chosen)} {icon_of(one)}",
            ),
        )
        for one in employers
    ]
    none = Button(staff("No employer"), payload(CODE, "take", occurrence.id, 0), icon="🗑")
    add = Button(staff("Add an employer"), payload("em", "new", occurrence.appointment.programme_id), icon="➕")
    last = (none, add) if chosen is not None else (add,)
    rows_after = ((tuple(turning),) if turning else ()) + (last, back_row(occurrence))
    await turn.show(message(*lines, buttons=(*rows, *rows_after)))


@part.step("employer")
async def find(turn: Turn) -> None:
    """Those whose name holds what was typed."""
    own = await own_pack(turn, int(turn.draft.get("occurrence", 0)))
    if own is None:
        await turn.close()
        turn.toast(phrases.changed())
        await show_agenda(turn)
        return
    occurrence, _kind = own
    everyone = await turn.store.employers.of_programme(occurrence.appointment.programme_id)
    hits = found(everyone, clean(turn.text or ""), turn.me.language)
    if hits:
        lines = [Line(staff("These fit:"), "🔎", strong=True)]
    else:
        lines = [Line(staff("No employer here is called so. Write it in another way."), "🔎")]
    if len(hits) > PAGE:
        lines.append(Line(staff("There are more. Write more letters to find them.")))
    await _offer(turn, occurrence, hits[:PAGE], lines, ())


@part.button("take")
@about_own_pack
async def take(turn: Turn, press: Press, occurrence: Occurrence, kind: PackKind) -> None:
    """This employer's words fill the pack, or nobody's."""
    employer = await _wanted(turn, press, occurrence)
    (await prepared(turn, occurrence)).employer_id = employer.id if employer is not None else None
    await turn.store.flush()
    await turn.close()
    await show_pack(turn, occurrence, kind, Line(staff("Saved."), "✅", strong=True))


async def _wanted(turn: Turn, press: Press, occurrence: Occurrence) -> Employer | None:
    if press.number(1) == 0:
        return None
    employer = await turn.store.employers.get(object_id(press, 1))
    if employer is None or not employer.active or employer.programme_id != occurrence.appointment.programme_id:
        raise BadPressError
    return employer
