"""Inline queries: answered at once or not at all, and stored nowhere.

Typing must not write to a disk, and losing a query costs nothing: the next letter asks again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import structlog
from telegram import (
    Bot,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.error import TelegramError

from bot.core.errors import QysqaError
from bot.core.languages import interface_language
from bot.i18n import anywhere
from bot.i18n.catalogs import ENGLISH, Catalog
from bot.service.asked import work_for
from bot.service.traces import trace_of
from bot.telegram.anywhere.asked import read_asked
from bot.telegram.anywhere.fit import START
from bot.telegram.anywhere.offers import Offers, Typed
from bot.telegram.anywhere.results import Offer, Result
from bot.telegram.outgoing.delivery import entities_of, keyboard_of
from bot.translation.pace import Pace, Window

WAIT_S: Final = 0.7  # after the last letter of a text: a pause between two words is shorter
MAX_RUNNING: Final = 64  # queries at a time; more would keep each other waiting
LIMITS: Final = (Window(30, 10), Window(90, 60))
"""Queries of a person; an app asks some twice a second while somebody types."""

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)

_log = structlog.get_logger(__name__)


class Query(NamedTuple):
    """An inline query as it came."""

    id: str
    person_id: int
    user_name: str | None
    app_language: str
    text: str


@dataclass(slots=True)
class InlineDesk:
    """Answers what people type after the bot's name; of each person the latest only.

    *gate* says of a person, by number and @name, whether they may use the bot; without it all
    may.
    """

    bot: Bot
    offers: Offers
    wait_s: float = WAIT_S
    gate: Callable[[int, str | None], Awaitable[bool]] | None = None
    pace: Pace = field(default_factory=lambda: Pace(LIMITS))
    _latest: dict[int, str] = field(default_factory=dict)
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    def take(self, update: Mapping[str, Any]) -> None:
        """Begin to answer the inline query of *update*, as json.loads gives it."""
        query = _read(update)
        if query is None:
            _log.error("inline.unreadable")
            return
        now = asyncio.get_running_loop().time()
        if not self.pace.allows(query.person_id, now) or len(self._running) >= MAX_RUNNING:
            return
        self.pace.note(query.person_id, now)
        self._latest[query.person_id] = query.id
        task = asyncio.create_task(self._answer(query))
        self._running.add(task)
        task.add_done_callback(lambda task: self._ended(task, query))

    async def aclose(self) -> None:
        """Let go of what is not answered yet."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None], query: Query) -> None:
        self._running.discard(task)
        if self._is_latest(query):
            del self._latest[query.person_id]

    def _is_latest(self, query: Query) -> bool:
        return self._latest.get(query.person_id) == query.id

    async def _answer(self, query: Query) -> None:
        """A query that is overtaken by a newer one is dropped; Telegram drops it too."""
        work_for(query.person_id, query.person_id)
        try:
            offer = await self._offer(query)
        except QysqaError as error:
            _log.warning("inline.failed", error=error.code)
            offer = Offer(button=anywhere.went_wrong(self._words(query)))
        except Exception as error:  # noqa: BLE001 - nobody else would hear of it
            _log.error("inline.broken", **trace_of(error))
            offer = Offer(button=anywhere.went_wrong(self._words(query)))
        if offer is None or not self._is_latest(query):
            return
        try:
            await self._send(query, offer)
        except TelegramError as error:  # too late, most often: the next letter asks again
            _log.info("inline.not_answered", error=type(error).__name__)

    async def _offer(self, query: Query) -> Offer | None:
        """None where nothing is to be answered: overtaken, or not let in."""
        if self.gate is not None and not await self.gate(query.person_id, query.user_name):
            return None
        desk = self.offers.desk
        chosen = await desk.qysqa.preferences.of(query.person_id, query.app_language)
        t = desk.catalog(chosen.language, chosen.script)
        asked = read_asked(query.text, chosen.script)
        typed = Typed(query.person_id, asked, t, chosen)
        offer = await self.offers.at_once(typed)
        if offer is not None:
            return offer
        await asyncio.sleep(self.wait_s)
        return await self.offers.translated(typed) if self._is_latest(query) else None

    def _words(self, query: Query) -> Catalog:
        """Where not even the person's choice could be read, the app's language."""
        return self.offers.desk.catalogs.get(interface_language(query.app_language), ENGLISH)

    async def _send(self, query: Query, offer: Offer) -> None:
        button = InlineQueryResultsButton(offer.button, start_parameter=START)
        await self.bot.answer_inline_query(
            query.id,
            [_article(one) for one in offer.results],
            cache_time=offer.cache_s,
            is_personal=True,
            button=button if offer.button else None,
        )


def _article(result: Result) -> InlineQueryResultArticle:
    said = InputTextMessageContent(
        result.body.text, entities=entities_of(result.body), link_preview_options=_NO_PREVIEW
    )
    return InlineQueryResultArticle(
        result.id,
        result.title,
        said,
        reply_markup=keyboard_of(result.buttons),
        description=result.line or None,
    )


def _read(update: Mapping[str, Any]) -> Query | None:
    """None where it is not of the shape that Telegram describes."""
    try:
        found = update["inline_query"]
        person = found["from"]
        return Query(
            id=str(found["id"]),
            person_id=int(person["id"]),
            user_name=person.get("username"),
            app_language=str(person.get("language_code") or ""),
            text=str(found["query"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
