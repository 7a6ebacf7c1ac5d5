"""Methods that change or take away what is in a chat, and the answer to a pressed button."""

from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.methods.texts import caption_content, text_content
from bot.simulator.world import Message, Person, World

Json = dict[str, Any]

_DELETABLE_SECONDS = 48 * 3600
_MANY = 100
_ANSWER_LIMIT = 200
_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_TEXT_KEYS = ("text", "entities", "link_preview_options")
_CAPTION_KEYS = ("caption", "caption_entities")
_MEDIA = ("photo", "document", "voice", "audio")


def _editable(world: World, params: Json) -> tuple[Person, Message]:
    person = world.recipient(params["chat_id"])
    message = person.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if not message.outgoing or "forward_origin" in message.body:
        raise bad_request("message can't be edited")
    return person, message


def _apply(
    world: World, params: Json, target: tuple[Person, Message], content: Json, replaced: tuple[str, ...]
) -> Json:
    """Replace part of a message; an edit without a keyboard takes the inline keyboard away."""
    person, message = target
    markup = params.get("reply_markup") or {}
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    gone = {*replaced, "reply_markup", "edit_date"}
    body = {key: value for key, value in message.body.items() if key not in gone}
    body |= content
    if markup.get("inline_keyboard"):
        body["reply_markup"] = markup
    if body == {key: value for key, value in message.body.items() if key != "edit_date"}:
        raise bad_request(_UNCHANGED)
    return world.revise(person, message, body)


def _edit_text(world: World, params: Json) -> Json:
    target = _editable(world, params)
    if "text" not in target[1].body:
        raise bad_request("there is no text in the message to edit")
    return _apply(world, params, target, text_content(world, params), _TEXT_KEYS)


def _edit_caption(world: World, params: Json) -> Json:
    target = _editable(world, params)
    if not any(kind in target[1].body for kind in _MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return _apply(world, params, target, caption_content(world, params), _CAPTION_KEYS)


def _edit_markup(world: World, params: Json) -> Json:
    return _apply(world, params, _editable(world, params), {}, ())


def _deletable(world: World, person: Person, message_id: int) -> ApiError | None:
    message = person.messages.get(message_id)
    if message is None:
        return bad_request("message to delete not found")
    if world.clock.timestamp() - message.body["date"] > _DELETABLE_SECONDS:
        return bad_request("message can't be deleted for everyone")
    return None


def _delete(world: World, params: Json) -> bool:
    person = world.recipient(params["chat_id"])
    refusal = _deletable(world, person, params["message_id"])
    if refusal:
        raise refusal
    world.remove(person, params["message_id"])
    return True


def _delete_many(world: World, params: Json) -> bool:
    person = world.recipient(params["chat_id"])
    chosen = params["message_ids"]
    if not 1 <= len(chosen) <= _MANY:
        raise bad_request("there are too many or no message identifiers specified")
    for message_id in chosen:
        if _deletable(world, person, message_id) is None:
            world.remove(person, message_id)
    return True


def _answer(world: World, params: Json) -> bool:
    text = params.get("text", "")
    if len(text) > _ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query = world.queries.get(params["callback_query_id"])
    too_old = query and world.config.monotonic() - query.pressed >= world.config.callback_seconds
    if query is None or query.answered or too_old:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.answered = True
    payload = {
        "query_id": params["callback_query_id"],
        "message_id": query.message_id,
        "text": text,
        "show_alert": params.get("show_alert", False),
        "url": params.get("url", ""),
    }
    world.events.add("answer", query.person, payload)
    return True


HANDLERS = {
    "editMessageText": _edit_text,
    "editMessageCaption": _edit_caption,
    "editMessageReplyMarkup": _edit_markup,
    "deleteMessage": _delete,
    "deleteMessages": _delete_many,
    "answerCallbackQuery": _answer,
}
"""Handlers by method name."""
