"""The whole story of one participant: the real bot over HTTP, on both databases, in three languages.

`way_in` plays the beginning. The chapters are told in order, each about an appointment of its own, so that one can be
read without the others. What must be read is asked of `making` and `reading`; `cast` knows how people press.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from aiohttp import ClientSession

from conversations import phrases
from locales.languages import LANGUAGES
from locales.text import say, staff, staff_n
from storage.models import (
    Answer,
    AuditEntry,
    Consent,
    Delivery,
    DeliveryState,
    Participant,
    ParticipantStatus,
)
from tests.story.cast import MORNINGS, PROGRAMME, Player, Story, oslo, payloads
from tests.story.making import AT_ONCE, Agreed, assert_told, kind, make, reminded
from tests.story.reading import directions, isolated, norwegian_part, own_part, plain
from tests.story.way_in import NAMES, PLACE, SPECIALIST

pytestmark = pytest.mark.process


IS_LATE = ("{name} will be {count} minute late.", "{name} will be {count} minutes late.")
YOU_SAID_LATE = (
    "You said: I will be {count} minute late. {name} knows it.",
    "You said: I will be {count} minutes late. {name} knows it.",
)


def november(day: int) -> date:
    return date(2026, 11, day)


def name_of(story: Story) -> str:
    return NAMES[story.variant.language]


async def the_way_in(story: Story) -> None:
    """Codes go from hand to hand as pictures, her language comes first, and five screens suffice."""
    way = "webhook" if story.variant.by_webhook else "polling"
    assert any(f"updates={way}" in line for line in story.bot.lines)
    assert f"coordinator of {PROGRAMME}" in story.printed
    assert "https://t.me/brobygger_demo_bot?start=" in story.printed
    for invitation in ("specialist's invitation", "participant's invitation"):
        picture = story.diary[invitation]
        assert picture.kind == "photo"
        async with ClientSession() as session, session.get(story.address + picture.raw["file"]["url"]) as answer:
            assert (await answer.read()).startswith(b"\x89PNG\r\n\x1a\n")
    languages = story.diary["languages"]
    assert payloads(languages)[0] == f"ob:language:{story.variant.language}"
    assert sorted(payloads(languages)) == sorted(f"ob:language:{code}" for code in LANGUAGES)
    assert max(map(len, languages.buttons)) == 2
    for page in range(1, 6):
        shown = story.diary[f"page {page}"]
        assert norwegian_part(shown), shown.text
        assert directions(own_part(shown)) == {story.reading.right_to_left}
    assert isolated(name_of(story)) in story.diary["page 1"].text
    assert story.reading.words("Do you want to use Brobygger?") in story.diary["page 5"].text


async def the_consent(story: Story) -> None:
    """Two acts make it whole, and nothing but the way in was sent to her before both had happened."""
    (consent,), (profile,) = await story.rows(Consent), await story.rows(Participant)
    assert (consent.language, consent.interpreter) == (story.variant.language, True)
    assert consent.text_version == profile.agreed_version
    assert profile.agreed_language == story.variant.language
    before = [
        row
        for row in await story.rows(Delivery)
        if row.person_id == profile.person_id and row.created_at < consent.recorded_at
    ]
    assert len(before) > 6
    assert all(row.onboarding for row in before)
    assert story.reading.words("Welcome, {name}.", name=name_of(story)) in story.diary["welcome"].text
    written = {entry.action for entry in await story.rows(AuditEntry) if entry.participant_id == profile.id}
    assert written >= {
        "participant.invited",
        "participant.opened",
        "participant.agreed",
        "consent.recorded",
        "participant.active",
        "participant.travel",
        "participant.viewed",
    }


async def the_news_and_two_reminders(story: Story) -> None:
    """One typed line, and she knows: at once, on the evening before, and when it is time to leave home."""
    she = story.participant
    start = await story.position()
    agreed, news = await make(story, november(3))
    assert_told(story, news, agreed)
    assert own_part(news).startswith(f"🤝 {kind(story, 'New appointment: {kind}')}")
    evening = await reminded(story, agreed.evening)
    assert_told(story, evening, agreed)
    assert own_part(evening).startswith(f"🤝 {kind(story, 'Tomorrow: {kind}')}")
    await she.tap(agreed.taps("yes"))
    said = story.reading.words("You said: I am coming. {name} can see it.", name=SPECIALIST)
    await she.reads(said)
    leaving = await reminded(story, agreed.leaving)
    assert_told(story, leaving, agreed)
    assert own_part(leaving).startswith(f"🤝 {kind(story, 'Today: {kind}')}")
    assert said in leaving.text
    assert len(await story.sent_to(she, start)) == 3


async def late(story: Story) -> None:
    """She is late with two taps; the specialist reads it at once and answers with one; she sees that."""
    she, lars, name = story.participant, story.specialist, name_of(story)
    agreed, _ = await make(story, november(5))
    await reminded(story, agreed.evening)
    await reminded(story, agreed.leaving)
    await lars.look_down()
    await she.tap(agreed.taps("late"))
    asked = await she.sees(f"{agreed.taps('lateby')}:15")
    assert norwegian_part(asked) == plain(say("How late will you be?"), "nb")
    await she.tap(f"{agreed.taps('lateby')}:15")
    await she.reads(story.reading.words_for(15, *YOU_SAID_LATE, name=SPECIALIST))
    heard = await lars.sees("ag:re:*:wait:*")
    assert heard.text.startswith(f"💬 {plain(staff_n(*IS_LATE, count=15, name=name), story.variant.staff_language)}")
    assert agreed.clock in heard.text
    assert datetime.fromisoformat(heard.at) - agreed.leaving < AT_ONCE
    await lars.tap("ag:re:*:wait:*")
    await lars.reads(plain(staff("You answered {name}:", name=name), story.variant.staff_language), agreed.clock)
    fine = await she.reads(story.reading.words("{name} says: It is fine. We wait for you.", name=SPECIALIST))
    assert story.reading.day(agreed.day) in own_part(fine)
    assert norwegian_part(fine) == f"{isolated(SPECIALIST)} sier: Det er greit. Vi venter på deg."
    (answer,) = [row for row in await story.rows(Answer) if row.occurrence_id == agreed.occurrence]
    assert (answer.answer, answer.late_minutes, answer.specialist_reply) == ("late", 15, "wait")


async def another_time_moved_and_cancelled(story: Story) -> None:
    """She cannot come and nobody asks why; the time is moved, then cancelled; what no longer holds never leaves."""
    she, lars = story.participant, story.specialist
    first, news = await make(story, november(10))
    await _another_time(story, first)
    moved = await _moved(story, first)
    since = await she.client.position()
    await she.client.forge(she.id, news.id, first.taps("yes"))
    assert (await she.client.wait_for_answer(she.id, since=since))["text"] == plain(phrases.changed(), she.language)
    await she.look_down()
    await lars.tap("ag:drop:*")
    await lars.tap("ag:dropone:*")
    gone = await she.reads(kind(story, "Cancelled: {kind}"))
    assert story.reading.day(moved.day) in own_part(gone)
    assert story.reading.clock(15, 30) in own_part(gone)
    assert norwegian_part(gone) == "Avlyst: Møte, onsdag 11. november kl. 15:30."
    assert not any(payload.startswith("ap:") for payload in payloads(gone))
    assert [row for row in await story.planned() if row.action == "send" and row.message_key not in MORNINGS] == []
    await _nothing_comes(story, she, moved)


async def _another_time(story: Story, agreed: Agreed) -> None:
    """She asks for another time, and is promised one."""
    she, lars, name, spoken = story.participant, story.specialist, name_of(story), story.variant.staff_language
    await lars.look_down()
    await she.tap(agreed.taps("no"))
    await lars.reads(plain(staff("{name} cannot come.", name=name), spoken))
    await she.tap(agreed.taps("another"))
    await she.reads(story.reading.words("{name} knows that you want another time.", name=SPECIALIST))
    await lars.reads(plain(staff("{name} would like another time.", name=name), spoken))
    await lars.tap("ag:re:*:new:*")
    await she.reads(story.reading.words("{name} says: I will find a new time.", name=SPECIALIST))


async def _moved(story: Story, first: Agreed) -> Agreed:
    """The specialist types the new day and time; she reads the old time and the new one."""
    she, lars = story.participant, story.specialist
    await she.look_down()
    await lars.tap(f"ag:show:{first.occurrence}")
    await lars.tap("as:move:*")
    await lars.sees("as:place")
    await lars.write("onsdag 15:30" if story.variant.staff_language == "nb" else "Wednesday 15:30")
    await lars.tap("as:save:*")
    await lars.sees("ag:drop:*")
    moved = Agreed(november(11), 15, occurrence=first.occurrence, version=2)
    correction = await she.sees(moved.taps("yes"))
    assert_told(story, correction, moved)
    headline, old, new, *_ = own_part(correction).splitlines()
    assert headline == f"🔄 {kind(story, 'The time has changed: {kind}')}"
    for line, sign, agreed in ((old, "❌", first), (new, "✅", moved)):
        assert line.startswith(sign)
        assert story.reading.day(agreed.day) in line
        assert story.reading.clock(agreed.hour, agreed.minute) in line
    return moved


async def _nothing_comes(story: Story, player: Player, agreed: Agreed) -> None:
    """The clock passes every moment at which she would have been reminded."""
    mark = await story.position()
    for moment in (agreed.evening, agreed.leaving, agreed.start + timedelta(hours=2)):
        await story.at(moment)
        await story.quiet()
    assert await story.sent_to(player, mark) == []


async def a_discreet_screen(story: Story) -> None:
    """Whoever looks at her phone reads a name, and nothing else until she taps; and she can take it away."""
    she = story.participant
    await story.at(oslo(november(16), 8))
    await _opens_discreet(she)
    await she.tap("st:dis:1")
    settings = await she.sees("dm:gone")
    await she.tap("dm:gone")
    agreed, covered = await make(story, november(17), arrives="dm:open:*")
    assert settings.id not in {message.id for message in await she.client.messages(she.id)}
    neutral = story.reading.words("You have a message from {name}. Tap to read.", name=SPECIALIST)
    assert own_part(covered) == neutral
    assert norwegian_part(covered) == f"Melding fra {isolated(SPECIALIST)}."
    assert [payload.split(":")[1] for payload in payloads(covered)] == ["open"]
    await she.tap("dm:open:*")
    opened = await she.reads(PLACE)
    assert opened.id == covered.id
    assert_told(story, opened, agreed)
    await she.tap("dm:hide:*")
    assert (await she.reads(neutral, without=PLACE)).text == covered.text
    for due in (agreed.evening, agreed.leaving):
        assert (await reminded(story, due)).text == covered.text
    assert PLACE not in "".join([message.text for message in await she.messages_since(covered.id - 1)])
    await _opens_discreet(she)
    await she.tap("st:dis:0")
    await she.sees("st:dis:1", without="dm:gone")


async def _opens_discreet(she: Player) -> None:
    await she.write("/settings")
    await she.tap("st:discreet")


async def a_new_phone(story: Story) -> None:
    """The specialist makes a new code, she opens it on another phone, and the old chat gets nothing more."""
    lars, old = story.specialist, story.participant
    agreed, news = await make(story, november(19))
    new = Player(story.client, await story.client.add_user("New", story.variant.language, label="the new phone"))
    await lars.tap("pp:card:*")
    await lars.tap("pp:more:*")
    await lars.tap("in:relink:*")
    await lars.tap("in:relinked:*")
    code, _ = await lars.shown_code()
    mark = await story.position()
    await new.open_link(code)
    await new.sees("ap:list")
    spoken = story.variant.staff_language
    await lars.reads(plain(staff("{name} has opened the new invitation.", name=name_of(story)), spoken))
    await lars.reads(plain(staff("The old chat gets nothing more."), spoken))
    story.participant = new
    assert_told(story, await reminded(story, agreed.evening), agreed)
    await new.tap(agreed.taps("yes"))
    assert_told(story, await reminded(story, agreed.leaving), agreed)
    assert await story.sent_to(old, mark) == []
    since = await old.client.position()
    await old.client.press(old.id, agreed.taps("no"), message_id=news.id)
    told = await old.client.wait_for_answer(old.id, since=since)
    assert not any(fact in str(told) for fact in (name_of(story), SPECIALIST, PLACE))
    (answer,) = [row for row in await story.rows(Answer) if row.occurrence_id == agreed.occurrence]
    assert answer.answer == "coming"


async def she_stops(story: Story) -> None:
    """Two taps from the settings; it costs nothing, nothing more is sent, and the specialist is told plainly."""
    she, lars = story.participant, story.specialist
    agreed, _ = await make(story, november(24))
    await lars.look_down()
    await she.write("/settings")
    await she.tap("st:stop")
    await she.tap("st:stopok")
    await she.reads(story.reading.words("You have stopped. Nothing is sent to you."))
    await she.sees("ob:agree:*")
    stopped = staff("{name} has stopped the messages.", name=name_of(story))
    await lars.reads(plain(stopped, story.variant.staff_language))
    await _nothing_comes(story, she, agreed)
    (consent,), (profile,) = await story.rows(Consent), await story.rows(Participant)
    assert consent.withdrawn_at is not None
    assert (profile.status, profile.agreed_at) == (ParticipantStatus.WITHDRAWN, None)


async def the_books_are_closed(story: Story) -> None:
    """Whatever was planned has ended well or was called off, and each message about her stands in the audit."""
    await story.quiet()
    # The specialist's morning message belongs to no chapter: whether it is out when the clock jumps is chance.
    rows = [row for row in await story.rows(Delivery) if row.message_key not in MORNINGS]
    assert {row.state for row in rows} <= {DeliveryState.SENT, DeliveryState.SUPERSEDED, DeliveryState.SUPPRESSED}
    assert all(row.finished_at is not None for row in rows)
    assert len({row.key for row in rows}) == len(rows)
    audit = await story.rows(AuditEntry)
    sent = {row.id for row in rows if row.state == DeliveryState.SENT and row.participant_id is not None}
    assert {entry.subject_id for entry in audit if entry.action == "delivery.sent"} == sent


CHAPTERS = (
    the_way_in,
    the_consent,
    the_news_and_two_reminders,
    late,
    another_time_moved_and_cancelled,
    a_discreet_screen,
    a_new_phone,
    she_stops,
    the_books_are_closed,
)


async def test_the_story(story: Story) -> None:
    """All of it, one chapter after the other, as the clock only moves forward."""
    for chapter in CHAPTERS:
        try:
            await chapter(story)
        except BaseException as error:
            error.add_note(f"The story broke off in the chapter “{chapter.__name__}”.")
            raise
