"""The languages Brobygger speaks, in the order in which they are offered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Language:
    """One language of the product.

    Attributes:
        code: our own code, also the catalogue's folder name.
        name: the language's name in itself, as its readers know it.
        cldr: the CLDR locale that Babel formats dates, lists and plurals with.
        rtl: whether it is written from right to left.
        falls_back_to: where a missing text is looked for, in order; English, the source, ends every chain.
        phone_tags: IETF tags (lower case) that Telegram reports for phones set to this language.
    """

    code: str
    name: str
    cldr: str
    rtl: bool = False
    falls_back_to: tuple[str, ...] = ()
    phone_tags: tuple[str, ...] = ()


NORWEGIAN = "nb"
SOURCE = "en"

LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("nb", "Norsk", "nb", phone_tags=("nb", "no", "nn")),
        Language("en", "English", "en", phone_tags=("en",)),
        Language("ar", "العربية", "ar_SY", rtl=True, phone_tags=("ar",)),
        Language("ti", "ትግርኛ", "ti", phone_tags=("ti",)),
        Language("so", "Soomaali", "so", phone_tags=("so",)),
        Language("uk", "Українська", "uk", phone_tags=("uk",)),
        Language("prs", "دری", "fa_AF", rtl=True, falls_back_to=("fa",), phone_tags=("prs", "fa-af")),
        Language("fa", "فارسی", "fa", rtl=True, falls_back_to=("prs",), phone_tags=("fa", "fa-ir")),
        Language("ps", "پښتو", "ps", rtl=True, phone_tags=("ps",)),
        Language("ckb", "کوردیی ناوەندی", "ckb", rtl=True, phone_tags=("ckb",)),
        Language("kmr", "Kurmancî", "ku", phone_tags=("ku", "kmr")),
        Language("sw", "Kiswahili", "sw", phone_tags=("sw",)),
        Language("tr", "Türkçe", "tr", phone_tags=("tr",)),
        Language("ur", "اردو", "ur", rtl=True, phone_tags=("ur",)),
    )
}

STAFF_LANGUAGES = ("nb", "en")


def from_phone(tag: str | None) -> str | None:
    """Our code for the language a phone is set to, or None when we do not speak it.

    The longest tag wins, so that a phone set to `fa-AF` is offered Dari and one set to `fa` Persian.
    """
    if not tag:
        return None
    wanted = tag.lower().replace("_", "-")
    while wanted:
        for language in LANGUAGES.values():
            if wanted in language.phone_tags:
                return language.code
        wanted = wanted.rpartition("-")[0]
    return None


@lru_cache(maxsize=64)
def fallbacks(code: str) -> tuple[str, ...]:
    """The languages a text is looked for in: the person's own first, English last."""
    language = LANGUAGES.get(code)
    chain = (code, *(language.falls_back_to if language else ()), SOURCE)
    return tuple(dict.fromkeys(chain))
