"""Files become articles, whoever sends them."""

import pytest

from bot.article.read_file import keep_file, read_document, read_file
from bot.article.read_page import read_html
from bot.core.errors import BrokenFileError
from bot.core.models import FileRequest, HtmlRequest, Page

TEXT = (
    "Қайыңсай ауылының оқушылары өз қолдарымен метеостанция құрастырды.\n\n"
    "Станция наурыз айынан бері үзіліссіз жұмыс істейді."
)
PAGE = f"<html><body><article><p>{TEXT} {TEXT}</p></article></body></html>"


def test_files_are_read_by_their_kind() -> None:
    text, page = TEXT.encode(), PAGE.encode()

    assert read_file(FileRequest("a.txt", text)).text == TEXT
    assert keep_file(FileRequest("a.txt", text)).text == TEXT
    assert read_file(FileRequest("a.html", page)) == read_html(HtmlRequest(PAGE))
    assert keep_file(FileRequest("a.html", page)) == read_html(HtmlRequest(PAGE))


def test_a_file_behind_a_link_is_read_under_its_name() -> None:
    url = "https://www.a.kz/files/%D0%B0.txt?v=2"
    article = read_document(Page(url, "text/plain", None, TEXT.encode()))

    assert (article.text, article.url, article.site) == (TEXT, url, "a.kz")


def test_a_file_behind_a_link_that_names_none_is_named_after_its_site() -> None:
    with pytest.raises(BrokenFileError) as refused:
        read_document(Page("https://www.a.kz/", "application/pdf", None, b"%PDF-1.7 nothing"))

    assert refused.value.name == "a.kz"
