import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import Doubt, LanguageCode
from bot.translation.check.compare import doubts

TR, ZH = LanguageCode("tr"), LanguageCode("zh")
KAZAKH = "2024 жылғы 5 наурызда Ақтауда 12 үй салынған жоқ, деді Серік Ахметов."
RUSSIAN = "5 марта 2024 года в Актау не построили двенадцать домов, сказал Серик Ахметов."
ENGLISH = "On March 5, 2024, twelve houses were not built in Aktau, said Serik Akhmetov."
TEXTS = {KK: KAZAKH, RU: RUSSIAN, EN: ENGLISH}


@pytest.mark.parametrize(("source", "target"), [(a, b) for a in TEXTS for b in TEXTS if a != b])
def test_a_faithful_translation_raises_no_doubt(
    source: LanguageCode, target: LanguageCode
) -> None:
    assert doubts(TEXTS[source], TEXTS[target], source=source, target=target) == ()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (RUSSIAN.replace("двенадцать", "13"), (Doubt.NUMBERS,)),
        (RUSSIAN.replace("марта", "апреля"), (Doubt.DATES,)),
        (RUSSIAN.replace("5 марта", "6 марта"), (Doubt.NUMBERS, Doubt.DATES)),
        (RUSSIAN.replace("не построили", "построили"), (Doubt.NEGATION,)),
        (RUSSIAN.replace("Серик Ахметов", "Джон Монтгомери"), (Doubt.NAMES,)),
    ],
)
def test_each_change_raises_its_doubt(answer: str, expected: tuple[Doubt, ...]) -> None:
    assert doubts(KAZAKH, answer, source=KK, target=RU) == expected


def test_of_other_languages_only_digits_are_compared() -> None:
    assert doubts("300 мектеп жоқ", "300 okul var", source=KK, target=TR) == ()
    assert doubts("300 мектеп", "400 okul", source=KK, target=TR) == (Doubt.NUMBERS,)
    assert doubts("300 мектеп", "400 所学校", source=None, target=ZH) == (Doubt.NUMBERS,)


@given(
    original=st.text(),
    answer=st.text(),
    source=st.sampled_from([None, KK, RU, EN, TR, ZH]),
    target=st.sampled_from([KK, RU, EN, TR, ZH]),
)
def test_any_two_texts_can_be_compared(
    original: str, answer: str, source: LanguageCode | None, target: LanguageCode
) -> None:
    found = doubts(original, answer, source=source, target=target)

    assert list(found) == [doubt for doubt in Doubt if doubt in found]


@given(text=st.text(), language=st.sampled_from([KK, RU, EN]))
def test_a_text_says_what_it_says(text: str, language: LanguageCode) -> None:
    assert doubts(text, text, source=language, target=language) == ()
