"""Methods that put something into a chat."""

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.methods.media import media_content, take_file
from bot.simulator.methods.texts import caption_content, text_content
from bot.simulator.world import Message, Person, World

Json = dict[str, Any]

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_NOT_COPIED = frozenset({"message_id", "from", "chat", "date", "edit_date", "reply_markup", "reply_to_message"})
_CALL_ONLY = ("protect_content", "has_protected_content")


def _reply(person: Person, params: Json) -> Json:
    wanted = params.get("reply_parameters") or {}
    target = wanted.get("message_id", params.get("reply_to_message_id"))
    if target is None:
        return {}
    message = person.messages.get(target)
    if message is None:
        if wanted.get("allow_sending_without_reply", params.get("allow_sending_without_reply")):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": {key: value for key, value in message.body.items() if key != "reply_to_message"}}


def _post(world: World, person: Person, content: Json, params: Json) -> Json:
    if "reply_parameters" in params or "reply_to_message_id" in params:
        content |= _reply(person, params)
    if params.get(_CALL_ONLY[0]):
        content[_CALL_ONLY[1]] = True
    return world.post(person, content, params.get("reply_markup"))


def _send_message(world: World, params: Json) -> Json:
    person = world.recipient(params["chat_id"])
    return _post(world, person, text_content(world, params), params)


def _send_file(world: World, params: Json, kind: str) -> Json:
    person = world.recipient(params["chat_id"])
    caption = caption_content(world, params)
    stored = take_file(world, kind, params[kind])
    return _post(world, person, {**media_content(stored, params), **caption}, params)


def _place(params: Json) -> Json:
    latitude, longitude = params["latitude"], params["longitude"]
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - degrees on the globe
        raise bad_request("invalid location specified")
    return {"latitude": latitude, "longitude": longitude}


def _send_location(world: World, params: Json) -> Json:
    person = world.recipient(params["chat_id"])
    return _post(world, person, {"location": _place(params)}, params)


def _send_venue(world: World, params: Json) -> Json:
    person = world.recipient(params["chat_id"])
    if not params["title"] or not params["address"]:
        raise bad_request("venue title and address must be non-empty")
    venue = {"location": _place(params), "title": params["title"], "address": params["address"]}
    return _post(world, person, {"venue": venue, "location": venue["location"]}, params)


def _send_chat_action(world: World, params: Json) -> bool:
    person = world.recipient(params["chat_id"])
    if params["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.events.add("typing", person.id, params["action"])
    return True


def _source(world: World, params: Json, verb: str) -> Message:
    message = world.chat(params["from_chat_id"]).messages.get(params["message_id"])
    if message is None:
        raise bad_request(f"message to {verb} not found")
    return message


def _content(message: Message) -> Json:
    return {key: value for key, value in message.body.items() if key not in _NOT_COPIED}


def _copy_message(world: World, params: Json) -> Json:
    person = world.recipient(params["chat_id"])
    content = _content(_source(world, params, "copy"))
    content.pop("forward_origin", None)
    if "caption" in params:
        for key in ("caption", "caption_entities"):
            content.pop(key, None)
        content |= caption_content(world, params)
    return {"message_id": _post(world, person, content, params)["message_id"]}


def _forward_message(world: World, params: Json) -> Json:
    person = world.recipient(params["chat_id"])
    message = _source(world, params, "forward")
    origin = {"type": "user", "sender_user": message.body["from"], "date": message.body["date"]}
    return _post(world, person, {"forward_origin": origin, **_content(message)}, params)


HANDLERS = {
    "sendMessage": _send_message,
    "sendPhoto": lambda world, params: _send_file(world, params, "photo"),
    "sendDocument": lambda world, params: _send_file(world, params, "document"),
    "sendVoice": lambda world, params: _send_file(world, params, "voice"),
    "sendAudio": lambda world, params: _send_file(world, params, "audio"),
    "sendLocation": _send_location,
    "sendVenue": _send_venue,
    "sendChatAction": _send_chat_action,
    "copyMessage": _copy_message,
    "forwardMessage": _forward_message,
}
"""Handlers by method name."""
