from typing import Any

import pytest

from bot.simulator import SimulatorConfig
from tests.bot.simulator.conftest import TOKEN, StandIn, running

YES = {"text": "Yes", "callback_data": "yes"}


def _inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": None}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": 5}, 'parameter "text" must be of type String'),
        ({"colour": "red"}, 'unknown parameter "colour" of method sendMessage'),
        ({"disable_notification": "perhaps"}, 'parameter "disable_notification" must be of type Boolean'),
        ({"message_thread_id": "x"}, 'parameter "message_thread_id" must be of type Integer'),
        ({"parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
        ({"text": "<br>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "br" at byte offset 0'),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"chat_id": None}, "chat_id is empty"),
        ({"chat_id": 999}, "chat not found"),
        ({"chat_id": "@somebody"}, "chat not found"),
        ({"chat_id": True}, 'parameter "chat_id" must be of type Integer or String'),
        ({"entities": [{"type": "bold", "offset": 0, "length": 99}]}, "ENTITY_BOUNDS_INVALID"),
        (
            {"entities": [{"type": "loud", "offset": 0, "length": 1}]},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        ({"reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"reply_markup": "{"}, "can't parse reply_markup JSON object"),
        ({"reply_markup": {"buttons": []}}, "can't parse reply keyboard markup JSON object"),
        ({"reply_markup": {"inline_keyboard": [[YES]], "extra": 1}}, 'inline keyboard markup has no field "extra"'),
        ({"reply_markup": _inline(text="a")}, "Text buttons are unallowed in the inline keyboard"),
        ({"reply_markup": _inline(callback_data="a")}, 'Can\'t find field "text"'),
        ({"reply_markup": _inline(text="", callback_data="a")}, "Button text must be non-empty"),
        ({"reply_markup": _inline(text=" ", callback_data="a")}, "Button text must be non-empty"),
        ({"reply_markup": _inline(text="a", callback_data="")}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": _inline(text="a", callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": _inline(text="a", callback_data="ø" * 33)}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": _inline(text="a", callback_data="a", url="https://example.org")}, "exactly one action"),
        ({"reply_markup": _inline(text="a", callback_data="a", colour="red")}, "no field"),
        ({"reply_markup": _inline(text="a", url="ftp://example.org")}, "is invalid: Unsupported URL protocol"),
        ({"reply_markup": _inline(text="a", url="http://localhost")}, "is invalid: Wrong HTTP URL"),
        ({"reply_markup": {"inline_keyboard": [[YES] * 101]}}, "REPLY_MARKUP_TOO_LONG"),
        ({"reply_markup": {"inline_keyboard": [YES]}}, "Row of the keyboard must be an Array"),
        ({"reply_markup": {"keyboard": [[{"text": ""}]]}}, "can't parse keyboard button"),
        ({"reply_markup": {"keyboard": [[{"text": "a", "request_everything": True}]]}}, "no field"),
    ],
)
async def test_a_wrong_message_is_refused(stand_in: StandIn, amina: int, changes: dict[str, Any], reason: str) -> None:
    answer = await stand_in.raw("sendMessage", **{"chat_id": amina, "text": "Hello", **changes})
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert answer["description"].startswith("Bad Request: ")
    assert reason in answer["description"]
    assert await stand_in.client.messages(amina) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "x" * 4096},
        {"text": "&lt;" * 4096, "parse_mode": "HTML"},
        {"chat_id": "1001"},
        {"reply_markup": _inline(text="a", callback_data="x" * 64)},
        {"reply_markup": '{"inline_keyboard":[[{"text":"a","url":"https://example.org"}],[]]}'},
        {"reply_markup": {"keyboard": [["plain", {"text": "Where I am", "request_location": True}]]}},
        {"reply_markup": {"remove_keyboard": True}},
        {"reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}},
    ],
)
async def test_what_telegram_takes_is_taken(stand_in: StandIn, amina: int, changes: dict[str, Any]) -> None:
    sent = await stand_in.call("sendMessage", **{"chat_id": amina, "text": "Hello", **changes})
    assert sent["chat"]["id"] == amina


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("sendChatAction", {"chat_id": 1001, "action": "dancing"}, "wrong parameter action in request"),
        ("sendLocation", {"chat_id": 1001, "latitude": 91, "longitude": 0}, "invalid location specified"),
        ("sendLocation", {"chat_id": 1001, "latitude": 1}, 'parameter "longitude" is required'),
        ("sendPhoto", {"chat_id": 1001}, "there is no photo in the request"),
        ("sendPhoto", {"chat_id": 1001, "photo": "no-such-file"}, "wrong file identifier/HTTP URL specified"),
        ("editMessageText", {"chat_id": 1001, "message_id": 99, "text": "x"}, "message to edit not found"),
        ("deleteMessage", {"chat_id": 1001, "message_id": 99}, "message to delete not found"),
        ("copyMessage", {"chat_id": 1001, "from_chat_id": 1001, "message_id": 9}, "message to copy not found"),
        ("forwardMessage", {"chat_id": 1001, "from_chat_id": 1001, "message_id": 9}, "to forward not found"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old and response timeout expired"),
        ("getFile", {"file_id": "x"}, "invalid file_id"),
        ("getChat", {"chat_id": 5}, "chat not found"),
        ("setMyCommands", {"commands": [{"command": "Help", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [], "scope": {"type": "planet"}}, "unsupported BotCommandScope type"),
        ("setMyCommands", {"commands": [], "language_code": "english"}, "invalid language code"),
        ("setMyName", {"name": "x" * 65}, "bot name is too long"),
        ("setWebhook", {"url": "http://example.org/hook"}, "An HTTPS URL must be provided"),
        ("setWebhook", {"url": "https://example.org/", "secret_token": "a b"}, "unallowed characters"),
        ("getUpdates", {"offset": "soon"}, 'parameter "offset" must be of type Integer'),
    ],
)
async def test_a_wrong_call_is_refused(
    stand_in: StandIn, amina: int, method: str, params: dict[str, Any], reason: str
) -> None:
    assert amina == 1001
    answer = await stand_in.raw(method, **params)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert reason in answer["description"]


async def test_an_unknown_method_is_not_found(stand_in: StandIn) -> None:
    assert await stand_in.raw("sendTelegram") == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_a_wrong_token_is_unauthorised(stand_in: StandIn) -> None:
    async with stand_in.session.get(f"{stand_in.base}/botwrong/getMe") as response:
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_method_names_ignore_case_and_get_works(stand_in: StandIn) -> None:
    async with stand_in.session.get(f"{stand_in.base}/bot{TOKEN}/GETME") as response:
        assert (await response.json())["result"]["username"] == "brobygger_demo_bot"


async def test_half_a_surrogate_pair_is_no_text(stand_in: StandIn, amina: int) -> None:
    headers = {"Content-Type": "application/json"}
    body = f'{{"chat_id": {amina}, "text": "\\ud83d"}}'
    url = f"{stand_in.base}/bot{TOKEN}/sendMessage"
    async with stand_in.session.post(url, data=body, headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: strings must be encoded in UTF-8"


@pytest.mark.parametrize("body", ["[]", "{", '"text"'])
async def test_a_body_that_is_no_object_is_refused(stand_in: StandIn, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    url = f"{stand_in.base}/bot{TOKEN}/getMe"
    async with stand_in.session.post(url, data=body, headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: can't parse JSON object"


@pytest.mark.parametrize(
    ("state", "description"),
    [
        ({}, "Forbidden: bot can't initiate conversation with a user"),
        ({"started": True, "blocked": True}, "Forbidden: bot was blocked by the user"),
        ({"started": True, "deactivated": True}, "Forbidden: user is deactivated"),
    ],
)
async def test_who_cannot_be_written_to(stand_in: StandIn, state: dict[str, bool], description: str) -> None:
    person = stand_in.world.add_person(7, started=state.get("started", False))
    person.blocked = state.get("blocked", False)
    person.deactivated = state.get("deactivated", False)
    answer = await stand_in.raw("sendMessage", chat_id=7, text="Hello")
    assert (answer["error_code"], answer["description"]) == (403, description)


async def test_an_edit_must_change_something(stand_in: StandIn, amina: int) -> None:
    keyboard = {"inline_keyboard": [[YES]]}
    sent = await stand_in.call("sendMessage", chat_id=amina, text="Hello", reply_markup=keyboard)
    same = {"chat_id": amina, "message_id": sent["message_id"], "text": "Hello"}
    answer = await stand_in.raw("editMessageText", **same, reply_markup=keyboard)
    assert answer["description"].startswith("Bad Request: message is not modified: specified new message content")
    edited = await stand_in.call("editMessageText", **same)
    assert "reply_markup" not in edited
    assert edited["edit_date"] >= edited["date"]


async def test_only_the_bots_own_messages_can_be_edited(stand_in: StandIn, amina: int) -> None:
    theirs = await stand_in.client.send(amina, "Hello")
    answer = await stand_in.raw("editMessageText", chat_id=amina, message_id=theirs.id, text="Other")
    assert answer["description"] == "Bad Request: message can't be edited"


@pytest.mark.parametrize(
    ("method", "reason"),
    [("editMessageText", "there is no text in the message to edit"), ("editMessageCaption", "there is no caption")],
)
async def test_text_and_caption_are_edited_apart(stand_in: StandIn, amina: int, method: str, reason: str) -> None:
    if method == "editMessageText":
        sent = await stand_in.call("sendLocation", chat_id=amina, latitude=59.9, longitude=10.7)
        answer = await stand_in.raw(method, chat_id=amina, message_id=sent["message_id"], text="x")
    else:
        sent = await stand_in.call("sendMessage", chat_id=amina, text="Hello")
        answer = await stand_in.raw(method, chat_id=amina, message_id=sent["message_id"], caption="x")
    assert reason in answer["description"]


async def test_two_days_later_a_message_can_no_longer_be_deleted(stand_in: StandIn, amina: int) -> None:
    sent = await stand_in.call("sendMessage", chat_id=amina, text="Hello")
    await stand_in.client.clock_advance(48 * 3600 + 5)
    answer = await stand_in.raw("deleteMessage", chat_id=amina, message_id=sent["message_id"])
    assert answer["description"] == "Bad Request: message can't be deleted for everyone"


async def test_a_button_is_answered_once(stand_in: StandIn, amina: int) -> None:
    await stand_in.call("sendMessage", chat_id=amina, text="Coming?", reply_markup={"inline_keyboard": [[YES]]})
    pressed = await stand_in.client.press(amina, "Yes")
    assert await stand_in.call("answerCallbackQuery", callback_query_id=pressed["query_id"], text="Thanks")
    again = await stand_in.raw("answerCallbackQuery", callback_query_id=pressed["query_id"])
    assert again["description"] == "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_button_pressed_long_ago_cannot_be_answered() -> None:
    ticks = iter([0.0, 61.0])
    config = SimulatorConfig(token=TOKEN, monotonic=lambda: next(ticks))
    async with running(config) as stand_in:
        person = stand_in.world.add_person(started=True)
        await stand_in.call("sendMessage", chat_id=person.id, text="?", reply_markup={"inline_keyboard": [[YES]]})
        pressed = await stand_in.client.press(person.id, "Yes")
        late = await stand_in.raw("answerCallbackQuery", callback_query_id=pressed["query_id"])
    assert "query is too old" in late["description"]
