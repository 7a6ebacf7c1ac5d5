"""Words that threaten, promise or blame, by language; no participant text may use them.

Each language has stems, matched at the start of a word in any case, and its small words of denial. A word that is
denied right beside it, in the same clause, is kind and passes: "it is not your fault", "there is no penalty". In "if
you do not come, you lose your money" the denial is in another clause, so it does not. No native speaker has
reviewed the lists yet; a harsh word that slipped through is one more stem here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_BESIDE = 2  # words before or after in which a denial counts
_CLAUSE = re.compile(r"[,،፣;؛:–—()]")


@dataclass(frozen=True)
class Harsh:
    """A language's harsh words, each entry a regular expression that starts at a word's start.

    Attributes:
        threat: losing something, penalties, warnings.
        promise: guarantees, "we promise".
        blame: faults and bad character.
        denial: the words that turn the ones beside them round.
        prefix: what may be written together with the start of a word, as the Arabic article is.
    """

    threat: tuple[str, ...]
    promise: tuple[str, ...]
    blame: tuple[str, ...]
    denial: tuple[str, ...]
    prefix: str = ""


_PERSIAN = Harsh(
    threat=("از دست می", "از دست خواهی", "محروم", "جریمه", "مجازات", "تنبیه", "تحریم", "اخطار", r"جزا\b"),
    promise=("تضمین", "ضمانت", "قول می", "وعده می"),
    blame=("تقصیر", "مقصر", r"تنبل\b", "گناه شما"),
    denial=("نه", "هیچ", "نیست", "ندارد", "بدون", "نمی"),
)

HARSH: dict[str, Harsh] = {
    "nb": Harsh(
        threat=(
            "må ellers",
            "ellers må",
            "ellers mister",
            r"mister\b",
            "miste",
            "straff",
            "sanksjon",
            "advarsel",
            "trekk i",
            "trekkes i",
            "konsekvens",
        ),
        promise=("garanti", "garanter", r"lover (?:deg|dere|at|jobb|arbeid)\b", r"vi lover\b", "love deg"),
        blame=(r"(?:din|deres|egen) (?:feil|skyld)\b", "skylden", "upålitelig", r"lat\b", "uteblitt"),
        denial=("ikke", "ingen", "ingenting", "aldri", "uten"),
    ),
    "en": Harsh(
        threat=(
            "lose (?:your|the|money)",
            "penalt",
            "punish",
            "sanction",
            "or else",
            "warning",
            "consequences",
            "cut your",
        ),
        promise=("guarantee", "promise you", "we promise"),
        blame=("your (?:own )?fault", "unreliable", r"lazy\b", "you failed", "failed to", "no-show"),
        denial=("not", "no", "never", "nothing", "cannot", "can't", "nobody", "without", "don't", "won't", "isn't"),
    ),
    "ar": Harsh(
        threat=("تخسر", "تفقد", "ستحرم", "تحرم", "حرمان", "عقوب", "معاقب", "غرامة", "إنذار", "تهديد"),
        promise=("نضمن", "أضمن", "مضمون", "نعدك", "أعدك"),
        blame=("خطؤك", "خطأك", "خطئك", "ذنبك", "مهمل", "كسول"),
        denial=("لا", "لن", "لم", "ليس", "ليست", "دون", "بدون", "بلا"),
        prefix="[وفبلك]?(?:ال|س)?",
    ),
    "ti": Harsh(
        threat=("ትስእን", "ትስእኑ", "ክትስእን", "ክትስእኑ", "መቕጻዕቲ", "ትቕጻዕ", "ትቕጽዑ", "መጠንቀቕታ"),
        promise=("ዋሕስ", "ውሕስና", "ቃል ንኣቱ", "ቃል እኣቱ", "ቃል ንኣትወ"),
        blame=("ጥፍኣትካ", "ጥፍኣትኪ", "ጥፍኣትኩም", "ጌጋኻ", "ጌጋኺ", "ጌጋኹም", "ሃካይ"),
        denial=(r"ኣይ\w+", "የለን", "የልቦን", "ብዘይ", r"ዘይ\w+"),
    ),
    "so": Harsh(
        threat=(
            "waad lumin",
            "waad waayi",
            "lumin doont",
            "waayi doont",
            "ciqaab",
            "ganaax",
            "digniin",
            "cunaqabatayn",
        ),
        promise=("dammaanad", "damaanad", "ballanqaad", "ballan qaad"),
        blame=("khaladkaaga", "qaladkaaga", "dambigaaga", "eeddaada", "caajis"),
        denial=("ma", "maaha", "ma aha", "malaha", "la'aan", "aan"),
    ),
    "uk": Harsh(
        threat=("втрати(?:те|ш)", "втрачаєте", "позбав", "покаран", "штраф", "санкці", "попередженн", "інакше ви"),
        promise=("гарант", "обіця"),
        blame=(r"(?:ваш|тво)\w+ (?:провин|вин)", "винн?і", "винуват", "ненадійн", "лінив"),
        denial=("не", "ні", "немає", "без", "ніхто", "жодн\\w+"),
    ),
    "prs": _PERSIAN,
    "fa": _PERSIAN,
    "ps": Harsh(
        threat=("له لاسه ورک", "محروم", "جریمه", r"سزا\b", r"جزا\b", "خبرداری", "اخطار"),
        promise=("تضمین", "ضمانت", "ژمنه کو", "وعده کو", "وعده درکو"),
        blame=("ملامت", "ستاسو ګناه", "ستا ګناه", r"لټ\b"),
        denial=("نه", "هیڅ", "نشته", "بې", "پرته"),
    ),
    "ckb": Harsh(
        threat=("لەدەست دەدە", "لە دەست دەدە", "لەدەستی دەدە", "بێبەش", "سزا", "غەرامە", "هۆشداری"),
        promise=("گەرەنتی", "زەمانەت", "بەڵێنت", "بەڵێن دەدە"),
        blame=("هەڵەی (?:تۆ|خۆت|ئێوە)", "خەتای (?:تۆ|خۆت|ئێوە)", "تەمبەڵ", "تاوانی تۆ"),
        denial=("نییە", "نیە", "هیچ", "بێ", "بەبێ", r"نا\w+"),
    ),
    "kmr": Harsh(
        threat=("winda dik", "winda bik", "ji dest didî", "ji dest bidî", r"ceza\w*", "hişyarî"),
        promise=("garantî", "garantiy", r"soz did\w+", "misoger"),
        blame=(r"(?:sûcê|xeletiya|şaşiya|qisûra) (?:te|we)\b", "tembel", "tiral"),
        denial=("ne", "na", "nîne", "tune", "tuneye", "bê", "bêyî"),
    ),
    "sw": Harsh(
        threat=("utapoteza", "unapoteza", "mtapoteza", "utakosa", "adhabu", "utaadhibiwa", "faini", "vikwazo"),
        promise=(
            "dhamana",
            "uhakikisho",
            "tunakuhakikishia",
            "tunahakikisha",
            "tunakuahidi",
            "tunaahidi",
            "ninakuahidi",
        ),
        blame=("kosa lako", "makosa yako", "kosa lenu", "mvivu"),
        denial=("si", "hakuna", "hapana", "bila", "hatu\\w+", "hawa\\w+"),
    ),
    "tr": Harsh(
        threat=(
            "kaybeders",
            "kaybedec",
            "kaybedebil",
            r"ceza(?!ev|yir)",
            "yaptırım",
            "kesilir",
            "kesilecek",
            "uyarı al",
        ),
        promise=("garanti", "söz veri", "söz vere", "vaat ed", "vadedi"),
        blame=("suçun", "kabahat", "hatanız", "sizin hata", "senin hata", "tembel"),
        denial=("değil", "değildir", "yok", "yoktur", "olmadan", r"veremey\w+", r"etmey\w+", "veremez", "etmez"),
    ),
    "ur": Harsh(
        threat=("کھو دیں", "کھو بیٹھ", "محروم", r"سزا\b", "جرمانہ", "کاٹ لی", "کٹ جائ", "وارننگ", "تنبیہ"),
        promise=("ضمانت", "گارنٹی", "وعدہ کر"),
        blame=("آپ کی غلطی", "آپ کا قصور", "قصوروار", r"سست\b", "کاہل"),
        denial=("نہیں", "نہ", "بغیر", "کوئی"),
    ),
}


def harsh_words(language: str, sentence: str) -> Iterator[tuple[str, str]]:
    """The harsh words in a sentence, each as its kind (`threat`, `promise`, `blame`) and the words found."""
    if language not in HARSH:
        return
    denial = _denial(language)
    for clause in _CLAUSE.split(sentence):
        for kind, pattern in _patterns(language):
            for found in pattern.finditer(clause):
                before = clause[: found.start()].split()[-_BESIDE:]
                after = clause[found.end() :].split()[: _BESIDE + 1]
                if not any(denial.fullmatch(word.strip('.!?؟۔።…«»"')) for word in (*before, *after)):
                    yield kind, found.group().strip()


@lru_cache(maxsize=32)
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    harsh = HARSH[language]
    return tuple(
        (kind, re.compile(rf"(?<!\w){harsh.prefix}(?:{'|'.join(stems)})\w*", re.IGNORECASE))
        for kind, stems in (("threat", harsh.threat), ("promise", harsh.promise), ("blame", harsh.blame))
    )


@lru_cache(maxsize=32)
def _denial(language: str) -> re.Pattern[str]:
    return re.compile("|".join(HARSH[language].denial), re.IGNORECASE)
