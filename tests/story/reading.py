"""How people read: days, times, names and directions in each participant's language, and what staff read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from bot.simulator.phones import PhoneMessage
from locales.render import write
from locales.text import Param, Text, say, say_n
from locales.user_text import FSI, LRI, PDI

NORWEGIAN_MARK = "🇳🇴"


def isolated(name: str) -> str:
    """A name as it stands in every message: it keeps its own direction."""
    return f"{FSI}{name}{PDI}"


@dataclass(frozen=True)
class Reading:
    """How days and times look in one participant's language."""

    language: str
    weekdays: tuple[str, ...]
    november: str
    right_to_left: bool = False

    def day(self, day: date) -> str:
        """The day as it stands on her screen."""
        comma = {"ti": "፣", "so": ",", "uk": ",", "ar": ""}[self.language]
        return f"{self.weekdays[day.weekday()]}{comma} {day.day} {self.november}"

    def clock(self, hour: int, minute: int) -> str:
        """The time in 24 hours and Western digits; it keeps its direction among letters that run the other way."""
        written = f"{hour:02}:{minute:02}"
        return f"{LRI}{written}{PDI}" if self.right_to_left else written

    def words(self, msgid: str, **params: Param) -> str:
        """A sentence of the product in her language, which is not the English one."""
        return self._written(say(msgid, **params))

    def words_for(self, count: int, one: str, other: str, **params: Param) -> str:
        """A sentence that counts."""
        return self._written(say_n(one, other, count=count, **params))

    def _written(self, text: Text) -> str:
        mine = write(text, self.language)
        assert mine != write(text, "en"), f"not translated to {self.language}: {text.msgid}"
        return mine


READINGS = {
    "ti": Reading("ti", ("ሰኑይ", "ሰሉስ", "ረቡዕ", "ሓሙስ", "ዓርቢ", "ቀዳም", "ሰንበት"), "ሕዳር"),
    "ar": Reading(
        "ar",
        ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
        "تشرين الثاني",
        right_to_left=True,
    ),
    "so": Reading(
        "so",
        ("Isniin", "Talaado", "Arbaco", "Khamiis", "Jimco", "Sabti", "Axad"),
        "Noofeembar",
    ),
    "uk": Reading(
        "uk",
        ("понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота", "неділя"),
        "листопада",
    ),
}


def runs_from_the_right(line: str) -> bool | None:
    """The direction of a line by its first letter outside isolates (UAX 9, P2); None without a letter."""
    depth = 0
    for character in line:
        if character in f"{FSI}{LRI}":
            depth += 1
        elif character == PDI:
            depth -= 1
        elif not depth and unicodedata.bidirectional(character) in {"L", "R", "AL"}:
            return unicodedata.bidirectional(character) != "L"
    return None


def directions(text: str) -> set[bool]:
    """The directions of its lines; those without a letter have none."""
    return {found for line in text.splitlines() if (found := runs_from_the_right(line)) is not None}


def own_part(message: PhoneMessage) -> str:
    """What stands above the Norwegian line."""
    return message.text.partition(NORWEGIAN_MARK)[0].strip()


def norwegian_part(message: PhoneMessage) -> str:
    """What stands after the flag."""
    return message.text.partition(NORWEGIAN_MARK)[2].strip()


def plain(text: Text, language: str) -> str:
    """A staff text in one language."""
    return write(text, language)
