"""The beginning of the story, played tap by tap: from the command line to a participant who takes part."""

from __future__ import annotations

from tests.story.cast import Player, Story

NAMES = {"ti": "Selam", "ar": "Amina", "so": "Hodan", "uk": "Олена"}
COORDINATOR, SPECIALIST = "Kari", "Lars"
PLACE, ADDRESS, STOP = "NAV Sentrum", "Storgata 1", "Torget"
TRAVEL_MINUTES = 45


async def staff_join(story: Story, printed: str) -> None:
    """The coordinator opens what the command printed, and invites the specialist in the chat."""
    story.printed = printed
    code = printed.partition("Code")[2].split()[0]
    kari, lars = story.coordinator, story.specialist
    await _joins(kari, code, "en" if story.variant.staff_language == "nb" else "nb", COORDINATOR)
    await kari.tap("h:home")
    await kari.tap("in:specialist")
    code, story.diary["specialist's invitation"] = await kari.shown_code()
    await _joins(lars, code, story.variant.staff_language, SPECIALIST)


async def _joins(player: Player, code: str, language: str, name: str) -> None:
    await player.open_link(code)
    await player.tap(f"in:language:{language}")
    await player.reads("✍️")
    await player.write(name)
    await player.sees("h:home")


async def participant_agrees(story: Story) -> None:
    """The specialist invites her; she chooses her language, reads five screens and agrees."""
    lars, she = story.specialist, story.participant
    await lars.write("/menu")
    await lars.tap("in:participant")
    await lars.reads("✍️")
    await lars.write(NAMES[story.variant.language])
    code, story.diary["participant's invitation"] = await lars.shown_code()
    await lars.look_down()
    await she.open_link(code)
    story.diary["languages"] = await she.sees("ob:language:*")
    await she.tap(f"ob:language:{story.variant.language}")
    for page in range(2, 6):
        story.diary[f"page {page - 1}"] = await she.sees(f"ob:page:{page}")
        await she.tap(f"ob:page:{page}")
    story.diary["page 5"] = await she.sees("ob:agree:*")
    await she.tap("ob:agree:*")
    story.diary["waiting"] = await she.sees("ob:page:1")


async def consent_is_recorded(story: Story) -> None:
    """The specialist records it as it was: face to face, with an interpreter."""
    lars, she = story.specialist, story.participant
    await lars.tap("co:record:*")
    await lars.tap("co:check:*:yes")
    story.diary["consent read back"] = await lars.sees("co:save:*:yes:*")
    await she.look_down()
    await lars.tap("co:save:*:yes:*")
    story.diary["card"] = await lars.sees("pp:more:*")
    story.diary["welcome"] = await she.sees("h:home")


async def place_and_way_are_known(story: Story) -> None:
    """A place to meet, and how long she travels."""
    lars = story.specialist
    await lars.write("/menu")
    await lars.tap("pl:list")
    await lars.tap("pl:new:*")
    for words in (PLACE, ADDRESS, STOP):
        await lars.sees("pl:cancel")
        await lars.write(words)
    await lars.tap("pl:skip:room")
    await lars.tap("pl:skip:point")
    await lars.sees("pl:edit:*")
    await lars.write("/menu")
    await lars.tap("pp:list")
    await lars.tap("pp:card:*")
    await lars.tap("pp:more:*")
    await lars.tap("pp:travel:*")
    await lars.tap(f"pp:way:*:{TRAVEL_MINUTES}")
    await lars.reads(str(TRAVEL_MINUTES))
    await lars.sees("pp:more:*")
