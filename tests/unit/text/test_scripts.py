import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Script
from bot.text.scripts import (
    arabic_to_cyrillic,
    cyrillic_to_latin,
    latin_to_cyrillic,
    letters_of,
    script_of,
    write_in,
)

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Қазақ тілі", Script.CYRILLIC),
        ("Qazaq tılı", Script.LATIN),
        ("قازاق تىلى", Script.ARABIC),
        ("中文", Script.OTHER),
        ("हिन्दी", Script.OTHER),
        ("", Script.OTHER),
        ("2021, № 5", Script.OTHER),
        ("iPhone сатып алдым", Script.CYRILLIC),
        ("Мен YouTube-тан music video тыңдадым", Script.LATIN),
        ("中文里有三个字 OK", Script.OTHER),
    ],
)
def test_most_letters_decide_the_script(text: str, script: Script) -> None:
    assert script_of(text) is script


def test_letters_of_a_script_leave_out_the_others() -> None:
    assert "".join(letters_of("Саясат, iPhone 15", Script.LATIN)) == "iPhone"


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Қазақстан Республикасының", "Qazaqstan Respublikasynyñ"),
        ("Тәуелсіздік күні құтты болсын!", "Täuelsızdık künı qūtty bolsyn!"),
        ("Өзіңе сен, өзіңді алып шығар", "Özıñe sen, özıñdı alyp şyğar"),
        ("ҰЛЫ ДАЛА", "ŪLY DALA"),
        ("Физика мен химия үйірмесі", "Fizika men himiia üiırmesı"),
        ("үй мен қала", "üi men qala"),
    ],
)
def test_the_alphabet_of_2021_goes_there_and_back(cyrillic: str, latin: str) -> None:
    assert cyrillic_to_latin(cyrillic) == latin
    assert latin_to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Яғни", "İağni"),
        ("АЯ", "AİA"),
        ("Я", "İa"),
        ("Я-Я", "İa-İa"),
        ("Чехов", "Tşehov"),
        ("ЦИРК", "TSİRK"),
        ("ИІС", "İIS"),
    ],
)
def test_a_letter_written_as_two_follows_the_capitals_of_its_word(
    cyrillic: str, latin: str
) -> None:
    assert cyrillic_to_latin(cyrillic) == latin


def test_signs_without_sound_fall_out_of_latin() -> None:
    assert cyrillic_to_latin("альбом, Объект") == "albom, Obekt"


def test_letters_of_other_alphabets_stay() -> None:
    assert cyrillic_to_latin("ї Ї 中 q 7") == "ї Ї 中 q 7"
    assert latin_to_cyrillic("ß 中 7 ж") == "ß 中 7 ж"
    assert arabic_to_cyrillic("ې q 中") == "ې q 中"


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Qazaqstan Respýblıkasynyń Úkimeti", "Қазақстан Республикасының Үкіметі"),
        ("jańa oqý jyly", "жаңа оқу жылы"),
        ("Saıası jańalyqtar", "Саяси жаңалықтар"),
        ("shaǵyn shahar, cheh", "шағын шахар, чех"),
    ],
)
def test_the_alphabet_of_2018_is_recognized_by_its_accents(latin: str, cyrillic: str) -> None:
    assert latin_to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Salem, qalaisyn?", "Салем, қалайсын?"),
        ("men zhaqsy, rahmet", "мен жақсы, рахмет"),
        ("tangerteng shai ishemiz", "таңертең шай ішеміз"),
        ("bilim kushi", "білім куші"),
        ("qalay, yaghni", "қалай, яғні"),
        ("Zhangalyq", "Жаңалық"),
    ],
)
def test_chat_spelling_reads_as_people_mean_it(latin: str, cyrillic: str) -> None:
    assert latin_to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("arabic", "cyrillic"),
    [
        ("قازاقستان", "қазақстан"),
        ("ٴبىلىم جانە عىلىم", "білім және ғылым"),
        ("ءۇي", "үй"),
        ("كىتاپ وقىدىم", "кітап оқыдым"),
        ("كەلدى", "келді"),
        ("قويان، سياقتى", "қоян, сияқты"),
        ("ياعني", "яғни"),
        ("كيىم", "киім"),
        ("ءيا", "иә"),
        ("قالاي؟ ٢٠٢١ جىلى", "қалай? 2021 жылы"),
    ],
)
def test_arabic_script_reads_into_cyrillic(arabic: str, cyrillic: str) -> None:
    assert arabic_to_cyrillic(arabic) == cyrillic


@given(ANY_TEXT)
def test_any_text_can_be_converted(text: str) -> None:
    assert isinstance(script_of(text), Script)
    assert isinstance(cyrillic_to_latin(text), str)
    assert isinstance(latin_to_cyrillic(text), str)
    assert isinstance(arabic_to_cyrillic(text), str)


@given(st.text(alphabet="аәғқңөұүыі ,.-АӘҒҚҰӨҮ"))
def test_letters_with_one_latin_letter_each_survive_a_round_trip(text: str) -> None:
    assert latin_to_cyrillic("ñ " + cyrillic_to_latin(text)) == "ң " + text


@given(ANY_TEXT)
def test_no_kazakh_cyrillic_letter_is_left_in_latin(text: str) -> None:
    left = set(letters_of(cyrillic_to_latin(text), Script.CYRILLIC))

    assert not left & set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")


@pytest.mark.parametrize(
    ("text", "script", "written"),
    [
        ("Қазақ тілі", Script.LATIN, "Qazaq tılı"),
        ("Қазақ тілі", Script.ARABIC, "قازاق ٴتىلى"),
        ("Qazaq tılı", Script.CYRILLIC, "Қазақ тілі"),
        ("Qazaq tılı", Script.ARABIC, "قازاق ٴتىلى"),
        ("قازاق ٴتىلى", Script.LATIN, "Qazaq tılı"),
        ("قالاي؟ جاقسى. راحمەت", Script.CYRILLIC, "Қалай? Жақсы. Рахмет"),
        ("Қазақ тілі", Script.CYRILLIC, "Қазақ тілі"),
        ("Қазақ тілі", Script.OTHER, "Қазақ тілі"),
        ("中文", Script.CYRILLIC, "中文"),
        ("", Script.LATIN, ""),
    ],
)
def test_kazakh_is_written_in_the_script_that_is_asked_for(
    text: str, script: Script, written: str
) -> None:
    assert write_in(text, script) == written


def test_a_month_after_the_year_is_no_beginning_of_a_sentence() -> None:
    text = "Станция 2026 ж. наурыз айынан бері істейді. Содан бері болжам дәл шықты."

    assert write_in(write_in(text, Script.ARABIC), Script.CYRILLIC) == text


@given(ANY_TEXT, st.sampled_from(Script))
def test_any_text_can_be_written_in_any_script(text: str, script: Script) -> None:
    assert isinstance(write_in(text, script), str)
