"""A coordinator's team: who works in the programme and how many each helps, by the alphabet and never ranked."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import phrases
from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.people.own import object_id
from conversations.press import Press, payload
from conversations.tasks.moving import keep_held
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff, staff_n
from storage.models import Membership, Programme, Role

part = Part("tm", Audience.COORDINATOR)


@part.button("list")
async def list_team(turn: Turn, _press: Press) -> None:
    """The staff of every programme the person coordinates."""
    await _show_team(turn)


async def _show_team(turn: Turn, *before: Line) -> None:
    lines = list(before)
    rows: list[tuple[Button, ...]] = []
    for programme in turn.programmes(Role.COORDINATOR):
        more_lines, more_rows = await _programme(turn, programme)
        lines += more_lines
        rows += more_rows
    invite = Button(staff("Invite a specialist"), payload("in", "specialist"), icon="✉️")
    await turn.show(message(*lines, buttons=(*rows, (invite,), home_row())))


async def _programme(turn: Turn, programme: Programme) -> tuple[list[Line], list[tuple[Button, ...]]]:
    coordinators = _by_name(await turn.store.people.staff_of(programme.id, Role.COORDINATOR))
    specialists = _by_name(await turn.store.people.staff_of(programme.id, Role.SPECIALIST))
    counts = await turn.store.participants.count_by_specialist(programme.id)
    lines = [Line(staff("{programme}", programme=programme.name), "🏷", strong=True, gap=True)]
    lines += [Line(staff("{name}, coordinator", name=one.person.name), "🧭") for one in coordinators]
    lines += [
        Line(
            staff_n(
                "{name}: {count} participant",
                "{name}: {count} participants",
                count=counts.get(one.person_id, 0),
                name=one.person.name,
            ),
            "👤",
        )
        for one in specialists
    ]
    if not specialists:
        lines.append(Line(staff("No specialist works here yet.")))
    rows: list[tuple[Button, ...]] = [
        (Button(staff("{name}", name=one.person.name), payload("tm", "member", one.id), icon="👤"),)
        for one in specialists
    ]
    return lines, rows


def _by_name(members: Sequence[Membership]) -> list[Membership]:
    return sorted(members, key=lambda one: one.person.name.casefold())


async def _member(turn: Turn, press: Press) -> Membership | None:
    """The specialist's place the button is about; without one the team is shown as it is now."""
    membership = await turn.store.people.membership_by_id(object_id(press))
    if membership is not None and membership.role == Role.SPECIALIST:
        return membership
    turn.toast(phrases.changed())
    await _show_team(turn)
    return None


@part.button("member")
async def show_member(turn: Turn, press: Press) -> None:
    """One specialist of the team."""
    membership = await _member(turn, press)
    if membership is not None:
        await _show_member(turn, membership)


async def _show_member(turn: Turn, membership: Membership, *before: Line) -> None:
    counts = await turn.store.participants.count_by_specialist(membership.programme_id)
    stop = Button(staff("End the access"), payload("tm", "stop", membership.id), icon="⏹")
    hand = Button(staff("Hand over participants"), payload("ho", "team", membership.id), icon="🤝")
    hand_row = ((hand,),) if counts.get(membership.person_id, 0) else ()
    back = Button(staff("Back"), payload("tm", "list"), icon="⬅️")
    await turn.show(
        message(
            *before,
            Line(staff("{name}", name=membership.person.name), "👤", strong=True),
            staff("Employment specialist in {programme}", programme=membership.programme.name),
            staff_n(
                "{count} participant",
                "{count} participants",
                count=counts.get(membership.person_id, 0),
            ),
            buttons=(*hand_row, (stop,), (back, *home_row())),
        ),
    )


@part.button("stop")
async def end_access(turn: Turn, press: Press) -> None:
    """Ends a specialist's place on the staff, unless participants would be left without anybody.

    Somebody who ended by mistake comes back with a new invitation.
    """
    membership = await _member(turn, press)
    if membership is None:
        return
    counts = await turn.store.participants.count_by_specialist(membership.programme_id)
    name = membership.person.name
    if counts.get(membership.person_id, 0):
        first = staff("{name} still helps participants. Hand them over first.", name=name)
        await _show_member(turn, membership, Line(first, "✋"))
        return
    membership.active = False
    await turn.store.flush()
    await keep_held(turn.store.as_system(), turn.now)
    await turn.store.dialogues.close(membership.person_id)
    await turn.store.audit.note(
        "staff.ended",
        turn.now,
        subject="membership",
        subject_id=membership.id,
    )
    if membership.person_id != turn.me.id:
        await turn.store.deliveries.suppress_waiting(membership.person_id, turn.now, "left the staff")
        ended = staff("You are no longer on the staff of {programme}.", programme=membership.programme.name)
        await turn.tell(membership.person_id, message(ended))
    await _show_team(turn, Line(staff("{name} is no longer on the staff.", name=name), "✅"))
