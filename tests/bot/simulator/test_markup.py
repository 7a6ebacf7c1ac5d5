import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.entities import to_html, utf16_length
from bot.simulator.errors import ApiError
from bot.simulator.markup import parse_html

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def _short(entities: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#39; &#x41;", 'a <b> & "c" \' A', []),
        ("fish & chips &", "fish & chips &", []),
        ("<b>x</b>", "x", [("bold", 0, 1)]),
        ("<strong>x</strong><em>y</em>", "xy", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<B>x</b>", "x", [("bold", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<b>x</b>", "😀x", [("bold", 2, 1)]),
        ("<b>😀</b>", "😀", [("bold", 0, 2)]),
        ("  <b> x </b> ", "x", [("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><del>b</del>", "ab", [("strikethrough", 0, 1), ("strikethrough", 1, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<code>a<b>b</b></code>", "ab", [("code", 0, 2)]),
        ("see https://example.org/a?b=1.", "see https://example.org/a?b=1.", [("url", 4, 25)]),
        ("/start now", "/start now", [("bot_command", 0, 6)]),
        ("10/12 and a/b", "10/12 and a/b", []),
        ("ask @helper_one", "ask @helper_one", [("mention", 4, 11)]),
        ("مرحبا <b>بك</b>", "مرحبا بك", [("bold", 6, 2)]),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[tuple[object, ...]]) -> None:
    found, marks = parse_html(source)
    assert (found, _short(marks)) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("a&nbsp;b", 'Unsupported entity "&nbsp;" at byte offset 1'),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.code == 400
    assert refused.value.description.startswith(f"Bad Request: can't parse entities: {reason}")


def test_telegrams_own_leniency_can_be_chosen() -> None:
    assert parse_html("a&nbsp;b", reject_unknown=False) == ("a&nbsp;b", [])


def test_a_link_keeps_its_decoded_address() -> None:
    text, entities = parse_html('<a href="https://example.org/?a=1&amp;b=2">here</a>')
    assert text == "here"
    assert entities == [{"type": "text_link", "offset": 0, "length": 4, "url": "https://example.org/?a=1&b=2"}]


def test_a_code_block_knows_its_language() -> None:
    _, entities = parse_html('<pre><code class="language-python">x</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(text.translate(ESCAPES))[0] == text.strip()


_TAGGED = st.recursive(
    st.text(alphabet="aå😀مB \n", min_size=1, max_size=6),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", st.sampled_from("bius"), st.lists(inner, min_size=1)
    ),
    max_leaves=8,
)


@given(st.lists(_TAGGED).map("".join))
def test_entities_lie_inside_the_text(source: str) -> None:
    text, entities = parse_html(source)
    assert all(0 <= mark["offset"] < mark["offset"] + mark["length"] <= utf16_length(text) for mark in entities)


@given(st.lists(_TAGGED).map("".join))
def test_writing_and_reading_again_changes_nothing(source: str) -> None:
    text, entities = parse_html(source)
    again, marks = parse_html(to_html(text, entities))
    assert again == text
    assert {tuple(sorted(mark.items())) for mark in marks} == {tuple(sorted(mark.items())) for mark in entities}
