"""Lets the browser itself say which words of a page a text fragment leads to.

What it matched it paints magenta. Those pixels are held against the place where the sentence
stands in the article: inside the block of the page that reads like its paragraph. The same words
elsewhere on the page are a miss.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote

import numpy as np
from aiohttp import web
from aiohttp.test_utils import TestServer
from PIL import Image
from playwright.async_api import Page

from bot.article.links.fragments import fragment_link
from bot.build import House
from bot.core.models import HtmlRequest, Length, Sentence, Stage, SummaryRequest
from tests.web.fragment_pages import generated_page

WINDOW: Any = {"width": 800, "height": 600}
MIN_SHARED = 0.9
"""Of the area that is painted or expected. Whole sentences share .97 and more."""

_PLACE = """([line, before, sentence]) => {
    const plain = (text) => text.replace(/\\u00ad/g, "").replace(/\\s+/g, " ");
    const [wanted, whole] = [plain(sentence).trim(), plain(line).trim()];
    for (const block of document.querySelectorAll("main p, main blockquote, main td")) {
        const letters = [];
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const node = walker.currentNode;
            [...node.data].forEach((char, at) => {
                const seen = plain(char);
                if (seen && (seen !== " " || letters.at(-1)?.seen !== " ")) {
                    letters.push({ seen, node, at });
                }
            });
        }
        const text = letters.map((one) => one.seen).join("");
        if (text.trim() !== whole) continue;
        const start = text.indexOf(wanted, plain(before).length);
        const [first, last] = [letters[start], letters[start + wanted.length - 1]];
        const range = new Range();
        range.setStart(first.node, first.at);
        range.setEnd(last.node, last.at + 1);
        const boxes = [...range.getClientRects()];
        return boxes.map((one) => [one.left, one.top, one.right, one.bottom]);
    }
    return [];
}"""


@dataclass(frozen=True, slots=True)
class Sent:
    """A sentence that was chosen, its paragraph with what stands before it there, its link."""

    text: str
    line: str
    before: str
    link: str


@asynccontextmanager
async def serving_pages() -> AsyncIterator[str]:
    """Serve each generated page by its number; gives the address."""

    async def answer(request: web.Request) -> web.Response:
        page = generated_page(int(request.match_info["number"]))
        return web.Response(text=page, content_type="text/html")

    app = web.Application()
    app.router.add_get("/{number:[0-9]+}", answer)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


async def summarized(
    house: House, root: str, number: int, size: Length = Length.MEDIUM
) -> Sequence[Sent]:
    """The sentences of a page, chosen by the house as of any other."""
    url = f"{root}/{number}"
    request = SummaryRequest(HtmlRequest(generated_page(number), url), size=size)
    article, answer = await house.qysqa.summarize.with_article(request, _silently)
    return [_sent(article.text, one, url) for one in answer.sentences]


def _sent(text: str, sentence: Sentence, url: str) -> Sent:
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    line = text[start : end if end >= 0 else None]
    link = fragment_link(url, sentence.directive)
    return Sent(sentence.text, line, text[start : sentence.start], link)


async def shared(page: Page, sent: Sent, link: str) -> float:
    """How far what *link* opens is the sentence, where it stands in the article: 0 to 1."""
    await page.goto("about:blank")  # else only the fragment would change, and nothing be loaded
    await page.goto(link)
    expected = _drawn(await page.evaluate(_PLACE, [sent.line, sent.before, sent.text]))
    picture = np.asarray(Image.open(BytesIO(await page.screenshot())).convert("RGB")).astype(int)
    red, green, blue = picture[..., 0], picture[..., 1], picture[..., 2]
    painted = (red > 200) & (green < 60) & (blue > 200)
    either = (painted | expected).sum()
    return float((painted & expected).sum() / either) if either else 0.0


def _drawn(boxes: Sequence[Sequence[float]]) -> Any:
    """The pixels of the window that the boxes cover."""
    pixels = np.zeros((WINDOW["height"], WINDOW["width"]), dtype=bool)
    for box in boxes:
        left, top, right, bottom = (max(0, round(edge)) for edge in box)
        pixels[top:bottom, left:right] = True
    return pixels


def written(sent: Sent, *pieces: str) -> str:
    """A link to the page of *sent* that looks for *pieces*, as they are."""
    page = sent.link.partition("#")[0]
    return f"{page}#:~:text=" + ",".join(quote(one, safe="").replace("-", "%2D") for one in pieces)


def words(sent: Sent, start: int | None, end: int | None) -> str:
    """Some words of the sentence."""
    return " ".join(sent.text.split()[start:end])


CONTROLS: Mapping[str, Callable[[Sent], str]] = {
    "no fragment": lambda sent: sent.link.partition("#")[0],
    "words that are not there": lambda sent: written(sent, "Qysqa Qysqa"),
    "the sentence without its end": lambda sent: written(sent, words(sent, None, -5)),
}
"""Links that must not be right."""


async def _silently(stage: Stage, site: str | None = None) -> None:
    """Nobody waits."""
