"""Does one job: reads its update, runs the handler under one deadline, packs what it says."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import structlog
from telegram import Bot, Update

from bot.core.digests import Run
from bot.core.errors import (
    DeadlineError,
    QysqaError,
    StoreError,
    TelegramUnreachableError,
    WorkerDiedError,
)
from bot.core.jobs import Job, Parcel
from bot.core.models import Stage
from bot.core.own_jobs import run_from_body
from bot.core.statistics import Asked, asked, failed
from bot.i18n import failures, texts
from bot.service.asked import work_for
from bot.telegram.desk import Desk
from bot.telegram.groups.posting import Posting, UnknownChatError
from bot.telegram.incoming import Incoming
from bot.telegram.outgoing.parcels import MAX_TOAST_CHARS, pack, pack_all
from bot.telegram.owner.gate import Gate
from bot.telegram.progress import ChatProgress, Pace
from bot.telegram.question import Question, read_question
from bot.telegram.replies import Reply, Send, Toast
from bot.telegram.routes import Route, Routes
from bot.telegram.shown.rich import rich
from bot.telegram.signs import Notes, Signs

MOVED_TRIES = 3  # at a digest of a chat that is not known: the third is two seconds later
LET_GO_S = 0.5  # more for Telegram to hear that a press was seen
DEADLINE_S = 45  # a whole request: opening 10, reading 5, choosing 10, translating 20

_WORTH_ANOTHER_TRY = (StoreError, TelegramUnreachableError, WorkerDiedError)

_log = structlog.get_logger(__name__)


class UnreadableUpdateError(Exception):
    """The update is not of the shape that Telegram describes."""


class Answered(NamedTuple):
    """What a job comes to: messages to be sent, and its outcome for the metrics."""

    parcels: Sequence[Parcel]
    outcome: str
    is_request: bool = False


IGNORED = Answered((), "ignored")


@dataclass(frozen=True, slots=True)
class Runner:
    """Answers jobs; what it raises costs the job an attempt."""

    bot: Bot
    desk: Desk
    routes: Routes
    posting: Posting
    gate: Gate
    move_chat: Callable[[int, int], Awaitable[None]]
    notes: Notes
    pace: Pace
    deadline_s: float = DEADLINE_S

    async def answer(self, job: Job) -> Answered:
        """Return what the job's update is answered with.

        Raises:
            UnreadableUpdateError: It never will be.
            Exception: Any other; another try may succeed.
        """
        work_for(job.chat_id, job.user_id)
        run = _own(job)
        if run is not None:
            return await self._posted(job, run)
        question = self.read(job)
        if question is None:
            return IGNORED
        moved_to = question.incoming.moved_to
        if moved_to is not None:
            await self.move_chat(question.incoming.chat_id, moved_to)
            return IGNORED
        return await self._let_in(job, question)

    async def _let_in(self, job: Job, question: Question) -> Answered:
        route = self.routes.find(question.incoming)
        signs = self._signs(job, question)
        asks = route is not None and not route.overhears
        said = await self.gate.keeps_out(question.incoming, question.place, asks=asks)
        if said is not None or route is None:
            await signs.let_go()
            return Answered(said, "kept_out") if said else IGNORED
        if route.overhears:
            return await self._overheard(question, route)
        return await self._reply(question, route, signs)

    def read(self, job: Job) -> Question | None:
        """Return what the job's update says; None if it is of a kind that was not asked for.

        Raises:
            UnreadableUpdateError: It cannot be read.
        """
        try:
            update = Update.de_json(json.loads(job.body), self.bot)
            return read_question(update, bot_name=self.desk.telegram.bot_name)
        except Exception as error:
            raise UnreadableUpdateError from error

    async def _posted(self, job: Job, run: Run) -> Answered:
        """A digest that nobody waits for, so nothing shows that it is being made."""
        if not await self.gate.serves(job.chat_id):
            return IGNORED
        try:
            async with asyncio.timeout(self.deadline_s):
                place, replies = await self.posting.planned(job.chat_id, run, _unseen)
        except UnknownChatError:
            if job.attempts < MOVED_TRIES:  # it may be moving to its new number just now
                raise
            return IGNORED
        self.desk.qysqa.statistics.note(asked(Asked.DIGEST))
        return Answered(pack_all(replies, place), "digest")

    async def _overheard(self, question: Question, route: Route) -> Answered:
        """What nobody asked this bot: it is kept, or translated, or let go in silence."""
        try:
            async with asyncio.timeout(self.deadline_s):
                replies = await route.handler(question.incoming, _unseen)
        except _WORTH_ANOTHER_TRY:
            raise
        except QysqaError as error:
            _log.info("message.left_alone", code=error.code)
            return IGNORED
        parcels = pack_all(replies, question.place)
        return Answered(parcels, "overheard") if parcels else IGNORED

    async def _reply(self, question: Question, route: Route, signs: Signs) -> Answered:
        letting_go = None if route.toasts else asyncio.create_task(signs.let_go())
        try:
            replies, outcome = await self._replies(question, route, signs)
        finally:
            if letting_go is not None:  # it had all the time; the answer does not wait for it
                await asyncio.wait({letting_go}, timeout=LET_GO_S)
                letting_go.cancel()
        if route.toasts and not any(isinstance(reply, Toast) for reply in replies):
            await signs.let_go()  # what went wrong is too long for a toast
        parcels = [*await signs.withdrawn(), *pack_all(replies, question.place)]
        return Answered(parcels, outcome, is_request=route.is_request)

    def _signs(self, job: Job, question: Question) -> Signs:
        return Signs(self.bot, question.place, job, self.notes)

    async def _replies(
        self, question: Question, route: Route, signs: Signs
    ) -> tuple[Sequence[Reply], str]:
        t = await self.desk.words(question.incoming)
        progress = ChatProgress(
            typing=signs.show_typing,
            show=signs.show_progress,
            words=lambda stage, site: texts.progress(t, stage, site),
            pace=self.pace,
        )
        try:
            async with progress:
                return await self._in_time(route, question.incoming, progress), "done"
        except _WORTH_ANOTHER_TRY:
            raise
        except QysqaError as error:
            _log.info("request.refused", code=error.code)
            self.desk.qysqa.statistics.note(failed(error))
            said = failures.failure(t, error, _where(question.incoming))
            return [_sorry(said, toast=route.toasts)], "refused"

    async def _in_time(
        self, route: Route, incoming: Incoming, progress: ChatProgress
    ) -> Sequence[Reply]:
        limit = asyncio.timeout(self.deadline_s)
        try:
            async with limit:
                return await route.handler(incoming, progress)
        except TimeoutError:
            if limit.expired():
                raise DeadlineError(int(self.deadline_s)) from None
            raise

    def is_overheard(self, job: Job) -> bool:
        """Whether the job's update was meant for nobody here."""
        try:
            question = None if _own(job) else self.read(job)
        except UnreadableUpdateError:
            return False
        route = None if question is None else self.routes.find(question.incoming)
        return route is not None and route.overhears

    async def apology(self, job: Job, error: BaseException | None, code: str) -> Sequence[Parcel]:
        """Tell that all attempts failed: why, where a person can do something, else a code."""
        if _own(job) is not None:
            place, replies = await self.posting.failed(job.chat_id, code)
            return pack_all(replies, place)
        question = self.read(job)
        if question is None or await self._is_kept_out(question):
            return ()
        route = self.routes.find(question.incoming)
        t = await self.desk.words(question.incoming)
        known = error if isinstance(error, QysqaError) else None
        self.desk.qysqa.statistics.note(failed(known))
        if known is not None:
            said = failures.failure(t, known, _where(question.incoming))
        else:
            said = failures.internal(t, code, self.desk.qysqa.facts.owner)
        reply = _sorry(said, toast=route is not None and route.toasts)
        signs = self._signs(job, question)
        if isinstance(reply, Send):
            await signs.let_go()
        return [*await signs.withdrawn(), pack(reply, question.place)]

    async def _is_kept_out(self, question: Question) -> bool:
        said = await self.gate.keeps_out(question.incoming, question.place, asks=False)
        return said is not None

    async def turn_away(self, job: Job, *, tell: bool) -> Sequence[Parcel]:
        """Say that too much is to be done already, if *tell* and it was meant for this bot."""
        question = self.read(job)
        if question is None or self.routes.find(question.incoming) is None:
            return ()
        await self._signs(job, question).let_go()
        if not tell or await self._is_kept_out(question):
            return ()
        t = await self.desk.words(question.incoming)
        return [pack(Send(rich(texts.busy(t))), question.place)]


def _sorry(text: str, *, toast: bool) -> Reply:
    """How a failure is told: over the chat where a button still waits for its answer."""
    return Toast(text) if toast and len(text) <= MAX_TOAST_CHARS else Send(rich(text))


def _where(incoming: Incoming) -> failures.Where:
    if incoming.is_guest or incoming.chosen is not None:
        return failures.Where.ELSEWHERE
    return failures.Where.GROUP if incoming.is_group else failures.Where.PRIVATE


def _own(job: Job) -> Run | None:
    """The digest that the job is to post, if this program gave it to itself."""
    return run_from_body(job.body) if job.update_id is None else None


async def _unseen(stage: Stage, site: str | None = None) -> None:
    """Progress that is shown to nobody."""
