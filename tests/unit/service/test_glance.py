"""What is there already: nothing is opened and nobody is asked for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.article.read_file import read_file
from bot.article.samples import sample
from bot.core.engines import Passage
from bot.core.errors import BadLinkError, TranslatorUnavailableError
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    Article,
    ArticleRequest,
    LanguageCode,
    LinkRequest,
    SummaryRequest,
    Term,
    TextRequest,
    Translation,
    Validators,
)
from bot.core.ports import Progress
from bot.service.glance import Glance
from bot.service.prepare import LINK_FRESH, PrepareSummary
from bot.service.summarize import Wish
from bot.service.translate import TranslateSentences, TranslateText, TranslationOrder
from tests.contract.stores import FakeSummaryStore
from tests.unit.doubles import Heard, at_once

URL = "https://a.kz/1"
STORY = read_file(sample(KK)).text


@dataclass
class Reader:
    """Reads a text as it is, and anything else as one article; counts the pages."""

    opened: int = 0

    async def __call__(self, request: ArticleRequest, progress: Progress) -> Article:
        if isinstance(request, TextRequest):
            return Article(request.text)
        self.opened += 1
        return Article(STORY, "Метеостанция", KK)

    async def refresh(
        self, request: LinkRequest, known: Validators, progress: Progress
    ) -> Article | None:
        raise AssertionError("a glance asks no site")


@dataclass
class Chain:
    """Remembers every sentence but those in *forgotten*; must not be asked to translate."""

    forgotten: set[str] = field(default_factory=set)

    async def translate(
        self,
        passages: Sequence[Passage],
        *,
        target: LanguageCode,
        terms: Sequence[Term] = (),
        avoid: Collection[str] = (),
    ) -> tuple[Translation | None, ...]:
        raise AssertionError("a glance asks no engine")

    async def remembered(
        self, passages: Sequence[Passage], *, target: LanguageCode
    ) -> tuple[Translation | None, ...]:
        return tuple(
            None if one.text in self.forgotten else Translation(f"{target}: {one.text}", "Google")
            for one in passages
        )


@dataclass
class Rig:
    """A glance, and the clock that it goes by."""

    reader: Reader = field(default_factory=Reader)
    chain: Chain = field(default_factory=Chain)
    now: datetime = datetime(2026, 11, 20, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.prepare = PrepareSummary(
            read=self.reader,
            work=at_once,
            summaries=FakeSummaryStore(),
            clock=lambda: self.now,
            method="qysqa",
            keep=timedelta(days=30),
        )
        texts = TranslateText(self.reader, at_once, TranslateSentences(self.chain))
        self.glance = Glance.of(self.prepare, self.chain, texts)

    async def read(self) -> None:
        """Somebody sent the link to the bot."""
        await self.prepare(SummaryRequest(LinkRequest(f"{URL}?utm_source=tg")), Heard())


@pytest.fixture
def rig() -> Rig:
    return Rig()


async def test_a_page_that_nobody_sent_has_no_summary(rig: Rig) -> None:
    assert await rig.glance.summary(URL, Wish((KK,))) is None
    assert rig.reader.opened == 0


async def test_a_page_that_was_read_has_one_in_its_own_language(rig: Rig) -> None:
    await rig.read()
    answer = await rig.glance.summary(URL, Wish((KK,)))

    assert answer is not None
    assert len(answer.sentences) == 5
    assert rig.reader.opened == 1


async def test_in_another_language_it_is_as_it_is_remembered(rig: Rig) -> None:
    await rig.read()
    answer = await rig.glance.summary(URL, Wish((RU,)))

    assert answer is not None
    texts = [one and one.text for one in answer.translations[RU]]
    assert texts == [f"ru: {one.text}" for one in answer.sentences]


async def test_where_one_sentence_is_not_remembered_there_is_none(rig: Rig) -> None:
    await rig.read()
    answer = await rig.glance.summary(URL, Wish((KK,)))
    assert answer is not None
    rig.chain.forgotten = {answer.sentences[2].text}

    assert await rig.glance.summary(URL, Wish((RU,))) is None


async def test_what_is_remembered_is_not_for_those_with_a_glossary(rig: Rig) -> None:
    await rig.read()

    assert await rig.glance.summary(URL, Wish((RU,), terms=(Term("дала"),))) is None


async def test_a_page_may_have_changed_after_a_day(rig: Rig) -> None:
    await rig.read()
    rig.now += LINK_FRESH + timedelta(seconds=1)

    assert await rig.glance.summary(URL, Wish((KK,))) is None


async def test_what_others_wrote_is_shortened_without_being_kept(rig: Rig) -> None:
    request = SummaryRequest(TextRequest(STORY), (KK,))
    answer = await rig.glance.unkept(request, Heard())

    assert len(answer.sentences) == 5
    assert not rig.prepare.summaries.kept  # type: ignore[attr-defined] # the fake's
    assert await rig.glance.unkept.again(answer.summary.key, Wish((KK,)), Heard()) is None


async def test_what_is_no_link_is_refused(rig: Rig) -> None:
    with pytest.raises(BadLinkError):
        await rig.glance.summary("ftp://a.kz", Wish((KK,)))


async def test_a_text_is_translated_from_memory_alone(rig: Rig) -> None:
    text = "The bridge was built in 2024."
    made = await rig.glance.translate(TextRequest(text), TranslationOrder(RU), Heard())

    assert made.text == f"ru: {text}"
    rig.chain.forgotten = {text}
    with pytest.raises(TranslatorUnavailableError):
        await rig.glance.translate(TextRequest(text), TranslationOrder(RU, EN), Heard())
