"""The participant's side: eight questions, each answered or not, changed or taken away at any time."""

from __future__ import annotations

from conversations.job_proposals.fit import misfits
from conversations.part import Audience, Part
from conversations.press import BadPressError, Press, payload
from conversations.profile.export import PROFILE
from conversations.profile.keeping import WARNED, heard, keep_or_warn, keep_waiting
from conversations.profile.topics import TOPICS, Topic
from conversations.turn import Turn
from locales.message import Attachment, Button, Line, message
from locales.text import Text, Words, brief, say
from storage.models import OwnWords

part = Part("pf", Audience.PARTICIPANT)

_PAGE = 4
_BACK = Button(say("Back"), payload("pf", "open"), icon="⬅️")


def said_text(topic: Topic, said: OwnWords) -> Text:
    """The answer in one line; what was spoken is heard and not read."""
    if said.words:
        return say("{topic}: {words}", topic=topic.name, words=Words({said.language: said.words}))
    return say("{topic}: {words}", topic=topic.name, words=Words({"": "🎤"}))


@part.button("open")
async def open_profile(turn: Turn, _press: Press) -> None:
    """What she has said so far."""
    await show_profile(turn)


async def show_profile(turn: Turn) -> None:
    """Shows her answers, and the next question if one is left."""
    await turn.close()
    known = await turn.store.own_words.of_participant(turn.profile.id)
    name = turn.profile.specialist.name
    lines = [Line(say("About me"), "🙋", strong=True)]
    lines += [Line(said_text(topic, known[code]), topic.icon) for code, topic in TOPICS.items() if code in known]
    unfit = misfits(await turn.store.proposals.of_participant(turn.profile.id))
    lines += [Line(text, icon) for _, icon, text in unfit]
    lines.append(Line(say("{name} can see it, in your own words.", name=name), "👀", gap=True))
    lines.append(Line(say("You choose what you answer."), "🟢"))
    left = next((topic for code, topic in TOPICS.items() if code not in known), None)
    rows: list[tuple[Button, ...]] = []
    if left is not None:
        rows.append((Button(left.name, payload("pf", "ask", left.code), icon=left.icon),))
    rows.append((Button(say("All questions"), payload("pf", "all", 0), icon="📋"),))
    if unfit:
        rows.append((Button(say("Jobs that did not fit"), payload("jp", "unfit"), icon="🧭"),))
    if unfit or any(code in TOPICS for code in known):
        rows.append((Button(say("Get it in Norwegian"), payload("pf", "file"), icon="📄"),))
    rows.append((Button(say("My lists"), payload("cl", "all", 0), icon="✅"),))
    await turn.show(message(*lines, brief=brief("About me."), buttons=tuple(rows)))


@part.button("all")
async def all_questions(turn: Turn, press: Press) -> None:
    """Every question, a page at a time."""
    known = await turn.store.own_words.of_participant(turn.profile.id)
    topics = list(TOPICS.values())
    pages = -(-len(topics) // _PAGE)
    page = press.number(0) % pages
    rows = tuple(
        (Button(topic.name, payload("pf", "ask", topic.code), icon="✅" if topic.code in known else topic.icon),)
        for topic in topics[page * _PAGE : (page + 1) * _PAGE]
    )
    more = Button(say("More"), payload("pf", "all", (page + 1) % pages), icon="➡️")
    await turn.show(
        message(
            Line(say("All questions"), "📋", strong=True),
            Line(say("You choose what you answer."), "🟢"),
            brief=brief("About me."),
            buttons=(*rows, (_BACK, more)),
        )
    )


@part.button("ask")
async def ask(turn: Turn, press: Press) -> None:
    """One question, with what she answered before."""
    topic = TOPICS.get(press.word(0))
    if topic is None:
        raise BadPressError
    await _ask(turn, topic)


async def _ask(turn: Turn, topic: Topic) -> None:
    await turn.open("pf", "say", {"topic": topic.code})
    said = (await turn.store.own_words.of_participant(turn.profile.id)).get(topic.code)
    lines = [Line(topic.question, topic.icon, strong=True)]
    rows: list[tuple[Button, ...]] = []
    if said is not None:
        lines.append(Line(said_text(topic, said), "💬"))
        own = [Button(say("Delete"), payload("pf", "drop", topic.code), icon="🗑")]
        if said.voice:
            own.insert(0, Button(say("Listen"), payload("pf", "hear", topic.code), icon="🔊"))
        rows.append(tuple(own))
    lines.append(Line(say("Your own language is best."), "🗣"))
    await turn.show(message(*lines, brief=brief("{question}", question=topic.question), buttons=(*rows, (_BACK,))))


@part.step("say")
async def take(turn: Turn) -> None:
    """Her answer."""
    topic = str(turn.draft.get("topic", ""))
    said = await heard(turn, _BACK)
    if said is not None and topic in TOPICS and await keep_or_warn(turn, "pf", topic, said):
        await show_profile(turn)


@part.step(WARNED)
async def take_instead(turn: Turn) -> None:
    """She writes something else at once instead of pressing."""
    await take(turn)


@part.button("keep")
async def keep_it(turn: Turn, _press: Press) -> None:
    """She wants it kept as it is."""
    if await keep_waiting(turn) is None:
        raise BadPressError
    await show_profile(turn)


@part.button("anew")
async def write_anew(turn: Turn, _press: Press) -> None:
    """The question once more; what waited is forgotten."""
    topic = TOPICS.get(str(turn.draft.get("topic", "")))
    if topic is None:
        raise BadPressError
    await _ask(turn, topic)


@part.button("hear")
async def hear(turn: Turn, press: Press) -> None:
    """Her own voice."""
    said = (await turn.store.own_words.of_participant(turn.profile.id)).get(press.word(0))
    if said is None or not said.voice:
        raise BadPressError
    await turn.say(
        message(
            Line(say("This is what you said."), "🎤"), attachment=Attachment("voice", said.voice), buttons=((_BACK,),)
        )
    )


@part.button("drop")
async def forget(turn: Turn, press: Press) -> None:
    """Gone."""
    if press.word(0) not in TOPICS:
        raise BadPressError
    await turn.store.own_words.forget(turn.profile.id, press.word(0))
    turn.toast(say("It is deleted."))
    await show_profile(turn)


@part.button("file")
async def get_file(turn: Turn, _press: Press) -> None:
    """Her answers as a file she can send on."""
    await turn.say(
        message(
            Line(say("Here is your file. The words are as you wrote them."), "📄"),
            attachment=Attachment("export", f"{PROFILE}:{turn.profile.id}"),
            buttons=((_BACK,),),
        )
    )
