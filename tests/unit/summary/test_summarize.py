"""An article becomes its ranked sentences."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.errors import NothingToSummarizeError, UnknownMethodError
from bot.core.languages import EN, KK, RU
from bot.core.models import Article, LanguageCode
from bot.summary.summarize import summarize

TEXT = (
    "АЛМАТЫ, 5 қыркүйек – Оқушылар метеостанция құрастырып, ауа райын болжай бастады.\n\n"
    "Станция ауаның температурасын, ылғалдылығын және қысымын өлшейді."
    " «Алғашқы апталарда қателесе бердік», – дейді мектеп оқушысы.\n\n"
    "Мы не ожидали такого внимания к школьной метеостанции, говорит директор школы.\n\n"
    "* Болжам ауылдың чатына қазақша және орысша жіберіледі."
)
ARTICLE = Article(
    TEXT, "Станция", KK, url="https://a.kz/1", site="a.kz", published=date(2026, 9, 18)
)


def test_a_summary_knows_its_article() -> None:
    summary = summarize(ARTICLE, key="k", method="qysqa", depth=3)

    assert summary.key == "k"
    assert (summary.title, summary.url, summary.site) == ("Станция", "https://a.kz/1", "a.kz")
    assert (summary.published, summary.language) == (date(2026, 9, 18), KK)
    assert (summary.sentences_total, summary.words_total) == (5, 42)
    assert summary.depth == 3
    assert len(summary.ranked) == 3
    assert 0 < len(summary.keywords) <= 5


def test_sentences_are_verbatim_and_without_what_stands_around_them() -> None:
    ranked = summarize(ARTICLE, key="k", method="lead", depth=9).ranked

    assert [TEXT[one.start : one.end] for one in ranked] == [one.text for one in ranked]
    assert ranked[0].text.startswith("Оқушылар")
    assert ranked[-1].text.startswith("Болжам")
    assert [one.paragraph for one in ranked] == [1, 2, 2, 3, 4]


def test_each_sentence_knows_its_own_language() -> None:
    ranked = summarize(ARTICLE, key="k", method="lead", depth=9).ranked

    assert [one.language for one in ranked] == [KK, KK, KK, RU, KK]


def test_a_language_that_was_said_holds_for_all() -> None:
    summary = summarize(ARTICLE, key="k", method="lead", depth=9, language=EN)

    assert summary.language == EN
    assert {one.language for one in summary.ranked} == {EN}


def test_a_language_that_nobody_knows_stays_unknown() -> None:
    summary = summarize(Article("Xq zw. Vbn."), key="k", method="lead", depth=9)

    assert summary.language is None


@pytest.mark.parametrize("text", ["", "1. 2. 3.", "— !"])
def test_without_sentences_there_is_nothing(text: str) -> None:
    with pytest.raises(NothingToSummarizeError):
        summarize(Article(text), key="k", method="qysqa", depth=3)


def test_a_method_must_be_known() -> None:
    with pytest.raises(UnknownMethodError):
        summarize(ARTICLE, key="k", method="гадание", depth=3)


@given(
    st.text(st.sampled_from("абәі АБ.!?\n«»–-1*"), max_size=120),
    st.integers(1, 9),
    st.sampled_from([None, KK, RU]),
)
@settings(max_examples=60)
def test_any_article_is_quoted_word_for_word(
    text: str, depth: int, language: LanguageCode | None
) -> None:
    try:
        summary = summarize(Article(text, language=language), key="k", method="qysqa", depth=depth)
    except NothingToSummarizeError:
        return
    assert 1 <= len(summary.ranked) <= min(depth, summary.sentences_total)
    assert all(text[one.start : one.end] == one.text for one in summary.ranked)
    assert len(set(summary.ranked)) == len(summary.ranked)
