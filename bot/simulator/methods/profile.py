"""Methods about the bot itself, a chat, a file."""

import re
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.profile import scope_key
from bot.simulator.world import World

Json = dict[str, Any]

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_COMMAND_LIMIT = 100
_DESCRIPTION_LIMIT = 256


def _get_me(world: World, _params: Json) -> Json:
    return {
        **world.bot,
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _command(value: Any) -> Json:
    if not isinstance(value, dict):
        raise bad_request("expected an Object")
    command, description = value.get("command"), value.get("description")
    if not isinstance(command, str) or not _COMMAND.fullmatch(command.removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= len(description.strip()) <= _DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command.removeprefix("/"), "description": description}


def _language(params: Json) -> str:
    code = str(params.get("language_code", ""))
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _set_commands(world: World, params: Json) -> bool:
    if len(params["commands"]) > _COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    scope = scope_key(params.get("scope"))
    if scope[0] == "chat":
        world.chat(scope[1])
    world.profile.set_commands(scope, _language(params), [_command(value) for value in params["commands"]])
    world.events.add("commands", scope[1])
    return True


def _delete_commands(world: World, params: Json) -> bool:
    return _set_commands(world, {**params, "commands": []})


def _get_commands(world: World, params: Json) -> list[Json]:
    return world.profile.commands(scope_key(params.get("scope")), _language(params))


def _set_text(world: World, params: Json, key: str) -> bool:
    world.profile.set_text(key, _language(params), params.get(key, ""))
    world.events.add("profile", None)
    return True


def _get_text(world: World, params: Json, key: str) -> Json:
    return {key: world.profile.text(key, _language(params))}


def _set_menu_button(world: World, params: Json) -> bool:
    button = params.get("menu_button", {"type": "default"})
    if button.get("type") not in {"commands", "web_app", "default"}:
        raise bad_request("unsupported menu button type")
    if "chat_id" in params:
        world.chat(params["chat_id"]).menu_button = button
    else:
        world.profile.menu_button = button
    return True


def _get_menu_button(world: World, params: Json) -> Json:
    own = world.chat(params["chat_id"]).menu_button if "chat_id" in params else None
    return own or world.profile.menu_button


def _get_chat(world: World, params: Json) -> Json:
    person = world.chat(params["chat_id"])
    if not person.started:
        raise bad_request("chat not found")
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), True
    )
    return {**person.chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def _get_file(world: World, params: Json) -> Json:
    stored = world.files.get(params["file_id"])
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.data) > world.config.download_limit:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.data),
        "file_path": stored.path,
    }


HANDLERS = {
    "getMe": _get_me,
    "logOut": lambda _world, _params: True,
    "close": lambda _world, _params: True,
    "setMyCommands": _set_commands,
    "deleteMyCommands": _delete_commands,
    "getMyCommands": _get_commands,
    "setMyName": lambda world, params: _set_text(world, params, "name"),
    "getMyName": lambda world, params: _get_text(world, params, "name"),
    "setMyDescription": lambda world, params: _set_text(world, params, "description"),
    "getMyDescription": lambda world, params: _get_text(world, params, "description"),
    "setMyShortDescription": lambda world, params: _set_text(world, params, "short_description"),
    "getMyShortDescription": lambda world, params: _get_text(world, params, "short_description"),
    "setChatMenuButton": _set_menu_button,
    "getChatMenuButton": _get_menu_button,
    "getChat": _get_chat,
    "getFile": _get_file,
}
"""Handlers by method name."""
