"""Coming, late, cannot, help: what is kept, what the specialist reads, and what the participant reads back."""

from __future__ import annotations

import pytest

from conversations.appointments.silence import notice_silence
from storage.models import Answer
from tests.conversations.appointments.conftest import AMINA, SPECIALIST, YONAS, Cast
from tests.conversations.appointments.looking import (
    answers,
    audit,
    change_participant,
    everything,
    make,
    open_tasks,
    planned,
)
from tests.conversations.appointments.test_making import plain

REMINDERS = ["evening 25.11. 17:00", "leave 26.11. 07:00"]


@pytest.fixture
async def told(cast: Cast) -> Cast:
    """Amina has read of Thursday at ten."""
    await make(cast)
    return cast


async def press(cast: Cast, chat: int, *labels: str) -> None:
    for label in labels:
        await cast.stage.press(chat, label)


def heard(cast: Cast) -> list[str]:
    """The first line of each bubble on the specialist's screen."""
    return [plain(bubble.text).split("\n")[0] for bubble in cast.stage.screens.get(SPECIALIST, [])]


ANSWERS = [
    (("I am coming",), ("coming", None)),
    (("I will be late", "15 minutes"), ("late", 15)),
    (("I cannot come",), ("cannot", None)),
]
ASKED = [
    (("I cannot come", "Find another time"), "another", "💬 <b>Amina would like another time.</b>"),
    (("Help me", "Call me"), "callme", "💬 <b>Amina asks you to call.</b>"),
    (("Help me", "I did not understand"), "unclear", "💬 <b>Amina did not understand the message.</b>"),
]


@pytest.mark.parametrize(("labels", "kept"), ANSWERS)
async def test_the_answer_is_a_row(told: Cast, labels: tuple[str, ...], kept: tuple[str, int | None]) -> None:
    await press(told, AMINA, *labels)
    assert await answers(told) == {told.amina: kept}


@pytest.mark.parametrize(
    ("labels", "line"),
    [
        (("I am coming",), "You said: I am coming. Kari can see it."),
        (("I will be late", "15 minutes"), "You said: I will be 15 minutes late. Kari knows it."),
        (("I cannot come",), "You said: I cannot come. Kari knows it."),
        (("I cannot come", "Find another time"), "Kari knows that you want another time."),
        (("I cannot come", "Call me"), "Kari knows that you want a call."),
        (("Help me", "I did not understand"), "Thank you for saying so. Kari knows it now."),
    ],
)
async def test_the_participant_sees_that_it_arrived(told: Cast, labels: tuple[str, ...], line: str) -> None:
    await press(told, AMINA, *labels)
    assert line in plain(told.stage.last(AMINA).text)


@pytest.mark.parametrize(
    ("labels", "first_lines"),
    [
        (("I am coming",), []),
        (("I will be late", "15 minutes"), ["💬 <b>Amina will be 15 minutes late.</b>"]),
        (("I cannot come",), ["💬 <b>Amina cannot come.</b>"]),
        *((labels, [line]) for labels, _, line in ASKED[1:]),
    ],
)
async def test_the_specialist_reads_at_once(told: Cast, labels: tuple[str, ...], first_lines: list[str]) -> None:
    await press(told, AMINA, *labels)
    assert heard(told) == first_lines


@pytest.mark.parametrize(
    ("labels", "kinds"),
    [
        *((labels, ["cannot"] if labels == ("I cannot come",) else []) for labels, _ in ANSWERS),
        (ASKED[0][0], ["another", "cannot"]),
        *((labels, [kind]) for labels, kind, _ in ASKED[1:]),
    ],
)
async def test_what_needs_somebody_is_a_task(told: Cast, labels: tuple[str, ...], kinds: list[str]) -> None:
    await press(told, AMINA, *labels)
    assert await open_tasks(told) == kinds


async def test_no_reason_is_stored_anywhere(told: Cast) -> None:
    await press(told, AMINA, "I cannot come")
    [row] = await everything(told, Answer)
    columns = {column.name for column in Answer.__table__.columns}
    known = {"occurrence_id", "participant_id", "answer", "late_minutes", "answered_at", "specialist_reply"}
    assert (columns, row.answer) == (known, "cannot")


@pytest.mark.parametrize(("labels", "kept"), ANSWERS)
async def test_a_second_tap_changes_nothing(told: Cast, labels: tuple[str, ...], kept: tuple[str, int | None]) -> None:
    await press(told, AMINA, *labels)
    before = heard(told)
    arguments = {"coming": "ap:yes:1:1", "late": "ap:lateby:1:1:15", "cannot": "ap:no:1:1"}
    await told.stage.forge(AMINA, arguments[kept[0]])
    assert (heard(told), await answers(told)) == (before, {told.amina: kept})


@pytest.mark.parametrize("payload", ["ap:yes:1:1", "ap:lateby:1:1:15", "ap:no:1:1"])
async def test_a_second_tap_is_answered(told: Cast, payload: str) -> None:
    await told.stage.forge(AMINA, payload)
    await told.stage.forge(AMINA, payload)
    assert [plain(toast) for toast in told.stage.toasts[AMINA]] == ["Kari knows this already."]


@pytest.mark.parametrize(("labels", "kind", "line"), ASKED)
async def test_asking_twice_is_one_task_and_one_notice(
    told: Cast, labels: tuple[str, ...], kind: str, line: str
) -> None:
    await press(told, AMINA, *labels)
    await told.stage.forge(AMINA, f"ap:{kind}:1:1")
    assert ((await open_tasks(told)).count(kind), heard(told).count(line)) == (1, 1)


@pytest.mark.parametrize(("labels", "kind", "line"), ASKED)
async def test_asking_again_after_an_answer_reaches_the_specialist_again(
    told: Cast, labels: tuple[str, ...], kind: str, line: str
) -> None:
    await press(told, AMINA, *labels)
    await press(told, SPECIALIST, "I will call today")
    await told.stage.forge(AMINA, f"ap:{kind}:1:1")
    assert kind in await open_tasks(told), line


async def test_asking_for_help_is_a_sign_of_life(told: Cast) -> None:
    await told.stage.pass_time(days=5, hours=23, minutes=30)
    async with told.stage.database.unit_of_work() as store:
        await notice_silence(store, told.stage.clock.now())
        await store.commit()
    await press(told, AMINA, "Help me", "Call me")
    assert await open_tasks(told) == ["callme"]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (("I am coming",), ("Change my answer", "I cannot come"), ("cannot", None)),
        (("I cannot come",), ("Change my answer", "I am coming"), ("coming", None)),
        (("I will be late", "15"), ("Change my answer", "I will be late", "30"), ("late", 30)),
    ],
)
async def test_one_may_change_ones_mind(
    told: Cast, first: tuple[str, ...], second: tuple[str, ...], kept: tuple[str, int | None]
) -> None:
    await press(told, AMINA, *first, *second)
    assert await answers(told) == {told.amina: kept}


async def test_coming_after_all_is_told(told: Cast) -> None:
    await press(told, AMINA, "I cannot come", "Change my answer", "I am coming")
    assert heard(told)[-1] == "💬 <b>Amina is coming after all.</b>"


async def test_coming_after_all_closes_what_was_to_be_done(told: Cast) -> None:
    await press(told, AMINA, "I cannot come", "Find another time", "Change my answer", "I am coming")
    assert await open_tasks(told) == []


async def test_cannot_stops_the_reminders(told: Cast) -> None:
    await press(told, AMINA, "I cannot come")
    assert await planned(told) == []


async def test_coming_again_brings_them_back(told: Cast) -> None:
    await press(told, AMINA, "I cannot come", "Change my answer", "I am coming")
    assert await planned(told) == REMINDERS


@pytest.mark.parametrize("labels", [("I am coming",), ("I will be late", "15")])
async def test_who_comes_is_still_reminded(told: Cast, labels: tuple[str, ...]) -> None:
    await press(told, AMINA, *labels)
    assert await planned(told) == REMINDERS


async def test_a_reminder_shows_what_was_answered(told: Cast) -> None:
    await press(told, AMINA, "I am coming")
    await told.stage.pass_time(days=5, hours=9)
    assert "You said: I am coming." in plain(told.stage.last(AMINA).text)


async def test_a_group_keeps_its_answers_apart(cast: Cast) -> None:
    await make(cast, participant_ids=(cast.amina, cast.yonas))
    await press(cast, AMINA, "I am coming")
    await press(cast, YONAS, "I cannot come")
    assert await answers(cast) == {cast.amina: ("coming", None), cast.yonas: ("cannot", None)}


async def test_one_who_cannot_come_does_not_stop_anothers_reminders(cast: Cast) -> None:
    await make(cast, participant_ids=(cast.amina, cast.yonas))
    await press(cast, YONAS, "I cannot come")
    assert await planned(cast, cast.amina_person) == REMINDERS


class TestOneTap:
    @pytest.mark.parametrize(
        ("labels", "tap", "line"),
        [
            (("I will be late", "15"), "Fine, we wait", "Kari says: It is fine. We wait for you."),
            (("I will be late", "15"), "I will find a new time", "Kari says: I will find a new time."),
            (("I cannot come",), "All is well", "Kari says: It is fine. Thank you for telling me."),
            (("I cannot come",), "I will call today", "Kari says: I will call you today."),
            (("Help me", "Call me"), "I will call today", "Kari says: I will call you today."),
            # It is Friday: the next working day is said, and not "tomorrow".
            (("Help me", "Call me"), "the next working day", "Kari says: I will call you on Monday 23 November."),
        ],
    )
    async def test_one_tap_is_one_sentence_for_the_participant(
        self, told: Cast, labels: tuple[str, ...], tap: str, line: str
    ) -> None:
        await press(told, AMINA, *labels)
        await press(told, SPECIALIST, tap)
        assert line in plain(told.stage.last(AMINA).text)

    async def test_a_second_tap_sends_nothing(self, told: Cast) -> None:
        await press(told, AMINA, "I will be late", "15")
        await press(told, SPECIALIST, "Fine, we wait")
        bubbles = len(told.stage.screens[AMINA])
        await told.stage.forge(SPECIALIST, f"ag:re:1:{told.amina}:wait:1")
        assert len(told.stage.screens[AMINA]) == bubbles

    async def test_a_second_tap_is_answered(self, told: Cast) -> None:
        await press(told, AMINA, "I will be late", "15")
        await press(told, SPECIALIST, "Fine, we wait")
        await told.stage.forge(SPECIALIST, f"ag:re:1:{told.amina}:wait:1")
        assert plain(told.stage.toasts[SPECIALIST][-1]) == "Amina has your answer already."

    async def test_being_still_later_can_be_answered_again(self, told: Cast) -> None:
        await press(told, AMINA, "I will be late", "15")
        await press(told, SPECIALIST, "Fine, we wait")
        await press(told, AMINA, "Change my answer", "I will be late", "45")
        bubbles = len(told.stage.screens[AMINA])
        await press(told, SPECIALIST, "Fine, we wait")
        assert len(told.stage.screens[AMINA]) == bubbles + 1

    @pytest.mark.parametrize(
        ("tap", "kinds"),
        [("All is well", []), ("I will find a new time", ["newtime"]), ("I will call today", ["callback"])],
    )
    async def test_what_was_promised_is_a_task_and_the_rest_is_done(
        self, told: Cast, tap: str, kinds: list[str]
    ) -> None:
        await press(told, AMINA, "I cannot come")
        await press(told, SPECIALIST, tap)
        assert await open_tasks(told) == kinds

    async def test_it_stands_in_the_audit(self, told: Cast) -> None:
        await press(told, AMINA, "I cannot come")
        await press(told, SPECIALIST, "All is well")
        assert await audit(told, "appointment.answered") == [(told.specialist_id, told.amina)]

    async def test_nobody_is_told_what_nobody_waits_for(self, told: Cast) -> None:
        bubbles = len(told.stage.screens[AMINA])
        await told.stage.forge(SPECIALIST, f"ag:re:1:{told.amina}:wait:1")
        assert len(told.stage.screens[AMINA]) == bubbles


async def test_who_cannot_come_is_not_told_when_to_leave(cast: Cast) -> None:
    await change_participant(cast, cast.amina, travel_minutes=35)
    await make(cast)
    await press(cast, AMINA, "I cannot come")
    assert "Leave home" not in cast.stage.last(AMINA).text
