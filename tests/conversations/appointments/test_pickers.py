"""Making an appointment by buttons alone, and with words typed where they are asked for."""

from __future__ import annotations

import pytest

from tests.conversations.appointments.conftest import AMINA, SPECIALIST, Cast
from tests.conversations.appointments.looking import LINE, appointments, second_programme
from tests.conversations.appointments.test_making import plain


async def press_all(cast: Cast, *labels: str) -> None:
    for label in labels:
        await cast.stage.press(SPECIALIST, label)


async def test_buttons_alone_are_enough(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, "/new")
    await press_all(
        cast, "Who", "Amina", "Done", "Day", "Thursday 26", "10:00", "10:15", "Place", "NAV Sentrum", "Save"
    )
    assert "Thursday 26 November at 10:15" in cast.stage.last(AMINA).text


@pytest.mark.parametrize(
    ("labels", "line"),
    [
        (("Kind", "Job interview"), "New appointment: Job interview"),
        (("More", "You must"), "You must: this is part of your programme."),
        (("More", "You choose"), "You choose: you decide if you come."),
        (("More", "Interpreter", "Somali"), "An interpreter will help you: Somali"),
        (("More", "Every week", "Thursday", "Done"), "Every week: Thursday"),
    ],
)
async def test_each_choice_is_read_by_the_participant(cast: Cast, labels: tuple[str, ...], line: str) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await press_all(cast, *labels, "Save")
    assert line in plain(cast.stage.last(AMINA).text)


@pytest.mark.parametrize(
    ("labels", "typed", "line"),
    [
        (("Time",), "14:20", "Thursday 26 November at 14:20"),
        (("Place",), "Kafé Hjørnet", "Place: Kafé Hjørnet"),
        (("More", "Bring"), "passport", "Bring: passport"),
        (("More", "Why"), "You see the job.", "Why this is good for you: You see the job."),
        (("More", "Who meets them"), "Ola", "Ola will meet you."),
        (("More", "Every week"), "20.12", "The last day is Sunday 20 December."),
    ],
)
async def test_words_typed_where_they_are_asked_for(cast: Cast, labels: tuple[str, ...], typed: str, line: str) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await press_all(cast, *labels)
    await cast.stage.write(SPECIALIST, typed)
    await press_all(cast, "Save")
    assert line in plain(cast.stage.last(AMINA).text)


async def test_the_length_is_kept(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await press_all(cast, "More", "How long", "90 minutes", "Save")
    [made] = await appointments(cast)
    assert made.length_minutes == 90


async def test_the_same_label_tapped_again_takes_it_off(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await press_all(cast, "More", "You must", "More", "You must", "Save")
    assert "You must" not in cast.stage.last(AMINA).text


async def test_words_can_be_taken_away_again(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await press_all(cast, "More", "Bring", "Nothing", "Save")
    assert "Bring" not in cast.stage.last(AMINA).text


async def test_an_interpreter_can_be_taken_away_again(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await press_all(cast, "More", "Interpreter", "Somali", "More", "Interpreter", "No interpreter", "Save")
    assert "interpreter" not in cast.stage.last(AMINA).text


async def test_a_weekly_appointment_can_be_made_a_single_one_again(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await press_all(cast, "More", "Every week", "Thursday", "Only once", "Save")
    assert "Every week" not in cast.stage.last(AMINA).text


async def test_a_person_tapped_twice_is_out_again(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await press_all(cast, "Who", "Amina", "Done")
    assert "Who is it for?" in cast.stage.last(SPECIALIST).text


async def test_the_card_says_on_which_day_a_weekly_one_really_begins(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await press_all(cast, "More", "Every week", "Tuesday", "Done")
    assert "Tuesday 1 December at 10:00" in cast.stage.last(SPECIALIST).text


async def test_a_weekly_one_that_could_never_happen_is_not_saved(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await press_all(cast, "More", "Every week", "Thursday")
    await cast.stage.write(SPECIALIST, "24.11")
    assert "It would never happen" in cast.stage.last(SPECIALIST).text


async def test_a_typed_interval_survives_another_weekday(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, "Amina annenhver torsdag kl 10 NAV Sentrum")
    await press_all(cast, "More", "Every week", "Friday", "Done", "Save")
    assert "Every 2 weeks: Thursday and Friday" in plain(cast.stage.last(AMINA).text)


async def test_people_of_two_programmes_do_not_go_into_one(cast: Cast) -> None:
    await second_programme(cast)
    await cast.stage.write(SPECIALIST, LINE)
    await press_all(cast, "Who", "Samir")
    assert cast.stage.toasts[SPECIALIST] == ["These two are in different programmes. Make two appointments."]


async def test_a_place_of_another_programme_is_not_taken(cast: Cast) -> None:
    _, bakery = await second_programme(cast)
    await cast.stage.write(SPECIALIST, LINE)
    await cast.stage.forge(SPECIALIST, f"as:placeset:{bakery}")
    await cast.stage.write(SPECIALIST, "kl 11")
    assert "Bakeriet" not in cast.stage.last(SPECIALIST).text
