from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from conversations.appointments.one_line import Named, Parsed, ProblemKind, parse
from conversations.appointments.one_line.names import one_letter_apart
from conversations.appointments.one_line.text import LONGEST, Line, folded

NOW = datetime.fromisoformat("2026-11-20T09:00")
AMINA = Named(1, "Amina")
NAV = Named(11, "NAV Sentrum")
NOWS = st.datetimes(datetime.fromisoformat("1970-01-01"), datetime.fromisoformat("2200-01-01"))
WORDS = (
    "Amina amina og and , . - – : / kl at fra til until hver every annenhver uke week 49 60 om in to dager days "
    "mandag torsdag Thursday tor. man fri neste next denne i morgen overmorgen halv kvart på over fem 10 10:00 25:00 "
    "10.12 31.02 29.2 13.30 26/11 2026-11-26 26.11.26 99.99.9999 9999 0830 am pm 2:30 februar Nov 31 45 min timer "
    "ta med bring husk tolk arabisk interpreter må frivillig NAV Sentrum bibliotek rom 3. etasje ganger uker "
    "\x00 \x01 \x02 \x03 \u202e \u2066 \ud800 🙂 <b> </b> & ١٠ ½ İ ß"
)
PIECES = st.sampled_from(WORDS.split(" "))
LINES = st.one_of(
    st.text(),
    st.text(st.characters(), max_size=60),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=8).map("".join),
)
NAMES = st.text(st.characters(), max_size=20) | PIECES


def read(line: str, *people: Named, now: datetime = NOW) -> Parsed:
    return parse(line, now=now, people=people or (AMINA,), places=(NAV,))


@example_settings(deadline=None, max_examples=500)
@given(line=LINES, names=st.lists(NAMES, max_size=4), now=NOWS)
@example(line="om 999 måneder", names=[], now=NOW)
@example(line="hver mandag i 12 uker kl 10", names=[], now=NOW)
@example(line="999 ganger hver uke mandag kl 10", names=[""], now=NOW)
@example(line="\ud800 Amina", names=["\ud800"], now=NOW)
def test_nothing_typed_can_break_it(line: str, names: list[str], now: datetime) -> None:
    named = tuple(Named(number, name) for number, name in enumerate(names))
    parsed = parse(line, now=now, people=named, places=named)
    again = parse(line, now=now, people=named, places=named)
    assert parsed == again
    assert len(set(parsed.people)) == len(parsed.people)
    assert set(parsed.people) <= {each.id for each in named}
    kinds = {problem.kind for problem in parsed.problems}
    if parsed.date is None:
        assert kinds & {ProblemKind.NO_DATE, ProblemKind.IMPOSSIBLE_DATE}
    if parsed.time is None:
        assert kinds & {ProblemKind.NO_TIME, ProblemKind.IMPOSSIBLE_TIME}
    if not parsed.people:
        assert kinds & {ProblemKind.NO_PERSON, ProblemKind.UNKNOWN_PERSON, ProblemKind.AMBIGUOUS_PERSON}
    if parsed.place is None and not parsed.place_text:
        assert kinds & {ProblemKind.NO_PLACE, ProblemKind.AMBIGUOUS_PLACE}


@given(text=st.text(st.characters()))
def test_the_folded_view_keeps_every_position(text: str) -> None:
    line = Line(text)
    assert len(line.view) == len(line.text) == len(folded(line.text))


def test_a_name_of_300_characters_is_a_name() -> None:
    name = "Wolfe" + "schlegelstein" * 23
    parsed = read(f"{name} torsdag 10:00 NAV Sentrum", AMINA, Named(2, name))
    assert (parsed.people, parsed.place, parsed.problems) == ((2,), 11, ())


def test_an_unknown_name_of_300_characters_is_asked_back() -> None:
    parsed = read("B" + "a" * 299 + " torsdag 10:00 NAV Sentrum")
    assert [problem.kind for problem in parsed.problems] == [ProblemKind.UNKNOWN_PERSON]


def test_a_line_of_a_whole_message_is_read_to_its_limit() -> None:
    parsed = read("Amina torsdag 10:00 NAV Sentrum ta med " + "x" * 4000)
    assert [problem.kind for problem in parsed.problems] == [ProblemKind.TOO_LONG]
    assert parsed.bring
    assert len(parsed.bring) < LONGEST
    assert parsed.complete


@pytest.mark.parametrize("name", ["<b>Amina</b>", "Amina & Co", "A.*(mina", "Amina\\d+", "🙂", "<script>"])
def test_markup_and_patterns_in_a_name_are_only_text(name: str) -> None:
    parsed = read(f"{name} torsdag 10:00 NAV Sentrum", Named(7, name), Named(8, "Yonas"))
    assert (parsed.people, parsed.place, parsed.problems) == ((7,), 11, ())


def test_markup_round_a_name_does_not_hide_it() -> None:
    parsed = read("<b>Amina</b> torsdag 10:00 <i>NAV Sentrum</i>")
    assert (parsed.people, parsed.place, parsed.problems) == ((1,), 11, ())


@pytest.mark.parametrize("mark", ["\x00", "\x01", "\x03", "\u202e", "\u2067", "\u200f", "\t", "\n", "\u00a0"])
def test_control_characters_are_blanks(mark: str) -> None:
    parsed = read(f"{mark}Amina{mark}torsdag{mark}10:00{mark}NAV Sentrum{mark}")
    assert (parsed.people, parsed.place, parsed.problems) == ((1,), 11, ())


@pytest.mark.parametrize(
    "typed", ["amina", "AMINA", "Amína", "Amin", "Ami", "Aminna", "Amnia", "Amima", "Aminas", "Amina's"]
)
def test_a_name_may_be_untidy_when_only_one_fits(typed: str) -> None:
    assert read(f"{typed} torsdag 10:00 NAV Sentrum", AMINA, Named(2, "Yonas")).people == (1,)


@pytest.mark.parametrize("typed", ["Am", "Anna", "Yusuf", "Aminaminа"])
def test_a_name_may_not_be_guessed(typed: str) -> None:
    assert read(f"{typed} torsdag 10:00 NAV Sentrum", AMINA, Named(2, "Yonas")).people == ()


def test_a_shortened_name_that_fits_two_is_asked_back() -> None:
    parsed = read("Ami torsdag 10:00 NAV Sentrum", AMINA, Named(2, "Amir"))
    assert [(problem.kind, problem.candidates) for problem in parsed.problems] == [
        (ProblemKind.AMBIGUOUS_PERSON, (1, 2)),
    ]


def test_two_participants_with_the_same_full_name_are_asked_back() -> None:
    parsed = read("Amina torsdag 10:00 NAV Sentrum", AMINA, Named(2, "Amina"))
    assert parsed.people == ()
    assert parsed.ambiguous_people[0].candidates == (1, 2)


def test_an_exact_first_name_wins_over_one_that_is_nearly_it() -> None:
    assert read("Amina torsdag 10:00 NAV Sentrum", Named(2, "Aminah"), AMINA).people == (1,)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("amina", "amina", False),
        ("amina", "amna", True),
        ("amina", "aminah", True),
        ("amina", "hamina", True),
        ("amina", "anima", False),
        ("amina", "maina", True),
        ("amina", "amino", True),
        ("amina", "amin", True),
        ("amina", "am", False),
    ],
)
def test_one_letter_apart(one: str, other: str, apart: bool) -> None:
    assert one_letter_apart(one, other) is apart
    assert one_letter_apart(other, one) is apart
