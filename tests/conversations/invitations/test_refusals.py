"""Codes that do not work: one polite sentence, whatever the reason, and guessing gets slow."""

from __future__ import annotations

import pytest

from conversations.incoming import Button, Edited, Photo, Unsupported
from conversations.invitations.codes import new_code
from storage.models import Invitation, Participant, ParticipantStatus, Role
from tests.conversations.invitations import cast
from tests.conversations.invitations.cast import AMINA, BOSS, HANA, KARI, OLA
from tests.conversations.stage import Stage

PRIVATE = "Hello. This is a private service. You need an invitation to use it."
NO_USE = "This invitation does not work now. Ask the person who gave it to you for a new one."
WAIT = "Please wait a little. Then try again."
SOMEBODY_ELSE = "This invitation is for another person. Please open it on that person's phone."
STRANGER = 99


@pytest.mark.parametrize("text", ["hello", "/start", "/help", "/menu", "<b>hei</b>", "👋", "a" * 4096])
async def test_a_stranger_learns_one_polite_sentence(stage: Stage, text: str) -> None:
    await stage.write(STRANGER, text)
    assert [bubble.text for bubble in stage.screens[STRANGER]] == [PRIVATE]


async def test_a_stranger_who_sends_anything_else_learns_the_same(stage: Stage) -> None:
    for content in (
        Photo("f", "u", "", 1, 1),
        Unsupported("sticker", 2),
        Button("pp:card:1", 3, "q"),
        Edited("hello", 4),
    ):
        await stage.send(STRANGER, content)
    assert {bubble.text for bubble in stage.screens[STRANGER]} == {PRIVATE}


async def test_wrong_used_expired_and_revoked_codes_are_answered_alike(stage: Stage) -> None:
    await cast.specialist(stage)
    used = await cast.invite(stage, name="Amina")
    await cast.open_link(stage, AMINA, used.code)
    expired = await cast.invite(stage, name="Hana")
    stage.clock.advance(cast.invitation_lasts(Role.PARTICIPANT))
    revoked = await cast.invite(stage, name="Sara")
    await stage.forge(KARI, f"in:relinked:{revoked.participant_id}")

    answers = []
    for chat, code in enumerate((new_code(), used.code, expired.code, revoked.code, "nonsense"), start=100):
        await cast.open_link(stage, chat, code)
        answers.append([bubble.text for bubble in stage.screens[chat]])

    assert answers == [[NO_USE]] * 5


@pytest.mark.parametrize(("role", "hours"), [(Role.SPECIALIST, 48), (Role.PARTICIPANT, 14 * 24)])
async def test_a_code_works_until_the_very_end(stage: Stage, role: Role, hours: int) -> None:
    await cast.specialist(stage)
    if role is Role.PARTICIPANT:
        codes = [(await cast.invite(stage, name=name)).code for name in ("Amina", "Hana")]
    else:
        codes = [await cast.staff_code(stage, role) for _ in range(2)]
    await stage.pass_time(hours=hours, seconds=-1)
    await cast.open_link(stage, AMINA, codes[0])
    await stage.pass_time(seconds=1)
    await cast.open_link(stage, HANA, codes[1])
    assert stage.last(AMINA).labels
    assert stage.last(HANA).text == NO_USE


async def test_after_three_wrong_codes_a_chat_waits_and_a_right_one_waits_with_it(stage: Stage) -> None:
    code = await cast.staff_code(stage)
    for _ in range(4):
        await stage.write(STRANGER, new_code())
    assert [bubble.text for bubble in stage.screens[STRANGER]] == [NO_USE] * 4

    await cast.open_link(stage, STRANGER, code)
    assert stage.last(STRANGER).text == WAIT
    await stage.pass_time(seconds=59)
    await cast.open_link(stage, STRANGER, code)
    assert stage.last(STRANGER).text == WAIT
    await stage.pass_time(seconds=1)
    await cast.open_link(stage, STRANGER, code)
    assert "English" in stage.last(STRANGER).labels[-1] + stage.last(STRANGER).labels[0]


async def test_waiting_doubles_and_other_chats_do_not_wait(stage: Stage) -> None:
    for _ in range(4):
        await stage.write(STRANGER, new_code())
    await stage.pass_time(minutes=1)
    await stage.write(STRANGER, new_code())
    await stage.pass_time(minutes=1)
    await stage.write(STRANGER, new_code())
    assert stage.last(STRANGER).text == WAIT
    await stage.write(STRANGER + 1, new_code())
    assert stage.last(STRANGER + 1).text == NO_USE


async def test_a_day_later_wrong_codes_are_forgotten(stage: Stage) -> None:
    for _ in range(4):
        await stage.write(STRANGER, new_code())
    await stage.pass_time(days=1, minutes=2)
    await stage.write(STRANGER, new_code())
    await stage.write(STRANGER, new_code())
    assert stage.last(STRANGER).text == NO_USE


async def test_a_code_typed_sloppily_works_like_the_link(stage: Stage) -> None:
    code = await cast.staff_code(stage)
    await stage.write(STRANGER, code.lower().replace("-", " ").replace("0", "o"))
    assert stage.last(STRANGER).labels


async def test_a_specialist_who_tries_the_participants_link_does_not_use_it_up(stage: Stage) -> None:
    await cast.specialist(stage)
    invited = await cast.invite(stage)
    await cast.open_link(stage, KARI, invited.code)
    assert stage.last(KARI).text == SOMEBODY_ELSE
    await cast.open_link(stage, AMINA, invited.code)
    assert "Choose your language." in stage.last(AMINA).text


async def test_a_participant_does_not_become_staff_and_the_code_stays_good(stage: Stage) -> None:
    await cast.specialist(stage)
    await cast.participant(stage)
    code = await cast.staff_code(stage, Role.SPECIALIST)
    await cast.open_link(stage, AMINA, code)
    assert SOMEBODY_ELSE in stage.last(AMINA).text
    await cast.let_staff_in(stage, OLA, "Ola", code)
    assert "You are an employment specialist" in stage.last(OLA).text


async def test_one_chat_is_not_two_participants(stage: Stage) -> None:
    await cast.specialist(stage)
    await cast.participant(stage)
    other = await cast.invite(stage, name="Hana")
    await cast.open_link(stage, AMINA, other.code)
    assert SOMEBODY_ELSE in stage.last(AMINA).text


async def test_a_link_opened_on_the_wrong_phone_does_not_lock_its_owner_out(stage: Stage) -> None:
    await cast.specialist(stage)
    first = await cast.invite(stage, name="Amina")
    await cast.open_link(stage, HANA, first.code)
    second = await cast.invite(stage, name="Hana")
    await cast.open_link(stage, HANA, second.code)
    person = await cast.person_of(stage, HANA)
    assert person is not None
    assert person.name == "Hana"


async def test_opening_ones_own_link_again_shows_where_one_is(stage: Stage) -> None:
    await cast.specialist(stage)
    invited = await cast.invite(stage)
    await cast.open_link(stage, AMINA, invited.code)
    await cast.to_question(stage)
    await cast.open_link(stage, AMINA, invited.code)
    assert "Do you want to use Brobygger?" in stage.last(AMINA).text
    await stage.forge(AMINA, "ob:agree:2026-11", stage.last(AMINA).message_id)
    await cast.record_consent(stage, invited.participant_id)
    await cast.open_link(stage, AMINA, invited.code)
    assert "My next appointments" in "".join(stage.last(AMINA).labels)


async def test_a_wrong_code_from_somebody_who_is_in_is_followed_by_their_home(stage: Stage) -> None:
    await cast.specialist(stage)
    await cast.open_link(stage, KARI, new_code())
    assert stage.screens[KARI][-2].text == NO_USE
    assert "My participants" in "".join(stage.last(KARI).labels)


async def test_two_chats_that_open_one_code_at_once_let_one_in(stage: Stage) -> None:
    await cast.specialist(stage)
    invited = await cast.invite(stage)
    await cast.at_once(stage, dict.fromkeys(range(200, 206), invited.code))
    inside = [chat for chat in range(200, 206) if await cast.person_of(stage, chat)]
    assert len(inside) == 1
    refused = [chat for chat in range(200, 206) if chat not in inside]
    assert [stage.last(chat).text for chat in refused] == [NO_USE] * 5


async def test_two_chats_that_open_one_staff_code_at_once_let_one_in(stage: Stage) -> None:
    code = await cast.staff_code(stage)
    await cast.at_once(stage, dict.fromkeys(range(200, 206), code))
    assert len([chat for chat in range(200, 206) if await cast.person_of(stage, chat)]) == 1


async def test_codes_are_not_in_the_database(stage: Stage) -> None:
    await cast.specialist(stage)
    invited = await cast.invite(stage)
    kept = await cast.rows(stage, Invitation)
    assert all(invited.code.replace("-", "") not in repr(vars(row)) for row in kept)


async def test_a_stopped_participants_chat_may_become_staff(stage: Stage) -> None:
    await cast.specialist(stage)
    participant_id = await cast.participant(stage)
    await stage.forge(KARI, f"co:stopok:{participant_id}")
    await cast.let_staff_in(stage, AMINA, "Amina", await cast.staff_code(stage, Role.SPECIALIST))
    assert "You are an employment specialist" in stage.last(AMINA).text
    [profile] = await cast.rows(stage, Participant)
    assert profile.status == ParticipantStatus.WITHDRAWN


async def test_staff_who_open_another_staff_code_get_that_place_too(stage: Stage) -> None:
    await cast.coordinator(stage)
    await cast.open_link(stage, BOSS, await cast.staff_code(stage, Role.SPECIALIST))
    assert "You are an employment specialist" in stage.last(BOSS).text
    await stage.press(BOSS, "Menu")
    assert {"My participants", "The team"} <= {label.split(" ", 1)[1] for label in stage.last(BOSS).labels}


async def test_staff_who_open_a_code_for_the_place_they_have_leave_it_for_others(stage: Stage) -> None:
    await cast.coordinator(stage)
    code = await cast.staff_code(stage)
    await cast.open_link(stage, BOSS, code)
    await cast.let_staff_in(stage, OLA, "Ola", code)
    assert "You are a coordinator" in stage.last(OLA).text


async def test_a_code_typed_by_somebody_inside_works_like_the_link(stage: Stage) -> None:
    await cast.coordinator(stage)
    await stage.write(BOSS, await cast.staff_code(stage, Role.SPECIALIST, "Spor 3"))
    assert "You are an employment specialist in \u2068Spor 3\u2069." in stage.last(BOSS).text
    await stage.write(BOSS, await cast.staff_code(stage, Role.SPECIALIST))
    assert "You are an employment specialist in \u2068Jobbsjansen Øst\u2069." in stage.last(BOSS).text
    await stage.write(BOSS, new_code())
    assert stage.screens[BOSS][-2].text == NO_USE
