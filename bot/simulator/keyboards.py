"""Strict reading of `reply_markup`: inline keyboards, reply keyboards, removal, forced reply."""

import re
from typing import Any

from bot.simulator.errors import ApiError, bad_request

Json = dict[str, Any]

CALLBACK_DATA_BYTES = 64
BUTTON_LIMIT = 100
_INLINE_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
_LOOKS = frozenset({"text", "icon_custom_emoji_id", "style"})
_INLINE_FIELDS = _INLINE_ACTIONS | _LOOKS
_REPLY_FIELDS = _LOOKS | {
    "request_users",
    "request_chat",
    "request_managed_bot",
    "request_contact",
    "request_location",
    "request_poll",
    "web_app",
}
_STYLES = frozenset({"danger", "success", "primary"})
_KEYBOARD_FIELDS = frozenset(
    {"keyboard", "is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder", "selective"}
)
_REMOVE_FIELDS = frozenset({"remove_keyboard", "selective"})
_FORCE_FIELDS = frozenset({"force_reply", "input_field_placeholder", "selective"})
_PLACEHOLDER_LIMIT = 64
_LINK = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+(?:[/?#]\S*)?$|tg://\S+$")


def _fields(value: Json, allowed: frozenset[str], what: str) -> None:
    if not value.keys() <= allowed:
        raise bad_request(f'{what} has no field "{min(value.keys() - allowed)}"')


def _inline_error(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _rows(value: Any, what: str) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request(f'can\'t parse {what}: Field "{what}" must be of type Array')
    for row in value:
        if not isinstance(row, list):
            raise bad_request(f"can't parse {what}: Row of the keyboard must be an Array")
    if sum(map(len, value)) > BUTTON_LIMIT:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return value


def _inline_button(button: Any) -> None:
    if type(button) is not dict:
        raise _inline_error("Object expected")
    text = button.get("text")
    if type(text) is not str:
        raise _inline_error('Can\'t find field "text"' if text is None else 'Field "text" must be of type String')
    if not text.strip():
        raise _inline_error("Button text must be non-empty")
    actions = button.keys() & _INLINE_ACTIONS
    if not actions:
        raise _inline_error("Text buttons are unallowed in the inline keyboard")
    _fields(button, _INLINE_FIELDS, "inline keyboard button")
    if len(actions) > 1:
        raise _inline_error("exactly one action must be used")
    if "callback_data" in button:
        _callback_data(button["callback_data"])
    elif "url" in button:
        _url(button["url"])
    if button.get("style", "danger") not in _STYLES:
        raise _inline_error("invalid button style specified")


def _callback_data(data: Any) -> None:
    if type(data) is not str:
        raise _inline_error('Field "callback_data" must be of type String')
    if not data or len(data) > CALLBACK_DATA_BYTES or len(data.encode()) > CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _url(url: Any) -> None:
    if type(url) is not str:
        raise _inline_error('Field "url" must be of type String')
    if not _LINK.match(url):
        kind = "Wrong HTTP URL" if url.startswith(("http://", "https://")) else "Unsupported URL protocol"
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {kind}")


def _reply_button(button: Any) -> Json:
    if type(button) is str:
        button = {"text": button}
    if type(button) is not dict or type(button.get("text")) is not str or not button["text"].strip():
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    _fields(button, _REPLY_FIELDS, "keyboard button")
    return button


def check_markup(value: Any) -> Json:
    """Return a checked `reply_markup`; empty rows of an inline keyboard are dropped, as Telegram does.

    Raises:
        ApiError: 400 with the first thing that is wrong.
    """
    if type(value) is not dict:
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        _fields(value, frozenset({"inline_keyboard"}), "inline keyboard markup")
        rows = _rows(value["inline_keyboard"], "inline_keyboard")
        for row in rows:
            for button in row:
                _inline_button(button)
        return value if all(rows) else {"inline_keyboard": [row for row in rows if row]}
    if "keyboard" in value:
        _fields(value, _KEYBOARD_FIELDS, "reply keyboard markup")
        buttons = [[_reply_button(button) for button in row] for row in _rows(value["keyboard"], "keyboard")]
        if len(value.get("input_field_placeholder") or "") > _PLACEHOLDER_LIMIT:
            raise bad_request("input field placeholder is too long")
        return {**value, "keyboard": [row for row in buttons if row]}
    if value.get("remove_keyboard") is True:
        _fields(value, _REMOVE_FIELDS, "reply keyboard remove")
        return value
    if value.get("force_reply") is True:
        _fields(value, _FORCE_FIELDS, "force reply")
        return value
    if not value:
        return value
    raise bad_request("can't parse reply keyboard markup JSON object")
