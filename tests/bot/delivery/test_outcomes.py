"""What becomes of a delivery for each way a call can end, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.telegram.errors import AnswerLost, ConnectFailed, ServerFailed
from storage.models import DeliveryKind, DeliveryState
from tests.bot.delivery.office import Office


async def test_a_due_reminder_is_sent_once_and_recorded(office: Office) -> None:
    person, _, chat = await office.participant()
    await office.plan("a", person)
    dispatcher = office.dispatcher()
    assert await dispatcher.run_once() == 1
    assert await dispatcher.run_once() == 0
    row = await office.row("a")
    assert (row.state, row.message_id) == (DeliveryState.SENT, 100)
    assert office.wire.texts(chat) == ["\u2068Kari\u2069 says hello."]


async def test_what_is_not_due_waits(office: Office) -> None:
    person, _, _ = await office.participant()
    await office.plan("a", person, due=office.clock.now() + timedelta(minutes=1))
    dispatcher = office.dispatcher()
    assert await dispatcher.run_once() == 0
    office.clock.advance(timedelta(minutes=1))
    assert await dispatcher.run_once() == 1


@pytest.mark.parametrize("error", [ConnectFailed("no"), ServerFailed(502, "bad gateway")])
async def test_what_certainly_did_not_arrive_is_tried_again_after_a_pause(office: Office, error: Exception) -> None:
    person, _, chat = await office.participant()
    await office.plan("a", person)
    office.wire.fail(chat, error)
    dispatcher = office.dispatcher()
    await dispatcher.run_once()
    row = await office.row("a")
    assert row.state == DeliveryState.PLANNED
    assert timedelta(seconds=0.5) <= row.next_attempt_at - office.clock.now() <= timedelta(seconds=1)
    assert await dispatcher.run_once() == 0
    office.clock.advance(timedelta(seconds=1))
    await dispatcher.run_once()
    assert (await office.row("a")).state == DeliveryState.SENT
    assert await office.tasks() == []


async def test_a_reminder_that_cannot_be_sent_in_time_expires_and_becomes_a_task(office: Office) -> None:
    person, profile, chat = await office.participant()
    await office.plan("a", person, not_after=office.clock.now() + timedelta(minutes=10))
    office.wire.fail(chat, *[ConnectFailed("no")] * 100)
    await office.run_until_quiet(office.dispatcher())
    assert (await office.row("a")).state == DeliveryState.EXPIRED
    (task,) = await office.tasks()
    assert (task.participant_id, task.assignee_id, task.kind) == (profile, office.specialist_id, "reminder_too_late")
    assert task.text["with"] == {"name": "Amina 1"}


async def test_trying_ends_after_ten_times_and_a_day(office: Office) -> None:
    person, _, chat = await office.participant()
    await office.plan("a", person, kind=DeliveryKind.NOTICE, due=office.clock.now() - timedelta(hours=24))
    office.wire.fail(chat, *[ConnectFailed("no")] * 100)
    await office.run_until_quiet(office.dispatcher())
    assert (await office.row("a")).state == DeliveryState.FAILED
    assert len(office.wire.texts(chat)) == 10
    assert [task.kind for task in await office.tasks()] == ["not_sent"]


async def test_a_flood_silences_the_token_for_everybody(office: Office) -> None:
    person, _, chat = await office.participant()
    other, _, other_chat = await office.participant()
    await office.plan("a", person)
    office.wire.fail(chat, RetryAfter(7))
    dispatcher = office.dispatcher()
    await dispatcher.run_once()
    assert (await office.row("a")).state == DeliveryState.PLANNED
    await office.plan("b", other)
    assert await office.dispatcher("two").run_once() == 0
    office.machine.advance(timedelta(seconds=7))
    assert await dispatcher.run_once() == 2
    assert [call.chat_id for call in office.wire.calls] == [chat, chat, other_chat]


async def test_who_blocked_the_bot_is_unreachable_until_they_return(office: Office) -> None:
    person, profile, chat = await office.participant()
    await office.plan("a", person)
    office.wire.fail(chat, Forbidden("Forbidden: bot was blocked by the user"))
    dispatcher = office.dispatcher()
    await dispatcher.run_once()
    row = await office.row("a")
    assert (row.state, row.failure) == (DeliveryState.FAILED, "blocked")
    assert not (await office.person(person)).reachable
    (task,) = await office.tasks()
    assert (task.kind, task.participant_id) == ("unreachable", profile)
    await office.plan("b", person)
    await dispatcher.run_once()
    assert (await office.row("b")).failure == "unreachable"
    assert len(office.wire.texts(chat)) == 1
    assert len(office.wire.texts(900)) == 1
    assert [task.kind for task in await office.tasks()] == ["unreachable", "reminder_unreached"]


async def test_a_refused_message_fails_alone_and_is_told(office: Office) -> None:
    person, _, chat = await office.participant()
    other, _, _ = await office.participant()
    await office.plan("a", person)
    await office.plan("b", other)
    office.wire.fail(chat, BadRequest("Bad Request: can't parse entities"))
    await office.dispatcher().run_once()
    assert [row.state for row in (await office.rows()).values()] == [DeliveryState.FAILED, DeliveryState.SENT]
    assert [task.kind for task in await office.tasks()] == ["not_sent"]


@pytest.mark.parametrize(
    ("kind", "repeated", "task"),
    [
        (DeliveryKind.REMINDER, True, "repeated"),
        (DeliveryKind.NOTICE, True, "repeated"),
        (DeliveryKind.BROADCAST, False, "uncertain"),
        (DeliveryKind.NUDGE, False, None),
    ],
)
async def test_what_may_have_arrived(office: Office, kind: DeliveryKind, *, repeated: bool, task: str | None) -> None:
    person, _, chat = await office.participant()
    await office.plan("a", person, kind=kind)
    office.wire.fail(chat, AnswerLost("?"), AnswerLost("?"), AnswerLost("?"))
    dispatcher = office.dispatcher()
    await office.run_until_quiet(dispatcher)
    rows = await office.rows()
    assert rows["a"].state == DeliveryState.UNCERTAIN
    assert ("a:again" in rows) is repeated
    assert len(office.wire.calls) == (2 if repeated else 1)
    if repeated:
        assert rows["a:again"].state == DeliveryState.UNCERTAIN
        assert "You may have got this message before." not in office.wire.texts(chat)[0]
        assert "You may have got this message before." in office.wire.texts(chat)[1]
    assert [one.kind for one in await office.tasks()][:1] == ([task] if task else [])


async def test_a_composer_that_breaks_on_one_row_stops_no_other(office: Office) -> None:
    people = [(await office.participant())[0] for _ in range(5)]
    for number, person in enumerate(people):
        await office.plan(str(number), person, params={"from": 7 if number == 3 else "Kari"})

    async def picky(_store: object, deliveries: object, _now: object) -> object:
        from locales.message import message  # noqa: PLC0415
        from locales.text import say  # noqa: PLC0415

        return {row.id: message(say("Hello {name}.", name=row.params["from"].upper())) for row in deliveries}  # type: ignore[attr-defined]

    office.composers["hello"] = picky
    assert await office.dispatcher().run_once() == 5
    rows = await office.rows()
    assert {key: row.state for key, row in rows.items()} == {
        **dict.fromkeys("0124", DeliveryState.SENT),
        "3": DeliveryState.FAILED,
    }
    assert rows["3"].failure == "cannot be composed: AttributeError"
