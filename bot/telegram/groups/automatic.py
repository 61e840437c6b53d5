"""Translations that follow the talk of a group, and edits of what was translated before."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, TypeVar

import structlog

from bot.core.errors import (
    DeadlineError,
    GroupsOnlyError,
    QysqaError,
    StoreError,
    WorkerDiedError,
)
from bot.core.groups import AutoMode, AutoTranslation
from bot.core.models import LanguageCode, Stage, TextRequest
from bot.core.ports import Progress
from bot.i18n import failures, translating
from bot.i18n.catalogs import Catalog
from bot.service.group_translation import GroupTranslation, Part, Rendering, Sent, Target
from bot.service.translate import Translated, TranslationOrder
from bot.telegram import views
from bot.telegram.desk import Desk
from bot.telegram.groups.translation_views import asked_messages, automatic_messages
from bot.telegram.incoming import Incoming, first_word
from bot.telegram.replies import Reply, Send
from bot.telegram.translating import MAX_CHARS, listed_targets
from bot.translation.automatic import adds_nothing

Replies = list[Reply]
T = TypeVar("T")

MAX_LANGUAGES: Final = 4  # of a group; each makes every translation longer
MAX_MESSAGES: Final = 3  # that one message brings forth unasked
DEADLINE_S: Final = 30.0  # sooner than a job's own: that one is told of in the chat
GONE: Final = "…"  # in place of a message that is too many after an edit

_MODES: Final = {
    word: mode
    for mode, words in {
        AutoMode.OFF: "off выкл өшір",
        AutoMode.FOREIGN: "on foreign вкл қос",
        AutoMode.ALL: "all все бәрі",
    }.items()
    for word in words.split()
}

_WORTH_ANOTHER_TRY: Final = (StoreError, WorkerDiedError)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class AutomaticTranslation:
    """One method a kind of message; each returns what to say."""

    desk: Desk
    translation: GroupTranslation
    deadline_s: float = DEADLINE_S

    async def message(self, incoming: Incoming, progress: Progress) -> Replies:
        """What people of a group say, no command: new, or edited."""
        followed = await self.follow(incoming, progress)
        if followed or not incoming.is_group or incoming.is_bot or incoming.command is not None:
            return followed
        try:
            return await self._in_time(self._unasked(incoming))
        except QysqaError as error:  # nobody asked, so nobody is told
            _log.info("translation.left_out", code=error.code)
            return []

    async def follow(self, incoming: Incoming, _: Progress) -> Replies:
        """An edit, in any chat: what the message was translated into changes with it."""
        if not incoming.is_edit or incoming.message_id is None:
            return []
        replies: Replies = []
        for one in await self.translation.sent(incoming.chat_id, incoming.message_id):
            replies += _instead(one, await self._again(incoming, one.rendering))
        if replies and incoming.is_group:
            self.translation.sending(incoming.chat_id, len(replies))
        return replies

    async def auto(self, incoming: Incoming, _: Progress) -> Replies:
        """``/auto``: show how the group translates; ``kk ru``, ``all kk ru``, ``off``."""
        if not incoming.is_group:
            raise GroupsOnlyError
        t = await self.desk.words(incoming)
        now = await self.translation.of(incoming.chat_id)
        asked = _read(incoming.arguments, now)
        if asked is None:
            said = f"{translating.auto_state(t, now)}\n\n{translating.auto_usage(t)}"
            return [Send(views.plain(said))]
        await self.desk.admins_only(incoming)
        if len(asked.languages) > MAX_LANGUAGES:
            return [Send(views.plain(translating.too_many_targets(t, MAX_LANGUAGES)))]
        made = await self.translation.set(incoming.chat_id, asked.mode, asked.languages)
        said = translating.auto_state(t, made)
        if made.mode is not AutoMode.OFF and not await self._sees_all(incoming.chat_id):
            said += f"\n\n{translating.auto_must_see(t)}"
        return [Send(views.plain(said))]

    async def _sees_all(self, chat_id: int) -> bool:
        return (await self.desk.telegram.rights(chat_id)).sees_all

    async def _unasked(self, incoming: Incoming) -> Replies:
        content = incoming.content
        targets = await self.translation.wanted(
            incoming.chat_id, content.text, content.styles, at=incoming.at
        )
        if not targets or incoming.message_id is None:
            return []
        parts = await self._parts(incoming, targets)
        worth = [part for part in parts if _is_worth(part, content.text)]
        if not worth:
            return []
        messages = automatic_messages(self._words(await self.desk.words(incoming)), worth)
        if len(messages) > MAX_MESSAGES:
            return []
        self.translation.sending(incoming.chat_id, len(messages))
        rendering = Rendering(incoming.message_id, tuple(part.target for part in worth))
        return _instead(Sent(rendering, 0), messages)

    async def _again(self, incoming: Incoming, rendering: Rendering) -> Sequence[str]:
        """The messages that *rendering* now comes to; the old ones would mislead."""
        if incoming.content.is_empty:
            return [GONE]
        t, chosen = await self.desk.speak(incoming)
        own = chosen.language if rendering.asked else None
        try:
            parts = await self._in_time(self._parts(incoming, rendering.targets, own))
            if rendering.asked:
                return views.bearable(asked_messages(t, parts))
            done = [part for part in parts if isinstance(part.made, Translated)]
            return views.bearable(automatic_messages(self._words(t), done or parts))
        except _WORTH_ANOTHER_TRY:
            raise
        except QysqaError as error:
            return [views.plain(failures.failure(t, error))]

    async def _parts(
        self, incoming: Incoming, targets: Sequence[Target], own: LanguageCode | None = None
    ) -> tuple[Part, ...]:
        terms = await self.desk.qysqa.glossary.of(incoming.chat_id)
        limit = MAX_CHARS // len(targets)
        order = TranslationOrder(targets[0].language, terms=terms, own=own, max_chars=limit)
        request = TextRequest(incoming.content.text, styles=incoming.content.styles)
        return await self.translation.into(request, targets, order, _silently)

    async def _in_time(self, work: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(self.deadline_s):
                return await work
        except TimeoutError:
            raise DeadlineError(int(self.deadline_s)) from None

    def _words(self, t: Catalog) -> Callable[[LanguageCode], Catalog]:
        """Whoever reads a translation reads the words beside it in the same language."""
        return lambda language: self.desk.catalogs.get(language, t)


async def _silently(stage: Stage, site: str | None = None) -> None:
    """Nobody waits for it."""


def _instead(sent: Sent, messages: Sequence[str]) -> Replies:
    """*messages* in the places of those that were sent, further ones after them."""
    numbered = enumerate(zip_longest(messages, range(sent.count)), start=1)
    original = sent.rendering.original
    return [
        Send(html or GONE, tag=sent.rendering.tag(number), reply_to=original, silent=True)
        for number, (html, _) in numbered
    ]


def _is_worth(part: Part, text: str) -> bool:
    return isinstance(part.made, Translated) and not adds_nothing(text, part.made.text)


def _read(arguments: str, now: AutoTranslation) -> AutoTranslation | None:
    """What was asked for; None if nothing was, or nothing that could be done.

    Raises:
        UnknownLanguageError: A language was named that is none.
    """
    name, rest = first_word(arguments)
    mode = _MODES.get(name.casefold())
    if mode is AutoMode.OFF:
        return AutoTranslation(AutoMode.OFF, now.languages)
    named = listed_targets(arguments if mode is None else rest)
    languages = tuple(dict.fromkeys(target.language for target in named)) or now.languages
    if not languages or (mode is None and not named):
        return None
    return AutoTranslation(mode or AutoMode.FOREIGN, languages)
