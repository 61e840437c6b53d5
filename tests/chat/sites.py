"""Sites that links lead to: one that answers, and some that do not."""

import asyncio
from html import escape

from aiohttp import web

from bot.article.samples import sample
from bot.core.languages import EN
from bot.core.models import LanguageCode


def article_html(language: LanguageCode = EN) -> str:
    """An article that comes with Qysqa, as a page of a site."""
    title, *paragraphs = map(escape, sample(language).content.decode().split("\n\n"))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<title>{title}</title>"
    return (
        f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )


class Sites:
    """Answers by path: /article; /slow, after *go*, with *slow_page*; a status, with nothing."""

    def __init__(self) -> None:
        self.root = ""
        self.go = asyncio.Event()
        self.asked = asyncio.Event()
        self.slow_page = article_html()
        self.opened: list[str] = []
        self.app = web.Application()
        self.app.router.add_get("/{page}", self._answer)

    def release_after(self, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds, self.go.set)

    async def _answer(self, request: web.Request) -> web.Response:
        page = request.match_info["page"]
        self.opened.append(page)
        self.asked.set()
        if page.isdigit():
            return web.Response(status=int(page))
        if page != "slow":
            return web.Response(text=article_html(), content_type="text/html")
        await self.go.wait()
        return web.Response(text=self.slow_page, content_type="text/html")
