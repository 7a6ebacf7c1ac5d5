"""Good and bad sentences of every language, and the limits."""

from __future__ import annotations

import pytest

from locales.harsh_words import HARSH, harsh_words
from locales.languages import LANGUAGES
from locales.simple_language import BRIEF, LIMITS, check_all, check_text, lix, sentences, words
from locales.text import Domain

HARSH_SENTENCES = [
    ("nb", "threat", "Du må komme, ellers mister du pengene."),
    ("nb", "threat", "Hvis du ikke kommer, mister du støtten."),
    ("nb", "threat", "Det kan føre til straff."),
    ("nb", "threat", "NAV kan gi en sanksjon."),
    ("nb", "promise", "Jobben er garantert."),
    ("nb", "promise", "Vi lover deg en jobb."),
    ("nb", "blame", "Det er din feil."),
    ("en", "threat", "If you do not come, you lose your money."),
    ("en", "threat", "There is a penalty."),
    ("en", "promise", "We guarantee work."),
    ("en", "promise", "We promise you a job."),
    ("en", "blame", "You are unreliable."),
    ("ar", "threat", "إذا لم تأت، ستخسر المال."),
    ("ar", "threat", "هناك عقوبة."),
    ("ar", "promise", "نضمن لك العمل."),
    ("ar", "blame", "هذا خطؤك."),
    ("ti", "threat", "እንተዘይመጺእኻ፣ ገንዘብካ ክትስእን ኢኻ።"),
    ("ti", "promise", "ስራሕ ክንህበካ ቃል ንኣቱ።"),
    ("ti", "blame", "ጌጋኻ እዩ።"),
    ("so", "threat", "Haddii aadan iman, lacagta waad lumin doontaa."),
    ("so", "promise", "Shaqo ayaan kuu ballanqaadaynaa."),
    ("so", "blame", "Waa khaladkaaga."),
    ("uk", "threat", "Якщо ви не прийдете, ви втратите гроші."),
    ("uk", "threat", "Буде штраф."),
    ("uk", "promise", "Ми гарантуємо роботу."),
    ("uk", "blame", "Це ваша провина."),
    ("prs", "threat", "اگر نیایید، پول خود را از دست می‌دهید."),
    ("prs", "promise", "ما کار را تضمین می‌کنیم."),
    ("fa", "threat", "جریمه دارد."),
    ("fa", "blame", "تقصیر شماست."),
    ("ps", "threat", "که رانشئ، خپلې پیسې له لاسه ورکوئ."),
    ("ps", "promise", "موږ د کار تضمین کوو."),
    ("ps", "blame", "تاسو ملامت یاست."),
    ("ckb", "threat", "ئەگەر نەیەیت، پارەکەت لەدەست دەدەیت."),
    ("ckb", "promise", "بەڵێنت پێ دەدەین."),
    ("ckb", "blame", "ئەوە هەڵەی تۆیە."),
    ("kmr", "threat", "Heke tu neyê, tu pereyê xwe winda dikî."),
    ("kmr", "promise", "Em garantî didin."),
    ("kmr", "blame", "Ew sûcê te ye."),
    ("sw", "threat", "Usipokuja, utapoteza pesa."),
    ("sw", "promise", "Tunakuahidi kazi."),
    ("sw", "blame", "Ni kosa lako."),
    ("tr", "threat", "Gelmezseniz paranızı kaybedersiniz."),
    ("tr", "threat", "Cezası var."),
    ("tr", "promise", "Size iş garanti ediyoruz."),
    ("tr", "blame", "Bu sizin suçunuz."),
    ("ur", "threat", "اگر آپ نہ آئے، آپ پیسے کھو دیں گے۔"),
    ("ur", "promise", "ہم نوکری کی ضمانت دیتے ہیں۔"),
    ("ur", "blame", "یہ آپ کی غلطی ہے۔"),
]

KIND_SENTENCES = [
    ("nb", "Du mister ingenting."),
    ("nb", "Det er ikke din feil."),
    ("nb", "Unnskyld, det gikk galt hos oss."),
    ("nb", "Semesteret starter på mandag."),
    ("nb", "Dette er lover og regler om arbeid."),
    ("nb", "Ingen straff. Du velger selv."),
    ("en", "It is not your fault."),
    ("en", "There is no penalty."),
    ("en", "You lose nothing."),
    ("en", "We cannot promise you a job."),
    ("en", "We do not guarantee a job."),
    ("ar", "لن تخسر شيئا."),
    ("ar", "هذا ليس خطأك."),
    ("ar", "يضم البرنامج دورة في الضمان الاجتماعي."),
    ("ti", "ዋላ ሓንቲ ኣይትስእንን።"),
    ("so", "Waa ballan cusub."),
    ("uk", "Це не ваша провина."),
    ("uk", "Ми не гарантуємо роботу."),
    ("fa", "چیزی از دست نمی‌دهید."),
    ("prs", "هیچ جریمه نیست."),
    ("ps", "هیڅ شی له لاسه نه ورکوئ."),
    ("ckb", "هیچ لەدەست نادەیت."),
    ("kmr", "Tu tiştekî winda nakî."),
    ("sw", "Hutapoteza chochote."),
    ("sw", "Hakuna adhabu."),
    ("tr", "Hiçbir şey kaybetmezsiniz."),
    ("tr", "Eczane açık."),
    ("tr", "Bu sizin suçunuz değil."),
    ("ur", "یہ آپ کی غلطی نہیں ہے۔"),
    ("ur", "وقت کی پابندی اچھی بات ہے۔"),
]


@pytest.mark.parametrize(("language", "kind", "sentence"), HARSH_SENTENCES)
def test_a_harsh_sentence_is_found(language: str, kind: str, sentence: str) -> None:
    assert kind in {found for found, _ in harsh_words(language, sentence)}


@pytest.mark.parametrize(("language", "sentence"), KIND_SENTENCES)
def test_a_kind_sentence_passes(language: str, sentence: str) -> None:
    assert list(harsh_words(language, sentence)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_limits_and_words_and_examples(language: str) -> None:
    assert LIMITS[language].words > 0
    assert HARSH[language].threat
    assert language in {one for one, _, _ in HARSH_SENTENCES}
    assert language in {one for one, _ in KIND_SENTENCES}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Du møter {name} kl. {time}.", 1),
        ("Du møter {name} {day}. Ta med CV.", 2),
        ("Hva? Ja! Nei.", 3),
        ("هل تأتي؟ نعم.", 2),
        ("آپ آئیں۔ شکریہ۔", 2),
        ("ሰላም። ከመይ፧", 2),
        ("One\nTwo", 2),
        ("3.5 km", 1),
        ("…", 0),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_parameter_is_one_word_and_a_joined_word_too() -> None:
    assert words(sentences("{first_name} can't come kl. {time}")[0]) == ["X", "can't", "come", "kl", "X"]
    assert len(words("می\u200cرود خانه")) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [("Du kan velge selv.", 4), ("Arbeidsplassen ringer deg. Ta med mat.", 3 + 100 / 6), ("", 0)],
)
def test_lix(text: str, value: float) -> None:
    assert lix(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("language", "domain", "text", "rules"),
    [
        ("nb", "participant", "Du møter {name} på {place}. Ta med CV.", set()),
        ("nb", "participant", "A b. C d. E f. G h.", {"one fact"}),
        ("nb", "participant", " ".join(["ord"] * 16), {"long sentence"}),
        ("nb", "participant", "Les kvalifiseringsprogrammet nå.", {"long word"}),
        (
            "nb",
            "participant",
            "Programrådgiveren behandler søknaden din etter gjeldende regelverk for deltakere.",
            {"lix"},
        ),
        ("nb", "brief", " ".join(["ord"] * 11), {"long sentence"}),
        ("nb", "brief", "Ta med cv. Vi ses. Ha det.", {"one fact"}),
        ("en", "participant", "Please come, or else.", {"threat"}),
        ("uk", "participant", " ".join(["слово"] * 16), {"long sentence"}),
    ],
)
def test_the_rules_for_one_text(language: str, domain: Domain, text: str, rules: set[str]) -> None:
    assert {finding.rule for finding in check_text(language, domain, "x", text)} == rules


def test_the_whole_norwegian_catalogue_has_a_limit() -> None:
    heavy = {str(number): ("Jobbspesialisten kontakter arbeidsplassen i morgen.",) for number in range(20)}
    easy = {str(number): ("Hun tar en prat med deg i dag.",) for number in range(20)}
    assert [one.rule for one in check_all("nb", "participant", heavy)] == ["lix"]
    assert not list(check_all("nb", "participant", easy))


def test_every_plural_form_is_checked() -> None:
    found = list(check_all("en", "participant", {"x": ("One penalty", "Two penalties")}))
    assert [one.rule for one in found] == ["threat", "threat"]


def test_the_norwegian_line_is_shorter_than_the_text() -> None:
    assert BRIEF.words < LIMITS["nb"].words
