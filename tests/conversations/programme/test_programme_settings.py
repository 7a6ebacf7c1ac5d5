from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from conversations.programme.choices import CHOICES, differences
from conversations.programme_settings import ProgrammeSettings
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, MARTA, Scene


async def _settings(scene: Scene) -> ProgrammeSettings:
    async with scene.stage.database.unit_of_work() as store:
        programme = await store.programmes.get(scene.programme)
        assert programme is not None
        return ProgrammeSettings.read(programme.settings)


@pytest.mark.parametrize("word", CHOICES)
def test_every_choice_is_kept_and_read_back(word: str) -> None:
    choice = CHOICES[word]
    for index, value in enumerate(choice.values):
        made = choice.made(ProgrammeSettings(), index)
        assert getattr(made, choice.field) == value
        assert ProgrammeSettings.read(differences(made)) == made
        assert choice.index_of(made) == index


def test_a_programme_that_decides_nothing_stores_nothing() -> None:
    assert differences(ProgrammeSettings()) == {}


async def test_the_coordinator_sees_what_holds(scene: Scene) -> None:
    await scene.stage.write(EVA, "/menu")
    await scene.stage.press(EVA, "Programme settings")
    text = scene.stage.last(EVA).text
    for line in (
        "Quiet from 21:00 until 07:00.",
        "The evening before, a reminder at 18:00.",
        "The last reminder 120 minutes before",
        "3 of 3 reminders are sent.",
        "At work from 08:00 until 16:00.",
        "was in contact with the same employer in the last 90 days.",
        "A placement is looked at after 4 weeks.",
        "What participants and specialists say to each other is kept for 365 days.",
    ):
        assert line in text


@pytest.mark.parametrize(
    ("page", "press", "field", "value"),
    [
        ("Quiet hours", "From 22:00", "quiet_from", time(22)),
        ("Quiet hours", "Until 08:00", "quiet_to", time(8)),
        ("The evening reminder", "At 19:00", "evening_at", time(19)),
        ("The last reminder", "90 minutes before", "lead_minutes", 90),
        ("Which reminders", "The evening before: no", "remind_evening", False),
        ("Which reminders", "When it is made: no", "remind_when_made", False),
        ("Which reminders", "When to leave home: no", "remind_leave", False),
        ("Working hours", "From 09:00", "work_from", time(9)),
        ("Working hours", "Until 15:00", "work_to", time(15)),
        ("Employers", "30 days", "employer_rest_days", 30),
        ("Employers", "180 days", "employer_rest_days", 180),
        ("Employers", "No warning", "employer_rest_days", 0),
        ("Review of placements", "8 weeks", "placement_review_weeks", 8),
        ("How long talk is kept", "90 days", "talk_kept_days", 90),
        ("Contact with everybody", "28 days", "silence_days", 28),
        ("Something planned", "7 days", "gap_days", 7),
    ],
)
async def test_each_setting_is_a_button(scene: Scene, page: str, press: str, field: str, value: object) -> None:
    await scene.stage.forge(EVA, "pg:open")
    await scene.stage.press(EVA, page)
    await scene.stage.press(EVA, press)
    assert getattr(await _settings(scene), field) == value


async def test_a_change_plans_anew_for_everybody(scene: Scene) -> None:
    await scene.meet(scene.amina, datetime(2026, 11, 27, 10, 0))  # noqa: DTZ001 - wall-clock
    await scene.stage.deliver()
    await scene.stage.forge(EVA, f"pg:set:{scene.programme}:ev:1")
    assert datetime(2026, 11, 26, 16, 0, tzinfo=UTC) in [row.due for row in await scene.waiting("Amina")]


async def test_a_reminder_that_is_switched_off_is_taken_back_and_comes_again(scene: Scene) -> None:
    await scene.meet(scene.amina, datetime(2026, 11, 27, 10, 0))  # noqa: DTZ001 - wall-clock
    await scene.stage.deliver()
    before = [row.key for row in await scene.waiting("Amina")]
    await scene.stage.forge(EVA, f"pg:set:{scene.programme}:re:1")
    assert len(await scene.waiting("Amina")) == len(before) - 1
    await scene.stage.forge(EVA, f"pg:set:{scene.programme}:re:0")
    assert [row.key for row in await scene.waiting("Amina")] == before


async def test_working_hours_are_what_participants_are_told(scene: Scene) -> None:
    await scene.stage.forge(EVA, f"pg:set:{scene.programme}:wt:0")
    await scene.stage.write(AMINA, "Hello")
    assert "is at work today until 14:00." in scene.stage.last(AMINA).text


async def test_reminders_only_at_work_come_earlier_and_never_later(scene: Scene) -> None:
    await scene.meet(scene.amina, datetime(2026, 11, 26, 8))  # noqa: DTZ001 - on the wall in Oslo
    await scene.stage.deliver()
    before = [row.due for row in await scene.waiting("Amina")]
    await scene.stage.forge(EVA, f"pg:set:{scene.programme}:wo:1")
    after = [row.due for row in await scene.waiting("Amina")]
    oslo = [due.astimezone(ZoneInfo("Europe/Oslo")) for due in after]
    assert after
    assert all(time(8) <= due.time() < time(16) for due in oslo)
    assert max(after) < max(before)
    await scene.stage.forge(EVA, f"pg:set:{scene.programme}:wo:0")
    assert [row.due for row in await scene.waiting("Amina")] == before


@pytest.mark.parametrize("chat", [MARTA, ELSEWHERE, AMINA])
async def test_nobody_else_changes_the_programme(scene: Scene, chat: int) -> None:
    await scene.stage.forge(chat, f"pg:set:{scene.programme}:ev:1")
    assert await _settings(scene) == ProgrammeSettings()
    assert scene.stage.toasts[chat] == ["This button is old. Here is what you can do now."]


@pytest.mark.parametrize("rest", ["zz:1", "ev:99", "ev:-1", "ev:x", "ev", ""])
async def test_a_forged_choice_changes_nothing(scene: Scene, rest: str) -> None:
    await scene.stage.forge(EVA, f"pg:set:{scene.programme}:{rest}")
    assert await _settings(scene) == ProgrammeSettings()
    assert scene.stage.toasts[EVA]


async def test_a_choice_that_no_reminder_depends_on_leaves_the_plan_alone(scene: Scene) -> None:
    await scene.meet(scene.amina, datetime(2026, 11, 27, 10, 0))  # noqa: DTZ001 - wall-clock
    await scene.stage.deliver()
    before = [row.id for row in await scene.waiting("Amina")]
    await scene.stage.forge(EVA, f"pg:set:{scene.programme}:er:0")
    assert (await _settings(scene)).employer_rest_days == 0
    assert [row.id for row in await scene.waiting("Amina")] == before
