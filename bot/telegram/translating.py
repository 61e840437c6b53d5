"""What Qysqa answers to ``/tr`` and ``/glossary``."""

from dataclasses import dataclass

from bot.core.errors import UnknownLanguageError
from bot.core.languages import find_written
from bot.core.models import ArticleRequest, Script, TextRequest
from bot.core.ports import Progress
from bot.i18n import texts, translating
from bot.service.translate import TranslationOrder
from bot.telegram import views
from bot.telegram.desk import Desk
from bot.telegram.incoming import Content, Incoming, first_word
from bot.telegram.replies import Reply, Send

Replies = list[Reply]

MAX_CHARS = views.MAX_MESSAGES * 3_000
"""Of a text to be translated: what would not fit the chat is not sent to engines either."""


@dataclass(frozen=True, slots=True)
class TranslationHandlers:
    """One method a command; each returns what to say."""

    desk: Desk

    async def translate(self, incoming: Incoming, progress: Progress) -> Replies:
        """``/tr [language]`` in reply to a message, or with a text after it."""
        t, chosen = await self.desk.speak(incoming)
        name, rest = first_word(incoming.arguments)
        written = None if _is_english(name, incoming) else find_written(name)
        content = incoming.replied or incoming.after(rest if written else incoming.arguments)
        if content.is_empty:
            return [Send(views.plain(texts.translate_usage(t)))]
        if written is None and incoming.replied is not None and name:
            raise UnknownLanguageError(name)
        target, script = written or (chosen.language, Script.CYRILLIC)
        terms = await self.desk.qysqa.glossary.of(incoming.chat_id)
        order = TranslationOrder(
            target, script=script, terms=terms, own=chosen.language, max_chars=MAX_CHARS
        )
        request = await self._whole(content)
        translated = await self.desk.qysqa.translate(request, order, progress)
        messages = views.bearable(views.translation_messages(t, translated))
        return [Send(html) for html in messages]

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


def _is_english(name: str, incoming: Incoming) -> bool:
    """Whether a text begins here, not a code: «It is raining», «Be careful»."""
    return incoming.replied is None and len(name) == len("kk") and name.istitle()
