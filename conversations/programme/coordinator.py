"""The settings of a programme, for its coordinator: hours, reminders, working day."""

from __future__ import annotations

from collections.abc import Callable

from conversations.appointments.planning import replan_participant
from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.press import BadPressError, Press, payload
from conversations.programme.choices import CHOICES, Value, differences
from conversations.programme_settings import ProgrammeSettings
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import At, Text, staff, staff_n
from storage.models import ParticipantStatus, Programme, Role

part = Part("pg", Audience.COORDINATOR)

Labels = Callable[[Value], Text]
Rows = tuple[tuple[Button, ...], ...]

_IN_A_ROW = 3

PAGES: dict[str, tuple[str, ...]] = {
    "quiet": ("qf", "qt"),
    "evening": ("ev",),
    "lead": ("le",),
    "which": ("rm", "re", "rl"),
    "work": ("wf", "wt", "wo"),
    "employers": ("er",),
    "placements": ("pr",),
    "aftercare": ("ac",),
    "talk": ("tk",),
    "silence": ("sd",),
    "gap": ("gd",),
}
"""Which choices stand on a page together."""


def _own(turn: Turn, press: Press) -> Programme:
    wanted = press.number(0)
    for programme in turn.programmes(Role.COORDINATOR):
        if programme.id == wanted:
            return programme
    raise BadPressError


@part.button("open")
async def open_settings(turn: Turn, _press: Press) -> None:
    """The settings; with several programmes, which one first."""
    programmes = turn.programmes(Role.COORDINATOR)
    if len(programmes) == 1:
        await turn.show(_screen(programmes[0]))
        return
    rows = tuple(
        (Button(staff("{name}", name=programme.name), payload("pg", "show", programme.id), icon="🎛"),)
        for programme in programmes
    )
    await turn.show(message(Line(staff("Which programme?"), "🎛", strong=True), buttons=(*rows, home_row())))


@part.button("show")
async def show_one(turn: Turn, press: Press) -> None:
    """The settings of one programme."""
    await turn.show(_screen(_own(turn, press)))


def _screen(programme: Programme) -> Message:
    settings = ProgrammeSettings.read(programme.settings)
    headlines = {page: _headline(page, settings) for page in PAGES}
    rows = tuple(
        (Button(_PAGE_NAMES[page], payload("pg", "page", programme.id, page), icon=_PAGE_ICONS[page]),)
        for page in PAGES
    )
    return message(
        Line(staff("Settings of {programme}", programme=programme.name), "🎛", strong=True),
        *(Line(headline, _PAGE_ICONS[page]) for page, headline in headlines.items()),
        buttons=(*rows, home_row()),
    )


_PAGE_NAMES: dict[str, Text] = {
    "quiet": staff("Quiet hours"),
    "evening": staff("The evening reminder"),
    "lead": staff("The last reminder"),
    "which": staff("Which reminders"),
    "work": staff("Working hours"),
    "employers": staff("Employers"),
    "placements": staff("Review of placements"),
    "aftercare": staff("Aftercare"),
    "talk": staff("How long talk is kept"),
    "silence": staff("Contact with everybody"),
    "gap": staff("Something planned"),
}
_PAGE_ICONS = {
    "quiet": "🌙",
    "evening": "🌆",
    "lead": "⏰",
    "which": "🔔",
    "work": "🕗",
    "employers": "🏢",
    "placements": "🧰",
    "aftercare": "🌿",
    "talk": "🗨",
    "silence": "💬",
    "gap": "🗓",
}


def _quiet(settings: ProgrammeSettings) -> Text:
    return staff("Quiet from {start} until {end}.", start=At(settings.quiet_from), end=At(settings.quiet_to))


def _which(settings: ProgrammeSettings) -> Text:
    count = sum((settings.remind_when_made, settings.remind_evening, settings.remind_leave))
    return staff("{count} of 3 reminders are sent.", count=count)


def _last(settings: ProgrammeSettings) -> Text:
    minutes = settings.lead_minutes
    return staff("The last reminder {minutes} minutes before, if the way is not known.", minutes=minutes)


def _placements(settings: ProgrammeSettings) -> Text:
    return staff_n(
        "A placement is looked at after {count} week.",
        "A placement is looked at after {count} weeks.",
        count=settings.placement_review_weeks,
    )


_HEADLINES: dict[str, Callable[[ProgrammeSettings], Text]] = {
    "quiet": _quiet,
    "evening": lambda settings: staff("The evening before, a reminder at {time}.", time=At(settings.evening_at)),
    "lead": _last,
    "which": _which,
    "work": lambda settings: staff(
        "At work from {start} until {end}.", start=At(settings.work_from), end=At(settings.work_to)
    ),
    "employers": lambda settings: _rest(settings.employer_rest_days),
    "placements": _placements,
    "aftercare": lambda settings: staff_n(
        "Aftercare lasts {count} month after the start.",
        "Aftercare lasts {count} months after the start.",
        count=settings.aftercare_months,
    ),
    "talk": lambda settings: staff(
        "What participants and specialists say to each other is kept for {days} days.", days=settings.talk_kept_days
    ),
    "silence": lambda settings: staff_n(
        "A task after {count} day without contact.",
        "A task after {count} days without contact.",
        count=settings.silence_days,
    ),
    "gap": lambda settings: staff_n(
        "A task when nothing is planned for {count} day.",
        "A task when nothing is planned for {count} days.",
        count=settings.gap_days,
    ),
}
"""What holds now, a line for each page."""


def _headline(page: str, settings: ProgrammeSettings) -> Text:
    return _HEADLINES[page](settings)


def _rest(days: int) -> Text:
    if days == 0:
        return staff("No warning when a colleague was in contact with the same employer.")
    return staff("A warning when a colleague was in contact with the same employer in the last {days} days.", days=days)


def _time_from(value: Value) -> Text:
    return staff("From {time}", time=_at(value))


def _time_until(value: Value) -> Text:
    return staff("Until {time}", time=_at(value))


def _time_at(value: Value) -> Text:
    return staff("At {time}", time=_at(value))


def _minutes(value: Value) -> Text:
    return staff("{minutes} minutes before", minutes=int(value) if isinstance(value, int) else 0)


def _weeks(value: Value) -> Text:
    return staff_n("{count} week", "{count} weeks", count=int(value) if isinstance(value, int) else 0)


def _months(value: Value) -> Text:
    return staff_n("{count} month", "{count} months", count=int(value) if isinstance(value, int) else 0)


def _days(value: Value) -> Text:
    return staff_n("{count} day", "{count} days", count=int(value) if isinstance(value, int) else 0)


def _at(value: Value) -> At:
    if isinstance(value, int):
        raise TypeError("not a time")
    return At(value)


def _when_made(value: Value) -> Text:
    return staff("When it is made: yes") if value else staff("When it is made: no")


def _evening(value: Value) -> Text:
    return staff("The evening before: yes") if value else staff("The evening before: no")


def _only_at_work(value: Value) -> Text:
    return staff("Reminders only in these hours") if value else staff("Reminders at any hour that is not quiet")


def _leave(value: Value) -> Text:
    return staff("When to leave home: yes") if value else staff("When to leave home: no")


def _rest_days(value: Value) -> Text:
    return staff("{days} days", days=int(value)) if value and isinstance(value, int) else staff("No warning")


_LABELS: dict[str, Labels] = {
    "qf": _time_from,
    "qt": _time_until,
    "ev": _time_at,
    "le": _minutes,
    "rm": _when_made,
    "re": _evening,
    "rl": _leave,
    "wf": _time_from,
    "wt": _time_until,
    "er": _rest_days,
    "wo": _only_at_work,
    "pr": _weeks,
    "ac": _months,
    "tk": _days,
    "sd": _days,
    "gd": _days,
}


@part.button("page")
async def show_page(turn: Turn, press: Press) -> None:
    """The choices of one page."""
    page = press.word(1)
    if page not in PAGES:
        raise BadPressError
    await turn.show(_page(_own(turn, press), page))


def _page(programme: Programme, page: str) -> Message:
    settings = ProgrammeSettings.read(programme.settings)
    rows: list[tuple[Button, ...]] = []
    for word in PAGES[page]:
        choice = CHOICES[word]
        chosen = choice.index_of(settings)
        buttons = [
            Button(
                _LABELS[word](value),
                payload("pg", "set", programme.id, word, index),
                icon="☑️" if index == chosen else "⬜",
            )
            for index, value in enumerate(choice.values)
        ]
        rows += [tuple(buttons[start : start + _IN_A_ROW]) for start in range(0, len(buttons), _IN_A_ROW)]
    back = (Button(staff("Programme settings"), payload("pg", "show", programme.id), icon="🎛"),)
    return message(
        Line(_PAGE_NAMES[page], _PAGE_ICONS[page], strong=True),
        Line(_headline(page, settings)),
        buttons=(*rows, back),
    )


@part.button("set")
async def set_choice(turn: Turn, press: Press) -> None:
    """Keeps a choice and plans anew for everybody in the programme; the same choice again changes nothing."""
    programme, word = _own(turn, press), press.word(1)
    if word not in CHOICES:
        raise BadPressError
    before = ProgrammeSettings.read(programme.settings)
    try:
        after = CHOICES[word].made(before, press.number(2))
    except IndexError:
        raise BadPressError from None
    if after != before:
        programme.settings = differences(after)
        await turn.store.flush()
        await turn.store.audit.note(
            "programme.settings",
            turn.now,
            subject="programme",
            subject_id=programme.id,
            choice=CHOICES[word].field,
        )
        if CHOICES[word].plans:
            await _replan(turn, programme)
    page = next(page for page, words in PAGES.items() if word in words)
    await turn.show(_page(programme, page))


async def _replan(turn: Turn, programme: Programme) -> None:
    store = turn.store.as_system()
    for participant in await store.participants.of_programme(programme.id):
        if participant.status == ParticipantStatus.ACTIVE:
            await replan_participant(store, participant, turn.now)
