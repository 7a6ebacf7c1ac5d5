"""Plans for tests: a start, afternoons that pass, and what stands in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.aftercare.rounds import CHECK, plan_aftercare
from storage.models import (
    AftercareCheck,
    AftercareGoal,
    AftercarePlan,
    Delivery,
    DeliveryState,
    EventKind,
    ParticipantStatus,
    Task,
)
from tests.conversations.events.happened import recorded
from tests.conversations.home.scene import Scene

BEGAN = date(2026, 11, 23)
OSLO = ZoneInfo("Europe/Oslo")


def afternoon(day: date, hour: int = 16) -> datetime:
    return datetime.combine(day, time(hour), OSLO).astimezone(UTC)


async def job(scene: Scene, on: date = BEGAN, kind: EventKind = EventKind.CONTRACT) -> AftercarePlan:
    """Amina begins at the bakery; gives her plan."""
    await recorded(scene, kind, on, employer_name="Bakeriet")
    return (await plans(scene))[-1]


async def passes(scene: Scene, moment: datetime) -> None:
    """What is planned every minute, twice."""
    scene.stage.clock.set(moment)
    for _ in range(2):
        async with scene.stage.database.unit_of_work() as store:
            await plan_aftercare(store, moment)
            await store.commit()
    await scene.stage.deliver()


async def every_day(scene: Scene, first: date, last: date, step: int = 1) -> None:
    day = first
    while day <= last:
        await passes(scene, afternoon(day))
        day += timedelta(days=step)


async def plans(scene: Scene) -> list[AftercarePlan]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return list(await session.scalars(select(AftercarePlan).order_by(AftercarePlan.id)))


async def checks(scene: Scene) -> dict[str, AftercareCheck]:
    async with AsyncSession(scene.stage.database.engine) as session:
        rows = await session.scalars(select(AftercareCheck).order_by(AftercareCheck.plan_id, AftercareCheck.due_on))
        return {row.moment: row for row in rows}


async def asked(scene: Scene) -> list[str]:
    """The moments at which she was asked, in order, with the day."""
    by_id = {check.id: code for code, check in (await checks(scene)).items()}
    async with AsyncSession(scene.stage.database.engine) as session:
        query = select(Delivery).where(Delivery.message_key == CHECK, Delivery.state == DeliveryState.SENT)
        return [by_id[row.subject_id or 0] for row in await session.scalars(query.order_by(Delivery.id))]


async def goals(scene: Scene) -> list[AftercareGoal]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return list(await session.scalars(select(AftercareGoal).order_by(AftercareGoal.id)))


async def tasks(scene: Scene, cause: str = "aftercare") -> list[str]:
    """The keys of all tasks of aftercare there ever were, with their state."""
    async with AsyncSession(scene.stage.database.engine) as session:
        rows = await session.scalars(select(Task).where(Task.key.startswith(cause)).order_by(Task.id))
        return [f"{row.key} {row.state}" for row in rows]


async def standing(scene: Scene, status: ParticipantStatus) -> None:
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        participant.status = status
        await store.commit()


async def months(scene: Scene, count: int) -> None:
    """The programme chooses how long aftercare lasts."""
    async with scene.stage.database.unit_of_work() as store:
        programme = await store.programmes.get(scene.programme)
        assert programme is not None
        programme.settings = {"aftercare_months": count}
        await store.commit()
