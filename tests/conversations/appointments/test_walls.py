"""What another specialist has never shows and never changes, and what a participant may not touch."""

from __future__ import annotations

from datetime import time

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.discreet.messages import covered
from locales.render import Reader, render
from storage.models import BlockedTimeRow, Participant
from tests.conversations.appointments.conftest import AMINA, SPECIALIST, YONAS, Cast
from tests.conversations.appointments.looking import (
    LINE,
    THURSDAY,
    answers,
    appointments,
    change_participant,
    deliveries,
    make,
    make_of_lars,
    occurrences,
)
from tests.conversations.appointments.test_making import plain

SECRETS = ("Noor", "Secret Street", "Ms Hidden")


def shown(cast: Cast, chat: int) -> str:
    return cast.stage.everything(chat) if chat in cast.stage.screens else ""


def leaks(cast: Cast, chat: int) -> list[str]:
    return [secret for secret in SECRETS if secret in shown(cast, chat)]


@pytest.mark.parametrize(
    "payload",
    [
        "ag:show:{occurrence}",
        "ag:drop:{occurrence}:1",
        "ag:dropone:{occurrence}:1",
        "ag:dropall:{occurrence}:1",
        "as:move:{occurrence}",
        "as:for:{noor}",
        "as:whoset:{noor}:0",
        "ag:re:{occurrence}:{noor}:today:1",
        "ag:re:{own}:{noor}:today:1",
        "ag:re:{occurrence}:{amina}:today:1",
        "ag:re:{own}:{yonas}:today:1",
    ],
)
class TestForgedByASpecialist:
    async def _press(self, cast: Cast, payload: str) -> None:
        noor, occurrence = await make_of_lars(cast)
        await make(cast)
        own = max(row.id for row in await occurrences(cast))
        ids = {"noor": noor, "occurrence": occurrence, "own": own, "amina": cast.amina, "yonas": cast.yonas}
        cast.stage.screens.pop(22, None)
        cast.stage.screens.pop(AMINA, None)
        await cast.stage.forge(SPECIALIST, payload.format(**ids))

    async def test_shows_nothing_of_another_specialists(self, cast: Cast, payload: str) -> None:
        await self._press(cast, payload)
        assert leaks(cast, SPECIALIST) == []

    async def test_changes_nothing_of_another_specialists(self, cast: Cast, payload: str) -> None:
        await self._press(cast, payload)
        assert [(row.version, row.cancelled_at) for row in await occurrences(cast)] == [(1, None), (1, None)]

    async def test_tells_nobody_anything(self, cast: Cast, payload: str) -> None:
        await self._press(cast, payload)
        assert not shown(cast, 22) + shown(cast, AMINA) + shown(cast, YONAS)


@pytest.mark.parametrize(
    "action", ["show", "yes", "no", "late", "lateby", "another", "callme", "unclear", "help", "ics"]
)
class TestForgedByAParticipant:
    async def test_shows_nothing_of_somebody_elses(self, cast: Cast, action: str) -> None:
        _, occurrence = await make_of_lars(cast)
        await cast.stage.forge(AMINA, f"ap:{action}:{occurrence}:1:5")
        assert leaks(cast, AMINA) == []

    async def test_answers_nothing_of_somebody_elses(self, cast: Cast, action: str) -> None:
        _, occurrence = await make_of_lars(cast)
        await cast.stage.forge(AMINA, f"ap:{action}:{occurrence}:1:5")
        assert await answers(cast) == {}


async def test_a_participant_cannot_press_a_specialists_buttons(cast: Cast) -> None:
    await make(cast)
    [row] = await occurrences(cast)
    await cast.stage.forge(AMINA, f"ag:dropone:{row.id}:1")
    assert (await occurrences(cast))[0].cancelled_at is None


async def test_a_group_names_only_the_specialists_own_people(cast: Cast) -> None:
    _, occurrence = await make_of_lars(cast, cast.amina)
    await cast.stage.forge(SPECIALIST, f"ag:show:{occurrence}")
    assert ("Noor" in shown(cast, SPECIALIST), "And 1 other person" in shown(cast, SPECIALIST)) == (False, True)


async def test_a_participant_does_not_read_who_else_comes(cast: Cast) -> None:
    await make(cast, participant_ids=(cast.amina, cast.yonas))
    assert "Yonas" not in shown(cast, AMINA)


async def test_who_was_handed_over_is_not_put_into_a_draft_any_more(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    async with AsyncSession(cast.stage.database.engine) as session:
        lars = cast.specialist_id + 1
        await session.execute(update(Participant).where(Participant.id == cast.amina).values(specialist_id=lars))
        await session.commit()
    await cast.stage.press(SPECIALIST, "Save")
    assert await appointments(cast) == []


def warnings(cast: Cast) -> list[str]:
    return [line for line in plain(cast.stage.last(SPECIALIST).text).split("\n") if line.startswith("⚠️")]


class TestClashes:
    async def test_another_specialists_appointment_tells_kind_and_time_only(self, cast: Cast) -> None:
        await make_of_lars(cast, cast.amina, clock=time(9, 30))
        await cast.stage.write(SPECIALIST, LINE)
        assert warnings(cast) == ["⚠️ Amina has something else on Thursday 26 November: Job interview, 09:30 to 10:30."]

    async def test_nothing_more_of_it_shows(self, cast: Cast) -> None:
        await make_of_lars(cast, cast.amina, clock=time(9, 30))
        await cast.stage.write(SPECIALIST, LINE)
        assert leaks(cast, SPECIALIST) == []

    async def test_a_busy_time_is_told(self, cast: Cast) -> None:
        await block(cast, "3", time(8), time(10, 30))
        await cast.stage.write(SPECIALIST, LINE)
        assert warnings(cast) == ["⚠️ Amina is busy every Thursday, 08:00 to 10:30."]

    async def test_a_busy_time_on_a_later_day_of_a_weekly_one_is_told_once(self, cast: Cast) -> None:
        await block(cast, "4", time(8), time(10, 30))
        await cast.stage.write(SPECIALIST, "Amina hver torsdag og fredag kl 10 NAV Sentrum")
        assert warnings(cast) == ["⚠️ Amina is busy every Friday, 08:00 to 10:30."]

    async def test_too_short_a_way_between_two_is_told(self, cast: Cast) -> None:
        await change_participant(cast, cast.amina, travel_minutes=40)
        await make_of_lars(cast, cast.amina, clock=time(8, 30))
        await cast.stage.write(SPECIALIST, LINE)
        told = "⚠️ Amina has only 30 minutes between this and Job interview on Thursday 26 November (08:30 to 09:30)."
        assert warnings(cast) == [told]

    async def test_the_specialist_decides(self, cast: Cast) -> None:
        await block(cast, "3", time(8), time(10, 30))
        await cast.stage.write(SPECIALIST, LINE)
        await cast.stage.press(SPECIALIST, "Save anyway")
        assert len(await appointments(cast)) == 1

    async def test_no_clash_is_seen_where_there_is_none(self, cast: Cast) -> None:
        await make_of_lars(cast, cast.yonas)
        await cast.stage.write(SPECIALIST, LINE)
        assert warnings(cast) == []

    async def test_moving_does_not_clash_with_itself(self, cast: Cast) -> None:
        await make(cast)
        [row] = await occurrences(cast)
        await cast.stage.forge(SPECIALIST, f"as:move:{row.id}")
        await cast.stage.write(SPECIALIST, "10:30")
        assert warnings(cast) == []


async def block(cast: Cast, days: str, starts: time, ends: time) -> None:
    async with AsyncSession(cast.stage.database.engine) as session:
        session.add(BlockedTimeRow(participant_id=cast.amina, days=days, starts=starts, ends=ends, kind="class"))
        await session.commit()


class TestDiscreet:
    async def test_the_cover_says_nothing_of_it(self, cast: Cast) -> None:
        await make(cast)
        text = render(covered("Kari", 1), Reader("en")).text
        assert not [word for word in ("Meeting", "NAV", "Thursday", "10:00", "Storgata") if word in text]

    async def test_a_tap_shows_what_is_true_now(self, cast: Cast) -> None:
        await make(cast)
        told = (await deliveries(cast, cast.amina_person))[0]
        await cast.stage.forge(AMINA, f"dm:open:{told.id}")
        assert f"{THURSDAY:%A} 26 November at 10:00" in cast.stage.last(AMINA).text

    async def test_what_has_changed_since_is_not_shown_as_it_was(self, cast: Cast) -> None:
        await make(cast)
        told = (await deliveries(cast, cast.amina_person))[0]
        [row] = await occurrences(cast)
        await cast.stage.forge(SPECIALIST, f"ag:dropone:{row.id}:1")
        await cast.stage.forge(AMINA, f"dm:open:{told.id}")
        assert "This has changed" in shown(cast, AMINA)

    async def test_nobody_opens_somebody_elses(self, cast: Cast) -> None:
        await make(cast)
        told = (await deliveries(cast, cast.amina_person))[0]
        await cast.stage.forge(YONAS, f"dm:open:{told.id}")
        assert "Meeting" not in shown(cast, YONAS)
