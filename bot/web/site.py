"""Answers the requests of the page."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

import structlog
from aiohttp import web
from yarl import URL

from bot.article.intake import parse_request
from bot.article.links.urls import find_links
from bot.article.samples import SAMPLE_LANGUAGES
from bot.core.errors import AnswerExpiredError, QysqaError
from bot.core.languages import find_language, interface_language
from bot.core.models import ArticleRequest, LanguageCode, Stage, SummaryRequest
from bot.core.ports import Progress
from bot.i18n import failures
from bot.i18n.catalogs import Catalog
from bot.service.qysqa import Qysqa
from bot.service.summarize import Wish
from bot.service.traces import trace_of
from bot.web.drawing import Outcome, Page, sample_text
from bot.web.forms import Form, read_fields, read_form
from bot.web.page import lay_out
from bot.web.reading import lay_out_article
from bot.web.stages import tell_stages, wants_stages

_log = structlog.get_logger(__name__)


class Site:
    """The page at work."""

    def __init__(self, qysqa: Qysqa, catalogs: Mapping[LanguageCode, Catalog]) -> None:
        self._qysqa = qysqa
        self._catalogs = catalogs
        self._page = Page()

    async def show(self, request: web.Request) -> web.Response:
        """The empty page, or one of the samples at work."""
        t = self._words(request)
        form = read_fields(request.query, Form.empty(self._qysqa.facts.length))
        language = find_language(request.query.get("sample"))
        if language not in SAMPLE_LANGUAGES:
            return self._page.whole(t, form, Outcome(), is_private=False)
        form = replace(form, source=sample_text(language))
        outcome = await self._outcome(t, form, _silently)
        return self._page.whole(t, form, outcome, is_private=False)

    async def shorten(self, request: web.Request) -> web.StreamResponse:
        """What was pasted or sent, shortened; the form keeps it whatever happens."""
        t, default = self._words(request), Form.empty(self._qysqa.facts.length)
        try:
            form = await read_form(request, default)
        except QysqaError as error:
            return await self._answer(request, t, default, _refused(t, error))
        except ValueError:  # bytes that no browser sends, in what it calls UTF-8
            raise web.HTTPBadRequest from None
        if form.keep and form.is_bare:
            raise web.HTTPSeeOther(URL("/").with_query(form.query(t.language)))
        return await self._answer(request, t, form)

    async def _answer(
        self, request: web.Request, t: Catalog, form: Form, known: Outcome | None = None
    ) -> web.StreamResponse:
        """In stages for the page's script, else as a page of its own."""

        async def work(progress: Progress) -> Outcome:
            return known or await self._outcome(t, form, progress)

        if not wants_stages(request):
            return self._page.whole(t, form, await work(_silently), is_private=True)

        async def parts(progress: Progress) -> Mapping[str, object]:
            return self._page.parts(t, await work(progress))

        return await tell_stages(request, t, parts, self._page.headers(is_private=True))

    async def _outcome(self, t: Catalog, form: Form, progress: Progress) -> Outcome:
        try:
            if form.again and form.is_bare:
                return await self._again(t, form, progress)
            return await self._read(t, form, progress)
        except QysqaError as error:
            return _refused(t, error)
        except Exception as error:  # noqa: BLE001 - the last place to tell a person of a bug
            code = uuid4().hex[:8]
            _log.error("page.broken", code=code, **trace_of(error))
            said = failures.internal(t, code, self._qysqa.facts.owner)
            return Outcome(error=said, status=500)

    async def _read(self, t: Catalog, form: Form, progress: Progress) -> Outcome:
        summarize = self._qysqa.summarize
        wanted = SummaryRequest(_asked(form), form.targets, form.length, script=form.script)
        article, answer = await summarize.with_article(wanted, progress)
        explanation = await summarize.explain(article, wanted)
        return Outcome(
            lay_out(t, answer, today=self._today(), chars=len(article.text)),
            lay_out_article(t, article, answer, explanation),
        )

    async def _again(self, t: Catalog, form: Form, progress: Progress) -> Outcome:
        """The same article in another way: the page still has it, only its sentences change."""
        wish = Wish(form.targets, form.length, script=form.script)
        answer = await self._qysqa.summarize.again(form.key, wish, progress)
        if answer is None:
            raise AnswerExpiredError
        return Outcome(lay_out(t, answer, today=self._today(), chars=form.chars))

    def _today(self) -> date:
        return self._qysqa.clock().date()

    def _words(self, request: web.Request) -> Catalog:
        """By the link that was followed, else by the browser's first language."""
        browser = request.headers.get("Accept-Language", "").partition(",")[0].partition(";")[0]
        return self._catalogs[interface_language(request.query.get("ui") or browser)]


def _asked(form: Form) -> ArticleRequest:
    """The file, else the link or the text; raises NothingToSummarizeError."""
    return form.file or parse_request(form.source, find_links(form.source))


def _refused(t: Catalog, error: QysqaError) -> Outcome:
    gone = isinstance(error, AnswerExpiredError)
    said = failures.failure(t, error, failures.Where.PAGE)
    return Outcome(error=said, gone=gone, status=422)


async def _silently(stage: Stage, site: str | None = None) -> None:
    """A browser that draws a whole page shows by itself that work goes on."""
