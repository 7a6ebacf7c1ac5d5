"""What may not have arrived in the coordinator's programmes: counted by reason, never by who sent it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from conversations.appointments.venue_time import to_local
from conversations.home.menu import home_row
from conversations.turn import Turn
from locales.message import Line, message
from locales.text import Day, Text, staff, staff_n
from storage.models import Delivery, DeliveryState, Participant, Role

LOOKS_BACK = timedelta(days=14)
MOST_NAMED = 10

_CLOSED = ("blocked", "deactivated", "unreachable", "never_started", "chat_not_found", "refused")


async def show_trouble(turn: Turn) -> None:
    """Shows counts by reason in plain words, then the newest with participants' names."""
    people: dict[int, Participant] = {}
    for programme in turn.programmes(Role.COORDINATOR):
        for participant in await turn.store.participants.of_programme(programme.id):
            people[participant.person_id] = participant
    since = turn.now - LOOKS_BACK
    reasons: Counter[str] = Counter()
    for (state, failure), count in (await turn.store.deliveries.count_trouble(people.keys(), since)).items():
        reasons[_reason(state, failure)] += count
    lines = [Line(staff("What may not have arrived in the last 14 days"), "📪", strong=True)]
    if not reasons:
        lines.append(Line(staff("Nothing. All messages arrived."), "👍"))
    lines += [Line(_counted(reason, count), "•") for reason, count in reasons.most_common()]
    newest = await turn.store.deliveries.troubled(people.keys(), since)
    lines += [
        Line(_named(row, people[row.person_id]), "•", gap=index == 0)
        for index, row in enumerate(newest[:MOST_NAMED])
        if row.person_id is not None
    ]
    await turn.show(message(*lines, buttons=(home_row(),)))


def _reason(state: str, failure: str | None) -> str:
    if state == DeliveryState.UNCERTAIN:
        return "uncertain"
    if state == DeliveryState.EXPIRED:
        return "expired"
    return "closed" if failure in _CLOSED else "refused"


def _counted(reason: str, count: int) -> Text:
    match reason:
        case "uncertain":
            return staff_n(
                "{count} message: nobody knows if it arrived.",
                "{count} messages: nobody knows if they arrived.",
                count=count,
            )
        case "expired":
            return staff_n(
                "{count} message: it was too late to send it.",
                "{count} messages: it was too late to send them.",
                count=count,
            )
        case "closed":
            return staff_n(
                "{count} message: the chat is closed.",
                "{count} messages: the chat is closed.",
                count=count,
            )
        case _:
            return staff_n(
                "{count} message: Telegram refused it.",
                "{count} messages: Telegram refused them.",
                count=count,
            )


def _named(row: Delivery, participant: Participant) -> Text:
    moment = row.finished_at or row.due
    return staff(
        "{name}: a message on {day}",
        name=participant.person.name,
        day=Day(to_local(moment, participant.programme.timezone).date()),
    )
