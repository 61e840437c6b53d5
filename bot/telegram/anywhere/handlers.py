"""What Qysqa answers where it is no member, and where it is called by its name in a group."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import structlog

from bot.core import statistics
from bot.core.errors import (
    AnswerExpiredError,
    QysqaError,
    StoreError,
    TelegramUnreachableError,
    WorkerDiedError,
)
from bot.core.models import (
    Answer,
    ArticleRequest,
    LanguageCode,
    Length,
    LinkRequest,
    Script,
    SummaryRequest,
    TextRequest,
)
from bot.core.ports import Progress
from bot.i18n import anywhere, failures
from bot.i18n.catalogs import Catalog
from bot.service.group_translation import Target, translate_into
from bot.service.summarize import Wish
from bot.service.translate import TranslationOrder
from bot.telegram.anywhere.asked import Asked, bare_link, is_long, read_asked, read_languages
from bot.telegram.anywhere.fit import one_message, rest_line
from bot.telegram.anywhere.links import Links, ToRead
from bot.telegram.anywhere.offers import own_targets
from bot.telegram.anywhere.results import TO_READ, change_buttons, read_buttons
from bot.telegram.desk import Desk
from bot.telegram.groups.translation_views import asked_messages
from bot.telegram.incoming import Content, Incoming
from bot.telegram.replies import Edit, Reply, Rows, Send
from bot.telegram.shown import views
from bot.telegram.shown.buttons import Shown
from bot.telegram.shown.rich import Rich, rich

Replies = list[Reply]
Make = Callable[[Length], Awaitable[Answer]]
"""Answers at a length."""

MAX_GUEST_CHARS: Final = 4_096
"""Of a text to be translated for a guest: any message, but no file that is longer than one."""

_WORTH_ANOTHER_TRY: Final = (StoreError, TelegramUnreachableError, WorkerDiedError)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class AnywhereHandlers:
    """One method a kind of call; each returns what to say."""

    desk: Desk
    links: Links

    async def press(self, incoming: Incoming, progress: Progress) -> Replies:
        """The button under a link that was sent by way of the bot: the page is read."""
        return await self._read(incoming, self.links.read(incoming.data or ""), progress)

    async def chosen(self, incoming: Incoming, progress: Progress) -> Replies:
        """The result was chosen: where Telegram tells of that, nobody needs to press."""
        _, _, code = (incoming.chosen or "").partition(":")
        url, targets = read_asked(incoming.arguments).link, read_languages(code)
        if url is None or not targets:  # not one of ours
            return []
        return await self._read(incoming, ToRead(url, targets[0]), progress)

    async def change(self, incoming: Incoming, progress: Progress) -> Replies:
        """A language or length under a summary; nobody's choice is remembered for that."""
        wanted = Shown.read(incoming.data or "")
        t, chosen = await self.desk.speak(incoming)
        t = self.desk.words_of(wanted.target, chosen.script, t)

        async def make(size: Length) -> Answer:
            wish = Wish((wanted.target,), size, (), chosen.script)
            answer = await self.desk.qysqa.summarize.again(wanted.key, wish, progress)
            if answer is None:
                raise AnswerExpiredError
            return answer

        return [Edit(*await self._fitted(t, wanted.target, wanted.length, make))]

    async def guest(self, incoming: Incoming, progress: Progress) -> Replies:
        """Called in a chat where the bot is no member: one message, whatever is asked."""
        t, chosen = await self.desk.speak(incoming)
        asked, content = self._wanted(incoming, chosen.script)
        if content.is_empty:
            return [Send(rich(anywhere.mention_help(t, self.desk.telegram.bot_name)))]
        targets = asked.targets or own_targets(chosen)[:1]
        if bare_link(content) is None and (asked.targets or not is_long(content)):
            return [Send(await self._translation(t, content, targets, incoming, progress))]
        request = await self.desk.request(content)
        return [Send(*await self.summarized(incoming, request, targets[0], progress))]

    async def summarized(
        self, incoming: Incoming, article: ArticleRequest, target: Target, progress: Progress
    ) -> tuple[Rich, Rows]:
        """A summary in one message, as whoever asks likes them, in the language *target*.

        Of what others wrote to a guest nothing is kept, so no button could change it.
        """
        t, chosen = await self.desk.speak(incoming)
        t, qysqa = self.desk.words_of(*target, t), self.desk.qysqa
        terms = await qysqa.glossary.of(incoming.chat_id)
        is_kept = isinstance(article, LinkRequest) or not incoming.is_guest
        summarize = qysqa.summarize if is_kept else qysqa.glance.unkept
        wish = SummaryRequest(article, (target.language,), terms=terms, script=target.script)

        async def make(size: Length) -> Answer:
            return await summarize(replace(wish, size=size), progress)

        qysqa.statistics.note(statistics.asked(article))
        body, rows = await self._fitted(t, target.language, chosen.length, make)
        return body, rows if is_kept else ()

    async def _read(self, incoming: Incoming, one: ToRead, progress: Progress) -> Replies:
        """The message becomes the summary; or says why not, and can be tried again."""
        request = LinkRequest(one.url)
        try:
            return [Edit(*await self.summarized(incoming, request, one.target, progress))]
        except _WORTH_ANOTHER_TRY:
            raise
        except QysqaError as error:
            _log.info("inline.refused", code=error.code)
            t = await self.desk.words(incoming)
            t = self.desk.words_of(*one.target, t)
            said = f"{one.url}\n\n{failures.reason(t, error)}"
            return [Edit(rich(said), read_buttons(t, self.links.data(one)))]

    async def _fitted(
        self, t: Catalog, target: LanguageCode, size: Length, make: Make
    ) -> tuple[Rich, Rows]:
        """As long as it may be in one message, with its buttons; at its shortest it is cut."""
        today, order = self.desk.qysqa.clock().date(), list(Length)
        answer = await make(size)
        messages = views.answer_messages(t, answer, target=target, today=today)
        while len(messages) > 1 and size is not Length.SHORT:
            size = order[order.index(size) - 1]
            answer = await make(size)
            messages = views.answer_messages(t, answer, target=target, today=today)
        rest = rest_line(t, self.desk.telegram.bot_name, answer.summary.url)
        shown = Shown(answer.summary.key, target, size)
        return one_message(messages, rest), change_buttons(t, shown, answer)

    async def _translation(
        self,
        t: Catalog,
        content: Content,
        targets: Sequence[Target],
        incoming: Incoming,
        progress: Progress,
    ) -> Rich:
        request: ArticleRequest = (
            TextRequest(content.text, styles=content.styles)
            if content.file is None
            else await self.desk.file(content.file)
        )
        self.desk.qysqa.statistics.note(statistics.asked(statistics.Asked.TRANSLATION))
        own = (await self.desk.speak(incoming))[1].language
        terms = await self.desk.qysqa.glossary.of(incoming.chat_id)
        order = TranslationOrder(own, terms=terms, own=own, max_chars=MAX_GUEST_CHARS)
        translate = self.desk.qysqa.translate
        parts = await translate_into(translate, request, targets, order, progress)
        return one_message(asked_messages(t, parts), rest_line(t, self.desk.telegram.bot_name))

    def _wanted(self, incoming: Incoming, own: Script) -> tuple[Asked, Content]:
        """The languages, and what it is about: the message replied to, else what was written."""
        languages = read_languages(incoming.arguments, own)
        asked = Asked(languages, "") if languages else read_asked(incoming.arguments, own)
        if incoming.replied is not None and not incoming.replied.is_empty:
            return asked, incoming.replied
        if incoming.content.text.endswith(asked.text):
            rest = incoming.after(asked.text)
        else:  # the bot's name stands after it
            rest = Content(asked.text, (), None)
        return asked, replace(rest, links=incoming.content.links, file=incoming.content.file)


def is_to_read(chosen: str) -> bool:
    """Whether the result with that id stands for a page that is yet to be read."""
    return chosen.startswith(f"{TO_READ}:")
