"""Texts are gathered from code into catalogues, and faults of translations are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from locales.catalogue import entries_in, header_fields
from locales.findings import Finding
from locales.languages import LANGUAGES
from locales.plurals import header
from locales.workshop.__main__ import main, report
from locales.workshop.checks import IDENTICAL_ALLOWED, check, check_translation
from locales.workshop.extract import Extract, extract
from locales.workshop.files import update

CODE = """
from locales.text import brief, say, say_n as count, staff, staff_n
from locales import text

a = say("Good " "day, {name}.", name="x")
b = count("{count} day", "{count} days", count=2)
c = staff("No answer")
d = staff_n("{count} task", "{count} tasks", count=1)
e = brief("Meet {name}.", name="x")
f = text.say("Later")
g = say("{a} · {b}", a="x", b="y")
h = repository.staff("not ours")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "words.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def of_code(tmp_path: Path, code: str) -> Extract:
    (tmp_path / "bot").mkdir(exist_ok=True)
    (tmp_path / "bot" / "words.py").write_text(f"from locales.text import say, say_n\n{code}", encoding="utf-8")
    return extract(tmp_path)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_extract_finds_the_texts_of_each_domain(project: Path) -> None:
    found = extract(project)
    assert found.faults == []
    assert found.texts == {
        "participant": {"Good day, {name}.": None, "{count} day": "{count} days", "Later": None},
        "staff": {"No answer": None, "{count} task": "{count} tasks"},
        "brief": {"Meet {name}.": None},
    }


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("say(greeting)", "not a literal"),
        ('say(f"Good {day}")', "not a literal"),
        ('say("a" + b)', "not a literal"),
        ('say_n("one day", count=1)', "not a literal"),
        ('say("Hello {name}")', "parameters"),
        ('say("Hello {name", name="x")', "braces"),
        ('say("Hello {0}", name="x")', "braces"),
        ('say("{n} a", n=1); say_n("a", "b", count=1); say_n("a", "c", count=1)', "two plurals"),
        ("def broken(:", "not Python"),
    ],
)
def test_what_cannot_be_extracted_is_a_fault(code: str, rule: str, tmp_path: Path) -> None:
    assert [fault.rule for fault in of_code(tmp_path, code).faults] == [rule]


def test_parameters_given_as_a_mapping_are_trusted(tmp_path: Path) -> None:
    assert of_code(tmp_path, 'say("Hello {name}", **params)').faults == []


def test_update_writes_every_catalogue_and_changes_nothing_the_second_time(project: Path) -> None:
    root = project / "catalogues"
    written = {path.relative_to(root).as_posix() for path in update(root, extract(project))}
    assert written == {
        *(f"{code}/participant.po" for code in LANGUAGES),
        *("nb/staff.po", "en/staff.po", "nb/brief.po", "participant.pot", "staff.pot", "brief.pot"),
    }
    assert update(root, extract(project)) == []


def test_english_is_filled_with_the_source(project: Path) -> None:
    root = project / "catalogues"
    update(root, extract(project))
    assert entries_in(root, "en", "participant") == {
        "Good day, {name}.": ("Good day, {name}.",),
        "{count} day": ("{count} day", "{count} days"),
        "Later": ("Later",),
    }


def test_update_keeps_what_translators_own_and_drops_what_the_code_dropped(project: Path) -> None:
    root = project / "catalogues"
    update(root, extract(project))
    nb = root / "nb" / "participant.po"
    replace(nb, 'msgid "Later"\nmsgstr ""', '# on a button\nmsgid "Later"\nmsgstr "Senere"')
    replace(nb, "X-Review: none", "X-Review: 2026-12-01")
    code = CODE.replace('text.say("Later")', 'text.say("Later"), text.say("Later on")').replace(
        '"Good " "day, {name}."', '"Hi"'
    )
    (project / "bot" / "words.py").write_text(code, encoding="utf-8")
    update(root, extract(project))
    assert entries_in(root, "nb", "participant") == {"Later": ("Senere",)}
    text = nb.read_text(encoding="utf-8")
    assert "# on a button\n" in text
    assert "Good day" not in text
    assert header_fields(nb)["X-Review"] == "2026-12-01"
    assert "No native speaker" not in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_header_says_how_to_count_and_that_nobody_reviewed_it(code: str, project: Path) -> None:
    root = project / "catalogues"
    update(root, extract(project))
    path = root / code / "participant.po"
    fields = header_fields(path)
    assert f"Plural-Forms: {header(code)}" == f"Plural-Forms: {fields['Plural-Forms']}"
    assert fields["Language"] == code
    assert fields["X-Review"] == "none"
    assert "# No native speaker has reviewed" in path.read_text(encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of one text, translated to Norwegian."""
    root = tmp_path / "catalogues"
    update(root, of_code(tmp_path, 'say("Good day")'))
    replace(root / "nb" / "participant.po", 'msgid "Good day"\nmsgstr ""', 'msgid "Good day"\nmsgstr "God dag"')
    return tmp_path


def rules(project: Path, language: str) -> list[str]:
    return [one.rule for one in check(project / "catalogues", extract(project)) if one.language == language]


def test_a_complete_catalogue_passes_and_the_others_are_missing_the_text(small: Path) -> None:
    assert rules(small, "nb") == []
    assert rules(small, "en") == []
    assert rules(small, "ti") == ["missing"]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('msgid "Good day"\n', '#, fuzzy\nmsgid "Good day"\n', "fuzzy"),
        ('msgid "Good day"\n', 'msgid "Good night"\n', "stale"),
        ('msgstr "God dag"', 'msgstr "  "', "missing"),
        ("plural=(n != 1)", "plural=(n > 1)", "header"),
        ("nplurals=2; plural=(n != 1)", "nplurals=1; plural=0", "header"),
        ("X-Review: none", "X-Other: none", "header"),
        ("Language: nb", "Language: nn", "header"),
        ('msgstr "God dag"', 'msgstr "God dag', "syntax"),
        ('msgstr "God dag"', 'msgstr "God "dag""', "syntax"),
        ('msgstr "God dag"', 'msgstr "God dag"\n\nmsgid ""\n"Good "\n"day"\nmsgstr "Dag"', "syntax"),
        ('msgid "Good day"', 'rubbish\nmsgid "Good day"', "unreadable"),
    ],
)
def test_faults_of_a_file(old: str, new: str, rule: str, small: Path) -> None:
    replace(small / "catalogues" / "nb" / "participant.po", old, new)
    assert rule in rules(small, "nb")


def test_code_that_moved_on_makes_catalogues_stale(small: Path) -> None:
    of_code(small, 'say("Good day"); say("Good night")')
    assert rules(small, "nb") == ["stale"]
    assert rules(small, "code") == ["stale"]


def test_a_file_that_is_not_there_is_missing(small: Path) -> None:
    (small / "catalogues" / "ur" / "participant.po").unlink()
    assert rules(small, "ur") == ["missing"]


@pytest.mark.parametrize(
    ("language", "msgid", "plural", "forms", "rule"),
    [
        ("nb", "Hi {name}", None, ("Hei {name}",), None),
        ("nb", "Hi {name}", None, ("Hei",), "placeholders"),
        ("nb", "Hi {name}", None, ("Hei {navn}",), "placeholders"),
        ("nb", "Hi {name}", None, ("Hei {name",), "placeholders"),
        ("nb", "{count} day", "{count} days", ("en dag", "{count} dager"), None),
        ("nb", "{count} day", "{count} days", ("{count} dag", "noen dager"), "placeholders"),
        ("nb", "{count} day", "{count} days", ("{count} dag",), "plural forms"),
        ("nb", "{count} day", "{count} days", ("{count} dag", ""), "empty"),
        ("ti", "{count} day", "{count} days", ("መዓልቲ", "{count} መዓልቲ"), "placeholders"),
        ("uk", "{count} day", "{count} days", ("{count} день", "{count} дні"), "plural forms"),
        ("nb", "Hi", None, ("Hei ",), "spaces"),
        ("nb", "Hi ", None, ("Hei ",), None),
        ("nb", "Hi", None, ("<b>Hei</b>",), "markup"),
        ("nb", "Hi", None, ("Hei & hopp",), "markup"),
        ("ar", "Hi", None, ("\u200fمرحبا",), "direction"),
        ("ar", "Hi", None, ("مرحبا",), None),
        ("fa", "Hi", None, ("می\u200cآیم",), None),
        ("ar", "Room 3", None, ("غرفة ٣",), "digits"),
        ("ar", "Hi", None, ("Hei",), "script"),
        ("ti", "Hi", None, ("ሰላም",), None),
        ("ti", "Hi", None, ("سلام",), "script"),
        ("uk", "Hi", None, ("Привіт",), None),
        ("uk", "Hi", None, ("Привет, это",), "letters"),
        ("so", "Hi", None, ("Привіт",), "script"),
        ("fa", "Hi", None, ("كي",), "letters"),
        ("ar", "NAV", None, ("NAV",), None),
        ("ar", "Your CV", None, ("سيرتك CV",), None),
    ],
)
def test_faults_of_a_translation(
    language: str, msgid: str, plural: str | None, forms: tuple[str, ...], rule: str | None
) -> None:
    found = [one.rule for one in check_translation(language, msgid, plural, forms)]
    assert found == ([rule] if rule else [])


def identical(tmp_path: Path, count: int) -> list[Finding]:
    """What `check` says of a Norwegian catalogue that repeats `count` English texts."""
    root = tmp_path / "catalogues"
    found = of_code(tmp_path, "\n".join(f'say("Day {chr(97 + number)}")' for number in range(count)) + '\nsay("CV")')
    update(root, found)
    nb = root / "nb" / "participant.po"
    for msgid in found.texts["participant"]:
        replace(nb, f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgid}"')
    return [one for one in check(root, found) if one.language == "nb" and one.rule == "identical"]


def test_a_loan_word_is_only_a_warning(tmp_path: Path) -> None:
    assert [one.warning for one in identical(tmp_path, 2)] == [True, True]


def test_an_english_catalogue_under_another_name_fails(tmp_path: Path) -> None:
    assert any(not one.warning for one in identical(tmp_path, IDENTICAL_ALLOWED + 1))


def test_the_report_names_language_rule_and_text() -> None:
    findings = [
        Finding("ti", "Good day", "missing", "not translated"),
        Finding("nb", "Interview", "identical", "reads as the English", warning=True),
        *[Finding("ur", f"Text {number}", "missing", "not translated") for number in range(10)],
    ]
    text = report(findings)
    assert "ti · missing: 1\n    'Good day': not translated" in text
    assert "nb · identical (only a warning): 1" in text
    assert "… and 2 more" in text
    assert text.endswith("11 to put right, 1 to look at")
    assert "more" not in report(findings, everything=True)


def test_the_command_fails_until_everything_is_translated(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--project", str(small), "--catalogues", str(small / "catalogues")]
    assert main(["update", *where]) == 0
    assert main(["check", *where]) == 1
    greetings = {
        "ar": "نهارك سعيد",
        "ti": "ሰላም",
        "so": "Maalin wanaagsan",
        "uk": "Добрий день",
        "prs": "روز خوش",
        "fa": "روز بخیر",
        "ps": "ورځ مو پخیر",
        "ckb": "ڕۆژ باش",
        "kmr": "Rojbaş",
        "sw": "Siku njema",
        "tr": "İyi günler",
        "ur": "آداب",
    }
    for code, greeting in greetings.items():
        replace(small / "catalogues" / code / "participant.po", 'day"\nmsgstr ""', f'day"\nmsgstr "{greeting}"')
    capsys.readouterr()
    assert main(["check", *where]) == 0
    assert capsys.readouterr().out == "0 to put right, 0 to look at\n"


def test_update_keeps_every_plural_form(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "catalogues"
    update(root, extract(project))
    path = root / "ar" / "participant.po"
    empty = "\n".join(f'msgstr[{index}] ""' for index in range(6))
    forms = "\n".join(f'msgstr[{index}] "{{count}} {index}"' for index in range(6))
    replace(path, empty, forms)
    assert update(root, extract(project)) == []
    assert forms in path.read_text(encoding="utf-8")
