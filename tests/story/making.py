"""What a specialist does about an appointment, by one typed line and a tap, and what everybody should read then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.simulator.phones import PhoneMessage
from locales.text import At, say
from storage.models import Occurrence
from tests.story.cast import Story, oslo
from tests.story.reading import directions, isolated, norwegian_part, own_part
from tests.story.way_in import ADDRESS, NAMES, PLACE, SPECIALIST, STOP, TRAVEL_MINUTES

WEEKDAYS = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
BRING = {"nb": "ta med", "en": "bring"}
MARGIN = timedelta(minutes=10)
AT_ONCE = timedelta(seconds=20)
"""How much later than it is due something may leave on a busy machine."""


@dataclass(frozen=True)
class Agreed:
    """An appointment as everybody should have read it."""

    day: date
    hour: int
    minute: int = 30
    occurrence: int = 0
    version: int = 1

    @property
    def start(self) -> datetime:
        return oslo(self.day, self.hour, self.minute)

    @property
    def clock(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"

    @property
    def evening(self) -> datetime:
        return oslo(self.day - timedelta(days=1), 18)

    @property
    def leaving(self) -> datetime:
        return self.start - timedelta(minutes=TRAVEL_MINUTES) - MARGIN

    @property
    def norwegian(self) -> str:
        """The short line under it."""
        return f"Møte: {WEEKDAYS['nb'][self.day.weekday()]} {self.day.day}. november kl. {self.clock}"

    def taps(self, action: str) -> str:
        """The payload of an answer's button."""
        return f"ap:{action}:{self.occurrence}:{self.version}"


async def make(story: Story, day: date, *, arrives: str = "ap:yes:*") -> tuple[Agreed, PhoneMessage]:
    """The specialist types one line on the morning before, is read the card, and saves it; she gets the news.

    Args:
        story: so far.
        day: when it will be, at half past one.
        arrives: a button of what she gets.
    """
    await story.at(oslo(day - timedelta(days=1), 9))
    await story.quiet()
    lars, she, spoken = story.specialist, story.participant, story.variant.staff_language
    await she.look_down()
    wanted = Agreed(day, 13)
    weekday = WEEKDAYS[spoken][day.weekday()]
    await lars.write(f"{NAMES[story.variant.language]} {weekday} {wanted.clock} {PLACE} {BRING[spoken]} CV")
    card = await lars.sees("as:save:*")
    month = "november" if spoken == "nb" else "November"
    for fact in (isolated(NAMES[story.variant.language]), weekday, str(day.day), month, wanted.clock, PLACE, "CV"):
        assert fact in card.text, card.text
    await lars.tap("as:save:*")
    await lars.sees("as:move:*")
    news = await she.sees(arrives)
    occurrence = await story.row(Occurrence)
    assert occurrence.starts_at == wanted.start
    return Agreed(day, 13, occurrence=occurrence.id), news


def assert_told(story: Story, shown: PhoneMessage, agreed: Agreed) -> None:
    """Every fact of the appointment stands there, in her language and in Norwegian, each line in its direction."""
    reading = story.reading
    mine = own_part(shown)
    leaving = agreed.leaving
    for fact in (
        reading.day(agreed.day),
        reading.clock(agreed.hour, agreed.minute),
        reading.words("Leave home at {time}.", time=_at(leaving)),
        reading.clock(leaving.hour, leaving.minute),
        reading.words("Place: {place}", place=PLACE),
        reading.words("{name} will meet you.", name=SPECIALIST),
        *map(isolated, (PLACE, ADDRESS, STOP, SPECIALIST, "CV")),
    ):
        assert fact in mine, mine
    assert norwegian_part(shown) == f"{agreed.norwegian}. Sted: {isolated(PLACE)}."
    assert directions(mine) == {reading.right_to_left}
    assert directions(norwegian_part(shown)) == {False}


def _at(moment: datetime) -> At:
    return At(moment.time())


def kind(story: Story, sentence: str) -> str:
    """A headline about a meeting in her language."""
    return story.reading.words(sentence, kind=say("Meeting"))


async def reminded(story: Story, due: datetime) -> PhoneMessage:
    """What comes when the clock gets there: one message, then and not earlier."""
    await story.at(due - timedelta(minutes=1))
    await story.quiet()
    mark = await story.position()
    await story.participant.look_down()
    await story.at(due)
    shown = await story.participant.sees("*")
    await story.quiet()
    (sent,) = await story.sent_to(story.participant, mark)
    assert due <= sent < due + AT_ONCE
    return shown
