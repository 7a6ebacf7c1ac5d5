"""The buttons and steps of invitations, and who may use each."""

from __future__ import annotations

from conversations.invitations import coordinator, specialist, staff_entry
from conversations.part import Audience, ButtonHandler, Part, StepHandler
from conversations.press import BadPressError, Press
from conversations.turn import Turn
from storage.models import Role

part = Part(staff_entry.FLOW, Audience.ANYBODY)


def _button_for(role: Role, handler: ButtonHandler) -> ButtonHandler:
    async def checked(turn: Turn, press: Press) -> None:
        if not turn.programmes(role):
            raise BadPressError
        await handler(turn, press)

    return checked


def _step_for(role: Role, handler: StepHandler) -> StepHandler:
    async def checked(turn: Turn) -> None:
        if turn.programmes(role):
            await handler(turn)
        else:
            await turn.close()

    return checked


part.button("language")(staff_entry.choose_language)
part.step("staff_language")(staff_entry.repeat_language)
part.step("staff_name")(staff_entry.take_name)

part.button("specialist")(_button_for(Role.COORDINATOR, coordinator.invite))
part.button("staff")(_button_for(Role.COORDINATOR, coordinator.invite_to))

part.button("participant")(_button_for(Role.SPECIALIST, specialist.invite))
part.button("to")(_button_for(Role.SPECIALIST, specialist.invite_to))
part.button("relink")(_button_for(Role.SPECIALIST, specialist.ask_relink))
part.button("relinked")(_button_for(Role.SPECIALIST, specialist.relink))
part.step("participant_name")(_step_for(Role.SPECIALIST, specialist.take_name))
