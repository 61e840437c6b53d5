import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import LanguageCode
from bot.digest.stories.skeleton import fold, skeleton

RU, EN, KK, UZ, TR = (LanguageCode(code) for code in ("ru", "en", "kk", "uz", "tr"))


@pytest.mark.parametrize(
    ("spellings", "bones"),
    [
        ({("tokayev", EN), ("токаев", RU), ("тоқаев", KK), ("toqayev", UZ)}, "tkv"),
        ({("zhaparov", EN), ("japarov", UZ), ("жапаров", RU)}, "jprv"),
        ({("johnson", EN), ("джонсон", RU), ("jonson", UZ)}, "jnsn"),
        ({("williams", EN), ("уильямс", RU)}, "vlms"),
        ({("shevchenko", EN), ("шевченко", RU), ("şevçenko", TR)}, "svcnk"),
        ({("erdoğan", TR), ("эрдоган", RU), ("ердоған", KK)}, "ardgn"),
        ({("khabib", EN), ("хабиб", RU), ("xabib", UZ)}, "gabib"),
        ({("alex", EN), ("алекс", RU)}, "alks"),
    ],
)
def test_a_name_has_the_same_consonants_in_every_script(
    spellings: set[tuple[str, LanguageCode]], bones: str
) -> None:
    assert {skeleton(word, language) for word, language in spellings} == {bones}


def test_short_names_keep_their_vowels() -> None:
    assert skeleton("гарри", RU) == skeleton("harry", EN) == "gari"
    assert skeleton("уфа", RU) != skeleton("офе", RU)


def test_letters_of_no_known_alphabet_leave_nothing() -> None:
    assert skeleton("東京", None) == ""


def test_folding_takes_accents_and_apostrophes_but_leaves_cyrillic() -> None:
    assert [fold(word) for word in ("şehir", "o'lim", "ışık", "ёлка", "қала")] == [
        "sehir",
        "olim",
        "isik",
        "елка",
        "қала",
    ]


@given(st.text(min_size=1), st.sampled_from([RU, EN, KK, UZ, TR, None]))
def test_any_word_gives_plain_letters(word: str, language: LanguageCode | None) -> None:
    bones = skeleton(word.lower(), language)

    assert bones == "" or (bones.isascii() and bones.isalpha() and bones.islower())
