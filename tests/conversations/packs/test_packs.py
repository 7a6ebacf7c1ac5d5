"""A pack comes the day before an interview or a first day, says what this firm needs, and goes when the day goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.appointments.planning import plan_appointment, replan_participant
from conversations.packs.pack_card import PAGES
from conversations.packs.sending import PACK
from storage.models import Appointment, AuditEntry, Delivery, DeliveryState, Pack
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, YONAS, Scene

STARTS = datetime(2026, 11, 26, 10)  # noqa: DTZ001 - on the wall in Oslo
DAY_BEFORE = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)  # 16:00 in Oslo
EVENING_BEFORE = datetime(2026, 11, 25, 17, 15, tzinfo=UTC)  # 18:15 in Oslo


async def appointment(scene: Scene, kind: str = "interview", rrule: str | None = None) -> int:
    """An appointment of Amina's; gives its first occurrence."""
    now = scene.stage.clock.now()
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        made = Appointment(
            programme_id=scene.programme,
            specialist_id=participant.specialist_id,
            kind=kind,
            place_text={"": "Bakeriet"},
            host="Ida",
            starts_local=STARTS,
            timezone="Europe/Oslo",
            length_minutes=60,
            rrule=rrule,
            exceptions=[],
            version=1,
            created_at=now,
        )
        await store.appointments.add(made, [scene.amina])
        loaded = await store.appointments.get(made.id)
        assert loaded is not None
        await plan_appointment(store, loaded, now, announce=True)
        first, *_ = await store.appointments.occurrences_of(made.id)
        await store.commit()
    await scene.stage.deliver()
    return first.id


async def packs(scene: Scene) -> list[Delivery]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return list(await session.scalars(select(Delivery).where(Delivery.message_key == PACK).order_by(Delivery.due)))


def packs_on(scene: Scene, chat: int) -> list[str]:
    return [one.text for one in scene.stage.screens.get(chat, []) if "Get ready for your" in one.text]


async def at(scene: Scene, moment: datetime) -> None:
    scene.stage.clock.set(moment)
    await scene.stage.deliver()


async def test_the_interview_pack_comes_the_day_before(scene: Scene) -> None:
    await appointment(scene)
    await at(scene, DAY_BEFORE - timedelta(minutes=1))
    assert packs_on(scene, AMINA) == []
    await at(scene, DAY_BEFORE)
    (text,) = packs_on(scene, AMINA)
    for words in ("Thursday 26 November", "Bakeriet", "Ida", "Wear clean everyday clothes.", "ten minutes early"):
        assert words in text
    stage = scene.stage
    await stage.press(AMINA, "Words to know")
    assert "\u2068erfaring\u2069: experience" in stage.last(AMINA).text
    assert stage.last(AMINA).text.count("🔹") == 10
    await stage.press(AMINA, "Back")
    await stage.press(AMINA, "Questions you can ask")
    assert "\u2068Når får jeg svar?\u2069: When do I hear from you?" in stage.last(AMINA).text
    await stage.press(AMINA, "Back")
    await stage.press(AMINA, "The way there")
    assert "Place: \u2068Bakeriet\u2069" in stage.last(AMINA).text
    await stage.press(AMINA, "Back")
    assert packs_on(scene, AMINA) == [text]


async def test_the_first_day_pack_comes_the_evening_before_and_once(scene: Scene) -> None:
    await appointment(scene, "work", rrule="FREQ=WEEKLY;BYDAY=TH,FR")
    (pack,) = await packs(scene)
    assert pack.due == EVENING_BEFORE
    await at(scene, EVENING_BEFORE)
    stage = scene.stage
    for label, words in (("At work", "Eat lunch with the others."), ("If I am ill or late", "Ask on the first day")):
        await stage.press(AMINA, label)
        assert words in stage.last(AMINA).text
        await stage.press(AMINA, "Back")


@pytest.mark.parametrize("kind", ["meeting", "class", "course", "employer_visit", "other"])
async def test_other_appointments_have_none(scene: Scene, kind: str) -> None:
    occurrence = await appointment(scene, kind)
    assert await packs(scene) == []
    await scene.stage.forge(MARTA, f"pa:open:{occurrence}")
    assert "pack" not in scene.stage.last(MARTA).text
    await scene.stage.forge(AMINA, f"pk:show:{occurrence}")
    assert packs_on(scene, AMINA) == []


async def test_what_the_specialist_prepares_is_what_she_reads(scene: Scene) -> None:
    occurrence = await appointment(scene)
    stage = scene.stage
    await stage.forge(MARTA, f"ag:show:{occurrence}")
    await stage.press(MARTA, "Interview pack")
    await stage.press(MARTA, "Clothes")
    await stage.press(MARTA, "Wear clothes you can work in")
    await stage.press(MARTA, "Words")
    await stage.press(MARTA, "Kitchen")
    for label, words in (
        ("The firm", "Et lite bakeri med fem ansatte"),
        ("The way there", "Buss 20 til Torget"),
        ("More questions", "Kan jeg få prøve en dag?\nHar dere skift?"),
    ):
        await stage.press(MARTA, label)
        await stage.write(MARTA, words)
        assert "Saved." in stage.last(MARTA).text
    await at(scene, DAY_BEFORE)
    (text,) = packs_on(scene, AMINA)
    assert "The firm: \u2068Et lite bakeri med fem ansatte\u2069" in text
    assert "Wear clothes you can work in, and strong shoes." in text
    for label, words in (
        ("Words to know", "\u2068oppvask\u2069: washing up"),
        ("The way there", "\u2068Buss 20 til Torget\u2069"),
        ("Questions you can ask", "\u2068Har dere skift?\u2069"),
    ):
        await stage.press(AMINA, label)
        assert words in stage.last(AMINA).text
        await stage.press(AMINA, "Back")
    async with AsyncSession(stage.database.engine) as session:
        noted = await session.scalar(select(func.count()).where(AuditEntry.action == "pack.prepared"))
    assert noted == 5


async def test_a_first_day_has_house_rules_and_whom_to_call(scene: Scene) -> None:
    occurrence = await appointment(scene, "placement")
    stage = scene.stage
    await stage.forge(MARTA, f"pa:open:{occurrence}")
    for label, words in (("Ill or late", "Ring Ida før klokka 7"), ("House rules", "Håret samles\nVask hendene")):
        await stage.press(MARTA, label)
        await stage.write(MARTA, words)
    await at(scene, EVENING_BEFORE)
    await stage.press(AMINA, "At work")
    assert "\u2068Vask hendene\u2069" in stage.last(AMINA).text
    await stage.press(AMINA, "Back")
    await stage.press(AMINA, "If I am ill or late")
    assert "\u2068Ring Ida før klokka 7\u2069" in stage.last(AMINA).text
    assert "Ask on the first day" not in stage.last(AMINA).text


async def test_it_can_be_left_out_and_wanted_again(scene: Scene) -> None:
    occurrence = await appointment(scene)
    stage = scene.stage
    await stage.forge(MARTA, f"pa:open:{occurrence}")
    await stage.press(MARTA, "Do not send it")
    assert "It is not sent." in stage.last(MARTA).text
    assert [one.state for one in await packs(scene)] == [DeliveryState.SUPERSEDED]
    await stage.press(MARTA, "Send it after all")
    assert [one.state for one in await packs(scene)] == [DeliveryState.PLANNED]
    await stage.press(MARTA, "The firm")
    await stage.write(MARTA, "Bakeri")
    await stage.press(MARTA, "The firm")
    await stage.press(MARTA, "Leave it empty")
    assert "\u2068The firm\u2069: \u2068nothing yet\u2069" in stage.last(MARTA).text


async def test_what_moves_or_ends_takes_its_pack_along(scene: Scene) -> None:
    occurrence = await appointment(scene)
    stage = scene.stage
    await scene.stage.forge(AMINA, f"ap:no:{occurrence}:1")
    assert [one.state for one in await packs(scene)] == [DeliveryState.SUPERSEDED]
    await stage.forge(AMINA, f"ap:yes:{occurrence}:1")
    assert [one.state for one in await packs(scene)] == [DeliveryState.PLANNED]
    await scene.cancel(occurrence)
    await at(scene, DAY_BEFORE)
    assert packs_on(scene, AMINA) == []


async def test_planning_again_changes_nothing(scene: Scene) -> None:
    await appointment(scene)
    for moment in (scene.stage.clock.now(), DAY_BEFORE, DAY_BEFORE + timedelta(hours=1)):
        await at(scene, moment)
        async with scene.stage.database.unit_of_work() as store:
            participant = await store.participants.get(scene.amina)
            assert participant is not None
            await replan_participant(store, participant, scene.stage.clock.now())
            await store.commit()
        await scene.stage.deliver()
    assert len(await packs(scene)) == 1
    assert len(packs_on(scene, AMINA)) == 1


@pytest.mark.parametrize("words", ["", "\u200b", "x" * 401])
async def test_words_that_do_not_fit_are_asked_for_again(scene: Scene, words: str) -> None:
    occurrence = await appointment(scene)
    stage = scene.stage
    await stage.forge(MARTA, f"pa:write:{occurrence}:firm")
    await stage.write(MARTA, words)
    assert "at most 400 letters" in stage.last(MARTA).text
    await stage.write(MARTA, "Bakeri")
    assert "Saved." in stage.last(MARTA).text


@pytest.mark.parametrize("chat", [LARS, EVA, AMINA, YONAS])
async def test_nobody_else_prepares_it(scene: Scene, chat: int) -> None:
    occurrence = await appointment(scene)
    stage = scene.stage
    for action in ("open", "dress", "dress:%s:work", "trade", "write:%s:firm", "empty:%s:firm", "want:%s:0"):
        name, _, rest = action.partition(":%s")
        await stage.forge(chat, f"pa:{name}:{occurrence}{rest}")
        assert "pack" not in stage.last(chat).text
    async with AsyncSession(stage.database.engine) as session:
        assert await session.scalar(select(func.count()).select_from(Pack)) == 0


@pytest.mark.parametrize("chat", [YONAS, LARS, EVA])
async def test_nobody_else_reads_it(scene: Scene, chat: int) -> None:
    occurrence = await appointment(scene)
    for page in ("show", *PAGES):
        await scene.stage.forge(chat, f"pk:{page}:{occurrence}")
        assert "Bakeriet" not in scene.stage.last(chat).text


@pytest.mark.parametrize(
    "payload",
    ["pa:dress:{0}:fur", "pa:trade:{0}:spy", "pa:write:{0}:name", "pa:empty:{0}:wanted", "pa:want:{0}:7", "pa:open:x"],
)
async def test_a_forged_button_changes_nothing(scene: Scene, payload: str) -> None:
    occurrence = await appointment(scene)
    await scene.stage.forge(MARTA, payload.format(occurrence))
    async with AsyncSession(scene.stage.database.engine) as session:
        assert await session.scalar(select(func.count()).select_from(Pack)) == 0
    await scene.stage.forge(AMINA, f"pk:secrets:{occurrence}")
    assert packs_on(scene, AMINA) == []
