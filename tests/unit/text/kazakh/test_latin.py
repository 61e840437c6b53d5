import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.kazakh.latin import cyrillic_to_latin, latin_to_cyrillic, read_letters

LATIN_2021 = "aäbdefgğhıijklmnñoöpqrsştuūüvyz"


@pytest.mark.parametrize(
    "cyrillic",
    [
        "Украина экономикасы мен энергетика саласы",
        "Премьер-министр Әлихан Смайылов кеңейтілген отырыс өткізді",
        "Татьяна Ильинична фильмді июльде түсірді",
        "Жаһандық нарықта бюджет тапшылығы байқалды",
        "Қызметші уақытша жұмыста айтса, айтсын",
        "Чемпион матчта жеңді, ал футболшы айтсақ болады",
        "Конституциялық сот пен милиция, инфляция, редакция",
        "Қияқты әрі зиялы, саясат, қоян, аю, ою, кию",
        "Район аудандық майор Йемен йод",
        "Объект субъект съезд",
        "Поэзия дуэль аэропорт",
        "ТҮРКІСТАН, ҚАЗАҚСТАН РЕСПУБЛИКАСЫ",
    ],
)
def test_loans_and_names_come_back_from_latin(cyrillic: str) -> None:
    assert latin_to_cyrillic(cyrillic_to_latin(cyrillic)) == cyrillic


@pytest.mark.parametrize(
    "word", ["ауыл", "болуы", "тыйым", "қиын", "асхана", "медалі", "роліне", "бала", "Ерлан", "Я"]
)
def test_a_word_alone_is_read_as_of_2021(word: str) -> None:
    assert latin_to_cyrillic(cyrillic_to_latin(word)) == word


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Facebook jelısınde, WhatsApp arqyly", "Facebook желісінде, WhatsApp арқылы"),
        ("XXI ğasyr, IV toqsan, II", "XXI ғасыр, IV тоқсан, II"),
        ("tengrinews.kz tılşısı @qysqa", "tengrinews.kz тілшісі @qysqa"),
        ("https://egemen.kz/article däl", "https://egemen.kz/article дәл"),
        ("İİM, IIM: ädılet", "ИИМ, ІІМ: әділет"),
        ("MäSkeu, ABaı ñ", "МәСкеу, АБаі ң"),
    ],
)
def test_addresses_numbers_and_foreign_words_stay(latin: str, cyrillic: str) -> None:
    assert latin_to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Qazaqstan Respy'bli'kasy", "Қазақстан Республикасы"),
        ("Bizdin' su'i'ikti qala", "Біздің сүйікті қала"),
        ("a'lem, O'zen, S'ahar", "әлем, Өзен, Шахар"),
    ],
)
def test_the_apostrophes_of_2017_are_read(latin: str, cyrillic: str) -> None:
    assert latin_to_cyrillic(latin) == cyrillic


def test_a_latin_letter_typed_in_a_cyrillic_word_is_the_one_meant() -> None:
    assert cyrillic_to_latin("мемлекеттiк тiл, iPhone") == "memlekettık tıl, iPhone"
    assert cyrillic_to_latin("Cондай, Əрине, əйел, жаhан") == "Sondai, Ärine, äiel, jahan"
    assert cyrillic_to_latin("МакSим") == "MakSim"


def test_letter_by_letter_reading_guesses_no_loans() -> None:
    assert read_letters("ekonomika, ülken") == "економика, үлкен"


def test_a_run_of_letters_too_long_for_a_word_is_read_letter_by_letter() -> None:
    assert latin_to_cyrillic("ä" + "e" * 200) == "ә" + "е" * 200


@given(st.text(alphabet=LATIN_2021 + " .,-", max_size=60))
def test_what_is_read_is_written_the_same_again(text: str) -> None:
    latin = f"ñ {text}"

    assert cyrillic_to_latin(latin_to_cyrillic(latin)) == latin
