"""What the reading commands do for one SOURCE, and for each line of JSON Lines."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.article.charset.decoding import decode
from bot.build import open_house
from bot.cli.output import (
    Json,
    answer_json,
    answer_text,
    article_json,
    error_json,
    explanation_json,
    explanation_text,
    identified_json,
    print_json,
    print_text,
    say,
    translated_json,
)
from bot.cli.setup import bug_json, refusing, settings_or_exit
from bot.cli.sources import Line, line_id, parse_line, read_lines, read_source
from bot.core.errors import BadLinkError, QysqaError
from bot.core.languages import KK, parse_language, parse_written
from bot.core.models import (
    ArticleRequest,
    FileRequest,
    HtmlRequest,
    LanguageCode,
    Length,
    Script,
    Stage,
    SummaryRequest,
    Term,
    TextRequest,
)
from bot.service.qysqa import Qysqa
from bot.service.translate import TranslationOrder
from bot.translation.formatting import to_html

AHEAD = 4  # lines in work at once: two processes busy, two lines ready for them


class Talk:
    """Progress on stderr; silent for JSON Lines, where the answers themselves are the sign."""

    def __init__(self, *, silent: bool = False) -> None:
        self._silent = silent

    async def __call__(self, stage: Stage, site: str | None = None) -> None:
        """Say where the work stands."""
        words = {Stage.OPENING: f"Opening {site} …", Stage.READING: "Reading the text …"}
        if not self._silent:
            say(words.get(stage, "Translating …"))

    def note(self, line: str) -> None:
        """Say what is to be known beside an answer."""
        if not self._silent:
            say(line)


class Job(Protocol):
    """A command's work: a request in; JSON, and text for people, out."""

    async def __call__(self, qysqa: Qysqa, line: Line, progress: Talk) -> tuple[Json, str]:
        """Do it; raises QysqaError leaves."""
        ...


def run_job(job: Job, source: str | None, *, as_json: bool, lines: bool) -> None:
    """Run *job* on SOURCE, or on each of its lines; leaves with 1 after a refusal."""
    with refusing(as_json=as_json or lines):
        asyncio.run(_run_lines(job, source) if lines else _run_one(job, source, as_json=as_json))


@dataclass(frozen=True, slots=True)
class SumJob:
    """``qysqa sum``."""

    to: tuple[str, ...]
    language: str | None
    size: Length | int | None
    method: str | None
    explain: bool = False
    terms: tuple[Term, ...] = ()
    script: Script | None = None

    async def __call__(self, qysqa: Qysqa, line: Line, progress: Talk) -> tuple[Json, str]:
        """Summarize; a line's own number of sentences and language go first."""
        targets, script = _targets(self.to, self.script)
        request = SummaryRequest(
            article=line.article,
            targets=targets,
            size=line.sentences or self.size or qysqa.facts.length,
            language=line.language or (parse_language(self.language) if self.language else None),
            method=self.method,
            terms=self.terms,
            script=script,
        )
        if self.explain:
            return await _explained(qysqa, request, progress)
        answer = await qysqa.summarize(request, progress)
        return answer_json(answer), answer_text(answer)


@dataclass(frozen=True, slots=True)
class TranslateJob:
    """``qysqa translate``."""

    to: str
    language: str | None
    terms: tuple[Term, ...] = ()
    html: bool = False
    script: Script | None = None

    async def __call__(self, qysqa: Qysqa, line: Line, progress: Talk) -> tuple[Json, str]:
        """Translate the whole text."""
        language = line.language or (parse_language(self.language) if self.language else None)
        target, script = parse_written(self.to, self.script or Script.CYRILLIC)
        order = TranslationOrder(target, language, script, self.terms)
        request = _shown(line.article) if self.html else line.article
        translated = await qysqa.translate(request, order, progress)
        lacking = translated.translations.count(None)
        if lacking:
            progress.note(f"Not translated: {lacking} of {len(translated.translations)} sentences")
        text = to_html(translated.text, translated.styles) if self.html else translated.text
        return translated_json(translated, text), text


@dataclass(frozen=True, slots=True)
class ExtractJob:
    """``qysqa extract``."""

    url: str | None
    explain: bool

    async def __call__(self, qysqa: Qysqa, line: Line, progress: Talk) -> tuple[Json, str]:
        """Find the article."""
        request = line.article
        if self.url is not None:
            if not isinstance(request, FileRequest):
                raise BadLinkError
            request = HtmlRequest(decode(request.content, None), self.url)
        article = await qysqa.read(request, progress)
        title = f"{article.title}\n\n" if article.title else ""
        return article_json(article, explain=self.explain), title + article.text


@dataclass(frozen=True, slots=True)
class DetectJob:
    """``qysqa detect``."""

    async def __call__(self, qysqa: Qysqa, line: Line, progress: Talk) -> tuple[Json, str]:
        """Identify the language, whole and per sentence."""
        found = await qysqa.detect(line.article, progress)
        return identified_json(found), f"{found.whole.language or '?'}\t{found.whole.script.value}"


def _targets(
    names: Sequence[str], script: Script | None
) -> tuple[tuple[LanguageCode, ...], Script]:
    """The languages, and the script of Kazakh: the one beside its name, else *script*."""
    own = script or Script.CYRILLIC
    found = [parse_written(name, own) for name in names]
    scripts = [written for language, written in found if language == KK]
    return tuple(dict.fromkeys(language for language, _ in found)), (scripts or [own])[-1]


def _shown(request: ArticleRequest) -> ArticleRequest:
    """Simple HTML as a text and how it is shown."""
    from bot.translation.entities import from_html  # noqa: PLC0415 - a parser, only for this

    match request:
        case FileRequest():
            html = decode(request.content, None)
        case HtmlRequest():
            html = request.html
        case TextRequest():
            html = request.text
        case _:
            return request
    text, styles = from_html(html)
    return TextRequest(text, styles=styles)


async def _explained(qysqa: Qysqa, request: SummaryRequest, progress: Talk) -> tuple[Json, str]:
    article, answer = await qysqa.summarize.with_article(request, progress)
    found = await qysqa.summarize.explain(article, request)
    text = f"{answer_text(answer)}\n\n{explanation_text(found)}"
    return answer_json(answer) | explanation_json(found), text


async def _run_one(job: Job, source: str | None, *, as_json: bool) -> None:
    settings = settings_or_exit()
    line = Line(None, read_source(source), None, None)
    async with open_house(settings, beside=True) as house:
        shape, text = await job(house.qysqa, line, Talk())
    if as_json:
        print_json(shape)
    else:
        print_text(text)


async def _run_lines(job: Job, source: str | None) -> None:
    """Answer line by line, in order; the next are read while earlier ones are in work."""
    settings = settings_or_exit()
    lines = read_lines(source)
    begun: asyncio.Queue[asyncio.Task[Json] | None] = asyncio.Queue(AHEAD)
    try:
        async with open_house(settings, beside=True) as house, asyncio.TaskGroup() as tasks:
            tasks.create_task(_print_in_order(begun))
            while (raw := await asyncio.to_thread(next, lines, None)) is not None:
                await begun.put(tasks.create_task(_answer_line(job, house.qysqa, raw)))
            await begun.put(None)
    except ExceptionGroup as group:  # the lines cannot be read, or nobody reads the answers
        raise group.exceptions[0] from None


async def _print_in_order(begun: asyncio.Queue[asyncio.Task[Json] | None]) -> None:
    while (task := await begun.get()) is not None:
        print_json(await task)


async def _answer_line(job: Job, qysqa: Qysqa, raw: bytes) -> Json:
    try:
        line = parse_line(raw)
        shape, _ = await job(qysqa, line, Talk(silent=True))
    except QysqaError as error:
        return {"id": line_id(raw), "error": error_json(error)}
    except Exception as error:  # noqa: BLE001 - one line's bug must not lose the others
        return {"id": line_id(raw), "error": bug_json(error)}
    return {"id": line.id, **shape}
