"""The words of a line beside who, when and where: kind, length, what to bring, host, interpreter, duty."""

import re
from typing import Final

from conversations.appointments.kinds import AppointmentKind
from conversations.appointments.one_line.day_words import LANGUAGES, NUMBERS, one_of, whole_number
from conversations.appointments.one_line.text import MARKS, OTHER, Line, word_spans

_SHORTEST_NAME: Final = 4
_LANGUAGE: Final = rf"(?!en time\b)(?P<language>{one_of(LANGUAGES)})"
_LANGUAGE_NAME: Final = rf"(?P<language>{one_of(word for word in LANGUAGES if len(word) >= _SHORTEST_NAME)})"
_INTERPRETER: Final = (
    re.compile(
        rf"\b(?:(?:med|with)\s+)?(?:an?\s+)?(?:tolk|interpreter|interpreting|tolking)\b\s*:?\s*"
        rf"(?:(?:pa|i|in|for)\s+)?{_LANGUAGE}\b",
    ),
    re.compile(
        rf"\b(?:(?:med|with)\s+)?(?:an?\s+)?{_LANGUAGE_NAME}[ -]?(?:speaking\s+|spraklig\s+)?(?:tolk|interpreter)\b"
    ),
)
_NO_INTERPRETER: Final = re.compile(r"\b(?:uten|ikke|ingen|no|without(?: an)?)\s+(?:tolk|interpreter)\b")
_SOME_INTERPRETER: Final = re.compile(r"\b(?:(?:med|with)\s+)?(?:an?\s+)?(?:tolk|interpreter)\b")

_BRING: Final = re.compile(
    r"\b(?:(?:husk|remember|please|vennligst)\s*:?\s+(?:a\s+|to\s+)?)?(?:ta(?:r)?\s+med(?:\s+seg|\s+deg)?|ha\s+med|medbring|bring)\b\s*:?"
    r"|\b(?:husk|remember)\b(?:\s+(?:a|to)\b)?\s*:?",
)
_END_OF_BRING: Final = re.compile(
    rf"[{MARKS};\n|]|[,.]?\s+(?:frivillig|valgfritt|obligatorisk|optional|voluntary|mandatory|compulsory)\b"
    r"|[,.]\s*(?:ma|must|du ma|you must|du velger|you choose)\b|\s(?:ma|must)\s*$|\s-\s",
)
_MUST: Final = re.compile(
    r"\b(?:(?:du |you )?(?:ma|must)\b(?: (?:mote|komme|come|attend)\b)?|obligatorisk|mandatory|compulsory)(?!\w)"
)
_MAY: Final = re.compile(r"\b(?:frivillig|valgfritt|optional|voluntary|du velger(?: selv)?|you choose)\b")
_HOST: Final = re.compile(r"(?:\b(?:med|with)\s+|\bm/\s*)(?:(?:en|ei|et|the|a|an)\s+)?")
_HOST_WORDS: Final = 2

_HOURS: Final = r"(?:t|h|timers?|time|hours?|hrs?)"
_MINUTES: Final = r"(?:min(?:utt(?:er)?|utes?|s)?|m)"
_LEAD: Final = r"(?:\b(?:varer|varighet|lasts?|lasting|duration|i|for|ca|about)\b\.?:?\s+)*"
_LENGTHS: Final = (
    (re.compile(rf"{_LEAD}\b(?:halvannen time|en og en halv time|an hour and a half|one and a half hours?)\b"), 90),
    (re.compile(rf"{_LEAD}\b(?:en halv ?time|halvtime|half an hour|half hour|halv time)\b"), 30),
    (re.compile(rf"{_LEAD}\b(?:tre kvarter|three quarters of an hour)\b"), 45),
    (re.compile(rf"{_LEAD}\b(?:et kvarter|a quarter of an hour)\b"), 15),
)
_HOURS_MINUTES: Final = re.compile(
    rf"{_LEAD}(?<![\w.,:])(?P<hours>\d{{1,3}}(?:[.,]\d)?|{one_of(NUMBERS)}(?=\s))\s*{_HOURS}"
    rf"(?:(?![a-z])(?:\s*(?:og|and)?\s*(?P<minutes>\d{{1,2}})\s*{_MINUTES}\b\.?)?|(?P<joined>\d\d)\b)(?!\w)",
)
_MINUTES_ONLY: Final = re.compile(
    rf"{_LEAD}(?<![\w.,:])(?P<minutes>\d{{1,4}}|{one_of(NUMBERS)}(?=\s))\s*{_MINUTES}\b\.?"
)
LONGEST_MINUTES: Final = 12 * 60
"""Longest appointment a line can mean: a working day with its way there."""

_KINDS: Final = tuple(
    (re.compile(rf"\b(?:{words})\b"), kind)
    for words, kind in (
        (r"[\w-]*intervju(?:et)?|(?:job )?interview", AppointmentKind.INTERVIEW),
        (r"norsk(?:kurs(?:et)?|klasse\w*|undervisning\w*|timer?)", AppointmentKind.CLASS),
        (r"norwegian (?:class|course|lesson)|klassen?|undervisning|class(?:es)?|lesson", AppointmentKind.CLASS),
        (r"arbeidspraksis|praksis\w*|jobbsmak|(?:work )?placement|job tasting", AppointmentKind.PLACEMENT),
        (
            r"bedriftsbesok(?:et)?|arbeidsgiverbesok|(?:employer|company|workplace) visit|visit to (?:an )?employer",
            AppointmentKind.EMPLOYER_VISIT,
        ),
        (r"leksehjelp\w*|homework(?: help)?", AppointmentKind.HOMEWORK_HELP),
        (
            r"samtalegruppe\w*|sprakkafe\w*|conversation group|language cafe|snakkegruppe",
            AppointmentKind.CONVERSATION_GROUP,
        ),
        (r"[\w-]*kurs(?:et)?|course|workshop", AppointmentKind.COURSE),
        (
            r"(?!opp|sommer)[\w-]*mote(?:t)?|meeting|[\w-]*samtale(?:n)?|veiledning|appointment|avtale",
            AppointmentKind.MEETING,
        ),
        (r"jobb|jobben|work|arbeid|vakt|shift", AppointmentKind.WORK),
    )
)


def read_interpreter(line: Line) -> tuple[str | None, bool]:
    """Read the interpreter's language, and whether one was named without it."""
    line.take(_NO_INTERPRETER)
    for pattern in _INTERPRETER:
        if match := line.take(pattern):
            return LANGUAGES[match["language"]], False
    return None, line.take(_SOME_INTERPRETER) is not None


def read_bring(line: Line, participants: frozenset[str]) -> str | None:
    """Read what to bring: from its word to the end, or to the next thing that has been read.

    Args:
        line: The line.
        participants: Folded words of participants' names; one ends it when nobody was named before.
    """
    match = line.find(_BRING)
    if not match:
        return None
    end = _END_OF_BRING.search(line.view, match.end())
    stop = end.start() if end else len(line.view)
    for host in _HOST.finditer(line.view, match.end(), stop):
        word = next(word_spans(line.view[host.end() : stop]), None)
        if word and line.text[host.end() + word[0] : host.end() + word[1]].istitle():
            stop = host.start()
            break
    before = {line.view[slice(*span)] for span in word_spans(line.view[: match.start()])}
    if participants.isdisjoint(before):
        after = ((start + match.end(), end) for start, end in word_spans(line.view[match.end() : stop]))
        names = (start for start, end in after if line.view[start : match.end() + end] in participants)
        stop = next(names, stop)
    line.mark(match.start(), stop, OTHER)
    return line.typed(match.end(), stop) or None


def read_duty(line: Line) -> bool | None:
    """Read *you must* or *you choose*."""
    if line.take(_MAY):
        return False
    return True if line.take(_MUST) else None


def read_host(line: Line, participants: frozenset[str], place_words: frozenset[str]) -> str | None:
    """Read who meets the participant: the word after *med* or *with*, and a surname behind it.

    Args:
        line: The line.
        participants: Folded words of participants' names; a meeting with one of them has no host.
        place_words: Folded words that are no surname.
    """
    for match in _HOST.finditer(line.view):
        spans = _host_words(line, match.end(), place_words)
        if spans and line.view[slice(*spans[0])] not in participants:
            line.mark(match.start(), spans[-1][1], OTHER)
            return line.typed(spans[0][0], spans[-1][1])
    return None


def _host_words(line: Line, begin: int, place_words: frozenset[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for offset_start, offset_end in word_spans(line.view[begin:]):
        start, end = begin + offset_start, begin + offset_end
        typed = line.text[start:end]
        surname = typed[:1].isupper() and not typed.isupper() and line.view[start:end] not in place_words
        apart = line.view[spans[-1][1] if spans else begin : start].strip()
        if apart or (spans and not surname) or len(spans) == _HOST_WORDS:
            break
        spans.append((start, end))
    return spans


def read_length(line: Line) -> int | None:
    """Read how long it takes, in minutes; zero and more than `LONGEST_MINUTES` are for the caller to refuse."""
    for pattern, minutes in _LENGTHS:
        if line.take(pattern):
            return minutes
    if match := line.take(_HOURS_MINUTES):
        hours = match["hours"].replace(",", ".")
        whole = round(float(hours) * 60) if hours[0].isdecimal() else NUMBERS[hours] * 60
        return whole + int(match["minutes"] or match["joined"] or 0)
    if match := line.take(_MINUTES_ONLY):
        return whole_number(match["minutes"])
    return None


def read_kind(line: Line) -> AppointmentKind | None:
    """Read the kind that is named first."""
    found = [(match.start(), -match.end(), kind) for pattern, kind in _KINDS if (match := line.find(pattern))]
    if not found:
        return None
    start, end, kind = min(found, key=lambda each: each[:2])
    line.mark(start, -end, OTHER)
    return kind
