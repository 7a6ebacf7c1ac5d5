"""What waits, for coordinators: participants by name and since when, not what they said, nor whose list it is on."""

from __future__ import annotations

from conversations import phrases
from conversations.contact.keeping import WAITS
from conversations.contact.notices import remind, tell_handed_over
from conversations.contact.waiting import Waiting, details, line_of, long_waiting, sum_up
from conversations.contact.words import waits_since
from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.tasks.service import raise_task
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff
from storage.models import Membership, Role

part = Part("ww", Audience.COORDINATOR)

PAGE = 8


@part.button("list")
async def show_list(turn: Turn, press: Press) -> None:
    """Who waits, the longest first; the first page without a number."""
    await _show_list(turn, press.number(0) if press.args else 1)


async def _show_list(turn: Turn, page: int = 1, *before: Line) -> None:
    everyone: list[Waiting] = []
    for programme in turn.programmes(Role.COORDINATOR):
        everyone += await long_waiting(turn.store, programme, turn.now)
    everyone.sort(key=lambda one: (one.since, one.participant.id))
    pages = max(1, -(-len(everyone) // PAGE))
    page = min(max(page, 1), pages)
    shown = everyone[(page - 1) * PAGE : page * PAGE]
    lines = [*before, Line(staff("What has waited for more than two working days"), "⏳", strong=True)]
    lines += sum_up(everyone, turn.now) or [Line(staff("Nothing. Everybody has got an answer."), "👍")]
    lines += [Line(line_of(one), "•", gap=index == 0) for index, one in enumerate(shown)]
    rows: list[tuple[Button, ...]] = [(_button(one),) for one in shown]
    turning = []
    if page > 1:
        turning.append(Button(staff("Earlier"), payload("ww", "list", page - 1), icon="⬅️"))
    if page < pages:
        turning.append(Button(staff("More"), payload("ww", "list", page + 1), icon="➡️"))
    await turn.show(message(*lines, buttons=(*rows, *((tuple(turning),) if turning else ()), home_row())))


def _button(one: Waiting) -> Button:
    name = one.participant.person.name
    return Button(staff("{name}", name=name), payload("ww", "one", one.participant.id), icon="👤")


async def _waiting(turn: Turn, press: Press) -> Waiting | None:
    """Who the button is about, where they wait too long in a programme this person coordinates; else the list."""
    wanted = object_id(press)
    for programme in turn.programmes(Role.COORDINATOR):
        for one in await long_waiting(turn.store, programme, turn.now):
            if one.participant.id == wanted:
                return one
    turn.toast(phrases.changed())
    await _show_list(turn)
    return None


@part.button("one")
async def show_one(turn: Turn, press: Press) -> None:
    """One participant who waits, and what can be done."""
    one = await _waiting(turn, press)
    if one is not None:
        await _show_one(turn, one)


async def _show_one(turn: Turn, one: Waiting, *before: Line) -> None:
    about = one.participant.id
    await turn.store.audit.note("talk.waiting_seen", turn.now, participant_id=about)
    remind_row = (Button(staff("Remind the specialist"), payload("ww", "remind", about), icon="🔔"),)
    await turn.show(
        message(
            *before,
            *details(one, turn.now),
            buttons=(
                *((remind_row,) if one.holders != {turn.me.id} else ()),
                (Button(staff("Hand it to another specialist"), payload("ww", "to", about), icon="🤝"),),
                (Button(staff("Back"), payload("ww", "list"), icon="⬅️"), *home_row()),
            ),
        )
    )


@part.button("remind")
async def remind_specialist(turn: Turn, press: Press) -> None:
    """A friendly notice to whoever has it, once a day at most."""
    one = await _waiting(turn, press)
    if one is None:
        return
    if one.holders == {turn.me.id}:
        raise BadPressError
    if await remind(turn, one):
        said = Line(staff("The specialist is reminded."), "✅")
        await turn.store.audit.note("talk.reminded", turn.now, participant_id=one.participant.id)
    else:
        said = Line(staff("The specialist was reminded today already."), "👍")
    await _show_one(turn, one, said)


async def _colleagues(turn: Turn, one: Waiting) -> list[Membership]:
    """The specialists of the programme who do not have it already, by the alphabet."""
    members = await turn.store.people.staff_of(one.participant.programme_id, Role.SPECIALIST)
    others = [member for member in members if {member.person_id} != one.holders]
    return sorted(others, key=lambda member: member.person.name.casefold())


@part.button("to")
async def ask_whom(turn: Turn, press: Press) -> None:
    """Who shall see to it?"""
    one = await _waiting(turn, press)
    if one is None:
        return
    about, name = one.participant.id, one.participant.person.name
    lines = [Line(staff("Who shall see to it that {name} gets an answer?", name=name), "🤝", strong=True)]
    colleagues = await _colleagues(turn, one)
    if colleagues:
        lines.append(Line(staff("They learn who waits, and not what was said.")))
    else:
        lines.append(Line(staff("There is no other specialist in the programme.")))
    rows = [
        (Button(staff("{name}", name=member.person.name), payload("ww", "hand", about, member.id), icon="👤"),)
        for member in colleagues
    ]
    back = Button(staff("Back"), payload("ww", "one", about), icon="⬅️")
    await turn.show(message(*lines, buttons=(*rows, (back, *home_row()))))


@part.button("hand")
async def hand_over(turn: Turn, press: Press) -> None:
    """The open tasks go to that specialist, who is told; the participant is not."""
    one = await _waiting(turn, press)
    if one is None:
        return
    wanted = object_id(press, 1)
    receiver = next((member for member in await _colleagues(turn, one) if member.id == wanted), None)
    if receiver is None:
        raise BadPressError
    participant = one.participant
    had = one.holders
    if one.tasks:
        await turn.store.tasks.hand_over(participant.id, WAITS, receiver.person_id)
    else:
        await raise_task(
            turn.store,
            key=f"talk:{participant.id}:{turn.incoming.update_id}",
            programme_id=participant.programme_id,
            assignee_id=receiver.person_id,
            participant_id=participant.id,
            kind="talk",
            text=waits_since(participant.person.name, one.since, participant.programme.timezone),
            due_at=turn.now,
            now=turn.now,
        )
    await tell_handed_over(turn, one, receiver, had)
    await turn.store.audit.note("talk.handed_over", turn.now, participant_id=participant.id, to=receiver.person_id)
    name = participant.person.name
    said = staff("{colleague} sees to it that {name} gets an answer.", colleague=receiver.person.name, name=name)
    await _show_list(turn, 1, Line(said, "✅"))
