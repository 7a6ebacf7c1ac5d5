"""Whom a button hands over, and to whom it may: asked again at every press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations import phrases
from conversations.handover import service
from conversations.home.menu import show_home
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button
from locales.text import staff
from storage.models import Membership, Participant, Role

ONE, ALL = "p", "m"
"""What a button is about: one participant, or all that a member of the team helps."""


@dataclass(frozen=True)
class Group:
    """Who is to be handed over.

    Attributes:
        kind: `ONE` or `ALL`.
        number: the id of the participant or of the membership.
        participants: loaded with people, of one specialist.
        programme_id: theirs.
        own: whether the person of the turn helps them now.
        may_move: whether the person of the turn coordinates the programme, and may move at once.
    """

    kind: str
    number: int
    participants: Sequence[Participant]
    programme_id: int
    own: bool
    may_move: bool

    def back(self) -> Button:
        """Where it was begun."""
        if self.kind == ALL:
            return Button(staff("Back"), payload("tm", "member", self.number), icon="⬅️")
        if self.own:
            return Button(staff("Back"), payload("pp", "card", self.number), icon="⬅️")
        return Button(staff("Back"), payload("tm", "list"), icon="⬅️")


async def group_of(turn: Turn, kind: str, number: int) -> Group | None:
    """Whom the button is about, if this person may hand them over now; else the menu is shown.

    Raises:
        BadPressError: no button of ours is about anything of this kind.
    """
    if kind not in (ONE, ALL):
        raise BadPressError
    found = await (_one(turn, number) if kind == ONE else _all(turn, number))
    if found is None:
        await changed(turn)
    return found


async def changed(turn: Turn) -> None:
    """It is not so any more; here is what can be done now."""
    turn.toast(phrases.changed())
    await show_home(turn)


async def _one(turn: Turn, participant_id: int) -> Group | None:
    one = await turn.store.participants.get(participant_id)
    if one is None:
        return None
    may_move = any(programme.id == one.programme_id for programme in turn.programmes(Role.COORDINATOR))
    own = one.specialist_id == turn.me.id and await service.works_there(turn.store, turn.me.id, one.programme_id)
    return Group(ONE, one.id, [one], one.programme_id, own, may_move) if own or may_move else None


async def _all(turn: Turn, membership_id: int) -> Group | None:
    member = await turn.store.people.membership_by_id(membership_id)
    if member is None or member.role != Role.SPECIALIST:
        return None
    everyone = await turn.store.participants.of_specialist(member.person_id)
    here = [one for one in everyone if one.programme_id == member.programme_id]
    own = member.person_id == turn.me.id
    return Group(ALL, member.id, here, member.programme_id, own, may_move=True) if here else None


async def colleagues(turn: Turn, group: Group) -> list[Membership]:
    """The other specialists of the programme, by the alphabet."""
    members = await turn.store.people.staff_of(group.programme_id, Role.SPECIALIST)
    has = {one.specialist_id for one in group.participants}
    others = [member for member in members if member.person_id not in has]
    return sorted(others, key=lambda member: (member.person.name.casefold(), member.id))


async def chosen(turn: Turn, press: Press) -> tuple[Group, Membership] | None:
    """Whom, and to whom; None where it has changed, which is shown.

    Raises:
        BadPressError: the receiver is no other specialist of the programme.
    """
    group = await group_of(turn, press.word(0), object_id(press, 1))
    if group is None:
        return None
    wanted = object_id(press, 2)
    receiver = next((one for one in await colleagues(turn, group) if one.id == wanted), None)
    if receiver is None:
        raise BadPressError
    return group, receiver
