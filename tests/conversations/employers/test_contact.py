"""Two taps note a contact; a colleague's contact is warned of within the limit, asked about, and released."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.employers.service import note_contact, too_near
from storage.models import EmployerContact
from tests.conversations.employers.firms import (
    add_employer,
    audited,
    contacts,
    leaves,
    rest_days,
    today,
    was_there,
)
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, Scene

WARNING = "It may be too early for somebody else."
ME, OTHER, THIRD = 1, 2, 3


def _contact(number: int, person: int, *, free: bool = False) -> EmployerContact:
    return cast("EmployerContact", SimpleNamespace(id=number, person_id=person, released_at="then" if free else None))


@pytest.mark.parametrize(
    ("newest_first", "allowed", "warned_of"),
    [
        ([], (), None),
        ([(ME, False)], (), None),
        ([(OTHER, False)], (), 0),
        ([(OTHER, True)], (), None),
        ([(ME, False), (OTHER, False)], (), 1),
        ([(OTHER, True), (THIRD, False)], (), None),
        ([(OTHER, False), (THIRD, True)], (), 0),
        ([(ME, True), (OTHER, False)], (), None),
        ([(OTHER, False)], (0,), None),
        ([(OTHER, False), (THIRD, False)], (0,), 1),
        ([(OTHER, False), (OTHER, False)], (1,), 0),
    ],
)
def test_whom_one_is_warned_of(
    newest_first: list[tuple[int, bool]], allowed: tuple[int, ...], warned_of: int | None
) -> None:
    rows = [_contact(number, person, free=free) for number, (person, free) in enumerate(newest_first)]
    found = too_near(rows, ME, allowed)
    assert (found.id if found else None) == warned_of


@given(st.lists(st.tuples(st.sampled_from([ME, OTHER, THIRD]), st.booleans()), max_size=8))
def test_nobody_is_warned_of_oneself_or_of_what_was_released(made: list[tuple[int, bool]]) -> None:
    rows = [_contact(number, person, free=free) for number, (person, free) in enumerate(made)]
    found = too_near(rows, ME)
    if found is not None:
        assert found.person_id != ME
        assert not any(row.released_at for row in rows[: found.id + 1])


@pytest.mark.parametrize(
    ("label", "kind", "days_ago", "words"),
    [
        ("Visit today", "visit", 0, "You visited them last"),
        ("Visit yesterday", "visit", 1, "You visited them last"),
        ("Call today", "call", 0, "You called them last"),
        ("Call yesterday", "call", 1, "You called them last"),
        ("Other today", "other", 0, "You were in contact with them last"),
        ("Other yesterday", "other", 1, "You were in contact with them last"),
    ],
)
async def test_two_taps_note_a_contact(scene: Scene, label: str, kind: str, days_ago: int, words: str) -> None:
    employer = await add_employer(scene)
    await scene.stage.forge(MARTA, f"em:open:{employer}")
    await scene.stage.press(MARTA, "I have talked to them")
    await scene.stage.press(MARTA, label)
    (one,) = await contacts(scene)
    assert (one.person_id, one.kind) == (scene.people["Marta"], kind)
    assert one.on == today(scene) - timedelta(days=days_ago)
    assert words in scene.stage.last(MARTA).text
    assert WARNING not in scene.stage.last(MARTA).text
    await scene.stage.forge(LARS, f"em:open:{employer}")
    assert words.replace("You were", "\u2068Marta\u2069 was").replace("You", "\u2068Marta\u2069") in (
        scene.stage.last(LARS).text
    )


async def test_the_same_contact_twice_is_one_and_a_mistake_is_taken_back(scene: Scene) -> None:
    employer = await add_employer(scene)
    for _ in range(2):
        await scene.stage.forge(MARTA, f"em:note:{employer}:visit:{today(scene)}")
    (one,) = await contacts(scene)
    await scene.stage.forge(LARS, f"em:undo:{one.id}")
    assert len(await contacts(scene)) == 1
    await scene.stage.press(MARTA, "It was a mistake")
    assert await contacts(scene) == []
    assert await audited(scene) == ["employer.contacted", "employer.contact_undone"]


async def test_a_contact_of_days_ago_is_not_taken_back(scene: Scene) -> None:
    employer = await add_employer(scene)
    contact = await was_there(scene, employer, "Marta", 2)
    await scene.stage.forge(MARTA, f"em:undo:{contact}")
    assert len(await contacts(scene)) == 1


async def test_the_day_of_a_button_is_what_was_read(scene: Scene) -> None:
    """The day is the programme's: half past midnight in Oslo is still yesterday in UTC."""
    employer = await add_employer(scene)
    day = today(scene)
    scene.stage.clock.set(scene.stage.clock.now().replace(hour=22, minute=30))
    await scene.stage.forge(MARTA, f"em:talked:{employer}")
    await scene.stage.pass_time(hours=1)  # half past midnight in Oslo
    await scene.stage.press(MARTA, "Visit today")
    assert [one.on for one in await contacts(scene)] == [day]
    await scene.stage.forge(MARTA, f"em:talked:{employer}")
    await scene.stage.press(MARTA, "Call today")
    assert [one.on for one in await contacts(scene)] == [day, day + timedelta(days=1)]


@pytest.mark.parametrize("days", [-1, 2, 400])
async def test_a_day_that_is_none_of_the_two_is_asked_for_again(scene: Scene, days: int) -> None:
    employer = await add_employer(scene)
    await scene.stage.forge(MARTA, f"em:note:{employer}:visit:{today(scene) - timedelta(days=days)}")
    assert await contacts(scene) == []
    assert "How were you in contact" in scene.stage.last(MARTA).text


@pytest.mark.parametrize(
    ("limit", "days_ago", "warned"),
    [(90, 0, True), (90, 89, True), (90, 90, False), (30, 29, True), (30, 30, False), (180, 179, True), (0, 0, False)],
)
async def test_the_warning_holds_for_the_programmes_limit(
    scene: Scene, limit: int, days_ago: int, warned: bool
) -> None:
    await rest_days(scene, limit)
    employer = await add_employer(scene)
    await was_there(scene, employer, "Lars", days_ago)
    await scene.stage.forge(MARTA, f"em:open:{employer}")
    assert (WARNING in scene.stage.last(MARTA).text) is warned
    assert "\u2068Lars\u2069 visited them last" in scene.stage.last(MARTA).text
    await scene.stage.forge(MARTA, f"em:talked:{employer}")
    assert ("Contact anyway" in " ".join(scene.stage.last(MARTA).labels)) is warned


async def test_nobody_is_warned_of_their_own_contact(scene: Scene) -> None:
    employer = await add_employer(scene)
    await was_there(scene, employer, "Lars")
    await scene.stage.forge(LARS, f"em:open:{employer}")
    assert WARNING not in scene.stage.last(LARS).text
    assert "Ask the colleague" not in " ".join(scene.stage.last(LARS).labels)


async def test_the_specialist_decides(scene: Scene) -> None:
    employer = await add_employer(scene)
    await was_there(scene, employer, "Lars", 3)
    await scene.stage.forge(MARTA, f"em:open:{employer}")
    await scene.stage.press(MARTA, "I have talked to them")
    assert await contacts(scene)
    assert "\u2068Lars\u2069 was in contact with them on" in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Contact anyway")
    await scene.stage.press(MARTA, "Call today")
    assert len(await contacts(scene)) == 2


async def _ask(scene: Scene) -> int:
    employer = await add_employer(scene)
    await was_there(scene, employer, "Lars", 3)
    await scene.stage.forge(MARTA, f"em:open:{employer}")
    await scene.stage.press(MARTA, "Ask the colleague")
    return employer


@pytest.mark.parametrize(
    ("label", "said", "warned"), [("It is fine", "It is fine", False), ("Please wait", "Please wait", True)]
)
async def test_the_colleague_is_asked_and_the_answer_comes_back(
    scene: Scene, label: str, said: str, warned: bool
) -> None:
    employer = await _ask(scene)
    stage = scene.stage
    assert "There is no answer yet." in stage.last(MARTA).text
    question = stage.last(LARS)
    assert "\u2068Marta\u2069 would like to contact \u2068Bakeriet\u2069." in question.text
    await stage.press(LARS, label)
    assert f"\u2068Lars\u2069 about \u2068Bakeriet\u2069: \u2068{said}\u2069." in stage.last(MARTA).text
    assert "\u2068Marta\u2069 reads your answer" in stage.last(LARS).text
    await stage.press(MARTA, "Bakeriet")
    assert f"The answer is: {said.lower()}." in stage.last(MARTA).text
    assert (WARNING in stage.last(MARTA).text) is warned
    await stage.forge(EVA, f"em:open:{employer}")
    assert WARNING in stage.last(EVA).text
    assert "The answer is" not in stage.last(EVA).text


async def test_the_answer_may_be_changed_and_is_told_once_each(scene: Scene) -> None:
    await _ask(scene)
    stage = scene.stage
    await stage.press(LARS, "It is fine")
    question = stage.last(LARS)
    number = question.rendered.rows[0][0].payload.split(":")[2]
    await stage.forge(LARS, f"em:answer:{number}:fine")
    assert stage.everything(MARTA).count("about \u2068Bakeriet\u2069") == 1
    await stage.press(LARS, "Please wait")
    assert stage.everything(MARTA).count("about \u2068Bakeriet\u2069") == 2
    assert (await audited(scene)).count("employer.answered") == 2


async def test_a_colleague_is_asked_once_a_day(scene: Scene) -> None:
    employer = await _ask(scene)
    stage = scene.stage
    await stage.forge(MARTA, f"em:ask:{employer}")
    assert "You have asked \u2068Lars\u2069 already." in stage.last(MARTA).text
    assert stage.everything(LARS).count("would like to contact") == 1
    await stage.pass_time(hours=25)
    await stage.forge(MARTA, f"em:ask:{employer}")
    assert stage.everything(LARS).count("would like to contact") == 2


@pytest.mark.parametrize("chat", [MARTA, EVA, ELSEWHERE, AMINA])
async def test_only_the_colleague_who_was_asked_answers(scene: Scene, chat: int) -> None:
    await _ask(scene)
    number = scene.stage.last(LARS).rendered.rows[0][0].payload.split(":")[2]
    for said in ("fine", "wait", "maybe"):
        await scene.stage.forge(chat, f"em:answer:{number}:{said}")
    await scene.stage.forge(LARS, f"em:answer:{number}:maybe")
    assert "employer.answered" not in await audited(scene)
    assert "about \u2068Bakeriet\u2069" not in scene.stage.everything(MARTA)


async def test_a_colleague_who_left_is_not_asked(scene: Scene) -> None:
    employer = await add_employer(scene)
    await was_there(scene, employer, "Lars", 3)
    await leaves(scene, "Lars")
    await scene.stage.forge(MARTA, f"em:ask:{employer}")
    assert "\u2068Lars\u2069 does not work here any more." in scene.stage.last(MARTA).text
    assert LARS not in scene.stage.screens


async def test_who_left_is_not_told_the_answer(scene: Scene) -> None:
    await _ask(scene)
    await leaves(scene, "Marta")
    await scene.stage.press(LARS, "It is fine")
    assert "\u2068Marta\u2069 does not work here any more." in scene.stage.last(LARS).text
    assert "about \u2068Bakeriet\u2069" not in scene.stage.everything(MARTA)


async def test_nobody_is_asked_when_nobody_is_in_the_way(scene: Scene) -> None:
    employer = await add_employer(scene)
    await was_there(scene, employer, "Lars", 91)
    await scene.stage.forge(MARTA, f"em:ask:{employer}")
    assert LARS not in scene.stage.screens
    assert scene.stage.toasts[MARTA]


async def test_a_release_frees_the_firm_at_once_and_can_be_taken_back(scene: Scene) -> None:
    employer = await add_employer(scene)
    await was_there(scene, employer, "Lars")
    stage = scene.stage
    await stage.forge(LARS, f"em:open:{employer}")
    await stage.press(LARS, "Let the others contact them")
    await stage.forge(MARTA, f"em:open:{employer}")
    assert WARNING not in stage.last(MARTA).text
    assert "They are free for everybody in the team." in stage.last(MARTA).text
    await stage.press(LARS, "Keep the others away again")
    await stage.forge(MARTA, f"em:open:{employer}")
    assert WARNING in stage.last(MARTA).text
    assert (await audited(scene))[1:] == ["employer.released", "employer.release_undone"]


async def test_releasing_twice_is_as_once(scene: Scene) -> None:
    employer = await add_employer(scene)
    await was_there(scene, employer, "Lars")
    for _ in range(2):
        await scene.stage.forge(LARS, f"em:free:{employer}")
    assert (await audited(scene)).count("employer.released") == 1


@pytest.mark.parametrize("chat", [MARTA, EVA, ELSEWHERE, AMINA])
@pytest.mark.parametrize("action", ["free", "unfree"])
async def test_only_who_was_there_last_releases(scene: Scene, chat: int, action: str) -> None:
    employer = await add_employer(scene)
    await was_there(scene, employer, "Marta", 5)
    await was_there(scene, employer, "Lars", 2)
    if action == "unfree":
        await scene.stage.forge(LARS, f"em:free:{employer}")
    before = [one.released_at for one in await contacts(scene)]
    await scene.stage.forge(chat, f"em:{action}:{employer}")
    assert [one.released_at for one in await contacts(scene)] == before
    assert scene.stage.toasts[chat]


async def test_a_contact_after_the_release_is_warned_of_again(scene: Scene) -> None:
    employer = await add_employer(scene)
    await was_there(scene, employer, "Lars", 2)
    await scene.stage.forge(LARS, f"em:free:{employer}")
    await was_there(scene, employer, "Marta", 1)
    await scene.stage.forge(LARS, f"em:open:{employer}")
    assert "\u2068Marta\u2069 was in contact with them on" in scene.stage.last(LARS).text


@pytest.mark.parametrize("kind", ["visit", "call", "mail", "other"])
async def test_every_kind_has_its_line(scene: Scene, kind: str) -> None:
    employer = await add_employer(scene)
    await was_there(scene, employer, "Lars", 1, kind)
    for chat in (LARS, MARTA):
        await scene.stage.forge(chat, f"em:open:{employer}")
        assert " last, on " in scene.stage.last(chat).text


async def test_there_is_no_other_kind(scene: Scene) -> None:
    number = await add_employer(scene)
    async with scene.stage.database.unit_of_work() as store:
        employer = await store.employers.get(number)
        assert employer is not None
        with pytest.raises(ValueError, match="lunch"):
            await note_contact(
                store,
                employer,
                scene.people["Marta"],
                on=today(scene),
                kind="lunch",
                now=scene.stage.clock.now(),
            )
