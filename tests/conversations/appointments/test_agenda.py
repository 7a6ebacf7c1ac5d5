"""The specialist's days: what comes, and who answered what."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.conversations.appointments.conftest import AMINA, SPECIALIST, YONAS, Cast
from tests.conversations.appointments.looking import change_participant, make
from tests.conversations.appointments.test_making import plain


def read(cast: Cast) -> str:
    return plain(cast.stage.last(SPECIALIST).text)


async def open_agenda(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, "/agenda")


async def test_an_empty_week_is_said(cast: Cast) -> None:
    await open_agenda(cast)
    assert read(cast) == "📅 <b>From Friday 20 November to Thursday 26 November</b>\nNothing is planned in these days."


async def test_the_menu_leads_to_it(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, "/menu")
    await cast.stage.press(SPECIALIST, "Next days")
    assert "From Friday 20 November" in read(cast)


async def test_a_day_says_when_what_where_and_who_comes(cast: Cast) -> None:
    await make(cast, participant_ids=(cast.amina, cast.yonas))
    await cast.stage.press(AMINA, "I am coming")
    await cast.stage.press(YONAS, "I cannot come")
    await open_agenda(cast)
    assert read(cast).split("\n\n")[1].split("\n") == [
        "<b>Thursday 26 November</b>",
        "🤝 10:00 Meeting, NAV Sentrum",
        "✅ Amina: is coming",
        "✋ Yonas: cannot come",
    ]


async def test_no_answer_is_no_mark(cast: Cast) -> None:
    await make(cast)
    await open_agenda(cast)
    assert "⚪ Amina: no answer yet" in read(cast)


async def test_late_says_how_many_minutes(cast: Cast) -> None:
    await make(cast)
    await cast.stage.press(AMINA, "I will be late")
    await cast.stage.press(AMINA, "20 minutes")
    await open_agenda(cast)
    assert "⏰ Amina: 20 minutes late" in read(cast)


async def test_later_days_are_a_tap_away(cast: Cast) -> None:
    await make(cast, day=date(2026, 12, 1))
    await open_agenda(cast)
    await cast.stage.press(SPECIALIST, "Later days")
    assert "Tuesday 1 December" in read(cast)


async def test_none_of_many_is_left_out(cast: Cast) -> None:
    for hour in range(8, 22):
        await make(cast, clock=time(hour))
    await open_agenda(cast)
    await cast.stage.press(SPECIALIST, "More in these days")
    assert [line for line in read(cast).split("\n") if "Meeting" in line] == [
        "🤝 20:00 Meeting, NAV Sentrum",
        "🤝 21:00 Meeting, NAV Sentrum",
    ]


@pytest.mark.parametrize("payload", ["ag:list:-5", "ag:list:99999:-4", "ag:list:0:9999"])
async def test_a_page_that_is_none_shows_another(cast: Cast, payload: str) -> None:
    await cast.stage.forge(SPECIALIST, payload)
    assert "From " in read(cast)


async def test_one_opens_in_full(cast: Cast) -> None:
    await make(cast)
    await open_agenda(cast)
    await cast.stage.press(SPECIALIST, "10:00 Meeting")
    assert "Address: Storgata 1" in read(cast)


async def test_it_says_what_each_of_a_group_is_told_when(cast: Cast) -> None:
    await change_participant(cast, cast.yonas, travel_minutes=20)
    await make(cast, participant_ids=(cast.amina, cast.yonas))
    await cast.stage.forge(SPECIALIST, "ag:show:1")
    assert [line for line in read(cast).split("\n") if line.startswith("🔔")] == [
        "🔔 Messages to Amina: Wednesday 25 November at 18:00 and Thursday 26 November at 08:00",
        "🔔 Messages to Yonas: Wednesday 25 November at 18:00 and Thursday 26 November at 09:30",
    ]


async def test_those_who_are_told_at_the_same_times_stand_together(cast: Cast) -> None:
    await make(cast, participant_ids=(cast.amina, cast.yonas))
    await cast.stage.forge(SPECIALIST, "ag:show:1")
    assert "Messages to Amina and Yonas: Wednesday" in read(cast)


async def test_what_is_over_can_neither_be_moved_nor_cancelled(cast: Cast) -> None:
    await make(cast)
    await cast.stage.pass_time(days=7)
    await cast.stage.forge(SPECIALIST, "ag:show:1")
    assert not {"🔄 Move", "❌ Cancel it"} & set(cast.stage.last(SPECIALIST).labels)
