"""The parts of an appointment that nobody has to fill in: length, repeats, words for the participant, interpreter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from conversations.appointments.draft import LONGEST_HOST, LONGEST_WORDS, Draft
from conversations.appointments.drafting import keep_draft, programme_of, read_draft, show_draft
from conversations.appointments.facts import WEEKDAY_NAMES
from conversations.appointments.one_line import parse
from conversations.appointments.pickers import pairs, typed_words
from conversations.appointments.recurrence import Weekly, from_rrule, to_rrule
from conversations.appointments.specialist import part
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.languages import LANGUAGES
from locales.message import Button, Line, message
from locales.text import LanguageName, Text, staff, staff_n

LENGTHS = (15, 30, 45, 60, 90, 120, 180, 240)

WORDS: dict[str, Text] = {
    "bring": staff("What should they bring? Write it."),
    "why": staff("Why is it useful for them? Write one short sentence."),
    "host": staff("Who meets them? Write the name."),
}


def _back() -> tuple[Button, ...]:
    return (Button(staff("Back"), payload("as", "card"), icon="↩️"),)


@part.button("more")
async def more(turn: Turn, _press: Press) -> None:
    """Everything else that can be said about it; nothing of it is needed."""
    draft = read_draft(turn)
    buttons = [
        Button(staff("How long"), payload("as", "length"), icon="⏳"),
        Button(staff("Every week"), payload("as", "weekly"), icon="🔁"),
        Button(staff("Bring"), payload("as", "words", "bring"), icon="🎒"),
        Button(staff("Why"), payload("as", "words", "why"), icon="💡"),
        Button(staff("Who meets them"), payload("as", "words", "host"), icon="👋"),
        Button(staff("Interpreter"), payload("as", "speak"), icon="💬"),
        Button(staff("You must"), payload("as", "must", "yes"), icon="☑️" if draft.must is True else "❗"),
        Button(staff("You choose"), payload("as", "must", "no"), icon="☑️" if draft.must is False else "🟢"),
    ]
    await turn.show(message(Line(staff("What else?"), "➕", strong=True), buttons=(*pairs(buttons), _back())))


@part.button("length")
async def pick_length(turn: Turn, _press: Press) -> None:
    """How long it takes."""
    buttons = [
        Button(staff_n("{count} minute", "{count} minutes", count=minutes), payload("as", "lengthset", minutes))
        for minutes in LENGTHS
    ]
    await turn.show(
        message(Line(staff("How long does it take?"), "⏳", strong=True), buttons=(*pairs(buttons), _back()))
    )


@part.button("lengthset")
async def set_length(turn: Turn, press: Press) -> None:
    """Keeps the length."""
    if press.number(0) not in LENGTHS:
        raise BadPressError
    await show_draft(turn, replace(read_draft(turn), length_minutes=press.number(0)))


@part.button("must")
async def set_must(turn: Turn, press: Press) -> None:
    """*You must* or *you choose*; the same tap again takes the label off."""
    draft = read_draft(turn)
    wanted = press.word(0) == "yes"
    await show_draft(turn, replace(draft, must=None if draft.must is wanted else wanted))


@part.button("speak")
async def pick_interpreter(turn: Turn, _press: Press) -> None:
    """The language of the interpreter who is booked."""
    buttons = [
        Button(staff("{language}", language=LanguageName(code)), payload("as", "speakset", code))
        for code in LANGUAGES
        if code != "nb"
    ]
    none = (Button(staff("No interpreter"), payload("as", "speakset", "-"), icon="❌"),)
    title = Line(staff("Which language does the interpreter speak?"), "💬", strong=True)
    await turn.show(message(title, buttons=(*pairs(buttons), none, _back())))


@part.button("speakset")
async def set_interpreter(turn: Turn, press: Press) -> None:
    """Keeps the interpreter's language, or that there is none."""
    code = press.word(0)
    if code != "-" and code not in LANGUAGES:
        raise BadPressError
    await show_draft(turn, replace(read_draft(turn), interpreter=None if code == "-" else code))


@part.button("words")
async def ask_words(turn: Turn, press: Press) -> None:
    """Asks for words: what to bring, why it is useful, who meets them."""
    field = press.word(0)
    if field not in WORDS:
        raise BadPressError
    await keep_draft(turn, read_draft(turn), field)
    clear = (Button(staff("Nothing"), payload("as", "nowords", field), icon="❌"),)
    await turn.show(message(Line(WORDS[field], "✍️", strong=True), buttons=(clear, _back())))


@part.button("nowords")
async def clear_words(turn: Turn, press: Press) -> None:
    """Takes the words away."""
    await show_draft(turn, _with_words(read_draft(turn), press.word(0), None))


@part.step("bring")
@part.step("why")
@part.step("host")
async def words_typed(turn: Turn) -> None:
    """Keeps the typed words in the field that was asked for."""
    field = turn.dialogue.step if turn.dialogue else ""
    longest = LONGEST_HOST if field == "host" else LONGEST_WORDS
    words = await typed_words(turn, staff("Please write it, or use the buttons."), longest)
    if words is not None:
        await show_draft(turn, _with_words(read_draft(turn), field, words))


def _with_words(draft: Draft, field: str, words: str | None) -> Draft:
    match field:
        case "bring":
            return replace(draft, bring=words)
        case "why":
            return replace(draft, why=words)
        case "host":
            return replace(draft, host=words)
    raise BadPressError


@part.button("weekly")
async def pick_weekly(turn: Turn, _press: Press) -> None:
    """On which days it comes back every week, and until when."""
    draft = read_draft(turn)
    await keep_draft(turn, draft, "until")
    days = from_rrule(draft.rrule).days if draft.rrule else frozenset()
    buttons = [
        Button(name, payload("as", "weekset", index), icon="☑️" if index in days else "⬜")
        for index, name in enumerate(WEEKDAY_NAMES)
    ]
    once = (Button(staff("Only once"), payload("as", "once"), icon="1️⃣"),)
    done = (Button(staff("Done"), payload("as", "card"), icon="✅"),)
    title = Line(staff("Every week on which days?"), "🔁", strong=True)
    hint = Line(staff("Write the last day, for example 20.12, if there is one."), "✍️")
    await turn.show(message(title, hint, buttons=(*pairs(buttons), once, done)))


@part.button("weekset")
async def toggle_day(turn: Turn, press: Press) -> None:
    """Puts a weekday in or out."""
    day = press.number(0)
    if day not in range(7):
        raise BadPressError
    draft = read_draft(turn)
    rule = from_rrule(draft.rrule) if draft.rrule else None
    days = (rule.days if rule else frozenset()) ^ {day}
    kept = replace(rule, days=days) if rule and days else Weekly(days) if days else None
    rrule = to_rrule(kept) if kept else None
    await keep_draft(turn, replace(draft, rrule=rrule))
    await pick_weekly(turn, press)


@part.button("once")
async def only_once(turn: Turn, _press: Press) -> None:
    """Takes the repeating away."""
    await show_draft(turn, replace(read_draft(turn), rrule=None))


@part.step("until")
async def until_typed(turn: Turn) -> None:
    """The last day of a weekly appointment, typed."""
    draft = read_draft(turn)
    programme = await programme_of(turn, draft)
    now: datetime = turn.local_now(programme.timezone)
    parsed = parse(turn.text or "", now=now, people=[], places=[])
    weekday = frozenset({draft.day.weekday()}) if draft.day else frozenset()
    rule = from_rrule(draft.rrule) if draft.rrule else Weekly(weekday) if weekday else None
    if parsed.date is None or rule is None:
        await turn.say(message(Line(staff("Choose the weekdays, then write the last day, for example 20.12."), "✍️")))
        return
    await show_draft(turn, replace(draft, rrule=to_rrule(replace(rule, until=parsed.date))))
