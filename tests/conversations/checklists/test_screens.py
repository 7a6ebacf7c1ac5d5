"""Every list at every level in every language: short enough, with few enough buttons, each line in its direction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from conversations.checklists import views
from conversations.checklists.library import library
from conversations.checklists.model import Checklist, Level
from conversations.checklists.nudges import nudge
from conversations.checklists.views import Looking
from conversations.press import MOST_BYTES
from locales.languages import LANGUAGES
from locales.message import Message
from locales.render import LABEL_LIMIT, Reader, render
from locales.user_text import FSI, LRI, PDI, units
from storage.models import ChecklistItemRow, ChecklistRow, Doer, ItemState, Participant, Person

LONGEST_MESSAGE = 4096
MOST_BUTTONS = 8
TODAY = date(2026, 11, 23)
LARGEST = 2**62
"""Ids grow; a button must carry the largest too."""

PARTICIPANT = Participant(specialist=Person(name="Åse-Kristin Wøllestad-Bjørkåsen"), plan={})
LOOKING = Looking(PARTICIPANT, TODAY)


def on_her_list(checklist: Checklist) -> ChecklistRow:
    """The list as somebody has it who has done one thing, put one off, and agreed on another."""
    row = ChecklistRow(id=LARGEST, code=checklist.code)
    row.items = [
        ChecklistItemRow(
            id=LARGEST + number,
            code=item.code,
            position=number,
            state=ItemState.OPEN,
            doer=Doer.PARTICIPANT,
            meaning=item.meaning,
            nudges=0,
        )
        for number, item in enumerate(checklist.items, start=1)
    ]
    done, later, together, theirs, *_ = row.items
    done.state, done.meaning = ItemState.DONE, 0
    later.later_until = TODAY + timedelta(days=30)
    together.doer, together.due_on = Doer.TOGETHER, TODAY
    theirs.doer, theirs.due_on = Doer.SPECIALIST, TODAY
    return row


def screens(row: ChecklistRow) -> Iterator[Message]:
    """All that shows the list or one of its items, at every level."""
    yield views.overview([row], None, 0)
    for page in range(-(-len(row.items) // views.PAGE)):
        yield views.whole_list(row, page, LOOKING)
    for level in Level:
        row.level = level.value
        for item in row.items:
            yield views.one_item(item, row, level, LOOKING)
            yield nudge(item, PARTICIPANT)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("checklist", library().values(), ids=lambda one: one.code)
def test_every_screen_fits(checklist: Checklist, language: str) -> None:
    for shown in screens(on_her_list(checklist)):
        rendered = render(shown, Reader(language, "both"))
        assert 0 < units(rendered.text) <= LONGEST_MESSAGE
        assert_balanced(rendered.text)
        buttons = [button for row in rendered.rows for button in row]
        assert 1 <= len(buttons) <= MOST_BUTTONS
        for button in buttons:
            assert 0 < units(button.label) <= LABEL_LIMIT
            assert_balanced(button.label)
            assert 0 < len(button.payload.encode()) <= MOST_BYTES


def assert_balanced(text: str) -> None:
    """On each line every isolate that is opened is closed, and none is closed that was not opened."""
    for line in text.splitlines():
        depth = 0
        for character in line:
            depth += (character in f"{FSI}{LRI}") - (character == PDI)
            assert depth >= 0, line
        assert depth == 0, line
