"""Choosing who helps from now on: a specialist for an own participant, a coordinator for one or all of somebody's."""

from __future__ import annotations

from conversations.handover import service, telling
from conversations.handover.group import ALL, ONE, changed, chosen, colleagues, group_of
from conversations.handover.telling import CODE, TOLD
from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff, staff_n
from storage.models import HandoverState

part = Part(CODE, Audience.STAFF)
part.composer(TOLD)(telling.compose)

PAGE = 7
_PAGE_AT = 2
"""Where the page stands in a payload, after what it is about."""


@part.button("team")
async def of_member(turn: Turn, press: Press) -> None:
    """The participants of one specialist, for a coordinator; one of them, or all, can be handed over."""
    group = await group_of(turn, ALL, object_id(press))
    if group is None:
        return
    pages = -(-len(group.participants) // PAGE)
    page = min(max(press.number(1) if len(press.args) > 1 else 1, 1), pages)
    rows: list[tuple[Button, ...]] = [
        (Button(staff("{name}", name=one.person.name), payload(CODE, "open", ONE, one.id), icon="👤"),)
        for one in group.participants[(page - 1) * PAGE : page * PAGE]
    ]
    turning = []
    if page > 1:
        turning.append(Button(staff("Earlier"), payload(CODE, "team", group.number, page - 1), icon="⬅️"))
    if page < pages:
        turning.append(Button(staff("More"), payload(CODE, "team", group.number, page + 1), icon="➡️"))
    if turning:
        rows.append(tuple(turning))
    count = len(group.participants)
    if count > 1:
        everybody = staff_n("Hand over {count} participant", "Hand over {count} participants", count=count)
        rows.append((Button(everybody, payload(CODE, "open", ALL, group.number), icon="🤝"),))
    headline = Line(staff("Whom do you want to hand over?"), "🤝", strong=True)
    await turn.show(message(headline, buttons=(*rows, (group.back(), *home_row()))))


@part.button("open")
async def ask_whom(turn: Turn, press: Press) -> None:
    """Who helps from now on?"""
    group = await group_of(turn, press.word(0), object_id(press, 1))
    if group is None:
        return
    turn.park()
    others = await colleagues(turn, group)
    pages = max(1, -(-len(others) // PAGE))
    page = min(max(press.number(_PAGE_AT) if len(press.args) > _PAGE_AT else 1, 1), pages)
    names = telling.names_of(group.participants)
    lines = [Line(staff("Who helps {names} from now on?", names=names), "🤝", strong=True)]
    if not others:
        lines.append(Line(staff("There is no other specialist in the programme.")))
    about = (group.kind, group.number)
    rows: list[tuple[Button, ...]] = [
        (Button(staff("{name}", name=one.person.name), payload(CODE, "to", *about, one.id), icon="👤"),)
        for one in others[(page - 1) * PAGE : page * PAGE]
    ]
    if pages > 1:
        rows.append((Button(staff("More"), payload(CODE, "open", *about, page % pages + 1), icon="➡️"),))
    await turn.show(message(*lines, buttons=(*rows, (group.back(), *home_row()))))


@part.button("to")
async def ask_how(turn: Turn, press: Press) -> None:
    """What moves, and whether the colleague is asked; a coordinator may move at once."""
    found = await chosen(turn, press)
    if found is None:
        return
    group, receiver = found
    name, subject = receiver.person.name, (group.kind, group.number, receiver.id)
    names = telling.names_of(group.participants)
    rows: list[tuple[Button, ...]] = [
        (Button(staff("Ask {name}", name=name), payload(CODE, "ask", *subject), icon="✉️"),)
    ]
    if group.may_move:
        rows.append((Button(staff("Move now"), payload(CODE, "now", *subject), icon="🤝"),))
    again = Button(staff("Somebody else"), payload(CODE, "open", group.kind, group.number), icon="↩️")
    await turn.show(
        message(
            Line(staff("Does {colleague} help {names} from now on?", colleague=name, names=names), "🤝", strong=True),
            Line(staff("Appointments, tasks and notes go along.")),
            Line(staff("{name} gets a card and decides. Nothing moves before.", name=name), "✉️"),
            buttons=(*rows, (again, *home_row())),
        )
    )


@part.button("ask")
async def ask(turn: Turn, press: Press) -> None:
    """The colleague gets a card."""
    found = await chosen(turn, press)
    if found is None:
        return
    group, receiver = found
    rows = await service.ask(turn, group.participants, receiver.person_id)
    if not rows:
        await changed(turn)
        return
    offered = {row.participant_id for row in rows}
    await telling.tell_receiver(turn, rows, [one for one in group.participants if one.id in offered])
    text = staff("{name} is asked. Nothing has moved yet.", name=receiver.person.name)
    drop = Button(staff("Take it back"), payload(CODE, "drop", rows[0].id), icon="↩️")
    await turn.show(message(Line(text, "✉️", strong=True), buttons=((drop,), (group.back(), *home_row()))))


@part.button("now")
async def move_now(turn: Turn, press: Press) -> None:
    """A coordinator moves without asking, as when somebody has left."""
    found = await chosen(turn, press)
    if found is None:
        return
    group, receiver = found
    if not group.may_move:
        raise BadPressError
    rows = await service.ask(turn, group.participants, receiver.person_id)
    moved = await service.take(turn, rows[0].id) if rows else []
    if not moved:
        await changed(turn)
        return
    await telling.tell_staff(turn, rows, moved)
    names = telling.names_of(moved)
    text = staff("From now on {colleague} helps {names}.", colleague=receiver.person.name, names=names)
    undo = Button(staff("Undo"), payload(CODE, "undo", rows[0].id), icon="↩️")
    team = Button(staff("The team"), payload("tm", "list"), icon="🧑‍🤝‍🧑")
    await turn.show(message(Line(text, "✅", strong=True), buttons=((undo,), (team, *home_row()))))


@part.button("drop")
async def take_back(turn: Turn, press: Press) -> None:
    """Who asked takes the question back, as long as nothing has moved."""
    batch = object_id(press)
    rows = await turn.store.handovers.batch(batch)
    if not rows or rows[0].by_id != turn.me.id:
        raise BadPressError
    if await service.decide(turn, batch, HandoverState.WITHDRAWN):
        await turn.show(message(Line(staff("Taken back. Nothing has moved."), "↩️"), buttons=(home_row(),)))
    else:
        await changed(turn)
