"""Where a participant stands, in plain words with a picture: what is missing, and nothing about the person."""

from __future__ import annotations

from locales.text import Text, staff
from storage.models import Participant, ParticipantStatus

Standing = tuple[str, Text]
"""A picture and the words it stands beside."""


def standing_of(participant: Participant) -> Standing:  # noqa: PLR0911 - one line a standing reads best
    """For the list: one of few words. The profile must be loaded with its person."""
    if participant.status == ParticipantStatus.WITHDRAWN:
        return "⏹", staff("has stopped")
    if participant.person.chat_id is None:
        return "✉️", staff("has not opened the invitation")
    if not participant.person.reachable:
        return "📵", staff("cannot be reached in the chat")
    if participant.status == ParticipantStatus.PAUSED:
        return "⏸", staff("has a pause")
    if participant.status == ParticipantStatus.ACTIVE:
        return "✅", staff("takes part")
    if participant.agreed_at is None:
        return "👀", staff("has not agreed in the chat yet")
    return "✍️", staff("has agreed, consent is not recorded")
