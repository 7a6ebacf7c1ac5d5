"""A kind question before health, faith and family are kept, and none before ordinary sentences about work."""

from __future__ import annotations

import pytest

from locales.languages import LANGUAGES
from locales.sensitive_words import STEMS, looks_sensitive

FINE: dict[str, tuple[str, ...]] = {
    "nb": (
        "Jeg var kokk i fem år.",
        "Jeg liker å jobbe med barn.",
        "Jeg kan jobbe morgen og helg.",
        "Jeg vil ikke jobbe med svinekjøtt eller alkohol.",
        "Jeg vil ha fast stilling i eldreomsorgen.",
        "Jeg har jobbet på skole og i hjemmetjenesten.",
    ),
    "en": (
        "I was a cook for five years.",
        "I like to work with children.",
        "I can work mornings and weekends.",
        "I do not want to work with pork or alcohol.",
        "I want a permanent job in care for the elderly.",
        "I worked in a school kitchen and cleaned windows.",
    ),
    "ar": (
        "عملت طباخة لمدة خمس سنوات.",
        "أحب العمل مع الأطفال.",
        "أستطيع العمل في الصباح وفي عطلة نهاية الأسبوع.",
        "لا أريد العمل مع لحم الخنزير أو الكحول.",
        "أتحدث الإنجليزية بطلاقة وأعتمد على نفسي.",
        "أبحث عن دوام كامل في رعاية المسنين.",
        "كنت ممرضة وأعتني بالمرضى في المستشفى.",
        "أنا من الصومال ودرست في الجامعة.",
        "أنا حامل شهادة جامعية وأعمل في حمل البضائع.",
        "لا أريد العمل ليلا مطلقا.",
    ),
    "ti": (
        "ሓሙሽተ ዓመት ከሻኒት ኮይነ ሰሪሐ።",
        "ምስ ቆልዑ ክሰርሕ እፈቱ።",
        "ንጉሆን ቀዳመ-ሰንበትን ክሰርሕ እኽእል እየ።",
        "ምስ ስጋ ሓሰማ ወይ ኣልኮል ክሰርሕ ኣይደልን።",
        "ኣብ ቤት መድሃኒት ሰሪሐ ኣለኹ።",
        "ኣብ ቤት ትምህርቲ ጽሬት ይሰርሕ ነይረ።",
    ),
    "so": (
        "Shan sano ayaan kariye ahaa.",
        "Waxaan jeclahay inaan la shaqeeyo carruurta.",
        "Waan shaqayn karaa subaxdii iyo maalmaha fasaxa.",
        "Ma doonayo inaan ku shaqeeyo hilib doofaar ama khamri.",
        "Waxaan ahay Soomaali, waxaana ku hadlaa af Soomaali.",
        "Waxaan daryeeli jiray dadka waayeelka ah iyo dadka xanuunsan.",
        "Waxaan ka shaqeeyay garoonka diyaaradaha ee Adis Ababa.",
    ),
    "uk": (
        "Я п'ять років працювала кухаркою.",
        "Я люблю працювати з дітьми.",
        "Я можу працювати вранці та у вихідні.",
        "Я не хочу працювати зі свининою чи алкоголем.",
        "Я готувала сніданки та доглядала за хворими.",
        "З травня я шукаю постійну роботу в індустрії моди.",
        "Я працювала з комп'ютерною діагностикою авто і на фермі, де був віл.",
        "Я допомагала в притулку для тварин.",
    ),
    "prs": (
        "من پنج سال آشپز بودم.",
        "دوست دارم با اطفال کار کنم.",
        "صبح‌ها و آخر هفته کار کرده می‌توانم.",
        "نمی‌خواهم با گوشت خوک یا الکول کار کنم.",
        "در دواخانه و شفاخانه کار کرده‌ام.",
        "در حمل و نقل کار کردم و هر روزه سر کار می‌رفتم.",
        "در یک کورس سه روزه اشتراک کردم و انگلیسی را به روانی گپ می‌زنم.",
        "من از هندوکش هستم و در اسلام آباد کار کردم.",
    ),
    "fa": (
        "پنج سال آشپز بودم.",
        "دوست دارم با بچه‌ها کار کنم.",
        "صبح‌ها و آخر هفته‌ها می‌توانم کار کنم.",
        "نمی‌خواهم با گوشت خوک یا الکل کار کنم.",
        "در داروخانه و بیمارستان کار کرده‌ام.",
        "روزهای دوشنبه در بازار هندوانه می‌فروختم.",
    ),
    "ps": (
        "ما پنځه کاله د پخلي کار کړی دی.",
        "زه له ماشومانو سره کار کول خوښوم.",
        "زه سهار او د اونۍ په پای کې کار کولی شم.",
        "زه نه غواړم د خنزیر له غوښې یا الکولو سره کار وکړم.",
        "دنده مې په درملتون کې وه.",
        "هره ورځ په بازار کې کار کوم او د زړو خلکو پالنه مې کړې ده.",
    ),
    "ckb": (
        "پێنج ساڵ چێشتلێنەر بووم.",
        "حەزم لە کارکردنە لەگەڵ منداڵان.",
        "دەتوانم بەیانیان و کۆتایی هەفتە کار بکەم.",
        "نامەوێت لەگەڵ گۆشتی بەراز یان ئەلکهول کار بکەم.",
        "لە دەرمانخانە و نەخۆشخانە کارم کردووە.",
        "دوای قوتابخانە هەموو ڕۆژێک کارم دەکرد.",
    ),
    "kmr": (
        "Ez pênc salan aşpêj bûm.",
        "Ez hez dikim bi zarokan re bixebitim.",
        "Ez dikarim serê sibê û dawiya hefteyê bixebitim.",
        "Ez naxwazim bi goştê beraz an alkolê re bixebitim.",
        "Min li nexweşxaneyê û li dermanxaneyê kar kir.",
        "Navê hevala min Rojîn e, em her roj dixebitin û derî paqij dikin.",
    ),
    "sw": (
        "Nilikuwa mpishi kwa miaka mitano.",
        "Ninapenda kufanya kazi na watoto.",
        "Ninaweza kufanya kazi asubuhi na wikendi.",
        "Sitaki kufanya kazi na nyama ya nguruwe au pombe.",
        "Nilifanya kazi katika duka la dawa na kutunza wagonjwa.",
        "Bosi alinipigia simu nipike kwa kitunguu saumu.",
        "Nilifungua na kufunga duka.",
    ),
    "tr": (
        "Beş yıl aşçılık yaptım.",
        "Çocuklarla çalışmayı seviyorum.",
        "Sabahları ve hafta sonları çalışabilirim.",
        "Domuz eti veya alkolle çalışmak istemiyorum.",
        "Hastanede hasta bakıcı olarak çalıştım.",
        "Camı ve camları temizledim, ocağın alevini kıstım.",
        "İlaçlama şirketinde Ramazan Kocaman ve Karim ile çalıştım.",
    ),
    "ur": (
        "میں نے پانچ سال باورچی کا کام کیا۔",
        "مجھے بچوں کے ساتھ کام کرنا پسند ہے۔",
        "میں صبح اور ہفتے کے آخر میں کام کر سکتی ہوں۔",
        "میں سور کے گوشت یا شراب کے ساتھ کام نہیں کرنا چاہتی۔",
        "مجھے مارکیٹ میں روزگار چاہیے، اپنی مرضی کا کام۔",
        "میں اردو روانی سے بولتی ہوں اور اسلام آباد میں سائیکل کی دکان پر کام کیا۔",
        "میں ہندوستان میں بچوں کو سکھاتی تھی۔",
    ),
}

ASKS: dict[str, tuple[str, ...]] = {
    "nb": (
        "Jeg har fått en diagnose og er ofte sliten.",
        "Jeg er gravid.",
        "Jeg er muslim og ber fem ganger om dagen.",
        "Mannen min slår meg.",
        "Vi bodde på krisesenter.",
    ),
    "en": (
        "I have depression and anxiety.",
        "I am pregnant.",
        "I am a Muslim and go to the mosque.",
        "My husband does not want me to work.",
        "I left because of violence.",
    ),
    "ar": (
        "عندي مرض مزمن وآخذ أدوية.",
        "أنا حامل في الشهر الخامس.",
        "أصوم في شهر رمضان وأذهب إلى المسجد.",
        "زوجي كان يضربني.",
        "أعاني من الاكتئاب والقلق.",
        "أنا مسيحية.",
        "بعد الطلاق عشت في ملجأ.",
    ),
    "ti": (
        "ሕማም ሽኮርያ ኣለኒ።",
        "ኣነ ነፍሰ ጾር እየ።",
        "ኣነ ሙስሊም እየ።",
        "ሰብኣየይ ይወቕዓኒ ነይሩ።",
        "ናብ ቤተ ክርስትያን እኸይድ።",
        "ጭንቀት ኣለኒ።",
        "ካብ በዓል ቤተይ ተፋቲሐ።",
    ),
    "so": (
        "Waxaan qabaa cudurka macaanka.",
        "Waan uur leeyahay, uurkaygu waa shan bilood.",
        "Waan soomaa bisha Ramadaan.",
        "Ninkaygu wuu i garaaci jiray, ninkayga waan ka tagay.",
        "Waxaan leeyahay walwal iyo niyad jab.",
        "Waxaan tagaa masaajidka.",
        "Furriin kadib keligay ayaan ahay.",
    ),
    "uk": (
        "У мене депресія.",
        "Я вагітна.",
        "Я ходжу до церкви щонеділі.",
        "Мій чоловік мене бив.",
        "У мене рак, я приймаю ліки.",
        "Я розлучена.",
        "Я мусульманка.",
    ),
    "prs": (
        "من افسردگی دارم و دوا می‌خورم.",
        "من حامله هستم.",
        "من مسلمان هستم و روزه می‌گیرم.",
        "شوهرم مرا لت و کوب می‌کرد.",
        "بیماری قلبی دارم.",
        "طلاق گرفته‌ام.",
        "به کلیسا می‌روم.",
    ),
    "fa": (
        "افسردگی دارم و دارو مصرف می‌کنم.",
        "باردار هستم.",
        "من مسیحی هستم.",
        "شوهرم کتک می‌زد.",
        "زرتشتی هستم.",
        "از همسرم طلاق گرفتم.",
    ),
    "ps": (
        "زه د زړه ناروغي لرم.",
        "زه امیندواره یم.",
        "زه روژه نیسم او جومات ته ځم.",
        "زما خاوند به وهلم.",
        "زه درمل خورم.",
        "ما طلاق اخیستی دی.",
        "په کور کې تاوتریخوالی و.",
    ),
    "ckb": (
        "نەخۆشی شەکرەم هەیە.",
        "دووگیانم.",
        "بەڕۆژوو دەبم و دەچمە مزگەوت.",
        "مێردەکەم لێم دەدات.",
        "خەمۆکیم هەیە و دەرمان دەخۆم.",
        "تەڵاقم وەرگرتووە.",
    ),
    "kmr": (
        "Nexweşiya min a dil heye.",
        "Ez ducanî me.",
        "Ez misilman im û rojî digirim.",
        "Mêrê min li min dixist.",
        "Ez diçim dêrê.",
        "Depresyona min heye, ez dermanan dixwim.",
    ),
    "sw": (
        "Nina ugonjwa wa kisukari.",
        "Mimi ni mjamzito.",
        "Mimi ni Mwislamu na ninaenda msikitini.",
        "Mume wangu alinipiga.",
        "Ninatumia dawa kwa sababu ya msongo wa mawazo.",
        "Nimepata talaka.",
        "Ninaenda kanisani.",
    ),
    "tr": (
        "Kalp hastalığım var.",
        "Hamileyim.",
        "Müslümanım ve oruç tutuyorum.",
        "Kocam bana şiddet uyguladı.",
        "İlaç kullanıyorum.",
        "Boşandım.",
        "Camiye gidiyorum.",
    ),
    "ur": (
        "مجھے دل کی بیماری ہے۔",
        "میں حاملہ ہوں۔",
        "میں مسلمان ہوں اور روزہ رکھتی ہوں۔",
        "میرے شوہر مجھے مارتے تھے۔",
        "مجھے ڈپریشن ہے اور میں دوائی لیتی ہوں۔",
        "میری طلاق ہو گئی ہے۔",
        "میں چرچ جاتی ہوں۔",
    ),
}

NAMES_OF_JOBS_AND_PLACES = (
    "Jeg er sykepleier",
    "Jeg jobbet på sykehus",
    "Medisinsk sekretær",
    "Hivi sasa",
    "Islamabad",
)


def test_every_language_has_its_words() -> None:
    assert set(STEMS) == set(LANGUAGES)


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in FINE.items() for text in texts])
def test_an_ordinary_sentence_is_kept_at_once(language: str, text: str) -> None:
    assert not looks_sensitive(text), language


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in ASKS.items() for text in texts])
def test_what_nobody_needs_to_know_is_asked_about(language: str, text: str) -> None:
    assert looks_sensitive(text), language


@pytest.mark.parametrize("text", NAMES_OF_JOBS_AND_PLACES)
def test_jobs_and_places_are_not_illnesses_or_faiths(text: str) -> None:
    assert not looks_sensitive(text)
