"""The local page: paste a text or a link, see its sentences, their places and translations."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.i18n.catalogs import load_catalogs, locales_folder
from bot.service.qysqa import Qysqa
from bot.web.forms import MAX_FORM_BYTES
from bot.web.health import healthz, serving
from bot.web.site import Site

_LOCAL = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.IGNORECASE)


@asynccontextmanager
async def serving_page(qysqa: Qysqa, port: int) -> AsyncIterator[str]:
    """Serve the page on this machine only; gives its address. Port 0 takes a free one.

    Work ends when nobody waits for it any more.
    """
    async with serving(page_application(qysqa), port, cancel_unwanted=True) as address:
        yield address


def page_application(qysqa: Qysqa) -> web.Application:
    """The page as an aiohttp application."""
    site = Site(qysqa, load_catalogs(locales_folder()))
    app = web.Application(client_max_size=MAX_FORM_BYTES, middlewares=[_only_from_here])
    app.router.add_get("/", site.show)
    app.router.add_post("/", site.shorten)
    app.router.add_get("/healthz", healthz)
    return app


@web.middleware
async def _only_from_here(request: web.Request, handler: Any) -> web.StreamResponse:
    """Refuse other names for this machine, and forms that other sites send here."""
    origin = request.headers.get("Origin")
    if _LOCAL.fullmatch(request.host) is None:
        raise web.HTTPForbidden(text="This page is for this machine only.")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        raise web.HTTPForbidden(text="This form belongs to another site.")
    response: web.StreamResponse = await handler(request)
    return response
