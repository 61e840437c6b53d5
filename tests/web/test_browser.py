"""A real browser on the page: what people do with it, by mouse, keyboard, phone and no script."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, BrowserContext, FilePayload, Page, expect

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.article.samples import sample
from bot.build import House, open_house
from bot.config import Settings
from bot.core.languages import EN, KK, RU
from bot.web.server import serving_page
from tests.chat.sites import Sites
from tests.unit.doubles import at_once, forget_settings
from tests.web.looking import BROWSER, browsing, problems, trouble_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="there is no chromium on PATH"),
    pytest.mark.asyncio(loop_scope="module"),
]

TEXT = sample(RU).content.decode()
SMALL: FilePayload = {"name": "a.txt", "mimeType": "text/plain", "buffer": sample(EN).content}
ROWS = "#summary li"
RING = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
"""Of a choice: what is seen of it stands beside its input."""


@dataclass
class World:
    """A browser, and the page that it may open."""

    browser: Browser
    house: House
    address: str
    site: Sites
    trouble: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    async def open(self, query: str = "ui=en", **options: Any) -> Page:
        context = await self.browser.new_context(**{"reduced_motion": "reduce", **options})
        self.contexts.append(context)
        page = await context.new_page()
        await trouble_of(page, self.trouble)
        await page.goto(f"{self.address}/?{query}")
        return page


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world_of_all(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    sites = Sites()
    with pytest.MonkeyPatch.context() as patch:
        forget_settings(patch)
        folder = tmp_path_factory.mktemp("house")
        settings = Settings(data_dir=folder, engines=(), owner="@aigul", test_loopback=True)
        async with (
            open_house(settings, work=at_once) as house,
            serving_page(house.qysqa, 0) as address,
            TestServer(sites.app) as server,
            browsing() as browser,
        ):
            sites.root = str(server.make_url("")).rstrip("/")
            yield World(browser, house, address, sites)


@pytest_asyncio.fixture(loop_scope="module")
async def world(world_of_all: World) -> AsyncIterator[World]:
    """The same for all tests; each must leave no error in the browser's console."""
    world_of_all.trouble.clear()
    yield world_of_all
    while world_of_all.contexts:
        await world_of_all.contexts.pop().close()
    assert world_of_all.trouble == []


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[asyncio.Event]:
    """Reading never ends by itself; set when it was stopped."""
    stopped = asyncio.Event()

    async def wait(*_: object) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    monkeypatch.setattr("bot.service.summarize.SummarizeArticle.with_article", wait)
    return iter((stopped,))


async def shorten(page: Page, text: str = TEXT) -> None:
    await page.get_by_label("A link or the text of an article").fill(text)
    await page.get_by_role("button", name="Shorten").click()


async def focused(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.id || document.activeElement.name"))


async def marked(page: Page) -> list[str]:
    """The marked sentences of the article, in order, after their numbers."""
    return list(await page.locator("mark").all_inner_texts())


async def own_words(page: Page) -> list[str]:
    return list(await page.locator(f"{ROWS} .own p:first-of-type").all_inner_texts())


async def test_pasted_text_is_answered_on_the_page_and_leaves_no_trace_in_the_address(
    world: World,
) -> None:
    page = await world.open()
    await shorten(page)

    await expect(page.locator(ROWS)).to_have_count(5)
    await expect(page.locator("#title")).to_be_focused()
    await expect(page.get_by_role("status")).to_have_text(
        await page.locator(".count").inner_text()
    )
    originals = await own_words(page)
    assert await marked(page) == [f"{n}{text}" for n, text in enumerate(originals, 1)]
    assert all(text in TEXT for text in originals)
    assert page.url == f"{world.address}/?ui=en&length=medium&to=kk&to=ru&to=en&script=Cyrl"
    title = await page.title()
    assert title == f"{TEXT.partition(chr(10))[0]} · Qysqa"


async def test_a_link_tells_its_stages_and_opens_its_sentences_on_their_page(world: World) -> None:
    world.site.go.clear()
    page = await world.open(viewport={"width": 600, "height": 400})
    await shorten(page, f"{world.site.root}/slow")

    await expect(page.get_by_role("status")).to_have_text("Opening 127.0.0.1…")
    await expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    world.site.go.set()
    await expect(page.locator(ROWS)).to_have_count(5)
    await expect(page.get_by_role("button", name="Cancel")).to_be_hidden()
    links = page.get_by_role("link", name="on its page")
    assert await links.count() == 5
    href = await links.first.get_attribute("href")
    assert href is not None
    assert href.startswith(f"{world.site.root}/slow#:~:text=")
    async with page.context.expect_page() as opening:
        await links.last.click()
    opened = await opening.value
    await opened.wait_for_load_state()
    assert await opened.evaluate("scrollY") > 0  # the browser went to the sentence


async def test_a_dropped_file_is_answered(world: World) -> None:
    page = await world.open()
    await page.evaluate(
        """(text) => {
            const files = new DataTransfer();
            files.items.add(new File([text], "weather.txt", { type: "text/plain" }));
            const event = { bubbles: true, cancelable: true, dataTransfer: files };
            document.body.dispatchEvent(new DragEvent("dragover", event));
            document.body.dispatchEvent(new DragEvent("drop", event));
        }""",
        sample(KK).content.decode(),
    )

    await expect(page.locator(ROWS)).to_have_count(5)
    await expect(page.locator("#curtain")).to_be_hidden()
    await page.get_by_label("Short", exact=True).check()
    await expect(page.locator(ROWS)).to_have_count(3)


async def test_a_chosen_file_is_answered_unless_it_is_too_large(
    world: World, tmp_path: Path
) -> None:
    large = tmp_path / "large.txt"
    large.touch()
    with large.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    page = await world.open()
    await page.get_by_label("Or a file").set_input_files(large)
    await page.get_by_role("button", name="Shorten").click()
    await expect(page.get_by_role("alert")).to_contain_text("my limit is 20 MB")
    await page.get_by_role("button", name="Remove the file").click()
    await page.get_by_label("Or a file").set_input_files(SMALL)
    await page.get_by_role("button", name="Shorten").click()

    await expect(page.locator(ROWS)).to_have_count(5)
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_a_switch_asks_by_the_key_and_keeps_article_and_focus(world: World) -> None:
    page = await world.open()
    await page.get_by_role("link", name="Қазақша").click()
    await expect(page.locator(ROWS)).to_have_count(5)
    assert "sample=kk" in page.url
    await page.evaluate("document.querySelector('.text').kept = true")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    await page.get_by_label("Long", exact=True).check()
    await expect(page.locator(ROWS)).to_have_count(8)

    assert [("Қостанай" in one, 'name="key"' in one) for one in sent] == [(False, True)]
    assert await page.evaluate("document.querySelector('.text').kept")
    assert await focused(page) == "length"
    originals = await own_words(page)
    assert await marked(page) == [f"{n}{text}" for n, text in enumerate(originals, 1)]
    assert await page.locator(ROWS).count() == len(await marked(page))
    await page.get_by_label("Latyn").check()
    await expect(page.locator("#summary [lang=kk-Latn]").first).to_be_visible()
    assert "length=long" in page.url
    await page.reload()
    await expect(page.locator(ROWS)).to_have_count(8)


async def test_a_sample_comes_in_the_languages_that_were_chosen(world: World) -> None:
    page = await world.open()
    for language in ("Қазақша", "English"):
        await page.get_by_role("checkbox", name=language).uncheck()
    await page.locator(".samples a").first.click()
    columns = await page.locator(".heads p").all_inner_texts()

    assert columns == ["Original: Kazakh", "Русский translation memory"]


async def test_a_switch_after_the_answer_was_forgotten_sends_the_text_again(world: World) -> None:
    page = await world.open()
    await shorten(page)
    await expect(page.locator(ROWS)).to_have_count(5)
    await page.evaluate("document.querySelector('[name=key]').value = 'gone'")
    await page.get_by_label("Short", exact=True).check()

    await expect(page.locator(ROWS)).to_have_count(3)
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_the_way_back_leads_through_what_was_shown(world: World) -> None:
    page = await world.open()
    await shorten(page)
    await expect(page.locator(ROWS)).to_have_count(5)
    await page.get_by_role("link", name="para 1").first.click()
    assert page.url.endswith("#s1")
    await page.get_by_label("Short", exact=True).check()
    await expect(page.locator(ROWS)).to_have_count(3)
    await page.go_back()
    await expect(page.locator(ROWS)).to_have_count(5)
    assert len(await marked(page)) == 5
    await expect(page.get_by_label("Medium")).to_be_checked()
    await page.go_back()
    await page.go_back()
    await expect(page.locator("#summary")).to_have_count(0)
    await expect(page.locator("#source")).to_have_value("")
    await page.go_forward()

    await expect(page.locator(ROWS)).to_have_count(5)
    await expect(page.locator("#source")).to_have_value(TEXT.replace("\r", ""))


async def test_an_answer_is_shared_as_plain_text(world: World) -> None:
    page = await world.open("ui=en&to=en", permissions=["clipboard-read", "clipboard-write"])
    await shorten(page, f"{world.site.root}/article")
    await page.get_by_role("button", name="Copy as text").click()
    await expect(page.get_by_role("button", name="Copied.")).to_be_visible()
    copied = str(await page.evaluate("navigator.clipboard.readText()"))

    title, *originals = [sample(EN).content.decode().partition("\n")[0], *await own_words(page)]
    numbered = [f"{number}. {text}" for number, text in enumerate(originals, 1)]
    count = await page.locator(".count").inner_text()
    url = f"{world.site.root}/article"
    blocks = [f"{title}\n{url}", *numbered, f"{count}\nQysqa"]
    assert copied == "\n\n".join(blocks)
    whatsapp = await page.get_by_role("link", name="WhatsApp").get_attribute("href")
    telegram = await page.get_by_role("link", name="Telegram").get_attribute("href")
    assert parse_qs(urlsplit(str(whatsapp)).query) == {"text": [copied]}
    sent = {"url": [url], "text": ["\n\n".join([title, *blocks[1:]])]}
    assert parse_qs(urlsplit(str(telegram)).query) == sent


async def test_what_is_shared_has_the_language_that_was_chosen(world: World) -> None:
    page = await world.open("ui=ru&sample=kk&to=ru&to=en")
    # a browser that allows neither the clipboard nor sharing
    await page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    await page.evaluate("void (document.execCommand = () => true)")
    before = await page.locator("#text-1").input_value()
    await page.locator("#share-in").select_option(label="English")
    await page.locator("#copy").click()
    shown = page.locator("#summary textarea:not([hidden])")

    assert before.startswith("Сельские школьники")
    assert (await shown.input_value()).startswith("Village pupils")
    assert await focused(page) == "copy"
    whatsapp = await page.locator("#whatsapp").get_attribute("href")
    assert "Village" in str(whatsapp)
    assert not await page.locator("details").first.get_attribute("open")


async def test_the_browsers_own_sharing_is_offered_where_there_is_one(world: World) -> None:
    page = await world.open()
    await page.evaluate("void (navigator.share = async (what) => { window.told = what.text; })")
    await shorten(page)
    await page.get_by_role("button", name="More ways…").click()

    assert str(await page.evaluate("window.told")).endswith("\nQysqa")


async def test_it_works_without_its_script(world: World) -> None:
    page = await world.open("ui=en&to=ru", java_script_enabled=False)
    await shorten(page)
    assert await page.locator(ROWS).count() == 5
    await page.get_by_label("Short", exact=True).check()
    await page.get_by_role("button", name="Shorten").click()
    assert await page.locator(ROWS).count() == 3
    await page.get_by_role("button", name="Русский").click()
    assert await page.get_attribute("html", "lang") == "ru"
    assert await page.locator(ROWS).count() == 3
    await page.locator("#source").fill("")
    await page.locator("#file").set_input_files(SMALL)
    await page.locator("#ask .main").click()
    assert len(await marked(page)) == 3
    await page.locator("[name=length][value=medium]").check()
    await page.locator("[name=again]").click()

    assert await page.locator(ROWS).count() == 5  # a file cannot stay in a form, its answer does


async def test_an_error_is_shown_and_focused(world: World) -> None:
    page = await world.open()
    await page.get_by_role("button", name="Shorten").click()
    alert = page.get_by_role("alert")

    await expect(alert).to_have_text("Send me a link to an article, or its text.")
    assert await focused(page) == "error"
    await shorten(page, "https://a..kz/")
    await expect(alert).to_contain_text("This is not a link I can open.")
    await expect(page.locator("#source")).to_have_value("https://a..kz/")
    await shorten(page)
    await expect(page.locator(ROWS)).to_have_count(5)
    await expect(alert).to_have_count(0)


async def test_cancel_ends_the_work_here_and_there(
    world: World, ended: Iterator[asyncio.Event]
) -> None:
    stopped = next(ended)
    page = await world.open()
    await shorten(page)
    await page.get_by_role("button", name="Cancel").click()

    await asyncio.wait_for(stopped.wait(), 5)
    await expect(page.get_by_role("status")).to_have_text("Stopped.")
    assert await focused(page) == "source"


async def test_a_page_whose_server_is_gone_says_so(world: World) -> None:
    page = await world.open()
    await page.route("**/*", lambda route: route.abort())
    await shorten(page)

    await expect(page.get_by_role("alert")).to_contain_text("Qysqa does not answer.")
    assert any("ERR_FAILED" in one for one in world.trouble)
    world.trouble.clear()


async def test_all_of_it_can_be_done_with_the_keyboard(world: World) -> None:
    page = await world.open()
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.className") == "skip"
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    assert await focused(page) == "source"
    await page.keyboard.insert_text(TEXT)
    for expected in ("file", "length", "to", "to", "to", "script"):
        await page.keyboard.press("Tab")
        assert await focused(page) == expected
        assert expected == "file" or await page.evaluate(RING) == "solid"
    await page.keyboard.press("Enter")  # in a choice: asks, and does not change the language
    await expect(page.locator(ROWS)).to_have_count(5)
    assert await page.get_attribute("html", "lang") == "en"
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    assert page.url.endswith("#s1")
    await page.get_by_label("Medium").focus()
    await page.keyboard.press("ArrowLeft")
    await expect(page.locator(ROWS)).to_have_count(3)
    await page.locator("#source").focus()
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("#title")).to_be_focused()


@pytest.mark.parametrize("query", ["ui=ru", "ui=kk&sample=kk&script=Arab", "ui=en&sample=en"])
async def test_nothing_is_wider_than_a_small_phone(world: World, query: str) -> None:
    page = await world.open(query, viewport={"width": 320, "height": 640})

    assert await page.evaluate("document.documentElement.scrollWidth") == 320
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert await page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
async def test_axe_finds_nothing(world: World, scheme: str, width: int) -> None:
    viewport = {"width": width, "height": 900}
    page = await world.open("ui=en", color_scheme=scheme, viewport=viewport)
    found = {"empty": await problems(page)}
    await page.get_by_role("button", name="Shorten").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    found["error"] = await problems(page)
    await page.goto(f"{world.address}/?ui=ru&sample=kk&script=Arab")
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found["result"] = await problems(page)

    assert found == {"empty": [], "error": [], "result": []}


async def test_pieces_in_other_languages_say_so(world: World) -> None:
    page = await world.open("ui=en&sample=kk&to=kk&to=ru&script=Arab")
    languages = await page.locator(f"{ROWS}:first-child [lang]").evaluate_all(
        "all => all.map(one => [one.lang, one.dir])"
    )

    assert languages == [["kk", "auto"], ["kk-Arab", "rtl"], ["ru", "auto"]]
    assert await page.get_attribute(".text", "lang") == "kk"
    levels = await page.locator("h1, h2, h3").evaluate_all("all => all.map(one => one.tagName)")
    assert levels == ["H1", "H2", "H2", "H2"]
    assert await page.locator("main").count() == 1


async def test_on_paper_there_is_only_the_answer(world: World) -> None:
    page = await world.open("ui=en&sample=en")
    await page.emulate_media(media="print")

    await expect(page.locator("#ask")).to_be_hidden()
    await expect(page.locator(".share")).to_be_hidden()
    await expect(page.locator("#title")).to_be_visible()
    await expect(page.locator("mark").first).to_be_visible()
