"""What specialists are told when a coordinator reminds them, or hands a matter to somebody else."""

from __future__ import annotations

from conversations.contact.service import reply_rows, so_far_button
from conversations.contact.waiting import Waiting, line_of
from conversations.contact.words import waits_since
from conversations.home.menu import home_row
from conversations.press import payload
from conversations.tasks.service import Rows
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Text, staff
from storage.models import Membership


def _sentence(one: Waiting) -> Text:
    participant = one.participant
    if not one.messages:
        return line_of(one)
    return waits_since(participant.person.name, one.since, participant.programme.timezone)


def _rows(one: Waiting, reader_id: int) -> Rows:
    """The ways on: to answer for the participant's own specialist, to the tasks for others."""
    participant = one.participant
    tasks = (Button(staff("All tasks"), payload("tk", "list"), icon="📌"), *home_row())
    if reader_id == participant.specialist_id:
        return (*reply_rows(participant), (so_far_button(participant),), tasks)
    return (tasks,)


async def remind(turn: Turn, one: Waiting) -> bool:
    """Reminds the others who have it, unless that was done today in the programme's zone; says whether it was now."""
    participant = one.participant
    today = turn.local_now(participant.programme.timezone).date()
    done = await turn.store.rounds.today(f"talk-reminder:{participant.id}", today)
    if done.finished:
        return False
    done.finished = True
    for reader_id in sorted(one.holders - {turn.me.id}):
        lines = (Line(staff("A friendly reminder:"), "🔔", strong=True), Line(_sentence(one)))
        told = message(*lines, buttons=_rows(one, reader_id))
        await turn.tell(reader_id, told, participant_id=participant.id)
    return True


async def tell_handed_over(turn: Turn, one: Waiting, receiver: Membership, had: set[int]) -> None:
    """Tells the receiving specialist who it is about, and those who had it that they need do nothing.

    Args:
        turn: the coordinator's.
        one: who waits, as it was before.
        receiver: loaded with its person.
        had: the people on whose lists it was.
    """
    participant = one.participant
    name, specialist_id = participant.person.name, participant.specialist_id
    lines = [
        Line(staff("{coordinator} asks you to see to this:", coordinator=turn.me.name), "🤝", strong=True),
        Line(_sentence(one)),
    ]
    if receiver.person_id != specialist_id:
        helper = participant.specialist.name
        lines.append(Line(staff("{specialist} usually helps {name}.", specialist=helper, name=name), "🙋"))
    told = message(*lines, buttons=_rows(one, receiver.person_id))
    await turn.tell(receiver.person_id, told, participant_id=participant.id)
    for person_id in sorted(had - {receiver.person_id, turn.me.id}):
        text = staff("{colleague} sees to it that {name} gets an answer.", colleague=receiver.person.name, name=name)
        await turn.tell(person_id, message(Line(text, "🤝")), participant_id=participant.id)
