"""The whole way in: from the command line's first code to a participant who takes part."""

from __future__ import annotations

import pytest

from locales.languages import LANGUAGES
from storage.models import Participant, ParticipantStatus
from tests.conversations.invitations import cast
from tests.conversations.invitations.cast import AMINA, BOSS, KARI
from tests.conversations.stage import Stage


@pytest.mark.parametrize("language", ["ti", "ar", "uk"])
async def test_coordinator_specialist_and_participant_come_in_one_after_the_other(stage: Stage, language: str) -> None:
    await cast.open_link(stage, BOSS, await cast.staff_code(stage))
    await stage.press(BOSS, "English")
    await stage.write(BOSS, "Liv")
    assert "You are a coordinator in \u2068Jobbsjansen Øst\u2069." in stage.last(BOSS).text

    await stage.press(BOSS, "Menu")
    await stage.press(BOSS, "Invite a specialist")
    assert "https://t.me/bro_bot?start=" in cast.picture(stage, BOSS).text
    await cast.let_staff_in(stage, KARI, "Kari", cast.code_on(stage, BOSS))
    assert "is now an employment specialist" in stage.last(BOSS).text

    await stage.press(KARI, "Menu")
    await stage.press(KARI, "Invite a participant")
    await stage.write(KARI, "Amina")
    stage.phone_language = language
    await cast.open_link(stage, AMINA, cast.code_on(stage, KARI))
    assert "has opened the invitation" in stage.last(KARI).text
    assert stage.last(AMINA).labels[0] == f"\u2068{LANGUAGES[language].name}\u2069"

    await cast.agree(stage, AMINA, language)
    assert "Please record the consent" in stage.last(KARI).text
    await stage.press(KARI, "Record consent")
    await stage.press(KARI, "Yes")
    await stage.press(KARI, "Record it")
    assert "The consent is recorded." in stage.last(KARI).text

    person = await cast.person_of(stage, AMINA)
    assert person is not None
    assert person.language == language
    assert "h:home" in [button.payload for row in stage.last(AMINA).rendered.rows for button in row]
    [participant] = await cast.rows(stage, Participant)
    assert participant.status == ParticipantStatus.ACTIVE
