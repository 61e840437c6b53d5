import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import run

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.languages import KNOWN_LANGUAGES
from bot.core.models import Identified, LanguageCode, Script
from bot.text.identify import HEAD_CHARS, identify
from bot.text.scripts import cyrillic_to_latin

KK, RU, EN = LanguageCode("kk"), LanguageCode("ru"), LanguageCode("en")

SENTENCES = {
    "ar": "أعلنت الحكومة اليوم عن خطة جديدة لدعم التعليم في المدن الكبرى.",
    "az": "Hökumət bu gün böyük şəhərlərdə təhsilə dəstək üçün yeni plan açıqladı.",
    "ba": "Башҡортостанда бөгөн балалар өсөн яңы китапхана асылды, тип хәбәр итәләр.",
    "be": "Урад сёння абвясціў новы план падтрымкі адукацыі ў вялікіх гарадах.",
    "bg": "Правителството обяви днес нов план за подкрепа на образованието в големите градове.",
    "de": "Die Regierung hat einen neuen Plan für die Schulen der großen Städte vorgestellt.",
    "en": "The government announced a new plan today to support schools in large cities.",
    "es": "El gobierno anunció hoy un nuevo plan para apoyar la educación en las ciudades.",
    "fr": "Le gouvernement a annoncé aujourd'hui un nouveau plan pour soutenir les écoles.",
    "it": "Il governo ha annunciato oggi un nuovo piano per sostenere le scuole nelle città.",
    "ja": "政府は今日、大都市の学校を支援する新しい計画を発表しました。",
    "kk": "Үкімет бүгін ірі қалалардағы мектептерді қолдаудың жаңа жоспарын жариялады.",
    "ko": "정부는 오늘 대도시 학교를 지원하는 새로운 계획을 발표했습니다.",
    "ky": "Өкмөт бүгүн чоң шаарлардагы мектептерди колдоонун жаңы планын жарыялады.",
    "pl": "Rząd ogłosił dzisiaj nowy plan wsparcia szkół w dużych miastach.",
    "pt": "O governo anunciou hoje um novo plano para apoiar as escolas nas grandes cidades.",
    "ru": "Правительство объявило сегодня новый план поддержки школ в крупных городах.",
    "tr": "Hükümet bugün büyük şehirlerdeki okulları desteklemek için yeni bir plan açıkladı.",
    "tt": "Хөкүмәт бүген зур шәһәрләрдәге мәктәпләргә ярдәм итүнең яңа планын игълан итте.",
    "uk": "Уряд сьогодні оголосив новий план підтримки шкіл у великих містах.",
    "uz": "Hukumat bugun yirik shaharlardagi maktablarni qoʻllab-quvvatlash rejasini eʼlon qildi.",
    "zh": "政府今天宣布了一项支持大城市学校的新计划。",
}


def test_every_offered_language_has_a_sentence_here() -> None:
    assert set(SENTENCES) == set(KNOWN_LANGUAGES)


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_known_in_every_offered_language(language: str) -> None:
    assert identify(SENTENCES[language]).language == language


@pytest.mark.parametrize("language", sorted(set(SENTENCES) - {"ar", "ja", "ko", "zh"}))
def test_capitals_change_nothing(language: str) -> None:
    assert identify(SENTENCES[language].upper()).language == language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SENTENCES["kk"], Identified(KK, Script.CYRILLIC)),
        (cyrillic_to_latin(SENTENCES["kk"]), Identified(KK, Script.LATIN)),
        ("Úkimet búgin jańa oqý josparyn jarııalady", Identified(KK, Script.LATIN)),
        ("Salem, qalaisyn? Men uige baramyn, erten kelemin", Identified(KK, Script.LATIN)),
        ("بۇل كىتاپ قازاق تىلىندە جازىلعان", Identified(KK, Script.ARABIC)),
        ("Privet, kak dela? Ya segodnya doma, prihodi vecherom", Identified(RU, Script.LATIN)),
        ("Min bügen öygä kittem, sin kayda?", Identified(LanguageCode("tt"), Script.LATIN)),
    ],
)
def test_a_language_is_known_in_each_of_its_scripts(text: str, expected: Identified) -> None:
    assert identify(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bügın ne boldy? Bılmeimın. Sız bılesız be!", "kk"),
        ("Ört söndıru bölımşelerı örttı keşkı sağatta söndırdı.", "kk"),
        ("Bu yıl kızım okula başladı, oğlum da işe girdi.", "tr"),
        ("Kadıköy'ün en eski çarşısı bugün açıldı.", "tr"),
    ],
)
def test_the_harmony_of_vowels_parts_kazakh_from_turkish(text: str, language: str) -> None:
    assert identify(text).language == language


TURKMEN = Path(__file__).parents[2] / "data/turkmen.txt"


def test_turkmen_is_not_taken_for_kazakh_in_latin_letters() -> None:
    sentences = TURKMEN.read_text(encoding="utf-8").splitlines()
    taken = [each for each in sentences if identify(each).language is not None]

    assert len(sentences) >= 60
    assert len(taken) <= 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bugun Toshkentda yangi o'quv yili boshlandi.", "uz"),
        ("O‘zbekiston Prezidenti Farg‘ona viloyatiga tashrif buyurdi.", "uz"),
        ("O`zbek tili davlat tili hisoblanadi.", "uz"),
        ("Shahar markazida yangi ko´prik qurilmoqda.", "uz"),
        ("Turkiye Buyuk Millet Meclisi yeni yasayi kabul etti.", "tr"),
        ("Cocuklar icin yeni bir kutuphane acildi.", "tr"),
    ],
)
def test_kin_of_kazakh_typed_with_any_apostrophe_or_without_dots_are_known(
    text: str, language: str
) -> None:
    assert identify(text).language == language


def test_each_sentence_of_a_mixed_message_has_its_own_language() -> None:
    message = ["Бүгін жиналыс кешке болады.", "Не забудьте взять документы.", "See you there!"]

    assert [identify(sentence).language for sentence in message] == [KK, RU, EN]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Сәлем", KK),
        ("Салем", KK),
        ("салем калайсын", KK),
        ("рахмет", KK),
        ("salem dostar", KK),
        ("Привет", RU),
        ("как дела?", RU),
        ("spasibo bolshoe", RU),
        ("hello", EN),
        ("ok", EN),
    ],
)
def test_greetings_are_known(text: str, language: LanguageCode) -> None:
    assert identify(text).language == language


def test_latin_letters_inside_cyrillic_words_are_seen_through() -> None:
    assert identify("Бiздiң үй iшi жылы, кiтап көп").language == KK
    assert identify("Бізбен бірге Windows жəне iPhone туралы оқыңыз").language == KK


def test_the_reader_s_language_decides_between_near_equals() -> None:
    assert identify("да").language is None
    assert identify("да", RU).language == RU
    assert identify("бала").language == RU
    assert identify("бала", KK).language == KK
    assert identify("дом", KK).language == RU


@pytest.mark.parametrize("language", [KK, RU, EN, LanguageCode("ja"), LanguageCode("ar")])
def test_the_reader_s_language_does_not_bend_a_sentence(language: LanguageCode) -> None:
    for other in ("kk", "ru", "en"):
        assert identify(SENTENCES[other], language).language == other


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "a",
        "ы",
        "12:30, 5 %",
        "😀😀😀",
        "\x00\ud800",
        "https://example.kz/жаңалық/2021",
        "@qysqa #жаңалық",
        "Γειά σου Κόσμε",
        "שלום עולם",
        "हिन्दी भाषा में एक वाक्य",
        "Hallitus julkisti tänään uuden suunnitelman koulujen tukemiseksi.",
        "De regering heeft vandaag een nieuw plan voor de scholen aangekondigd.",
        "Засгийн газар өнөөдөр сургуулиудыг дэмжих шинэ төлөвлөгөө зарлалаа.",
        "Влада је данас објавила нови план за подршку школама у великим градовима.",
        "دولت امروز برنامه جدیدی برای حمایت از مدارس اعلام کرد",
        "ئۇيغۇر تىلى ناھايىتى گۈزەل بىر تىل",
    ],
)
def test_no_language_is_named_where_none_is_known(text: str) -> None:
    assert identify(text).language is None


def test_a_long_article_opening_with_a_quotation_is_known_by_its_bulk() -> None:
    article = SENTENCES["en"] + "\n" + "\n".join([SENTENCES["kk"]] * 2_000)

    assert identify(article) == Identified(KK, Script.CYRILLIC)


def test_the_middle_of_a_long_text_is_read_too() -> None:
    table = "1 234,5 | " * (HEAD_CHARS // 10 + 1)

    assert identify(table + (SENTENCES["ru"] + " ") * 50).language == RU


def test_threads_do_not_disturb_each_other() -> None:
    work = list(SENTENCES.items()) * 10
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda item: identify(item[1]).language, work))

    assert found == [language for language, _ in work]


def test_neither_library_is_loaded_before_the_first_text() -> None:
    program = "import sys, bot.text.identify; print({'py3langid', 'pycld2'} & set(sys.modules))"
    done = run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


@settings(deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=())),
    st.none() | st.sampled_from(KNOWN_LANGUAGES),
)
def test_any_text_is_answered_the_same_twice(text: str, prior: LanguageCode | None) -> None:
    found = identify(text, prior)

    assert found == identify(text, prior)
    assert found.language is None or found.language in KNOWN_LANGUAGES


@settings(deadline=None)
@given(st.text(alphabet="абқұїєўҙҡңәiəabqwñşýıİ'ʻ-\x00\ud800 中かم ە", max_size=30))
def test_any_mixture_of_alphabets_is_answered(text: str) -> None:
    assert identify(text).script in Script
