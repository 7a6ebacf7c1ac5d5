"""Messages as the reader gets them, to the character."""

from __future__ import annotations

import html
import re
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales.catalogue import Catalogue
from locales.languages import LANGUAGES
from locales.message import Attachment, Button, Line, Message, message
from locales.render import CAPTION_LIMIT, TEXT_LIMIT, Reader, Reading, RenderedButton, render, write
from locales.text import At, Day, DayPart, LanguageName, Several, Text, Words, brief, say, say_n, staff
from locales.user_text import FSI, LRI, PDI, units

THURSDAY = Day(date(2026, 11, 26))
TEN = At(time(10))
MEET = say("{name} will meet you on {day} at {time}.", name="Kari Nordmann", day=THURSDAY, time=TEN)
PLACE = say("Place: {place}", place="NAV Sentrum, Storgata 12 B, 3. etasje")


def shown(value: Message, language: str, catalogue: Catalogue, reading: Reading = "own") -> str:
    return render(value, Reader(language, reading), catalogue).text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "ar",
            (
                "سيقابلك \u2068Kari Nordmann\u2069 يوم الخميس 26 تشرين الثاني الساعة \u206610:00\u2069.\n"
                "المكان: \u2068NAV Sentrum, Storgata 12 B, 3. etasje\u2069"
            ),
        ),
        (
            "prs",
            (
                "\u2068Kari Nordmann\u2069 روز پنجشنبه 26 نومبر ساعت \u206610:00\u2069 همراه شما می\u200cبیند.\n"
                "جای: \u2068NAV Sentrum, Storgata 12 B, 3. etasje\u2069"
            ),
        ),
        (
            "ckb",
            (
                "\u2068Kari Nordmann\u2069 لە پێنجشەممە، 26ی تشرینی دووەم کاتژمێر \u206610:00\u2069 چاوت پێ دەکەوێت.\n"
                "شوێن: \u2068NAV Sentrum, Storgata 12 B, 3. etasje\u2069"
            ),
        ),
        (
            "ur",
            (
                "\u2068Kari Nordmann\u2069 آپ سے جمعرات، 26 نومبر کو \u206610:00\u2069 بجے ملیں گے۔\n"
                "جگہ: \u2068NAV Sentrum, Storgata 12 B, 3. etasje\u2069"
            ),
        ),
        (
            "nb",
            (
                "\u2068Kari Nordmann\u2069 møter deg torsdag 26. november kl. 10:00.\n"
                "Sted: \u2068NAV Sentrum, Storgata 12 B, 3. etasje\u2069"
            ),
        ),
    ],
)
def test_latin_names_times_and_addresses_inside_every_direction(
    language: str, expected: str, catalogue: Catalogue
) -> None:
    assert shown(message(MEET, PLACE), language, catalogue) == expected


def test_own_language_first_then_the_brief_in_norwegian(catalogue: Catalogue) -> None:
    value = message(PLACE, brief=brief("Meet {name} {day}.", name="Kari", day=THURSDAY))
    assert shown(value, "ar", catalogue, "both") == (
        "المكان: \u2068NAV Sentrum, Storgata 12 B, 3. etasje\u2069\n\n"
        "🇳🇴 <i>Møt \u2068Kari\u2069 torsdag 26. november.</i>"
    )


@pytest.mark.parametrize("short", [None, brief("Not in the catalogue")])
def test_lines_stand_in_norwegian_where_there_is_no_brief(short: Text | None, catalogue: Catalogue) -> None:
    value = message(Line(say("I am coming"), icon="✅", strong=True), brief=short)
    assert shown(value, "ar", catalogue, "both") == "✅ <b>سآتي</b>\n\n🇳🇴 <i>Jeg kommer</i>"


def test_norwegian_reader_reads_once(catalogue: Catalogue) -> None:
    assert shown(message(say("I am coming")), "nb", catalogue, "both") == "Jeg kommer"


def test_what_is_the_same_in_both_languages_is_said_once(catalogue: Catalogue) -> None:
    value = message(say("{words}", words=Words({"": "Velkommen!"})))
    assert shown(value, "ar", catalogue, "both") == f"{FSI}Velkommen!{PDI}"


def test_no_english_stands_under_the_norwegian_flag(catalogue: Catalogue) -> None:
    value = message(say("I am coming"), say("Nobody translated this"))
    assert shown(value, "ar", catalogue, "both") == "سآتي\nNobody translated this\n\n🇳🇴 <i>Jeg kommer</i>"


def test_norwegian_alone_for_lines_and_buttons(catalogue: Catalogue) -> None:
    value = message(PLACE, buttons=((Button(say("I am coming"), "x"),),))
    rendered = render(value, Reader("ar", "norwegian"), catalogue)
    assert rendered.text.startswith("Sted:")
    assert rendered.rows == ((RenderedButton("Jeg kommer", "x", ""),),)


def test_buttons_are_in_the_readers_own_language(catalogue: Catalogue) -> None:
    value = message(PLACE, buttons=((Button(say("I am coming"), url="https://example.org", icon="✅"),),))
    assert render(value, Reader("ar"), catalogue).rows == ((RenderedButton("✅ سآتي", "", "https://example.org"),),)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "Ikke svar fra \u2068Ali\u2069"),
        ("en", "No answer from \u2068Ali\u2069"),
        ("ar", "Ikke svar fra \u2068Ali\u2069"),
    ],
)
def test_staff_texts_are_norwegian_or_english_and_never_doubled(
    language: str, expected: str, catalogue: Catalogue
) -> None:
    value = message(staff("No answer from {name}", name="Ali"))
    assert shown(value, language, catalogue, "both") == expected


def test_an_empty_line_stands_where_a_gap_is_asked_for(catalogue: Catalogue) -> None:
    value = message(say("I am coming"), Line(say("Good day"), gap=True, icon="☀️"))
    assert shown(value, "nb", catalogue) == "Jeg kommer\n\n☀️ God dag"


@pytest.mark.parametrize(
    ("by_language", "chosen"),
    [
        ({"ar": "نعم", "": "Ja", "nb": "Jo"}, "نعم"),
        ({"": "Ja", "nb": "Jo"}, "Ja"),
        ({"nb": "Jo", "tr": "Evet"}, "Jo"),
        ({"tr": "Evet"}, "Evet"),
        ({"ar": " ", "": "\u202e", "nb": "Jo"}, "Jo"),
    ],
)
def test_words_are_the_readers_then_unstated_then_norwegian(
    by_language: dict[str, str], chosen: str, catalogue: Catalogue
) -> None:
    text = say("{words}", words=Words(by_language))
    assert write(text, "ar", catalogue) == f"{FSI}{chosen}{PDI}"


def test_dari_words_serve_a_persian_reader(catalogue: Catalogue) -> None:
    text = say("{words}", words=Words({"": "Ja", "prs": "بلی"}))
    assert write(text, "fa", catalogue) == f"{FSI}بلی{PDI}"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "\u2068A\u2069, \u2068B\u2069 og \u2068C\u2069"),
        ("ar", "\u2068A\u2069 و\u2068B\u2069 و\u2068C\u2069"),
        ("ckb", "\u2068A\u2069، \u2068B\u2069 و \u2068C\u2069"),
    ],
)
def test_lists_keep_the_isolates_of_their_items(language: str, expected: str, catalogue: Catalogue) -> None:
    text = say("{all}", all=Several(("A", "B", "", "C")))
    assert write(text, language, catalogue) == expected


def test_other_values_are_written_in_the_readers_language(catalogue: Catalogue) -> None:
    text = say(
        "{part} {language} {nested} {n}",
        part=DayPart(time(10)),
        language=LanguageName("ti"),
        nested=say("Good day"),
        n=7,
    )
    assert write(text, "nb", catalogue) == "før lunsj \u2068tigrinja\u2069 God dag 7"


def test_values_in_a_fallback_sentence_are_written_in_its_language(catalogue: Catalogue) -> None:
    text = say("Untranslated on {day}", day=THURSDAY)
    assert write(text, "ar", catalogue) == "Untranslated on Thursday 26 November"


def test_markup_of_users_and_catalogues_is_escaped(catalogue: Catalogue) -> None:
    value = message(say("<1> & {name}", name="<b>Ola</b> &amp;"))
    assert shown(value, "en", catalogue) == "&lt;1&gt; &amp; \u2068&lt;b&gt;Ola&lt;/b&gt; &amp;amp;\u2069"


def test_a_translation_that_wants_an_unknown_parameter_gives_way(catalogue: Catalogue) -> None:
    assert write(say("Good day"), "prs", catalogue) == "روز بخیر"


def test_a_broken_translation_gives_way_to_english(catalogue: Catalogue) -> None:
    assert write(say("Place: {place}", place="X"), "so", catalogue) == "Place: \u2068X\u2069"


def test_a_parameter_nobody_gave_is_an_ellipsis(catalogue: Catalogue) -> None:
    assert write(say("Place: {place}"), "en", catalogue) == f"Place: {FSI}…{PDI}"


def test_counts_take_the_plural_form_of_the_language(catalogue: Catalogue) -> None:
    written = [write(say_n("{count} day left", "{count} days left", count=n), "uk", catalogue) for n in (1, 3, 11)]
    assert written == ["1 день", "3 дні", "11 днів"]
    assert write(say_n("{count} day left", "{count} days left", count=3), "ar", catalogue) == f"{LRI}3{PDI} أيام"


def test_nothing_to_say_is_still_not_empty(catalogue: Catalogue) -> None:
    value = message(say("{a}", a=" \u200b"), buttons=((Button(say("{a}", a="\u202e"), "x"),),))
    rendered = render(value, Reader("ar"), catalogue)
    assert (rendered.text, rendered.rows[0][0].label) == ("…", "…")


def test_the_attachment_goes_along(catalogue: Catalogue) -> None:
    attachment = Attachment("qr", "https://example.org")
    value = message(PLACE, attachment=attachment)
    assert render(value, Reader("ar"), catalogue).attachment == attachment


def plain(text: str) -> str:
    """What Telegram counts: the text without the tags, entities resolved."""
    return html.unescape(re.sub(r"</?[bi]>", "", text))


CATALOGUE = Catalogue(lambda _code, _domain: {})
WRITTEN = st.text(st.characters(), max_size=200) | st.text(
    st.sampled_from("\u2066\u2068\u2069\u202e\n<>&{}a👩\u200dب\u2028\ud800"), max_size=60
)


@settings(max_examples=200)
@given(
    name=WRITTEN,
    place=WRITTEN,
    language=st.sampled_from(sorted(LANGUAGES)),
    repeats=st.integers(1, 60),
    attachment=st.none() | st.just(Attachment("photo", "x")),
)
def test_no_user_value_breaks_a_message(
    name: str, place: str, language: str, repeats: int, attachment: Attachment | None
) -> None:
    lines = (
        Line(say("{name} will meet you on {day} at {time}.", name=name, day=THURSDAY, time=TEN), "📅", strong=True),
        *[Line(say("Place: {place}", place=Words({"": place * repeats})))] * repeats,
    )
    value = message(*lines, buttons=((Button(say("{name}!", name=name), "x"),),), attachment=attachment)
    rendered = render(value, Reader(language), CATALOGUE)
    visible = plain(rendered.text)
    assert visible.strip()
    assert units(visible) <= (CAPTION_LIMIT if attachment else TEXT_LIMIT)
    assert 0 < units(rendered.rows[0][0].label) <= 64
    for line in visible.split("\n"):
        assert line.count(FSI) + line.count(LRI) == line.count(PDI)
    assert not set(visible) & set("\u202a\u202b\u202d\u202e\u2028\x00")


@pytest.mark.parametrize(
    ("line", "written"),
    [
        (Line(say("Old"), struck=True), "<s>Old</s>"),
        (Line(say("Old"), "❌", struck=True), "❌ <s>Old</s>"),
        (Line(say("Old"), strong=True, struck=True), "<b><s>Old</s></b>"),
    ],
)
def test_what_does_not_hold_any_more_is_crossed_out(line: Line, written: str) -> None:
    assert render(message(line), Reader("en", "own")).text == written
