"""The specialist looks at a letter; dealt with, its picture is gone from the database and from the screen."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations import phrases
from conversations.home.menu import home_row
from conversations.incoming import Button as Pressed
from conversations.part import Audience, Part
from conversations.people.contact_dates import note_contact
from conversations.people.listing import show_list as show_people
from conversations.people.own import own_participant
from conversations.press import Press, payload
from conversations.tasks.service import close_tasks
from conversations.turn import Turn
from locales.message import Attachment, Button, Line, message
from locales.text import brief, say, staff
from storage.models import Letter, Participant
from storage.unit_of_work import UnitOfWork

part = Part("le", Audience.SPECIALIST)

KEPT = timedelta(days=7)
"""So long at most a picture is kept."""


async def forget_pictures(store: UnitOfWork, now: datetime) -> None:
    """Takes away pictures that have been here for a week."""
    await store.letters.forget_pictures(now - KEPT)


async def _own(turn: Turn, press: Press) -> tuple[Letter, Participant] | None:
    letter = await turn.store.letters.get(press.number(0))
    participant = await own_participant(turn, letter.participant_id) if letter is not None else None
    if letter is None or participant is None:
        turn.toast(phrases.changed())
        await show_people(turn)
        return None
    return letter, participant


@part.button("open")
async def look(turn: Turn, press: Press) -> None:
    """The picture, in a bubble of its own that goes when the letter is closed."""
    found = await _own(turn, press)
    if found is None:
        return
    letter, participant = found
    await turn.store.audit.note(
        "letter.viewed", turn.now, participant_id=participant.id, subject="letter", subject_id=letter.id
    )
    name = participant.person.name
    label = staff("Done, delete the picture") if letter.picture else staff("It is done")
    close = Button(label, payload("le", "close", letter.id), icon="✅")
    write = Button(staff("Write"), payload("cs", "write", participant.id), icon="💬")
    if letter.closed_at is not None or not letter.picture:
        text = staff("A letter of {name}. There is no picture.", name=name)
        rows = ((write,), home_row()) if letter.closed_at is not None else ((close,), (write,), home_row())
        await turn.show(message(Line(text, "✉️"), buttons=rows))
        return
    attachment = Attachment("letter", str(letter.id))
    text = staff("A letter of {name}", name=name)
    await turn.say(message(Line(text, "✉️"), attachment=attachment, buttons=((close,), (write,))))


@part.button("close")
async def close(turn: Turn, press: Press) -> None:
    """Dealt with: the picture is deleted, the task closed, and the participant told."""
    found = await _own(turn, press)
    if found is None:
        return
    letter, participant = found
    had_picture = bool(letter.picture)
    letter.picture = None
    if letter.closed_at is None:
        letter.closed_at = turn.now
        await note_contact(turn.store, participant, turn.now)
        for key in (f"letter:{letter.id}", f"plain-letter:{participant.id}:{letter.id}"):
            await close_tasks(turn.store.as_system(), key, turn.now)
        await turn.store.audit.note(
            "letter.closed", turn.now, participant_id=participant.id, subject="letter", subject_id=letter.id
        )
        name = participant.specialist.name
        await turn.tell(
            participant.person_id,
            message(
                Line(say("{name} has looked at your letter.", name=name), "✅", strong=True),
                *([Line(say("The photo is deleted here. Keep the letter itself."), "🗑")] if had_picture else []),
                brief=brief("{name} has looked at your letter.", name=name),
                buttons=((Button(say("Talk to {name}", name=name), payload("ct", "talk"), icon="💬"),),),
            ),
            participant_id=participant.id,
        )
    pressed = turn.incoming.content
    if had_picture and isinstance(pressed, Pressed) and pressed.message_id:
        await turn.take_away(pressed.message_id)
    text = staff("Done. The picture is deleted.") if had_picture else staff("Done")
    await turn.say(message(Line(text, "✅"), buttons=(home_row(),)))
