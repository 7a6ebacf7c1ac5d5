"""What the bot told Telegram about itself: names, descriptions, command lists, menu button."""

from typing import Any

from bot.simulator.errors import bad_request

Json = dict[str, Any]
Scope = tuple[str, int | None]

_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def scope_key(scope: Json | None) -> Scope:
    """Return a scope as a key.

    Raises:
        ApiError: 400 for an unknown scope or one without its chat.
    """
    kind = (scope or {}).get("type", "default")
    if kind not in _SCOPES:
        raise bad_request("unsupported BotCommandScope type")
    if not kind.startswith("chat"):
        return kind, None
    try:
        return kind, int((scope or {})["chat_id"])
    except (KeyError, TypeError, ValueError):
        raise bad_request("chat not found") from None


class BotProfile:
    """Texts per language and commands per scope and language.

    Attributes:
        menu_button: The default for chats without their own.
    """

    def __init__(self, name: str) -> None:
        self._texts: dict[tuple[str, str], str] = {("name", ""): name}
        self._commands: dict[tuple[Scope, str], list[Json]] = {}
        self.menu_button: Json = {"type": "commands"}

    def set_text(self, key: str, language: str, text: str) -> None:
        """Set a name or description.

        Raises:
            ApiError: 400 when it is too long.
        """
        if len(text) > _LIMITS[key]:
            raise bad_request(f"bot {key.replace('_', ' ')} is too long")
        self._texts[key, language] = text

    def text(self, key: str, language: str = "") -> str:
        """Return a name or description, in this language or the default."""
        return self._texts.get((key, language)) or self._texts.get((key, ""), "")

    def set_commands(self, scope: Scope, language: str, commands: list[Json]) -> None:
        """Set the list of one scope and language; an empty one removes it."""
        if commands:
            self._commands[scope, language] = commands
        else:
            self._commands.pop((scope, language), None)

    def commands(self, scope: Scope, language: str) -> list[Json]:
        """Return exactly this scope's and language's list."""
        return self._commands.get((scope, language), [])

    def commands_for(self, chat_id: int, language: str) -> list[Json]:
        """Return what a person's `/` menu shows: the narrowest scope wins, then the language."""
        short = language.split("-", 1)[0]
        for scope in (("chat", chat_id), ("all_private_chats", None), ("default", None)):
            for code in (short, ""):
                found = self._commands.get((scope, code))
                if found:
                    return found
        return []
