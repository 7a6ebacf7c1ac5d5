"""What a participant and her specialist do between a goal and a first week at work, tap by tap.

Her own words are in her language and the specialist's in Norwegian, as they would be: neither is ever translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aiohttp import ClientSession

from bot.simulator.phones import PhoneMessage
from conversations.checklists.library import library
from conversations.checklists.model import Item
from locales.text import Param, Text, Words, staff, staff_n
from storage.models import ChecklistItemRow, ChecklistRow, Occurrence
from tests.story.cast import Story, oslo
from tests.story.making import WEEKDAYS
from tests.story.reading import plain
from tests.story.way_in import NAMES, PLACE, SPECIALIST

START = library()["start"]


@dataclass(frozen=True)
class Voice:
    """What she says in her own words.

    Attributes:
        goal: what she hopes for; None for the one who says it aloud.
        own: a line of her own on a list.
        too_much: about herself, and nobody here needs to know it.
        before: what she did before.
    """

    goal: str | None
    own: str
    too_much: str
    before: str


VOICES = {
    "ti": Voice(None, "ናይ ባስ ካርድ ክዕድግ እየ", "ሕማም ኔሩኒ", "ኣብ ኣስመራ ሰንካቲት እንጀራ ነይረ"),
    "ar": Voice("أريد أن أعمل في مخبز", "أشتري بطاقة الحافلة", "كنت مريضة سنة", "عملت خبازة في حلب ثماني سنوات"),
    "uk": Voice("Хочу працювати в пекарні", "Купити проїзний", "У мене була депресія", "Вісім років працювала пекарем"),
}

STAFF_ONLY = ("Hun virker sliten, ta det rolig", "Sjefen der er vanskelig, ikke nevn det")
"""Written by the specialist where it would reach her, and taken back before it does."""


def november(day: int) -> date:
    return date(2026, 11, day)


def voice_of(story: Story) -> Voice:
    return VOICES[story.variant.language]


def own(words: str) -> Words:
    """Somebody's words as a value of a sentence."""
    return Words({"": words})


def name_of(story: Story) -> str:
    return NAMES[story.variant.language]


def staff_reads(story: Story, msgid: str, **params: Param) -> str:
    """A sentence to the specialist about her."""
    return plain(staff(msgid, **{"name": name_of(story), **params}), story.variant.staff_language)


def staff_reads_for(story: Story, count: int, one: str, other: str) -> str:
    """As `staff_reads`, of so many."""
    return plain(staff_n(one, other, count=count, name=name_of(story)), story.variant.staff_language)


def line(code: str) -> Text:
    """What an item of the list says, for whoever reads it; none of those used here names the specialist."""
    found = START.item(code)
    assert isinstance(found, Item)
    assert not found.line.params
    return found.line


async def her_list(story: Story) -> tuple[int, dict[str, int]]:
    """The id of the suggested list, and of its items by their codes; what she wrote herself is `own`."""
    (row,) = [row for row in await story.rows(ChecklistRow) if row.code == START.code]
    items = [item for item in await story.rows(ChecklistItemRow) if item.checklist_id == row.id]
    return row.id, {item.code or "own": item.id for item in items}


async def file_of(story: Story, message: PhoneMessage) -> bytes:
    """What a message carries, as the phone would play or show it."""
    async with ClientSession() as session, session.get(story.address + message.raw["file"]["url"]) as answer:
        assert answer.ok
        return await answer.read()


async def opens_hub(story: Story, button: str) -> None:
    """She opens her lists, then what belongs to them, then this."""
    she = story.participant
    await she.write("/lists")
    await she.tap("cl:hub")
    await she.tap(button)


async def opens_her_list(story: Story) -> tuple[int, dict[str, int]]:
    """She opens the suggested list; gives the ids."""
    row, items = await her_list(story)
    await story.participant.write("/lists")
    await story.participant.tap(f"cl:list:{row}:0")
    return row, items


async def specialist_opens_lists(story: Story) -> PhoneMessage:
    """The specialist opens what she has on her lists."""
    lars = story.specialist
    await lars.write("/people")
    await lars.tap("pp:card:*")
    await lars.tap("ck:lists:*")
    return await lars.sees("ck:about:*")


async def proposes(story: Story, *lines: str, first_thought: str = "") -> PhoneMessage:
    """The specialist writes a job in up to three lines and sends it; gives the card she gets.

    Args:
        story: so far; the specialist sees the button for a new proposal.
        lines: work, place and hours.
        first_thought: written first, read back, and written anew.
    """
    lars, she = story.specialist, story.participant
    await lars.tap("jo:new:*")
    await lars.reads(staff_reads(story, "Write the job in up to three lines."))
    if first_thought:
        await lars.write(first_thought)
        await lars.sees("jo:send:*")
        await lars.tap("jo:new:*")
        await lars.reads(staff_reads(story, "Write the job in up to three lines."))
    await lars.write("\n".join(lines))
    await lars.reads(staff_reads(story, "This goes to {name}. Is it right?"), *lines)
    await she.look_down()
    await lars.tap("jo:send:*")
    await lars.reads(staff_reads(story, "It is sent. You hear what {name} says."))
    return await she.reads(story.reading.words("{name} has found a job you may like.", name=SPECIALIST), *lines)


KINDS = {"nb": {"interview": "intervju", "work": "jobb"}, "en": {"interview": "interview", "work": "work"}}


async def makes(story: Story, kind: str, day: date, clock: str) -> Occurrence:
    """The specialist types one line and saves it; she is told, and the pack waits for its evening."""
    lars, she, spoken = story.specialist, story.participant, story.variant.staff_language
    await she.look_down()
    await lars.write(f"{name_of(story)} {WEEKDAYS[spoken][day.weekday()]} {clock} {KINDS[spoken][kind]} {PLACE}")
    await lars.tap("as:save:*")
    occurrence = await _made(story)
    hour, minute = map(int, clock.split(":"))
    assert occurrence.starts_at == oslo(day, hour, minute)
    news = await she.sees(f"ap:yes:{occurrence.id}:*")
    assert story.reading.day(day) in news.text
    assert story.reading.clock(hour, minute) in news.text
    return occurrence


async def _made(story: Story) -> Occurrence:
    await story.specialist.sees("pa:open:*")
    return await story.row(Occurrence)


async def prepares(story: Story, occurrence: Occurrence, **fields: str) -> None:
    """The specialist writes these headings of the pack; the way there is written and left empty after all."""
    lars, one = story.specialist, occurrence.id
    await lars.tap(f"pa:open:{one}")
    for field, words in (("route", STAFF_ONLY[1]), *fields.items()):
        await lars.tap(f"pa:write:{one}:{field}")
        await lars.sees(f"pa:empty:{one}:{field}")
        await lars.write(words)
        await lars.reads(staff_reads(story, "Saved."), words.splitlines()[0])
    await lars.tap(f"pa:write:{one}:route")
    await lars.tap(f"pa:empty:{one}:route")
    await lars.sees(f"pa:write:{one}:route", without=f"pa:empty:{one}:route")


async def turns_to(story: Story, occurrence: Occurrence, page: str) -> str:
    """She opens a page of her pack, reads it, and turns back; gives what stood there."""
    she = story.participant
    await she.tap(f"pk:{page}:{occurrence.id}")
    shown = await she.sees(f"pk:show:{occurrence.id}")
    await she.tap(f"pk:show:{occurrence.id}")
    back = await she.sees(f"pk:{page}:{occurrence.id}")
    assert back.id == shown.id, "the pack is one bubble"
    return shown.text
