"""Moving: what was planned is taken back, and exactly those who had heard get a correction with old and new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.appointments.changes import move_occurrence
from conversations.appointments.draft import draft_of
from conversations.appointments.messages import compose_reminders
from conversations.composing import Drop
from storage.models import Delivery, DeliveryState
from tests.conversations.appointments.conftest import AMINA, SPECIALIST, YONAS, Cast
from tests.conversations.appointments.looking import (
    answers,
    appointments,
    audit,
    deliveries,
    make,
    occurrences,
    open_tasks,
    planned,
    utc,
)
from tests.conversations.appointments.test_making import plain

FRIDAY = date(2026, 11, 27)
MOVED = """🔄 <b>The time has changed: Meeting</b>
❌ <s>Not any more: Thursday 26 November at 10:00, before noon</s>
✅ <b>New time: Friday 27 November at 12:00, in the middle of the day</b>
📍 Place: NAV Sentrum
🏠 Address: Storgata 1
🚌 Stop: Torget
👋 Kari will meet you."""


async def move(cast: Cast, **fields: object) -> bool:
    """Moves the first occurrence; to Friday at twelve by default."""
    async with cast.stage.database.unit_of_work() as store:
        row = await store.appointments.occurrence((await occurrences(cast))[0].id)
        assert row is not None
        wanted = replace(draft_of(row), **(fields or {"day": FRIDAY, "clock": time(12)}))  # type: ignore[arg-type]
        moved = await move_occurrence(store, row, wanted, cast.stage.clock.now())
        await store.commit()
    return moved


async def moved_and_told(cast: Cast, **fields: object) -> None:
    await move(cast, **fields)
    await cast.stage.deliver()


async def set_state(cast: Cast, state: DeliveryState) -> None:
    async with AsyncSession(cast.stage.database.engine) as session:
        await session.execute(
            update(Delivery).where(Delivery.state == DeliveryState.SENT).values(state=state, kind="notice")
        )
        await session.commit()


async def test_a_correction_shows_old_and_new(cast: Cast) -> None:
    await make(cast)
    await moved_and_told(cast)
    assert plain(cast.stage.last(AMINA).text) == MOVED


async def test_the_specialist_moves_by_typing_the_new_time(cast: Cast) -> None:
    await make(cast)
    await cast.stage.forge(SPECIALIST, "as:move:1")
    await cast.stage.write(SPECIALIST, "fredag 27.11 kl 12:00")
    await cast.stage.press(SPECIALIST, "Save")
    assert plain(cast.stage.last(AMINA).text) == MOVED


async def test_the_specialist_moves_by_buttons(cast: Cast) -> None:
    await make(cast)
    await cast.stage.forge(SPECIALIST, "as:move:1")
    for label in ("Day", "Friday 27", "Time", "12:00", "12:00", "Save"):
        await cast.stage.press(SPECIALIST, label)
    assert plain(cast.stage.last(AMINA).text) == MOVED


async def test_moving_changes_nothing_else_of_it(cast: Cast) -> None:
    await make(cast)
    await cast.stage.forge(SPECIALIST, "as:move:1")
    await cast.stage.write(SPECIALIST, "Yonas intervju fredag 27.11 kl 12:00")
    await cast.stage.press(SPECIALIST, "Save")
    [row] = await appointments(cast)
    assert (row.kind, YONAS in cast.stage.screens) == ("meeting", False)


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.SENDING])
async def test_who_heard_or_may_have_is_corrected(cast: Cast, state: DeliveryState) -> None:
    await make(cast)
    await set_state(cast, state)
    await move(cast)
    assert "appointment.moved" in (await planned(cast))[0]


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.EXPIRED])
async def test_whom_nothing_reached_is_told_as_of_a_new_one(cast: Cast, state: DeliveryState) -> None:
    await make(cast)
    await set_state(cast, state)
    await move(cast)
    assert (await planned(cast))[0].startswith("made")


async def test_who_had_not_heard_never_reads_the_old_time(cast: Cast) -> None:
    cast.stage.clock.set(utc(2026, 11, 20, 21, 0))
    await make(cast)
    await moved_and_told(cast)
    await cast.stage.pass_time(hours=10)
    assert [plain(bubble.text).split("\n")[0] for bubble in cast.stage.screens[AMINA]] == [
        "🤝 <b>New appointment: Meeting</b>"
    ]


async def test_the_old_reminders_are_taken_back_and_new_ones_planned(cast: Cast) -> None:
    await make(cast)
    await moved_and_told(cast)
    assert await planned(cast) == ["evening 26.11. 17:00", "leave 27.11. 09:00"]


async def test_moving_back_plans_the_old_ones_again(cast: Cast) -> None:
    await make(cast)
    await moved_and_told(cast)
    await moved_and_told(cast, day=date(2026, 11, 26), clock=time(10))
    assert await planned(cast) == ["evening 25.11. 17:00", "leave 26.11. 07:00"]


async def test_moving_twice_before_it_is_told_corrects_what_was_believed(cast: Cast) -> None:
    await make(cast)
    await move(cast)
    await moved_and_told(cast, day=date(2026, 11, 30))
    assert "Not any more: Thursday 26 November at 10:00" in cast.stage.last(AMINA).text


async def test_moving_twice_tells_once(cast: Cast) -> None:
    await make(cast)
    await move(cast)
    await moved_and_told(cast, day=date(2026, 11, 30))
    assert len(cast.stage.screens[AMINA]) == 2


async def test_moving_there_and_back_before_it_is_told_tells_nothing(cast: Cast) -> None:
    await make(cast)
    await move(cast)
    await moved_and_told(cast, day=date(2026, 11, 26), clock=time(10))
    assert len(cast.stage.screens[AMINA]) == 1


async def test_yes_to_the_old_time_is_not_yes_to_the_new(cast: Cast) -> None:
    await make(cast)
    await cast.stage.press(AMINA, "I am coming")
    await moved_and_told(cast)
    assert await answers(cast) == {}


async def test_a_new_time_settles_that_one_could_not_come(cast: Cast) -> None:
    await make(cast)
    await cast.stage.press(AMINA, "I cannot come")
    await cast.stage.press(AMINA, "Find another time")
    await moved_and_told(cast)
    assert await open_tasks(cast) == []


async def test_who_wants_a_call_still_waits_for_it(cast: Cast) -> None:
    await make(cast)
    await cast.stage.press(AMINA, "Help me")
    await cast.stage.press(AMINA, "Call me")
    await moved_and_told(cast)
    assert await open_tasks(cast) == ["callme"]


async def test_nothing_changed_is_told_to_nobody(cast: Cast) -> None:
    await make(cast)
    assert not await move(cast, day=date(2026, 11, 26))


async def test_another_length_alone_is_told_to_nobody(cast: Cast) -> None:
    await make(cast)
    await moved_and_told(cast, length_minutes=90)
    assert len(cast.stage.screens[AMINA]) == 1


async def test_another_place_is_told_with_old_and_new(cast: Cast) -> None:
    await make(cast)
    await moved_and_told(cast, place_id=None, place_text="Kafé Hjørnet")
    assert plain(cast.stage.last(AMINA).text).split("\n")[:4] == [
        "🔄 <b>The place has changed: Meeting</b>",
        "📅 <b>Thursday 26 November at 10:00, before noon</b>",
        "❌ <s>Not any more: NAV Sentrum</s>",
        "📍 Place: Kafé Hjørnet",
    ]


async def test_time_and_place_change_in_one_message(cast: Cast) -> None:
    await make(cast)
    await moved_and_told(cast, clock=time(12), place_id=None, place_text="Kafé Hjørnet")
    assert plain(cast.stage.last(AMINA).text).startswith("🔄 <b>New time and new place: Meeting</b>")


async def test_the_words_of_a_place_are_kept_sealed_only(cast: Cast) -> None:
    await make(cast, place_id=None, place_text="Kafé Hjørnet")
    await move(cast)
    assert not [row for row in await deliveries(cast) if "Hjørnet" in str(row.params)]


async def test_the_old_message_answers_with_how_it_is_now(cast: Cast) -> None:
    await make(cast)
    await move(cast)
    await cast.stage.press(AMINA, "I am coming")
    assert (await answers(cast), cast.stage.toasts[AMINA]) == ({}, ["This has changed. Here is how it is now."])


async def test_what_was_claimed_before_the_move_does_not_leave_after_it(cast: Cast) -> None:
    await make(cast)
    claimed = [row for row in await deliveries(cast) if row.params.get("moment") == "evening"]
    await move(cast)
    async with cast.stage.database.reading() as store:
        composed = await compose_reminders(store, claimed, cast.stage.clock.now())
    assert list(composed.values()) == [Drop(DeliveryState.SUPERSEDED, "changed")]


async def test_moving_stands_in_the_audit_in_the_specialists_name(cast: Cast) -> None:
    await make(cast)
    await cast.stage.forge(SPECIALIST, "as:move:1")
    await cast.stage.write(SPECIALIST, "kl 12:00")
    await cast.stage.press(SPECIALIST, "Save")
    assert await audit(cast, "appointment.moved") == [(cast.specialist_id, cast.amina)]


class TestOneTimeOfASeries:
    async def test_the_others_keep_their_time(self, cast: Cast) -> None:
        await make(cast, rrule="FREQ=WEEKLY;BYDAY=TH")
        await moved_and_told(cast)
        starts = [row.starts_at for row in await occurrences(cast)]
        assert starts[:2] == [utc(2026, 11, 27, 11), utc(2026, 12, 3, 9)]

    async def test_the_others_keep_their_place(self, cast: Cast) -> None:
        await make(cast, rrule="FREQ=WEEKLY;BYDAY=TH")
        await moved_and_told(cast, place_id=None, place_text="Kafé Hjørnet")
        await cast.stage.forge(SPECIALIST, f"ag:show:{(await occurrences(cast))[1].id}")
        assert "Place: NAV Sentrum" in plain(cast.stage.last(SPECIALIST).text)

    async def test_it_is_somewhere_else_by_itself(self, cast: Cast) -> None:
        await make(cast, rrule="FREQ=WEEKLY;BYDAY=TH")
        await moved_and_told(cast, place_id=None, place_text="Kafé Hjørnet")
        assert "Place: Kafé Hjørnet" in plain(cast.stage.last(AMINA).text)

    async def test_put_back_it_is_where_the_series_is(self, cast: Cast) -> None:
        await make(cast, rrule="FREQ=WEEKLY;BYDAY=TH")
        await moved_and_told(cast, place_id=None, place_text="Kafé Hjørnet")
        await moved_and_told(cast, place_id=cast.place_id, place_text=None)
        row = (await occurrences(cast))[0]
        assert (row.place_id, row.place_text) == (None, None)

    async def test_a_later_one_is_corrected_though_only_the_series_was_told(self, cast: Cast) -> None:
        await make(cast, rrule="FREQ=WEEKLY;BYDAY=TH")
        second = (await occurrences(cast))[1]
        await cast.stage.forge(SPECIALIST, f"as:move:{second.id}")
        await cast.stage.write(SPECIALIST, "kl 12:00")
        await cast.stage.press(SPECIALIST, "Save")
        assert "Not any more: Thursday 3 December at 10:00" in cast.stage.last(AMINA).text

    async def test_the_card_says_that_only_this_time_is_moved(self, cast: Cast) -> None:
        await make(cast, rrule="FREQ=WEEKLY;BYDAY=TH")
        await cast.stage.forge(SPECIALIST, "as:move:1")
        assert "Only this one time is moved." in cast.stage.last(SPECIALIST).text
