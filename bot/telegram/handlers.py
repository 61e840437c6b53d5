"""What Qysqa answers to each kind of message. Handlers return replies; they send nothing."""

from dataclasses import dataclass, replace

from bot.article.intake import parse_request
from bot.article.samples import sample_for_reader
from bot.core.errors import AnswerExpiredError
from bot.core.models import (
    Answer,
    ArticleRequest,
    LanguageCode,
    Length,
    SummaryRequest,
)
from bot.core.ports import Progress
from bot.i18n import texts
from bot.i18n.catalogs import Catalog
from bot.service.preferences import Chosen
from bot.service.qysqa import Qysqa
from bot.service.summarize import Wish
from bot.telegram.desk import Desk
from bot.telegram.incoming import Content, Incoming
from bot.telegram.replies import Edit, Reply, Rows, Send, Toast
from bot.telegram.shown import views

Replies = list[Reply]

_LENGTHS = {length[0]: length for length in Length}


@dataclass(frozen=True, slots=True)
class Handlers:
    """One method a kind of message; each returns what to say."""

    desk: Desk

    @property
    def qysqa(self) -> Qysqa:
        """The use cases."""
        return self.desk.qysqa

    async def start(self, incoming: Incoming, _: Progress) -> Replies:
        """``/start``."""
        t = await self.desk.words(incoming)
        return [self._start(t)]

    async def help(self, incoming: Incoming, _: Progress) -> Replies:
        """``/help``."""
        t = await self.desk.words(incoming)
        return [Send(views.plain(texts.help_text(t)))]

    async def privacy(self, incoming: Incoming, _: Progress) -> Replies:
        """``/privacy``, or its button."""
        t = await self.desk.words(incoming)
        facts = self.qysqa.facts
        said = texts.privacy(t, days=facts.cache_days, engines=facts.engines)
        return [Send(views.plain(said))]

    async def forget(self, incoming: Incoming, _: Progress) -> Replies:
        """``/forgetme``: in a group it is the group's choice that goes, so admins only."""
        await self.desk.admins_only(incoming)
        await self.qysqa.preferences.forget(incoming.chat_id)
        t = await self.desk.words(incoming)
        return [Send(views.plain(texts.forgotten(t)))]

    async def settings(self, incoming: Incoming, _: Progress) -> Replies:
        """``/settings``."""
        await self.desk.admins_only(incoming)
        t, chosen = await self.desk.speak(incoming)
        return [Send(*_panel(t, chosen))]

    async def change_settings(self, incoming: Incoming, _: Progress) -> Replies:
        """A button of the panel."""
        await self.desk.admins_only(incoming)
        choice = (incoming.data or "").removeprefix("p:")
        if choice in list(Length):
            await self.qysqa.preferences.choose(incoming.chat_id, length=Length(choice))
        else:
            language = LanguageCode(choice)
            await self.qysqa.preferences.choose(incoming.chat_id, language=language)
        t, chosen = await self.desk.speak(incoming)
        return [Toast(texts.saved(t)), Edit(*_panel(t, chosen))]

    async def start_language(self, incoming: Incoming, _: Progress) -> Replies:
        """A language under the first message: it says itself again in that language."""
        language = LanguageCode((incoming.data or "").removeprefix("start:"))
        await self.desk.remember(incoming, language)
        first = self._start(self.desk.catalogs[language])
        return [Edit(first.html, first.buttons)]

    async def example(self, incoming: Incoming, progress: Progress) -> Replies:
        """The button that shows how it works, without any network."""
        _, chosen = await self.desk.speak(incoming)
        return await self._summarize(incoming, sample_for_reader(chosen.language), progress)

    async def message(self, incoming: Incoming, progress: Progress) -> Replies:
        """Any text, link, file or forwarded post in a private chat."""
        request = await self._request(incoming.content)
        return await self._summarize(incoming, request, progress)

    async def sum(self, incoming: Incoming, progress: Progress) -> Replies:
        """``/sum`` with a link or text after it, or in reply to a message."""
        content = _asked(incoming)
        if content is None:
            t = await self.desk.words(incoming)
            return [Send(views.plain(texts.summarize_usage(t)))]
        return await self._summarize(incoming, await self._request(content), progress)

    async def press(self, incoming: Incoming, progress: Progress) -> Replies:
        """A language or length under an answer: the same message changes."""
        _, key, code, letter, parts = (incoming.data or "").split(":")
        language, length = LanguageCode(code), _LENGTHS[letter]
        await self.desk.remember(incoming, language)
        t = self.desk.catalogs[language]
        terms = await self.qysqa.glossary.of(incoming.chat_id)
        wish = Wish((language,), length, terms)
        answer = await self.qysqa.summarize.again(key, wish, progress)
        if answer is None:
            raise AnswerExpiredError
        sent = self._answer(t, answer, language, length)
        if len(sent) == 1 and parts == "1":
            return [Edit(sent[0].html, sent[0].buttons)]
        return [*sent]

    def _start(self, t: Catalog) -> Send:
        buttons = views.start_buttons(t, bot_name=self.desk.telegram.bot_name)
        return Send(views.plain(texts.start(t)), buttons)

    async def _summarize(
        self, incoming: Incoming, article: ArticleRequest, progress: Progress
    ) -> Replies:
        t, chosen = await self.desk.speak(incoming)
        terms = await self.qysqa.glossary.of(incoming.chat_id)
        request = SummaryRequest(article, (chosen.language,), chosen.length, terms=terms)
        answer = await self.qysqa.summarize(request, progress)
        return [*self._answer(t, answer, chosen.language, chosen.length)]

    def _answer(
        self, t: Catalog, answer: Answer, target: LanguageCode, length: Length
    ) -> list[Send]:
        """The buttons stand under the last message."""
        today = self.qysqa.clock().date()
        *before, last = views.bearable(
            views.answer_messages(t, answer, target=target, today=today)
        )
        buttons = views.answer_buttons(
            t, answer.summary.key, target=target, length=length, parts=len(before) + 1
        )
        return [*map(Send, before), Send(last, buttons)]

    async def _request(self, content: Content) -> ArticleRequest:
        if content.file is not None:
            return await self.desk.file(content.file)
        return parse_request(content.text, content.links)


def _panel(t: Catalog, chosen: Chosen) -> tuple[str, Rows]:
    text = texts.settings(t, language=chosen.language, length=chosen.length)
    buttons = views.settings_buttons(t, language=chosen.language, length=chosen.length)
    return views.plain(text), buttons


def _asked(incoming: Incoming) -> Content | None:
    """What a command is about: what stands after it, else the message it replies to."""
    if incoming.arguments:
        return replace(incoming.content, text=incoming.arguments)
    replied = incoming.replied
    return None if replied is None or replied.is_empty else replied
