"""Words that look like health, faith or family, by language: a reason to ask kindly before something is kept.

They only ever lead to a question, so a word too many costs one tap, and a word too few costs nothing: what is kept is
encrypted and hers to delete. Texts are looked through in every language, because people mix them. Stems, matched at
the start of a word in any case. No native speaker has reviewed the lists yet.
"""

from __future__ import annotations

import re
from functools import lru_cache

_AL = r"[وف]?[بلك]?(?:ال|ل)?"  # what Arabic writes together with the word: and, with, for, the

_DARI = (
    "بیماری", "مریضی", r"مریض(?:م|\s+(?:هستم|استم|بودم|شدم))", r"مرض\b", r"تشخیص\s+(?:بیماری|مریضی)", "افسرد",
    "اضطراب", "تشویش", "دارو(?!خانه|ساز|فروش)", r"دوا\s+(?:می|مصرف)", "حامل(?:ه|گی)", "باردار",
    r"سقط\s*(?:جنین|کرد|شد)", "سرطان", r"ایدز|اچ\s?آی\s?وی", "تروما", r"روان[\s\u200c]?پزشک",
    r"(?<!به\s)(?<!با\s)روانی(?!\s+(?:سے|کے))", "مسلمان", r"اسلام(?!\s*[آا]باد)", "مسیحی",
    r"هندو(?:ها|ی)?\b(?!\s?کش)", "یهود", "شیعه", r"(?:ماه|در)\s+(?:مبارک\s+)?رمضان", "مسجد", "کلیسا",
    r"روزه\s*(?:می[\s\u200c]?(?:گیر|گرفت)|دار\b|گرفت|بگیر)", r"نماز\b", "طلاق(?![ةه])",
    r"(?:شوهر|همسر)(?:م\b|\s+(?:من|سابق))", r"حمایت\s+(?:از\s+)?(?:کودک|اطفال)", r"خانه[\s\u200c]?(?:ی\s)?امن",
    r"پناهگاه(?!\s+حیوان)", "خشونت", r"لت\s?و\s?کوب|کتک\b|مرا\s+می[\s\u200c]?ز[دن]",
)  # fmt: skip

STEMS: dict[str, tuple[str, ...]] = {
    "nb": (
        r"sykdom", r"syke?\b", "sykmeld", "diagnose", "depre", "angst", "psykisk", "psykiat",
        r"medisin(?:en|er|ene)?\b", "gravid", "abort", "kreft", r"hiv\b",
        "traume", "muslim", r"islam(?!abad)", "kristen", r"hindu(?!kush)",
        r"jød", "ramadan", r"ber fem", "moské", "kirke",
        r"skilt fra", r"er skilt\b", "skilsmisse", r"mannen min", "ektemann", "barnevern", "krisesenter", "vold",
    ),
    "en": (
        "illness", "disease", "diagnos", "depress", "anxiety", "mental health", "medicine", "pregnan", "abortion",
        "cancer", "trauma", "muslim", r"islam(?!abad)", "christian", "jewish", r"hindu(?!kush)",
        "mosque", "church", "divorc",
        "my husband", "my wife", "violence", "shelter",
    ),
    "ar": (
        f"{_AL}مرض(?![ىیے]|ي[ةه])", r"و?(?:[أا]نا|كنت)\s+مريض", r"تشخيص(?!\s+(?:ال)?[أا]عطال)", f"{_AL}[إا]كتئاب",
        f"{_AL}قلق(?!اس)", f"{_AL}(?:دواء|[أا]دوية)", r"و?(?:[أا]نا|كنت)\s+حامل(?!\s+شهاد)",
        r"(?:فترة|[أا]ثناء)\s+الحمل|حبلى", f"{_AL}[إا]جهاض", f"{_AL}سرطان", f"{_AL}[إا]يدز", rf"{_AL}صدم(?:ة|ات)\b",
        r"(?:طبيب\w*|الطب)\s+(?:ال)?نفسي", f"{_AL}نفسي[ةت]", rf"{_AL}مسلم(?:ة|ه|ين|ون|ات)?\b",
        "[وب]?ال[إا]سلام|[إا]سلامي", f"{_AL}مسيحي", f"{_AL}هندوس(?!ت)", "(?:ال)?يهود", "[إا]?يزيدي",
        r"(?:شهر|في|خلال|صيام|صوم)\s+رمضان", f"{_AL}مسا?جد", f"{_AL}(?:كنيس[ةه]|كنائس)",
        f"{_AL}صيام|{_AL}صوم(?!ال)|[أا]صوم", f"{_AL}صلاة", rf"{_AL}طلاق(?![ةه])|مطلق[ةه]\b", r"و?(?:زوج|جوز|زوجت)ي\b",
        r"حماية\s+(?:ال)?(?:طفل|[أا]طفال|طفولة)", r"ملج[أا](?!\s+\w*حيوان)", f"{_AL}عنف", "(?:بي|ي)?ضربني",
    ),
    "ti": (
        "[ብንዝክ]?[ሕሐህ]ማም", "[ሓሐ]ሚመ", "[ዲዳ]ያግኖ", "[ዲድ]ፕረ", "[ብን]?ጭንቀት", "ሻ[ቕቀቅ]ሎት", r"(?<!ቤ[ትተ]\s)መድ[ሃሓሐ]ኒት",
        "ጥን[ስሲ]|ጠኒሰ", r"ነፍሰ\s?[ጾጸፆ]ር", "[ኣአ]ቦርሽን", "መንሽሮ|ካንሰር", r"ኤች\s?[ኣአ]ይ\s?ቪ|ኤይ?ድስ", "ትራውማ",
        r"ስነ[\s-]?[ኣአ]እምሮ|[ኣአ]እምሮኣዊ|ሳይካትሪ", "ሙስሊም|[ኣአ]ስላም", "[እም]ስልምና", "(?:ቤተ)?ክርስ[ትቲ]ያን|ክርስትና", "[ጴጰ]ን[ጤጠ]", "ሂንዱ",
        "[ኣአ]ይሁድ", r"(?:(?:[ኣአ]ብ|ናይ|ወርሒ|ጾም)\s+|ብ)[ረሮራ]መዳን", "መስ[ጊጅ]ድ", "[ብን]?[ጾፆ]ም|[እይክ]ጸውም", "[እይክ]ጽሊ",
        r"ተፋቲ[ሐሕሓ]|ተፋታሕ|ፍትሕ\s+ሓዳር", r"ሰብ[ኣአ]የይ|ሰበይተይ|በዓልቲ?\s?(?:ቤተይ|ገዛይ)", r"ድሕንነት\s+(?:ቆልዑ|[ህሕ]ጻናት)", "ባርነ?[ቨቫፈፋ]ርን",
        "መዕ[ቆቖ]ቢ", "ብ?ዓመ[ጽፅ]|ጎነ[ጽፅ]", "ይወ[ቅቕ]ዓኒ|ወ[ቒቂ]ዑኒ|ይሃርመኒ|ሃሪሙኒ",
    ),
    "so": (
        r"xanuun(?!san\b)", "cudur(?!daar)", r"jirro\b|jirrad", r"niyad\s?jab", r"isku\s?buuq", "walaac|w[ae]lw[ae]l",
        r"daa?wo\b|daa?wooyin|daawad(?:a|ayda)\b", r"uur(?:ka|k[ae]yga|\s*leh|\s+baan)", "xaamil", "dhicis",
        r"ilmo\s+(?:iska\s+)?(?:soo\s+)?(?:rid|xaaq)", "kaa?nsar", "aydi?s", "dhimir", "muslin", "islaam", "diint",
        "masiix", "kirish?taan|kristaan", "yuhuud", "ramadaan", r"soonka|soomi\b|sooma(?!al|l)", "masaajid|masjid",
        "kaniis", "salaad(?:da|aha|ayda)|tukad", r"furriin|la\s+i\s+furay", "garoob", "(?:nink|xaask|s[ae]yg)[ae]yga",
        r"(?:badbaadada|ilaalinta)\s+(?:carr?uurta|ilmaha)|barn[ae][vf][ae]rn", r"hoy\w*\s+(?:dumar|haween)",
        r"gacan\s?ka\s?hadal|tacadd?i|xadgudub", r"i\s+garaac|wuu?\s+i\s+dil",
    ),
    "uk": (
        "хвороб", r"я\s+хвор|захвор[ію]", "діагноз", "депрес", r"тривожн(?:іст|\w+\s+розлад)|панічн",
        r"лік(?:и|ів|ами)\b", "вагітн", "аборт", r"раку?\b|онколог", r"(?-i:ВІЛ|СНІД)\b",
        "травм(?!атолог|атизм|пункт)", "психіатр|психічн|психотерап", "інвалідніст", "мусульм", "іслам(?!абад)",
        "християн", "індуї|індус(?!т)", "єврей|юдей", "рамадан", "мечет", "церк[во]", r"піст\b", "молитв|молюс",
        "православ|католи", "розлуч", r"(?:мій|мого|моїм|моєму|колишн\w+)\s+чоловік",
        r"служб\w+\s+[ву]\s+справах\s+дітей|орган\w*\s+опіки",
        r"притул(?:ок|ку)\b(?!\s+для\s+(?:тварин|собак))|кризов\w+\s+центр", "насильств|насилл|зґвалт",
        r"мене\s+(?:б['’ʼ]?є|бив|побив)|б['’ʼ]є\s+мене",
    ),
    "prs": _DARI,
    "fa": (
        *_DARI, "ناخوشی", "وسواس", r"حمله\s+عصبی", "زرتشتی", r"بهائی\b|بهایی\s+هستم", "کنیسه",
        r"بهزیستی|اورژانس\s+اجتماعی", r"آزار\s+جنسی", r"منو\s+(?:کتک|می[\s\u200c]?زد)",
    ),
    "ps": (
        r"ناروغ(?:[ۍيیت]|ه?\s+(?:یم|وم|شو))", r"رنځ\b", "خ[پف]ګان", "اند[ېی]ښن", "اضطراب", "درمل(?!تون|ن[هې]|جوړ)",
        "حامل[هګ]", "ام[یي]ندوار|بلارب", r"دوه\s?ځان[هې]", r"سقط\s+(?:مې|کړ|شو)|ماشوم\s+سقط", "سرطان", "ا[یي]ډز",
        r"رواني\b", "ټراما", "مسلمان", r"اسلام(?!\s*[آا]باد)", r"مس[یي]ح[یي]|ع[یي]سو[یي]\s+یم", r"هندو\b(?!\s?کش)",
        "[یي]هود", r"(?:د|په)\s+رمضان\s+(?:م[یي]اشت|کې)", "روژ[هې]", "جومات", "کل[یي]سا", "لم[وا]نځ", "طلاق(?![ةه])",
        r"زما\s+(?:خاوند|م[ېی]ړ)|(?:خاوند|م[ېی]ړه)\s+مې",
        r"د\s+ماشومانو\s+(?:د\s+)?(?:ژغورن|حمایت|محافظت|خوند[یي]توب)", r"(?:خوند[یي]|امن)\s+کور|پناه\s?ځ",
        r"تاو\s?تر[یي]خ", r"ما\s+(?:به\s+)?(?:یې\s+)?وهي\b|[یي]ې\s+وهل[مې]|وهل\s+ټکول|ډبول",
    ),
    "ckb": (
        r"نەخۆش(?:ی|م\b|\s+(?:بووم|کەوتم))", "دیاگنۆ", "خەمۆکی", "دڵە[ڕر]اوک", r"دەرمان(?!خانە|ساز|ی\s+پاک)",
        "دووگیان|سکپ[ڕر]|حامیلە", "لەبار(?:چوو?ن|بردن)", "شێرپەنجە|سەرەتان", "ئ[اە]یدز", "ت[ڕر]ۆما|تراوما",
        "دەروو?ن(?:ی|پزیشک)", "موسو?[ڵل]مان", "ئیسلام", "مەسیحی|کریستیان", "هیند[ۆو]س", "جوو?لەکە|یەهود", "ئێزی?دی",
        r"(?:مانگی|لە)\s+[ڕر]ەمەزان|[ڕر]ەمەزاندا", "مزگەوت", "کەنیسە|ک[ڵل]ێسا", "(?:بە)?[ڕر]ۆژوو", "نوێژ",
        "تە[ڵل]اق|جیابوو?نەوە", "(?:مێرد|هاوسەر)(?:م|ەکەم)|ژنەکەم", r"پاراستنی\s+منداڵ|بارنەڤ", "پەناگە|شێ[ڵل]تەر",
        "توندوتیژ", r"لێم\s*(?:دەدا|ئەدا)|لێی\s+(?:دام|دەدام|ئەدام)", "دەستدرێژی",
    ),
    "kmr": (
        r"nexw[eê]ş(?:[iî]|\s+(?:im|bûm|ketim)\b)", "teşh[iî]s|d[iî]yagno", "depresyon", "bêhntengî|dilteng[iî]",
        "derman(?!xane)", "ducan[iî]|hamîle", "kurtaj|beravêtin", "[qk]ansêr|pen[çc]eşêr", r"(?-i:A[IÎ]DS)\b",
        "tra[vw]ma", "derûn[iî]|ps[iî]k[iî]yatr", "m[iu]s[iu]lman|bisilman", "îslam", "mesîh[iî]|x[ie]r[iî]st[iî]yan",
        "hindû", "cihû|yehûd[iî]", r"[êe]z[iî]d[iî]\b", r"(?:meha|di)\s+r[eê]m[ea]zan", "mizgeft",
        r"dêr[êae]?\b|kenîse", r"roj[iî]\s+(?:di)?gir|bi\s+rojî\b", "n[iî]mêj|nivêj",
        r"telaq|hevberdan|ji\s+hev\s+(?:cuda\s+bû|veqet)", r"(?:mêrê|zilamê|jina|hev(?:jîn|ser)[êea])\s+min\b",
        r"parastina\s+zaro", r"s[iî]?targeh|mala\s+jinan", "ş[iî]det|tundî|tundûtûj",
        r"li\s+min\s+(?:dide|dida|dixe|dixist|xist)\b", "destdirêj",
    ),
    "sw": (
        "ugonjwa|magonjwa|maradhi", r"mimi\s+ni\s+mgonjwa|ni?naumwa", r"msongo\s+wa\s+mawazo|sonona|unyogovu",
        r"nina\s+wasiwasi", r"(?<!duka\sla\s)dawa\b(?!\s+za\s+(?:ku)?(?:safish|usafi|meno|wadudu))",
        "mjamzito|ujauzito", "mimba", r"saratani|kansa\b", r"ukimwi|vvu\b", "kiwewe",
        r"(?:afya\s+ya|daktari\s+wa)\s+akili", "(?:mw|mu|wa|u|ki)islam", "(?:m|wa|u|ki)kristo", "(?:m|wa|u)hindu",
        "(?:m|wa|u|ki)yahudi", r"(?:mwezi|wakati|kipindi|mfungo)\s+wa\s+ramadhan", "mi?sikiti", "(?:ma)?kanisa",
        r"swaumu|\w*funga\s+(?:mwezi|ramadhan|saumu)", "kwaresma", r"(?:ku|na)(?:swali|sali)\b",
        "m?talaka|nimeachika", "tu(?:me|li)(?:talikiana|achana)", r"(?:mume|mke)\s+wangu",
        r"(?:ustawi|ulinzi)\s+wa\s+(?:watoto|mtoto)", r"makazi\s+ya\s+wanawake|nyumba\s+salama",
        "ukatili|unyanyasaji", "(?:ana|ali|ame|hu|ku)nipiga(?!i)", "ubakaji|(?:ali|ku)nibaka",
    ),
    "tr": (
        "hastalı[kğ]", r"hastayım|hasta\s+oldum", r"teşhis|tanısı\b|tanı\s+kon", "depresyon",
        r"anksiyete|kaygı\s+bozukl|panik\s+atak", "ila[çc](?!lama)", "hamile|gebe(?:yim|li[kğ])", "kürtaj", "kanser",
        r"(?-i:AIDS)\b", "travma(?!tolog)", "psikiyatr|psikoloji[km]", r"ruh\s+sağlı", "müslüman", r"isl[aâ]m(?!abad)",
        "h[ıi]?ristiyan", "hindu", "yahudi|musevi", "aleviyim", r"ramazan['’]?(?:da\b|\s+ay|\s+boyunca|\s+bayram)",
        r"(?-i:[Cc]ami)\b|cami(?:ye|de|ler|ii)", "kilise", r"oruç\s+tut|oruçlu|orucu", "namaz", "boşan",
        r"kocam(?!an|ustafa)|eşim(?:i|e|in|le|den)?\b|(?-i:[Kk]arım)\b", r"çocuk\s+(?:esirgeme|koruma)",
        r"sığınma\s?ev|sığınak", r"şiddet(?!li|le\b)", r"dayak|beni\s+döv|dövüyor", "taciz|tecavüz",
    ),
    "ur": (
        r"بیماری|بیمار\s+ہو", r"مرض\b", r"تشخیص\s+ہو", "ڈپریشن|افسردگی", r"گھبراہٹ|بے\s?چینی|اضطراب",
        r"دوائی|ادویات|دوا\s+(?:لے|لیت|کھا)", "حاملہ", r"حمل\s+(?:سے|ٹھہر|گر|ضائع)|اسقاط\s*حمل", "کینسر|سرطان",
        r"ایڈز|ایچ\s?آئی\s?وی", r"صدم[ہے]\b|ٹراما", "نفسیاتی|سائیکی?اٹر", r"ذہنی\s+(?:صحت|مر|بیمار|دباؤ|تنا)",
        r"مسلمان|مسلم\b", r"اسلام(?!\s*[آا]باد)", "عیسائی|مسیحی", r"ہندو(?!ست|\s?کش)", "یہودی", r"سکھ\s+(?:ہوں|مذہب)",
        "مذہب|شیعہ", r"رمضان\s+(?:میں|المبارک|شریف)", "مسجد", r"گرجا|چرچ\b", r"روز[ہے]\s+(?:رکھ|سے)", r"نماز\b",
        "طلاق(?![ةه])|علیحدگی", r"شوہر|میر[ےا]\s+(?:خاوند|میاں)|میری\s+بیوی",
        r"بچوں\s+کے\s+تحفظ|چائلڈ\s+(?:ویلفیئر|پروٹیکشن)", r"پناہ\s?گاہ|دار\s?الامان",
        r"تشدد|مار\s?پیٹ|مجھے\s+مار(?:ا|تا|تے)\b",
    ),
}  # fmt: skip


def looks_sensitive(text: str) -> bool:
    """Whether the text has a word of these lists, in any language."""
    return any(pattern.search(text) for pattern in _patterns())


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\w)(?:{'|'.join(stems)})", re.IGNORECASE) for stems in STEMS.values())
