import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode, Sentence
from bot.summary.features import read
from bot.summary.kind import ENTRY_SENTENCES, FEATURE_SENTENCES, MIN_LINES, Kind, recognise

NEWS = (
    "The city council voted on Monday to close the old bridge for two years.",
    "“We had no choice,” the mayor said.",
    "Forty thousand cars use it every day.",
    "A ferry is planned for the summer.",
    "Drivers asked who would pay for it.",
)
LAW = (
    "1-бап. Негізгі ұғымдар",
    "Осы Заңда мынадай ұғымдар пайдаланылады.",
    "2-бап. Заңның қолданылу саласы",
    "Осы Заң су қорына қолданылады.",
)
TALK = (
    "Как вы начали писать музыку?",
    "Мне было семь лет, и дома стояло пианино.",
    "Кто вас учил?",
    "Сначала бабушка, потом школа в соседнем городе.",
)
CHAT = (
    "Aigul: has anyone seen the plan?",
    "Timur: it is on the table",
    "[12:45] Aigul: thanks",
    "Timur: see you on Friday.",
    "Dana: bring the keys please.",
)
RECIPE = ("Two eggs", "A glass of milk", "Mix them well and wait an hour.", "Flour", "Butter")
ENTRY = (
    "Балқаш — Қазақстанның оңтүстік-шығысындағы көл.",
    *(f"Балқаш суының {number} бөлігі тұщы." for number in range(ENTRY_SENTENCES)),
)
LANGUAGES = st.sampled_from([None, KK, RU, EN])


def kind(*texts: str, language: LanguageCode | None = EN, lines: bool = True) -> Kind:
    sentences = tuple(
        Sentence(text, 0, len(text), index + 1 if lines else 1) for index, text in enumerate(texts)
    )
    return recognise(sentences, read(sentences, language))


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        (NEWS, EN, Kind.NEWS),
        (LAW, KK, Kind.LAW),
        (TALK, RU, Kind.TALK),
        (CHAT[1:], EN, Kind.CHAT),
        (RECIPE, EN, Kind.LIST),
        (ENTRY, KK, Kind.ENTRY),
        ((), EN, Kind.NEWS),
    ],
)
def test_a_text_shows_its_kind(
    texts: tuple[str, ...], language: LanguageCode, expected: Kind
) -> None:
    assert kind(*texts, language=language) is expected


@pytest.mark.parametrize(
    "line",
    ["Статья 12. Права граждан", "Article 7", "SECTION 3. Terms", "§ 4 Begriffe", "14-бап. Су"],
)
def test_clauses_are_named_in_several_ways(line: str) -> None:
    assert kind(line, *NEWS, line) is Kind.LAW
    assert kind(line, *NEWS) is Kind.NEWS


def test_a_paragraph_alone_has_no_shape() -> None:
    assert kind(*LAW, lines=False) is Kind.NEWS
    assert kind(*RECIPE[: MIN_LINES - 1]) is Kind.NEWS


def test_a_long_text_is_no_report() -> None:
    texts = [f"“Part {number} is over,” he said." for number in range(FEATURE_SENTENCES + 1)]

    assert kind(*texts, lines=False) is Kind.FEATURE
    assert kind(*texts[1:], lines=False) is Kind.NEWS


def test_an_entry_quotes_nobody() -> None:
    quoted = [f"«{text}», — деді ғалым." for text in ENTRY[1:4]]

    assert kind(*ENTRY, *quoted, language=KK) is Kind.NEWS


def test_an_entry_speaks_of_its_subject_to_the_end() -> None:
    others = [f"Құстар мен балықтардың {number} түрі бар." for number in range(60)]

    assert kind(ENTRY[0], *others, language=KK) is Kind.NEWS


def test_words_that_every_text_has_are_no_subject() -> None:
    texts = [f"It was here that house {number} stood." for number in range(ENTRY_SENTENCES)]

    assert kind(*texts) is not Kind.LAW
    assert kind("It was.", *texts) is Kind.NEWS


@given(st.lists(st.text(max_size=40), max_size=20), LANGUAGES)
def test_any_text_is_of_some_kind(texts: list[str], language: LanguageCode | None) -> None:
    assert kind(*texts, language=language) in Kind


@pytest.mark.parametrize("piece", ["a" * 100_000, "1" * 100_000, "A. " * 30_000, "[1 " * 30_000])
def test_one_endless_line_costs_little(piece: str) -> None:
    started = time.process_time()

    kind(piece, piece, piece, piece)

    assert time.process_time() - started < 2
