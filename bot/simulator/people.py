"""What a person can do with a phone, and the updates that follow."""

from typing import Any

from bot.simulator.entities import with_found
from bot.simulator.errors import ApiError
from bot.simulator.files import StoredFile, picture_size
from bot.simulator.schema import Upload
from bot.simulator.world import Message, Person, World

Json = dict[str, Any]


class ImpossibleError(ValueError):
    """A phone would not let a person do this."""


def _writer(person: Person) -> None:
    if person.deactivated:
        raise ImpossibleError("this account is gone")
    if not person.started:
        raise ImpossibleError("this person has not pressed start")
    if person.blocked:
        raise ImpossibleError("this person has blocked the bot")


def _membership(world: World, person: Person, *, blocked: bool) -> None:
    """Tell the bot that it was blocked or let in again."""
    was, now = ("member", "kicked") if blocked else ("kicked", "member")

    def status(name: str) -> Json:
        return {"user": world.bot, "status": name, **({"until_date": 0} if name == "kicked" else {})}

    world.updates.add(
        "my_chat_member",
        {
            "chat": person.chat,
            "from": person.user,
            "date": int(world.clock.timestamp()),
            "old_chat_member": status(was),
            "new_chat_member": status(now),
        },
    )


def set_blocked(world: World, person: Person, *, blocked: bool) -> None:
    """Block the bot, or let it in again."""
    if person.blocked != blocked:
        person.blocked = blocked
        _membership(world, person, blocked=blocked)
        world.events.add("user", person.id, person)


def start(world: World, person: Person, payload: str = "") -> Message:
    """Press start, perhaps through a link that carries a payload."""
    return send(world, person, f"/start {payload}".strip())


def send(world: World, person: Person, text: str) -> Message:
    """Write a text; `/start` opens the chat.

    Raises:
        ImpossibleError: The chat is not open, or there is nothing to send.
    """
    text = text.strip()
    if not text:
        raise ImpossibleError("there is nothing to send")
    if text.split(maxsplit=1)[0] == "/start" and not person.deactivated:
        if person.blocked:
            set_blocked(world, person, blocked=False)
        if not person.started:
            person.started = True
            world.events.add("user", person.id, person)
    _writer(person)
    return _received(world, person, _text_content(text))


def _text_content(text: str) -> Json:
    text, entities = with_found(text, [])
    return {"text": text, "entities": entities} if entities else {"text": text}


def _received(world: World, person: Person, content: Json) -> Message:
    _writer(person)
    body = world.receive(person, content)
    return person.messages[body["message_id"]]


def edit(world: World, person: Person, message_id: int, text: str) -> Message:
    """Edit one of their own texts.

    Raises:
        ImpossibleError: It is not theirs, not a text, or gone.
    """
    _writer(person)
    message = person.messages.get(message_id)
    if message is None or message.outgoing or "text" not in message.body or not text.strip():
        raise ImpossibleError("only an own text can be edited")
    kept = {key: value for key, value in message.body.items() if key not in {"text", "entities"}}
    body = world.revise(person, message, {**kept, **_text_content(text.strip())})
    world.updates.add("edited_message", body)
    return person.messages[message_id]


def press(world: World, person: Person, message_id: int, data: str) -> str:
    """Press a button that carries data; returns the query's id.

    Raises:
        ImpossibleError: The chat is closed or the message gone.
    """
    _writer(person)
    message = person.messages.get(message_id)
    if message is None:
        raise ImpossibleError("the message is gone")
    query_id = world.open_query(person, message_id)
    world.updates.add(
        "callback_query",
        {
            "id": query_id,
            "from": person.user,
            "message": message.body,
            "chat_instance": str(person.id * 7919),
            "data": data,
        },
    )
    return query_id


def button_data(message: Message, row: int, column: int) -> Json:
    """Return the inline button at a place, counted from zero.

    Raises:
        ImpossibleError: There is none.
    """
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise ImpossibleError("there is no such button")
    button: Json = rows[row][column]
    return button


def has_data(message: Message, data: str) -> bool:
    """Tell whether a button of the message carries this data."""
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    return any(button.get("callback_data") == data for row in rows for button in row)


def send_file(world: World, person: Person, kind: str, upload: Upload, extra: Json) -> Message:
    """Send a photo, voice message, document, audio file or sticker.

    Raises:
        ImpossibleError: The chat is closed or the picture is none.
    """
    _writer(person)
    size = (picture_size(upload.data) or (0, 0)) if kind in {"photo", "sticker"} else (0, 0)
    if kind == "photo" and not size[0]:
        raise ImpossibleError("not a picture")
    stored = world.files.add(kind, upload.name, upload.content_type, upload.data, size)
    return _received(world, person, _file_content(stored, extra))


def _file_content(stored: StoredFile, extra: Json) -> Json:
    base: Json = {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": len(stored.data)}
    caption = {"caption": extra["caption"]} if extra.get("caption") else {}
    match stored.kind:
        case "photo":
            shown: Any = [{**base, "width": stored.width, "height": stored.height}]
        case "sticker":
            shown = {
                **base,
                "type": "regular",
                "width": stored.width or 512,
                "height": stored.height or 512,
                "is_animated": False,
                "is_video": False,
                "emoji": extra.get("emoji", "👍"),
            }
        case "voice":
            shown = {**base, "mime_type": stored.mime_type, "duration": int(extra.get("duration", 3))}
        case "audio":
            shown = {**base, "mime_type": stored.mime_type, "duration": 3, "file_name": stored.name}
        case _:
            shown = {**base, "mime_type": stored.mime_type, "file_name": stored.name}
    return {stored.kind: shown, **caption}


def send_location(world: World, person: Person, latitude: float, longitude: float) -> Message:
    """Send a point on the map."""
    return _received(world, person, {"location": {"latitude": latitude, "longitude": longitude}})


def send_contact(world: World, person: Person, phone_number: str) -> Message:
    """Share their own contact card."""
    card = {"phone_number": phone_number, "first_name": person.user["first_name"], "user_id": person.id}
    return _received(world, person, {"contact": card})


def refusal(error: ApiError | ValueError) -> str:
    """Return an error's words."""
    return error.description if isinstance(error, ApiError) else str(error)
