"""Text, files and pages become articles."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.article import read
from bot.article.read import (
    keep_file,
    keep_text,
    read_file,
    read_html,
    read_page,
    read_text,
)
from bot.core.errors import (
    FileTooLargeError,
    NoArticleError,
    NothingToSummarizeError,
    QysqaError,
)
from bot.core.models import FileRequest, HtmlRequest, Page, TextRequest

TEXT = (
    "Қайыңсай ауылының оқушылары өз қолдарымен метеостанция құрастырды.\n\n"
    "Станция наурыз айынан бері үзіліссіз жұмыс істейді."
)
PAGE = (
    "<html><head><title>Станция\u00a0 туралы</title>"
    '<meta property="article:published_time" content="2026-09-18"></head><body><article>'
    + "".join(f"<p>{line} Болжам ауылдың чатына жіберіледі.</p>" for line in TEXT.split("\n\n"))
    + "</article></body></html>"
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
    monkeypatch.setattr(read, "MAX_TEXT_CHARS", 10)

    assert keep_text(TextRequest("Он әріптен")).text == "Он әріптен"
    for function in (read_text, keep_text):
        with pytest.raises(FileTooLargeError) as refused:
            function(TextRequest("Он бір әріп"))
        assert refused.value.limit_bytes == 10


def test_a_page_becomes_an_article_of_its_site() -> None:
    article = read_html(HtmlRequest(PAGE, "https://www.a.kz/1"))

    assert article.text.startswith("Қайыңсай ауылының оқушылары")
    assert (article.title, article.site) == ("Станция туралы", "a.kz")
    assert (article.url, article.published) == ("https://www.a.kz/1", date(2026, 9, 18))
    assert article.language == "kk"


def test_a_page_from_nowhere_has_no_site() -> None:
    article = read_html(HtmlRequest(PAGE.replace("<title>Станция\u00a0 туралы</title>", "")))

    assert (article.url, article.site) == (None, None)


@pytest.mark.parametrize("html", ["<p>", "<article><p>123 456 789.</p></article>"])
@pytest.mark.parametrize(("url", "site"), [("https://a.kz/", "a.kz"), (None, "")])
def test_a_page_without_letters_has_no_article(html: str, url: str | None, site: str) -> None:
    with pytest.raises(NoArticleError) as failed:
        read_html(HtmlRequest(html, url))

    assert failed.value.site == site


def test_files_are_read_by_their_kind() -> None:
    text, page = TEXT.encode(), PAGE.encode()

    assert read_file(FileRequest("a.txt", text)).text == TEXT
    assert keep_file(FileRequest("a.txt", text)).text == TEXT
    assert read_file(FileRequest("a.html", page)) == read_html(HtmlRequest(PAGE))
    assert keep_file(FileRequest("a.html", page)) == read_html(HtmlRequest(PAGE))


def test_a_fetched_page_keeps_its_address() -> None:
    page = Page("https://a.kz/1", "text/html", "windows-1251", PAGE.encode("utf-8"))

    assert read_page(page).url == "https://a.kz/1"


@pytest.mark.parametrize("kind", ["text/plain", "text/markdown"])
def test_plain_text_from_a_site_is_read_as_text(kind: str) -> None:
    article = read_page(Page("https://www.a.kz/1.txt", kind, None, TEXT.encode()))

    assert (article.text, article.url, article.site) == (TEXT, "https://www.a.kz/1.txt", "a.kz")


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
