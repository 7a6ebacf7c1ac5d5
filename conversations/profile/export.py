"""Her profile as a file in Norwegian: headings of ours, and her own words as they stand."""

from __future__ import annotations

from datetime import datetime

from conversations.appointments.venue_time import to_local
from conversations.job_proposals.fit import misfits
from conversations.profile.topics import TOPICS
from locales.languages import NORWEGIAN
from locales.render import write
from locales.text import Day, staff
from storage.unit_of_work import UnitOfWork

PROFILE = "profile"


async def profile_file(store: UnitOfWork, participant_id: int, now: datetime) -> tuple[str, str] | None:
    """The file's name and text; None when the participant is gone."""
    participant = await store.participants.get(participant_id)
    if participant is None:
        return None
    known = await store.own_words.of_participant(participant_id)
    day = Day(to_local(now, participant.programme.timezone).date())
    lines = [write(staff("About {name}, {day}", name=participant.person.name, day=day), NORWEGIAN), ""]
    for code, topic in TOPICS.items():
        if code in known:
            words = known[code].words or write(staff("(spoken)"), NORWEGIAN)
            lines += [write(topic.name, NORWEGIAN), words, ""]
    lines += [write(text, NORWEGIAN) for _, _, text in misfits(await store.proposals.of_participant(participant_id))]
    return "profil.txt", "\n".join(lines)
