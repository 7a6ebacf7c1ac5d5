"""*This is what we did for you*: a short sentence in the participant's language, read and approved before it goes.

Effort that nobody sees was taken for none; and a note itself is never what a participant reads.
"""

from __future__ import annotations

from collections.abc import Callable

from conversations.contact.service import obstacle, talk_button
from conversations.home.menu import home_row
from conversations.notes.cards import CODE, back_row
from conversations.notes.specialist import kept_only, part, readable, show
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.render import write
from locales.text import Text, Words, brief, say, staff
from locales.user_text import clean
from storage.models import Note, NoteState, Participant

LONGEST = 120
"""Characters of the firm's name or the few words that go into a sentence."""

TELL = "tell"
SURE = "sure"

_Sentence = Callable[[str, str], Text]

SENTENCES: dict[str, tuple[str, Text, _Sentence]] = {
    "called": (
        "📞",
        staff("Called a firm, no answer yet"),
        lambda name, firm: say("{name} has called {firm} for you. There is no answer yet.", name=name, firm=firm),
    ),
    "talked": (
        "🗣",
        staff("Talked with a firm"),
        lambda name, firm: say("{name} has talked with {firm} about you.", name=name, firm=firm),
    ),
    "visited": (
        "🏢",
        staff("Visited a firm"),
        lambda name, firm: say("{name} has visited {firm} to find work for you.", name=name, firm=firm),
    ),
    "sent": (
        "📄",
        staff("Sent a CV or an application"),
        lambda name, firm: say("{name} has sent your CV to {firm}.", name=name, firm=firm),
    ),
    "asked": (
        "❓",
        staff("Asked about something for her or him"),
        lambda name, what: say("{name} has asked about this for you: {what}", name=name, what=Words({"nb": what})),
    ),
    "looked": (
        "🔎",
        staff("Looked for jobs"),
        lambda name, work: say("{name} has looked for jobs for you: {work}", name=name, work=Words({"nb": work})),
    ),
}
"""What can be told: a pictogram, the specialist's button, and the sentence of the specialist's name and a few words."""


@part.button("tell")
@kept_only
async def choose_sentence(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """Which of the sentences."""
    if participant is None:
        raise BadPressError
    hindrance = obstacle(participant)
    if hindrance is not None:
        turn.toast(hindrance, alarm=True)
        await show(turn, note, participant)
        return
    rows = tuple(
        (Button(label, payload(CODE, "told", note.id, code), icon=icon),)
        for code, (icon, label, _) in SENTENCES.items()
    )
    text = staff("What did you do for {name}?", name=participant.person.name)
    await turn.show(message(Line(text, "💬", strong=True), buttons=(*rows, back_row(note))))


@part.button("told")
@kept_only
async def ask_firm(turn: Turn, press: Press, note: Note, participant: Participant | None) -> None:
    """The few words that go into it."""
    if participant is None or press.word(1) not in SENTENCES:
        raise BadPressError
    await turn.open(CODE, TELL, {"note": note.id, "sentence": press.word(1)})
    text = staff("Which firm, or what? A few words, in Norwegian.")
    await turn.show(message(Line(text, "✏️", strong=True), buttons=(back_row(note, "tell"),)))


@part.step(TELL)
@part.step(SURE)
async def read_back(turn: Turn) -> None:
    """Every word as it will be read, in both languages; nothing goes yet."""
    found = await readable(turn, int(turn.draft.get("note", 0)))
    code = str(turn.draft.get("sentence", ""))
    if found is None or found[0].state != NoteState.KEPT or found[1] is None or code not in SENTENCES:
        await turn.close()
        raise BadPressError
    note, participant = found[0], found[1]
    words = clean(turn.text or "")
    if not words or len(words) > LONGEST:
        text = staff("Please write it in words, at most {count} letters.", count=LONGEST)
        await turn.say(message(Line(text, "✏️"), buttons=(back_row(note, "tell"),)))
        return
    token = turn.incoming.update_id
    await turn.open(CODE, SURE, {"note": note.id, "sentence": code, "words": words, "token": token})
    sentence = SENTENCES[code][2](turn.me.name, words)
    language = participant.person.language
    lines = [
        Line(staff("This goes to {name}. Read each word:", name=participant.person.name), "👀", strong=True),
        Line(staff("{words}", words=Words({language: write(sentence, language)})), SENTENCES[code][0]),
    ]
    if language != turn.me.language:
        lines.append(Line(staff("In your language: {words}", words=write(sentence, turn.me.language)), "🔁"))
    await turn.say(
        message(
            *lines,
            buttons=(
                (Button(staff("Approve and send"), payload(CODE, "say", note.id, token), icon="✅"),),
                back_row(note, "tell"),
            ),
        )
    )


@part.button("say")
@kept_only
async def send(turn: Turn, press: Press, note: Note, participant: Participant | None) -> None:
    """What was approved goes, once; what was typed since is another sentence."""
    draft = turn.draft if turn.dialogue is not None and turn.dialogue.step == SURE else {}
    if participant is None or draft.get("note") != note.id or draft.get("token") != press.number(1):
        raise BadPressError
    hindrance = obstacle(participant)
    if hindrance is not None:
        turn.toast(hindrance, alarm=True)
        await show(turn, note, participant)
        return
    icon, _, sentence = SENTENCES[str(draft["sentence"])]
    name = turn.me.name
    told = message(
        Line(say("This is what we did for you."), "💛", strong=True),
        Line(sentence(name, str(draft["words"])), icon),
        brief=brief("News from {name}.", name=name),
        buttons=((talk_button(participant),), home_row()),
    )
    await turn.tell(participant.person_id, told, participant_id=participant.id)
    await turn.close()
    note.told_at = turn.now
    await turn.store.audit.note(
        "note.told", turn.now, participant_id=participant.id, subject="note", subject_id=note.id
    )
    await show(turn, note, participant, Line(staff("Sent to {name}.", name=participant.person.name), "✅"))
