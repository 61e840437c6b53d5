"""What two libraries say of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.extract.advice import Advice, likeness
from bot.article.extract.tree import parse

LINES = [
    "Қайыңсай ауылының оқушылары өз қолдарымен метеостанция құрастырып, болжам таратады.",
    "Станция наурыз айынан бері үзіліссіз жұмыс істейді, болжамдардың 87 пайызы дәл шықты.",
    "Деректер мектептегі ескі компьютерге жиналады, ал болжам ауылдың чатына жіберіледі.",
]
BODY = "".join(f"<p>{line}</p>" for line in LINES)
PAGE = f"<html><body><nav><a href=/>Басты бет</a></nav><article>{BODY}</article></body></html>"


def test_an_article_that_both_find_is_agreed_on_a_paragraph_a_line() -> None:
    assert Advice(parse(PAGE)).agreed == "\n".join(LINES)


def test_nothing_is_agreed_where_one_finds_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    advice = Advice(parse(PAGE))
    monkeypatch.setitem(advice.__dict__, "other", f"{LINES[0]} Басқа мәтін де осында тұр еді ғой.")

    assert advice.agreed == ""
    assert advice.votes == ("\n".join(LINES), advice.other)


def test_a_page_that_breaks_a_library_has_the_advice_of_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    advice = Advice(parse(PAGE))

    assert (advice.agreed, advice.open) == ("", "")
    assert advice.votes == ("", advice.other)
    monkeypatch.setattr("readability.Document", broken)
    assert Advice(parse(PAGE)).votes is None


def test_texts_are_alike_by_their_runs_of_words() -> None:
    assert likeness("a b c d e", "a b c d e") == 1
    assert likeness("a b c d e", "a b c d f") == 0.5
    assert likeness("今天天气很好", "今天天气") == 0.5  # a character is a word
    assert likeness("a b c", "a b c") == 0  # too short to tell


@given(st.text(), st.text())
def test_likeness_has_two_equal_sides(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
