import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import Term
from bot.translation.glossary import (
    MAX_TERM_CHARS,
    applies,
    parse_term,
    read_glossary,
    shown,
)


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("Qysqa", Term("Qysqa")),
        ("  «Қазақстан   темір жолы» ", Term("Қазақстан темір жолы")),
        ("steppe = дала", Term("steppe", "дала", KK)),
        ("steppe=дала", Term("steppe", "дала", KK)),
        ('"a=b" = «c = d»', Term("a=b", "c = d", KK)),
        ("“steppe” = ‘дала’", Term("steppe", "дала", KK)),
        ("it's = бұл", Term("it's", "бұл", KK)),
        ('"Сапар" кафесі = кафе', Term('"Сапар" кафесі', "кафе", KK)),
        ("'ndrangheta", Term("'ndrangheta")),
        ("Qysqa = Qysqa", Term("Qysqa")),
        ("C++", Term("C++")),
    ],
)
def test_a_line_is_a_term(line: str, term: Term) -> None:
    assert parse_term(line, KK) == term


@pytest.mark.parametrize(
    "line",
    [
        *("", "  ", "=", "= дала", "steppe =", "a = b = c", "+", "a\x00b", "«»", "steppe = ?"),
        "a" * (MAX_TERM_CHARS + 1),
        "a = " + "b" * (MAX_TERM_CHARS + 1),
    ],
)
def test_a_line_that_lacks_something_is_no_term(line: str) -> None:
    assert parse_term(line, KK) is None


def test_a_term_is_shown_as_it_is_written() -> None:
    assert shown(Term("Qysqa")) == "Qysqa"
    assert shown(Term("steppe", "дала", KK)) == "steppe = дала"
    assert shown(Term("a=b", '"c"')) == '«a=b» = «"c"»'


@given(
    st.text(st.sampled_from("abқ ='\"«»“”") | st.characters(), max_size=30),
    st.sampled_from([KK, None]),
)
def test_what_is_shown_is_read_as_the_same_term(line: str, language: None) -> None:
    term = parse_term(line, language)

    if term is not None:
        assert parse_term(shown(term), language) == term


def test_a_file_holds_a_term_a_line() -> None:
    text = (
        "\ufeff# кесте\nQysqa\n\nsteppe = дала\nsteppe\tстепь\tru\nriver\t\tru\n"
        "tree\tағаш\nlake\tкөл\tklingon\n+\t+\nSteppe\tдалам\tкк\n\tx\n"
    )

    assert read_glossary(text) == (
        Term("Qysqa"),
        Term("steppe", "дала"),
        Term("steppe", "степь", RU),
        Term("river"),
        Term("tree", "ағаш"),
    )


def test_of_two_lines_for_one_term_the_last_holds() -> None:
    assert read_glossary("steppe = дала\nSTEPPE = сахара") == (Term("STEPPE", "сахара"),)


@given(st.text(st.sampled_from("ab\t\n=#«» ") | st.characters()))
def test_any_file_is_read(text: str) -> None:
    assert all(term.text.strip() for term in read_glossary(text))


def test_the_term_of_a_language_goes_before_the_general_one() -> None:
    general, kazakh, russian = Term("Steppe"), Term("steppe", "дала", KK), Term("x", "y", RU)

    assert applies([kazakh, general, russian], KK) == (kazakh,)
    assert applies([kazakh, general, russian], RU) == (general, russian)
    assert applies([kazakh, general, russian], EN) == (general,)
