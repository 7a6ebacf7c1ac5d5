"""Preparing a pack: what it says already, and the few things only the specialist knows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from conversations import phrases
from conversations.appointments.facts import start_of, when
from conversations.appointments.planning import plan_appointment
from conversations.appointments.staff_views import note_change, show_agenda
from conversations.packs.contents import DRESS, FIELDS, NAMES, USUAL_DRESS, Field, PackKind, pack_kind
from conversations.packs.filling import filled_pack
from conversations.packs.trade_words import ANY_WORK, TRADES
from conversations.part import Audience, ButtonHandler, Part
from conversations.people.own import object_id
from conversations.preferences.screen import mark
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Words, staff
from locales.user_text import clean
from storage.models import Occurrence, Pack

CODE = "pa"

LONGEST = 400
"""Characters of what the specialist writes for one heading: a pack is read on a phone."""

part = Part(CODE, Audience.SPECIALIST)

PackHandler = Callable[[Turn, Press, Occurrence, PackKind], Awaitable[None]]


async def own_pack(turn: Turn, occurrence_id: int) -> tuple[Occurrence, PackKind] | None:
    """The occurrence with a pack, if it is the specialist's own and still to come."""
    occurrence = await turn.store.appointments.occurrence(occurrence_id)
    if occurrence is None or occurrence.appointment.specialist_id != turn.me.id:
        return None
    kind = pack_kind(occurrence.appointment)
    gone = occurrence.cancelled_at or occurrence.appointment.cancelled_at or occurrence.ends_at <= turn.now
    return None if gone or kind is None else (occurrence, kind)


def about_own_pack(handler: PackHandler) -> ButtonHandler:
    """Gives the handler the own occurrence whose id comes first in the payload; else the agenda is shown."""

    async def checked(turn: Turn, press: Press) -> None:
        own = await own_pack(turn, object_id(press))
        if own is None:
            turn.toast(phrases.changed())
            await show_agenda(turn)
        else:
            await handler(turn, press, *own)

    return checked


@part.button("open")
@about_own_pack
async def open_pack(turn: Turn, _press: Press, occurrence: Occurrence, kind: PackKind) -> None:
    """What the pack says now."""
    turn.park()
    await show_pack(turn, occurrence, kind)


async def show_pack(turn: Turn, occurrence: Occurrence, kind: PackKind, *before: Line) -> None:
    """The pack as it goes out, and what can be changed; what stands here from the employer is said to."""
    pack = await filled_pack(turn.store, occurrence.appointment_id)
    start = start_of(occurrence.appointment, occurrence)
    lines = [*before, Line(NAMES[kind], "🎒", strong=True), Line(when(start), "📅")]
    if pack.wanted:
        lines.append(Line(staff("It is sent the day before, in the participant's language."), "📨"))
    else:
        lines.append(Line(staff("It is not sent."), "⏹"))
    icon, dress = DRESS.get(pack.dress or "", DRESS[USUAL_DRESS[kind]])
    trade = TRADES.get(pack.trade or "", TRADES[ANY_WORK])
    lines.append(Line(dress, icon, gap=True))
    lines.append(Line(staff("Ten words: {trade}", trade=trade.name), trade.icon))
    fields = [field for field in FIELDS.values() if kind in field.kinds]
    if pack.employer_id is not None:
        lines.append(Line(staff("What you leave empty comes from the employer."), "🏢"))
    for field in fields:
        said = getattr(pack, field.code)
        words = Words({"nb": said}) if said else staff("nothing yet")
        lines.append(Line(staff("{topic}: {words}", topic=field.name, words=words), field.icon))
    await turn.show(message(*lines, buttons=_rows(occurrence, fields, pack)))


def _rows(occurrence: Occurrence, fields: list[Field], pack: Pack) -> tuple[tuple[Button, ...], ...]:
    one = occurrence.id
    rows: list[tuple[Button, ...]] = [
        (
            Button(staff("Clothes"), payload(CODE, "dress", one), icon="👕"),
            Button(staff("Words"), payload(CODE, "trade", one), icon="🗣️"),
        )
    ]
    labels = [Button(field.name, payload(CODE, "write", one, field.code), icon=field.icon) for field in fields]
    rows += [tuple(labels[index : index + 2]) for index in range(0, len(labels), 2)]
    rows.append((Button(staff("Choose the employer"), payload(CODE, "employer", one), icon="🏬"),))
    wanted = staff("Do not send it") if pack.wanted else staff("Send it after all")
    rows.append((Button(wanted, payload(CODE, "want", one, int(not pack.wanted)), icon="⏹" if pack.wanted else "📨"),))
    rows.append((Button(staff("Back"), payload("ag", "show", one), icon="⬅️"),))
    return tuple(rows)


@part.button("dress")
@about_own_pack
async def choose_dress(turn: Turn, press: Press, occurrence: Occurrence, kind: PackKind) -> None:
    """What to wear for this very job."""
    if len(press.args) > 1:
        if press.word(1) not in DRESS:
            raise BadPressError
        (await prepared(turn, occurrence)).dress = press.word(1)
        await show_pack(turn, occurrence, kind)
        return
    pack = await filled_pack(turn.store, occurrence.appointment_id)
    chosen = pack.dress or USUAL_DRESS[kind]
    rows = tuple(
        (Button(words, payload(CODE, "dress", occurrence.id, code), icon=f"{mark(chosen=code == chosen)} {icon}"),)
        for code, (icon, words) in DRESS.items()
    )
    await turn.show(
        message(Line(staff("What should one wear?"), "👕", strong=True), buttons=(*rows, back_row(occurrence)))
    )


@part.button("trade")
@about_own_pack
async def choose_trade(turn: Turn, press: Press, occurrence: Occurrence, kind: PackKind) -> None:
    """Whose ten words."""
    if len(press.args) > 1:
        if press.word(1) not in TRADES:
            raise BadPressError
        (await prepared(turn, occurrence)).trade = press.word(1)
        await show_pack(turn, occurrence, kind)
        return
    pack = await filled_pack(turn.store, occurrence.appointment_id)
    chosen = pack.trade or ANY_WORK
    rows = tuple(
        (
            Button(
                one.name, payload(CODE, "trade", occurrence.id, code), icon=f"{mark(chosen=code == chosen)} {one.icon}"
            ),
        )
        for code, one in TRADES.items()
    )
    text = staff("Ten words of which work?")
    await turn.show(message(Line(text, "🗣️", strong=True), buttons=(*rows, back_row(occurrence))))


def back_row(occurrence: Occurrence) -> tuple[Button, ...]:
    """The row that leads back to the pack."""
    return (Button(staff("Back"), payload(CODE, "open", occurrence.id), icon="⬅️"),)


async def prepared(turn: Turn, occurrence: Occurrence) -> Pack:
    """The pack's own row, to be changed; that it was stays on record."""
    await note_change(turn, "pack.prepared", occurrence.appointment, occurrence)
    return await turn.store.packs.prepare(occurrence.appointment_id)


@part.button("write")
@about_own_pack
async def ask(turn: Turn, press: Press, occurrence: Occurrence, _kind: PackKind) -> None:
    """One heading, in the specialist's own words."""
    field = FIELDS.get(press.word(1))
    if field is None:
        raise BadPressError
    await turn.open(CODE, "write", {"occurrence": occurrence.id, "field": field.code})
    empty = Button(staff("Leave it empty"), payload(CODE, "empty", occurrence.id, field.code), icon="🗑")
    await turn.show(
        message(
            Line(field.ask, field.icon, strong=True),
            Line(staff("Short and simple words, in Norwegian. They are not translated.")),
            buttons=((empty,), back_row(occurrence)),
        )
    )


@part.step("write")
async def take(turn: Turn) -> None:
    """Kept, and the pack is shown."""
    own = await own_pack(turn, int(turn.draft.get("occurrence", 0)))
    field = FIELDS.get(str(turn.draft.get("field", "")))
    if own is None or field is None:
        await turn.close()
        turn.toast(phrases.changed())
        await show_agenda(turn)
        return
    occurrence, kind = own
    words = clean(turn.text or "")
    if not words or len(words) > LONGEST:
        text = staff("Please write it in words, at most {count} letters.", count=LONGEST)
        await turn.say(message(Line(text, "✏️"), buttons=(back_row(occurrence),)))
        return
    setattr(await prepared(turn, occurrence), field.code, words)
    await turn.close()
    await turn.store.flush()
    await show_pack(turn, occurrence, kind, Line(staff("Saved."), "✅", strong=True))


@part.button("empty")
@about_own_pack
async def leave_empty(turn: Turn, press: Press, occurrence: Occurrence, kind: PackKind) -> None:
    """Nothing of our own under this heading."""
    field = FIELDS.get(press.word(1))
    if field is None:
        raise BadPressError
    setattr(await prepared(turn, occurrence), field.code, None)
    await turn.close()
    await show_pack(turn, occurrence, kind)


@part.button("want")
@about_own_pack
async def want(turn: Turn, press: Press, occurrence: Occurrence, kind: PackKind) -> None:
    """Whether it is sent at all."""
    wanted = press.number(1)
    if wanted not in {0, 1}:
        raise BadPressError
    (await prepared(turn, occurrence)).wanted = bool(wanted)
    await turn.store.flush()
    system = turn.store.as_system()
    appointment = await system.appointments.get(occurrence.appointment_id)
    if appointment is not None:
        await plan_appointment(system, appointment, turn.now, announce=False)
    await show_pack(turn, occurrence, kind)
