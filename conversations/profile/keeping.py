"""Keeping what she says, after a kind word where it looks like something nobody here needs to know."""

from __future__ import annotations

from conversations.contact.said import Said, said_in
from conversations.press import payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.sensitive_words import looks_sensitive
from locales.text import say
from storage.models import OwnWords

LONGEST = 600
"""Characters; what is longer is a story, and is better told to a person."""

WARNED = "warned"


async def heard(turn: Turn, back: Button) -> Said | None:
    """What was written or spoken; otherwise None, and it has been asked for once more."""
    said = said_in(turn.incoming.content)
    if said is None or said.kind not in {"text", "voice"}:
        await turn.say(message(Line(say("Please write it or say it."), "✏️"), buttons=((back,),)))
        return None
    if len(said.text) > LONGEST:
        await turn.say(message(Line(say("This is a long text. Please write it shorter."), "✂️"), buttons=((back,),)))
        return None
    return said


async def keep_or_warn(turn: Turn, part: str, topic: str, said: Said) -> bool:
    """Keeps it and says True; or asks first, because it looks like health, faith or family, and says False.

    The buttons of the question are `keep` and `anew` of this part; the words wait in the dialogue's draft.
    """
    if not looks_sensitive(said.text):
        await keep(turn, topic, said)
        return True
    await turn.open(part, WARNED, {"topic": topic, "said": said.stored()})
    await turn.say(
        message(
            Line(say("This may be about health, faith or family."), "💛", strong=True),
            Line(say("You do not need to tell us that. You choose.")),
            buttons=(
                (Button(say("Write it anew"), payload(part, "anew"), icon="✏️"),),
                (Button(say("Keep it"), payload(part, "keep"), icon="✅"),),
            ),
        )
    )
    return False


async def keep_waiting(turn: Turn) -> str | None:
    """Keeps the words that wait for her yes; gives their topic, None when nothing waits any more."""
    if turn.dialogue is None or turn.dialogue.step != WARNED:
        return None
    topic = str(turn.draft["topic"])
    await keep(turn, topic, Said.read(turn.draft["said"]))
    await turn.close()
    return topic


async def keep(turn: Turn, topic: str, said: Said) -> None:
    """Keeps it as it is, instead of what she said on the topic before."""
    await turn.store.own_words.keep(
        OwnWords(
            participant_id=turn.profile.id,
            topic=topic,
            words=said.text or None,
            voice=said.data or None,
            language=turn.me.language,
            said_at=turn.now,
        )
    )
