"""A part of the product: one role's side of one feature, with its buttons, its steps and its commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import Enum

from conversations.composing import Composer
from conversations.press import Press
from conversations.turn import Turn

ButtonHandler = Callable[[Turn, Press], Awaitable[None]]
StepHandler = Callable[[Turn], Awaitable[None]]


class Audience(Enum):
    """Whom a part answers. It is checked on every press, whatever the button says."""

    ANYBODY = "anybody"
    PARTICIPANT = "participant"
    STAFF = "staff"
    SPECIALIST = "specialist"
    COORDINATOR = "coordinator"


class Part:
    """Collects the handlers of one module; `code` begins the payload of each of its buttons."""

    def __init__(self, code: str, audience: Audience) -> None:
        self.code = code
        self.audience = audience
        self.buttons: dict[str, ButtonHandler] = {}
        self.steps: dict[str, StepHandler] = {}
        self.commands: dict[str, StepHandler] = {}
        self.composers: dict[str, Composer] = {}

    def button(self, action: str) -> Callable[[ButtonHandler], ButtonHandler]:
        """Marks the handler of a pressed button."""

        def keep(handler: ButtonHandler) -> ButtonHandler:
            self.buttons[action] = handler
            return handler

        return keep

    def step(self, name: str) -> Callable[[StepHandler], StepHandler]:
        """Marks the handler of what is written, spoken or shown while this step of a dialogue is open."""

        def keep(handler: StepHandler) -> StepHandler:
            self.steps[name] = handler
            return handler

        return keep

    def command(self, name: str) -> Callable[[StepHandler], StepHandler]:
        """Marks the handler of a slash command."""

        def keep(handler: StepHandler) -> StepHandler:
            self.commands[name] = handler
            return handler

        return keep

    def composer(self, message_key: str) -> Callable[[Composer], Composer]:
        """Marks the composer of a planned message."""

        def keep(handler: Composer) -> Composer:
            self.composers[message_key] = handler
            return handler

        return keep

    def welcomes(self, turn: Turn) -> bool:
        """Whether the person of this turn may use the part at all."""
        match self.audience:
            case Audience.ANYBODY:
                return True
            case Audience.PARTICIPANT:
                return turn.is_participant
            case Audience.STAFF:
                return turn.is_specialist or turn.is_coordinator
            case Audience.SPECIALIST:
                return turn.is_specialist
            case Audience.COORDINATOR:
                return turn.is_coordinator
