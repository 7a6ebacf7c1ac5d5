"""What was said so far, for the specialist alone: the last messages, newest last; voices and pictures open again."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import phrases
from conversations.contact.keeping import forget_on_request
from conversations.contact.service import card_button, reply_rows, so_far_button
from conversations.contact.words import attachment_of, form_of, icon_of, moment
from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.people.listing import show_list as show_people
from conversations.people.own import about_own, object_id, own_participant
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Text, staff
from locales.user_text import units
from storage.models import Participant, TalkMessage

part = Part("tt", Audience.SPECIALIST)

PAGE = 8
_MOST_UNITS = 2600
"""UTF-16 units of people's words on one page, so that none is cut."""

_IN_A_ROW = 4


@part.button("list")
@about_own
async def look(turn: Turn, press: Press, participant: Participant) -> None:
    """The newest page, or the one before the message whose id comes second."""
    turn.park()
    before = object_id(press, 1) if len(press.args) > 1 else None
    await _show(turn, participant, before)


async def _show(turn: Turn, participant: Participant, before: int | None) -> None:
    found = await turn.store.talk.of_participant(participant.id, before, PAGE + 1)
    await turn.store.audit.note("talk.read", turn.now, participant_id=participant.id)
    shown = _that_fit(found)
    name = participant.person.name
    lines = [Line(staff("Your talk with {name}", name=name), "🗨", strong=True)]
    if not shown:
        lines.append(Line(staff("Nothing is kept here.")))
    again: list[Button] = []
    for one in reversed(shown):
        lines.append(Line(headline(one, participant), icon_of(one), strong=True, gap=True))
        form = form_of(one)
        if form is not None:
            again.append(Button(staff("Open {number}", number=len(again) + 1), payload("tt", "open", one.id)))
            lines.append(Line(staff("{number}: {form}", number=len(again), form=form), "📎"))
        if one.words:
            lines.append(Line(staff("{text}", text=one.words)))
    turning = []
    if len(found) > len(shown):
        earlier = payload("tt", "list", participant.id, shown[-1].id)
        turning.append(Button(staff("Earlier"), earlier, icon="⬅️"))
    if before is not None:
        turning.append(Button(staff("Newest"), payload("tt", "list", participant.id), icon="➡️"))
    rows = [tuple(again[start : start + _IN_A_ROW]) for start in range(0, len(again), _IN_A_ROW)]
    if turning:
        rows.append(tuple(turning))
    if shown:
        rows.append((Button(staff("Delete for {name}", name=name), payload("tt", "forget", participant.id), icon="🗑"),))
    await turn.show(message(*lines, buttons=(*rows, *reply_rows(participant), home_row())))


def _that_fit(found: Sequence[TalkMessage]) -> Sequence[TalkMessage]:
    """As many of the newest as a page holds, at least one if there is one."""
    taken = 0
    for index, one in enumerate(found[:PAGE]):
        taken += units(one.words or "")
        if index and taken > _MOST_UNITS:
            return found[:index]
    return found[:PAGE]


def headline(one: TalkMessage, participant: Participant) -> Text:
    """Who said it, and when on the programme's wall clock."""
    name = participant.person.name if one.from_participant else one.staff.name
    return staff("{name}, {day} at {time}", name=name, **moment(one.said_at, participant.programme.timezone))


@part.button("open")
async def open_again(turn: Turn, press: Press) -> None:
    """One voice message, picture, file or place, in a bubble of its own."""
    one = await turn.store.talk.get(object_id(press))
    participant = await own_participant(turn, one.participant_id) if one is not None else None
    attachment = attachment_of(one) if one is not None else None
    if one is None or participant is None or attachment is None:
        turn.toast(phrases.changed())
        await show_people(turn)
        return
    await turn.store.audit.note(
        "talk.opened", turn.now, participant_id=participant.id, subject="talk", subject_id=one.id
    )
    lines = [Line(headline(one, participant), icon_of(one))]
    await turn.say(message(*lines, attachment=attachment, buttons=((so_far_button(participant),),)))


@part.button("forget")
@about_own
async def ask_to_forget(turn: Turn, _press: Press, participant: Participant) -> None:
    """What goes, before it happens."""
    name = participant.person.name
    yes = Button(staff("Yes, delete"), payload("tt", "forgetok", participant.id), icon="🗑")
    back = Button(staff("Back"), payload("tt", "list", participant.id), icon="⬅️")
    await turn.show(
        message(
            Line(staff("Does {name} want this talk to be deleted?", name=name), "🗑", strong=True),
            Line(staff("It is deleted here for good. The chats on the phones stay as they are.")),
            buttons=((yes,), (back,)),
        )
    )


@part.button("forgetok")
@about_own
async def forget(turn: Turn, _press: Press, participant: Participant) -> None:
    """It is gone; asking again is harmless."""
    await forget_on_request(turn, participant)
    await turn.show(message(Line(staff("It is deleted."), "✅"), buttons=((card_button(participant),), home_row())))
