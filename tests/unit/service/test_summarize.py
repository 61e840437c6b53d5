"""The main job: cache, reading, ranking, translating, and what a reader is told beside it."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import ParamSpec, TypeVar

import pytest

from bot.article.read_file import read_file
from bot.article.samples import sample
from bot.core.engines import Passage
from bot.core.errors import (
    BadLinkError,
    DatabaseBusyError,
    NoArticleError,
    NotProseError,
    TextTooShortError,
    UnknownMethodError,
)
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    Answer,
    Article,
    ArticleRequest,
    LanguageCode,
    Length,
    LinkRequest,
    Note,
    Stage,
    Summary,
    SummaryRequest,
    Term,
    TextRequest,
    Translation,
    Validators,
)
from bot.core.ports import Progress
from bot.service.prepare import LINK_FRESH, RANKED_DEPTH, PrepareSummary
from bot.service.summarize import SummarizeArticle, Wish
from bot.service.translate import TranslateSentences
from tests.contract.stores import FakeSummaryStore
from tests.unit.doubles import Heard, at_once

P = ParamSpec("P")
T = TypeVar("T")

KEEP = timedelta(days=30)
LINK = LinkRequest("https://a.kz/1?utm_source=tg")
STORY = read_file(sample(KK)).text
STORY_TOTAL = 26


@dataclass
class FakeReader:
    """Reads whatever it is given as the same article."""

    article: Article = field(default_factory=lambda: Article(STORY, "Метеостанция", KK))
    read: list[ArticleRequest] = field(default_factory=list)
    asked: list[Validators] = field(default_factory=list)
    failure: Exception | None = None

    async def __call__(self, request: ArticleRequest, progress: Progress) -> Article:
        self.read.append(request)
        await asyncio.sleep(0)
        if self.failure is not None:
            raise self.failure
        return self.article

    async def refresh(
        self, request: LinkRequest, known: Validators, progress: Progress
    ) -> Article | None:
        self.asked.append(known)
        is_same = known == self.article.validators
        return None if is_same else await self(request, progress)


@dataclass
class FakeChain:
    """Translates by writing the target before the text; knows nothing of *unknown*."""

    unknown: Callable[[str], bool] = lambda _: False
    asked: list[tuple[list[str], str]] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)

    async def translate(
        self,
        passages: Sequence[Passage],
        *,
        target: LanguageCode,
        terms: Sequence[Term] = (),
        avoid: Collection[str] = (),
    ) -> tuple[Translation | None, ...]:
        self.asked.append(([one.text for one in passages], target))
        self.terms += terms
        return tuple(
            None
            if self.unknown(one.text) or one.language is None
            else Translation(f"{target}: {one.text}", "Google")
            for one in passages
        )


class BrokenStore(FakeSummaryStore):
    """A database that somebody else holds."""

    async def get_summary(self, key: str, *, newer_than: datetime) -> Summary | None:
        raise DatabaseBusyError("qysqa.db")

    async def put_summary(self, summary: Summary, *, now: datetime) -> None:
        raise DatabaseBusyError("qysqa.db")


@dataclass
class Rig:
    """The use case on fakes, and a clock that is set by hand."""

    reader: FakeReader = field(default_factory=FakeReader)
    chain: FakeChain = field(default_factory=FakeChain)
    store: FakeSummaryStore = field(default_factory=FakeSummaryStore)
    now: datetime = datetime(2026, 9, 18, tzinfo=UTC)
    keep: timedelta = KEEP
    worked: int = 0
    heard: Heard = field(default_factory=Heard)

    async def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        self.worked += 1
        return await at_once(function, *args, **kwargs)

    @property
    def summarize(self) -> SummarizeArticle:
        prepare = PrepareSummary(
            read=self.reader,
            work=self.work,
            summaries=self.store,
            clock=lambda: self.now,
            method="qysqa",
            keep=self.keep,
        )
        return SummarizeArticle(prepare, TranslateSentences(self.chain))

    async def ask(self, article: ArticleRequest = LINK, *targets: LanguageCode) -> Answer:
        return await self.summarize(SummaryRequest(article, targets), self.heard)


@pytest.fixture
def rig() -> Rig:
    return Rig()


async def test_an_article_is_read_ranked_and_kept(rig: Rig) -> None:
    answer = await rig.ask()

    assert len(answer.sentences) == 5
    assert all(STORY[one.start : one.end] == one.text for one in answer.sentences)
    assert sorted(answer.sentences, key=lambda one: one.start) == list(answer.sentences)
    assert answer.summary.sentences_total == STORY_TOTAL
    assert (answer.translations, answer.titles, answer.notes) == ({}, {}, ())
    assert not answer.from_cache
    assert list(rig.store.kept) == [answer.summary.key]


async def test_what_is_kept_is_neither_read_nor_ranked_again(rig: Rig) -> None:
    first = await rig.ask()
    again = await rig.ask()

    assert again == replace(first, from_cache=True)
    assert len(rig.reader.read) == 1
    assert rig.worked == 1


async def test_links_that_differ_in_tracking_only_are_one_page(rig: Rig) -> None:
    await rig.ask(LinkRequest("a.kz/1?fbclid=2"))

    assert (await rig.ask(LINK)).from_cache
    assert not (await rig.ask(LinkRequest("https://a.kz/2"))).from_cache


async def test_every_length_is_answered_from_one_reading(rig: Rig) -> None:
    shown = [
        len((await rig.summarize(SummaryRequest(LINK, size=size), rig.heard)).sentences)
        for size in (Length.SHORT, Length.LONG, Length.MEDIUM, 1, RANKED_DEPTH)
    ]

    assert shown == [3, 8, 5, 1, 8]
    assert len(rig.reader.read) == 1


async def test_more_than_is_kept_is_read_again(rig: Rig) -> None:
    await rig.ask()
    deep = await rig.summarize(SummaryRequest(LINK, size=20), rig.heard)
    shallow = await rig.ask()

    assert len(deep.sentences) == 20
    assert not deep.from_cache
    assert len(rig.reader.read) == 2
    assert shallow.from_cache  # what is deeper answers what is less deep


async def test_a_page_is_opened_again_after_a_day(rig: Rig) -> None:
    assert timedelta(hours=24) == LINK_FRESH
    await rig.ask()
    rig.now += LINK_FRESH - timedelta(seconds=1)
    assert (await rig.ask()).from_cache
    rig.now += timedelta(seconds=1)
    assert not (await rig.ask()).from_cache


async def test_a_text_stays_as_it_is_as_long_as_the_owner_keeps(rig: Rig) -> None:
    text = TextRequest(STORY)
    await rig.ask(text)
    rig.now += KEEP - timedelta(seconds=1)
    assert (await rig.ask(text)).from_cache
    rig.now += timedelta(seconds=1)
    assert not (await rig.ask(text)).from_cache


async def test_an_owner_who_keeps_less_than_a_day_is_obeyed(rig: Rig) -> None:
    rig.keep = timedelta(hours=1)
    await rig.ask()
    rig.now += timedelta(hours=1)

    assert not (await rig.ask()).from_cache


@pytest.mark.parametrize("change", [{"method": "lead"}, {"language": RU}])
async def test_another_method_or_language_is_another_summary(
    rig: Rig, change: dict[str, str]
) -> None:
    await rig.ask()
    request = SummaryRequest(LINK, **change)  # type: ignore[arg-type] # one of two strings

    assert not (await rig.summarize(request, rig.heard)).from_cache
    assert (await rig.summarize(request, rig.heard)).from_cache


async def test_a_store_that_fails_never_fails_an_answer(rig: Rig) -> None:
    rig.store = BrokenStore()

    assert len((await rig.ask()).sentences) == 5
    assert len((await rig.summarize.with_article(SummaryRequest(LINK), rig.heard))[1].sentences)
    assert await rig.summarize.again("k", Wish((EN,), Length.SHORT), rig.heard) is None


async def test_sentences_and_title_are_translated_at_once(rig: Rig) -> None:
    answer = await rig.ask(LINK, RU, EN)

    texts = [one.text for one in answer.sentences]
    assert rig.chain.asked == [
        ([*texts, "Метеостанция"], RU),
        ([*texts, "Метеостанция"], EN),
    ]
    assert answer.translations[RU] == tuple(Translation(f"ru: {one}", "Google") for one in texts)
    assert answer.titles[EN] == Translation("en: Метеостанция", "Google")
    assert answer.notes == ()
    assert rig.heard.stages == [(Stage.TRANSLATING, None)]


async def test_the_chats_terms_reach_the_chain(rig: Rig) -> None:
    await rig.summarize(SummaryRequest(LINK, (RU,), terms=(Term("Астана"),)), rig.heard)

    assert rig.chain.terms == [Term("Астана")]


async def test_a_text_without_title_has_none_translated(rig: Rig) -> None:
    rig.reader.article = Article(STORY, None, KK)

    assert (await rig.ask(LINK, RU)).titles == {RU: None}


async def test_its_own_language_is_shown_as_it_is(rig: Rig) -> None:
    answer = await rig.ask(LINK, KK)

    assert [one and one.engine for one in answer.translations[KK]] == ["original"] * 5
    assert answer.titles == {KK: None}
    assert answer.notes == (Note.SAME_LANGUAGE,)
    assert rig.chain.asked == []
    assert rig.heard.stages == []


async def test_a_sentence_in_the_language_asked_for_stays(rig: Rig) -> None:
    russian = "Мы не ожидали такого внимания к школьной метеостанции, говорит директор школы."
    rig.reader.article = Article(f"{STORY}\n\n{russian}", None, KK)
    answer = await rig.summarize(SummaryRequest(LINK, (RU,), 27), rig.heard)

    made = dict(zip((one.text for one in answer.sentences), answer.translations[RU], strict=True))
    assert made[russian] == Translation(russian, "original")


async def test_a_translation_that_fails_in_part_or_whole_is_said(rig: Rig) -> None:
    rig.chain.unknown = lambda text: text.startswith("Қостанай")
    partly = await rig.ask(LINK, RU)
    rig.chain.unknown = lambda _: True
    not_at_all = await rig.ask(LINK, RU)

    assert partly.notes == (Note.PARTLY_TRANSLATED,)
    assert partly.translations[RU][0] is None
    assert not_at_all.notes == (Note.NOT_TRANSLATED,)
    assert not_at_all.translations[RU] == (None,) * 5


async def test_an_unknown_language_is_said_when_a_translation_is_wanted(rig: Rig) -> None:
    rig.reader.article = Article("\n".join(f"Xq{n} zw vb." for n in "abcdefgh"), None, None)

    assert Note.LANGUAGE_UNKNOWN in (await rig.ask(LINK, RU)).notes
    assert (await rig.ask(LINK)).notes == ()


async def test_a_short_text_is_refused_unless_a_number_is_named(rig: Rig) -> None:
    rig.reader.article = Article("Бір сөйлем. Екі сөйлем. Үш сөйлем.", None, KK)

    with pytest.raises(TextTooShortError) as refused:
        await rig.ask()
    assert refused.value.sentences == 3
    whole = await rig.summarize(SummaryRequest(LINK, size=9), rig.heard)
    assert len(whole.sentences) == 3
    assert whole.notes == (Note.WHOLE_TEXT,)


async def test_a_short_text_is_refused_from_the_cache_too(rig: Rig) -> None:
    rig.reader.article = Article("Бір сөйлем. Екі сөйлем.", None, KK)
    for _ in range(2):
        with pytest.raises(TextTooShortError):
            await rig.ask()

    assert len(rig.reader.read) == 1


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (SummaryRequest(LinkRequest("ftp://a.kz")), BadLinkError),
        (SummaryRequest(LINK, method="гадание"), UnknownMethodError),
    ],
)
async def test_refusals_pass(rig: Rig, request_: SummaryRequest, error: type[Exception]) -> None:
    with pytest.raises(error):
        await rig.summarize(request_, rig.heard)
    assert rig.store.kept == {}


async def test_a_failure_to_read_passes_and_nothing_is_kept(rig: Rig) -> None:
    rig.reader.failure = NoArticleError("a.kz")

    with pytest.raises(NoArticleError):
        await rig.ask()
    assert rig.store.kept == {}


async def test_with_its_article_an_answer_is_of_the_article_as_it_is_now(rig: Rig) -> None:
    await rig.ask()
    article, answer = await rig.summarize.with_article(SummaryRequest(LINK, (RU,)), rig.heard)

    assert article.text == STORY
    assert not answer.from_cache
    assert all(article.text[one.start : one.end] == one.text for one in answer.sentences)
    assert len(rig.reader.read) == 2


async def test_again_answers_in_another_language_and_length_without_the_article(rig: Rig) -> None:
    key = (await rig.ask()).summary.key
    rig.now += timedelta(days=29)
    answer = await rig.summarize.again(key, Wish((EN,), Length.SHORT), rig.heard)

    assert answer is not None
    assert answer.from_cache
    assert len(answer.translations[EN]) == 3
    assert len(rig.reader.read) == 1
    rig.now += timedelta(days=2)
    assert await rig.summarize.again(key, Wish((EN,), Length.SHORT), rig.heard) is None


async def test_words_without_sentences_are_no_prose(rig: Rig) -> None:
    rig.reader.article = Article("сөз " * 500, None, KK)

    with pytest.raises(NotProseError):
        await rig.ask()


async def test_of_a_page_it_is_said_what_is_wrong_with_the_page(rig: Rig) -> None:
    short = Article("Бір сөйлем. Екі сөйлем.", None, KK, url="https://a.kz/1", site="a.kz")
    for article, error in (
        (short, TextTooShortError(2, "a.kz")),
        (replace(short, text="сөз " * 500), NoArticleError("a.kz")),
    ):
        rig.reader.article = article
        rig.store.kept.clear()
        with pytest.raises(type(error)) as refused:
            await rig.ask()
        assert refused.value.args == error.args


FIRST, SECOND = Validators('"1"', None), Validators(None, "Sun, 22 Nov 2026 12:00:00 GMT")


async def test_an_unchanged_page_is_not_read_again_and_stays_for_another_day(rig: Rig) -> None:
    rig.reader.article = replace(rig.reader.article, validators=FIRST)
    first = await rig.ask()
    rig.now += LINK_FRESH
    second = await rig.ask()
    rig.now += LINK_FRESH - timedelta(seconds=1)
    third = await rig.ask()

    assert (second.sentences, third.sentences) == (first.sentences, first.sentences)
    assert (second.from_cache, third.from_cache) == (False, True)
    assert (len(rig.reader.read), rig.reader.asked) == (1, [FIRST])


async def test_a_changed_page_is_read_again(rig: Rig) -> None:
    rig.reader.article = replace(rig.reader.article, validators=FIRST)
    await rig.ask()
    rig.reader.article = Article(f"Жаңа сөйлем осы жерде басталды. {STORY}", None, KK)
    rig.now += LINK_FRESH
    answer = await rig.ask()

    assert answer.summary.sentences_total == STORY_TOTAL + 1
    assert (len(rig.reader.read), rig.reader.asked) == (2, [FIRST])


async def test_a_page_without_validators_is_read_again(rig: Rig) -> None:
    await rig.ask()
    rig.now += LINK_FRESH
    await rig.ask()

    assert (len(rig.reader.read), rig.reader.asked) == (2, [])


async def test_more_than_is_kept_is_read_even_where_the_page_is_unchanged(rig: Rig) -> None:
    rig.reader.article = replace(rig.reader.article, validators=SECOND)
    await rig.ask()
    deep = await rig.summarize(SummaryRequest(LINK, size=20), rig.heard)

    assert len(deep.sentences) == 20
    assert rig.reader.asked == []


async def test_a_page_is_found_by_its_own_name_too(rig: Rig) -> None:
    rig.reader.article = replace(rig.reader.article, url="https://a.kz/the-story")
    first = await rig.ask()
    by_name = await rig.ask(LinkRequest("https://a.kz/the-story?utm_medium=social"))

    assert by_name.from_cache
    assert by_name.sentences == first.sentences
    assert by_name.summary.key != first.summary.key
    again = await rig.summarize.again(by_name.summary.key, Wish((KK,), Length.SHORT), rig.heard)
    assert again is not None


async def test_who_asks_for_the_same_at_once_shares_one_reading(rig: Rig) -> None:
    ask = rig.summarize
    answers = await asyncio.gather(
        *(ask(SummaryRequest(LINK, targets), rig.heard) for targets in ((), (RU,), (EN,)))
    )

    assert len(rig.reader.read) == 1
    assert len({answer.sentences for answer in answers}) == 1


async def test_what_the_article_lacks_is_said_each_time(rig: Rig) -> None:
    rig.reader.article = replace(rig.reader.article, notes=(Note.OPEN_PART,))

    assert (await rig.ask()).notes == (Note.OPEN_PART,)
    assert (await rig.ask()).notes == (Note.OPEN_PART,)
