"""Stopping costs nothing, takes effect at once, and leaves the door open."""

from __future__ import annotations

from datetime import timedelta

from conversations.consent.service import withdraw
from conversations.incoming import Button, Incoming
from conversations.turn import Turn
from locales.message import message, pack_message
from locales.text import say
from storage.models import Delivery, DeliveryKind, DeliveryState, Membership, ParticipantStatus
from storage.repositories.deliveries import NewDelivery
from tests.conversations.invitations import cast
from tests.conversations.invitations.cast import AMINA, KARI, OLA
from tests.conversations.stage import CONTEXT, Stage


async def her_own_stop(stage: Stage) -> None:
    """What the settings do when she presses *Stop*."""
    async with stage.database.unit_of_work() as store:
        person = await store.people.by_chat(AMINA)
        assert person is not None
        own = store.acting(person.id)
        incoming = Incoming(stage.clock.now().second + 50_000, AMINA, AMINA, "en", Button("st:stopok", 1, "q"))
        turn = Turn(incoming, stage.clock.now(), stage.clock.now(), CONTEXT, own, person)
        turn.participant = await own.participants.of_person(person.id)
        await withdraw(turn, turn.profile)
        await withdraw(turn, turn.profile)
        await store.commit()
    await stage.deliver()


async def plan_reminder(stage: Stage, participant_id: int) -> None:
    person = await cast.person_of(stage, AMINA)
    assert person is not None
    reminder = NewDelivery(
        key="reminder",
        kind=DeliveryKind.REMINDER,
        due=stage.clock.now() + timedelta(hours=1),
        message_key="said",
        person_id=person.id,
        participant_id=participant_id,
        content=pack_message(message(say("Menu"))),
    )
    async with stage.database.unit_of_work() as store:
        await store.deliveries.plan([reminder], stage.clock.now())
        await store.commit()


async def reminder_state(stage: Stage) -> str:
    [row] = [row for row in await cast.rows(stage, Delivery) if row.key == "reminder"]
    return row.state


async def test_what_waits_never_leaves_and_the_consent_ends(stage: Stage) -> None:
    await cast.specialist(stage)
    participant_id = await cast.participant(stage)
    await plan_reminder(stage, participant_id)
    await her_own_stop(stage)
    assert await reminder_state(stage) == DeliveryState.SUPPRESSED
    participant = await cast.participant_of(stage, participant_id)
    assert (participant.status, participant.agreed_at) == (ParticipantStatus.WITHDRAWN, None)
    [consent] = await cast.consents_of(stage, participant_id)
    assert consent.withdrawn_at == stage.clock.now()


async def test_the_specialist_is_told_once_plainly_and_without_blame(stage: Stage) -> None:
    await cast.specialist(stage)
    await cast.participant(stage)
    await her_own_stop(stage)
    assert stage.everything(KARI).count("\u2068Amina\u2069 has stopped the messages.") == 1
    assert "That is fine and needs no reason." in stage.last(KARI).text


async def test_the_specialist_stops_it_for_her_in_two_taps_and_she_is_left_in_peace(stage: Stage) -> None:
    await cast.specialist(stage)
    participant_id = await cast.participant(stage)
    said = len(stage.screens[AMINA])
    await stage.forge(KARI, f"pp:card:{participant_id}")
    await stage.press(KARI, "Stop all messages")
    assert (await cast.participant_of(stage, participant_id)).status == ParticipantStatus.ACTIVE
    await stage.press(KARI, "Stop all messages")
    assert (await cast.participant_of(stage, participant_id)).status == ParticipantStatus.WITHDRAWN
    assert len(stage.screens[AMINA]) == said
    assert "has stopped" in stage.last(KARI).text
    await stage.forge(KARI, f"co:stopok:{participant_id}")
    assert len(await cast.consents_of(stage, participant_id)) == 1


async def test_she_writes_and_is_offered_to_start_again_with_a_new_consent(stage: Stage) -> None:
    await cast.specialist(stage)
    participant_id = await cast.participant(stage)
    await her_own_stop(stage)
    await stage.write(AMINA, "hei")
    assert "Do you want to start again?" in stage.last(AMINA).text
    await stage.press(AMINA, "I agree")
    participant = await cast.participant_of(stage, participant_id)
    assert participant.status == ParticipantStatus.INVITED
    assert "helps you with the last step" in stage.last(AMINA).text
    assert "Please record the consent" in stage.last(KARI).text

    await cast.record_consent(stage, participant_id)
    assert (await cast.participant_of(stage, participant_id)).status == ParticipantStatus.ACTIVE
    first, second = await cast.consents_of(stage, participant_id)
    assert first.withdrawn_at is not None
    assert second.withdrawn_at is None


async def test_whoever_stopped_may_read_everything_again_or_talk_first(stage: Stage) -> None:
    await cast.specialist(stage)
    await cast.participant(stage)
    await her_own_stop(stage)
    await stage.write(AMINA, "hei")
    await stage.press(AMINA, "Read again")
    assert "I am Brobygger" in stage.last(AMINA).text
    await stage.forge(AMINA, "ob:talk", stage.last(AMINA).message_id)
    assert "wants to talk with you" in stage.last(KARI).text


async def test_the_language_can_be_changed_before_starting_again(stage: Stage) -> None:
    await cast.specialist(stage)
    await cast.participant(stage)
    await her_own_stop(stage)
    await stage.write(AMINA, "hei")
    await stage.press(AMINA, "Language")
    await stage.press(AMINA, "English")
    assert "Do you want to start again?" in stage.last(AMINA).text


async def test_an_invitation_nobody_opened_ends_with_the_stop(stage: Stage) -> None:
    await cast.specialist(stage)
    invited = await cast.invite(stage)
    await stage.forge(KARI, f"co:stopok:{invited.participant_id}")
    await cast.open_link(stage, AMINA, invited.code)
    assert "does not work now" in stage.last(AMINA).text


async def test_where_the_specialist_has_left_a_coordinator_is_told(stage: Stage) -> None:
    boss = await cast.coordinator(stage)
    await cast.specialist(stage)
    await cast.participant(stage)
    await her_own_stop(stage)
    place = max(row.id for row in await cast.rows(stage, Membership))
    await stage.forge(boss, f"tm:stop:{place}")
    await stage.write(AMINA, "hei")
    await stage.press(AMINA, "I agree")
    assert "\u2068Amina\u2069 has agreed in the chat." in stage.last(boss).text
    assert stage.last(boss).labels == []


async def test_nobody_stops_another_specialists_participant(stage: Stage) -> None:
    await cast.specialist(stage)
    participant_id = await cast.participant(stage)
    await cast.specialist(stage, OLA, "Ola")
    await stage.forge(OLA, f"co:stopok:{participant_id}")
    assert (await cast.participant_of(stage, participant_id)).status == ParticipantStatus.ACTIVE
