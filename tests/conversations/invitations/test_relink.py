"""A phone that changes hands, a new account: the profile moves, the old chat gets nothing more."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from locales.message import message, pack_message
from locales.text import say
from storage.models import AuditEntry, Delivery, DeliveryKind, DeliveryState, Dialogue
from storage.repositories.deliveries import NewDelivery
from tests.conversations.invitations import cast
from tests.conversations.invitations.cast import AMINA, HANA, KARI
from tests.conversations.stage import Stage

NEW = 77


async def new_code(stage: Stage, participant_id: int) -> str:
    await stage.forge(KARI, f"pp:card:{participant_id}")
    await stage.press(KARI, "More")
    await stage.press(KARI, "New code")
    assert "The old chat gets nothing more" in stage.last(KARI).text
    await stage.press(KARI, "Make a new code")
    return cast.code_on(stage, KARI)


async def test_the_profile_moves_and_the_old_chat_is_a_strangers(stage: Stage) -> None:
    await cast.specialist(stage)
    participant_id = await cast.participant(stage)
    code = await new_code(stage, participant_id)
    shown_before = len(stage.screens[AMINA])

    await cast.open_link(stage, NEW, code)
    assert "My next appointments" in "".join(stage.last(NEW).labels)
    assert "The old chat gets nothing more." in stage.last(KARI).text
    person = await cast.person_of(stage, NEW)
    assert person is not None
    assert person.name == "Amina"
    assert await cast.person_of(stage, AMINA) is None
    assert len(stage.screens[AMINA]) == shown_before

    await stage.write(AMINA, "hello")
    assert "This is a private service." in stage.last(AMINA).text
    await stage.forge(AMINA, "h:home")
    assert "This is a private service." in stage.last(AMINA).text
    assert "participant.moved" in [row.action for row in await cast.rows(stage, AuditEntry)]


async def test_nothing_moves_before_the_new_code_is_opened(stage: Stage) -> None:
    await cast.specialist(stage)
    participant_id = await cast.participant(stage)
    await new_code(stage, participant_id)
    await stage.forge(AMINA, "h:home")
    assert "My next appointments" in "".join(stage.last(AMINA).labels)


async def test_codes_made_earlier_stop_working(stage: Stage) -> None:
    await cast.specialist(stage)
    invited = await cast.invite(stage)
    newer = await new_code(stage, invited.participant_id)
    await cast.open_link(stage, AMINA, invited.code)
    assert "does not work now" in stage.last(AMINA).text
    await cast.open_link(stage, AMINA, newer)
    assert "Choose your language." in stage.last(AMINA).text


async def test_answers_that_waited_never_leave_and_planned_messages_follow(stage: Stage) -> None:
    await cast.specialist(stage)
    participant_id = await cast.participant(stage)
    person = await cast.person_of(stage, AMINA)
    assert person is not None
    content = pack_message(message(say("Menu")))
    later = stage.clock.now() + timedelta(hours=1)
    async with stage.database.unit_of_work() as store:
        await store.deliveries.plan(
            [
                NewDelivery(
                    key=kind,
                    kind=kind,
                    due=later,
                    message_key="said",
                    person_id=person.id,
                    participant_id=participant_id,
                    chat_id=AMINA if kind is DeliveryKind.REPLY else None,
                    content=content,
                )
                for kind in (DeliveryKind.REPLY, DeliveryKind.REMINDER)
            ],
            stage.clock.now(),
        )
        await store.commit()
    await cast.open_link(stage, NEW, await new_code(stage, participant_id))
    states = {row.key: row.state for row in await cast.rows(stage, Delivery)}
    assert states["reply"] == DeliveryState.SUPPRESSED
    assert states["reminder"] == DeliveryState.PLANNED


async def test_the_dialogue_of_the_old_chat_is_closed(stage: Stage) -> None:
    await cast.specialist(stage)
    invited = await cast.invite(stage)
    await cast.open_link(stage, AMINA, invited.code)
    await cast.to_question(stage)
    await cast.open_link(stage, NEW, await new_code(stage, invited.participant_id))
    assert "Choose your language." in stage.last(NEW).text
    assert [row.step for row in await cast.rows(stage, Dialogue)] == ["language"]


async def test_the_new_code_opened_on_the_same_phone_changes_nothing(stage: Stage) -> None:
    await cast.specialist(stage)
    participant_id = await cast.participant(stage)
    await cast.open_link(stage, AMINA, await new_code(stage, participant_id))
    assert "My next appointments" in "".join(stage.last(AMINA).labels)
    assert "The old chat" not in stage.last(KARI).text


async def test_a_new_code_opened_on_another_participants_phone_moves_nothing(stage: Stage) -> None:
    await cast.specialist(stage)
    first = await cast.participant(stage)
    await cast.participant(stage, HANA, "Hana")
    await cast.open_link(stage, HANA, await new_code(stage, first))
    assert "for another person" in stage.last(HANA).text
    person = await cast.person_of(stage, AMINA)
    assert person is not None
    assert person.name == "Amina"


async def test_a_settled_phone_is_no_task_any_more(stage: Stage) -> None:
    await cast.specialist(stage)
    participant_id = await cast.participant(stage)
    person = await cast.person_of(stage, AMINA)
    assert person is not None
    async with AsyncSession(stage.database.engine) as session:
        kept = await session.get_one(type(person), person.id)
        kept.reachable = False
        await session.commit()
    await cast.open_link(stage, NEW, await new_code(stage, participant_id))
    moved = await cast.person_of(stage, NEW)
    assert moved is not None
    assert moved.reachable
