import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode, Sentence
from bot.summary.features import Vector, read
from bot.summary.rank import GIST_SHARE, _Choice, gist_score, rank
from tests.unit.summary.sentences import ENGLISH

KAZAKH = (
    "Алматыда бүгін жаңа метро бекеті ашылды, деп хабарлады қала әкімдігі.",
    "Жаңа бекет қаланың батысындағы тұрғын үйлерді орталықпен жалғайды.",
    "Ол бекеттің құрылысы бес жылға созылды.",
    "«Біз мұны көптен күттік», деді жолаушы.",
    "Метро бекетіне күніне елу мың жолаушы келеді деп күтілуде.",
)
RUSSIAN = (
    "Парламент Казахстана принял закон о защите озера Балхаш.",
    "Он вступит в силу в следующем году.",
    "Закон ограничивает забор воды из рек, которые питают озеро Балхаш.",
    "Кто будет следить за исполнением?",
    "Экологи говорили о защите озера много лет и назвали закон победой.",
)

TEXTS = st.lists(
    st.one_of(st.text(max_size=30), st.sampled_from([*KAZAKH, *RUSSIAN, *ENGLISH])), max_size=12
)
LANGUAGES = st.sampled_from([None, KK, RU, EN, LanguageCode("ja")])


def article(*texts: str) -> tuple[Sentence, ...]:
    starts = [sum(map(len, texts[:index])) for index in range(len(texts))]
    return tuple(
        Sentence(text, start, start + len(text), index // 2 + 1)
        for index, (text, start) in enumerate(zip(texts, starts, strict=True))
    )


@pytest.mark.parametrize(("texts", "language"), [(KAZAKH, KK), (RUSSIAN, RU)])
def test_news_begins_with_its_opening(texts: tuple[str, ...], language: LanguageCode) -> None:
    assert rank(article(*texts), language, 1) == (0,)


def test_a_line_without_an_end_is_no_opening() -> None:
    assert rank(article(*ENGLISH), EN, 2)[0] == 1


def test_a_sentence_that_leans_on_another_comes_late() -> None:
    assert rank(article(*RUSSIAN), RU, 3)[2] != 1
    assert set(rank(article(*RUSSIAN), RU, 3)) == {0, 2, 4}


def test_a_shorter_answer_begins_a_longer_one() -> None:
    whole = rank(article(*ENGLISH), EN, 10)

    assert sorted(whole) == list(range(len(ENGLISH)))
    assert all(rank(article(*ENGLISH), EN, limit) == whole[:limit] for limit in range(8))


def test_what_was_said_is_not_said_again() -> None:
    again = "Парламент Казахстана принял закон о защите озера Балхаш в среду."
    chosen = rank(article(RUSSIAN[0], RUSSIAN[2], again, RUSSIAN[4], RUSSIAN[0]), RU, 5)

    assert sorted(chosen) == [0, 1, 3]


def test_repetition_shows_through_capitals_and_marks() -> None:
    assert rank(article("Read more!", "Read MORE", *KAZAKH[:1]), EN, 9) == (2, 0)


def test_short_sentences_are_not_taken_for_each_other() -> None:
    assert len(rank(article("Бір сөйлем.", "Екінші сөйлем."), KK, 9)) == 2


def test_sentences_without_words_are_ranked_too() -> None:
    assert sorted(rank(article("…", "!!!", "…"), KK, 3)) == [0, 1]


def test_nothing_gives_nothing() -> None:
    assert rank((), KK, 3) == ()
    assert rank(article(*KAZAKH), KK, 0) == ()


@given(TEXTS, LANGUAGES, st.integers(min_value=-1, max_value=15))
def test_indices_are_valid_and_each_is_there_once(
    texts: list[str], language: LanguageCode | None, limit: int
) -> None:
    order = rank(article(*texts), language, limit)

    assert len(order) <= max(0, limit)
    assert len(set(order)) == len(order)
    assert all(0 <= index < len(texts) for index in order)
    assert bool(order) == (bool(texts) and limit > 0)


@given(TEXTS, LANGUAGES)
def test_the_order_depends_on_nothing_but_the_article(
    texts: list[str], language: LanguageCode | None
) -> None:
    whole = rank(article(*texts), language, 20)

    assert rank(article(*texts), language, 20) == whole
    assert rank(article(*texts), language, 3) == whole[:3]


def chosen(
    scores: list[float], leaning: set[int], vectors: list[Vector] | None = None
) -> list[int]:
    choice = _Choice(vectors or [{}] * len(scores), [i in leaning for i in range(len(scores))])
    choice.extend(dict(enumerate(scores)), len(scores))
    return choice.order


def test_a_sentence_that_leans_waits_for_the_one_before() -> None:
    assert chosen([0.5, 0.9, 0.8], leaning=set()) == [1, 2, 0]
    assert chosen([0.5, 0.9, 0.8], leaning={1}) == [2, 1, 0]


def test_it_no_longer_leans_once_that_is_chosen() -> None:
    assert chosen([1.0, 0.9, 0.8], leaning={1}) == [0, 1, 2]
    assert chosen([1.0, 0.9, 0.85, 0.8], leaning={1, 2}) == [0, 1, 2, 3]


def test_nothing_stands_before_the_first() -> None:
    assert chosen([0.9, 0.8], leaning={0}) == [1, 0]


def test_what_repeats_a_choice_stays_out_though_its_turn_comes_twice() -> None:
    same = dict.fromkeys("abcd", 0.5)

    assert chosen([1.0, 0.9, 0.1], leaning={1}, vectors=[same, same, {}]) == [0, 2]


def test_a_remark_counts_less_than_the_report() -> None:
    said, told = (
        read(article(text), EN).features[0]
        for text in (
            "Now we know that the bridge is old.",
            "Now they know that the bridge is old.",
        )
    )

    assert gist_score(said) < gist_score(told)


def test_a_line_without_an_end_comes_after_sentences() -> None:
    texts = (
        ENGLISH[1],
        "Council halts bridge works for two long years in the old town",
        *ENGLISH[4:],
    )

    order = rank(article(*texts), EN, 5)

    assert order.index(2) < order.index(1)


def test_a_promotion_gains_nothing_by_coming_thrice() -> None:
    promotion = "Сіз біздің жаңа қосымшамызды бүгін тегін жүктеп ала аласыз."
    texts = (KAZAKH[0], promotion, *KAZAKH[1:3], promotion, *KAZAKH[3:], promotion)

    assert 1 not in rank(article(*texts), KK, 3)
    assert len(rank(article(*texts), KK, 9)) == len(KAZAKH) + 1


def test_an_abridgement_leaves_the_long_sentences_in() -> None:
    short = tuple(f"Short line number {name} was read there." for name in ("one", "two", "three"))
    long = (
        "The library of the old town will move next to the market, where the city has bought "
        "three houses, joined their cellars and kept the painted ceilings of the merchants."
    )
    texts = ("The old town gets a new library.", *short, long)

    assert len(texts) // GIST_SHARE == 1
    assert rank(article(*texts), EN, 2) == (0, 4)


def test_a_law_has_no_opening() -> None:
    clauses = [
        f"{number}-бап. Су қорын қорғау туралы ереже {number} аумақта қолданылады."
        for number in range(1, 6)
    ]
    texts = (
        "Осы заң қабылданды.",
        *clauses,
        "Су қорын қорғау, су қорын пайдалану, суды есепке алу ережесі аумақта қолданылады.",
    )

    assert rank(article(*texts), KK, 1) != (0,)


def test_a_text_of_one_word_is_ranked_whole_and_soon() -> None:
    texts = [f"Балхаш {number}." for number in range(3000)]
    started = time.process_time()

    assert len(rank(article(*texts), RU, 3000)) == 3000
    assert time.process_time() - started < 5


def test_time_grows_with_length_and_not_with_its_square() -> None:
    texts = [f"{text} {number}" for number in range(600) for text in RUSSIAN]
    started = time.process_time()

    rank(article(*texts[:3000]), RU, 8)

    assert time.process_time() - started < 5
