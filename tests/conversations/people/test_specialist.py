"""A specialist and their own participants: the list, the card, and what can be changed on it."""

from __future__ import annotations

import pytest

from conversations.incoming import Content, Photo, Unsupported
from storage.models import AuditEntry, Participant, Role
from tests.conversations.invitations import cast
from tests.conversations.invitations.cast import AMINA, BOSS, KARI, OLA
from tests.conversations.stage import Stage

CHANGED = "This has changed. Here is how it is now."


async def one(stage: Stage) -> int:
    await cast.specialist(stage)
    return await cast.participant(stage)


async def audited(stage: Stage, participant_id: int) -> list[str]:
    return [
        row.action
        for row in await cast.rows(stage, AuditEntry)
        if row.participant_id == participant_id and row.actor_id is not None
    ]


def words(labels: list[str]) -> list[str]:
    return [label.split(" ", 1)[1] for label in labels]


async def test_the_list_says_in_words_where_each_stands(stage: Stage) -> None:
    await cast.specialist(stage)
    unopened = await cast.invite(stage, name="Aster")
    assert unopened.participant_id
    opened = await cast.invite(stage, name="Hana")
    await cast.open_link(stage, 41, opened.code)
    agreed = await cast.invite(stage, name="Sara")
    await cast.open_link(stage, 42, agreed.code)
    await cast.agree(stage, 42)
    await cast.participant(stage, 43, "Yasmin")
    stopped = await cast.participant(stage, 44, "Zara")
    await stage.forge(KARI, f"co:stopok:{stopped}")
    await stage.write(KARI, "/people")
    assert "You help 5 participants." in stage.last(KARI).text
    assert [label.replace("\u2068", "").replace("\u2069", "") for label in stage.last(KARI).labels[:5]] == [
        "✉️ Aster: has not opened the invitation",
        "👀 Hana: has not agreed in the chat yet",
        "✍️ Sara: has agreed, consent is not recorded",
        "✅ Yasmin: takes part",
        "⏹ Zara: has stopped",
    ]


async def test_eight_stand_on_a_page(stage: Stage) -> None:
    await cast.specialist(stage)
    for number in range(17):
        await cast.invite(stage, name=f"Deltaker {chr(65 + number)}")
    await stage.forge(KARI, "pp:list")
    assert len([label for label in stage.last(KARI).labels if "Deltaker" in label]) == 8
    await stage.press(KARI, "More")
    await stage.press(KARI, "More")
    assert len([label for label in stage.last(KARI).labels if "Deltaker" in label]) == 1
    await stage.press(KARI, "Earlier")
    assert "Deltaker I" in "".join(stage.last(KARI).labels)


@pytest.mark.parametrize("payload", ["pp:list:99", "pp:list:-4", "pp:list:0"])
async def test_a_page_that_is_none_shows_the_nearest(stage: Stage, payload: str) -> None:
    await one(stage)
    await stage.forge(KARI, payload)
    assert "Amina" in "".join(stage.last(KARI).labels)


async def test_the_card_says_what_is_known_and_looking_is_on_record(stage: Stage) -> None:
    participant_id = await one(stage)
    await stage.forge(KARI, "pp:list")
    await stage.press(KARI, "Amina")
    for line in (
        "takes part",
        "Jobbsjansen Øst",
        "English",
        "Agreed in the chat: Friday 20 November",
        "Consent recorded: Friday 20 November",
        "The travel time is not known.",
        "No appointment is planned.",
    ):
        assert line in stage.last(KARI).text
    assert (await audited(stage, participant_id))[-1] == "participant.viewed"
    payloads = {button.payload for row in stage.last(KARI).rendered.rows for button in row}
    assert {f"as:for:{participant_id}", f"cs:write:{participant_id}", f"pp:more:{participant_id}"} <= payloads
    assert f"co:record:{participant_id}" not in payloads


@pytest.mark.parametrize(
    "payload",
    [
        "pp:card:{id}",
        "pp:rename:{id}",
        "pp:travel:{id}",
        "pp:way:{id}:15",
        "pp:busy:{id}",
        "pp:unbusy:{id}:1",
        "pp:addbusy:{id}",
        "pp:days:{id}:class:0",
        "pp:save:{id}:class:0:0800:0900",
        "pp:plan:{id}",
        "pp:remind:{id}:remind_evening:off",
    ],
)
async def test_another_specialists_participant_is_out_of_reach(stage: Stage, payload: str) -> None:
    participant_id = await one(stage)
    before = await audited(stage, participant_id)
    await cast.specialist(stage, OLA, "Ola")
    await stage.forge(OLA, payload.format(id=participant_id))
    assert stage.toasts[OLA] == [CHANGED]
    assert "You have no participants yet." in stage.last(OLA).text
    assert "Amina" not in stage.everything(OLA)
    assert await audited(stage, participant_id) == before


async def test_a_coordinator_who_is_a_specialist_too_acts_for_their_own_alone(stage: Stage) -> None:
    participant_id = await one(stage)
    await cast.coordinator(stage)
    await cast.open_link(stage, BOSS, await cast.staff_code(stage, Role.SPECIALIST))
    await stage.forge(BOSS, f"pp:way:{participant_id}:15")
    assert stage.toasts[BOSS] == [CHANGED]
    assert (await cast.participant_of(stage, participant_id)).travel_minutes is None


@pytest.mark.parametrize("chat", [AMINA, BOSS])
async def test_nobody_else_has_these_buttons(stage: Stage, chat: int) -> None:
    participant_id = await one(stage)
    await cast.coordinator(stage)
    await stage.forge(chat, f"pp:way:{participant_id}:15")
    assert (await cast.participant_of(stage, participant_id)).travel_minutes is None


@pytest.mark.parametrize(
    "payload",
    [
        "pp:list:x",
        "pp:list:99999999999999999999999",
        "pp:card",
        "pp:card:",
        "pp:card:x",
        "pp:card:0",
        "pp:card:-1",
        "pp:card:99999",
        "pp:card:9223372036854775808",
        "pp:card:99999999999999999999999999",
        "pp:nothing",
        "pp:way:{id}",
        "pp:way:{id}:-5",
        "pp:way:{id}:100000",
        "pp:remind:{id}:quiet_from:off",
        "pp:remind:{id}:remind_leave:maybe",
        "pp:unbusy:{id}:x",
        "pp:days:{id}:faith:0",
        "pp:days:{id}:class:7",
        "pp:days:{id}:class:00",
        "pp:to:{id}:class:0:9900",
        "pp:to:{id}:class:0",
        "pp:save:{id}:class:-:0800:0900",
        "pp:save:{id}:class:0:0800:0800",
        "pp:save:{id}:class:0:0800:xx",
    ],
)
async def test_a_forged_button_changes_nothing_and_breaks_nothing(stage: Stage, payload: str) -> None:
    participant_id = await one(stage)
    await stage.forge(KARI, payload.format(id=participant_id))
    kept = await cast.participant_of(stage, participant_id)
    assert (kept.travel_minutes, kept.plan) == (None, {})
    assert stage.toasts[KARI]


async def test_a_participant_is_renamed(stage: Stage) -> None:
    participant_id = await one(stage)
    await stage.forge(KARI, f"pp:card:{participant_id}")
    await stage.press(KARI, "More")
    await stage.press(KARI, "Change the name")
    await stage.write(KARI, "🎉")
    assert "Please write a name with letters." in stage.last(KARI).text
    await stage.write(KARI, "<i>Amina</i> N.")
    assert "&lt;i&gt;Amina&lt;/i&gt; N." in stage.last(KARI).text
    person = await cast.person_of(stage, AMINA)
    assert person is not None
    assert person.name == "<i>Amina</i> N."


async def test_leaving_the_question_keeps_the_name(stage: Stage) -> None:
    participant_id = await one(stage)
    await stage.forge(KARI, f"pp:rename:{participant_id}")
    await stage.press(KARI, "Back")
    await stage.forge(KARI, "h:home")
    await stage.write(KARI, "Somebody")
    person = await cast.person_of(stage, AMINA)
    assert person is not None
    assert person.name == "Amina"


@pytest.mark.parametrize(("choice", "minutes"), [("0 minutes", 0), ("45 minutes", 45), ("Not known", None)])
async def test_the_travel_time_is_chosen(stage: Stage, choice: str, minutes: int | None) -> None:
    participant_id = await one(stage)
    await stage.forge(KARI, f"pp:travel:{participant_id}")
    await stage.press(KARI, choice)
    assert (await cast.participant_of(stage, participant_id)).travel_minutes == minutes
    assert "The travel time is saved." in stage.last(KARI).text


async def test_the_travel_time_is_typed(stage: Stage) -> None:
    participant_id = await one(stage)
    await stage.forge(KARI, f"pp:travel:{participant_id}")
    await stage.write(KARI, " 35 ")
    assert (await cast.participant_of(stage, participant_id)).travel_minutes == 35
    assert "Travel time: 35 minutes" in stage.last(KARI).text


@pytest.mark.parametrize("typed", ["an hour", "-5", "601", "9" * 4000, "1.5", "²"])
async def test_minutes_that_are_none_are_asked_again(stage: Stage, typed: str) -> None:
    participant_id = await one(stage)
    await stage.forge(KARI, f"pp:travel:{participant_id}")
    await stage.write(KARI, typed)
    assert "Please write the minutes as a number" in stage.last(KARI).text
    await stage.write(KARI, "20")
    assert (await cast.participant_of(stage, participant_id)).travel_minutes == 20


@pytest.mark.parametrize("content", [Photo("f", "u", "30", 1, 1), Unsupported("sticker", 1)])
@pytest.mark.parametrize(
    ("payload", "question"),
    [
        ("pp:rename:{id}", "What is"),
        ("pp:travel:{id}", "How many minutes"),
        ("pp:addbusy:{id}", "What takes the time?"),
        ("pp:days:{id}:class:-", "On which days?"),
        ("pp:from:{id}:class:0", "From when?"),
        ("pp:to:{id}:class:0:0800", "until when?"),
    ],
)
async def test_what_is_no_text_is_asked_again(stage: Stage, payload: str, question: str, content: Content) -> None:
    participant_id = await one(stage)
    await stage.forge(KARI, payload.format(id=participant_id))
    await stage.send(KARI, content)
    assert question in stage.last(KARI).text


async def test_reminders_are_turned_off_and_on(stage: Stage) -> None:
    participant_id = await one(stage)
    await stage.forge(KARI, f"pp:plan:{participant_id}")
    assert len([label for label in stage.last(KARI).labels if label.startswith("🔔")]) == 3
    await stage.press(KARI, "On the evening before")
    assert (await cast.participant_of(stage, participant_id)).plan == {"remind_evening": False}
    assert len([label for label in stage.last(KARI).labels if label.startswith("🔕")]) == 1
    await stage.press(KARI, "On the evening before")
    assert (await cast.participant_of(stage, participant_id)).plan == {"remind_evening": True}


async def test_a_participant_who_left_meanwhile_ends_the_question(stage: Stage) -> None:
    participant_id = await one(stage)
    await cast.specialist(stage, OLA, "Ola")
    ola = await cast.person_of(stage, OLA)
    assert ola is not None
    for payload in (f"pp:rename:{participant_id}", f"pp:addbusy:{participant_id}"):
        await hand_over(stage, participant_id, KARI)
        await stage.forge(KARI, payload)
        await hand_over(stage, participant_id, OLA)
        await stage.write(KARI, "Fatima")
        assert "You have no participants yet." in stage.last(KARI).text


async def hand_over(stage: Stage, participant_id: int, chat: int) -> None:
    person = await cast.person_of(stage, chat)
    assert person is not None
    async with stage.database.unit_of_work() as store:
        participant = await store.participants.get(participant_id)
        assert isinstance(participant, Participant)
        participant.specialist_id = person.id
        await store.commit()
