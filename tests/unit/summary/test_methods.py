import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.errors import UnknownMethodError
from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode, Sentence
from bot.summary.methods import (
    DEFAULT_METHOD,
    MAX_SENTENCES,
    MAX_SENTENCES_KL,
    METHODS,
    ranker,
)
from bot.summary.rank import rank

KAZAKH = (
    "Алматыда жаңа метро бекеті ашылды.",
    "Жаңа бекет тұрғын үйлерді орталықпен жалғайды.",
    "Бекеттің құрылысы бес жылға созылды.",
    "Метро бекетіне күніне елу мың жолаушы келеді.",
)
SUMY = tuple(method for method in METHODS if method not in {"qysqa", "lead"})


def article(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, 0, len(text), index // 2 + 1) for index, text in enumerate(texts))


def test_our_own_ranker_is_the_default() -> None:
    assert METHODS[0] == DEFAULT_METHOD
    assert ranker(DEFAULT_METHOD) is rank


def test_every_summarizer_of_sumy_is_there() -> None:
    assert set(SUMY) == {
        "lex-rank",
        "text-rank",
        "lsa",
        "luhn",
        "reduction",
        "kl",
        "sum-basic",
        "edmundson",
    }


def test_an_unknown_method_names_the_known() -> None:
    with pytest.raises(UnknownMethodError) as caught:
        ranker("gpt")

    assert caught.value.name == "gpt"
    assert caught.value.known == METHODS


def test_lead_takes_the_first() -> None:
    assert ranker("lead")(article(*KAZAKH), KK, 2) == (0, 1)
    assert ranker("lead")(article(*KAZAKH), KK, 9) == (0, 1, 2, 3)
    assert ranker("lead")(article(*KAZAKH), KK, -1) == ()


@pytest.mark.parametrize("method", METHODS)
def test_every_method_ranks_every_kazakh_sentence(method: str) -> None:
    assert sorted(ranker(method)(article(*KAZAKH), KK, 9)) == [0, 1, 2, 3]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "texts",
    [
        ("Сөйлем.",),
        ("…",),
        ("және", "мен"),
        ("Бір сөйлем.", "Екінші сөйлем."),
        ("The", "of", "and a"),
        ("Сөз.", "!!!", "Сөз сөз."),
    ],
)
def test_every_method_answers_for_very_short_texts(method: str, texts: tuple[str, ...]) -> None:
    for language in (KK, EN, None):
        assert sorted(ranker(method)(article(*texts), language, 5)) == list(range(len(texts)))


@pytest.mark.parametrize("method", METHODS)
def test_no_sentences_give_no_answer(method: str) -> None:
    assert ranker(method)((), RU, 3) == ()


@pytest.mark.parametrize("method", METHODS)
def test_a_shorter_answer_begins_a_longer_one(method: str) -> None:
    whole = ranker(method)(article(*KAZAKH), KK, 4)

    assert ranker(method)(article(*KAZAKH), KK, 2) == whole[:2]
    assert ranker(method)(article(*KAZAKH), KK, 0) == ()


@pytest.mark.parametrize("method", SUMY)
def test_a_repeated_sentence_is_ranked_once(method: str) -> None:
    repeated = (KAZAKH[0], KAZAKH[1], KAZAKH[0], KAZAKH[2], KAZAKH[0] + " ")

    assert sorted(ranker(method)(article(*repeated), KK, 5)) == [0, 1, 3]


@pytest.mark.parametrize("method", ["luhn", "sum-basic"])
def test_only_the_beginning_of_a_book_is_ranked(method: str) -> None:
    texts = [f"{number}-сөйлем қала туралы." for number in range(MAX_SENTENCES + 50)]

    assert max(ranker(method)(article(*texts), KK, 999)) == MAX_SENTENCES - 1


def test_the_cubic_method_reads_less() -> None:
    texts = [f"Сөз{number}." for number in range(MAX_SENTENCES_KL + 50)]

    assert len(ranker("kl")(article(*texts), KK, 999)) == MAX_SENTENCES_KL


@pytest.mark.parametrize("method", SUMY)
def test_of_long_sentences_fewer_are_ranked(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.summary.methods.MAX_WORDS", 10)
    texts = ("The river rose by night.", "The town lay in fog.", "A bridge was built.")

    assert sorted(ranker(method)(article(*texts), EN, 9)) == [0, 1]
    assert ranker(method)(article("river " * 11, *texts), EN, 9) == (0,)


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(SUMY),
    st.lists(st.text(max_size=25), max_size=6),
    st.sampled_from([None, KK, RU, LanguageCode("ja")]),
    st.integers(min_value=-1, max_value=7),
)
def test_any_text_gives_valid_indices(
    method: str, texts: list[str], language: LanguageCode | None, limit: int
) -> None:
    order = ranker(method)(article(*texts), language, limit)

    assert len(set(order)) == len(order) <= max(0, limit)
    assert all(0 <= index < len(texts) for index in order)


def test_sumy_is_imported_only_when_asked_for_and_needs_no_nltk_data() -> None:
    program = (
        "import sys\n"
        "from bot.core.models import LanguageCode, Sentence\n"
        "from bot.summary.methods import ranker\n"
        "texts = ('Қала әкімі келді.', 'Қала жаңарды.', 'Жаңа үй салынды.')\n"
        "article = [Sentence(text, 0, len(text), 1) for text in texts]\n"
        "ranker('qysqa')(article, LanguageCode('kk'), 2)\n"
        "assert not {'sumy', 'numpy', 'nltk'} & set(sys.modules)\n"
        "print(len(ranker('lex-rank')(article, LanguageCode('kk'), 2)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "NLTK_DATA": "/nonexistent", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "2"
