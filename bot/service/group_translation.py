"""Translate what a group says, unasked or asked, into several languages at once."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from bot.core.digest_ports import GroupStore, MessageStore, ReceiptStore
from bot.core.errors import (
    DeadlineError,
    QysqaError,
    SameLanguageError,
    TranslatorUnavailableError,
)
from bot.core.groups import AutoMode, AutoTranslation, Group
from bot.core.languages import parse_written
from bot.core.models import ArticleRequest, LanguageCode, Script, Style, TextRequest
from bot.core.ports import Clock, Progress, Worker
from bot.service.translate import Translated, TranslateText, TranslationOrder
from bot.translation.automatic import is_recent, is_talk, wanted_targets
from bot.translation.pace import EditPace, Follow, Pace, Pauses

MAX_TARGETS: Final = 5  # in one answer: Kazakh in its three scripts, Russian, English
MAX_FOLLOWED: Final = 10  # messages that one edit changes: a group takes some 20 a minute

_TAG = re.compile(r"tr:(\d+):([\w+-]+):(\d+):(\d+)")
_OF_ONE_TARGET = (SameLanguageError, TranslatorUnavailableError)
_OF_ENGINES = (TranslatorUnavailableError, DeadlineError)


class Target(NamedTuple):
    """A language, and the script to write it in; only Kazakh has a choice."""

    language: LanguageCode
    script: Script = Script.CYRILLIC

    @property
    def code(self) -> str:
        """As people write it: ``ru``, ``kk-Latn``."""
        return (
            self.language if self.script is Script.CYRILLIC else f"{self.language}-{self.script}"
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A text in one of the languages asked for, or why it is not."""

    target: Target
    made: Translated | QysqaError


@dataclass(frozen=True, slots=True)
class Rendering:
    """What the messages are of which an answer with translations consists.

    Attributes:
        original: The message that was translated.
        asked: The message with the command; 0: nobody asked.
    """

    original: int
    targets: tuple[Target, ...]
    asked: int = 0

    def tag(self, number: int) -> str:
        """What the answer's message *number*, from 1, is remembered by; at most 75 characters."""
        codes = "+".join(target.code for target in self.targets)
        return f"tr:{self.original}:{codes}:{self.asked}:{number}"


@dataclass(frozen=True, slots=True)
class Sent:
    """A rendering whose messages are in the chat, or on their way there; *count* of them."""

    rendering: Rendering
    count: int


@dataclass(frozen=True, slots=True)
class GroupTranslation:
    """How groups translate; what one of them gets unasked is paced.

    *pauses* are of groups whose unasked translations failed, *edits* say which are followed.
    """

    groups: GroupStore
    receipts: ReceiptStore
    messages: MessageStore
    translate: TranslateText
    work: Worker
    clock: Clock
    pace: Pace = field(default_factory=Pace)
    pauses: Pauses = field(default_factory=Pauses)
    edits: EditPace = field(default_factory=EditPace)

    async def of(self, chat_id: int) -> AutoTranslation:
        """How the group translates."""
        group = await self.groups.group(chat_id)
        return group.translation if group else AutoTranslation()

    async def set(
        self, chat_id: int, mode: AutoMode, languages: Sequence[LanguageCode]
    ) -> AutoTranslation:
        """Have the group translate so; return it. The languages are kept also when it is off."""
        translation = AutoTranslation(mode, tuple(dict.fromkeys(languages)))
        known = await self.groups.group(chat_id) or Group(chat_id)
        await self.groups.save_group(replace(known, translation=translation))
        return translation

    async def wanted(
        self,
        chat_id: int,
        text: str,
        styles: Sequence[Style],
        *,
        at: int,
        author_id: int | None = None,
    ) -> tuple[Target, ...]:
        """What a message written at *at*, unix seconds, is to be translated into unasked.

        Nothing where the group had its share of the minute or translations fail: what is
        skipped is not made up for. Nothing either of those who opted out.
        """
        now = self.clock().timestamp()
        if not (is_recent(at, now) and is_talk(text, styles) and self.pace.allows(chat_id, now)):
            return ()
        translation = await self.of(chat_id)
        if translation.mode is AutoMode.OFF or self.is_paused(chat_id):
            return ()
        if await self.is_out(chat_id, author_id):
            return ()
        return tuple(map(Target, await self.work(wanted_targets, text, styles, translation)))

    async def is_out(self, chat_id: int, author_id: int | None) -> bool:
        """Whether the person wants to be left alone."""
        return author_id is not None and await self.messages.is_out(chat_id, author_id)

    def is_paused(self, chat_id: int) -> bool:
        """Whether nothing is translated there unasked just now, as nobody could."""
        return not self.pauses.allows(chat_id, self.clock().timestamp())

    def sending(self, chat_id: int, count: int) -> None:
        """Note that *count* messages go to the group unasked, or may."""
        self.pace.note(chat_id, self.clock().timestamp(), count)

    def came(self, chat_id: int, outcome: Sequence[Part] | QysqaError) -> None:
        """Note what came of translating unasked; where engines fail, the group gets a pause."""
        made: Sequence[Translated | QysqaError] = (
            [outcome] if isinstance(outcome, QysqaError) else [part.made for part in outcome]
        )
        if any(isinstance(one, Translated) for one in made):
            self.pauses.end(chat_id)
        elif any(isinstance(one, _OF_ENGINES) for one in made):
            self.pauses.begin(chat_id, self.clock().timestamp())

    def edited(self, chat_id: int, message_id: int) -> Follow:
        """Note an edit of a message that was translated; return what it leads to."""
        return self.edits.take(chat_id, message_id, self.clock().timestamp())

    async def sent(self, chat_id: int, message_id: int) -> tuple[Sent, ...]:
        """Return what the message was rendered as; at most MAX_FOLLOWED messages of the newest."""
        counts: dict[Rendering, int] = {}
        for tag in await self.receipts.tags(chat_id, f"tr:{message_id}:"):
            found = _TAG.fullmatch(tag)
            if found is not None:
                rendering = _rendering(*found.group(1, 2, 3))
                counts[rendering] = max(counts.get(rendering, 0), int(found[4]))
        newest = sorted(counts, key=lambda rendering: rendering.asked, reverse=True)
        return tuple(_first(newest, counts))

    async def into(
        self,
        request: ArticleRequest,
        targets: Sequence[Target],
        order: TranslationOrder,
        progress: Progress,
    ) -> tuple[Part, ...]:
        """Translate *request* into all *targets*, otherwise as *order* has it."""
        return await translate_into(self.translate, request, targets, order, progress)


async def translate_into(
    translate: TranslateText,
    request: ArticleRequest,
    targets: Sequence[Target],
    order: TranslationOrder,
    progress: Progress,
) -> tuple[Part, ...]:
    """Translate *request* into each of *targets* at the same time; the text is read once.

    One that is the source's language, or that no engine can do, does not hide the others.

    Raises:
        QysqaError: What holds for all targets, as TranslateText raises it.
    """
    if len(targets) > 1 and not isinstance(request, TextRequest):
        article = await translate.read(request, progress)
        request = TextRequest(article.text, styles=article.styles)
    orders = [replace(order, target=language, script=script) for language, script in targets]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_made(translate, request, one, progress)) for one in orders]
    made = [task.result() for task in tasks]
    _raise_what_holds_for_all(made)
    return tuple(map(Part, targets, made))


async def _made(
    translate: TranslateText, request: ArticleRequest, order: TranslationOrder, progress: Progress
) -> Translated | QysqaError:
    try:
        return await translate(request, order, progress)
    except QysqaError as error:
        return error


def _raise_what_holds_for_all(made: Sequence[Translated | QysqaError]) -> None:
    errors = [one for one in made if isinstance(one, QysqaError)]
    for error in errors:
        if not isinstance(error, _OF_ONE_TARGET):
            raise error
    if len(errors) == len(made) and len(set(map(type, errors))) == 1:
        raise errors[0]


def _rendering(original: str, codes: str, asked: str) -> Rendering:
    targets = tuple(Target(*parse_written(code)) for code in codes.split("+"))
    return Rendering(int(original), targets, int(asked))


def _first(newest: Sequence[Rendering], counts: dict[Rendering, int]) -> list[Sent]:
    found: list[Sent] = []
    for rendering in newest:
        if sum(one.count for one in found) + counts[rendering] > MAX_FOLLOWED:
            break
        found.append(Sent(rendering, counts[rendering]))
    return found
