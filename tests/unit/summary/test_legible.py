import pytest

from bot.core.languages import KK, RU
from bot.core.models import LanguageCode, Script, Sentence
from bot.summary.legible import legible

CYRILLIC = ("Ақтауда күн жылынды.", "Жаңбыр жауды.")
LATIN = ("Aqtauda kün jylyndy.", "Jañbyr jaudy.")
ARABIC = ("اقتاۋدا كۇن جىلىندى.", "جاڭبىر جاۋدى.")


def sentences(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, 0, len(text), 1) for text in texts)


@pytest.mark.parametrize(
    ("texts", "script"),
    [(CYRILLIC, Script.CYRILLIC), (LATIN, Script.LATIN), (ARABIC, Script.ARABIC)],
)
def test_kazakh_is_read_in_cyrillic_and_words_are_shown_as_written(
    texts: tuple[str, ...], script: Script
) -> None:
    read = legible(sentences(*texts), KK)

    assert tuple(one.text for one in read.sentences) == CYRILLIC
    assert [one.end for one in read.sentences] == [len(text) for text in texts]
    assert read.script is script
    assert " ".join(read.shown(["күн", "жаңбыр"])) in {
        "күн жаңбыр",
        "kün jañbyr",
        "كۇن جاڭبىر",
    }
    assert read.shown([]) == ()


@pytest.mark.parametrize(
    ("texts", "language"), [(LATIN, RU), (LATIN, None), (("123", "中文"), KK), ((), KK)]
)
def test_what_is_no_kazakh_is_left_alone(
    texts: tuple[str, ...], language: LanguageCode | None
) -> None:
    read = legible(sentences(*texts), language)

    assert read.sentences == sentences(*texts)
    assert read.shown(["kün"]) == ("kün",)
