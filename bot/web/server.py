"""The local page: paste a text or a link, see its sentences, their places and translations."""

import re
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import structlog
from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from multidict import MultiDictProxy

from bot.article.intake import parse_request
from bot.article.links.urls import find_links
from bot.article.samples import SAMPLE_LANGUAGES, sample
from bot.core.errors import FileTooLargeError, QysqaError
from bot.core.languages import INTERFACE_LANGUAGES, find_language, interface_language, native_name
from bot.core.models import ArticleRequest, LanguageCode, Length, Stage, SummaryRequest
from bot.i18n import failures, texts
from bot.i18n.catalogs import Catalog, load_catalogs, locales_folder
from bot.i18n.page import page_words
from bot.service.qysqa import Qysqa
from bot.service.traces import trace_of
from bot.web.health import healthz, serving
from bot.web.page import Result, lay_out

MAX_FORM_BYTES = 6 * 2**20  # a long novel: a Cyrillic letter takes six bytes in a form

_FOLDER = Path(__file__).parent
_LOCAL = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.IGNORECASE)

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def serving_page(qysqa: Qysqa, port: int) -> AsyncIterator[str]:
    """Serve the page on this machine only; gives its address. Port 0 takes a free one."""
    async with serving(page_application(qysqa), port) as address:
        yield address


def page_application(qysqa: Qysqa) -> web.Application:
    """The page as an aiohttp application."""
    site = Site(qysqa, load_catalogs(locales_folder()))
    app = web.Application(client_max_size=MAX_FORM_BYTES, middlewares=[_only_from_here])
    app.router.add_get("/", site.show)
    app.router.add_post("/", site.shorten)
    app.router.add_get("/healthz", healthz)
    return app


@dataclass(frozen=True, slots=True)
class Form:
    """What a reader filled in."""

    source: str
    length: Length
    targets: tuple[LanguageCode, ...]


class Site:
    """Answers the page's requests."""

    def __init__(self, qysqa: Qysqa, catalogs: Mapping[LanguageCode, Catalog]) -> None:
        self._qysqa = qysqa
        self._catalogs = catalogs
        self._page = Page()

    async def show(self, request: web.Request) -> web.Response:
        """The empty page, or one of the samples at work."""
        t = self._words(request)
        form = Form("", self._qysqa.facts.length, INTERFACE_LANGUAGES)
        language = find_language(request.query.get("sample"))
        if language not in SAMPLE_LANGUAGES:
            return self._page.render(t, form)
        return await self._answer(t, form, sample(language))

    async def shorten(self, request: web.Request) -> web.Response:
        """What was pasted, shortened; the form keeps it whatever happens."""
        t = self._words(request)
        try:
            form = _read_form(await request.post(), self._qysqa.facts.length)
        except web.HTTPRequestEntityTooLarge:
            form = Form("", self._qysqa.facts.length, INTERFACE_LANGUAGES)
            return self._page.refuse(t, form, FileTooLargeError(MAX_FORM_BYTES))
        except (ValueError, LookupError):  # bytes that no browser sends, in what it calls UTF-8
            raise web.HTTPBadRequest from None
        try:
            article = parse_request(form.source, find_links(form.source))
        except QysqaError as error:
            return self._page.refuse(t, form, error)
        return await self._answer(t, form, article)

    async def _answer(self, t: Catalog, form: Form, article: ArticleRequest) -> web.Response:
        wanted = SummaryRequest(article, form.targets, form.length)
        try:
            found, answer = await self._qysqa.summarize.with_article(wanted, _silently)
            explanation = await self._qysqa.summarize.explain(found, wanted)
        except QysqaError as error:
            return self._page.refuse(t, form, error)
        except Exception as error:  # noqa: BLE001 - the last place to tell a person of a bug
            code = uuid4().hex[:8]
            _log.error("page.broken", code=code, **trace_of(error))
            said = failures.internal(t, code, self._qysqa.facts.owner)
            return self._page.render(t, form, error=said, status=500)
        return self._page.render(t, form, result=lay_out(t, found, answer, explanation))

    def _words(self, request: web.Request) -> Catalog:
        """By the link that was followed, else by the browser's first language."""
        browser = request.headers.get("Accept-Language", "").partition(",")[0].partition(";")[0]
        return self._catalogs[interface_language(request.query.get("ui") or browser)]


class Page:
    """The template with its style and script, which the policy names by their hashes."""

    def __init__(self) -> None:
        loader = FileSystemLoader(_FOLDER)
        environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        self._template = environment.get_template("page.html")
        self._style = (_FOLDER / "page.css").read_text(encoding="utf-8")
        self._script = (_FOLDER / "page.js").read_text(encoding="utf-8")
        self._samples = [
            (code, native_name(code), sample(code).content.decode().partition("\n")[0])
            for code in INTERFACE_LANGUAGES
        ]

    def refuse(self, t: Catalog, form: Form, error: QysqaError) -> web.Response:
        """The page with what went wrong and what to do."""
        return self.render(t, form, error=failures.failure(t, error), status=422)

    def render(
        self,
        t: Catalog,
        form: Form,
        *,
        result: Result | None = None,
        error: str | None = None,
        status: int = 200,
    ) -> web.Response:
        """The page as a response."""
        text = self._template.render(
            ui=t.language,
            words=page_words(t),
            interface=[(code, native_name(code)) for code in INTERFACE_LANGUAGES],
            lengths=[(one.value, texts.length_name(t, one)) for one in Length],
            length=form.length.value,
            targets=form.targets,
            source=form.source,
            samples=self._samples,
            result=result,
            error=error,
            style=Markup(self._style),  # noqa: S704 - our own file, no one else's words
            script=Markup(self._script),  # noqa: S704 - our own file, no one else's words
        )
        return web.Response(
            text=text, status=status, content_type="text/html", headers=self._headers()
        )

    def _headers(self) -> dict[str, str]:
        policy = (
            f"default-src 'none'; style-src {_hash(self._style)};"
            f" script-src {_hash(self._script)};"
            " img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        return {
            "Content-Security-Policy": policy,
            # under «no-referrer» browsers send our own form with «Origin: null»
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }


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


def _read_form(fields: MultiDictProxy[Any], default: Length) -> Form:
    length = str(fields.get("length", ""))
    wanted = fields.getall("to", [])
    return Form(
        source=str(fields.get("source", "")),
        length=Length(length) if length in list(Length) else default,
        targets=tuple(code for code in INTERFACE_LANGUAGES if code in wanted),
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


async def _silently(stage: Stage, site: str | None = None) -> None:
    """The page itself says that work goes on."""
