from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from locales.languages import LANGUAGES
from tests.conversations.home.scene import AMINA, MARTA, YONAS, Scene

FRIDAY_NEXT_WEEK = datetime(2026, 11, 27, 10, 0)  # noqa: DTZ001 - wall-clock


async def test_settings_are_one_tap_from_home(scene: Scene) -> None:
    await scene.stage.write(AMINA, "/menu")
    await scene.stage.press(AMINA, "Settings")
    labels = "".join(scene.stage.last(AMINA).labels)
    for label in ("Language", "Reading", "Private screen", "Quiet hours", "Pause", "Stop"):
        assert label in labels


async def test_all_languages_stand_in_their_own_names_in_two_columns(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "st:language")
    labels = scene.stage.last(AMINA).labels
    assert all(any(language.name in label for label in labels) for language in LANGUAGES.values())
    assert [len(row) for row in scene.stage.last(AMINA).rendered.rows] == [2] * 7 + [1]


async def test_a_chosen_language_is_spoken_at_once(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "st:language")
    turn = await scene.stage.press(AMINA, "Türkçe")
    assert (await scene.person("Amina")).language == "tr"
    assert turn is not None
    assert turn.commands_changed


async def test_the_same_language_again_changes_nothing(scene: Scene) -> None:
    turn = await scene.stage.forge(AMINA, "st:lang:en")
    assert turn is not None
    assert not turn.commands_changed


@pytest.mark.parametrize("mode", ["own", "norwegian", "both"])
async def test_the_way_of_reading_is_seen_on_the_next_screen(scene: Scene, mode: str) -> None:
    await scene.stage.forge(AMINA, f"st:read:{mode}")
    assert (await scene.person("Amina")).reading == mode
    assert "Vi ses i morgen." in scene.stage.last(AMINA).text
    assert len([label for label in scene.stage.last(AMINA).labels if label.startswith("☑️")]) == 1


async def test_a_private_screen_is_explained_and_shown_before_it_is_on(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "st:discreet")
    assert "You have a message from \u2068Marta\u2069. Tap to read." in scene.stage.last(AMINA).text
    await scene.stage.press(AMINA, "On")
    assert (await scene.participant(scene.amina)).discreet
    await scene.stage.press(AMINA, "Off")
    assert not (await scene.participant(scene.amina)).discreet


async def test_quiet_hours_are_chosen_and_given_back(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "st:quiet")
    assert "No reminders from 21:00 until 07:00." in scene.stage.last(AMINA).text
    await scene.stage.press(AMINA, "From 19:00")
    await scene.stage.press(AMINA, "Until 09:00")
    participant = await scene.participant(scene.amina)
    assert (participant.quiet_from, participant.quiet_to) == (time(19), time(9))
    assert "No reminders from 19:00 until 09:00." in scene.stage.last(AMINA).text
    await scene.stage.press(AMINA, "usual quiet hours")
    participant = await scene.participant(scene.amina)
    assert (participant.quiet_from, participant.quiet_to) == (None, None)


async def test_new_quiet_hours_move_what_is_planned(scene: Scene) -> None:
    await scene.meet(scene.amina, FRIDAY_NEXT_WEEK.replace(hour=9))
    await scene.stage.deliver()
    before = await scene.waiting("Amina")
    assert before[-1].due == datetime(2026, 11, 27, 6, 0, tzinfo=UTC)  # two hours before, 07:00 in Oslo
    await scene.stage.forge(AMINA, "st:qto:8")
    after = await scene.waiting("Amina")
    assert after[-1].due < before[-1].due


async def test_a_pause_takes_back_what_waits_and_says_so_plainly(scene: Scene) -> None:
    await scene.meet(scene.amina, FRIDAY_NEXT_WEEK)
    await scene.stage.deliver()
    assert await scene.waiting("Amina")
    await scene.stage.forge(AMINA, "st:pause")
    assert "Your appointments stay." in scene.stage.last(AMINA).text
    await scene.stage.press(AMINA, "Begin the pause")
    assert (await scene.participant(scene.amina)).status == "paused"
    assert await scene.waiting("Amina") == []
    assert "Amina\u2069 has a pause now. The appointments stay." in scene.stage.last(MARTA).text
    assert await scene.tasks("Marta") == []
    assert "You have a pause." in scene.stage.last(AMINA).text


async def test_going_on_plans_again_what_is_still_to_come(scene: Scene) -> None:
    await scene.meet(scene.amina, FRIDAY_NEXT_WEEK)
    await scene.stage.deliver()
    planned = [(row.key, row.due) for row in await scene.waiting("Amina")]
    await scene.stage.forge(AMINA, "st:pauseok")
    await scene.stage.pass_time(hours=2)
    await scene.stage.press(AMINA, "Go on again")
    assert (await scene.participant(scene.amina)).status == "active"
    assert [(row.key, row.due) for row in await scene.waiting("Amina")] == planned
    assert "has no pause any more" in scene.stage.last(MARTA).text


async def test_a_second_tap_on_pause_or_going_on_tells_nobody_again(scene: Scene) -> None:
    for payload in ("st:pauseok", "st:pauseok", "st:goon", "st:goon"):
        await scene.stage.forge(AMINA, payload)
    assert len(scene.stage.screens[MARTA]) == 2


async def test_stopping_is_two_taps_from_the_settings_and_costs_nothing(scene: Scene) -> None:
    await scene.meet(scene.amina, FRIDAY_NEXT_WEEK)
    await scene.stage.deliver()
    await scene.stage.forge(AMINA, "st:open")
    await scene.stage.press(AMINA, "Stop")
    assert "It is fine to stop." in scene.stage.last(AMINA).text
    assert (await scene.participant(scene.amina)).status == "active"
    await scene.stage.press(AMINA, "Yes, stop")
    assert (await scene.participant(scene.amina)).status == "withdrawn"
    assert "You have stopped. Nothing is sent to you." in scene.stage.last(AMINA).text
    assert await scene.waiting("Amina") == []


async def test_the_command_stop_asks_too(scene: Scene) -> None:
    await scene.stage.write(AMINA, "/stop")
    assert "🛑 Yes, stop" in scene.stage.last(AMINA).labels
    assert (await scene.participant(scene.amina)).status == "active"


@pytest.mark.parametrize(
    "payload",
    ["st:lang:xx", "st:lang", "st:read:loud", "st:qfrom:3", "st:qfrom:x", "st:qto:99999999999999999999", "st:dis:x"],
)
async def test_a_forged_choice_changes_nothing(scene: Scene, payload: str) -> None:
    await scene.stage.forge(AMINA, payload)
    assert scene.stage.toasts[AMINA] == ["This button is old. Here is what you can do now."]
    participant = await scene.participant(scene.amina)
    assert (participant.quiet_from, participant.quiet_to, participant.discreet) == (None, None, False)
    assert (participant.person.language, participant.person.reading) == ("en", "both")


async def test_staff_have_no_participant_settings(scene: Scene) -> None:
    await scene.stage.forge(MARTA, "st:pauseok")
    assert (await scene.participant(scene.amina)).status == "active"
    assert YONAS not in scene.stage.screens
