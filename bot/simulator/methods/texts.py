"""Texts and captions as the Bot API takes them: a parse mode or explicit entities, within limits."""

from typing import Any

from bot.simulator.entities import Entity, utf16_length, with_found
from bot.simulator.errors import bad_request
from bot.simulator.markup import parse_html
from bot.simulator.world import World

Json = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_ENTITY_TYPES = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
    }
)


def _checked(text: str, entities: list[Any]) -> list[Entity]:
    units = utf16_length(text)
    for entity in entities:
        if not isinstance(entity, dict) or entity.get("type") not in _ENTITY_TYPES:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        offset, length = entity.get("offset"), entity.get("length")
        if type(offset) is not int or type(length) is not int:
            raise bad_request('can\'t parse MessageEntity: Field "offset" must be a valid Number')
        if offset < 0 or length < 1 or offset + length > units:
            raise bad_request("ENTITY_BOUNDS_INVALID")
    return [dict(entity) for entity in entities]


def _formatted(world: World, params: Json, key: str, entities_key: str) -> tuple[str, list[Entity]]:
    source = params[key]
    if params.get("parse_mode"):
        return parse_html(source, reject_unknown=world.config.reject_unknown_entities)
    if entities_key in params:
        return source.rstrip(), _checked(source, params[entities_key])
    return with_found(source.strip(), [])


def text_content(world: World, params: Json) -> Json:
    """Return `text` and `entities` of a message.

    Raises:
        ApiError: 400 when the text is empty, too long or badly marked up.
    """
    if not params["text"]:
        raise bad_request("message text is empty")
    text, entities = _formatted(world, params, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if "link_preview_options" in params:
        content["link_preview_options"] = params["link_preview_options"]
    return content


def caption_content(world: World, params: Json) -> Json:
    """Return `caption` and `caption_entities` of a message, or nothing.

    Raises:
        ApiError: 400 when the caption is too long or badly marked up.
    """
    if not params.get("caption"):
        return {}
    text, entities = _formatted(world, params, "caption", "caption_entities")
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    return content
