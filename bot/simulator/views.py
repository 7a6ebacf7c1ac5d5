"""The world as a person sees it on their phone, in plain JSON for the page and the tests."""

from datetime import UTC, datetime
from typing import Any

from bot.simulator.entities import to_html
from bot.simulator.events import Event
from bot.simulator.world import Message, Person, World

Json = dict[str, Any]

_FILE_KINDS = ("photo", "document", "voice", "audio", "sticker")
_OTHER_KINDS = ("venue", "location", "contact")


def _written(body: Json) -> tuple[str, list[Json]]:
    """Return text or caption, and its entities."""
    if "text" in body:
        return body["text"], body.get("entities", [])
    return body.get("caption", ""), body.get("caption_entities", [])


def _kind(body: Json) -> str:
    for kind in (*_FILE_KINDS, *_OTHER_KINDS):
        if kind in body:
            return kind
    return "text"


def _file(world: World, shown: Any) -> Json:
    described = shown[-1] if isinstance(shown, list) else shown
    stored = world.files.get(described["file_id"])
    return {
        "file_id": described["file_id"],
        "url": f"/control/files/{described['file_id']}",
        "name": stored.name if stored else "",
        "mime_type": stored.mime_type if stored else "",
        "size": described.get("file_size", 0),
        "width": described.get("width", 0),
        "height": described.get("height", 0),
        "duration": described.get("duration", 0),
    }


def message_view(world: World, message: Message) -> Json:
    """Return a message: text with entities and as HTML, buttons, file or place."""
    body = message.body
    kind = _kind(body)
    text, entities = _written(body)
    reply = body.get("reply_to_message")
    view: Json = {
        "id": body["message_id"],
        "from_bot": message.outgoing,
        "kind": kind,
        "text": text,
        "entities": entities,
        "html": to_html(text, entities),
        "buttons": body.get("reply_markup", {}).get("inline_keyboard", []),
        "date": body["date"],
        "at": datetime.fromtimestamp(body["date"], UTC).isoformat(),
        "edited": "edit_date" in body,
        "forwarded": "forward_origin" in body,
        "reply_to": {"id": reply["message_id"], "text": _written(reply)[0]} if reply else None,
    }
    if kind in _FILE_KINDS:
        view["file"] = _file(world, body[kind])
    elif kind in _OTHER_KINDS:
        view[kind] = body[kind]
    return view


def person_view(world: World, person: Person) -> Json:
    """Return a phone: who holds it, whether it started, its keyboard and commands."""
    return {
        "id": person.id,
        "first_name": person.user["first_name"],
        "language_code": person.user["language_code"],
        "label": person.label,
        "started": person.started,
        "blocked": person.blocked,
        "deactivated": person.deactivated,
        "keyboard": person.keyboard,
        "commands": world.profile.commands_for(person.id, person.user["language_code"]),
    }


def bot_view(world: World) -> Json:
    """Return what every phone shows of the bot."""
    return {
        "username": world.config.bot_username,
        "name": world.profile.text("name"),
        "description": world.profile.text("description"),
    }


def event_view(world: World, event: Event) -> Json:
    """Return an event with what a phone needs to show it."""
    view: Json = {"seq": event.seq, "kind": event.kind, "user": event.user}
    match event.kind:
        case "message" | "edited":
            view["message"] = message_view(world, event.payload)
        case "deleted":
            view["message_id"] = event.payload
        case "typing":
            view["action"] = event.payload
        case "answer":
            view["answer"] = event.payload
        case "keyboard":
            view["keyboard"] = event.payload
        case "user":
            view["person"] = person_view(world, event.payload)
        case "clock":
            view["clock"] = world.clock.state()
        case "profile":
            view["bot"] = bot_view(world)
        case _:
            pass
    return view
