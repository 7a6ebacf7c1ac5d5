"""From one typed line, or from buttons alone, to what the participant reads."""

from __future__ import annotations

import pytest

from conversations.appointments.planning import replan_participant
from storage.models import ParticipantStatus
from tests.conversations.appointments.conftest import AMINA, SPECIALIST, YONAS, Cast
from tests.conversations.appointments.looking import (
    LINE,
    appointments,
    audit,
    change_participant,
    make,
    planned,
    second_programme,
)

READ = """🤝 <b>New appointment: Meeting</b>
📅 <b>Thursday 26 November at 10:00, before noon</b>
📍 Place: NAV Sentrum
🏠 Address: Storgata 1
🚌 Stop: Torget
👋 Kari will meet you.
🎒 Bring: CV"""


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "").split("\n\n🇳🇴")[0]


@pytest.mark.parametrize(
    "line",
    [
        LINE,
        "Amina Thursday 10:00 NAV Sentrum bring CV",
        "Thu 10am Amina, NAV Sentrum, bring CV",
        "26.11 10.00 Amina NAV Sentrum ta med CV",
    ],
)
async def test_one_line_becomes_what_the_participant_reads(cast: Cast, line: str) -> None:
    await cast.stage.write(SPECIALIST, line)
    await cast.stage.press(SPECIALIST, "Save and tell them")
    assert plain(cast.stage.last(AMINA).text) == READ


async def test_nothing_is_told_before_it_is_saved(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    assert AMINA not in cast.stage.screens


async def test_the_participant_can_answer_see_the_map_and_take_it_to_the_calendar(cast: Cast) -> None:
    await make(cast)
    assert cast.stage.last(AMINA).labels == [
        "✅ I am coming",
        "⏰ I will be late",
        "✋ I cannot come",
        "🆘 Help me",
        "🗺 Map",
        "📅 To my calendar",
    ]


@pytest.mark.parametrize(
    ("line", "questions"),
    [
        ("Amina Thursday", ["What time?", "Where?"]),
        ("kl 12", ["Who is it for?", "Which day?", "Where?"]),
        ("Amina kl 10 NAV", ["Which day?"]),
        ("Thursday 10:00 NAV Sentrum", ["Who is it for?"]),
    ],
)
async def test_what_is_missing_is_asked(cast: Cast, line: str, questions: list[str]) -> None:
    await cast.stage.write(SPECIALIST, line)
    asked = [part.strip("<b>/❓ ") for part in cast.stage.last(SPECIALIST).text.split("\n") if part.startswith("❓")]
    assert asked == questions


@pytest.mark.parametrize("line", ["Amina Thursday", "kl 12", "Amina kl 10 NAV"])
async def test_a_draft_that_lacks_something_cannot_be_saved(cast: Cast, line: str) -> None:
    await cast.stage.write(SPECIALIST, line)
    assert not [label for label in cast.stage.last(SPECIALIST).labels if "Save" in label]


async def test_lines_typed_afterwards_add_to_the_draft(cast: Cast) -> None:
    for line in ("Amina Thursday", "kl 10:00", "NAV Sentrum", "ta med CV"):
        await cast.stage.write(SPECIALIST, line)
    await cast.stage.press(SPECIALIST, "Save")
    assert plain(cast.stage.last(AMINA).text) == READ


async def test_words_nothing_was_made_of_are_shown(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, "Amina <b>Thursday 10:00 NAV Sentrum, hurra")
    assert "I did not use" in cast.stage.last(SPECIALIST).text


async def test_the_participants_name_is_asked_when_nobody_is_called_that(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, "Zainab Thursday 10:00 NAV Sentrum")
    assert "Zainab" in cast.stage.last(SPECIALIST).text


async def test_a_draft_is_a_row_and_outlives_the_process(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, "Amina Thursday")
    cast.stage.__post_init__()
    await cast.stage.write(SPECIALIST, "kl 10:00 NAV Sentrum ta med CV")
    await cast.stage.press(SPECIALIST, "Save")
    assert plain(cast.stage.last(AMINA).text) == READ


async def test_throwing_away_tells_nobody(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await cast.stage.press(SPECIALIST, "Throw away")
    assert await appointments(cast) == []


async def test_a_thrown_away_draft_does_not_come_back(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await cast.stage.press(SPECIALIST, "Throw away")
    await cast.stage.write(SPECIALIST, "kl 12")
    assert "Who is it for?" in cast.stage.last(SPECIALIST).text


async def test_a_second_tap_on_save_makes_no_second_appointment(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    save = next(button.payload for row in cast.stage.last(SPECIALIST).rendered.rows for button in row)
    await cast.stage.forge(SPECIALIST, save)
    await cast.stage.forge(SPECIALIST, save)
    assert len(await appointments(cast)) == 1


async def test_an_older_cards_save_does_not_save_what_was_added_since(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    save = next(button.payload for row in cast.stage.last(SPECIALIST).rendered.rows for button in row)
    await cast.stage.write(SPECIALIST, "kl 12")
    await cast.stage.forge(SPECIALIST, save)
    assert await appointments(cast) == []


async def test_an_old_drafts_save_never_saves_another_draft(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    save = next(button.payload for row in cast.stage.last(SPECIALIST).rendered.rows for button in row)
    await cast.stage.press(SPECIALIST, "Throw away")
    await cast.stage.write(SPECIALIST, "Yonas fredag 12:00 NAV Sentrum")
    await cast.stage.forge(SPECIALIST, save)
    assert await appointments(cast) == []


async def test_after_saving_the_specialist_reads_when_it_is_told(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await cast.stage.press(SPECIALIST, "Save")
    told = "Messages to Amina: now, Wednesday 25 November at 18:00, and Thursday 26 November at 08:00"
    assert told in plain(cast.stage.last(SPECIALIST).text)


async def test_the_preview_says_what_they_will_read(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await cast.stage.press(SPECIALIST, "What they will read")
    assert plain(cast.stage.last(SPECIALIST).text) == f"👁 This is what they read:\n{READ}"


async def test_after_the_preview_the_card_is_still_there(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    await cast.stage.press(SPECIALIST, "What they will read")
    await cast.stage.press(SPECIALIST, "Back")
    await cast.stage.press(SPECIALIST, "Save")
    assert len(await appointments(cast)) == 1


async def test_a_group_reads_it_each_on_their_own(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, "Amina og Yonas torsdag 10:00 NAV Sentrum ta med CV")
    await cast.stage.press(SPECIALIST, "Save")
    assert plain(cast.stage.last(AMINA).text) == plain(cast.stage.last(YONAS).text) == READ


async def test_making_it_stands_in_the_audit_in_the_specialists_name(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, "Amina og Yonas torsdag 10:00 NAV Sentrum")
    await cast.stage.press(SPECIALIST, "Save")
    assert await audit(cast, "appointment.made") == [
        (cast.specialist_id, cast.amina),
        (cast.specialist_id, cast.yonas),
    ]


async def test_people_of_two_programmes_do_not_come_into_one_line(cast: Cast) -> None:
    samir, _ = await second_programme(cast)
    await cast.stage.write(SPECIALIST, "Amina og Samir torsdag 10:00 på torget")
    assert "Samir is in another programme" in plain(cast.stage.last(SPECIALIST).text), samir


async def test_a_line_finds_the_places_of_the_participants_own_programme(cast: Cast) -> None:
    await second_programme(cast)
    await cast.stage.write(SPECIALIST, "Samir torsdag 10:00 Bakeriet")
    await cast.stage.press(SPECIALIST, "Save")
    assert "Place: Bakeriet" in plain(cast.stage.last(23).text)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (ParticipantStatus.INVITED, "Amina is not in yet, and is told after that."),
        (ParticipantStatus.PAUSED, "Amina has a pause, and is told when it ends."),
        (ParticipantStatus.WITHDRAWN, "Amina has stopped all messages, and is not told."),
    ],
)
async def test_the_card_says_who_is_not_told_now(cast: Cast, status: str, words: str) -> None:
    await change_participant(cast, cast.amina, status=status)
    await cast.stage.write(SPECIALIST, LINE)
    assert words in plain(cast.stage.last(SPECIALIST).text)


async def test_who_is_not_in_yet_is_told_nothing(cast: Cast) -> None:
    await change_participant(cast, cast.amina, status=ParticipantStatus.INVITED)
    await make(cast)
    assert await planned(cast) == []


@pytest.mark.parametrize("rrule", [None, "FREQ=WEEKLY;BYDAY=TH"])
async def test_who_comes_in_later_is_told_then(cast: Cast, rrule: str | None) -> None:
    await change_participant(cast, cast.amina, status=ParticipantStatus.INVITED)
    await make(cast, rrule=rrule)
    await change_participant(cast, cast.amina, status=ParticipantStatus.ACTIVE)
    async with cast.stage.database.unit_of_work() as store:
        amina = await store.participants.get(cast.amina)
        assert amina is not None
        await replan_participant(store, amina, cast.stage.clock.now())
        await store.commit()
    await cast.stage.deliver()
    assert [bubble.text.split("\n")[0] for bubble in cast.stage.screens[AMINA]] == [
        "🤝 <b>New appointment: Meeting</b>"
    ]
