"""Handing over: asked and taken, moved by a coordinator, undone, told in her language, and nothing of it lost."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Attendee, NoteState, ParticipantStatus, Role
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene

SIRI = 14
FRIDAY = datetime(2026, 11, 27, 10, 0)  # noqa: DTZ001 (wall-clock)


async def third_specialist(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        siri = await store.people.add("Siri", "en", scene.stage.clock.now(), SIRI)
        await store.people.join_staff(siri.id, scene.programme, Role.SPECIALIST, scene.stage.clock.now())
        scene.people["Siri"] = siri.id
        await store.commit()


async def asked(scene: Scene, name: str = "Lars") -> None:
    await scene.stage.forge(MARTA, f"pp:card:{scene.amina}")
    await scene.stage.press(MARTA, "More")
    await scene.stage.press(MARTA, "Hand over")
    await scene.stage.press(MARTA, name)
    await scene.stage.press(MARTA, f"Ask {name}")


async def taken(scene: Scene) -> None:
    await asked(scene)
    await scene.stage.press(LARS, "Take over")


async def helper(scene: Scene) -> int:
    return (await scene.participant(scene.amina)).specialist_id


async def give_note(scene: Scene) -> None:
    await scene.stage.write(MARTA, "Vi snakket lenge om bakeriet og om bussen dit")
    await scene.stage.press(MARTA, "Amina")
    await scene.stage.press(MARTA, "Talk")


async def test_nothing_moves_before_it_is_taken(scene: Scene) -> None:
    await asked(scene)
    assert "Marta asks you to help Amina from now on." in scene.stage.last(LARS).text
    assert await helper(scene) == scene.people["Marta"]
    assert AMINA not in scene.stage.screens
    assert [task.kind for task in await scene.tasks("Lars")] == ["handover"]
    await scene.stage.forge(LARS, f"pp:card:{scene.amina}")
    assert "You help 1 participant." in scene.stage.last(LARS).text


async def test_it_is_taken_and_everybody_is_told(scene: Scene) -> None:
    await taken(scene)
    assert await helper(scene) == scene.people["Lars"]
    assert "How it stands with Amina" in scene.stage.last(LARS).text
    assert "Ask Marta about the rest." in scene.stage.last(LARS).text
    text = scene.stage.last(AMINA).text
    assert "Lars helps you from now on." in text
    assert "Marta helped you before." in text
    assert scene.stage.last(AMINA).labels == ["💬 Talk to Lars"]
    assert "From now on Lars helps Amina." in scene.stage.last(MARTA).text
    assert not await scene.tasks("Lars")


async def test_the_task_leads_to_the_card(scene: Scene) -> None:
    await asked(scene)
    await scene.stage.write(LARS, "/tasks")
    await scene.stage.press(LARS, "Task 1")
    await scene.stage.press(LARS, "Look at it")
    await scene.stage.press(LARS, "Take over")
    assert await helper(scene) == scene.people["Lars"]


async def test_not_now_moves_nothing_and_gives_no_reason(scene: Scene) -> None:
    await asked(scene)
    await scene.stage.press(LARS, "Not now")
    assert await helper(scene) == scene.people["Marta"]
    assert "Lars cannot take over Amina now. Nothing has moved." in scene.stage.last(MARTA).text
    assert not await scene.tasks("Lars")
    await scene.stage.forge(LARS, "ho:take:1")
    assert await helper(scene) == scene.people["Marta"]


async def test_a_question_can_be_taken_back(scene: Scene) -> None:
    await asked(scene)
    await scene.stage.press(MARTA, "Take it back")
    await scene.stage.press(LARS, "Take over")
    assert await helper(scene) == scene.people["Marta"]
    assert not await scene.tasks("Lars")


async def test_tasks_appointments_drafts_and_what_waits_go_along(scene: Scene) -> None:
    occurrence = await scene.meet(scene.amina, FRIDAY)
    await scene.stage.write(AMINA, "I have a question")
    await give_note(scene)
    await scene.stage.write(MARTA, "Husk å spørre om nøkkelen til garderoben der")
    await scene.stage.press(MARTA, "Amina")
    assert [task.kind for task in await scene.tasks("Marta")] == ["talk"]
    planned = {(row.key, row.due) for row in await scene.waiting("Amina")}
    await taken(scene)
    assert not await scene.tasks("Marta")
    assert [task.kind for task in await scene.tasks("Lars")] == ["talk"]
    assert {(row.key, row.due) for row in await scene.waiting("Amina")} == planned
    async with scene.stage.database.unit_of_work() as store:
        found = await store.appointments.occurrence(occurrence)
        assert found is not None
        assert found.appointment.specialist_id == scene.people["Lars"]
        notes = await store.notes.of_participant(scene.amina)
    assert [note.state for note in notes] == [NoteState.KEPT, NoteState.KEPT]
    await scene.stage.forge(LARS, f"ag:show:{occurrence}")
    assert "Move" in " ".join(scene.stage.last(LARS).labels)


async def test_a_reminder_names_the_new_specialist(scene: Scene) -> None:
    await scene.meet(scene.amina, FRIDAY)
    await taken(scene)
    before = len(scene.stage.screens[AMINA])
    await scene.stage.pass_time(days=8)
    later = "".join(bubble.text for bubble in scene.stage.screens[AMINA][before:])
    assert "You can ask Lars about it." in later
    assert "Marta" not in later


async def test_what_many_come_to_stays_with_its_maker_but_she_asks_who_helps_her(scene: Scene) -> None:
    occurrence = await scene.meet(scene.amina, FRIDAY)
    async with scene.stage.database.unit_of_work() as store:
        found = await store.appointments.occurrence(occurrence)
        assert found is not None
        appointment_id = found.appointment_id
    async with AsyncSession(scene.stage.database.engine) as session:
        session.add(Attendee(appointment_id=appointment_id, participant_id=scene.yonas))
        await session.commit()
    await taken(scene)
    async with scene.stage.database.unit_of_work() as store:
        found = await store.appointments.occurrence(occurrence)
        assert found is not None
        assert found.appointment.specialist_id == scene.people["Marta"]
    await scene.stage.forge(AMINA, f"ap:show:{occurrence}")
    assert "You can ask Lars about it." in scene.stage.last(AMINA).text


async def test_what_waits_to_be_told_reaches_the_new_one(scene: Scene) -> None:
    stage = scene.stage
    deliver, stage.deliver = stage.deliver, _nothing  # type: ignore[method-assign]
    await stage.write(AMINA, "I have a question")
    await stage.forge(MARTA, f"ho:ask:p:{scene.amina}:{await place_of(scene, 'Lars')}")
    await stage.forge(LARS, "ho:take:1")
    stage.deliver = deliver  # type: ignore[method-assign]
    await stage.deliver()
    assert "I have a question" in stage.everything(LARS)
    assert "I have a question" not in stage.everything(MARTA)


async def _nothing() -> None:
    pass


async def place_of(scene: Scene, name: str) -> int:
    async with scene.stage.database.unit_of_work() as store:
        found = await store.people.membership(scene.people[name], scene.programme, Role.SPECIALIST)
        assert found is not None
        return found.id


async def test_the_old_one_reads_nothing_from_then_on(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(AMINA, "Rabarbra")
    await give_note(scene)
    await stage.press(MARTA, "Read")
    await taken(scene)
    await stage.pass_time(minutes=3)
    stage.screens[MARTA] = [bubble for bubble in stage.screens[MARTA] if "Rabarbra" not in bubble.text]
    assert "bakeriet" not in stage.everything(MARTA)
    for payload in (
        f"tt:list:{scene.amina}", "tt:open:1", "nt:read:1", "nt:open:1", f"nt:list:{scene.amina}",
        f"tl:list:{scene.amina}", f"ho:view:{scene.amina}", f"pp:card:{scene.amina}", f"cs:reply:{scene.amina}",
        f"ho:open:p:{scene.amina}", f"ck:lists:{scene.amina}", f"ev:list:{scene.amina}:1",
    ):  # fmt: skip
        await stage.forge(MARTA, payload)
        assert "bakeriet" not in stage.everything(MARTA), payload
        assert "Rabarbra" not in stage.everything(MARTA), payload
    assert await helper(scene) == scene.people["Lars"]


async def test_undone_within_an_hour_all_is_as_it_was(scene: Scene) -> None:
    occurrence = await scene.meet(scene.amina, FRIDAY)
    await taken(scene)
    await scene.stage.press(LARS, "Undo")
    assert await helper(scene) == scene.people["Marta"]
    assert "Marta helps you from now on." in scene.stage.last(AMINA).text
    assert "Undone: Marta helps Amina again." in scene.stage.last(MARTA).text
    async with scene.stage.database.unit_of_work() as store:
        found = await store.appointments.occurrence(occurrence)
        assert found is not None
        assert found.appointment.specialist_id == scene.people["Marta"]


@pytest.mark.parametrize("chat", [MARTA, EVA, YONAS, ELSEWHERE])
async def test_nobody_else_undoes_it(scene: Scene, chat: int) -> None:
    await taken(scene)
    await scene.stage.forge(chat, "ho:undo:1")
    assert await helper(scene) == scene.people["Lars"]


async def test_an_hour_later_nothing_is_undone(scene: Scene) -> None:
    await taken(scene)
    await scene.stage.pass_time(minutes=61)
    await scene.stage.forge(LARS, "ho:undo:1")
    assert await helper(scene) == scene.people["Lars"]


async def test_a_coordinator_moves_all_at_once(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(EVA, "tm:list")
    await stage.press(EVA, "Marta")
    await stage.press(EVA, "Hand over participants")
    await stage.press(EVA, "Amina")
    await stage.press(EVA, "Lars")
    await stage.press(EVA, "Move now")
    assert await helper(scene) == scene.people["Lars"]
    assert "From now on you help Amina." in stage.last(LARS).text
    await stage.press(LARS, "How it stands with Amina")
    assert "How it stands with Amina" in stage.last(LARS).text
    await stage.forge(EVA, f"ho:now:m:{await place_of(scene, 'Lars')}:{await place_of(scene, 'Marta')}")
    assert await helper(scene) == scene.people["Marta"]
    assert (await scene.participant(scene.yonas)).specialist_id == scene.people["Marta"]
    await stage.press(EVA, "Undo")
    assert await helper(scene) == scene.people["Lars"]


async def test_all_of_somebodys_are_taken_with_one_tap(scene: Scene) -> None:
    await third_specialist(scene)
    async with scene.stage.database.unit_of_work() as store:
        yonas = await store.participants.get(scene.yonas)
        assert yonas is not None
        yonas.specialist_id = scene.people["Marta"]
        await store.commit()
    await scene.stage.forge(EVA, f"ho:team:{await place_of(scene, 'Marta')}")
    await scene.stage.press(EVA, "Hand over 2 participants")
    await scene.stage.press(EVA, "Siri")
    await scene.stage.press(EVA, "Ask Siri")
    await scene.stage.press(SIRI, "Take over")
    for one in (scene.amina, scene.yonas):
        assert (await scene.participant(one)).specialist_id == scene.people["Siri"]
    assert "From now on you help Amina and Yonas." in scene.stage.last(SIRI).text


@pytest.mark.parametrize(
    ("chat", "payload"),
    [
        (LARS, "ho:ask:p:{amina}:{lars}"),
        (LARS, "ho:open:p:{amina}"),
        (MARTA, "ho:now:p:{amina}:{lars}"),
        (MARTA, "ho:ask:p:{yonas}:{marta}"),
        (MARTA, "ho:team:{lars}"),
        (MARTA, "ho:ask:m:{lars}:{marta}"),
        (AMINA, "ho:ask:p:{amina}:{lars}"),
        (ELSEWHERE, "ho:now:p:{amina}:{nils}"),
        (ELSEWHERE, "ho:now:m:{marta}:{nils}"),
        (EVA, "ho:now:p:{amina}:{nils}"),
        (MARTA, "ho:ask:p:{amina}:{nils}"),
        (MARTA, "ho:ask:x:{amina}:{lars}"),
        (MARTA, "ho:ask:p:{amina}:{marta}"),
        (MARTA, "ho:take:99"),
        (MARTA, "ho:view:{yonas}"),
    ],
)
async def test_nobody_hands_over_what_is_not_theirs(scene: Scene, chat: int, payload: str) -> None:
    places = {name.lower(): await place_of(scene, name) for name in ("Marta", "Lars")}
    async with scene.stage.database.unit_of_work() as store:
        nils = await store.people.membership(scene.people["Nils"], scene.elsewhere, Role.SPECIALIST)
        assert nils is not None
        places["nils"] = nils.id
    await scene.stage.forge(chat, payload.format(amina=scene.amina, yonas=scene.yonas, **places))
    assert await helper(scene) == scene.people["Marta"]
    assert not await scene.tasks("Lars")
    hidden = {MARTA: "Yonas", AMINA: "Lars"}.get(chat, "Amina")
    assert hidden not in scene.stage.everything(chat)


async def test_the_asked_one_alone_takes(scene: Scene) -> None:
    await third_specialist(scene)
    await asked(scene)
    for chat in (MARTA, SIRI, EVA, AMINA, ELSEWHERE):
        await scene.stage.forge(chat, "ho:take:1")
        await scene.stage.forge(chat, "ho:later:1")
    assert await helper(scene) == scene.people["Marta"]
    await scene.stage.press(LARS, "Take over")
    assert await helper(scene) == scene.people["Lars"]


async def test_of_two_who_take_at_once_one_helps_her(scene: Scene) -> None:
    await third_specialist(scene)
    await asked(scene)
    await asked(scene, "Siri")
    await asyncio.gather(scene.stage.forge(LARS, "ho:take:1"), scene.stage.forge(SIRI, "ho:take:2"))
    assert await helper(scene) == scene.people["Siri"]


async def test_of_two_coordinators_acts_at_once_the_later_one_stands(scene: Scene) -> None:
    await third_specialist(scene)
    to_lars, to_siri = await place_of(scene, "Lars"), await place_of(scene, "Siri")
    await asyncio.gather(
        scene.stage.forge(EVA, f"ho:now:p:{scene.amina}:{to_lars}"),
        scene.stage.forge(MARTA, f"ho:ask:p:{scene.amina}:{to_siri}"),
    )
    assert await helper(scene) in {scene.people["Lars"], scene.people["Marta"]}
    await scene.stage.forge(SIRI, "ho:take:2")
    assert await helper(scene) in {scene.people["Lars"], scene.people["Siri"]}


async def test_she_writes_while_it_moves(scene: Scene) -> None:
    await asked(scene)
    await asyncio.gather(scene.stage.forge(LARS, "ho:take:1"), scene.stage.write(AMINA, "Hello, are you there?"))
    assert [task.kind for task in await scene.tasks("Lars")] == ["talk"]
    assert not await scene.tasks("Marta")


@pytest.mark.parametrize("status", [ParticipantStatus.PAUSED, ParticipantStatus.WITHDRAWN])
async def test_who_takes_no_part_now_is_not_written_to(scene: Scene, status: ParticipantStatus) -> None:
    async with scene.stage.database.unit_of_work() as store:
        amina = await store.participants.get(scene.amina)
        assert amina is not None
        amina.status = status
        await store.commit()
    await taken(scene)
    assert await helper(scene) == scene.people["Lars"]
    assert AMINA not in scene.stage.screens


async def test_after_a_pause_she_is_told_once(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "st:pauseok")
    await taken(scene)
    assert "helps you from now on" not in scene.stage.everything(AMINA)
    await scene.stage.forge(AMINA, "st:goon")
    assert "Lars helps you from now on." in scene.stage.everything(AMINA)
    await scene.stage.forge(AMINA, "st:pauseok")
    await scene.stage.forge(AMINA, "st:goon")
    assert scene.stage.everything(AMINA).count("Lars helps you from now on.") == 1


async def test_what_she_answers_to_a_job_reaches_who_helps_her_now(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(MARTA, f"jo:new:{scene.amina}")
    await stage.write(MARTA, "Baker")
    await stage.press(MARTA, "Send")
    await taken(scene)
    await stage.forge(AMINA, "jp:say:1:yes")
    assert "Baker" in stage.last(LARS).text
    assert "about the job" not in stage.last(MARTA).text


async def test_an_offer_to_somebody_who_left_moves_nothing(scene: Scene) -> None:
    await asked(scene)
    async with scene.stage.database.unit_of_work() as store:
        lars = await store.people.membership(scene.people["Lars"], scene.programme, Role.SPECIALIST)
        assert lars is not None
        lars.active = False
        await store.commit()
    await scene.stage.forge(LARS, "ho:take:1")
    assert await helper(scene) == scene.people["Marta"]


async def test_last_contact_and_goal_stand_in_the_view(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        amina = await store.participants.get(scene.amina)
        assert amina is not None
        amina.last_contact_at = scene.stage.clock.now() - timedelta(days=2)
        await store.commit()
    await give_note(scene)
    await taken(scene)
    assert "Last contact:" in scene.stage.last(LARS).text
    assert any("Talk with Amina" in label for label in scene.stage.last(LARS).labels)
    assert len(scene.stage.last(LARS).labels) <= 10
