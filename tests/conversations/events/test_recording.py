"""Three taps from the card record what happened; everything else is optional, and everything can be taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.events import service
from conversations.events.service import NewEvent, record
from conversations.incoming import Photo
from storage.models import (
    Answer,
    AuditEntry,
    Event,
    EventKind,
    JobApplication,
    JobProposal,
    ParticipantStatus,
)
from storage.unit_of_work import UnitOfWork
from tests.conversations.events.happened import bare, events_of, recorded
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, Scene

TODAY = date(2026, 11, 20)
YESTERDAY = date(2026, 11, 19)


async def happened(scene: Scene, *labels: str) -> None:
    """From the card by these taps."""
    await scene.stage.forge(MARTA, f"pp:card:{scene.amina}")
    await scene.stage.press(MARTA, "What happened?")
    for label in labels:
        await scene.stage.press(MARTA, label)


@pytest.mark.parametrize(
    ("taps", "kind"),
    [
        (("Job proposed",), "proposal"),
        (("Application sent",), "application"),
        (("Job interview",), "interview"),
        (("Placement begins",), "placement_start"),
        (("Paid job",), "contract"),
        (("More", "Education begins"), "education"),
        (("More", "Pause begins"), "pause"),
        (("More", "Leaves the programme"), "exit"),
    ],
)
async def test_kind_and_day_and_it_is_saved(scene: Scene, taps: tuple[str, ...], kind: str) -> None:
    await happened(scene, *taps, "Today")
    (event,) = await events_of(scene)
    assert (event.kind, event.on) == (kind, TODAY)
    assert (event.programme_id, event.recorded_by_id) == (scene.programme, scene.people["Marta"])
    assert "Saved." in scene.stage.last(MARTA).text


async def test_from_the_card_it_is_three_taps(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"pp:card:{scene.amina}")
    taps = ["What happened?", "Job interview", "Yesterday"]
    for tap in taps:
        assert await events_of(scene) == []
        await scene.stage.press(MARTA, tap)
    assert [one.on for one in await events_of(scene)] == [YESTERDAY]


@pytest.mark.parametrize(
    ("typed", "on"),
    [("12.11", date(2026, 11, 12)), ("i går", YESTERDAY), ("12.11.25", date(2025, 11, 12))],
)
async def test_another_day_is_typed(scene: Scene, typed: str, on: date) -> None:
    await happened(scene, "Job interview")
    await scene.stage.write(MARTA, typed)
    assert [one.on for one in await events_of(scene)] == [on]


@pytest.mark.parametrize("typed", ["soon", "31.2", "1.12.2026", "👍"])
async def test_what_is_no_day_is_asked_for_again(scene: Scene, typed: str) -> None:
    await happened(scene, "Job interview")
    await scene.stage.write(MARTA, typed)
    assert "I could not read a day that has been." in scene.stage.last(MARTA).text
    await scene.stage.send(MARTA, Photo("p", "u", "", 10, 78))
    assert await events_of(scene) == []
    await scene.stage.write(MARTA, "12.11")
    assert len(await events_of(scene)) == 1


async def test_a_job_may_begin_later_and_an_interview_may_not(scene: Scene) -> None:
    await happened(scene, "Paid job")
    await scene.stage.write(MARTA, "1.12")
    assert [one.on for one in await events_of(scene)] == [date(2026, 12, 1)]
    await scene.stage.forge(MARTA, f"pp:card:{scene.amina}")
    assert "Searching for work" in scene.stage.last(MARTA).text
    await scene.stage.forge(MARTA, f"ev:on:{scene.amina}:iv:0:20261201:7")
    assert len(await events_of(scene)) == 1


async def test_two_taps_on_a_day_are_one_event(scene: Scene) -> None:
    await happened(scene, "Application sent")
    button = next(b for row in scene.stage.last(MARTA).rendered.rows for b in row if "Today" in b.label)
    for _ in range(3):
        await scene.stage.forge(MARTA, button.payload)
    assert len(await events_of(scene)) == 1
    await happened(scene, "Application sent", "Today")
    assert len(await events_of(scene)) == 2


async def test_the_details_of_a_job(scene: Scene) -> None:
    stage = scene.stage
    await happened(scene, "Paid job", "Today")
    for field, choice in (
        ("Kind of contract", "Temporary"),
        ("Share of a position", "80 percent"),
        ("Sector", "Municipality"),
    ):
        await stage.press(MARTA, field)
        await stage.press(MARTA, choice)
    await stage.press(MARTA, "Employer")
    await stage.write(MARTA, "  Bakeriet\u202e på  torget ")
    (event,) = await events_of(scene)
    assert (event.contract, event.percent, event.sector) == ("temporary", 80, "municipal")
    assert event.employer_name == "Bakeriet på torget"
    text = stage.last(MARTA).text
    for words in ("Paid job", "Temporary", "80 percent", "Municipality", "\u2068Bakeriet på torget\u2069"):
        assert words in text
    await stage.press(MARTA, "Sector")
    await stage.press(MARTA, "Leave it empty")
    assert (await events_of(scene))[0].sector is None


@pytest.mark.parametrize(("typed", "kept"), [("35", 35), ("35 %", 35), ("1", 1), ("100", 100)])
async def test_any_share_of_a_position_is_typed(scene: Scene, typed: str, kept: int) -> None:
    await happened(scene, "Paid job", "Today")
    await scene.stage.press(MARTA, "Share of a position")
    await scene.stage.write(MARTA, typed)
    assert (await events_of(scene))[0].percent == kept


@pytest.mark.parametrize("typed", ["0", "101", "half", "-5", "٣٥٠", "12,5", "²"])
async def test_what_is_no_share_is_asked_for_again(scene: Scene, typed: str) -> None:
    await happened(scene, "Paid job", "Today")
    await scene.stage.press(MARTA, "Share of a position")
    await scene.stage.write(MARTA, typed)
    assert "This is not a number from 1 to 100." in scene.stage.last(MARTA).text
    assert (await events_of(scene))[0].percent is None


async def test_a_firm_that_is_known_is_one_tap(scene: Scene) -> None:
    await recorded(scene, EventKind.INTERVIEW, YESTERDAY, employer_name="Bakeriet")
    await happened(scene, "Placement begins", "Today")
    await scene.stage.press(MARTA, "Employer")
    await scene.stage.press(MARTA, "Bakeriet")
    assert [one.employer_name for one in await events_of(scene)] == ["Bakeriet", "Bakeriet"]


async def test_a_name_that_is_too_long_is_asked_for_again(scene: Scene) -> None:
    await happened(scene, "Placement begins", "Today")
    await scene.stage.press(MARTA, "Employer")
    for typed in ("x" * 121, "\u200b"):
        await scene.stage.write(MARTA, typed)
        assert "at most 120 letters" in scene.stage.last(MARTA).text
    assert (await events_of(scene))[0].employer_name is None


async def test_a_placement_ends_with_what_is_known_of_it(scene: Scene) -> None:
    start = await recorded(scene, EventKind.PLACEMENT_START, date(2026, 11, 2), employer_name="Bakeriet")
    await happened(scene, "Placement ends", "Yesterday")
    end = (await events_of(scene))[0]
    assert (end.kind, end.on, end.start_id, end.employer_name) == ("placement_end", YESTERDAY, start.id, "Bakeriet")
    await scene.stage.press(MARTA, "Why it ended")
    await scene.stage.press(MARTA, "Moved away")
    assert (await events_of(scene))[0].end_reason == "moved"


async def test_of_two_placements_it_is_asked_which_has_ended(scene: Scene) -> None:
    first = await recorded(scene, EventKind.PLACEMENT_START, date(2026, 11, 2), employer_name="Bakeriet")
    await recorded(scene, EventKind.PLACEMENT_START, date(2026, 11, 9), employer_name="Kantina")
    await happened(scene, "Placement ends")
    assert "Which placement has ended?" in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Bakeriet")
    await scene.stage.press(MARTA, "Today")
    assert (await events_of(scene))[0].start_id == first.id


async def test_an_end_without_a_start_is_refused_kindly(scene: Scene) -> None:
    await happened(scene, "Placement ends")
    assert "Record its start first." in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Placement begins")
    await scene.stage.press(MARTA, "Today")
    assert len(await events_of(scene)) == 1


async def test_an_end_before_its_start_is_refused_kindly(scene: Scene) -> None:
    await recorded(scene, EventKind.PLACEMENT_START, TODAY)
    await happened(scene, "Placement ends", "Yesterday")
    assert "An end comes after its start." in scene.stage.last(MARTA).text
    assert len(await events_of(scene)) == 1


@pytest.mark.parametrize(
    ("before", "taps", "words"),
    [
        (EventKind.EXIT, ("Job proposed",), "had left the programme by that day."),
        (EventKind.EXIT, ("More", "Leaves the programme"), "had left the programme already."),
        (EventKind.PAUSE, ("More", "Pause begins"), "had a pause already."),
        (EventKind.INTERVIEW, ("More", "Is back"), "was not away on that day."),
    ],
)
async def test_a_wrong_order_is_refused_kindly(
    scene: Scene, before: EventKind, taps: tuple[str, ...], words: str
) -> None:
    await recorded(scene, before, YESTERDAY)
    await happened(scene, *taps, "Today")
    assert words in scene.stage.last(MARTA).text
    assert len(await events_of(scene)) == 1


async def test_a_second_placement_is_recorded_after_a_warning(scene: Scene) -> None:
    await recorded(scene, EventKind.PLACEMENT_START, YESTERDAY, employer_name="Bakeriet")
    await happened(scene, "Placement begins", "Today")
    assert "Another placement runs on that day." in scene.stage.last(MARTA).text
    assert len(await events_of(scene)) == 1
    await scene.stage.press(MARTA, "Record it too")
    assert [one.on for one in await events_of(scene)] == [TODAY, YESTERDAY]


async def test_undone_it_counts_for_nothing(scene: Scene) -> None:
    await happened(scene, "Placement begins", "Today")
    await scene.stage.press(MARTA, "Undo")
    assert await events_of(scene) == []
    assert "This was undone." in scene.stage.last(MARTA).text
    assert scene.stage.toasts[MARTA][-1] == "It is undone."
    assert not any("Undo" in label or "Employer" in label for label in scene.stage.last(MARTA).labels)


async def test_what_something_else_builds_on_is_not_undone(scene: Scene) -> None:
    start = await recorded(scene, EventKind.PLACEMENT_START, date(2026, 11, 2))
    end = await recorded(scene, EventKind.PLACEMENT_END, TODAY, start=start)
    await scene.stage.forge(MARTA, f"ev:undo:{start.id}")
    assert "Something later builds on this." in scene.stage.last(MARTA).text
    assert len(await events_of(scene)) == 2
    await scene.stage.forge(MARTA, f"ev:undo:{end.id}")
    await scene.stage.forge(MARTA, f"ev:undo:{start.id}")
    assert await events_of(scene) == []


async def test_it_is_put_on_another_day(scene: Scene) -> None:
    start = await recorded(scene, EventKind.PLACEMENT_START, date(2026, 11, 2))
    end = await recorded(scene, EventKind.PLACEMENT_END, TODAY, start=start)
    await scene.stage.forge(MARTA, f"ev:show:{end.id}")
    await scene.stage.press(MARTA, "Another day")
    await scene.stage.write(MARTA, "1.11")
    assert "An end comes after its start." in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Back")
    await scene.stage.press(MARTA, "Another day")
    await scene.stage.press(MARTA, "Wednesday 18 November")
    assert (await events_of(scene))[0].on == date(2026, 11, 18)
    await scene.stage.forge(MARTA, f"ev:day:{start.id}")
    await scene.stage.write(MARTA, "3.11")
    moved = (await events_of(scene))[1]
    assert (moved.on, moved.review_on) == (date(2026, 11, 3), date(2026, 12, 1))


async def test_what_happened_is_listed_a_page_at_a_time(scene: Scene) -> None:
    for day in range(1, 9):
        await recorded(scene, EventKind.APPLICATION, date(2026, 11, day), employer_name=f"Firma {day}")
    await recorded(scene, EventKind.EDUCATION, date(2025, 9, 1))
    await scene.stage.forge(MARTA, f"ev:open:{scene.amina}")
    await scene.stage.press(MARTA, "All that happened")
    text = scene.stage.last(MARTA).text
    assert "Sunday 8 November: Application sent: Firma 8" in bare(text)
    assert "In education" in text
    assert "Start in the programme: Tuesday 17 November" in bare(text)
    await scene.stage.press(MARTA, "Older")
    assert "Monday 1 September 2025: Education begins" in bare(scene.stage.last(MARTA).text)
    await scene.stage.press(MARTA, "Education begins")
    assert "This is before the start in the programme" in scene.stage.last(MARTA).text
    for page in ("0", "-3", "99"):
        await scene.stage.forge(MARTA, f"ev:list:{scene.amina}:{page}")
        assert "What has happened with" in scene.stage.last(MARTA).text


async def test_the_start_in_the_programme_is_said_once(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"ev:list:{scene.amina}:1")
    await scene.stage.press(MARTA, "Change the start")
    await scene.stage.write(MARTA, "whenever")
    assert "I could not read a day that has been." in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, "1.9.2025")
    assert "Start in the programme: Monday 1 September 2025" in bare(scene.stage.last(MARTA).text)
    assert (await scene.participant(scene.amina)).plan == {"started_on": "2025-09-01"}


async def _known_things(scene: Scene) -> None:
    now = scene.stage.clock.now()
    await scene.meet(scene.amina, datetime(2026, 11, 18, 10))  # noqa: DTZ001 - on the wall in Oslo
    async with scene.stage.database.unit_of_work() as store:
        for answer, days in (("yes", 1), (None, 2), ("no", 70)):
            proposal = JobProposal(
                participant_id=scene.amina,
                specialist_id=scene.people["Marta"],
                work="Baker",
                place="Bakeriet",
                made_at=now - timedelta(days=days),
                answer=answer,
            )
            await store.proposals.add(proposal)
        application = JobApplication(
            participant_id=scene.amina, firm="Kantina", applied_on=date(2026, 11, 10), answer="waiting", created_at=now
        )
        await store.job_log.add(application)
        await store.commit()


async def test_what_is_known_is_offered_and_recorded_by_one_tap_only(scene: Scene) -> None:
    await _known_things(scene)
    await scene.stage.forge(MARTA, f"ev:open:{scene.amina}")
    assert await events_of(scene) == []
    labels = [label for label in scene.stage.last(MARTA).labels if "☝️" in label]
    assert len(labels) == 2
    assert "Job proposed, Thursday 19 November: Baker" in bare(labels[0])
    assert "Job interview, Wednesday 18 November" in labels[1]
    await scene.stage.press(MARTA, "Job interview, Wednesday")
    await scene.stage.forge(MARTA, f"ev:know:{scene.amina}:interview:1")
    assert [(one.kind, one.on) for one in await events_of(scene)] == [("interview", date(2026, 11, 18))]
    await happened(scene, "Application, Tuesday")
    assert (await events_of(scene))[1].employer_name == "Kantina"
    await happened(scene, "Job proposed, Thursday")
    assert (await events_of(scene))[0].employer_name == "Bakeriet"
    await scene.stage.press(MARTA, "Undo")
    await scene.stage.forge(MARTA, f"ev:open:{scene.amina}")
    assert not [label for label in scene.stage.last(MARTA).labels if "☝️" in label]


async def test_an_interview_she_could_not_come_to_or_that_is_to_come_is_not_offered(scene: Scene) -> None:
    for day in (18, 24):
        occurrence = await scene.meet(scene.amina, datetime(2026, 11, day, 10))  # noqa: DTZ001 - on the wall in Oslo
        if day == 18:
            async with scene.stage.database.unit_of_work() as store:
                now = scene.stage.clock.now()
                await store.appointments.keep_answer(
                    Answer(occurrence_id=occurrence, participant_id=scene.amina, answer="cannot", answered_at=now)
                )
                await store.commit()
    await scene.stage.forge(MARTA, f"ev:open:{scene.amina}")
    assert not [label for label in scene.stage.last(MARTA).labels if "☝️" in label]


async def test_what_follows_from_a_job_or_an_education_is_called(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    async def begun(store: UnitOfWork, event: Event, now: datetime) -> None:
        assert await store.events.get(event.id) is event
        heard.append(f"{event.kind} {now:%d}")

    async def gone(_store: UnitOfWork, event: Event, _now: datetime) -> None:
        heard.append(f"no {event.kind}")

    monkeypatch.setattr(service, "AFTER", [begun])
    monkeypatch.setattr(service, "AFTER_UNDO", [gone])
    await happened(scene, "Placement begins", "Today")
    await scene.stage.press(MARTA, "Undo")
    assert heard == []
    await happened(scene, "Paid job", "Today")
    await scene.stage.press(MARTA, "Undo")
    await happened(scene, "More", "Education begins", "Today")
    assert heard == ["contract 20", "no contract", "education 20"]


async def test_about_somebody_who_has_stopped_nothing_new_is_written(scene: Scene) -> None:
    await happened(scene, "Job interview")
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        participant.status = ParticipantStatus.WITHDRAWN
        await store.commit()
    await scene.stage.press(MARTA, "Today")
    assert "Nothing new is written down." in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, "12.11")
    await scene.stage.forge(MARTA, f"pp:card:{scene.amina}")
    assert not any("What happened?" in label for label in scene.stage.last(MARTA).labels)
    assert await events_of(scene) == []


BY_ONE = [
    "open:{amina}", "more:{amina}", "kind:{amina}:co", "on:{amina}:co:0:20261120:9", "know:{amina}:interview:1",
    "list:{amina}:1", "start:{amina}", "report:{amina}", "file:{amina}:csv", "file:{amina}:xlsx",
    "show:{event}", "ask:{event}:employer", "ask:{event}:percent", "set:{event}:sector:private",
    "set:{event}:percent:50", "day:{event}", "to:{event}:20261119", "undo:{event}", "review:{event}",
    "longer:{event}:20261217", "nojob:{event}:20261217", "paid:{event}:20261217",
]  # fmt: skip


@pytest.mark.parametrize("chat", [LARS, EVA, ELSEWHERE, AMINA])
async def test_nobody_else_sees_or_changes_anything(scene: Scene, chat: int) -> None:
    event = await recorded(scene, EventKind.PLACEMENT_START, date(2026, 11, 19), employer_name="Hemmeligheten")
    for rest in BY_ONE:
        await scene.stage.forge(chat, "ev:" + rest.format(amina=scene.amina, event=event.id))
        await scene.stage.write(chat, "12.11")
        assert "Hemmeligheten" not in scene.stage.everything(chat), rest
        assert "Placement" not in scene.stage.everything(chat), rest
        assert all(bubble.rendered.attachment is None for bubble in scene.stage.screens[chat]), rest
    (kept,) = await events_of(scene)
    assert (kept.on, kept.sector, kept.percent, kept.review_on) == (YESTERDAY, None, None, date(2026, 12, 17))


@pytest.mark.parametrize(
    "rest",
    [
        "kind:{amina}:zz", "kind:{amina}", "on:{amina}:co:0:20270230:9", "on:{amina}:co:0:20301120:9",
        "on:{amina}:co:0:x:9", "on:{amina}:co:0:20261120", "know:{amina}:interview", "set:{event}:percent:50",
        "set:{event}:sector:secret", "set:{event}:reason:moved", "set:{event}:employer:999", "ask:{event}:health",
        "to:{event}:20301120", "file:{amina}:exe", "show:x", "show:0", "longer:{event}", "paid:{event}:x",
    ],
)  # fmt: skip
async def test_a_forged_button_is_answered_kindly(scene: Scene, rest: str) -> None:
    event = await recorded(scene, EventKind.PLACEMENT_START, YESTERDAY)
    await scene.stage.forge(MARTA, "ev:" + rest.format(amina=scene.amina, event=event.id))
    assert scene.stage.toasts[MARTA] == ["This button is old. Here is what you can do now."]
    assert len(await events_of(scene)) == 1


async def test_an_employer_of_another_participant_is_not_copied(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.yonas)
        assert participant is not None
        new = NewEvent(EventKind.INTERVIEW, YESTERDAY, "test", employer_name="Hemmeligheten")
        other = await record(store, participant, new, by=scene.people["Lars"], now=scene.stage.clock.now())
        await store.commit()
    event = await recorded(scene, EventKind.INTERVIEW, YESTERDAY)
    await scene.stage.forge(MARTA, f"ev:set:{event.id}:employer:{other.id}")
    assert (await events_of(scene))[0].employer_name is None


async def test_an_end_that_names_no_running_placement_is_old(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"ev:on:{scene.amina}:pe:77:20261120:9")
    assert await events_of(scene) == []
    assert scene.stage.toasts[MARTA] == ["This has changed. Here is how it is now."]


async def test_everything_leaves_a_line_on_record(scene: Scene) -> None:
    await happened(scene, "Paid job", "Today")
    await scene.stage.press(MARTA, "Share of a position")
    await scene.stage.press(MARTA, "50 percent")
    await scene.stage.press(MARTA, "Undo")
    async with AsyncSession(scene.stage.database.engine) as session:
        rows = (await session.scalars(select(AuditEntry).order_by(AuditEntry.id))).all()
    noted = [(row.action, row.actor_id, row.participant_id) for row in rows if row.action.startswith("event.")]
    expected = ["recorded", "viewed", "changed", "viewed", "undone", "viewed"]
    assert noted == [(f"event.{word}", scene.people["Marta"], scene.amina) for word in expected]


async def test_a_restart_in_the_middle_loses_nothing(scene: Scene) -> None:
    await happened(scene, "Job interview")
    await scene.stage.write(MARTA, "/menu")
    scene.stage.clock.set(datetime(2026, 11, 21, 8, tzinfo=UTC))
    await scene.stage.press(MARTA, "Today")
    assert [one.on for one in await events_of(scene)] == [TODAY]
