"""Text becomes an article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.article.documents import paragraphs
from bot.article.read import keep_text, read_text
from bot.core.errors import FileTooLargeError, NothingToSummarizeError, QysqaError
from bot.core.models import TextRequest

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
