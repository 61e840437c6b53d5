"""Translations that follow the talk of a group, and edits of what was translated before."""

import asyncio
import math
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
    TranslatorUnavailableError,
    WorkerDiedError,
)
from bot.core.groups import AutoMode, AutoTranslation
from bot.core.models import LanguageCode, Stage, TextRequest
from bot.core.ports import Progress
from bot.i18n import failures, translating
from bot.i18n.catalogs import Catalog
from bot.service.group_translation import GroupTranslation, Part, Rendering, Sent, Target
from bot.service.translate import Translated, TranslationOrder
from bot.telegram.desk import Desk
from bot.telegram.groups.translation_views import asked_messages, automatic_messages
from bot.telegram.incoming import Incoming, first_word
from bot.telegram.replies import Reply, Send
from bot.telegram.shown import views
from bot.telegram.shown.rich import Rich, rich
from bot.telegram.translating import MAX_CHARS, listed_targets, own_target
from bot.translation.automatic import adds_nothing
from bot.translation.pace import Follow

Replies = list[Reply]
T = TypeVar("T")

MAX_LANGUAGES: Final = 4  # of a group; each makes every translation longer
MAX_MESSAGES: Final = 3  # that one message brings forth unasked
UNASKED_S: Final = 5.0  # of one message: the chat's next job, perhaps a command, waits as long
FOLLOW_S: Final = 30.0  # of one edit, all together: sooner than a job's own, which is tried again
GONE: Final = Rich("…")  # in place of a message that is too many after an edit

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
    unasked_s: float = UNASKED_S
    follow_s: float = FOLLOW_S

    async def message(self, incoming: Incoming, _: Progress) -> Replies:
        """What people of a group say, no command: new, or edited."""
        sent = await self._sent(incoming)
        if sent:
            return await self._followed(incoming, sent)
        is_talk = incoming.is_group and not incoming.is_bot and incoming.command is None
        if not is_talk or incoming.ephemeral_id is not None or not self._has_engines:
            return []
        try:
            return await _within(self.unasked_s, self._unasked(incoming))
        except QysqaError as error:  # nobody asked, so nobody is told
            self.translation.came(incoming.chat_id, error)
            _log.debug("translation.left_out", code=error.code)
            return []

    async def follow(self, incoming: Incoming, _: Progress) -> Replies:
        """An edit, in any chat: what the message was translated into changes with it."""
        return await self._followed(incoming, await self._sent(incoming))

    async def auto(self, incoming: Incoming, _: Progress) -> Replies:
        """``/auto``: show how the group translates; ``kk ru``, ``all kk ru``, ``off``."""
        if not incoming.is_group:
            raise GroupsOnlyError
        t = await self.desk.words(incoming)
        now = await self.translation.of(incoming.chat_id)
        asked = _read(incoming.arguments, now)
        if asked is None:
            return _said(translating.auto_state(t, now), translating.auto_usage(t))
        await self.desk.admins_only(incoming)
        if len(asked.languages) > MAX_LANGUAGES:
            return _said(translating.too_many_targets(t, MAX_LANGUAGES))
        if asked.mode is not AutoMode.OFF and not self._has_engines:
            return _said(translating.no_engines(t))
        made = await self.translation.set(incoming.chat_id, asked.mode, asked.languages)
        return _said(translating.auto_state(t, made), *await self._to_know(t, incoming, made))

    @property
    def _has_engines(self) -> bool:
        """Models on this machine too; what is remembered alone is no translation of talk."""
        return self.desk.qysqa.engines.engines.best is not None

    async def _to_know(
        self, t: Catalog, incoming: Incoming, made: AutoTranslation
    ) -> Sequence[str]:
        """What a group should know that is translated from now on."""
        if made.mode is AutoMode.OFF:
            return []
        rights = await self.desk.telegram.rights(incoming.chat_id)
        return [
            *([translating.auto_sends(t)] if self.desk.qysqa.facts.engines else []),
            *([] if rights.sees_all else [translating.auto_must_see(t)]),
        ]

    async def _unasked(self, incoming: Incoming) -> Replies:
        content, author = incoming.content, _author(incoming)
        targets = await self.translation.wanted(
            incoming.chat_id, content.text, content.styles, at=incoming.at, author_id=author
        )
        if not targets or incoming.message_id is None:
            return []
        t, chosen = await self.desk.speak(incoming)
        targets = tuple(own_target(one.language, chosen.script) for one in targets)
        self.translation.sending(incoming.chat_id, 1)  # what fails, or takes long, counts too
        parts = await self._parts(incoming, targets)
        self.translation.came(incoming.chat_id, parts)
        worth = [part for part in parts if _is_worth(part, content.text)]
        if not worth:
            return []
        messages = automatic_messages(self._words(t), worth)
        if len(messages) > MAX_MESSAGES:
            return []
        self.translation.sending(incoming.chat_id, len(messages) - 1)
        rendering = Rendering(incoming.message_id, tuple(part.target for part in worth))
        return _instead(Sent(rendering, 0), messages)

    async def _sent(self, incoming: Incoming) -> Sequence[Sent]:
        """What the message was translated into, if it is an edit that all see."""
        if not incoming.is_edit or incoming.message_id is None:
            return ()
        if incoming.ephemeral_id is not None:
            return ()
        return await self.translation.sent(incoming.chat_id, incoming.message_id)

    async def _followed(self, incoming: Incoming, sent: Sequence[Sent]) -> Replies:
        """All that was *sent*, as it is now; in a storm of edits a note that it is not."""
        if not sent or incoming.message_id is None:
            return []
        what = self.translation.edited(incoming.chat_id, incoming.message_id)
        if what is Follow.NOTHING:
            return []
        until = asyncio.get_running_loop().time() + self.follow_s
        replies: Replies = []
        for one in sent:
            if what is Follow.NOTE:
                replies += _instead(one, [await self._note(incoming, one.rendering)])
            else:
                replies += _instead(one, await self._again(incoming, one.rendering, until))
        if incoming.is_group:
            self.translation.sending(incoming.chat_id, len(replies))
        return replies

    async def _note(self, incoming: Incoming, rendering: Rendering) -> Rich:
        t = await self.desk.words(incoming)
        if not rendering.asked:  # for those who read the translation
            t = self._words(t)(rendering.targets[0])
        return rich(translating.edited_often(t))

    async def _again(
        self, incoming: Incoming, rendering: Rendering, until: float
    ) -> Sequence[Rich]:
        """The messages that *rendering* now comes to; the old ones would mislead."""
        if incoming.content.is_empty or await self._is_unwanted(incoming, rendering):
            return [GONE]
        t, chosen = await self.desk.speak(incoming)
        try:
            if not rendering.asked:
                return await self._unasked_again(incoming, rendering, t, until)
            work = self._parts(incoming, rendering.targets, chosen.language)
            parts = await _within(self.follow_s, work, until)
            return views.bearable(asked_messages(t, parts))
        except _WORTH_ANOTHER_TRY:
            raise
        except QysqaError as error:
            return [rich(failures.failure(t, error))]

    async def _unasked_again(
        self, incoming: Incoming, rendering: Rendering, t: Catalog, until: float
    ) -> Sequence[Rich]:
        """Not while engines fail: then the reader is told so without asking them.

        Raises:
            QysqaError: As translating does.
        """
        if self.translation.is_paused(incoming.chat_id):
            raise TranslatorUnavailableError("", "pause")
        try:
            work = self._parts(incoming, rendering.targets)
            parts = await _within(self.unasked_s, work, until)
        except QysqaError as error:
            self.translation.came(incoming.chat_id, error)
            raise
        self.translation.came(incoming.chat_id, parts)
        done = [part for part in parts if isinstance(part.made, Translated)]
        return views.bearable(automatic_messages(self._words(t), done or parts))

    async def _is_unwanted(self, incoming: Incoming, rendering: Rendering) -> bool:
        """Who opted out meanwhile is not translated unasked any more."""
        author_id = _author(incoming)
        return not rendering.asked and await self.translation.is_out(incoming.chat_id, author_id)

    async def _parts(
        self, incoming: Incoming, targets: Sequence[Target], own: LanguageCode | None = None
    ) -> tuple[Part, ...]:
        terms = await self.desk.qysqa.glossary.of(incoming.chat_id)
        limit = MAX_CHARS // len(targets)
        order = TranslationOrder(targets[0].language, terms=terms, own=own, max_chars=limit)
        request = TextRequest(incoming.content.text, styles=incoming.content.styles)
        return await self.translation.into(request, targets, order, _silently)

    def _words(self, t: Catalog) -> Callable[[Target], Catalog]:
        """Whoever reads a translation reads the words beside it as that is written."""
        return lambda one: self.desk.words_of(*one, t)


async def _silently(stage: Stage, site: str | None = None) -> None:
    """Nobody waits for it."""


async def _within(seconds: float, work: Awaitable[T], until: float = math.inf) -> T:
    """Do it in *seconds*, and by the event loop's *until*.

    Raises:
        DeadlineError: It took longer.
    """
    end = min(asyncio.get_running_loop().time() + seconds, until)
    try:
        async with asyncio.timeout_at(end):
            return await work
    except TimeoutError:
        raise DeadlineError(int(seconds)) from None


def _said(*paragraphs: str) -> Replies:
    return [Send(rich("\n\n".join(paragraphs)))]


def _author(incoming: Incoming) -> int | None:
    return None if incoming.is_channel else incoming.user_id


def _instead(sent: Sent, messages: Sequence[Rich]) -> Replies:
    """*messages* in the places of those that were sent, further ones after them.

    One that an admin deleted stays deleted: nobody asked for it now.
    """
    numbered = enumerate(zip_longest(messages, range(sent.count)), start=1)
    original = sent.rendering.original
    return [
        Send(
            body or GONE,
            tag=sent.rendering.tag(number),
            reply_to=original,
            silent=True,
            revives=False,
        )
        for number, (body, _) in numbered
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
