"""People, events and the walls round the control interface."""

import asyncio
from typing import Any

import pytest

from bot.simulator import PhoneMessage, SimulatorConfig, SimulatorError
from tests.bot.simulator.conftest import TOKEN, StandIn, running

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "✓ I am coming", "callback_data": "a:1"}],
        [{"text": "Map", "url": "https://example.org/map"}, {"text": "Help", "callback_data": "h"}],
    ]
}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": "application/json"}, 200),
        ({"Content-Type": "application/json", "Host": "localhost:1"}, 200),
    ],
)
async def test_foreign_pages_cannot_drive_it(stand_in: StandIn, headers: dict[str, str], status: int) -> None:
    async with stand_in.session.post(f"{stand_in.base}/control/reset", data=b"{}", headers=headers) as response:
        assert response.status == status


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/control/state", "/control/files/x"])
async def test_reading_needs_a_known_host_too(stand_in: StandIn, path: str) -> None:
    async with stand_in.session.get(stand_in.base + path, headers={"Host": "evil.example"}) as response:
        assert response.status == 403


async def test_a_configured_host_is_served() -> None:
    async with running(SimulatorConfig(token=TOKEN, allowed_hosts=("training.example",))) as stand_in:
        headers = {"Host": "training.example", "Origin": "http://training.example"}
        async with stand_in.session.get(f"{stand_in.base}/", headers=headers) as response:
            assert response.status == 200
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("users/9/send", {"text": "x"}, "nobody has the id 9"),
        ("users/1/send", {"text": "x"}, "has not pressed start"),
        ("users/1/send", {"text": 5}, "text must be a text"),
        ("users/2/send", {"text": " "}, "nothing to send"),
        ("users/2/press", {"message_id": 7, "data": "x"}, "the message is gone"),
        ("users/2/edit", {"message_id": 7, "text": "x"}, "only an own text can be edited"),
        ("users/2/photo", {"data": "bm9wZQ=="}, "not a picture"),
        ("users/2/photo", {"data": "?"}, "must be base64"),
        ("users/2", {"blocked": "yes"}, "blocked must be true or false"),
        ("users", {"id": 1}, "id 1 is taken"),
        ("clock", {}, "one of advance, to, named"),
        ("rate", {"per_second": 0}, "per_second must be positive"),
        ("updates/shuffle", {"order": [5]}, "order must name each of 0 positions"),
    ],
)
async def test_impossible_acts_are_refused(stand_in: StandIn, path: str, body: dict[str, Any], reason: str) -> None:
    stand_in.world.add_person(1)
    stand_in.world.add_person(2, started=True)
    with pytest.raises(SimulatorError, match=reason):
        await stand_in.client.call("POST", path, body)


async def test_the_phone_shows_what_was_written(stand_in: StandIn, amina: int) -> None:
    await stand_in.call(
        "sendMessage", chat_id=amina, text="<b>Hello</b> &amp; hi", parse_mode="HTML", reply_markup=KEYBOARD
    )
    (message,) = await stand_in.client.messages(amina)
    assert (message.text, message.html, message.from_bot) == ("Hello & hi", "<b>Hello</b> &amp; hi", True)
    assert message.labels() == ["✓ I am coming", "Map", "Help"]
    await stand_in.call("editMessageText", chat_id=amina, message_id=message.id, text="Bye")
    (message,) = await stand_in.client.messages(amina)
    assert (message.text, message.edited, message.labels()) == ("Bye", True, [])


async def test_buttons_are_pressed_by_label_or_data(stand_in: StandIn, amina: int) -> None:
    await stand_in.call("sendMessage", chat_id=amina, text="Coming?", reply_markup=KEYBOARD)
    for wanted in ("coming", "a:1"):
        await stand_in.client.press(amina, wanted)
    assert await stand_in.client.press(amina, "Map") == {"url": "https://example.org/map"}
    with pytest.raises(SimulatorError, match=r"shows no button 'Never'; the last messages are"):
        await stand_in.client.press(amina, "Never")
    updates = await stand_in.call("getUpdates")
    assert [update["callback_query"]["data"] for update in updates] == ["a:1", "a:1"]


async def test_a_forged_button_must_be_called_so(stand_in: StandIn, amina: int) -> None:
    sent = await stand_in.call("sendMessage", chat_id=amina, text="Coming?", reply_markup=KEYBOARD)
    body = {"message_id": sent["message_id"], "data": "forged"}
    with pytest.raises(SimulatorError, match="no button of the message carries this data"):
        await stand_in.client.call("POST", f"users/{amina}/press", body)
    await stand_in.client.forge(amina, sent["message_id"], "forged")
    (update,) = await stand_in.call("getUpdates")
    assert update["callback_query"]["data"] == "forged"


async def test_waiting_for_a_message_ends_when_it_comes_or_is_edited(stand_in: StandIn, amina: int) -> None:
    waiting = asyncio.create_task(stand_in.client.wait_for_message(amina, "Hello"))
    sent = await stand_in.call("sendMessage", chat_id=amina, text="Hello you")
    assert (await waiting).id == sent["message_id"]

    def is_edited(message: PhoneMessage) -> bool:
        return message.edited

    changed = asyncio.create_task(stand_in.client.wait_for_message(amina, is_edited))
    await stand_in.call("editMessageText", chat_id=amina, message_id=sent["message_id"], text="Bye")
    assert (await changed).text == "Bye"


async def test_waiting_in_vain_says_what_was_there(stand_in: StandIn, amina: int) -> None:
    await stand_in.call("sendMessage", chat_id=amina, text="Hello")
    with pytest.raises(SimulatorError, match=r"got no message like 'Bye' in 0.01 s; the last messages are .*Hello"):
        await stand_in.client.wait_for_message(amina, "Bye", 0.01)


async def test_an_answer_to_a_button_is_seen(stand_in: StandIn, amina: int) -> None:
    await stand_in.call("sendMessage", chat_id=amina, text="Coming?", reply_markup=KEYBOARD)
    position = await stand_in.client.position()
    query = await stand_in.client.press(amina, "Help")
    await stand_in.call("answerCallbackQuery", callback_query_id=query["query_id"], text="OK", show_alert=True)
    answer = await stand_in.client.wait_for_answer(amina, since=position)
    assert (answer["text"], answer["show_alert"]) == ("OK", True)


async def test_events_are_numbered_and_name_what_was_missed() -> None:
    async with running(SimulatorConfig(token=TOKEN, events_kept=2)) as stand_in:
        for _ in range(3):
            await stand_in.client.add_user("Somebody")
        late = await stand_in.client.call("GET", "events", since=0)
        assert (late["missed"], late["events"], late["next"]) == (True, [], 3)
        fresh = await stand_in.client.call("GET", "events", since=2)
        assert [event["seq"] for event in fresh["events"]] == [3]


async def test_history_can_be_kept_short() -> None:
    async with running(SimulatorConfig(token=TOKEN, keep_history=False)) as stand_in:
        await stand_in.client.call("POST", "users/crowd", {"first_id": 1, "count": 2, "language_codes": ["nb", "ar"]})
        for text in ("one", "two"):
            await stand_in.call("sendMessage", chat_id=1, text=text)
        assert [message.text for message in await stand_in.client.messages(1)] == ["two"]
        assert (await stand_in.client.call("GET", "log"))["counts"]["sendMessage"] == 2


async def test_reset_forgets_people_and_keeps_the_clock(stand_in: StandIn, amina: int) -> None:
    await stand_in.client.clock_advance(60)
    await stand_in.client.send(amina, "hello")
    await stand_in.client.reset()
    assert await stand_in.client.users() == []
    assert await stand_in.call("getUpdates") == []
    assert (await stand_in.client.clock())["offset"] == 60
