"""The dialogue of the log: one message is an entry; everything else is a button and may be left."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from conversations import phrases
from conversations.forgetting import show_and_forget
from conversations.part import Audience, ButtonHandler, Part
from conversations.people.own import object_id
from conversations.preferences.screen import mark
from conversations.press import BadPressError, Press, payload
from conversations.reflections.headings import HEADINGS, SITUATION, STEPS, said_under
from conversations.reflections.names import named_in
from conversations.reflections.service import LOG, LONGEST, add
from conversations.reflections.views import back_row, entry, show_front, show_page, today_of
from conversations.turn import Turn
from locales.message import Attachment, Button, Line, message
from locales.text import Day, Several, Words, staff
from locales.user_text import clean, units
from storage.models import Reflection

part = Part("rl", Audience.SPECIALIST)

_DAYS_BACK = 7
_OLDEST = timedelta(days=60)

OwnHandler = Callable[[Turn, Press, Reflection], Awaitable[None]]


def _own(handler: OwnHandler) -> ButtonHandler:
    """Gives the handler the person's own entry whose id comes first in the payload; else the log is shown."""

    async def checked(turn: Turn, press: Press) -> None:
        found = await turn.store.reflections.get(object_id(press))
        if found is None:
            turn.toast(phrases.changed())
            await show_front(turn)
        else:
            await handler(turn, press, found)

    return checked


@part.command("log")
async def log_command(turn: Turn) -> None:
    """As the button."""
    await show_front(turn)


@part.button("open")
async def open_log(turn: Turn, _press: Press) -> None:
    """Where one writes and finds what one wrote."""
    await show_front(turn)


@part.step("write")
@part.step("part")
@part.step("warned")
async def take(turn: Turn) -> None:
    """The words, for a new entry or under a heading; kept at once unless somebody is named in them."""
    words = clean(turn.text or "")
    if not words:
        await turn.say(message(Line(staff("Please write it. Only text is kept here."), "✏️"), buttons=(back_row(),)))
        return
    if units(words) > LONGEST:
        await turn.say(
            message(
                Line(staff("This is too long for one entry. Nothing is kept yet."), "✂️"),
                Line(staff("Please write it shorter, or in two messages.")),
                buttons=(back_row(),),
            )
        )
        return
    about, field = turn.draft.get("about"), str(turn.draft.get("field", SITUATION))
    people = await turn.store.participants.of_specialist(turn.me.id)
    named = named_in(words, [one.person.name for one in people])
    if not named:
        await _keep(turn, words, about, field)
        return
    await turn.open("rl", "warned", {"about": about, "field": field, "words": words})
    await show_and_forget(
        turn,
        message(
            Line(staff("This names {names}.", names=Several(tuple(named))), "💛", strong=True),
            Line(staff("The log is about your own work. It is better without names.")),
            buttons=(
                (Button(staff("Write it without the name"), payload("rl", "anew"), icon="✏️"),),
                (Button(staff("Keep"), payload("rl", "keep"), icon="✅"),),
            ),
        ),
    )


@part.button("keep")
async def keep_it(turn: Turn, _press: Press) -> None:
    """It is kept as it was written."""
    draft = _warned(turn)
    await _keep(turn, str(draft["words"]), draft["about"], str(draft["field"]))


@part.button("anew")
async def write_anew(turn: Turn, _press: Press) -> None:
    """The words are forgotten, and asked for once more."""
    draft = _warned(turn)
    field = str(draft["field"])
    if draft["about"] is None:
        await turn.open("rl", "write")
    else:
        await turn.open("rl", "part", {"about": draft["about"], "field": field})
    await turn.show(
        message(
            Line(HEADINGS[field].question, HEADINGS[field].icon, strong=True),
            Line(staff("Write it once more, without the name.")),
            buttons=(back_row(),),
        )
    )


def _warned(turn: Turn) -> dict[str, object]:
    """The draft that waits for a yes.

    Raises:
        BadPressError: none does.
    """
    if turn.dialogue is None or turn.dialogue.flow != part.code or "words" not in turn.draft:
        raise BadPressError
    return turn.draft


async def _keep(turn: Turn, words: str, about: object, field: str) -> None:
    kept = Line(staff("It is kept. You can add more, or leave it."), "✅")
    if about is None:
        reflection = await add(turn.store, turn.me.id, on=today_of(turn), situation=words, now=turn.now)
    else:
        found = await turn.store.reflections.get(int(str(about)))
        if found is None or field not in HEADINGS:
            raise BadPressError
        reflection = found
        setattr(reflection, field, words)
        await turn.store.flush()
    await turn.close()
    await show_and_forget(turn, entry(reflection, kept))


@part.button("list")
async def list_entries(turn: Turn, press: Press) -> None:
    """What was written so far."""
    await show_page(turn, press.number(0))


@part.button("read")
@_own
async def read(turn: Turn, _press: Press, reflection: Reflection) -> None:
    """One entry."""
    await turn.close()
    await show_and_forget(turn, entry(reflection))


@part.button("part")
@_own
async def ask_part(turn: Turn, press: Press, reflection: Reflection) -> None:
    """One heading: what stands there, and the question."""
    heading = HEADINGS.get(press.word(1))
    if heading is None:
        raise BadPressError
    await turn.open("rl", "part", {"about": reflection.id, "field": heading.field})
    lines = [Line(heading.question, heading.icon, strong=True)]
    there = said_under(reflection, heading.field)
    rows: list[tuple[Button, ...]] = []
    if there:
        lines.append(Line(staff("{words}", words=Words({"": there}))))
        lines.append(Line(staff("What you write now takes its place."), "✏️", gap=True))
        if heading.field != SITUATION:
            rows.append(
                (Button(staff("Take it away"), payload("rl", "empty", reflection.id, heading.field), icon="🗑"),)
            )
    back = Button(staff("Back"), payload("rl", "read", reflection.id), icon="⬅️")
    await show_and_forget(turn, message(*lines, buttons=(*rows, (back,))))


@part.button("empty")
@_own
async def empty_part(turn: Turn, press: Press, reflection: Reflection) -> None:
    """Nothing stands under that heading any more; without its situation an entry would be none."""
    field = press.word(1)
    if field not in HEADINGS or field == SITUATION:
        raise BadPressError
    setattr(reflection, field, None)
    await turn.store.flush()
    await turn.close()
    await show_and_forget(turn, entry(reflection))


@part.button("step")
@_own
async def ask_step(turn: Turn, _press: Press, reflection: Reflection) -> None:
    """Which of the five steps it belongs to, if any."""
    rows = tuple(
        (
            Button(
                staff("{number}. {name}", number=number, name=name),
                payload("rl", "setstep", reflection.id, number),
                icon=mark(chosen=reflection.step == number),
            ),
        )
        for number, name in STEPS.items()
    )
    none = Button(staff("No step"), payload("rl", "setstep", reflection.id, 0), icon=mark(chosen=not reflection.step))
    back = Button(staff("Back"), payload("rl", "read", reflection.id), icon="⬅️")
    await turn.show(
        message(Line(staff("Which step is it about?"), "🪜", strong=True), buttons=(*rows, (none,), (back,)))
    )


@part.button("setstep")
@_own
async def set_step(turn: Turn, press: Press, reflection: Reflection) -> None:
    """The step, or none."""
    number = press.number(1)
    if number and number not in STEPS:
        raise BadPressError
    reflection.step = number or None
    await show_and_forget(turn, entry(reflection))


@part.button("day")
@_own
async def ask_day(turn: Turn, _press: Press, reflection: Reflection) -> None:
    """Today and the days before it."""
    today = today_of(turn)
    days = [today - timedelta(days=back) for back in range(_DAYS_BACK + 1)]
    buttons = [
        Button(staff("{day}", day=Day(day)), payload("rl", "on", reflection.id, day.toordinal()), icon="📅")
        for day in days
    ]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    back = Button(staff("Back"), payload("rl", "read", reflection.id), icon="⬅️")
    await turn.show(message(Line(staff("Which day is it about?"), "📅", strong=True), buttons=(*rows, (back,))))


@part.button("on")
@_own
async def set_day(turn: Turn, press: Press, reflection: Reflection) -> None:
    """The day; only one that has been."""
    today, number = today_of(turn), press.number(1)
    if not (today - _OLDEST).toordinal() <= number <= today.toordinal():
        raise BadPressError
    reflection.on = date.fromordinal(number)
    await show_and_forget(turn, entry(reflection))


@part.button("drop")
@_own
async def ask_drop(turn: Turn, _press: Press, reflection: Reflection) -> None:
    """Asks once more."""
    rows = (
        (Button(staff("Delete for good"), payload("rl", "dropok", reflection.id), icon="🗑"),),
        (Button(staff("Back"), payload("rl", "read", reflection.id), icon="⬅️"),),
    )
    question = staff("Delete the entry of {day}?", day=Day(reflection.on))
    await turn.show(message(Line(question, "🗑", strong=True), buttons=rows))


@part.button("dropok")
@_own
async def drop(turn: Turn, _press: Press, reflection: Reflection) -> None:
    """Gone."""
    await turn.store.reflections.remove(reflection)
    await show_page(turn, 1, Line(staff("The entry is deleted."), "✅"))


@part.button("file")
async def get_file(turn: Turn, _press: Press) -> None:
    """The whole log as a text file, for its author."""
    await turn.say(
        message(
            Line(staff("Here is your log. It is yours alone; keep it in a safe place."), "📄"),
            attachment=Attachment("export", f"{LOG}:{turn.me.id}"),
            buttons=(back_row(),),
        )
    )
