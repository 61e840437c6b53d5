"""Links are opened, the rest is read where it is."""

import pytest

from bot.article.reader import Reader
from bot.core.errors import BadLinkError, BrokenFileError, PageNotFoundError
from bot.core.models import (
    Article,
    ArticleRequest,
    FileRequest,
    HtmlRequest,
    LinkRequest,
    Note,
    Page,
    Stage,
    TextRequest,
    Validators,
)
from tests.unit.doubles import Heard, at_once

TEXT = "Станция наурыз айынан бері үзіліссіз жұмыс істейді.\n\nПікір қалдыру"
CLEAN = TEXT.partition("\n")[0]
HTML = f"<html><body><article><p>{CLEAN} {CLEAN} {CLEAN}</p></article></body></html>"


POST = (
    f'<div class="tgme_widget_message"><div class="tgme_widget_message_text">{CLEAN}</div></div>'
)
KNOWN = Validators('"1"')


class FakeFetcher:
    """Serves the pages it is given; anything else is 404."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.pages: dict[str, Page] = {}
        self.put("https://www.a.kz/1")

    def put(self, url: str, html: str = HTML, *, at: str = "", kind: str = "text/html") -> None:
        """Serve *html* at *url*, whose redirects end *at* another address."""
        self.pages[url] = Page(at or url, kind, "utf-8", html.encode(), KNOWN)

    async def fetch(self, url: str) -> Page:
        self.opened.append(url)
        if url not in self.pages:
            raise PageNotFoundError("a.kz", 404)
        return self.pages[url]

    async def refresh(self, url: str, known: Validators) -> Page | None:
        page = await self.fetch(url)
        return None if page.validators == known else page


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


async def follow(reader: Reader, url: str) -> Article:
    return await reader(LinkRequest(url), Heard())


async def test_an_unchanged_page_is_not_read(reader: Reader) -> None:
    link = LinkRequest("https://www.a.kz/1")

    assert await reader.refresh(link, KNOWN, Heard()) is None
    changed = await reader.refresh(link, Validators('"0"'), Heard())
    assert changed is not None
    assert changed.validators == KNOWN


async def test_a_post_is_opened_where_it_can_be_read(reader: Reader, fetcher: FakeFetcher) -> None:
    fetcher.put("https://t.me/auyl/5?embed=1&mode=tme", POST)
    fetcher.put("https://clck.example.kz/a", "<p>Telegram</p>", at="https://t.me/auyl/5")

    direct = await follow(reader, "https://t.me/s/auyl/5")
    through_a_short_link = await follow(reader, "https://clck.example.kz/a")

    assert direct.text == through_a_short_link.text == CLEAN
    assert direct.url == "https://t.me/auyl/5"


async def test_a_doorway_is_walked_through(reader: Reader, fetcher: FakeFetcher) -> None:
    door = '<meta http-equiv="refresh" content="0; url=https://www.a.kz/1">'
    fetcher.put("https://vk.example.kz/x", door)

    article = await follow(reader, "https://vk.example.kz/x")
    assert article.url == "https://www.a.kz/1"
    assert article.validators is None  # the door may stay as it is while the page changes
    assert fetcher.opened == ["https://vk.example.kz/x", "https://www.a.kz/1"]


async def test_an_archived_copy_keeps_the_address_that_was_asked(
    reader: Reader, fetcher: FakeFetcher
) -> None:
    fetcher.put("https://web.archive.org/web/20260918000000id_/https://www.a.kz/1")
    link = "https://web.archive.org/web/20260918000000/https://www.a.kz/1"

    article = await follow(reader, link)
    assert (article.url, article.notes) == (link, (Note.ARCHIVED_COPY,))


async def test_a_file_behind_a_link_is_opened(reader: Reader, fetcher: FakeFetcher) -> None:
    fetcher.put("https://a.kz/a.pdf", "%PDF-1.7 nothing", kind="application/pdf")

    with pytest.raises(BrokenFileError):
        await follow(reader, "https://a.kz/a.pdf")


@pytest.mark.parametrize("is_busy", [True, False])
async def test_where_others_wait_the_faster_way_is_taken(
    fetcher: FakeFetcher,
    monkeypatch: pytest.MonkeyPatch,
    is_busy: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    taken = []

    def note(page: Page, kind: object, *, fast: bool) -> Article:
        taken.append(fast)
        return Article(CLEAN)

    monkeypatch.setattr("bot.article.reader.read_page", note)
    await follow(Reader(fetcher, at_once, lambda: is_busy), "https://www.a.kz/1")

    assert taken == [is_busy]
