"""Moving and cancelling while the sending is under way: with the real rules, composers and dispatcher."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.delivery.dispatcher import Dispatcher
from bot.delivery.replies import ReplySender
from conversations.appointments.changes import cancel_occurrence, move_occurrence
from conversations.appointments.draft import Draft, draft_of
from conversations.appointments.messages import COMPOSERS
from conversations.appointments.outdated import OUTDATED, compose_outdated
from conversations.appointments.service import make_appointment
from storage.models import DeliveryState, Participant
from tests.bot.delivery.office import Call, Office

NEWS, OLD, NEW = "New appointment", "10:00", "14:30"
Change = Callable[[Office], Awaitable[None]]
CHAT = 1
EVENING = timedelta(days=5, hours=9)  # Wednesday at 18:00 in Oslo


@pytest.fixture
async def told(office: Office) -> tuple[Office, Dispatcher]:
    """An appointment on Thursday at ten, of which the participant has heard."""
    office.composers = COMPOSERS | {OUTDATED: compose_outdated}
    _, profile, chat = await office.participant()
    assert chat == CHAT
    draft = Draft(participant_ids=(profile,), day=date(2026, 11, 26), clock=time(10), place_text="Bibliotek")
    async with office.database.unit_of_work() as store:
        await make_appointment(
            store,
            draft,
            programme_id=office.programme_id,
            specialist_id=office.specialist_id,
            zone="Europe/Oslo",
            now=office.clock.now(),
        )
        await store.commit()
    dispatcher = office.dispatcher()
    await dispatcher.run_once()
    assert NEWS in bubbles(office)[0]
    office.wire.calls.clear()
    return office, dispatcher


def bubbles(office: Office) -> list[str]:
    """What came as new messages; older ones that were crossed out are another matter."""
    return [call.text for call in office.wire.calls if call.method == "sendMessage" and call.chat_id == CHAT]


def crossed_out(office: Office) -> list[Call]:
    return [call for call in office.wire.calls if call.method == "editMessageText"]


async def cancel(office: Office) -> None:
    async with office.database.unit_of_work() as store:
        occurrence = await store.appointments.occurrence(1)
        assert occurrence is not None
        await cancel_occurrence(store, occurrence, office.clock.now())
        await store.commit()


async def move(office: Office) -> None:
    async with office.database.unit_of_work() as store:
        occurrence = await store.appointments.occurrence(1)
        assert occurrence is not None
        draft = replace(draft_of(occurrence), clock=time(14, 30))
        await move_occurrence(store, occurrence, draft, office.clock.now())
        await store.commit()


@pytest.mark.parametrize("change", [cancel, move])
async def test_nothing_of_the_old_time_leaves_when_the_change_comes_between_claim_and_check(
    told: tuple[Office, Dispatcher], change: Change
) -> None:
    office, dispatcher = told
    office.clock.advance(EVENING)
    claimed = await dispatcher._claim()
    assert claimed
    await change(office)
    await dispatcher.carriage.carry(await dispatcher._prepare(claimed))
    assert not bubbles(office)
    assert {row.state for row in (await office.rows()).values() if ":evening:" in row.key} <= {
        DeliveryState.SUPERSEDED,
        DeliveryState.PLANNED,
    }


@pytest.mark.parametrize(("change", "correction"), [(cancel, "Cancelled"), (move, "The time has changed")])
async def test_a_change_during_the_call_is_followed_by_its_correction(
    told: tuple[Office, Dispatcher], change: Change, correction: str
) -> None:
    office, dispatcher = told
    office.clock.advance(EVENING)

    async def meanwhile() -> None:
        office.wire.during.clear()
        await change(office)

    office.wire.during[CHAT] = meanwhile
    await office.run_until_quiet(dispatcher)
    texts = bubbles(office)
    assert OLD in texts[0]
    assert correction in texts[1]
    assert all(OLD not in text for text in texts[2:])
    assert len(texts) == (2 if change is cancel else 4)


async def test_after_a_move_the_reminders_are_of_the_new_time(told: tuple[Office, Dispatcher]) -> None:
    office, dispatcher = told
    await move(office)
    await office.run_until_quiet(dispatcher)
    correction, *reminders = bubbles(office)
    assert OLD in correction
    assert NEW in correction
    assert len(reminders) == 2
    assert all(NEW in text and OLD not in text for text in reminders)


async def test_moved_there_and_back_before_anything_was_said_leaves_the_reminders_as_they_were(
    told: tuple[Office, Dispatcher],
) -> None:
    office, dispatcher = told
    await move(office)
    async with office.database.unit_of_work() as store:
        occurrence = await store.appointments.occurrence(1)
        assert occurrence is not None
        await move_occurrence(store, occurrence, replace(draft_of(occurrence), clock=time(10)), office.clock.now())
        await store.commit()
    await office.run_until_quiet(dispatcher)
    assert all(NEW not in text for text in bubbles(office))
    assert sum("Tomorrow" in text or "Today" in text for text in bubbles(office)) == 2


@pytest.mark.parametrize("change", [cancel, move])
async def test_an_older_card_is_crossed_out_after_the_correction(
    told: tuple[Office, Dispatcher], change: Change
) -> None:
    office, dispatcher = told
    (news,) = [row for row in (await office.rows()).values() if row.state == DeliveryState.SENT]
    await change(office)
    await office.run_until_quiet(dispatcher)
    (card,) = crossed_out(office)
    assert card.target == news.message_id
    assert "<s>Not any more: Thursday 26 November at 10:00" in card.text
    assert office.wire.calls.index(card) > 0


async def test_a_private_screen_has_nothing_to_cross_out(told: tuple[Office, Dispatcher]) -> None:
    office, dispatcher = told
    await office.change(Participant, 1, discreet=True)
    await move(office)
    await office.run_until_quiet(dispatcher)
    assert not crossed_out(office)
    assert all(OLD not in text and NEW not in text for text in bubbles(office))


async def test_a_card_is_crossed_out_once_however_often_it_is_moved(told: tuple[Office, Dispatcher]) -> None:
    office, dispatcher = told
    await move(office)
    await dispatcher.run_once()
    await cancel(office)
    await office.run_until_quiet(dispatcher)
    targets = [call.target for call in crossed_out(office)]
    assert len(targets) == len(set(targets))


async def test_a_card_that_shows_what_holds_now_is_not_crossed_out(told: tuple[Office, Dispatcher]) -> None:
    office, dispatcher = told
    (news,) = [row for row in (await office.rows()).values() if row.state == DeliveryState.SENT]
    await move(office)
    reply = await office.reply("tap", news.person_id, CHAT, action="edit", target_message_id=news.message_id)
    answers = ReplySender(dispatcher.preparation, dispatcher.carriage)
    answers.hand_over(CHAT, [reply])
    await answers.drain()
    await office.run_until_quiet(dispatcher)
    assert [call.text for call in crossed_out(office)] == ["Hello."]
