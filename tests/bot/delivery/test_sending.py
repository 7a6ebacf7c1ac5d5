"""What leaves, to whom, in which words and order, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from telegram.error import BadRequest

from bot.delivery.carriage import Carriage
from bot.delivery.preparation import Preparation
from bot.delivery.replies import ReplySender
from conversations.composing import DELETE, Composed
from locales.message import Attachment, Button, message, pack_message
from locales.text import Words, say
from storage.models import BlockedTimeRow, Delivery, DeliveryKind, DeliveryState, Participant, Person
from storage.unit_of_work import UnitOfWork
from tests.bot.delivery.office import Office

MINUTE = timedelta(minutes=1)


async def test_each_reads_their_own_language(office: Office) -> None:
    async def hello(_store: UnitOfWork, deliveries: Sequence[Delivery], _now: datetime) -> Composed:
        return {
            row.id: message(say("{words}", words=Words({"so": "Salaan", "nb": "Hei", "uk": "Вітаю"})))
            for row in deliveries
        }

    office.composers["hello"] = hello
    for language in ("so", "nb", "uk"):
        person, _, _ = await office.participant(language=language)
        await office.plan(language, person)
    await office.dispatcher().run_once()
    for call, word in zip(office.wire.calls, ("Salaan", "Hei", "Вітаю"), strict=True):
        assert word in call.text


async def test_in_discreet_mode_the_screen_gives_nothing_away(office: Office) -> None:
    person, _, chat = await office.participant(discreet=True)
    await office.plan("a", person)
    await office.dispatcher().run_once()
    (call,) = office.wire.calls
    assert call.text == "You have a message from \u2068Lars\u2069. Tap to read."
    assert call.markup is not None
    assert call.markup["inline_keyboard"][0][0]["callback_data"] == f"dm:open:{(await office.row('a')).id}"
    sender = ReplySender(*_halves(office))
    sender.hand_over(chat, [await office.reply("r", person, chat)])
    await sender.drain()
    assert office.wire.texts(chat)[1] == "Hello."


def _halves(office: Office, **settings: Any) -> tuple[Preparation, Carriage]:
    dispatcher = office.dispatcher(**settings)
    return dispatcher.preparation, dispatcher.carriage


async def test_a_night_reminder_waits_for_the_morning(office: Office) -> None:
    person, _, chat = await office.participant()
    office.clock.advance(timedelta(hours=14))  # 23:00
    await office.plan("a", person, not_after=office.clock.now() + timedelta(hours=12))
    dispatcher = office.dispatcher()
    assert await dispatcher.run_once() == 1
    assert await dispatcher.run_once() == 0
    assert office.wire.calls == []
    office.clock.advance(timedelta(hours=8))
    await dispatcher.run_once()
    assert len(office.wire.texts(chat)) == 1


async def test_a_class_is_not_disturbed(office: Office) -> None:
    blocked = BlockedTimeRow(days="4", starts=time(9), ends=time(11), kind="class")
    person, _, _ = await office.participant(blocked=[blocked])
    await office.plan("a", person)
    await office.dispatcher().run_once()
    row = await office.row("a")
    assert (row.state, row.next_attempt_at) == (DeliveryState.PLANNED, office.clock.now() + timedelta(hours=2))


async def test_six_hours_of_downtime(office: Office) -> None:
    """What is stale expires and is told; what is still of use goes."""
    person, profile, chat = await office.participant()
    now = office.clock.now()
    await office.plan("stale", person, due=now + MINUTE, not_after=now + timedelta(hours=2))
    await office.plan("fresh", person, due=now + MINUTE, not_after=now + timedelta(hours=9))
    await office.plan("news", person, due=now + MINUTE, kind=DeliveryKind.NOTICE)
    office.clock.advance(timedelta(hours=6))
    office.machine.advance(timedelta(hours=6))
    await office.run_until_quiet(office.dispatcher())
    states = {key: row.state for key, row in (await office.rows()).items()}
    assert states == {"stale": DeliveryState.EXPIRED, "fresh": DeliveryState.SENT, "news": DeliveryState.SENT}
    assert len(office.wire.texts(chat)) == 2
    (task,) = await office.tasks()
    assert (task.kind, task.participant_id) == ("reminder_too_late", profile)


async def test_a_change_after_the_claim_is_seen_before_the_call(office: Office) -> None:
    """Withdrawing between claim and check: nothing leaves."""
    person, profile, _ = await office.participant()
    await office.plan("a", person)
    dispatcher = office.dispatcher()
    claimed = await dispatcher._claim()
    await office.change(Participant, profile, status="withdrawn")
    assert await dispatcher._prepare(claimed) == []
    row = await office.row("a")
    assert (row.state, row.failure) == (DeliveryState.SUPPRESSED, "withdrawn")


async def test_a_row_that_another_process_took_over_is_left_alone(office: Office) -> None:
    person, _, chat = await office.participant()
    await office.plan("a", person)
    slow, quick = office.dispatcher("slow"), office.dispatcher("quick")
    claimed = await slow._claim()
    office.machine.advance(timedelta(seconds=31))
    assert await quick.run_once() == 1
    assert await slow._prepare(claimed) == []
    assert len(office.wire.texts(chat)) == 1


async def test_a_call_is_not_begun_when_the_lease_is_nearly_over(office: Office) -> None:
    person, _, _ = await office.participant()
    await office.plan("a", person)
    dispatcher = office.dispatcher()
    parcels = await dispatcher._prepare(await dispatcher._claim())
    office.machine.advance(timedelta(seconds=25))
    await dispatcher.carriage.carry(parcels)
    assert office.wire.calls == []
    assert (await office.row("a")).state == DeliveryState.PLANNED


async def test_what_a_dead_process_left(office: Office) -> None:
    """Claimed only: sent by the next. Called: uncertain, repeated once and marked, and told."""
    (one, _, chat), (two, _, other) = [await office.participant() for _ in range(2)]
    await office.plan("claimed", one)
    dead = office.dispatcher("dead")
    await dead._claim()
    await office.plan("called", two)
    await dead._prepare(await dead._claim())
    living = office.dispatcher("living")
    assert await living.run_once() == 0
    office.machine.advance(timedelta(seconds=31))
    await office.run_until_quiet(living)
    rows = await office.rows()
    assert {key: row.state for key, row in rows.items()} == {
        "claimed": DeliveryState.SENT,
        "called": DeliveryState.UNCERTAIN,
        "called:again": DeliveryState.SENT,
    }
    assert rows["called:again"].repeats_id == rows["called"].id
    assert "before" not in office.wire.texts(chat)[0]
    assert "You may have got this message before." in office.wire.texts(other)[0]
    assert [task.kind for task in await office.tasks()] == ["repeated"]


async def test_the_pace_holds_across_workers(office: Office) -> None:
    for number in range(90):
        person, _, _ = await office.participant()
        await office.plan(str(number), person)
    workers = [office.dispatcher(name, rate=40) for name in ("one", "two", "three")]

    async def round_of_all() -> int:
        return sum([await worker.run_once() for worker in workers])

    assert await round_of_all() == 10
    assert await round_of_all() == 0
    office.machine.advance(timedelta(seconds=0.1))
    assert await round_of_all() == 4
    office.machine.advance(timedelta(seconds=5))
    assert await round_of_all() == 10
    assert len(office.wire.calls) == 24


async def test_replies_go_at_once_and_what_is_planned_waits_for_them(office: Office) -> None:
    people = [await office.participant() for _ in range(40)]
    sender = ReplySender(*_halves(office, rate=30))
    for number, (person, _, chat) in enumerate(people):
        sender.hand_over(chat, [await office.reply(f"r{number}", person, chat)])
    await sender.drain()
    assert len(office.wire.calls) == 40
    await office.plan("a", people[0][0])
    dispatcher = office.dispatcher(rate=30)
    assert await dispatcher.run_once() == 0
    office.machine.advance(timedelta(seconds=1.5))
    assert await dispatcher.run_once() == 1


async def test_a_chat_gets_one_planned_message_a_second(office: Office) -> None:
    person, _, chat = await office.participant()
    for key in "abc":
        await office.plan(key, person)
    dispatcher = office.dispatcher(rate=30)
    for expected in (1, 2, 3):
        for _ in range(3):
            await dispatcher.run_once()
        assert len(office.wire.texts(chat)) == expected
        office.clock.advance(timedelta(seconds=1))
        office.machine.advance(timedelta(seconds=1))


async def test_replies_of_one_chat_keep_their_order_and_hold_up_nobody_else(office: Office) -> None:
    (one, _, slow), (two, _, quick) = [await office.participant() for _ in range(2)]
    gate = asyncio.Event()

    async def hang() -> None:
        await gate.wait()

    office.wire.during[slow] = hang
    sender = ReplySender(*_halves(office))
    sender.hand_over(slow, [await office.reply("s1", one, slow)])
    sender.hand_over(slow, [await office.reply("s2", one, slow)])
    arrived = asyncio.Event()

    async def note() -> None:
        arrived.set()

    office.wire.during[quick] = note
    sender.hand_over(quick, [await office.reply("q1", two, quick)])
    await asyncio.wait_for(arrived.wait(), 5)
    assert [call.chat_id for call in office.wire.calls] == [slow, quick]
    gate.set()
    await sender.drain()
    rows = await office.rows()
    assert rows["s1"].message_id is not None
    assert rows["s2"].message_id is not None
    assert rows["s1"].message_id < rows["s2"].message_id
    assert {row.state for row in rows.values()} == {DeliveryState.SENT}


async def test_while_the_token_is_silent_replies_wait_too(office: Office) -> None:
    person, _, chat = await office.participant()
    async with office.database.unit_of_work() as store:
        now = office.machine.now()
        await store.budget.pause_token(4200001, now, now + timedelta(seconds=9))
        await store.commit()
    sender = ReplySender(*_halves(office))
    sender.hand_over(chat, [await office.reply("r", person, chat)])
    await sender.drain()
    assert office.wire.calls == []
    office.machine.advance(timedelta(seconds=9))
    await office.dispatcher().run_once()
    assert (await office.row("r")).state == DeliveryState.SENT


async def test_a_stranger_is_answered_in_the_language_of_the_phone(office: Office) -> None:
    sender = ReplySender(*_halves(office))
    sender.hand_over(55, [await office.reply("r", None, 55, params={"language": "nb-NO"}, onboarding=True)])
    await sender.drain()
    assert len(office.wire.texts(55)) == 1
    assert (await office.row("r")).state == DeliveryState.SENT


async def test_after_a_new_phone_the_old_chat_gets_nothing_more(office: Office) -> None:
    person, _, chat = await office.participant()
    reply = await office.reply("r", person, chat)
    await office.plan("a", person)
    await office.change(Person, person, chat_id=777)
    sender = ReplySender(*_halves(office))
    sender.hand_over(chat, [reply])
    await sender.drain()
    await office.dispatcher().run_once()
    assert (await office.row("r")).state == DeliveryState.SUPPRESSED
    assert [call.chat_id for call in office.wire.calls] == [777]


@pytest.mark.parametrize("reason", ["message to edit not found", "there is no text in the message to edit"])
async def test_an_edit_of_a_lost_bubble_is_sent_anew(office: Office, reason: str) -> None:
    person, _, chat = await office.participant()
    office.wire.fail(chat, BadRequest(f"Bad Request: {reason}"))
    sender = ReplySender(*_halves(office))
    sender.hand_over(chat, [await office.reply("r", person, chat, action="edit", target_message_id=5)])
    await sender.drain()
    assert [call.method for call in office.wire.calls] == ["editMessageText", "sendMessage"]
    assert (await office.row("r")).message_id == 100


async def test_an_edit_that_changes_nothing_counts_as_shown(office: Office) -> None:
    person, _, chat = await office.participant()
    office.wire.fail(chat, BadRequest("Bad Request: message is not modified"))
    sender = ReplySender(*_halves(office))
    sender.hand_over(chat, [await office.reply("r", person, chat, action="edit", target_message_id=5)])
    await sender.drain()
    row = await office.row("r")
    assert (row.state, row.message_id) == (DeliveryState.SENT, 5)


async def test_a_bubble_is_taken_away(office: Office) -> None:
    person, _, chat = await office.participant()
    sender = ReplySender(*_halves(office))
    fields: dict[str, Any] = {"action": "delete", "target_message_id": 5, "message_key": DELETE, "content": None}
    sender.hand_over(chat, [await office.reply("r", person, chat, **fields)])
    await sender.drain()
    assert [(call.method, call.target) for call in office.wire.calls] == [("deleteMessage", 5)]
    assert (await office.row("r")).state == DeliveryState.SENT


@pytest.mark.parametrize(
    ("attachment", "method"),
    [
        (Attachment("qr", "https://t.me/x?start=y"), "sendPhoto"),
        (Attachment("map", "59.9,10.7"), "sendVenue"),
        (Attachment("photo", "file-1"), "sendPhoto"),
        (Attachment("voice", "file-2"), "sendVoice"),
        (Attachment("document", "file-3"), "sendDocument"),
    ],
)
async def test_attachments(office: Office, attachment: Attachment, method: str) -> None:
    person, _, chat = await office.participant()
    said = message(say("Menu"), buttons=((Button(say("Menu"), "h:home"),),), attachment=attachment)
    sender = ReplySender(*_halves(office))
    sender.hand_over(chat, [await office.reply("r", person, chat, content=pack_message(said))])
    await sender.drain()
    (call,) = office.wire.calls
    assert (call.method, call.text) == (method, "Menu")
    assert call.markup == {"inline_keyboard": [[{"text": "Menu", "callback_data": "h:home"}]]}


@pytest.mark.parametrize("attachment", [Attachment("calendar", "999"), Attachment("map", "nowhere")])
async def test_an_attachment_that_cannot_be_made_fails_its_message(office: Office, attachment: Attachment) -> None:
    person, _, chat = await office.participant()
    sender = ReplySender(*_halves(office))
    content = pack_message(message(say("Menu"), attachment=attachment))
    sender.hand_over(chat, [await office.reply("r", person, chat, content=content)])
    await sender.drain()
    assert office.wire.calls == []
    assert (await office.row("r")).state == DeliveryState.FAILED


async def test_stopping_gives_back_what_was_not_called(office: Office) -> None:
    for number in range(5):
        await office.plan(str(number), (await office.participant())[0])
    dispatcher = office.dispatcher(concurrency=1)
    parcels = await dispatcher._prepare(await dispatcher._claim())
    entered, gate = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        entered.set()
        await gate.wait()

    office.wire.during[1] = hang
    carrying = asyncio.create_task(dispatcher.carriage.carry(parcels))
    await entered.wait()
    dispatcher.carriage.close()
    gate.set()
    await carrying
    states = [row.state for row in (await office.rows()).values()]
    assert states == [DeliveryState.SENT, *[DeliveryState.PLANNED] * 4]
