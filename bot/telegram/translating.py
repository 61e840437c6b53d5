"""What Qysqa answers to ``/tr`` and ``/glossary``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.errors import UnknownLanguageError
from bot.core.languages import INTERFACE_LANGUAGES, KK, find_written
from bot.core.models import ArticleRequest, LanguageCode, Script, TextRequest
from bot.core.ports import Progress
from bot.core.statistics import Asked, asked
from bot.i18n import texts, translating
from bot.service.group_translation import MAX_TARGETS, Rendering, Target, translate_into
from bot.service.translate import TranslationOrder
from bot.telegram.desk import Desk
from bot.telegram.groups.translation_views import asked_messages
from bot.telegram.incoming import Content, Incoming
from bot.telegram.replies import Reply, Send
from bot.telegram.shown import views
from bot.telegram.shown.rich import Rich, rich

Replies = list[Reply]

MAX_CHARS: Final = views.MAX_MESSAGES * 3_000
"""Of a text to be translated, into all languages together: what would not fit the chat is not
sent to engines either."""

_NAME = re.compile(r"\s*([^\s,;+/]+)(\s*[,;+/]\s*|\s+|\Z)")
"""A language as people list them, and what stands between it and the next."""


@dataclass(frozen=True, slots=True)
class TranslationHandlers:
    """One method a command; each returns what to say."""

    desk: Desk

    async def translate(self, incoming: Incoming, progress: Progress) -> Replies:
        """``/tr [language …]`` in reply to a message, or with a text after it."""
        t, chosen = await self.desk.speak(incoming)
        if incoming.replied is None:
            targets, rest = leading_targets(incoming.arguments, chosen.script)
            content = incoming.after(rest)
        else:
            targets = first_targets(incoming.arguments, chosen.script)
            content = incoming.replied
        if content.is_empty:
            return [Send(rich(texts.translate_usage(t)))]
        if len(targets) > MAX_TARGETS:
            return [Send(rich(translating.too_many_targets(t, MAX_TARGETS)))]
        targets = targets or (own_target(chosen.language, chosen.script),)
        terms = await self.desk.qysqa.glossary.of(incoming.chat_id)
        limit = MAX_CHARS // len(targets)
        order = TranslationOrder(
            chosen.language, terms=terms, own=chosen.language, max_chars=limit
        )
        request = await self._whole(content)
        self.desk.qysqa.statistics.note(asked(Asked.TRANSLATION))
        translate = self.desk.qysqa.translate
        parts = await translate_into(translate, request, targets, order, progress)
        return _answer(incoming, targets, views.bearable(asked_messages(t, parts)))

    async def glossary(self, incoming: Incoming, _: Progress) -> Replies:
        """``/glossary``: show it; ``word``, ``word = rendition`` add, ``-word`` removes."""
        t, chosen = await self.desk.speak(incoming)
        glossary = self.desk.qysqa.glossary
        words = " ".join(incoming.arguments.split())
        if not words:
            shown = await glossary.of(incoming.chat_id)
            return [*map(Send, views.glossary_messages(t, shown))]
        await self.desk.admins_only(incoming)
        if words.startswith("-"):
            word = words.removeprefix("-").strip()
            was_there = await glossary.drop(incoming.chat_id, word)
            return [Send(rich(translating.term_dropped(t, word, was_there=was_there)))]
        term = await glossary.add(incoming.chat_id, words, chosen.language)
        said = translating.term_kept(t, term) if term else translating.glossary_usage(t)
        return [Send(rich(said))]

    async def _whole(self, content: Content) -> ArticleRequest:
        """What is to be translated: a message's own words, not the page its link leads to."""
        if content.file is not None:
            return await self.desk.file(content.file)
        return TextRequest(content.text, styles=content.styles)


def own_target(language: LanguageCode, script: Script) -> Target:
    """A language for readers who have chosen *script* for Kazakh."""
    return Target(language, script if language == KK else Script.CYRILLIC)


def listed_targets(text: str, own: Script = Script.CYRILLIC) -> tuple[Target, ...]:
    """Read ``kk ru``, ``kk, en``, ``қазақша+русский``: nothing but languages.

    Kazakh without a script is to be in the reader's *own*, here and below.

    Raises:
        UnknownLanguageError: One of them is none.
    """
    found = []
    for name, _ in _NAME.findall(text):
        written = find_written(name, own)
        if written is None:
            raise UnknownLanguageError(name)
        found.append(Target(*written))
    return tuple(dict.fromkeys(found))


def first_targets(text: str, own: Script = Script.CYRILLIC) -> tuple[Target, ...]:
    """The languages that *text* begins with; ``please`` and such may follow.

    Raises:
        UnknownLanguageError: The first word is no language.
    """
    names = [name for name, _ in _NAME.findall(text)]
    if not names or _are_languages(text):
        return listed_targets(text, own)
    return leading_targets(text, own)[0] or listed_targets(names[0], own)


def leading_targets(text: str, own: Script = Script.CYRILLIC) -> tuple[tuple[Target, ...], str]:
    """The languages that *text* begins with, and the rest of it.

    Many a word is a code as well. One that is no code of the interface is a further language
    only after a comma, or with nothing but languages on the line.
    """
    head, _, rest = text.partition("\n")
    if rest.strip() and not _is_english(head) and _are_languages(head):
        return listed_targets(head, own), rest
    found: list[Target] = []
    at, is_sure = 0, True
    while one := _NAME.match(text, at):
        name, after = one.groups()
        written = find_written(name, own)
        if written is None or not (is_sure or name in INTERFACE_LANGUAGES):
            break
        if not found and _is_english(name):
            break
        found.append(Target(*written))
        at, is_sure = one.end(), bool(after.strip())
    return tuple(dict.fromkeys(found)), text[at:]


def _are_languages(line: str) -> bool:
    names = [name for name, _ in _NAME.findall(line)]
    return bool(names) and all(map(find_written, names))


def _is_english(name: str) -> bool:
    """Whether a text begins here, not a code: «It is raining», «Be careful»."""
    return len(name) == len("kk") and name.istitle()


def _answer(incoming: Incoming, targets: Sequence[Target], messages: Sequence[Rich]) -> Replies:
    """In reply to the message that was translated; if it is edited, the answer will be.

    A file is not followed: an edit changes but the words beside it. Nor is a quotation: what
    became of it in an edit is anybody's guess. Nor what only one person sees.
    """
    original, replied = incoming.replied_id, incoming.replied
    asked = incoming.message_id if incoming.ephemeral_id is None else None
    if original is None or asked is None or replied is None:
        return [*map(Send, messages)]
    if replied.file is not None or incoming.is_quote:
        return [Send(body, reply_to=original) for body in messages]
    rendering = Rendering(original, tuple(targets), asked)
    return [
        Send(body, tag=rendering.tag(number), reply_to=original)
        for number, body in enumerate(messages, start=1)
    ]
