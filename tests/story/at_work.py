"""The later chapters of working life: interview, first day, first week, a letter, and a morning of the specialist."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta

from conversations.packs.trade_words import TRADES
from locales.text import say
from storage.models import CheckIn, ChecklistItemRow, Delivery, Dialogue, ItemState, Letter, Occurrence
from tests.story.cast import OSLO, Story, oslo
from tests.story.making import reminded
from tests.story.reading import isolated, own_part, plain
from tests.story.way_in import PLACE, SPECIALIST
from tests.story.working_life import (
    file_of,
    makes,
    november,
    opens_her_list,
    opens_hub,
    own,
    prepares,
    staff_reads,
    staff_reads_for,
    turns_to,
)

QUESTION = "Kan jeg få prøve en dag?"
RULES = ("Håret skal være samlet", "Vask hendene ofte")


async def the_interview(story: Story) -> None:
    """What the specialist prepared is with her at four o'clock the day before, and its pages are turned in place."""
    reading, day = story.reading, november(6)
    await story.at(oslo(november(4), 9))
    await story.quiet()
    occurrence = await makes(story, "interview", day, "10:00")
    await prepares(story, occurrence, firm="Et lite bakeri med fem ansatte", questions=QUESTION)
    await story.specialist.tap(f"pa:trade:{occurrence.id}")
    await story.specialist.tap(f"pa:trade:{occurrence.id}:kitchen")
    await story.specialist.tap(f"pa:dress:{occurrence.id}")
    await story.specialist.tap(f"pa:dress:{occurrence.id}:nice")
    await story.specialist.reads(plain(say("Wear nice clothes, as for a visit."), story.variant.staff_language))

    pack = await reminded(story, oslo(november(5), 16))
    for words in (
        reading.words("Get ready for your interview"),
        reading.day(day),
        reading.clock(10, 0),
        reading.words("The firm: {firm}", firm=own("Et lite bakeri med fem ansatte")),
        reading.words("Place: {place}", place=PLACE),
        reading.words("Wear nice clothes, as for a visit."),
    ):
        assert words in own_part(pack)
    way = await turns_to(story, occurrence, "way")
    assert reading.clock(9, 5) in way
    trade = await turns_to(story, occurrence, "words")
    assert trade.count("🔹") == 10
    for word in TRADES["kitchen"].words:
        assert f"{isolated(word.norwegian)}: {reading.words(word.meaning.msgid)}" in trade
    questions = await turns_to(story, occurrence, "questions")
    assert isolated(QUESTION) in questions
    assert reading.words("When do I hear from you?") in questions
    await _reminders(story, occurrence)


async def _reminders(story: Story, occurrence: Occurrence) -> None:
    """The evening before, and when it is time to leave; before a first day the pack comes in between."""
    start = occurrence.starts_at.astimezone(OSLO)
    evening = oslo(start.date() - timedelta(days=1), 18)
    await reminded(story, evening)
    await story.participant.tap(f"ap:yes:{occurrence.id}:*")
    await story.participant.reads(story.reading.words("You said: I am coming. {name} can see it.", name=SPECIALIST))
    if start.hour > 8:
        await reminded(story, start - timedelta(minutes=55))


async def work_begins(story: Story) -> None:
    """On the evening before her first day, just after the reminder: how it is there, and whom to call."""
    reading, day = story.reading, november(9)
    await story.at(oslo(november(6), 14))
    await story.quiet()
    occurrence = await makes(story, "work", day, "08:00")
    await prepares(story, occurrence, ill="Ring Ida før klokka 7", rules="\n".join(RULES))
    await _reminders(story, occurrence)
    pack = await reminded(story, oslo(november(8), 18, 15))
    for words in (reading.words("Get ready for your first day"), reading.day(day), reading.clock(8, 0)):
        assert words in own_part(pack)
    work = await turns_to(story, occurrence, "work")
    assert all(isolated(rule) in work for rule in RULES)
    ill = await turns_to(story, occurrence, "ill")
    assert reading.words("Call work before the work day begins.") in ill
    assert isolated("Ring Ida før klokka 7") in ill
    leaving = await reminded(story, oslo(day, 7, 5))
    assert reading.words("Today: {kind}", kind=say("Work")) in own_part(leaving)


async def the_first_week_is_over(story: Story) -> None:
    """A week later she is asked what is true, and each answer reaches the specialist at once."""
    she, lars, reading = story.participant, story.specialist, story.reading
    asked = await reminded(story, oslo(november(16), 15))
    for words in (
        reading.words("Your first week at work is over."),
        reading.words("{name} sees what you press. Nobody at work sees it.", name=SPECIALIST),
    ):
        assert words in own_part(asked)
    for code, said in (("words", "I do not understand all they say"), ("alone", "I eat lunch alone")):
        await lars.look_down()
        await she.tap(f"ci:say:*:{code}")
        await lars.reads(staff_reads(story, "{name} after the first week at work: {words}", words=say(said)))
    await she.reads(reading.words("Thank you. {name} knows it.", name=SPECIALIST))
    (row,) = await story.rows(CheckIn)
    assert row.said == ["words", "alone"]


async def a_letter(story: Story) -> None:
    """Her specialist looks at the photo and deals with it; then it is nowhere any more."""
    she, lars, reading = story.participant, story.specialist, story.reading
    await lars.look_down()
    await opens_hub(story, "lt:begin")
    await she.reads(reading.words("Only {name} sees it. The photo is deleted afterwards.", name=SPECIALIST))
    photo = await she.send("photo")
    await she.reads(reading.words("{name} looks at the letter with you.", name=SPECIALIST))
    await lars.reads(staff_reads(story, "{name} has a letter and wants help with it."))
    await lars.tap("le:open:*")
    seen = await lars.sees("le:close:*")
    assert seen.kind == "photo"
    assert await file_of(story, seen) == await file_of(story, photo)
    assert await _keeps(story, photo.raw["file"]["file_id"]) == ["letters"]
    await she.look_down()
    await lars.tap("le:close:*")
    gone = await she.reads(reading.words("{name} has looked at your letter.", name=SPECIALIST))
    assert reading.words("The photo is deleted here. Keep the letter itself.") in gone.text
    await lars.reads(staff_reads(story, "Done. The picture is deleted."))
    assert seen.id not in {message.id for message in await lars.client.messages(lars.id)}
    assert await _keeps(story, photo.raw["file"]["file_id"]) == []
    (letter,) = await story.rows(Letter)
    assert (letter.picture, letter.closed_at is not None) == (None, True)


async def _keeps(story: Story, file_id: str) -> list[str]:
    """Where in the database a file of the channel's is known."""
    found = ["letters" for row in await story.rows(Letter) if file_id in (row.picture or "")]
    found += ["deliveries" for row in await story.rows(Delivery) if file_id in json.dumps([row.content, row.params])]
    return found + ["dialogues" for row in await story.rows(Dialogue) if file_id in json.dumps(row.draft)]


async def the_morning_after(story: Story) -> None:
    """What she ticked since stands in the specialist's morning message: how many, in one line."""
    lars, (row, items) = story.specialist, await opens_her_list(story)
    she = story.participant
    for number, code in enumerate(("helpers", "not_wanted", "dream")):
        await she.write("/lists")
        await she.tap(f"cl:list:{row}:0")
        if code == "dream":
            await she.tap(f"cl:list:{row}:1")
        await she.tap(f"cl:item:{items[code]}")
        # What was done long ago is taken back, and so counts no more.
        state = ItemState.OPEN if code == "helpers" else ItemState.DONE
        await she.tap(f"cl:do:{items[code]}:{state}")
        await she.reads(story.reading.words("{done} of {total}", done=2 + number, total=8))
    await story.quiet()
    await lars.look_down()
    await story.at(oslo(november(17), 8))
    ticked = ("{name} has ticked {count} item.", "{name} has ticked {count} items.")
    await lars.reads(staff_reads(story, "Good morning. This is today."), staff_reads_for(story, 2, *ticked))
    states = {row.id: row.state for row in await story.rows(ChecklistItemRow)}
    assert Counter(states.values()) == {ItemState.DONE: 4, ItemState.OPEN: 4}
