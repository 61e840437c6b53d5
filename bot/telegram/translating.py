"""What Qysqa answers to ``/tr`` and ``/glossary``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.errors import UnknownLanguageError
from bot.core.languages import INTERFACE_LANGUAGES, find_written
from bot.core.models import ArticleRequest, TextRequest
from bot.core.ports import Progress
from bot.i18n import texts, translating
from bot.service.group_translation import MAX_TARGETS, Rendering, Target, translate_into
from bot.service.translate import TranslationOrder
from bot.telegram.desk import Desk
from bot.telegram.groups.translation_views import asked_messages
from bot.telegram.incoming import Content, Incoming
from bot.telegram.replies import Reply, Send
from bot.telegram.shown import views

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
            targets, rest = leading_targets(incoming.arguments)
            content = incoming.after(rest)
        else:
            targets, content = first_targets(incoming.arguments), incoming.replied
        if content.is_empty:
            return [Send(views.plain(texts.translate_usage(t)))]
        if len(targets) > MAX_TARGETS:
            return [Send(views.plain(translating.too_many_targets(t, MAX_TARGETS)))]
        targets = targets or (Target(chosen.language),)
        terms = await self.desk.qysqa.glossary.of(incoming.chat_id)
        limit = MAX_CHARS // len(targets)
        order = TranslationOrder(
            chosen.language, terms=terms, own=chosen.language, max_chars=limit
        )
        request = await self._whole(content)
        translate = self.desk.qysqa.translate
        parts = await translate_into(translate, request, targets, order, progress)
        return _answer(incoming, targets, views.bearable(asked_messages(t, parts)))

    async def glossary(self, incoming: Incoming, _: Progress) -> Replies:
        """``/glossary``: show it; ``word``, ``word = rendition`` add, ``-word`` removes."""
        t, chosen = await self.desk.speak(incoming)
        glossary = self.desk.qysqa.glossary
        asked = " ".join(incoming.arguments.split())
        if not asked:
            shown = await glossary.of(incoming.chat_id)
            return [Send(html) for html in views.glossary_messages(t, shown)]
        await self.desk.admins_only(incoming)
        if asked.startswith("-"):
            word = asked.removeprefix("-").strip()
            was_there = await glossary.drop(incoming.chat_id, word)
            return [Send(views.plain(translating.term_dropped(t, word, was_there=was_there)))]
        term = await glossary.add(incoming.chat_id, asked, chosen.language)
        said = translating.term_kept(t, term) if term else translating.glossary_usage(t)
        return [Send(views.plain(said))]

    async def _whole(self, content: Content) -> ArticleRequest:
        """What is to be translated: a message's own words, not the page its link leads to."""
        if content.file is not None:
            return await self.desk.file(content.file)
        return TextRequest(content.text, styles=content.styles)


def listed_targets(text: str) -> tuple[Target, ...]:
    """Read ``kk ru``, ``kk, en``, ``қазақша+русский``: nothing but languages.

    Raises:
        UnknownLanguageError: One of them is none.
    """
    found = []
    for name, _ in _NAME.findall(text):
        written = find_written(name)
        if written is None:
            raise UnknownLanguageError(name)
        found.append(Target(*written))
    return tuple(dict.fromkeys(found))


def first_targets(text: str) -> tuple[Target, ...]:
    """The languages that *text* begins with; ``please`` and such may follow.

    Raises:
        UnknownLanguageError: The first word is no language.
    """
    names = [name for name, _ in _NAME.findall(text)]
    if not names or _are_languages(text):
        return listed_targets(text)
    return leading_targets(text)[0] or listed_targets(names[0])


def leading_targets(text: str) -> tuple[tuple[Target, ...], str]:
    """The languages that *text* begins with, and the rest of it.

    Many a word is a code as well. One that is no code of the interface is a further language
    only after a comma, or with nothing but languages on the line.
    """
    head, _, rest = text.partition("\n")
    if rest.strip() and not _is_english(head) and _are_languages(head):
        return listed_targets(head), rest
    found: list[Target] = []
    at, is_sure = 0, True
    while one := _NAME.match(text, at):
        name, after = one.groups()
        written = find_written(name)
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


def _answer(incoming: Incoming, targets: Sequence[Target], messages: Sequence[str]) -> Replies:
    """In reply to the message that was translated; if it is edited, the answer will be.

    A file is not followed: an edit changes but the words beside it. Nor is a quotation: what
    became of it in an edit is anybody's guess. Nor what only one person sees.
    """
    original, replied = incoming.replied_id, incoming.replied
    asked = incoming.message_id if incoming.ephemeral_id is None else None
    if original is None or asked is None or replied is None:
        return [Send(html) for html in messages]
    if replied.file is not None or incoming.is_quote:
        return [Send(html, reply_to=original) for html in messages]
    rendering = Rendering(original, tuple(targets), asked)
    return [
        Send(html, tag=rendering.tag(number), reply_to=original)
        for number, html in enumerate(messages, start=1)
    ]
