"""A whole working day of a specialist: the real bot, end to end, on both databases.

At the bus stop a note is written and another one spoken; the journal is filled, she hears what was done for her, what
happened is recorded, she writes in the evening, and the next morning nothing is forgotten. No word of a note is ever on
her screen.
"""

from __future__ import annotations

import pytest

from locales.text import Day
from storage.models import Event, Media, MediaState, Note, TalkMessage, Task, TaskState
from tests.processes.harness import until
from tests.story.cast import Story, Variant, oslo
from tests.story.reading import isolated
from tests.story.way_in import SPECIALIST
from tests.story.working_life import file_of, november, staff_reads

pytestmark = pytest.mark.process

VARIANTS = (
    Variant("sqlite", "ar", "nb"),
    Variant("postgresql", "ti", "en", by_webhook=True),
)

NOTE = "Vi var hos bakeriet på torget sammen, og sjefen viste oss hele kjøkkenet og ovnene"
DONE = "Tok kontakt på forhånd og ble med inn"
FIRM = "Bakeriet på torget"
HERS = {"ar": "هل أحضر أوراقي غدا؟", "ti": "ጽባሕ ወረቐተይ ከምጽእ ድየ?"}
ANSWER = "Ja, ta med papirene"


@pytest.fixture(params=VARIANTS, ids=str)
def variant(request: pytest.FixtureRequest) -> Variant:
    chosen: Variant = request.param
    return chosen


async def a_note_at_the_bus_stop(story: Story) -> None:
    """One message and two taps; a third for the next step; and the message is gone from the chat."""
    lars = story.specialist
    await story.at(oslo(november(4), 11, 20))
    await lars.write(NOTE)
    written = lars.bubble
    await lars.tap("nt:who:*")
    await lars.tap("nt:kind:*:employer_visit")
    await lars.sees("nt:read:*")
    note = await story.row(Note)
    assert (note.words, note.kind, note.state) == (NOTE, "employer_visit", "kept")
    await lars.tap("nt:next:*")
    await lars.reads(staff_reads(story, "Next step: {day}", day=Day(november(5))))
    await gone(story, written)
    assert all(NOTE not in message.text for message in await lars.client.messages(lars.id))


async def gone(story: Story, message_id: int) -> None:
    """Waits until a message is off the specialist's screen."""
    lars = story.specialist

    async def is_gone() -> bool:
        return message_id not in {message.id for message in await lars.client.messages(lars.id)}

    await until(is_gone, f"message {message_id} is gone")


async def what_was_said_aloud(story: Story) -> None:
    """A spoken note is fetched, kept and played again, and goes from the screen after two minutes."""
    lars = story.specialist
    spoken = await lars.send("voice")
    sound = await file_of(story, spoken)
    await lars.tap("nt:who:*")
    await lars.tap("nt:kind:*:talk")
    await lars.sees("nt:read:*")

    async def is_kept() -> bool:
        return (await story.row(Media)).state == MediaState.KEPT

    await until(is_kept, "the voice is ours")
    await gone(story, spoken.id)
    await lars.tap("nt:read:*")
    await lars.tap("nt:play:*")
    played = await lars.sees("nt:gone:*")
    assert played.kind == "voice"
    assert await file_of(story, played) == sound
    await story.at(oslo(november(4), 11, 30))
    await gone(story, played.id)


async def more_of_the_note_and_the_journal(story: Story) -> None:
    """What was done is added, and one Norwegian text goes to the official record."""
    lars = story.specialist
    note = next(row for row in await story.rows(Note) if row.words == NOTE)
    await lars.write("/people")
    await lars.tap("pp:card:*")
    await lars.tap("nt:list:*")
    await lars.tap(f"nt:open:{note.id}")
    await lars.tap(f"nt:more:{note.id}")
    await lars.tap(f"nt:write:{note.id}:did")
    await lars.sees(f"nt:more:{note.id}")
    await lars.write(DONE)
    await lars.tap(f"nt:journal:{note.id}")
    await lars.reads("Gjort: ", DONE, NOTE)
    await lars.tap(f"nt:handed:{note.id}")
    await lars.reads(staff_reads(story, "Handed over to the journal."))


async def what_was_done_for_her(story: Story) -> None:
    """She reads one sentence, in her language, and only after each word of it was approved."""
    she, lars, reading = story.participant, story.specialist, story.reading
    note = next(row for row in await story.rows(Note) if row.words == NOTE)
    await she.look_down()
    await lars.tap(f"nt:tell:{note.id}")
    await lars.tap(f"nt:told:{note.id}:visited")
    await lars.sees(f"nt:tell:{note.id}", without=f"nt:told:{note.id}:visited")
    await lars.write(FIRM)
    sentence = reading.words("{name} has visited {firm} to find work for you.", name=SPECIALIST, firm=FIRM)
    shown = await lars.sees(f"nt:say:{note.id}:*")
    assert plain_words(sentence) in plain_words(shown.text)
    await lars.tap(f"nt:say:{note.id}:*")
    await she.reads(reading.words("This is what we did for you."), sentence)


def plain_words(text: str) -> str:
    """The words without marks of direction."""
    return text.translate(dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)))


async def what_happened_is_recorded(story: Story) -> None:
    """A placement begins: two taps."""
    lars = story.specialist
    await lars.write("/people")
    await lars.tap("pp:card:*")
    await lars.tap("ev:open:*")
    await lars.tap("ev:kind:*:ps")
    await lars.tap("ev:on:*:ps:*")
    event = await recorded(story)
    assert event.kind == "placement_start"


async def recorded(story: Story) -> Event:
    """The newest event, as soon as there is one."""

    async def is_there() -> bool:
        return bool(await story.rows(Event))

    await until(is_there, "an event is recorded")
    return await story.row(Event)


async def she_writes_in_the_evening(story: Story) -> None:
    """She hears when an answer can be expected; in the morning it waits with its age, and is answered with one card."""
    she, lars, reading = story.participant, story.specialist, story.reading
    words = HERS[story.variant.language]
    await story.at(oslo(november(4), 18, 30))
    await she.write(words)
    await she.reads(reading.words("{name} is at work again on {day}.", name=SPECIALIST, day=Day(november(5))))
    await story.at(oslo(november(5), 8, 30))
    await lars.write("/people")
    await lars.tap("pp:card:*")
    await lars.tap("tt:list:*")
    await lars.reads(words)
    await lars.tap("cs:reply:*")
    await lars.sees("cs:cancel")
    await lars.write(ANSWER)
    await lars.tap("cs:send:*")
    await she.reads(isolated(ANSWER))
    said = sorted(await story.rows(TalkMessage), key=lambda row: row.id)
    assert [row.from_participant for row in said] == [True, False]


async def nothing_is_forgotten(story: Story) -> None:
    """The next step stands among the tasks and leads back to its note."""
    lars = story.specialist
    note = next(row for row in await story.rows(Note) if row.words == NOTE)
    (task,) = [row for row in await story.rows(Task) if row.kind == "next_step"]
    assert task.state == TaskState.OPEN
    await lars.write("/tasks")
    await lars.tap(f"tk:open:{task.id}*")
    await lars.tap(f"nt:open:{note.id}")
    await lars.sees(f"nt:read:{note.id}")
    await lars.write("/tasks")
    await lars.tap(f"tk:open:{task.id}*")
    await lars.tap(f"tk:done:{task.id}*")

    async def all_is_done() -> bool:
        rows = [row for row in await story.rows(Task) if row.kind in {"next_step", "talk"}]
        return {row.state for row in rows} == {TaskState.DONE}

    await until(all_is_done, "both tasks are done")


async def no_word_of_a_note_was_hers(story: Story) -> None:
    """All she was ever shown, also what has gone since."""
    shown = await story.participant.ever_shown()
    hers = "\n".join(words for message in shown for words in (message.text, *message.labels()))
    for words in (NOTE, DONE):
        assert words not in hers
    calls = [call for call in await story.client.log() if call["chat_id"] == story.participant.id]
    assert [call for call in calls if not call["ok"]] == []


CHAPTERS = (
    a_note_at_the_bus_stop,
    what_was_said_aloud,
    more_of_the_note_and_the_journal,
    what_was_done_for_her,
    what_happened_is_recorded,
    she_writes_in_the_evening,
    nothing_is_forgotten,
    no_word_of_a_note_was_hers,
)


async def test_a_working_day(story: Story) -> None:
    """All of it, one chapter after the other, as the clock only moves forward."""
    for chapter in CHAPTERS:
        try:
            await chapter(story)
        except BaseException as error:
            error.add_note(f"The story broke off in the chapter “{chapter.__name__}”.")
            raise
