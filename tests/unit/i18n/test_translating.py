import pytest

from bot.core.engines import EngineReport, Trouble
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    LETTERS,
    MEMORY,
    ORIGINAL,
    Doubt,
    LanguageCode,
    Script,
    Term,
    Translation,
)
from bot.i18n import translating
from bot.i18n.catalogs import ENGLISH, load_catalogs, locales_folder

CATALOGS = load_catalogs(locales_folder())
WELL = EngineReport("DeepL", 0, None, None, 12, 10, 2, 1, 0.44)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (EN, "compare with the original: numbers, “not” and “no”"),
        (RU, "сверьте с оригиналом: числа, слова «не» и «нет»"),
        (KK, "түпнұсқамен салыстырыңыз: сандар, «емес», «жоқ» сөздері"),
    ],
)
def test_doubts_are_named_once(language: LanguageCode, said: str) -> None:
    doubts = [Doubt.NUMBERS, Doubt.NEGATION, Doubt.NUMBERS]

    assert translating.doubted(CATALOGS[language], doubts) == said


def test_every_doubt_has_its_words() -> None:
    assert translating.doubted(ENGLISH, Doubt).count(",") == len(Doubt) - 1


def test_machines_are_named_once_and_people_are_none() -> None:
    engines = ["b", MEMORY, "a", "b", ORIGINAL, LETTERS]

    assert translating.machines_among(engines) == ["b", "a"]


@pytest.mark.parametrize(
    ("engines", "said"),
    [
        (["b", MEMORY, "a"], "Machine translation from Kazakh (b, a); it can be wrong."),
        ([ORIGINAL, MEMORY], "Translated from the translation memory."),
        ([ORIGINAL, LETTERS], ""),
        ([], ""),
    ],
)
def test_who_made_a_translation_is_said_once(engines: list[str], said: str) -> None:
    made = [Translation("Су.", engine) for engine in engines]

    assert translating.engines_line(ENGLISH, KK, made) == said


def test_letters_are_named_where_something_was_written_in_them() -> None:
    made = [Translation("Су.", "a"), Translation("Su.", LETTERS)]

    assert translating.letters_line(ENGLISH, made, Script.LATIN) == "Written in Latin letters."
    assert translating.letters_line(ENGLISH, made[:1], Script.LATIN) == ""


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (Term("Qysqa"), "Qysqa"),
        (Term("steppe", "дала"), "steppe → дала"),
        (Term("steppe", "дала", KK), "steppe → дала (Kazakh)"),
    ],
)
def test_a_term_says_what_becomes_of_it(term: Term, said: str) -> None:
    assert translating.term(ENGLISH, term) == said


def test_what_was_kept_is_said_back() -> None:
    assert translating.term_kept(ENGLISH, Term("Qysqa")) == "Stays as it is: Qysqa"
    assert translating.term_kept(ENGLISH, Term("a", "b")) == "From now on: a → b"


def test_an_engine_in_good_health_is_a_line_of_counts() -> None:
    assert translating.engine_report(ENGLISH, WELL) == (
        "DeepL: ready. Calls: 12; accepted: 10; rejected: 2; failed: 1; average time: 0.4 s."
    )


@pytest.mark.parametrize("trouble", Trouble)
@pytest.mark.parametrize("language", [EN, RU, KK])
def test_every_refusal_has_its_words(trouble: Trouble, language: LanguageCode) -> None:
    report = EngineReport("MyMemory", 1_800, trouble, 4_000, 1, 0, 0, 1, 0.0)
    said = translating.engine_report(CATALOGS[language], report)

    assert trouble.value not in said or language == EN
    assert said.startswith("MyMemory: ")
    assert "4000" in said
    assert said.endswith(".")
