"""Cancelling: who had heard is told once, and nothing else of it leaves."""

from __future__ import annotations

import pytest

from conversations.appointments.messages import compose_reminders
from conversations.composing import Drop
from storage.models import DeliveryState
from tests.conversations.appointments.conftest import AMINA, SPECIALIST, Cast
from tests.conversations.appointments.looking import (
    audit,
    deliveries,
    make,
    occurrences,
    open_tasks,
    planned,
    utc,
)
from tests.conversations.appointments.test_making import plain
from tests.conversations.appointments.test_moving import move

CANCELLED = """❌ <b>Cancelled: Meeting</b>
📅 Thursday 26 November at 10:00, before noon
🏡 You do not need to come.
🙋 You can ask Kari about it."""


async def press(cast: Cast, *labels: str) -> None:
    for label in labels:
        await cast.stage.press(SPECIALIST, label)


async def cancel(cast: Cast, number: int, *labels: str) -> None:
    """Cancels the occurrence of this number by the specialist's buttons."""
    await cast.stage.forge(SPECIALIST, f"ag:show:{(await occurrences(cast))[number].id}")
    await press(cast, "Cancel it", *labels)


async def test_who_had_heard_is_told(cast: Cast) -> None:
    await make(cast)
    await cancel(cast, 0, "Yes, cancel it")
    assert plain(cast.stage.last(AMINA).text) == CANCELLED


async def test_it_is_asked_once_more_first(cast: Cast) -> None:
    await make(cast)
    await cancel(cast, 0)
    assert (await occurrences(cast))[0].cancelled_at is None


async def test_no_keeps_it(cast: Cast) -> None:
    await make(cast)
    await cancel(cast, 0, "No, keep it")
    assert (await occurrences(cast))[0].cancelled_at is None


async def test_who_had_not_heard_hears_nothing_at_all(cast: Cast) -> None:
    cast.stage.clock.set(utc(2026, 11, 20, 21, 0))
    await make(cast)
    await cancel(cast, 0, "Yes, cancel it")
    await cast.stage.pass_time(days=7)
    assert AMINA not in cast.stage.screens


async def test_no_reminder_is_left(cast: Cast) -> None:
    await make(cast)
    await cancel(cast, 0, "Yes, cancel it")
    assert await planned(cast) == []


async def test_a_second_tap_tells_nobody_again(cast: Cast) -> None:
    await make(cast)
    await cancel(cast, 0, "Yes, cancel it")
    bubbles = len(cast.stage.screens[AMINA])
    await cast.stage.forge(SPECIALIST, "ag:dropone:1:1")
    assert len(cast.stage.screens[AMINA]) == bubbles


async def test_what_was_believed_is_what_is_cancelled(cast: Cast) -> None:
    await make(cast)
    await move(cast)
    await cast.stage.forge(SPECIALIST, "ag:dropone:1:2")
    assert plain(cast.stage.last(AMINA).text) == CANCELLED


async def test_what_was_claimed_before_does_not_leave_after(cast: Cast) -> None:
    await make(cast)
    claimed = [row for row in await deliveries(cast) if row.params.get("moment") == "evening"]
    await cancel(cast, 0, "Yes, cancel it")
    async with cast.stage.database.reading() as store:
        composed = await compose_reminders(store, claimed, cast.stage.clock.now())
    assert list(composed.values()) == [Drop(DeliveryState.SUPERSEDED, "cancelled")]


async def test_its_tasks_are_settled(cast: Cast) -> None:
    await make(cast)
    await cast.stage.press(AMINA, "I cannot come")
    await cast.stage.press(AMINA, "Find another time")
    await cancel(cast, 0, "Yes, cancel it")
    assert await open_tasks(cast) == []


@pytest.mark.parametrize(
    "payload",
    [
        "ap:yes:1:1",
        "ap:late:1:1",
        "ap:lateby:1:1:5",
        "ap:no:1:1",
        "ap:help:1:1",
        "ap:callme:1:1",
        "ap:show:1",
        "ap:map:1",
    ],
)
async def test_a_tap_on_the_old_message_says_that_it_is_cancelled(cast: Cast, payload: str) -> None:
    await make(cast)
    await cancel(cast, 0, "Yes, cancel it")
    await cast.stage.forge(AMINA, payload, message_id=cast.stage.screens[AMINA][0].message_id)
    assert plain(cast.stage.screens[AMINA][0].text) == CANCELLED


async def test_a_cancelled_one_is_not_in_the_own_list(cast: Cast) -> None:
    await make(cast)
    await cancel(cast, 0, "Yes, cancel it")
    await cast.stage.write(AMINA, "/appointments")
    assert "You have no appointments now." in cast.stage.last(AMINA).text


async def test_a_cancelled_one_cannot_be_moved(cast: Cast) -> None:
    await make(cast)
    await cancel(cast, 0, "Yes, cancel it")
    await cast.stage.forge(SPECIALIST, "as:move:1")
    assert "Save" not in str(cast.stage.last(SPECIALIST).labels)


async def test_a_draft_that_moves_what_was_cancelled_meanwhile_is_dropped(cast: Cast) -> None:
    await make(cast)
    await cast.stage.forge(SPECIALIST, "as:move:1")
    await cast.stage.forge(SPECIALIST, "ag:dropone:1:1")
    await cast.stage.write(SPECIALIST, "kl 12:00")
    assert "Nothing is planned in these days." in cast.stage.everything(SPECIALIST)


async def test_it_stands_in_the_audit_in_the_specialists_name(cast: Cast) -> None:
    await make(cast)
    await cancel(cast, 0, "Yes, cancel it")
    assert await audit(cast, "appointment.cancelled") == [(cast.specialist_id, cast.amina)]


class TestASeries:
    @pytest.fixture
    async def weekly(self, cast: Cast) -> Cast:
        await make(cast, rrule="FREQ=WEEKLY;BYDAY=TH")
        return cast

    async def standing(self, cast: Cast) -> list[bool]:
        return [row.cancelled_at is None for row in await occurrences(cast)]

    async def test_only_this_time(self, weekly: Cast) -> None:
        await cancel(weekly, 1, "Only this time")
        assert await self.standing(weekly) == [True, False, True, True]

    async def test_this_and_all_later_ones(self, weekly: Cast) -> None:
        await cancel(weekly, 1, "This and all later ones")
        assert await self.standing(weekly) == [True, False, False, False]

    async def test_all_later_ones_are_told_in_one_message(self, weekly: Cast) -> None:
        before = len(weekly.stage.screens[AMINA])
        await cancel(weekly, 1, "This and all later ones")
        assert [plain(bubble.text).split("\n")[1:3] for bubble in weekly.stage.screens[AMINA][before:]] == [
            ["📅 Thursday 3 December at 10:00, before noon", "🔁 All later times are cancelled too."]
        ]

    async def test_one_time_is_told_though_only_the_series_was_told_of(self, weekly: Cast) -> None:
        await cancel(weekly, 2, "Only this time")
        assert "📅 Thursday 10 December" in weekly.stage.last(AMINA).text

    async def test_the_earlier_reminders_stay(self, weekly: Cast) -> None:
        await cancel(weekly, 1, "This and all later ones")
        assert await planned(weekly) == ["evening 25.11. 17:00", "leave 26.11. 07:00"]

    async def test_a_time_moved_to_an_earlier_day_is_still_later_in_the_series(self, weekly: Cast) -> None:
        rows = await occurrences(weekly)
        await weekly.stage.forge(SPECIALIST, f"as:move:{rows[2].id}")
        await weekly.stage.write(SPECIALIST, "30.11 kl 12:00")
        await press(weekly, "Save")
        await cancel(weekly, 1, "This and all later ones")
        assert await self.standing(weekly) == [True, False, False, False]

    async def test_the_series_is_news_on_its_next_day_when_the_first_is_cancelled_untold(self, cast: Cast) -> None:
        cast.stage.clock.set(utc(2026, 11, 20, 21, 0))
        await make(cast, rrule="FREQ=WEEKLY;BYDAY=TH")
        await cancel(cast, 0, "Only this time")
        await cast.stage.pass_time(hours=10)
        assert plain(cast.stage.last(AMINA).text).split("\n")[:2] == [
            "🤝 <b>New appointment: Meeting</b>",
            "📅 <b>Thursday 3 December at 10:00, before noon</b>",
        ]

    async def test_ending_it_stands_in_the_audit(self, weekly: Cast) -> None:
        await cancel(weekly, 1, "This and all later ones")
        assert await audit(weekly, "appointment.ended") == [(weekly.specialist_id, weekly.amina)]
