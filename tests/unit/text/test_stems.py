import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.core.models import LanguageCode
from bot.text.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "қала қалада қаланың қаласында қалалар қалаларымызға",
        "президент президенті президенттің президентке президентінен",
        "облыс облысы облысының облысында облыстық",
        "ел елдің елде еліміздің елімізге",
        "басшысы басшысының басшылары",
        "мемлекет мемлекеттің мемлекеттік мемлекеттеріндегі",
        "астана астанада астанадан астанаға",
        "тоқаев тоқаевтың тоқаевқа",
        "завод заводта заводтар",
    ],
)
def test_forms_of_a_kazakh_word_share_their_stem(forms: str) -> None:
    assert len({stem(form, KK) for form in forms.split()}) == 1


def test_different_kazakh_words_stay_different() -> None:
    roots = ["аудан", "көлік", "көше", "күш", "күдік", "президент", "жол", "жоба", "бала", "қала"]

    assert len({stem(root, KK) for root in roots}) == len(roots)


def test_short_words_are_left_alone() -> None:
    assert stem("ел", KK) == "ел"
    assert stem("су", KK) == "су"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "summit summits"),
        ("ru", "президент президента президентом"),
        ("uk", "столиця столиці столицею"),
        ("uz", "maktab maktabda maktablarning"),
        ("ky", "шаар шаардын шаарларга"),
        ("tr", "kitap kitaplar"),
        ("tt", "шәһәр шәһәрдә шәһәрләр"),
    ],
)
def test_other_languages_lose_their_endings_too(language: str, forms: str) -> None:
    assert len({stem(form, LanguageCode(language)) for form in forms.split()}) == 1


def test_a_word_of_an_unknown_language_is_its_own_stem() -> None:
    assert stem("нещо", None) == "нещо"
    assert stem("言葉", LanguageCode("ja")) == "言葉"


@given(st.text(max_size=40), st.sampled_from(KNOWN_LANGUAGES))
def test_any_text_has_a_stem(word: str, language: LanguageCode) -> None:
    assert isinstance(stem(word, language), str)


@given(st.text(alphabet="абдежзиклмнорстуқғіңәө", min_size=1, max_size=20))
def test_a_kazakh_stem_begins_the_word(word: str) -> None:
    assert word.startswith(stem(word, KK))
    assert stem(word, KK)


def test_stems_differ_between_languages() -> None:
    assert stem("столами", RU) == "стол"
    assert stem("столами", EN) == "столами"
