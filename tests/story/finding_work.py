"""The first chapters of working life: her goal, her lists, herself, jobs proposed, and where she applied."""

from __future__ import annotations

from locales.text import Day, Words, say
from storage.models import JobApplication, JobProposal, OwnWords
from tests.story.cast import Story, oslo
from tests.story.making import reminded
from tests.story.reading import isolated, norwegian_part, own_part, plain
from tests.story.way_in import SPECIALIST
from tests.story.working_life import (
    STAFF_ONLY,
    START,
    file_of,
    her_list,
    line,
    november,
    opens_her_list,
    opens_hub,
    own,
    proposes,
    specialist_opens_lists,
    staff_reads,
    voice_of,
)

FIRM, JOB = "Bakeriet på hjørnet", "bakerlærling"


async def her_goal(story: Story) -> None:
    """She writes or says what she hopes for; the specialist reads her very words, or hears her voice."""
    she, lars, voice = story.participant, story.specialist, voice_of(story)
    await opens_hub(story, "cl:goal")
    await she.reads(story.reading.words("What do you hope for? Write it or say it."))
    if voice.goal is not None:
        await she.write(voice.goal)
        await she.reads(story.reading.words("My goal: {goal}", goal=own(voice.goal)), isolated(voice.goal))
        seen = await specialist_opens_lists(story)
        assert staff_reads(story, "Goal, in own words: {goal}", goal=own(voice.goal)) in seen.text
        return
    spoken = await she.send("voice")
    await she.reads(story.reading.words("You said your goal with your voice."))
    seen = await specialist_opens_lists(story)
    assert staff_reads(story, "The goal was spoken. You can listen to it.") in seen.text
    await lars.tap("ck:hear:*")
    heard = await lars.reads(staff_reads(story, "The goal of {name}"))
    assert heard.kind == "voice"
    assert await file_of(story, heard) == await file_of(story, spoken)


async def a_suggested_list(story: Story) -> None:
    """Taken and made hers: one done, one put off, one agreed on and done together, one of her own."""
    she, lars, reading = story.participant, story.specialist, story.reading
    await specialist_opens_lists(story)
    await lars.tap("ck:add:*")
    await she.look_down()
    await lars.tap(f"ck:give:*:{START.code}")
    news = await she.reads(reading.words("{name} suggests a list: {list}", name=SPECIALIST, list=START.name))
    assert reading.words("You decide.") in news.text
    row, items = await her_list(story)
    await she.tap(f"cl:list:{row}:0")
    await she.reads(reading.words("{done} of {total}", done=0, total=7))

    await she.tap(f"cl:item:{items['helpers']}")
    opened = await she.sees(f"cl:do:{items['helpers']}:done")
    assert reading.words(line("helpers").msgid) in opened.text
    assert isolated(SPECIALIST) in opened.text
    await she.tap(f"cl:do:{items['helpers']}:done")
    await she.reads(reading.words("{done} of {total}", done=1, total=7))

    await she.tap(f"cl:item:{items['agreement']}")
    await she.tap(f"cl:later:{items['agreement']}")
    await she.tap(f"cl:wait:{items['agreement']}:7")
    await she.reads(reading.words("It comes back on {day}.", day=Day(november(9))), reading.day(november(9)))
    await she.tap(f"cl:list:{row}:*")
    await _together(story, items["contact"])

    await opens_her_list(story)
    await she.tap(f"cl:change:{row}")
    await she.tap(f"cl:own:{row}")
    await she.reads(reading.words("What do you want to do? Write it or say it."))
    await she.write(voice_of(story).own)
    added = await she.reads(reading.words("It is on your list."), isolated(voice_of(story).own))
    assert reading.words("{done} of {total}", done=2, total=8) in added.text


async def _together(story: Story, item: int) -> None:
    """They agree to do it together by Wednesday; the specialist says when it is done."""
    she, lars, reading, thing = story.participant, story.specialist, story.reading, line("contact")
    await lars.look_down()
    await she.tap(f"cl:item:{item}")
    await she.tap(f"cl:more:{item}")
    await she.tap(f"cl:who:{item}:together")
    await she.tap(f"cl:agree:{item}:together:{november(4).toordinal()}")
    agreed = await she.reads(reading.words("You do it together with {name}.", name=SPECIALIST))
    assert reading.words("Day: {day}", day=Day(november(4))) in agreed.text
    await lars.reads(staff_reads(story, "{name} wants to do this together with you: {thing}", thing=thing))
    await lars.tap(f"ck:item:{item}")
    await she.look_down()
    await lars.tap(f"ck:done:{item}")
    await she.reads(reading.words("{name} has done this: {thing}", name=SPECIALIST, thing=thing))


async def a_nudge(story: Story) -> None:
    """On the next morning one small step; she does it where it stands, and wants no more of them."""
    she, reading = story.participant, story.reading
    _, items = await her_list(story)
    nudge = await reminded(story, oslo(november(3), 10, 30))
    for words in (reading.words("One small step"), reading.words(line("talks").msgid), reading.words("You choose.")):
        assert words in own_part(nudge)
    assert norwegian_part(nudge) == plain(line("talks"), "nb")
    await she.tap(f"cl:do:{items['talks']}:done")
    await she.reads(reading.words("{done} of {total}", done=3, total=8))
    await opens_hub(story, "cl:often")
    await she.tap("cl:rate:0")
    await she.sees("st:open")


async def about_me(story: Story) -> None:
    """What nobody needs to know is asked about kindly, once, and is not kept; what she then says is, as she says it."""
    she, lars, voice, reading = story.participant, story.specialist, voice_of(story), story.reading
    await she.look_down()
    mark = await she.client.position()
    await opens_hub(story, "pf:open")
    await she.tap("pf:ask:before")
    asked = reading.words("What did you do before? All work counts, also at home.")
    await she.reads(asked)
    await she.write(voice.too_much)
    warning = reading.words("This may be about health, faith or family.")
    await she.reads(warning, reading.words("You do not need to tell us that. You choose."))
    assert "before" not in {row.topic for row in await story.rows(OwnWords)}
    await she.tap("pf:anew")
    await she.reads(asked)
    await she.write(voice.before)
    await she.reads(reading.words("About me"), isolated(voice.before))
    assert sum(warning in shown.text for shown in await she.ever_shown(mark)) == 1
    await specialist_opens_lists(story)
    await lars.tap("ck:about:*")
    known = await lars.reads(isolated(voice.before))
    assert voice.too_much not in known.text


async def two_jobs(story: Story) -> None:
    """No, too far away, which then stands in About me and before the specialist's eyes; then: come with me."""
    she, lars, reading, spoken = story.participant, story.specialist, story.reading, story.variant.staff_language
    await specialist_opens_lists(story)
    await lars.tap("jo:open:*")
    await proposes(story, "Renhold på kontor", "Lillestrøm", "06:00-10:00", first_thought=STAFF_ONLY[0])
    await lars.look_down()
    await she.tap("jp:say:*:no")
    await she.reads(reading.words("That is fine. What did not fit?"))
    await lars.reads(
        staff_reads(story, "{name} about the job: {answer}. {work}", answer=say("No"), work="Renhold på kontor")
    )
    await she.tap("jp:why:*:distance")
    await she.reads(reading.words("It stands in About me now. You can take it away there."))
    reason = say("Too far away")
    told = staff_reads(
        story, "{name} says why the job did not fit: {reason}. {work}", reason=reason, work="Renhold på kontor"
    )
    await lars.reads(told)
    too_far = say("Too far away: {place}", place=Words({"nb": "Lillestrøm"}))
    await opens_hub(story, "pf:open")
    await she.reads(reading.words(too_far.msgid, **too_far.params))

    await lars.tap("jo:open:*")
    await lars.reads(plain(too_far, spoken))
    await proposes(story, "Bakeri, hjelpe til", "Torget", "07:00-12:00")
    await lars.look_down()
    await she.tap("jp:say:*:together")
    await she.reads(reading.words("You said: {answer}. {name} knows it.", answer=say("Come with me"), name=SPECIALIST))
    answer, work = say("Come with me"), "Bakeri, hjelpe til"
    await lars.reads(staff_reads(story, "{name} about the job: {answer}. {work}", answer=answer, work=work))
    rows = sorted(await story.rows(JobProposal), key=lambda row: row.id)
    assert [(row.answer, row.why_not) for row in rows] == [("no", "distance"), ("together", None)]


async def an_application(story: Story) -> None:
    """Written down, told that waiting is normal, and answered: an interview, which the specialist hears of."""
    she, lars, reading = story.participant, story.specialist, story.reading
    await she.write("/jobs")
    await she.tap("jl:add")
    await she.reads(reading.words("Where did you apply? Write the name of the place."))
    await she.write(FIRM)
    await she.reads(reading.words("Which job is it?"))
    await she.write(JOB)
    await she.tap("jl:when:0")
    kept = await she.reads(reading.words("Waiting is normal. It says nothing about you."), isolated(FIRM))
    assert reading.words("You can call and ask from {day}.", day=Day(november(24))) in kept.text
    await lars.look_down()
    await she.tap("jl:answer:*:interview")
    await lars.reads(staff_reads(story, "{name} is asked to an interview: {firm}", firm=FIRM))
    (row,) = await story.rows(JobApplication)
    assert (row.answer, row.answered_on) == ("interview", november(3))
