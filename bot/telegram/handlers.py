"""What Qysqa answers to each kind of message. Handlers return replies; they send nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.article.intake import parse_request
from bot.article.samples import sample_for_reader
from bot.core.errors import (
    AdminsOnlyError,
    AnswerExpiredError,
    FileTooLargeError,
    UnknownLanguageError,
    WorkTooLongError,
)
from bot.core.languages import find_language
from bot.core.models import (
    Answer,
    ArticleRequest,
    FileRequest,
    LanguageCode,
    Length,
    SummaryRequest,
    TextRequest,
)
from bot.core.ports import Progress
from bot.i18n import texts
from bot.i18n.catalogs import ENGLISH, Catalog
from bot.service.preferences import Chosen
from bot.service.qysqa import Qysqa
from bot.telegram import views
from bot.telegram.incoming import Attachment, Content, Incoming, first_word
from bot.telegram.replies import Edit, Reply, Rows, Send, Toast

Replies = list[Reply]

MAX_MESSAGES = 8  # in one answer: more bury the chat, and Telegram takes some 20 a minute
_LENGTHS = {length[0]: length for length in Length}


class Telegram(Protocol):
    """What handlers ask of Telegram."""

    @property
    def bot_name(self) -> str:
        """The bot's @name, without the sign."""
        ...

    async def download(self, file: Attachment) -> bytes:
        """Return the bytes of a file; raises FileTooLargeError and TelegramUnreachableError."""
        ...

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Whether the person runs the group; raises TelegramUnreachableError."""
        ...


@dataclass(frozen=True, slots=True)
class Handlers:
    """One method a kind of message; each returns what to say."""

    qysqa: Qysqa
    catalogs: Mapping[LanguageCode, Catalog]
    telegram: Telegram

    async def start(self, incoming: Incoming, _: Progress) -> Replies:
        """``/start``."""
        t = await self.words(incoming)
        return [self._start(t)]

    async def help(self, incoming: Incoming, _: Progress) -> Replies:
        """``/help``."""
        t = await self.words(incoming)
        return [Send(views.plain(texts.help_text(t)))]

    async def privacy(self, incoming: Incoming, _: Progress) -> Replies:
        """``/privacy``, or its button."""
        t = await self.words(incoming)
        facts = self.qysqa.facts
        said = texts.privacy(t, days=facts.cache_days, engines=facts.engines)
        return [Send(views.plain(said))]

    async def forget(self, incoming: Incoming, _: Progress) -> Replies:
        """``/forgetme``: in a group it is the group's choice that goes, so admins only."""
        await self._admins_only(incoming)
        await self.qysqa.preferences.forget(incoming.chat_id)
        t = await self.words(incoming)
        return [Send(views.plain(texts.forgotten(t)))]

    async def settings(self, incoming: Incoming, _: Progress) -> Replies:
        """``/settings``."""
        await self._admins_only(incoming)
        t, chosen = await self.speak(incoming)
        return [Send(*_panel(t, chosen))]

    async def change_settings(self, incoming: Incoming, _: Progress) -> Replies:
        """A button of the panel."""
        await self._admins_only(incoming)
        choice = (incoming.data or "").removeprefix("p:")
        if choice in list(Length):
            await self.qysqa.preferences.choose(incoming.chat_id, length=Length(choice))
        else:
            language = LanguageCode(choice)
            await self.qysqa.preferences.choose(incoming.chat_id, language=language)
        t, chosen = await self.speak(incoming)
        return [Toast(texts.saved(t)), Edit(*_panel(t, chosen))]

    async def start_language(self, incoming: Incoming, _: Progress) -> Replies:
        """A language under the first message: it says itself again in that language."""
        language = LanguageCode((incoming.data or "").removeprefix("start:"))
        await self._remember(incoming, language)
        first = self._start(self.catalogs[language])
        return [Edit(first.html, first.buttons)]

    async def example(self, incoming: Incoming, progress: Progress) -> Replies:
        """The button that shows how it works, without any network."""
        _, chosen = await self.speak(incoming)
        return await self._summarize(incoming, sample_for_reader(chosen.language), progress)

    async def message(self, incoming: Incoming, progress: Progress) -> Replies:
        """Any text, link, file or forwarded post in a private chat."""
        request = await self._request(incoming.content)
        return await self._summarize(incoming, request, progress)

    async def sum(self, incoming: Incoming, progress: Progress) -> Replies:
        """``/sum`` with a link or text after it, or in reply to a message."""
        content = _asked(incoming)
        if content is None:
            t = await self.words(incoming)
            return [Send(views.plain(texts.summarize_usage(t)))]
        return await self._summarize(incoming, await self._request(content), progress)

    async def translate(self, incoming: Incoming, progress: Progress) -> Replies:
        """``/tr [language]`` in reply to a message, or with a text after it."""
        t, chosen = await self.speak(incoming)
        name, rest = first_word(incoming.arguments)
        target = find_language(name)
        text = rest if target else incoming.arguments
        content = incoming.replied or Content(text, (), None)
        if content.is_empty:
            return [Send(views.plain(texts.translate_usage(t)))]
        if target is None and incoming.replied is not None and name:
            raise UnknownLanguageError(name)
        translated = await self.qysqa.translate(
            await self._whole(content),
            target=target or chosen.language,
            language=None,
            progress=progress,
        )
        return [Send(html) for html in _bearable(views.translation_messages(t, translated))]

    async def press(self, incoming: Incoming, progress: Progress) -> Replies:
        """A language or length under an answer: the same message changes."""
        _, key, code, letter, parts = (incoming.data or "").split(":")
        language, length = LanguageCode(code), _LENGTHS[letter]
        await self._remember(incoming, language)
        t = self.catalogs[language]
        answer = await self.qysqa.summarize.again(key, language, length, progress)
        if answer is None:
            raise AnswerExpiredError
        sent = self._answer(t, answer, language, length)
        if len(sent) == 1 and parts == "1":
            return [Edit(sent[0].html, sent[0].buttons)]
        return [*sent]

    async def words(self, incoming: Incoming) -> Catalog:
        """The words of the chat's language."""
        return (await self.speak(incoming))[0]

    async def speak(self, incoming: Incoming) -> tuple[Catalog, Chosen]:
        """The words of the chat's language, and all it chose."""
        chosen = await self.qysqa.preferences.of(incoming.chat_id, incoming.app_language)
        return self.catalogs.get(chosen.language, ENGLISH), chosen

    def _start(self, t: Catalog) -> Send:
        buttons = views.start_buttons(t, bot_name=self.telegram.bot_name)
        return Send(views.plain(texts.start(t)), buttons)

    async def _summarize(
        self, incoming: Incoming, article: ArticleRequest, progress: Progress
    ) -> Replies:
        t, chosen = await self.speak(incoming)
        request = SummaryRequest(article, (chosen.language,), chosen.length)
        answer = await self.qysqa.summarize(request, progress)
        return [*self._answer(t, answer, chosen.language, chosen.length)]

    def _answer(
        self, t: Catalog, answer: Answer, target: LanguageCode, length: Length
    ) -> list[Send]:
        """The buttons stand under the last message."""
        today = self.qysqa.clock().date()
        *before, last = _bearable(views.answer_messages(t, answer, target=target, today=today))
        buttons = views.answer_buttons(
            t, answer.summary.key, target=target, length=length, parts=len(before) + 1
        )
        return [*map(Send, before), Send(last, buttons)]

    async def _request(self, content: Content) -> ArticleRequest:
        if content.file is not None:
            return await self._file(content.file)
        return parse_request(content.text, content.links)

    async def _whole(self, content: Content) -> ArticleRequest:
        """What is to be translated: a message's own words, not the page its link leads to."""
        if content.file is not None:
            return await self._file(content.file)
        return TextRequest(content.text)

    async def _file(self, file: Attachment) -> FileRequest:
        if file.size_bytes > MAX_FILE_BYTES:
            raise FileTooLargeError(MAX_FILE_BYTES)
        return FileRequest(file.name, await self.telegram.download(file))

    async def _remember(self, incoming: Incoming, language: LanguageCode) -> None:
        """A person's choice is remembered; in a group only an admin's is."""
        if incoming.is_group and not await self._is_admin(incoming):
            return
        await self.qysqa.preferences.choose(incoming.chat_id, language=language)

    async def _admins_only(self, incoming: Incoming) -> None:
        if incoming.is_group and not await self._is_admin(incoming):
            raise AdminsOnlyError

    async def _is_admin(self, incoming: Incoming) -> bool:
        if incoming.user_id is None or incoming.is_anonymous_admin:
            return incoming.is_anonymous_admin
        return await self.telegram.is_admin(incoming.chat_id, incoming.user_id)


def _panel(t: Catalog, chosen: Chosen) -> tuple[str, Rows]:
    text = texts.settings(t, language=chosen.language, length=chosen.length)
    buttons = views.settings_buttons(t, language=chosen.language, length=chosen.length)
    return views.plain(text), buttons


def _bearable(messages: Sequence[str]) -> Sequence[str]:
    if len(messages) > MAX_MESSAGES:
        raise WorkTooLongError
    return messages


def _asked(incoming: Incoming) -> Content | None:
    """What a command is about: what stands after it, else the message it replies to."""
    if incoming.arguments:
        return replace(incoming.content, text=incoming.arguments)
    replied = incoming.replied
    return None if replied is None or replied.is_empty else replied
