"""A participant's own appointments: the list, one in full, the map and the calendar."""

from __future__ import annotations

import pytest

from tests.conversations.appointments.conftest import AMINA, Cast
from tests.conversations.appointments.looking import make
from tests.conversations.appointments.test_answering import press
from tests.conversations.appointments.test_making import plain


@pytest.fixture
async def told(cast: Cast) -> Cast:
    """Amina has read of Thursday at ten."""
    await make(cast)
    return cast


async def test_no_appointment_is_said(cast: Cast) -> None:
    await cast.stage.write(AMINA, "/appointments")
    assert "You have no appointments now." in cast.stage.last(AMINA).text


async def test_one_opens_in_full(told: Cast) -> None:
    await told.stage.write(AMINA, "/appointments")
    await press(told, AMINA, "Thursday 26 November, 10:00")
    assert "Address: Storgata 1" in plain(told.stage.last(AMINA).text)


async def test_many_come_a_handful_at_a_time(cast: Cast) -> None:
    await make(cast, rrule="FREQ=WEEKLY;BYDAY=MO,WE,TH")
    await cast.stage.write(AMINA, "/appointments")
    assert [label[2:] for label in cast.stage.last(AMINA).labels] == [
        "Thursday 26 November, 10:00",
        "Monday 30 November, 10:00",
        "Wednesday 2 December, 10:00",
        "Thursday 3 December, 10:00",
        "Monday 7 December, 10:00",
        " Later appointments",
        " Back",
    ]


async def test_the_later_ones_follow(cast: Cast) -> None:
    await make(cast, rrule="FREQ=WEEKLY;BYDAY=MO,WE,TH")
    await cast.stage.write(AMINA, "/appointments")
    await press(cast, AMINA, "Later appointments")
    assert "Wednesday 9 December" in cast.stage.last(AMINA).labels[0]


async def test_one_finds_back_from_the_card_to_the_list(told: Cast) -> None:
    await told.stage.write(AMINA, "/appointments")
    await press(told, AMINA, "Thursday", "My next appointments")
    assert "Your next appointments" in told.stage.last(AMINA).text


async def test_what_is_over_is_not_in_it(told: Cast) -> None:
    await told.stage.pass_time(days=7)
    await told.stage.write(AMINA, "/appointments")
    assert "You have no appointments now." in told.stage.last(AMINA).text


async def test_the_map_comes_as_a_point(told: Cast) -> None:
    await press(told, AMINA, "Map")
    attachment = told.stage.last(AMINA).rendered.attachment
    assert attachment is not None
    assert (attachment.kind, attachment.data) == ("map", "59.9,10.7")


async def test_a_typed_place_has_no_map_button(cast: Cast) -> None:
    await make(cast, place_id=None, place_text="Kafé Hjørnet")
    assert not [label for label in cast.stage.last(AMINA).labels if "Map" in label]


async def test_the_calendar_file_is_of_this_occurrence(told: Cast) -> None:
    await press(told, AMINA, "To my calendar")
    attachment = told.stage.last(AMINA).rendered.attachment
    assert attachment is not None
    assert (attachment.kind, attachment.data) == ("calendar", "1")


async def test_the_way_shows_the_card_and_the_map(told: Cast) -> None:
    await press(told, AMINA, "Help me", "How do I get there?")
    assert told.stage.last(AMINA).rendered.attachment is not None
