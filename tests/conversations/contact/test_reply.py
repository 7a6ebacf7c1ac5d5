from __future__ import annotations

from datetime import UTC, datetime

import pytest

from conversations.incoming import Photo, Unsupported, Voice
from storage.models import ParticipantStatus
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene


async def _set(scene: Scene, **values: object) -> None:
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        for name, value in values.items():
            setattr(participant.person if name == "reachable" else participant, name, value)
        await store.commit()


async def test_a_reply_is_shown_with_its_reader_before_it_goes(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Hello")
    await scene.stage.press(MARTA, "Reply")
    await scene.stage.write(MARTA, "Come on Monday <at> 10 & bring your CV")
    card = scene.stage.last(MARTA)
    assert "This goes to \u2068Amina\u2069 and nobody else:" in card.text
    assert "Come on Monday &lt;at&gt; 10 &amp; bring your CV" in card.text
    assert "Come on Monday" not in scene.stage.everything(AMINA)
    await scene.stage.press(MARTA, "Send")
    assert "Marta\u2069 writes: \u2068Come on Monday &lt;at&gt; 10 &amp; bring your CV" in scene.stage.last(AMINA).text
    assert "Sent to \u2068Amina\u2069." in scene.stage.last(MARTA).text
    assert all(chat not in scene.stage.screens for chat in (LARS, EVA, ELSEWHERE, YONAS))


async def test_replying_closes_the_task_and_counts_as_contact(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Hello")
    await scene.stage.pass_time(hours=1)
    await scene.stage.forge(MARTA, f"cs:reply:{scene.amina}")
    await scene.stage.write(MARTA, "Hi")
    await scene.stage.press(MARTA, "Send")
    assert await scene.tasks("Marta") == []
    assert (await scene.participant(scene.amina)).last_contact_at == scene.stage.clock.now()


async def test_her_own_words_stand_untranslated_in_a_sentence_of_her_language(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        person = await store.people.get(scene.people["Amina"])
        person.language = "ar"
        await store.commit()
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.write(MARTA, "Vi ses i morgen")
    await scene.stage.press(MARTA, "Send")
    assert "\u2068Vi ses i morgen\u2069" in scene.stage.last(AMINA).text


async def test_voice_and_picture_reach_the_participant(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.send(MARTA, Voice("voice-file", "u", 4, 100, 1))
    await scene.stage.press(MARTA, "Send")
    voice = scene.stage.last(AMINA).rendered.attachment
    assert voice is not None
    assert (voice.kind, voice.data) == ("voice", "voice-file")
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.send(MARTA, Photo("photo-file", "u", "This door", 100, 1))
    await scene.stage.press(MARTA, "Send")
    assert "This door" in scene.stage.last(AMINA).text


async def test_a_second_tap_on_send_sends_nothing(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    turn = await scene.stage.write(MARTA, "Hi")
    assert turn is not None
    send = f"cs:send:{turn.incoming.update_id}"
    await scene.stage.forge(MARTA, send)
    await scene.stage.forge(MARTA, send)
    assert len(scene.stage.screens[AMINA]) == 1
    assert scene.stage.toasts[MARTA] == ["This was sent or cancelled before."]


async def test_the_card_of_an_earlier_wording_sends_nothing(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    first = await scene.stage.write(MARTA, "First")
    assert first is not None
    await scene.stage.write(MARTA, "Second")
    await scene.stage.forge(MARTA, f"cs:send:{first.incoming.update_id}")
    assert AMINA not in scene.stage.screens
    await scene.stage.press(MARTA, "Send")
    assert "Second" in scene.stage.last(AMINA).text


async def test_cancelled_words_go_nowhere(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.write(MARTA, "Hi")
    await scene.stage.press(MARTA, "Cancel")
    assert "Nothing was sent." in scene.stage.last(MARTA).text
    assert AMINA not in scene.stage.screens


@pytest.mark.parametrize("action", ["reply", "write", "ok", "later"])
@pytest.mark.parametrize("chat", [LARS, ELSEWHERE, EVA, YONAS])
async def test_nobody_writes_to_the_participant_of_another(scene: Scene, action: str, chat: int) -> None:
    await scene.stage.forge(chat, f"cs:{action}:{scene.amina}")
    assert scene.stage.toasts[chat] == ["This button is old. Here is what you can do now."]
    assert "Amina" not in scene.stage.everything(chat)
    await scene.stage.write(chat, "Hi")
    assert AMINA not in scene.stage.screens


@pytest.mark.parametrize(
    "payload",
    ["cs:reply", "cs:reply:x", "cs:reply:0", "cs:reply:-1", "cs:send:x", "cs:write:9223372036854775808"],
)
async def test_a_forged_button_is_answered_kindly(scene: Scene, payload: str) -> None:
    await scene.stage.forge(MARTA, payload)
    assert scene.stage.toasts[MARTA]
    assert AMINA not in scene.stage.screens


async def test_a_participant_handed_over_meanwhile_is_not_written_to(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    turn = await scene.stage.write(MARTA, "Hi")
    assert turn is not None
    await _set(scene, specialist_id=scene.people["Lars"])
    await scene.stage.forge(MARTA, f"cs:send:{turn.incoming.update_id}")
    await scene.stage.write(MARTA, "Hi again")
    assert AMINA not in scene.stage.screens
    assert "You no longer help this participant." in scene.stage.last(MARTA).text


async def test_long_words_are_told_before_anything_goes(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.write(MARTA, "a" * 1801)
    assert "too long" in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, "Shorter")
    await scene.stage.press(MARTA, "Send")
    assert "Shorter" in scene.stage.last(AMINA).text


async def test_a_sticker_is_not_passed_on_and_the_question_stays(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.send(MARTA, Unsupported("sticker", 1))
    assert "I cannot pass this on." in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, "Hi")
    await scene.stage.press(MARTA, "Send")
    assert "Hi" in scene.stage.last(AMINA).text


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"status": ParticipantStatus.PAUSED}, "has a pause"),
        ({"status": ParticipantStatus.WITHDRAWN}, "does not take part now"),
        ({"status": ParticipantStatus.INVITED}, "does not take part now"),
        ({"reachable": False}, "has closed the chat"),
    ],
)
async def test_who_cannot_be_reached_is_said_before_writing(
    scene: Scene,
    values: dict[str, object],
    expected: str,
) -> None:
    await _set(scene, **values)
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    assert expected in scene.stage.last(MARTA).text


async def test_a_pause_begun_meanwhile_keeps_it_back(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.write(MARTA, "Hi")
    await _set(scene, status=ParticipantStatus.PAUSED)
    await scene.stage.press(MARTA, "Send")
    assert "has a pause" in scene.stage.last(MARTA).text
    assert AMINA not in scene.stage.screens


async def test_in_quiet_hours_the_specialist_sees_when_it_arrives(scene: Scene) -> None:
    scene.stage.clock.set(datetime(2026, 11, 20, 21, 30, tzinfo=UTC))
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.write(MARTA, "Hi")
    await scene.stage.press(MARTA, "Send")
    assert "It arrives after 07:00." in scene.stage.last(MARTA).text


async def test_a_wish_for_a_call_is_answered_with_one_tap(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "ct:callme")
    assert "Marta\u2069 knows that you want a call." in scene.stage.last(AMINA).text
    assert "Amina\u2069 asks you to call." in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "call today")
    assert "call you today" in scene.stage.last(AMINA).text
    assert [task.kind for task in await scene.tasks("Marta")] == ["callback"]


async def test_the_next_working_day_is_named_to_her(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "ct:callme")
    await scene.stage.press(MARTA, "next working day")
    assert "I will call you on Monday 23 November." in scene.stage.last(AMINA).text
    (task,) = await scene.tasks("Marta")
    assert task.due_at == datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


async def test_asking_again_disturbs_nobody_twice(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "ct:callme")
    await scene.stage.forge(AMINA, "ct:callme")
    assert len(scene.stage.screens[MARTA]) == 1
    assert len(await scene.tasks("Marta")) == 1


async def test_a_second_answer_is_harmless(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "ct:callme")
    before = len(scene.stage.screens[AMINA])
    await scene.stage.forge(MARTA, f"cs:ok:{scene.amina}")
    await scene.stage.forge(MARTA, f"cs:later:{scene.amina}")
    assert len(scene.stage.screens[AMINA]) == before + 1
    assert scene.stage.toasts[MARTA] == ["This is answered already."]


async def test_after_the_answer_she_may_ask_again(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "ct:callme")
    await scene.stage.forge(MARTA, f"cs:ok:{scene.amina}")
    await scene.stage.forge(AMINA, "ct:callme")
    assert "asks you to call" in scene.stage.last(MARTA).text
