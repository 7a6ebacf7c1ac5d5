"""After two working days the coordinator sees that somebody waits: who and since when, never what, and whose it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contact.waits_morning import WAITS_MORNING, plan_waits
from storage.models import Delivery, Participant, ParticipantStatus, Role
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene

OTHERS = (MARTA, LARS, AMINA, ELSEWHERE)
TUESDAY_NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""Two working days after the scene's Friday morning, to the minute."""


async def wait(scene: Scene, until: datetime = TUESDAY_NINE + timedelta(hours=1)) -> None:
    """Amina writes twice on Friday at nine, and nobody answers."""
    await scene.stage.write(AMINA, "A secret")
    await scene.stage.write(AMINA, "Another one")
    scene.stage.clock.set(until)


async def look(scene: Scene, chat: int = EVA) -> str:
    await scene.stage.forge(chat, "ww:list")
    return scene.stage.last(chat).text


@pytest.mark.parametrize(
    ("moment", "seen"),
    [
        (TUESDAY_NINE, False),
        (TUESDAY_NINE + timedelta(minutes=1), True),
        (TUESDAY_NINE - timedelta(days=1), False),
    ],
)
async def test_only_after_two_working_days(scene: Scene, moment: datetime, *, seen: bool) -> None:
    await wait(scene, moment)
    assert ("Amina" in await look(scene)) is seen


async def test_she_is_named_with_how_much_and_how_long_and_nothing_else(scene: Scene) -> None:
    await wait(scene)
    await scene.stage.write(EVA, "/menu")
    await scene.stage.press(EVA, "What waits")
    text = scene.stage.last(EVA).text
    assert "2 messages wait for an answer." in text
    assert "The oldest has waited for 4 days." in text
    assert "Amina\u2069: 2 messages, since Friday 20 November at 09:00" in text
    await scene.stage.press(EVA, "Amina")
    everything = scene.stage.everything(EVA)
    assert "It has waited for 4 days." in everything
    for hidden in ("secret", "Another one", "Marta", "Lars"):
        assert hidden not in everything


async def test_a_wish_for_a_call_waits_too(scene: Scene) -> None:
    await scene.stage.forge(YONAS, "ct:callme")
    await wait(scene)
    await scene.stage.forge(AMINA, "ct:callme")
    text = await look(scene)
    assert "2 messages wait for an answer." in text
    assert "2 participants wait for a call." in text
    assert "Yonas\u2069 has waited for a call since Friday 20 November at 09:00." in text
    await scene.stage.press(EVA, "Amina")
    assert "Amina\u2069 wants a call, too." in scene.stage.last(EVA).text


async def test_what_is_answered_waits_no_more(scene: Scene) -> None:
    await wait(scene)
    await scene.stage.forge(MARTA, f"cs:reply:{scene.amina}")
    await scene.stage.write(MARTA, "Sorry")
    await scene.stage.press(MARTA, "Send")
    assert "Nothing. Everybody has got an answer." in await look(scene)


async def test_a_task_put_off_waits_all_the_same(scene: Scene) -> None:
    await wait(scene)
    (task,) = await scene.tasks("Marta")
    await scene.stage.forge(MARTA, f"tk:week:{task.id}")
    assert "Amina" in await look(scene)


@pytest.mark.parametrize(("status", "seen"), [(ParticipantStatus.PAUSED, True), (ParticipantStatus.WITHDRAWN, False)])
async def test_who_has_a_pause_waits_and_who_has_stopped_does_not(
    scene: Scene, status: ParticipantStatus, *, seen: bool
) -> None:
    await wait(scene)
    async with scene.stage.database.unit_of_work() as store:
        await store._session.execute(update(Participant).values(status=status))
        await store.commit()
    assert ("Amina" in await look(scene)) is seen


async def test_many_are_shown_page_by_page(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        for number in range(9):
            person = await store.people.add(f"Somebody {number}", "en", scene.stage.clock.now(), 100 + number)
            profile = await store.participants.add(
                person.id, scene.programme, scene.people["Marta"], scene.stage.clock.now()
            )
            profile.status = ParticipantStatus.ACTIVE
        await store.commit()
    for number in range(9):
        await scene.stage.write(100 + number, "Hello")
    scene.stage.clock.advance(timedelta(minutes=1))
    await wait(scene)
    text = await look(scene)
    assert "11 messages wait for an answer." in text
    assert "Somebody 7" in text
    assert "Amina" not in text
    await scene.stage.press(EVA, "More")
    assert "Amina" in scene.stage.last(EVA).text
    await scene.stage.press(EVA, "Earlier")
    assert "Somebody 0" in scene.stage.last(EVA).text


@pytest.mark.parametrize("chat", OTHERS)
@pytest.mark.parametrize("action", ["list", "one", "remind", "to", "hand"])
async def test_nobody_else_sees_or_does_it(scene: Scene, chat: int, action: str) -> None:
    await wait(scene)
    before = {name: len(await scene.tasks(name)) for name in ("Marta", "Lars", "Nils")}
    screen = len(scene.stage.screens.get(LARS, []))
    lars = await membership_of(scene, "Lars")
    await scene.stage.forge(chat, "ww:list" if action == "list" else f"ww:{action}:{scene.amina}:{lars}")
    assert "since Friday" not in scene.stage.everything(chat)
    if chat != MARTA:
        assert "secret" not in scene.stage.everything(chat)
    assert {name: len(await scene.tasks(name)) for name in before} == before
    assert len(scene.stage.screens.get(LARS, [])) == screen + (chat == LARS)
    assert not any("reminder" in bubble.text for bubble in scene.stage.screens[MARTA])


@pytest.mark.parametrize("payload", ["ww:one", "ww:one:x", "ww:remind:-1", "ww:to:0", "ww:hand:1", "ww:list:x"])
async def test_a_forged_button_is_answered_kindly(scene: Scene, payload: str) -> None:
    await wait(scene)
    await scene.stage.forge(EVA, payload)
    assert scene.stage.toasts[EVA]


@pytest.mark.parametrize("action", ["one", "remind", "to", "hand"])
async def test_before_two_working_days_nothing_can_be_done(scene: Scene, action: str) -> None:
    await wait(scene, TUESDAY_NINE)
    lars = await membership_of(scene, "Lars")
    await scene.stage.forge(EVA, f"ww:{action}:{scene.amina}:{lars}")
    assert scene.stage.toasts[EVA] == ["This has changed. Here is how it is now."]
    assert "Amina" not in scene.stage.everything(EVA)
    assert len(await scene.tasks("Marta")) == 1


async def test_a_reminder_is_friendly_and_comes_once_a_day_at_most(scene: Scene) -> None:
    await wait(scene)
    await look(scene)
    await scene.stage.press(EVA, "Amina")
    before = len(scene.stage.screens[MARTA])
    await scene.stage.press(EVA, "Remind the specialist")
    assert "The specialist is reminded." in scene.stage.last(EVA).text
    notice = scene.stage.last(MARTA)
    assert "A friendly reminder:" in notice.text
    assert "Amina\u2069 has waited for an answer since Friday 20 November at 09:00." in notice.text
    assert notice.labels[0] == "✏️ Reply"
    await scene.stage.press(EVA, "Remind the specialist")
    assert "was reminded today already" in scene.stage.last(EVA).text
    assert len(scene.stage.screens[MARTA]) == before + 1
    await scene.stage.pass_time(days=1)
    await scene.stage.press(EVA, "Remind the specialist")
    assert len(scene.stage.screens[MARTA]) == before + 2


async def membership_of(scene: Scene, name: str, programme: int | None = None) -> int:
    async with scene.stage.database.reading() as store:
        found = await store.people.membership(scene.people[name], programme or scene.programme, Role.SPECIALIST)
        assert found is not None
        return found.id


async def test_nobody_reminds_themselves(scene: Scene) -> None:
    await wait(scene)
    async with scene.stage.database.unit_of_work() as store:
        await store.tasks.hand_over(scene.amina, ["talk"], scene.people["Eva"])
        await store.commit()
    await look(scene)
    await scene.stage.press(EVA, "Amina")
    assert "🔔 Remind the specialist" not in scene.stage.last(EVA).labels
    await scene.stage.forge(EVA, f"ww:remind:{scene.amina}")
    assert scene.stage.toasts[EVA] == ["This button is old. Here is what you can do now."]


async def test_the_matter_goes_to_a_colleague_who_learns_who_waits(scene: Scene) -> None:
    await wait(scene)
    await scene.stage.forge(AMINA, "ct:callme")
    hers = len(scene.stage.screens[AMINA])
    await look(scene)
    await scene.stage.press(EVA, "Amina")
    await scene.stage.press(EVA, "Hand it to another")
    assert "Marta" not in "".join(scene.stage.last(EVA).labels)
    await scene.stage.press(EVA, "Lars")
    assert "Lars\u2069 sees to it that \u2068Amina\u2069 gets an answer." in scene.stage.last(EVA).text
    assert [task.kind for task in await scene.tasks("Lars")] == ["talk", "call"]
    assert await scene.tasks("Marta") == []
    notice = scene.stage.last(LARS).text
    assert "Eva\u2069 asks you to see to this:" in notice
    assert "Amina\u2069 has waited for an answer since Friday 20 November at 09:00." in notice
    assert "Marta\u2069 usually helps \u2068Amina\u2069." in notice
    assert "Lars\u2069 sees to it" in scene.stage.last(MARTA).text
    assert len(scene.stage.screens[AMINA]) == hers, "the participant is not told"


async def test_the_colleague_still_reads_nothing_and_may_say_that_it_is_done(scene: Scene) -> None:
    await wait(scene)
    await scene.stage.forge(EVA, f"ww:hand:{scene.amina}:{await membership_of(scene, 'Lars')}")
    for payload in (f"tt:list:{scene.amina}", f"cs:reply:{scene.amina}", f"pp:card:{scene.amina}"):
        await scene.stage.forge(LARS, payload)
    assert "secret" not in scene.stage.everything(LARS)
    (task,) = await scene.tasks("Lars")
    await scene.stage.forge(LARS, f"tk:open:{task.id}")
    assert "✏️ Reply" not in scene.stage.last(LARS).labels
    await scene.stage.forge(LARS, f"tk:done:{task.id}")
    assert "Nothing. Everybody has got an answer." in await look(scene)


async def test_her_own_specialist_still_answers_and_it_is_done_for_both(scene: Scene) -> None:
    await wait(scene)
    await scene.stage.forge(EVA, f"ww:hand:{scene.amina}:{await membership_of(scene, 'Lars')}")
    await scene.stage.forge(MARTA, f"cs:reply:{scene.amina}")
    await scene.stage.write(MARTA, "Sorry")
    await scene.stage.press(MARTA, "Send")
    assert await scene.tasks("Lars") == []


async def test_a_reminder_goes_to_who_has_it_now(scene: Scene) -> None:
    await wait(scene)
    await scene.stage.forge(EVA, f"ww:hand:{scene.amina}:{await membership_of(scene, 'Lars')}")
    before = len(scene.stage.screens[MARTA])
    await scene.stage.forge(EVA, f"ww:remind:{scene.amina}")
    assert "A friendly reminder:" in scene.stage.last(LARS).text
    assert "✏️ Reply" not in scene.stage.last(LARS).labels
    assert len(scene.stage.screens[MARTA]) == before


async def test_it_goes_back_to_her_own_specialist(scene: Scene) -> None:
    await wait(scene)
    await scene.stage.forge(EVA, f"ww:hand:{scene.amina}:{await membership_of(scene, 'Lars')}")
    await scene.stage.forge(EVA, f"ww:hand:{scene.amina}:{await membership_of(scene, 'Marta')}")
    assert len(await scene.tasks("Marta")) == 1
    assert "usually helps" not in scene.stage.last(MARTA).text
    assert "✏️ Reply" in scene.stage.last(MARTA).labels


async def test_messages_without_a_task_are_handed_over_as_one(scene: Scene) -> None:
    await scene.stage.write(AMINA, "A secret")
    async with scene.stage.database.unit_of_work() as store:
        await store.tasks.close_keyed(f"talk:{scene.amina}", scene.stage.clock.now())
        await store.commit()
    scene.stage.clock.set(TUESDAY_NINE + timedelta(hours=1))
    assert "Amina\u2069: 1 message" in await look(scene)
    await scene.stage.forge(EVA, f"ww:remind:{scene.amina}")
    assert "A friendly reminder:" in scene.stage.last(MARTA).text
    await scene.stage.forge(EVA, f"ww:hand:{scene.amina}:{await membership_of(scene, 'Lars')}")
    assert [task.kind for task in await scene.tasks("Lars")] == ["talk"]


@pytest.mark.parametrize("who", ["Marta", "Nils"])
async def test_it_goes_to_no_stranger_and_not_to_who_has_it(scene: Scene, who: str) -> None:
    await wait(scene)
    programme = scene.elsewhere if who == "Nils" else scene.programme
    await scene.stage.forge(EVA, f"ww:hand:{scene.amina}:{await membership_of(scene, who, programme)}")
    assert scene.stage.toasts[EVA] == ["This button is old. Here is what you can do now."]
    assert len(await scene.tasks("Marta")) == 1
    assert await scene.tasks("Nils") == []


async def test_alone_in_the_programme_there_is_nobody_to_hand_it_to(scene: Scene) -> None:
    await wait(scene)
    async with scene.stage.database.unit_of_work() as store:
        lars = await store.people.membership(scene.people["Lars"], scene.programme, Role.SPECIALIST)
        assert lars is not None
        lars.active = False
        await store.commit()
    await scene.stage.forge(EVA, f"ww:to:{scene.amina}")
    assert "There is no other specialist in the programme." in scene.stage.last(EVA).text


async def morning(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        await plan_waits(store, scene.stage.clock.now())
        await store.commit()
    await scene.stage.deliver()


async def notices(scene: Scene) -> int:
    async with AsyncSession(scene.stage.database.engine) as session:
        query = select(func.count()).where(Delivery.message_key == WAITS_MORNING)
        return await session.scalar(query) or 0


async def test_on_a_working_morning_the_coordinator_is_told_once(scene: Scene) -> None:
    await wait(scene)
    await morning(scene)
    await morning(scene)
    (notice,) = scene.stage.screens[EVA]
    assert "2 messages wait for an answer." in notice.text
    assert "The oldest has waited for 4 days." in notice.text
    for hidden in ("secret", "Amina", "Marta"):
        assert hidden not in notice.text
    await scene.stage.press(EVA, "What waits")
    assert "Amina" in scene.stage.last(EVA).text
    assert all(chat not in scene.stage.screens for chat in (LARS, ELSEWHERE))
    await scene.stage.pass_time(days=1)
    await morning(scene)
    assert await notices(scene) == 2


@pytest.mark.parametrize(
    "moment",
    [
        TUESDAY_NINE,  # not yet two working days
        datetime(2026, 11, 25, 6, 30, tzinfo=UTC),  # before work
        datetime(2026, 11, 25, 16, 0, tzinfo=UTC),  # after work
        datetime(2026, 11, 28, 9, 0, tzinfo=UTC),  # a Saturday
    ],
)
async def test_at_other_times_nothing_comes(scene: Scene, moment: datetime) -> None:
    await wait(scene, moment)
    await morning(scene)
    assert await notices(scene) == 0


async def test_where_nothing_waits_nothing_comes(scene: Scene) -> None:
    scene.stage.clock.set(TUESDAY_NINE + timedelta(hours=1))
    await morning(scene)
    assert await notices(scene) == 0


async def test_what_was_answered_before_it_was_sent_is_not_told(scene: Scene) -> None:
    await wait(scene)
    async with scene.stage.database.unit_of_work() as store:
        await plan_waits(store, scene.stage.clock.now())
        await store.talk.mark_answered(scene.amina, scene.stage.clock.now())
        await store.tasks.close_keyed(f"talk:{scene.amina}", scene.stage.clock.now())
        await store.commit()
    await scene.stage.deliver()
    assert EVA not in scene.stage.screens
