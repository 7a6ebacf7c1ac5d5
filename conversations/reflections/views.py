"""The screens of the log: an entry, and a page of entries."""

from __future__ import annotations

from datetime import date

from conversations.forgetting import show_and_forget
from conversations.home.menu import home_row
from conversations.press import payload
from conversations.reflections.headings import HEADINGS, SITUATION, STEPS, said_under
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import Day, Words, staff, staff_n
from locales.user_text import shorten
from storage.models import Reflection, Role

PAGE = 6
_FIRST_WORDS = 60


def today_of(turn: Turn) -> date:
    """The day it is where the specialist of this turn works."""
    return turn.local_now(turn.programmes(Role.SPECIALIST)[0].timezone).date()


def back_row() -> tuple[Button, ...]:
    """The row that leads back to the log."""
    return (Button(staff("My reflective log"), payload("rl", "open"), icon="📓"), *home_row())


async def show_front(turn: Turn, *before: Line) -> None:
    """Where one writes: the next message is kept. What was begun elsewhere ends."""
    await turn.open("rl", "write")
    count = await turn.store.reflections.count()
    rows: list[tuple[Button, ...]] = []
    if count:
        entries = staff_n("{count} entry", "{count} entries", count=count)
        rows.append((Button(entries, payload("rl", "list", 1), icon="📖"),))
        rows.append((Button(staff("As a file"), payload("rl", "file"), icon="📄"),))
    rows.append((Button(staff("Remind me"), payload("rl", "remind"), icon="🔔"),))
    await turn.show(
        message(
            *before,
            Line(staff("My reflective log"), "📓", strong=True),
            Line(staff("Write what happened, in one message. That is enough."), "✍️"),
            Line(staff("It is about your own work. No participant is named."), "🙈"),
            Line(staff("Only you can read it."), "🔒"),
            buttons=(*rows, home_row()),
        )
    )


def entry(reflection: Reflection, *before: Line) -> Message:
    """One entry, and what can be added to it."""
    lines = [*before, Line(staff("{day}", day=Day(reflection.on)), "📓", strong=True)]
    if reflection.step in STEPS:
        text = staff("Step {number}: {name}", number=reflection.step, name=STEPS[reflection.step])
        lines.append(Line(text, "🪜"))
    for field, heading in HEADINGS.items():
        words = said_under(reflection, field)
        if words and field == SITUATION:
            lines.append(Line(staff("{words}", words=Words({"": words}))))
        elif words:
            lines.append(Line(staff("{name}: {words}", name=heading.name, words=Words({"": words})), heading.icon))
    parts = [
        Button(
            heading.name,
            payload("rl", "part", reflection.id, field),
            icon="✅" if said_under(reflection, field) else heading.icon,
        )
        for field, heading in HEADINGS.items()
    ]
    return message(
        *lines,
        buttons=(
            tuple(parts[:1]),
            tuple(parts[1:3]),
            tuple(parts[3:]),
            (
                Button(staff("Step"), payload("rl", "step", reflection.id), icon="🪜"),
                Button(staff("Another day"), payload("rl", "day", reflection.id), icon="📅"),
            ),
            (Button(staff("Delete"), payload("rl", "drop", reflection.id), icon="🗑"),),
            back_row(),
        ),
    )


async def show_page(turn: Turn, page: int, *before: Line) -> None:
    """A page of the entries, the newest day first; a page that is none is the nearest."""
    await turn.close()
    count = await turn.store.reflections.count()
    if not count:
        await show_front(turn, *before)
        return
    pages = -(-count // PAGE)
    page = min(max(page, 1), pages)
    rows: list[tuple[Button, ...]] = []
    for one in await turn.store.reflections.newest(PAGE, (page - 1) * PAGE):
        first_words = shorten(" ".join(one.situation.split()), _FIRST_WORDS)
        label = staff("{day}: {words}", day=Day(one.on), words=Words({"": first_words}))
        rows.append((Button(label, payload("rl", "read", one.id), icon="📓"),))
    turning = []
    if page > 1:
        turning.append(Button(staff("Earlier"), payload("rl", "list", page - 1), icon="⬅️"))
    if page < pages:
        turning.append(Button(staff("More"), payload("rl", "list", page + 1), icon="➡️"))
    if turning:
        rows.append(tuple(turning))
    headline = staff_n("{count} entry", "{count} entries", count=count)
    await show_and_forget(turn, message(*before, Line(headline, "📖", strong=True), buttons=(*rows, back_row())))
