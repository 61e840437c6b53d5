"""Links are opened, the rest is read where it is."""

import pytest

from bot.article.reader import Reader
from bot.core.errors import BadLinkError, PageNotFoundError
from bot.core.models import (
    ArticleRequest,
    FileRequest,
    HtmlRequest,
    LinkRequest,
    Page,
    Stage,
    TextRequest,
)
from tests.unit.doubles import Heard, at_once

TEXT = "Станция наурыз айынан бері үзіліссіз жұмыс істейді.\n\nПікір қалдыру"
CLEAN = TEXT.partition("\n")[0]
HTML = f"<html><body><article><p>{CLEAN} {CLEAN} {CLEAN}</p></article></body></html>"


class FakeFetcher:
    """Serves one page; anything else is 404."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    async def fetch(self, url: str) -> Page:
        self.opened.append(url)
        if not url.endswith("/1"):
            raise PageNotFoundError("a.kz", 404)
        return Page(url, "text/html", "utf-8", HTML.encode())


@pytest.fixture
def fetcher() -> FakeFetcher:
    return FakeFetcher()


@pytest.fixture
def reader(fetcher: FakeFetcher) -> Reader:
    return Reader(fetcher, at_once)


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (TextRequest(TEXT), CLEAN),
        (FileRequest("a.txt", TEXT.encode()), CLEAN),
        (HtmlRequest(HTML), f"{CLEAN} {CLEAN} {CLEAN}"),
    ],
)
async def test_what_was_sent_is_read(
    reader: Reader, fetcher: FakeFetcher, request_: ArticleRequest, text: str
) -> None:
    heard = Heard()

    article = await reader(request_, heard)

    assert article.text == text
    assert heard.stages == [(Stage.READING, None)]
    assert fetcher.opened == []


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (TextRequest(TEXT), TEXT),
        (FileRequest("a.txt", TEXT.encode()), TEXT),
        (HtmlRequest(HTML), f"{CLEAN} {CLEAN} {CLEAN}"),
    ],
)
async def test_text_to_translate_stays_whole(
    reader: Reader, request_: ArticleRequest, text: str
) -> None:
    assert (await reader.whole(request_, Heard())).text == text


async def test_a_link_is_opened_then_read(reader: Reader, fetcher: FakeFetcher) -> None:
    heard = Heard()

    article = await reader(LinkRequest("www.a.kz/1"), heard)

    assert article.url == "https://www.a.kz/1"
    assert fetcher.opened == ["https://www.a.kz/1"]
    assert heard.stages == [(Stage.OPENING, "a.kz"), (Stage.READING, None)]


async def test_what_goes_wrong_on_the_way_is_told(reader: Reader, fetcher: FakeFetcher) -> None:
    with pytest.raises(PageNotFoundError):
        await reader(LinkRequest("https://a.kz/2"), Heard())
    with pytest.raises(BadLinkError):
        await reader(LinkRequest("ftp://a.kz/1"), Heard())
    assert fetcher.opened == ["https://a.kz/2"]
