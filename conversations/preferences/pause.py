"""Pausing and going on: the participant chooses when, and no reason is asked."""

from __future__ import annotations

from conversations.appointments.planning import replan_participant
from conversations.handover.telling import tell_after_pause
from conversations.home.menu import show_home
from conversations.preferences.screen import part, settings_row, show_settings
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import brief, say, staff
from storage.models import ParticipantStatus


@part.button("pause")
async def ask_pause(turn: Turn, _press: Press) -> None:
    """What a pause means, before it begins."""
    if turn.profile.status == ParticipantStatus.PAUSED:
        await show_settings(turn)
        return
    name = turn.profile.specialist.name
    await turn.show(
        message(
            Line(say("Do you want a pause?"), "⏸", strong=True),
            Line(say("Nothing is sent to you until you go on.")),
            Line(say("Your appointments stay."), "📅"),
            Line(say("{name} will see that you have a pause. Nobody asks why.", name=name)),
            brief=brief("Do you want a pause?"),
            buttons=(
                (Button(say("Begin the pause"), payload("st", "pauseok"), icon="⏸"),),
                settings_row(),
            ),
        ),
    )


@part.button("pauseok")
async def pause(turn: Turn, _press: Press) -> None:
    """Begins the pause: what waits is taken back, and the specialist is told without a reason."""
    profile = turn.profile
    if profile.status == ParticipantStatus.ACTIVE:
        profile.status = ParticipantStatus.PAUSED
        await turn.store.flush()
        await turn.store.deliveries.suppress_waiting(turn.me.id, turn.now, ParticipantStatus.PAUSED)
        await turn.store.audit.note("participant.paused", turn.now, participant_id=profile.id)
        await turn.tell(
            profile.specialist_id,
            message(
                Line(staff("{name} has a pause now. The appointments stay.", name=profile.person.name), "⏸"),
                Line(staff("No reason is asked. {name} goes on when it suits.", name=profile.person.name)),
            ),
            participant_id=profile.id,
        )
    await show_home(turn)


@part.button("goon")
async def go_on(turn: Turn, _press: Press) -> None:
    """Ends the pause: what is still to come is planned again."""
    profile = turn.profile
    if profile.status == ParticipantStatus.PAUSED:
        profile.status = ParticipantStatus.ACTIVE
        await turn.store.flush()
        await replan_participant(turn.store.as_system(), profile, turn.now)
        await tell_after_pause(turn.store, profile, turn.now)
        await turn.store.audit.note("participant.went_on", turn.now, participant_id=profile.id)
        await turn.tell(
            profile.specialist_id,
            message(Line(staff("{name} has no pause any more.", name=profile.person.name), "▶️")),
            participant_id=profile.id,
        )
    await show_home(turn)
