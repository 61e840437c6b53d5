"""What the page shows of an answer: rows, places, languages, gaps; and the article with marks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import (
    LETTERS,
    MEMORY,
    ORIGINAL,
    Answer,
    Article,
    Doubt,
    LanguageCode,
    Note,
    Removal,
    Sentence,
    Summary,
    Translation,
)
from bot.i18n.catalogs import ENGLISH
from bot.summary.explain import Explained, Explanation
from bot.web.page import MAP_WIDTH, Column, Result, lay_out, phrase
from bot.web.reading import lay_out_article

TODAY = date(2026, 11, 12)
FEATURES = {"position": 1.0, "centrality": 0.25, "length": 0.5}
TEXT = "Бір. Екі."
SPANS = [(0, 4), (5, 9)]


def answer_on(
    text: str,
    spans: Sequence[tuple[int, int]],
    made: tuple[Translation | None, ...] = (),
    target: LanguageCode = RU,
) -> Answer:
    chosen = tuple(Sentence(text[start:end], start, end, 1) for start, end in spans)
    summary = Summary(
        key="k",
        title="Атауы",
        url=None,
        site=None,
        published=None,
        language=KK,
        ranked=chosen,
        depth=len(chosen),
        keywords=(),
        sentences_total=9,
        words_total=9,
    )
    title = Translation("Название", "Google") if made and target == RU else None
    return Answer(summary, chosen, {target: made} if made else {}, {target: title} if made else {})


def laid_out(answer: Answer, chars: int = 0) -> Result:
    return lay_out(ENGLISH, answer, today=TODAY, chars=chars)


def explanation_of(text: str, spans: Sequence[tuple[int, int]]) -> Explanation:
    sentences = (Sentence(text[start:end], start, end, 1) for start, end in spans)
    return Explanation("news", tuple(Explained(one, None, FEATURES) for one in sentences))


def by(*engines: str | None) -> tuple[Translation | None, ...]:
    return tuple(Translation("а", engine) if engine else None for engine in engines)


@pytest.mark.parametrize(
    ("language", "text", "lang", "direction"),
    [
        (KK, "қысқа", "kk", "auto"),
        (KK, "qysqa", "kk-Latn", "auto"),
        (KK, "قىسقا", "kk-Arab", "rtl"),
        (KK, "123", "kk", "auto"),
        (RU, "коротко", "ru", "auto"),
        (EN, "short", "en", "auto"),
        (LanguageCode("ar"), "مختصر", "ar", "rtl"),
        (None, "?", "und", "auto"),
    ],
)
def test_each_text_is_tagged_with_its_language_script_and_direction(
    language: LanguageCode | None, text: str, lang: str, direction: str
) -> None:
    shown = phrase(language, text)

    assert (shown.lang, shown.dir) == (lang, direction)


def test_an_answer_is_laid_out_with_its_translations_beside_it() -> None:
    answer = answer_on(TEXT, SPANS, by("Google", MEMORY))
    summary = replace(answer.summary, keywords=("бір", "екі"), site="a.kz", published=TODAY)
    result = laid_out(replace(answer, summary=summary), chars=len(TEXT))

    assert result.title == phrase(KK, "Атауы")
    assert result.titles == (phrase(RU, "Название"),)
    assert result.meta.startswith("a.kz · Nov 12 · reading time ")
    assert result.columns == (
        Column("Original: Kazakh"),
        Column("Русский", "Google, translation memory"),
    )
    assert [(row.number, row.at, row.place, row.link) for row in result.rows] == [
        (1, 0, "para 1", ""),
        (2, 5, "para 1", ""),
    ]
    assert result.rows[0].phrases == (phrase(KK, "Бір."), phrase(RU, "а"))
    assert result.keywords == phrase(KK, "бір, екі")
    assert result.count == "Quoted word for word: 2 of 9 sentences"
    assert result.facts == (
        "Machine translation from Kazakh (Google); it can be wrong.",
        "Translated from the translation memory.",
    )
    assert [one.lang for one in result.shares] == [RU, KK]


def test_a_sentence_of_a_page_opens_there_and_may_be_in_another_language() -> None:
    answer = answer_on(TEXT, SPANS)
    summary = replace(answer.summary, url="https://a.kz/1", title=None, notes=(Note.OPEN_PART,))
    first = replace(answer.sentences[0], language=RU, directive="text=%D0%B1")
    result = laid_out(replace(answer, summary=summary, sentences=(first, answer.sentences[1])))

    assert [row.link for row in result.rows] == [
        "https://a.kz/1#:~:text=%D0%B1",
        "https://a.kz/1",
    ]
    assert [row.phrases[0].lang for row in result.rows] == [RU, KK]
    assert result.title.text == ""
    assert result.facts == ("The rest of the article is for subscribers; I read the open part.",)


def test_a_doubt_stands_under_its_sentence() -> None:
    made = (Translation("а", "Google", (Doubt.NUMBERS,)), Translation("б", "Google"))
    result = laid_out(answer_on(TEXT, SPANS, made))

    assert [row.phrases[1].note for row in result.rows] == [
        "compare with the original: numbers",
        "",
    ]


def test_its_own_language_is_beside_the_original_only_in_another_script() -> None:
    same = laid_out(answer_on(TEXT, SPANS, by(ORIGINAL, ORIGINAL), KK))
    other = laid_out(answer_on(TEXT, SPANS, by(LETTERS, LETTERS), KK))

    assert [len(row.phrases) for row in (*same.rows, *other.rows)] == [1, 1, 2, 2]
    assert [len(one.facts) for one in (same, other)] == [0, 0]


@given(st.integers(0, 10**6), st.integers(1, 500), st.integers(0, 10**6))
def test_every_sentence_is_seen_on_the_map_of_its_article(
    start: int, length: int, rest: int
) -> None:
    sentence = Sentence("а" * length, start, start + length, 1)
    answer = replace(answer_on("", []), sentences=(sentence,))
    [row] = laid_out(answer, chars=start + length + rest).rows
    begin, width = row.notch

    assert 0 <= begin < MAP_WIDTH
    assert 0 < width <= MAP_WIDTH
    assert laid_out(answer, chars=start).rows[0].notch == (0, 0)


@pytest.mark.parametrize(
    ("made", "language", "fact"),
    [
        (by("Google", None), KK, "Sentences translated: 1 of 2."),
        (by(None, None), KK, "Translation isn't working right now (Russian)."),
        (by(None, None), None, "I couldn't tell which language this is"),
    ],
)
def test_gaps_in_a_translation_are_said(
    made: tuple[Translation | None, ...], language: LanguageCode | None, fact: str
) -> None:
    answer = answer_on(TEXT, SPANS, made)
    answer = replace(answer, summary=replace(answer.summary, language=language))
    result = laid_out(answer)

    assert result.facts[-1].startswith(fact)
    gap = result.rows[1].phrases[1]
    assert (gap.text, gap.note) == ("—", "not translated")


@given(st.text(st.sampled_from("аб <>&\"'\n\r\t{}%\u2028\x0b"), max_size=60), st.data())
@settings(max_examples=60)
def test_every_chosen_sentence_is_marked_in_its_article_word_for_word(
    text: str, data: st.DataObject
) -> None:
    lines = [(one.start(), one.end()) for one in re.finditer(r"\S[^\s]*", text)]
    spans = data.draw(st.lists(st.sampled_from(lines), unique=True).map(sorted)) if lines else []
    article = Article(text, removed=(Removal("<i>", "share bar"),))
    answer, explanation = answer_on(text, spans), explanation_of(text, lines)
    reading = lay_out_article(ENGLISH, article, answer, explanation)

    pieces = [piece for paragraph in reading.paragraphs for piece in paragraph]
    chosen = {one.number: one.text for one in pieces if one.number}
    assert chosen == {n: text[start:end] for n, (start, end) in enumerate(spans, 1)}
    assert "".join("".join(one.text for one in pieces).split()) == "".join(text.split())
    assert [one.at for one in pieces if one.at is not None] == [start for start, _ in lines]
    assert reading.removed == ("<i>",)


def test_every_sentence_says_on_hover_what_the_ranker_saw() -> None:
    answer, explanation = answer_on(TEXT, SPANS[:1]), explanation_of(TEXT, SPANS)
    (paragraph,) = lay_out_article(ENGLISH, Article(TEXT), answer, explanation).paragraphs

    hint = "Rank –. Nearness to the beginning 100 %, likeness to the rest 25 %, length 50 %."
    assert [(piece.text, piece.at, piece.number, piece.hint) for piece in paragraph] == [
        ("Бір.", 0, 1, hint),
        (" ", None, 0, ""),
        ("Екі.", 5, 0, hint),
    ]
