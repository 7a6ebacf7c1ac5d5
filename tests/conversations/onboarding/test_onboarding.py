"""A participant's first minutes: nothing is lost, nothing is pressed on her, and she decides."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.incoming import Content, Document, Photo, PlaceShared, Unsupported, Voice
from conversations.onboarding.texts import TEXT_VERSION
from locales.languages import LANGUAGES
from storage.models import Delivery, Participant, ParticipantStatus, Task, TaskState
from tests.conversations.invitations import cast
from tests.conversations.invitations.cast import AMINA, HANA, KARI
from tests.conversations.stage import Stage

OTHER_THINGS: list[Content] = [
    Photo("f", "u", "", 1, 1),
    Voice("f", "u", 2, 1, 1),
    Document("f", "u", "cv.pdf", "application/pdf", "", 1, 1),
    PlaceShared(59.9, 10.7, 1),
    Unsupported("sticker", 1),
]


async def opened(stage: Stage, name: str = "Amina") -> int:
    await cast.specialist(stage)
    invited = await cast.invite(stage, name=name)
    await cast.open_link(stage, AMINA, invited.code)
    return invited.participant_id


async def profile(stage: Stage) -> Participant:
    return (await cast.rows(stage, Participant))[-1]


async def tasks(stage: Stage, state: TaskState = TaskState.OPEN) -> list[str]:
    return [row.kind for row in await cast.rows(stage, Task) if row.state == state]


@pytest.mark.parametrize(
    ("phone", "first"), [("ti", "ti"), ("fa-AF", "prs"), ("ar-EG", "ar"), ("pl", "nb"), ("", "nb")]
)
async def test_languages_come_in_their_own_names_with_the_phones_first(stage: Stage, phone: str, first: str) -> None:
    await cast.specialist(stage)
    invited = await cast.invite(stage)
    stage.phone_language = phone
    await cast.open_link(stage, AMINA, invited.code)
    labels = stage.last(AMINA).labels
    assert labels[0] == f"\u2068{LANGUAGES[first].name}\u2069"
    assert sorted(labels) == sorted(f"\u2068{language.name}\u2069" for language in LANGUAGES.values())
    assert [len(row) for row in stage.last(AMINA).rendered.rows] == [2] * 7


async def test_five_messages_take_one_place_on_the_screen(stage: Stage) -> None:
    await opened(stage)
    await stage.press(AMINA, "English")
    texts = [stage.last(AMINA).text]
    for _ in range(4):
        assert "Next" in stage.last(AMINA).labels[0]
        await stage.press(AMINA, "Next")
        texts.append(stage.last(AMINA).text)
    assert len(stage.screens[AMINA]) == 1
    assert len(set(texts)) == 5
    assert "\u2068Kari\u2069" in texts[0]
    assert "\u2068Jobbsjansen Øst\u2069" in texts[0]
    assert "never ask about your health or your faith" in texts[2]
    assert "You can stop at any time" in texts[3]
    assert [label.split(" ", 1)[1] for label in stage.last(AMINA).labels] == [
        "I agree",
        "I want to talk to \u2068Kari\u2069 first",
        "Back",
        "Language",
    ]


async def test_every_step_leads_back(stage: Stage) -> None:
    await opened(stage)
    await stage.press(AMINA, "English")
    first = stage.last(AMINA).text
    for _ in range(4):
        await stage.press(AMINA, "Next")
    for _ in range(4):
        await stage.press(AMINA, "Back")
    assert stage.last(AMINA).text == first


@pytest.mark.parametrize("steps", range(5))
async def test_the_language_changes_at_any_step_and_the_step_stays(stage: Stage, steps: int) -> None:
    await opened(stage)
    await stage.press(AMINA, "English")
    for _ in range(steps):
        await stage.press(AMINA, "Next")
    text = stage.last(AMINA).text
    await stage.press(AMINA, "Language")
    await stage.press(AMINA, LANGUAGES["so"].name)
    person = await cast.person_of(stage, AMINA)
    assert person is not None
    assert person.language == "so"
    await stage.forge(AMINA, "ob:languages", stage.last(AMINA).message_id)
    await stage.press(AMINA, "English")
    assert stage.last(AMINA).text == text


@pytest.mark.parametrize("content", OTHER_THINGS)
async def test_what_she_sends_is_answered_by_the_step_she_is_at(stage: Stage, content: Content) -> None:
    await opened(stage)
    await cast.to_question(stage)
    await stage.send(AMINA, content)
    assert stage.last(AMINA).text.startswith("Please use the buttons under this message.")
    assert "Do you want to use Brobygger?" in stage.last(AMINA).text


@pytest.mark.parametrize("hours", [0, 25, 24 * 30])
async def test_the_step_is_found_again_however_long_she_waits(stage: Stage, hours: int) -> None:
    await opened(stage)
    await stage.press(AMINA, "English")
    await stage.press(AMINA, "Next")
    await stage.pass_time(hours=hours)
    await stage.write(AMINA, "hei")
    assert "I remind you of your appointments." in stage.last(AMINA).text
    await stage.write(AMINA, "/start")
    assert "Please use" not in stage.last(AMINA).text
    assert "I remind you of your appointments." in stage.last(AMINA).text


async def test_her_yes_is_kept_with_language_and_version(stage: Stage) -> None:
    participant_id = await opened(stage)
    await cast.agree(stage, language="ar")
    kept = await profile(stage)
    assert kept.agreed_at == stage.clock.now()
    assert (kept.agreed_language, kept.agreed_version) == ("ar", TEXT_VERSION)
    assert kept.status == ParticipantStatus.INVITED
    assert await tasks(stage) == ["consent"]
    assert [button.payload for row in stage.last(KARI).rendered.rows for button in row] == [
        f"co:record:{participant_id}",
    ]


async def test_after_her_yes_she_sees_what_happens_next(stage: Stage) -> None:
    await opened(stage)
    await cast.agree(stage)
    assert "\u2068Kari\u2069 helps you with the last step." in stage.last(AMINA).text
    await stage.pass_time(days=3)
    await stage.write(AMINA, "hello?")
    assert "\u2068Kari\u2069 helps you with the last step." in stage.last(AMINA).text


async def test_saying_yes_twice_changes_nothing(stage: Stage) -> None:
    await opened(stage)
    await cast.agree(stage)
    said = len(stage.screens[KARI])
    stage.clock.advance(timedelta(minutes=1))
    await stage.forge(AMINA, f"ob:agree:{TEXT_VERSION}", stage.last(AMINA).message_id)
    assert (await profile(stage)).agreed_at != stage.clock.now()
    assert len(stage.screens[KARI]) == said


async def test_after_her_yes_she_may_read_everything_again(stage: Stage) -> None:
    await opened(stage)
    await cast.agree(stage)
    await stage.press(AMINA, "Read again")
    for _ in range(4):
        await stage.press(AMINA, "Next")
    assert "helps you with the last step" in stage.last(AMINA).text


async def test_talking_first_is_a_task_and_she_can_still_agree(stage: Stage) -> None:
    await opened(stage)
    await cast.to_question(stage)
    await stage.press(AMINA, "I want to talk to")
    assert "\u2068Kari\u2069 will contact you." in stage.last(AMINA).text
    assert "\u2068Amina\u2069 wants to talk with you before agreeing." in stage.last(KARI).text
    assert await tasks(stage) == ["talk_first"]
    await stage.press(AMINA, "I agree")
    assert await tasks(stage) == ["consent"]
    assert await tasks(stage, TaskState.DONE) == ["talk_first"]


async def test_wanting_to_talk_twice_on_a_day_is_told_once(stage: Stage) -> None:
    await opened(stage)
    await cast.to_question(stage)
    for _ in range(3):
        await stage.forge(AMINA, "ob:talk", stage.last(AMINA).message_id)
    assert stage.everything(KARI).count("wants to talk") == 1
    await stage.pass_time(days=1)
    await stage.forge(AMINA, "ob:talk", stage.last(AMINA).message_id)
    assert stage.everything(KARI).count("wants to talk") == 2


async def test_a_yes_to_an_older_text_shows_the_new_one(stage: Stage) -> None:
    await opened(stage)
    await cast.to_question(stage)
    await stage.forge(AMINA, "ob:agree:2025-01", stage.last(AMINA).message_id)
    assert (await profile(stage)).agreed_at is None
    assert "I am Brobygger" in stage.last(AMINA).text


@pytest.mark.parametrize(
    "payload",
    ["ob:language:xx", "ob:language", "ob:page:0", "ob:page:6", "ob:page:x", "ob:page", "ob:agree", "ob:stop"],
)
async def test_a_forged_button_changes_nothing(stage: Stage, payload: str) -> None:
    await opened(stage)
    await cast.to_question(stage)
    await stage.forge(AMINA, payload)
    kept = await profile(stage)
    assert (kept.agreed_at, kept.status) == (None, ParticipantStatus.INVITED)
    assert "Do you want to use Brobygger?" in stage.last(AMINA).text


@pytest.mark.parametrize("payload", ["ob:agree:2026-11", "ob:page:1", "ob:languages", "ob:language:ar", "ob:talk"])
async def test_somebody_who_is_in_or_on_the_staff_gets_their_home(stage: Stage, payload: str) -> None:
    await cast.specialist(stage)
    await cast.participant(stage)
    for chat, menu in ((AMINA, "Settings"), (KARI, "My participants")):
        await stage.forge(chat, payload)
        assert menu in stage.everything(chat)
        person = await cast.person_of(stage, chat)
        assert person is not None
        assert person.language == "en"


@pytest.mark.parametrize("name", ["<b>Amina</b> & Co", "A" * 300, "أمينة", "ኣሚና"])
async def test_any_name_is_greeted_as_it_was_written(stage: Stage, name: str) -> None:
    await opened(stage, name)
    await stage.press(AMINA, "English")
    shown = name[:60].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"Hello \u2068{shown}\u2069." in stage.last(AMINA).text


async def test_nothing_but_onboarding_is_sent_before_both_have_happened(stage: Stage) -> None:
    participant_id = await opened(stage)
    await cast.agree(stage)
    await stage.write(AMINA, "hei")
    await stage.write(AMINA, "/start")
    person = await cast.person_of(stage, AMINA)
    assert person is not None
    planned = await cast.rows(stage, Delivery)
    hers = [row for row in planned if row.person_id == person.id]
    assert hers
    assert all(row.onboarding for row in hers)
    await cast.record_consent(stage, participant_id)
    assert all(row.onboarding for row in await cast.sent_to(stage, person.id))


async def test_two_participants_do_not_meet(stage: Stage) -> None:
    await opened(stage)
    other = await cast.invite(stage, name="Hana")
    await cast.open_link(stage, HANA, other.code)
    await cast.agree(stage, HANA)
    first, second = await cast.rows(stage, Participant)
    assert (first.agreed_at, second.agreed_at) == (None, stage.clock.now())
