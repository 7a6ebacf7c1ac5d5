"""Plans for aftercare of the participants whom the acting person may see; goals and answers are for the two alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, literal, select

from storage.models import AftercareCheck, AftercareGoal, AftercarePlan, AftercareState, Participant
from storage.repositories.base import Repository
from storage.visibility import visible_participant_id, visible_talk


class AftercareRepository(Repository):
    """Plans, their goals and their moments; days are of the programme's zone."""

    def _plans(self) -> Select[AftercarePlan]:
        return select(AftercarePlan).where(visible_participant_id(AftercarePlan.participant_id, self._scope))

    async def current(self, participant_id: int) -> AftercarePlan | None:
        """The plan that runs, or that she declined and may start again."""
        # Written out, because the index that holds current plans only is no use to a parameter.
        has_ended = AftercarePlan.state != literal(AftercareState.ENDED.value, literal_execute=True)
        return await self._session.scalar(
            self._plans().where(AftercarePlan.participant_id == participant_id, has_ended)
        )

    async def get(self, plan_id: int) -> AftercarePlan | None:
        """One, ended or not, locked until the transaction ends; None where it is not theirs to see."""
        query = self._plans().where(AftercarePlan.id == plan_id).with_for_update(key_share=True, of=AftercarePlan)
        return await self._session.scalar(query.execution_options(populate_existing=True))

    async def of_event(self, event_id: int) -> AftercarePlan | None:
        """The newest plan that began with this contract or education."""
        query = self._plans().where(AftercarePlan.event_id == event_id).order_by(AftercarePlan.id.desc()).limit(1)
        return await self._session.scalar(query)

    async def add(self, plan: AftercarePlan) -> AftercarePlan:
        """A new plan; the caller has made sure that none runs.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(plan.participant_id)
        self._session.add(plan)
        await self._session.flush()
        return plan

    async def add_checks(self, plan: AftercarePlan, moments: Sequence[tuple[str, date]]) -> None:
        """These moments of a plan that was found for them before; one that is there already stays as it is."""
        rows = [
            {"plan_id": plan.id, "moment": code, "due_on": day, "said": [], "asked": False} for code, day in moments
        ]
        if rows:
            await self._session.execute(self._insert_new(AftercareCheck, rows, ["plan_id", "moment"]))

    async def remove_check(self, check: AftercareCheck) -> None:
        """Takes away a moment that was found for them before."""
        await self._session.delete(check)
        await self._session.flush()

    def _checks(self) -> Select[AftercareCheck]:
        return (
            select(AftercareCheck)
            .join(AftercarePlan, AftercarePlan.id == AftercareCheck.plan_id)
            .where(visible_talk(AftercarePlan.participant_id.expression, self._scope))
        )

    async def checks(self, plan_id: int) -> Sequence[AftercareCheck]:
        """The moments of a plan, the first first."""
        query = self._checks().where(AftercareCheck.plan_id == plan_id).order_by(AftercareCheck.due_on)
        return (await self._session.scalars(query)).all()

    async def check(self, check_id: int) -> tuple[AftercareCheck, AftercarePlan] | None:
        """One moment with its plan, locked until the transaction ends; None where it is not theirs to see."""
        query = (
            self._checks()
            .add_columns(AftercarePlan)
            .where(AftercareCheck.id == check_id)
            .with_for_update(key_share=True, of=AftercareCheck)
        )
        row = (await self._session.execute(query.execution_options(populate_existing=True))).one_or_none()
        return (row[0], row[1]) if row is not None else None

    async def asked_since(self, participant_id: int, moment: str, since: datetime) -> bool:
        """Whether the questions of this moment were planned for her since then (UTC)."""
        query = self._checks().where(
            AftercarePlan.participant_id == participant_id,
            AftercareCheck.moment == moment,
            AftercareCheck.asked,
            AftercareCheck.planned_at >= since,
        )
        return await self._session.scalar(query.limit(1)) is not None

    async def due(self, programme_id: int, day: date) -> Sequence[tuple[AftercareCheck, AftercarePlan]]:
        """Moments of the programme's running plans that wait and whose day has come, each plan's in order."""
        query = (
            self._checks()
            .add_columns(AftercarePlan)
            .where(
                AftercarePlan.programme_id == programme_id,
                AftercarePlan.state == AftercareState.RUNNING,
                AftercareCheck.planned_at.is_(None),
                AftercareCheck.due_on <= day,
            )
            .order_by(AftercareCheck.plan_id, AftercareCheck.due_on)
        )
        return [(row[0], row[1]) for row in await self._session.execute(query)]

    async def over(self, programme_id: int, day: date) -> Sequence[AftercarePlan]:
        """Plans of the programme that have not ended and whose last day was before this one."""
        query = self._plans().where(
            AftercarePlan.programme_id == programme_id,
            AftercarePlan.state != AftercareState.ENDED,
            AftercarePlan.ends_on < day,
        )
        return (await self._session.scalars(query.order_by(AftercarePlan.id))).all()

    def _goals(self) -> Select[AftercareGoal]:
        return (
            select(AftercareGoal)
            .join(AftercarePlan, AftercarePlan.id == AftercareGoal.plan_id)
            .where(visible_talk(AftercarePlan.participant_id.expression, self._scope))
        )

    async def goals(self, plan_id: int) -> Sequence[AftercareGoal]:
        """The goals of a plan, as they were made."""
        query = self._goals().where(AftercareGoal.plan_id == plan_id).order_by(AftercareGoal.id)
        return (await self._session.scalars(query)).all()

    async def goal(self, goal_id: int) -> tuple[AftercareGoal, AftercarePlan] | None:
        """One goal with its plan, locked until the transaction ends; None where it is not theirs to see."""
        query = (
            self._goals()
            .add_columns(AftercarePlan)
            .where(AftercareGoal.id == goal_id)
            .with_for_update(key_share=True, of=AftercareGoal)
        )
        row = (await self._session.execute(query.execution_options(populate_existing=True))).one_or_none()
        return (row[0], row[1]) if row is not None else None

    async def add_goal(self, goal: AftercareGoal) -> AftercareGoal:
        """One more goal.

        Raises:
            LookupError: the participant is not theirs.
        """
        query = (
            select(Participant.id)
            .join(AftercarePlan, AftercarePlan.participant_id == Participant.id)
            .where(AftercarePlan.id == goal.plan_id, visible_talk(AftercarePlan.participant_id.expression, self._scope))
        )
        if await self._session.scalar(query) is None:
            raise LookupError(f"plan {goal.plan_id}")
        self._session.add(goal)
        await self._session.flush()
        return goal

    async def remove_goal(self, goal: AftercareGoal) -> None:
        """Takes away a goal that was found for them before."""
        await self._session.delete(goal)
        await self._session.flush()
