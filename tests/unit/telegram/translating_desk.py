"""A desk at which only translations are asked for, over a chain that knows some sentences."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from bot.core.engines import Passage, Rank
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    Article,
    ArticleRequest,
    Doubt,
    FileRequest,
    LanguageCode,
    Length,
    Term,
    TextRequest,
    Translation,
)
from bot.core.ports import Progress
from bot.i18n.catalogs import load_catalogs, locales_folder
from bot.service.glossary import Glossary
from bot.service.group_translation import GroupTranslation
from bot.service.preferences import Preferences
from bot.service.statistics import Statistics
from bot.service.translate import TranslateSentences, TranslateText
from bot.telegram.desk import Desk, Rights
from bot.telegram.groups.signed import Seal
from bot.telegram.incoming import Attachment, Content, Incoming
from bot.telegram.replies import Reply, Send
from tests.contract.counter_stores import FakeCounterStore
from tests.contract.digest_stores import (
    DigestRows,
    FakeGroupStore,
    FakeMessageStore,
    FakeReceiptStore,
)
from tests.contract.stores import FakeChatStore, FakeGlossaryStore
from tests.unit.doubles import at_once
from tests.unit.telegram.written import html_of

if TYPE_CHECKING:
    from bot.service.qysqa import Qysqa
    from bot.telegram.desk import Telegram

GROUP, ADMIN, MEMBER = -1001, 5, 6
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
QUESTION, OTHER = "Who is coming with us tomorrow?", "Who is coming with us on Friday?"
KNOWN = {
    (QUESTION, KK): "Ертең бізбен кім барады?",
    (QUESTION, RU): "Кто едет с нами завтра?",
    (OTHER, KK): "Жұмада бізбен кім барады?",
    (OTHER, RU): "Кто едет с нами в пятницу?",
}


@dataclass
class Place:
    """A desk, and what stands behind it.

    *known* are translations; *error* is raised instead; *doubts* stay with each of them.
    *best* is the rank of the best engine, *facts* what people are told.
    """

    rows: DigestRows = field(default_factory=DigestRows)
    known: dict[tuple[str, LanguageCode], str] = field(default_factory=lambda: dict(KNOWN))
    error: BaseException | None = None
    doubts: tuple[Doubt, ...] = ()
    sees_all: bool = True
    best: Rank | None = Rank.KEYED
    now: datetime = NOW
    asked: list[Sequence[Passage]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.glossary = Glossary(FakeGlossaryStore())
        self.preferences = Preferences(FakeChatStore(), lambda: NOW, Length.MEDIUM)
        texts = TranslateText(_read, at_once, TranslateSentences(self))
        self.translation = GroupTranslation(
            FakeGroupStore(self.rows),
            FakeReceiptStore(self.rows),
            FakeMessageStore(self.rows),
            texts,
            at_once,
            lambda: self.now,
        )
        parts: dict[str, Any] = {"glossary": self.glossary, "preferences": self.preferences}
        self.facts = SimpleNamespace(engines=("DeepL",))
        parts |= {"engines": SimpleNamespace(engines=self), "facts": self.facts}
        parts |= {"statistics": Statistics(FakeCounterStore(), lambda: NOW)}
        qysqa = SimpleNamespace(**parts, translate=texts, automatic=self.translation)
        telegram, seal = cast("Telegram", self), Seal(b"seal")
        self.desk = Desk(cast("Qysqa", qysqa), load_catalogs(locales_folder()), telegram, seal)

    async def translate(
        self,
        passages: Sequence[Passage],
        *,
        target: LanguageCode,
        terms: Sequence[Term] = (),
        avoid: Collection[str] = (),
    ) -> tuple[Translation | None, ...]:
        self.asked.append(passages)
        if self.error is not None:
            raise self.error
        return tuple(self._one(passage.text, target) for passage in passages)

    def _one(self, text: str, target: LanguageCode) -> Translation | None:
        known = self.known.get((text, target))
        return None if known is None else Translation(known, "DeepL", self.doubts)

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        return user_id == ADMIN

    async def rights(self, chat_id: int) -> Rights:
        return Rights(sees_all=self.sees_all, may_pin=False)

    async def download(self, file: Attachment) -> bytes:
        return QUESTION.encode()

    def deliver(self, replies: Sequence[Reply]) -> None:
        """Have the messages sent, and remembered."""
        for number, reply in enumerate(replies, start=100):
            assert isinstance(reply, Send)
            if reply.tag is not None:
                self.rows.queues.receipts[GROUP, reply.tag] = number


async def _read(request: ArticleRequest, progress: Progress) -> Article:
    if isinstance(request, FileRequest):
        return Article(request.content.decode(), language=EN)
    assert isinstance(request, TextRequest)
    return Article(request.text, language=EN, styles=request.styles)


def said(text: str, **more: Any) -> Incoming:
    """A message that a member wrote to the group just now, its number 50."""
    words, _, arguments = text.partition(" ") if text.startswith("/") else ("", "", "")
    about: dict[str, Any] = {"command": words[1:] or None, "arguments": arguments}
    where: dict[str, Any] = {"chat_id": GROUP, "is_group": True, "user_id": MEMBER}
    about |= {"message_id": 50, "at": int(NOW.timestamp()), "is_written": True}
    return Incoming(app_language="en", content=Content(text, (), None), **(where | about | more))


def htmls(replies: Sequence[Reply]) -> list[str]:
    """What is sent."""
    return [html_of(reply.body) for reply in replies if isinstance(reply, Send)]
