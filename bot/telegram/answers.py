"""What Qysqa answers with summaries, and what the buttons under them do."""

from base64 import urlsafe_b64decode
from dataclasses import dataclass, replace
from typing import Final

from bot.article.intake import parse_request
from bot.article.samples import sample_for_reader
from bot.core.errors import AnswerExpiredError
from bot.core.models import (
    Answer,
    ArticleRequest,
    LanguageCode,
    Sentence,
    SummaryRequest,
    TextRequest,
)
from bot.core.ports import Progress
from bot.core.statistics import asked, cached, read_in
from bot.i18n import answers, texts
from bot.i18n.catalogs import Catalog
from bot.i18n.sharing import PlainAnswer, plain_answer, whatsapp_link
from bot.service.qysqa import Qysqa
from bot.service.summarize import Wish
from bot.telegram.desk import Desk
from bot.telegram.incoming import Content, Incoming
from bot.telegram.replies import INLINE, Button, Edit, Quote, Reply, Rows, Send, Toast
from bot.telegram.shown import views
from bot.telegram.shown.blocks import join_blocks, pieces
from bot.telegram.shown.buttons import (
    Shown,
    answer_rows,
    engines_of,
    mark_of,
    number_rows,
    read_place,
    sizes_of,
)
from bot.telegram.shown.rich import Rich, rich
from bot.telegram.shown.where import find_sentence

Replies = list[Reply]

MAX_QUERY_CHARS: Final = 256  # of an inline query; Bot API
MAX_LINK_CHARS: Final = 2_000
"""Of the address behind a button. Telegram names no limit; browsers of old stop at 2,083."""


@dataclass(frozen=True, slots=True)
class AnswerHandlers:
    """One method a kind of message or button; each returns what to say."""

    desk: Desk

    @property
    def qysqa(self) -> Qysqa:
        """The use cases."""
        return self.desk.qysqa

    async def example(self, incoming: Incoming, progress: Progress) -> Replies:
        """The button that shows how it works, without any network."""
        _, chosen = await self.desk.speak(incoming)
        return await self._summarize(incoming, sample_for_reader(chosen.language), progress)

    async def message(self, incoming: Incoming, progress: Progress) -> Replies:
        """Any text, link, file or forwarded post in a private chat."""
        return await self._about(incoming, incoming.content, progress)

    async def sum(self, incoming: Incoming, progress: Progress) -> Replies:
        """``/sum`` with a link or text after it, or in reply to a message."""
        if incoming.arguments:
            own = replace(incoming.content, text=incoming.arguments)
            return await self._about(incoming, own, progress)
        replied = incoming.replied
        if replied is None or replied.is_empty:
            t = await self.desk.words(incoming)
            return [Send(rich(texts.summarize_usage(t)))]
        made = await self._about(incoming, replied, progress)
        if not _is_own_text(replied):
            return made
        return [_to_original(one, incoming) for one in made]

    async def opened(self, incoming: Incoming, progress: Progress) -> Replies:
        """``/start u_…``: a page that a link to this bot names; see read_payload."""
        link = read_payload(incoming.arguments)
        content = replace(incoming.content, text=link, links=(link,))
        return await self._about(incoming, content, progress)

    async def press(self, incoming: Incoming, progress: Progress) -> Replies:
        """A language or length under an answer: the same message changes."""
        shown = Shown.read(incoming.data or "")
        await self.desk.remember(incoming, shown.target)
        t, answer = await self._again(incoming, shown, progress)
        return self._changed(t, answer, shown, incoming.replied)

    async def another(self, incoming: Incoming, progress: Progress) -> Replies:
        """The same answer, translated by another engine."""
        shown = Shown.read(incoming.data or "")
        t, answer = await self._again(incoming, shown, progress)
        if {mark_of(one) for one in engines_of(answer, shown.target)} <= {*shown.avoid}:
            return [Toast(answers.no_other_engine(t))]
        return self._changed(t, answer, shown, incoming.replied)

    async def where(self, incoming: Incoming, progress: Progress) -> Replies:
        """The buttons become the numbers of the sentences."""
        shown = Shown.read(incoming.data or "")
        t, answer = await self._again(incoming, shown, progress)
        if incoming.replied is None:
            return [Toast(answers.text_is_gone(t))]
        numbers = _numbers(answer, incoming.replied)
        if not numbers:
            return [Toast(answers.not_found_there(t))]
        *_, last = self._messages(t, answer, shown.target)
        return [Edit(last, number_rows(t, shown, numbers))]

    async def place(self, incoming: Incoming, progress: Progress) -> Replies:
        """A number: the sentence is quoted where it stands, and Telegram leads there."""
        key, length, number = read_place(incoming.data or "")
        t = await self.desk.words(incoming)
        answer = await self.qysqa.summarize.again(key, Wish((), length), progress)
        if answer is None:
            raise AnswerExpiredError
        if incoming.replied is None or number > len(answer.sentences):
            return [Toast(answers.text_is_gone(t))]
        sentence = answer.sentences[number - 1]
        quote = _quote(incoming.replied, sentence)
        if quote is None:
            return [Toast(answers.not_found_there(t))]
        said = rich(answers.stands_here(t, number, sentence.paragraph))
        return [Send(said, reply_to=incoming.replied_id, silent=True, quote=quote)]

    async def share(self, incoming: Incoming, progress: Progress) -> Replies:
        """The answer as plain text, with ways to take it elsewhere."""
        shown = Shown.read(incoming.data or "")
        t, answer = await self._again(incoming, shown, progress)
        sender = answers.signature(self.desk.telegram.bot_name)
        told = plain_answer(t, answer, shown.target, sender)
        *before, last = views.bearable(join_blocks(pieces(rich(told.text))))
        return [*map(Send, before), Send(last, _ways_out(t, told, shown.target))]

    async def _about(self, incoming: Incoming, content: Content, progress: Progress) -> Replies:
        request = await self.desk.request(content)
        return await self._summarize(incoming, request, progress, content)

    async def _summarize(
        self,
        incoming: Incoming,
        article: ArticleRequest,
        progress: Progress,
        content: Content | None = None,
    ) -> Replies:
        t, chosen = await self.desk.speak(incoming)
        terms = await self.qysqa.glossary.of(incoming.chat_id)
        request = SummaryRequest(
            article, (chosen.language,), chosen.length, terms=terms, script=chosen.script
        )
        note = self.qysqa.statistics.note
        note(asked(article))
        answer = await self.qysqa.summarize(request, progress)
        note(read_in(answer.summary.language), cached(is_hit=answer.from_cache))
        shown = Shown(answer.summary.key, chosen.language, chosen.length)
        return [*self._answer(t, answer, shown, content)]

    async def _again(
        self, incoming: Incoming, shown: Shown, progress: Progress
    ) -> tuple[Catalog, Answer]:
        """The answer from what is kept; the words are those of its own language.

        Raises:
            AnswerExpiredError: It is not kept any more.
        """
        _, chosen = await self.desk.speak(incoming)
        terms = await self.qysqa.glossary.of(incoming.chat_id)
        avoid = tuple(one for one in self.qysqa.facts.engines if mark_of(one) in shown.avoid)
        wish = Wish((shown.target,), shown.length, terms, chosen.script, avoid)
        answer = await self.qysqa.summarize.again(shown.key, wish, progress)
        if answer is None:
            raise AnswerExpiredError
        return self.desk.catalog(shown.target, chosen.script), answer

    def _changed(
        self, t: Catalog, answer: Answer, shown: Shown, replied: Content | None
    ) -> Replies:
        """The pressed message becomes the answer, if both are one message."""
        sent = self._answer(t, answer, shown, replied)
        if len(sent) == 1 and shown.parts == 1:
            return [Edit(sent[0].body, sent[0].buttons)]
        return [*sent]

    def _answer(
        self, t: Catalog, answer: Answer, shown: Shown, source: Content | None
    ) -> list[Send]:
        """The buttons stand under the last message; *source* is what the text was sent in."""
        *before, last = self._messages(t, answer, shown.target)
        rows = answer_rows(
            t,
            replace(shown, parts=len(before) + 1),
            used=self._used(answer, shown.target),
            has_place=source is not None and bool(_numbers(answer, source)),
            sizes=sizes_of(answer),
        )
        return [*map(Send, before), Send(last, rows)]

    def _messages(self, t: Catalog, answer: Answer, target: LanguageCode) -> tuple[Rich, ...]:
        today = self.qysqa.clock().date()
        made = views.answer_messages(t, answer, target=target, today=today)
        return tuple(views.bearable(made))

    def _used(self, answer: Answer, target: LanguageCode) -> tuple[str, ...]:
        """Marks of the engines that translated it, where another can be asked."""
        used = engines_of(answer, target)
        others = set(self.qysqa.facts.engines) - {*used}
        return tuple(map(mark_of, used)) if others else ()


def read_payload(payload: str) -> str:
    """The address in ``u_`` and base64 for URLs, as ``t.me/bot?start=`` takes it; "" if none."""
    coded = payload.removeprefix("u_")
    try:
        return urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()
    except ValueError:
        return ""


def _is_own_text(content: Content) -> bool:
    """Whether what was shortened is in the message itself, not behind it."""
    if content.file is not None:
        return False
    return isinstance(parse_request(content.text, content.links), TextRequest)


def _to_original(reply: Reply, incoming: Incoming) -> Reply:
    """An answer to ``/sum`` stands under the text that it is about: it leads into that."""
    if isinstance(reply, Send) and incoming.ephemeral_id is None:
        return replace(reply, reply_to=incoming.replied_id)
    return reply


def _numbers(answer: Answer, source: Content) -> tuple[int, ...]:
    """The sentences that stand in the message itself, not on a page or in a file behind it."""
    if answer.summary.url is not None or source.file is not None:
        return ()
    numbered = enumerate(answer.sentences, 1)
    return tuple(n for n, one in numbered if find_sentence(source.text, one) is not None)


def _quote(source: Content, sentence: Sentence) -> Quote | None:
    found = find_sentence(source.text, sentence)
    return None if found is None else Quote.of(Rich(source.text, source.styles), *found)


def _ways_out(t: Catalog, told: PlainAnswer, target: LanguageCode) -> Rows:
    whatsapp, ways = whatsapp_link(told, MAX_LINK_CHARS), list[Button]()
    if whatsapp:
        ways.append((answers.whatsapp(), whatsapp))
    if told.url and len(query := f"{target} {told.url}") <= MAX_QUERY_CHARS:
        ways.append((answers.send_to_chat(t), INLINE + query))
    return (tuple(ways),)
