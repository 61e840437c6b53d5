"""Text becomes an article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.article.documents import paragraphs
from bot.article.read import keep_text, read_text
from bot.core.errors import FileTooLargeError, NothingToSummarizeError, QysqaError
from bot.core.models import Style, StyleKind, TextRequest

TEXT = (
    "Қайыңсай ауылының оқушылары өз қолдарымен метеостанция құрастырды.\n\n"
    "Станция наурыз айынан бері үзіліссіз жұмыс істейді."
)
NOTHING = ["", " \n", "12 345 !", "👍", "\0\u200b"]


def test_text_is_normalised_cleaned_and_identified() -> None:
    article = read_text(TextRequest(f"\ufeff{TEXT}\r\n\r\nПікір қалдыру\r\n", "Екі\u00a0 \nсөз"))

    assert article.text == TEXT
    assert article.title == "Екі сөз"
    assert article.language == "kk"
    assert [one.text for one in article.removed] == ["Пікір қалдыру"]


def test_text_to_translate_is_kept_whole() -> None:
    article = keep_text(TextRequest(f" {TEXT}\n\n\n\nПікір қалдыру\n"))

    assert article.text == f"{TEXT}\n\nПікір қалдыру"
    assert (article.title, article.language, article.removed) == (None, "kk", ())


@pytest.mark.parametrize("text", NOTHING)
def test_without_letters_there_is_nothing(text: str) -> None:
    for function in (read_text, keep_text):
        with pytest.raises(NothingToSummarizeError):
            function(TextRequest(text))


def test_length_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paragraphs, "MAX_TEXT_CHARS", 10)

    assert keep_text(TextRequest("Он әріптен")).text == "Он әріптен"
    for function in (read_text, keep_text):
        with pytest.raises(FileTooLargeError) as refused:
            function(TextRequest("Он бір әріп"))
        assert refused.value.limit_bytes == 10


@given(st.text(st.characters(), max_size=200), st.none() | st.text(st.characters(), max_size=20))
@settings(max_examples=60)
def test_any_text_becomes_an_article_or_is_refused(text: str, title: str | None) -> None:
    try:
        article = read_text(TextRequest(text, title))
    except QysqaError:
        return
    assert article.text
    assert article.text == article.text.strip()
    assert "\n" not in (article.title or "")
    article.text.encode()


def styled(text: str, *places: tuple[int, int]) -> list[str]:
    """The words that are bold after a text was kept."""
    styles = tuple(Style(StyleKind.BOLD, start, end) for start, end in places)
    article = keep_text(TextRequest(text, styles=styles))
    return [article.text[one.start : one.end] for one in article.styles]


def test_styles_of_a_text_that_is_kept_stay_on_their_words() -> None:
    text = "  Бұл\u00ad —  үлкен \n\n\n\nжаңа мектеп. "

    assert styled(text, (10, 15), (text.index("жаңа"), text.index(" мектеп"))) == ["үлкен", "жаңа"]


def test_white_space_at_the_ends_of_a_style_is_let_go() -> None:
    assert styled("Бұл —   үлкен мектеп.", (5, 14)) == ["үлкен"]


def test_a_style_over_nothing_that_is_seen_is_dropped() -> None:
    assert styled("Бұл — \u200b мектеп.", (5, 8)) == []
    assert styled("Бұл — мектеп.", (5, 6)) == []


def test_a_style_whose_place_is_lost_is_dropped() -> None:
    text = "Жаңа маи\u0306дан ашылды"  # й in two pieces: one letter once normalised

    assert styled(text, (0, 4), (5, 8), (5, 12)) == ["Жаңа", "майдан"]


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_styles_lie_within_the_text(text: str, start: int, end: int) -> None:
    request = TextRequest(f"а{text}", styles=(Style(StyleKind.BOLD, start, end),))
    article = keep_text(request)

    assert all(0 <= one.start < one.end <= len(article.text) for one in article.styles)
