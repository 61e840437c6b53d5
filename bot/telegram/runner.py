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
from bot.i18n import failures, texts
from bot.telegram.desk import Desk
from bot.telegram.groups.posting import Posting, UnknownChatError
from bot.telegram.incoming import Incoming
from bot.telegram.outgoing.parcels import MAX_TOAST_CHARS, Place, pack
from bot.telegram.progress import ChatProgress, Pace
from bot.telegram.reading import ephemeral_of, is_for_us, message_of, read_update, topic_of
from bot.telegram.replies import Reply, Send, Toast
from bot.telegram.routes import Route, Routes
from bot.telegram.shown import views
from bot.telegram.signs import Signs

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


IGNORED = Answered((), "ignored")


class Question(NamedTuple):
    """An update that has been read."""

    incoming: Incoming
    place: Place


@dataclass(frozen=True, slots=True)
class Runner:
    """Answers jobs; what it raises costs the job an attempt."""

    bot: Bot
    desk: Desk
    routes: Routes
    posting: Posting
    move_chat: Callable[[int, int], Awaitable[None]]
    pace: Pace
    deadline_s: float = DEADLINE_S

    async def answer(self, job: Job) -> Answered:
        """Return what the job's update is answered with.

        Raises:
            UnreadableUpdateError: It never will be.
            Exception: Any other; another try may succeed.
        """
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
        route = self.routes.find(question.incoming)
        signs = Signs(self.bot, question.place, job.number)
        if route is None:
            await signs.let_go()
            return IGNORED
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
            if not is_for_us(update):
                return None
            incoming = read_update(update, bot_name=self.desk.telegram.bot_name)
            return Question(incoming, _place(update))
        except Exception as error:
            raise UnreadableUpdateError from error

    async def _posted(self, job: Job, run: Run) -> Answered:
        """A digest that nobody waits for, so nothing shows that it is being made."""
        try:
            async with asyncio.timeout(self.deadline_s):
                place, replies = await self.posting.planned(job.chat_id, run, _unseen)
        except UnknownChatError:
            if job.attempts < MOVED_TRIES:  # it may be moving to its new number just now
                raise
            return IGNORED
        return Answered([pack(reply, place) for reply in replies], "digest")

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
        parcels = [pack(reply, question.place) for reply in replies]
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
        return Answered([pack(reply, question.place) for reply in replies], outcome)

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
            return [_sorry(failures.failure(t, error), toast=route.toasts)], "refused"

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
            return [pack(reply, place) for reply in replies]
        question = self.read(job)
        if question is None:
            return ()
        route = self.routes.find(question.incoming)
        t = await self.desk.words(question.incoming)
        if isinstance(error, QysqaError):
            said = failures.failure(t, error)
        else:
            said = failures.internal(t, code, self.desk.qysqa.facts.owner)
        reply = _sorry(said, toast=route is not None and route.toasts)
        if isinstance(reply, Send):
            await Signs(self.bot, question.place, job.number).let_go()
        return [pack(reply, question.place)]

    async def turn_away(self, job: Job, *, tell: bool) -> Sequence[Parcel]:
        """Say that too much is to be done already, if *tell* and it was meant for this bot."""
        question = self.read(job)
        if question is None or self.routes.find(question.incoming) is None:
            return ()
        await Signs(self.bot, question.place, job.number).let_go()
        if not tell:
            return ()
        t = await self.desk.words(question.incoming)
        return [pack(Send(views.plain(texts.busy(t))), question.place)]


def _sorry(text: str, *, toast: bool) -> Reply:
    """How a failure is told: over the chat where a button still waits for its answer."""
    return Toast(text) if toast and len(text) <= MAX_TOAST_CHARS else Send(views.plain(text))


def _place(update: Update) -> Place:
    if update.my_chat_member is not None:
        return Place(update.my_chat_member.chat.id)
    message, query, user = message_of(update), update.callback_query, update.effective_user
    return Place(
        chat_id=message.chat.id,
        message_id=message.message_id or None,  # 0: only one person sees it
        thread_id=topic_of(message),
        query_id=query.id if query else None,
        pressed_id=message.message_id if query else None,
        ephemeral_id=ephemeral_of(message),
        person_id=user.id if user else None,
    )


def _own(job: Job) -> Run | None:
    """The digest that the job is to post, if this program gave it to itself."""
    return run_from_body(job.body) if job.update_id is None else None


async def _unseen(stage: Stage, site: str | None = None) -> None:
    """Progress that is shown to nobody."""
