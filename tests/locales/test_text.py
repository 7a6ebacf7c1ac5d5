"""Texts and messages go through the database unchanged."""

from __future__ import annotations

import json
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.message import Attachment, Button, Line, Message, message, pack_message, unpack_message
from locales.text import At, Day, DayPart, LanguageName, Param, Several, Text, Words, pack, say, unpack, unpack_text

WORD = st.text(max_size=20)
NAME = st.text("abcdefgh_", min_size=1, max_size=8)
MINUTES = st.times().map(lambda moment: time(moment.hour, moment.minute))
SIMPLE: st.SearchStrategy[Param] = (
    WORD
    | st.integers(-(10**9), 10**9)
    | st.builds(Day, st.dates())
    | st.builds(At, MINUTES)
    | st.builds(DayPart, MINUTES)
    | st.builds(LanguageName, WORD)
    | st.builds(Words, st.dictionaries(WORD, WORD, max_size=3))
)


def texts(params: st.SearchStrategy[Param]) -> st.SearchStrategy[Text]:
    domain = st.sampled_from(["participant", "staff", "brief"])
    plain = st.builds(Text, WORD, st.dictionaries(NAME, params, max_size=3), domain)
    return plain | st.builds(Text, WORD, st.dictionaries(NAME, params, max_size=3), domain, WORD, NAME)


PARAMS: st.SearchStrategy[Param] = st.recursive(
    SIMPLE,
    lambda inner: st.builds(Several, st.lists(inner, max_size=3).map(tuple)) | texts(inner),
    max_leaves=6,
)
LINES = st.builds(Line, texts(PARAMS), WORD, st.booleans(), st.booleans())
BUTTONS = st.builds(Button, texts(SIMPLE), WORD, WORD, WORD)
MESSAGES = st.builds(
    Message,
    st.lists(LINES, min_size=1, max_size=3).map(tuple),
    st.none() | texts(SIMPLE),
    st.lists(st.lists(BUTTONS, max_size=2).map(tuple), max_size=2).map(tuple),
    st.none() | st.builds(Attachment, st.sampled_from(["qr", "calendar", "map", "photo", "voice", "document"]), WORD),
)


@given(PARAMS)
def test_values_survive_json(value: Param) -> None:
    assert unpack(json.loads(json.dumps(pack(value)))) == value


@given(MESSAGES)
def test_messages_survive_json(value: Message) -> None:
    assert unpack_message(json.loads(json.dumps(pack_message(value)))) == value


@pytest.mark.parametrize("packed", [None, [], {}, {"day": "tomorrow"}, {"what": 1}, {"text": "x"}])
def test_what_pack_did_not_make_is_refused(packed: object) -> None:
    with pytest.raises(ValueError, match=r"not a packed|Invalid isoformat"):
        unpack(packed)


def test_a_text_is_wanted_where_a_text_must_be() -> None:
    with pytest.raises(ValueError, match="not a packed text"):
        unpack_text(pack(Day(date(2026, 11, 26))))


def test_a_bare_text_is_a_plain_line() -> None:
    assert message(say("Hello")).lines == (Line(say("Hello")),)
