"""She sends a letter she does not understand: a picture, or just that there is one."""

from __future__ import annotations

from conversations.contact.expectation import expectation, read_by
from conversations.contact.participant import talk
from conversations.contact.said import said_in
from conversations.incoming import Document, Photo
from conversations.part import Audience, Part
from conversations.people.contact_dates import note_contact
from conversations.press import Press, payload
from conversations.tasks.service import raise_urgent_task
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import brief, say, staff
from storage.models import Letter

part = Part("lt", Audience.PARTICIPANT)

_BACK = Button(say("Back"), payload("cl", "hub"), icon="⬅️")
_PICTURES = "image/"


@part.button("begin")
async def begin(turn: Turn, _press: Press) -> None:
    """Asks for a picture, which may be left out."""
    await turn.open("lt", "picture")
    name = turn.profile.specialist.name
    await turn.show(
        message(
            Line(say("A letter you do not understand?"), "✉️", strong=True),
            Line(say("Take a photo of it and send it here."), "📷"),
            Line(say("Only {name} sees it. The photo is deleted afterwards.", name=name), "🔒"),
            brief=brief("Send a photo of the letter."),
            buttons=((Button(say("Without a photo"), payload("lt", "plain"), icon="➡️"),), (_BACK,)),
        )
    )


@part.step("picture")
async def take(turn: Turn) -> None:
    """The picture; a picture sent as a file is one too. The dialogue stays open: a letter may have two sides."""
    content = turn.incoming.content
    if isinstance(content, Photo) or (isinstance(content, Document) and content.mime_type.startswith(_PICTURES)):
        await _send(turn, content)
        return
    if said_in(content) is not None:
        # Words about the letter are words to the specialist; the photo may still come.
        await talk(turn)
        return
    await turn.say(
        message(
            Line(say("Please send a photo of the letter."), "📷"),
            buttons=((Button(say("Without a photo"), payload("lt", "plain"), icon="➡️"),), (_BACK,)),
        )
    )


@part.button("plain")
async def without_picture(turn: Turn, _press: Press) -> None:
    """There is a letter; they look at it when they meet."""
    await turn.close()
    await _send(turn, None)


async def _send(turn: Turn, content: Photo | Document | None) -> None:
    profile = turn.profile
    picture = None
    if content is not None:
        picture = f"{'photo' if isinstance(content, Photo) else 'document'}:{content.file_id}"
    plain = f"plain-letter:{profile.id}"
    if picture is None and await turn.store.as_system().tasks.has_open(plain):
        await _known(turn)
        return
    letter = Letter(participant_id=profile.id, picture=picture, sent_at=turn.now)
    await turn.store.letters.add(letter)
    await note_contact(turn.store, profile, turn.now)
    person = profile.person.name
    await raise_urgent_task(
        turn.store.as_system(),
        key=f"letter:{letter.id}" if picture else f"{plain}:{letter.id}",
        programme_id=profile.programme_id,
        assignee_id=profile.specialist_id,
        participant_id=profile.id,
        kind="letter",
        text=staff("{name} has a letter and wants help with it.", name=person),
        due_at=read_by(turn, profile),
        now=turn.now,
        buttons=(
            (Button(staff("Look at the letter"), payload("le", "open", letter.id), icon="✉️"),),
            (Button(staff("Write"), payload("cs", "write", profile.id), icon="💬"),),
        ),
    )
    await _known(turn)


async def _known(turn: Turn) -> None:
    profile = turn.profile
    name = profile.specialist.name
    await turn.say(
        message(
            Line(say("{name} looks at the letter with you.", name=name), "👍", strong=True),
            Line(expectation(turn, profile), "🕗"),
            brief=brief("{name} helps you with the letter.", name=name),
            buttons=((_BACK,),),
        )
    )
