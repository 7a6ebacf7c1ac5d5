"""Consent takes two: her yes in the chat and the specialist's record, in either order."""

from __future__ import annotations

import pytest

from conversations.consent.service import record
from conversations.incoming import Button, Incoming
from conversations.turn import Turn
from storage.models import ParticipantStatus, Task, TaskState
from tests.conversations.invitations import cast
from tests.conversations.invitations.cast import AMINA, KARI, OLA
from tests.conversations.stage import CONTEXT, Stage


async def invited(stage: Stage, language: str = "en") -> int:
    await cast.specialist(stage)
    one = await cast.invite(stage)
    await cast.open_link(stage, AMINA, one.code)
    await cast.to_question(stage, language=language)
    return one.participant_id


async def status(stage: Stage, participant_id: int) -> str:
    return (await cast.participant_of(stage, participant_id)).status


async def open_tasks(stage: Stage) -> list[str]:
    return [row.kind for row in await cast.rows(stage, Task) if row.state == TaskState.OPEN]


async def test_her_yes_first_then_the_record(stage: Stage) -> None:
    participant_id = await invited(stage)
    await stage.press(AMINA, "I agree")
    assert await status(stage, participant_id) == ParticipantStatus.INVITED
    await stage.press(KARI, "Record consent")
    assert "Friday 20 November" in stage.last(KARI).text
    assert "version \u20682026-11\u2069" in stage.last(KARI).text
    await stage.press(KARI, "Not needed")
    assert "No interpreter was needed." in stage.last(KARI).text
    await stage.press(KARI, "Record it")

    assert await status(stage, participant_id) == ParticipantStatus.ACTIVE
    assert "Welcome, \u2068Amina\u2069." in stage.last(AMINA).text
    [consent] = await cast.consents_of(stage, participant_id)
    assert (consent.language, consent.text_version, consent.interpreter) == ("en", "2026-11", False)
    assert consent.recorded_at == stage.clock.now()
    assert await open_tasks(stage) == []


async def test_the_record_first_then_her_yes(stage: Stage) -> None:
    participant_id = await invited(stage)
    await cast.record_consent(stage, participant_id)
    assert "agrees next" in stage.last(KARI).text
    assert await status(stage, participant_id) == ParticipantStatus.INVITED
    assert "Welcome" not in stage.last(AMINA).text

    await stage.press(AMINA, "I agree")
    assert await status(stage, participant_id) == ParticipantStatus.ACTIVE
    assert "Welcome, \u2068Amina\u2069." in stage.last(AMINA).text
    assert "takes part now" in stage.last(KARI).text
    await stage.press(AMINA, "Menu")
    assert "Settings" in "".join(stage.last(AMINA).labels)


@pytest.mark.parametrize(("answer", "kept"), [("yes", True), ("no", False), ("none", False)])
async def test_whether_an_interpreter_was_there_is_kept(stage: Stage, answer: str, kept: bool) -> None:
    participant_id = await invited(stage)
    await stage.forge(KARI, f"co:save:{participant_id}:en:{answer}:2026-11")
    [consent] = await cast.consents_of(stage, participant_id)
    assert consent.interpreter is kept


async def test_another_language_than_hers_is_warned_of(stage: Stage) -> None:
    participant_id = await invited(stage, language="ti")
    await stage.forge(AMINA, "ob:agree:2026-11", stage.last(AMINA).message_id)
    await stage.press(KARI, "Record consent")
    assert "different languages" not in stage.last(KARI).text
    await stage.press(KARI, "Another language")
    await stage.forge(KARI, f"co:in:{participant_id}:ar", stage.last(KARI).message_id)
    assert "different languages" in stage.last(KARI).text
    await stage.press(KARI, "Yes")
    assert "different languages" in stage.last(KARI).text
    await stage.press(KARI, "Record it")
    [consent] = await cast.consents_of(stage, participant_id)
    assert consent.language == "ar"


async def test_the_warning_comes_too_when_her_yes_is_the_later_one(stage: Stage) -> None:
    participant_id = await invited(stage, language="ti")
    await cast.record_consent(stage, participant_id, language="ar")
    await stage.forge(AMINA, "ob:agree:2026-11", stage.last(AMINA).message_id)
    assert "different languages" in stage.last(KARI).text


async def test_a_consent_is_not_recorded_twice(stage: Stage) -> None:
    participant_id = await invited(stage)
    await cast.record_consent(stage, participant_id)
    for action in ("record", "in", "check", "save"):
        await stage.forge(KARI, f"co:{action}:{participant_id}:en:yes:2026-11")
        assert stage.toasts[KARI][-1] == "This has changed. Here is how it is now."
    assert len(await cast.consents_of(stage, participant_id)) == 1


async def test_the_service_itself_refuses_a_second_consent(stage: Stage) -> None:
    participant_id = await invited(stage)
    await cast.record_consent(stage, participant_id)
    async with stage.database.unit_of_work() as store:
        person = await store.people.by_chat(KARI)
        participant = await store.participants.get(participant_id)
        assert person is not None
        assert participant is not None
        incoming = Incoming(9999, KARI, KARI, "en", Button("x:y", 1, "q"))
        turn = Turn(incoming, stage.clock.now(), stage.clock.now(), CONTEXT, store.acting(person.id), person)
        with pytest.raises(ValueError, match="standing consent"):
            await record(turn, participant, language="en", text_version="2026-11", interpreter=True)


@pytest.mark.parametrize(
    "rest",
    [
        "",
        ":en",
        ":xx:yes:2026-11",
        ":en:maybe:2026-11",
        ":en:yes",
        ":en:yes:2020-01",
        "0000000000000000000000:en:yes:1",
    ],
)
async def test_a_forged_record_is_none(stage: Stage, rest: str) -> None:
    participant_id = await invited(stage)
    await stage.forge(KARI, f"co:save:{participant_id}{rest}")
    assert await cast.consents_of(stage, participant_id) == []


@pytest.mark.parametrize("action", ["record", "in", "languages", "check", "save", "stop", "stopok"])
async def test_another_specialists_participant_is_out_of_reach(stage: Stage, action: str) -> None:
    participant_id = await invited(stage)
    await stage.press(AMINA, "I agree")
    await cast.specialist(stage, OLA, "Ola")
    await stage.forge(OLA, f"co:{action}:{participant_id}:en:yes:2026-11")
    assert stage.toasts[OLA][-1] == "This has changed. Here is how it is now."
    assert "Amina" not in stage.everything(OLA)
    assert await status(stage, participant_id) == ParticipantStatus.INVITED


async def test_a_participant_records_nothing(stage: Stage) -> None:
    participant_id = await invited(stage)
    await stage.forge(AMINA, f"co:save:{participant_id}:en:yes:2026-11")
    assert await cast.consents_of(stage, participant_id) == []
