"""Digests are composed from what is kept; what fails on the way leaves the rest."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.digests import Feed, FeedItem
from bot.core.engines import Passage
from bot.core.errors import NoArticleError, TranslatorUnavailableError
from bot.core.groups import Group, GroupMessage, Plan
from bot.core.languages import KK, RU
from bot.core.models import (
    LETTERS,
    LanguageCode,
    Script,
    Sentence,
    Stage,
    Summary,
    Term,
    Translation,
)
from bot.service import digest as module
from bot.service.digest import Digests, shown_text
from bot.service.translate import TranslateSentences
from tests.contract.digest_stores import DigestRows, FakeFeedStore, FakeMessageStore
from tests.unit.doubles import Heard, at_once

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
CHAT = -1001234567890
GROUP = Group(CHAT, "Топ", collects=True, plan=Plan(minimum=3))
SPAN = (SECONDS - 86_400, SECONDS)
TEXTS = (
    "Ертең сағат 10-нан 16-ға дейін су болмайды, құбыр жөнделеді",
    "Су қай үйлерде болмайды, біздің үйде де ме?",
    "Су Абай көшесіндегі барлық үйде өшіріледі https://a.kz/1",
    "Құбыр жөндеу кешке бітеді деді, су сағат 16-да келеді",
)
MESSAGES = [
    GroupMessage(
        CHAT,
        number,
        text,
        f"Көрші {number}",
        number,
        SECONDS - 3600 + 60 * number,
        links=("https://a.kz/1",) if "https" in text else (),
        language=KK,
    )
    for number, text in enumerate(TEXTS, 1)
]
SUMMARY = Summary(
    key="k",
    title="Су кестесі",
    url="https://a.kz/1",
    site="a.kz",
    published=None,
    language=KK,
    ranked=(Sentence("Су екі күн болмайды.", 0, 20, 1, KK),),
    depth=1,
    keywords=(),
    sentences_total=9,
    words_total=90,
)


class Engine:
    """Translates by turning texts around; fails while *is_down*."""

    is_down = False

    async def translate(
        self,
        passages: Sequence[Passage],
        *,
        target: LanguageCode,
        terms: Sequence[Term] = (),
        avoid: Collection[str] = (),
    ) -> tuple[Translation | None, ...]:
        if self.is_down:
            raise TranslatorUnavailableError("DeepL", "down")
        return tuple(Translation(one.text[::-1], "DeepL") for one in passages)


async def remembered(
    passages: Sequence[Passage], *, target: LanguageCode
) -> tuple[Translation | None, ...]:
    """A memory that knows one sentence."""
    known = {"Желі 2027 жылы ашылады.": "Линия откроется в 2027 году."}
    return tuple(
        Translation(known[one.text], "memory") if one.text in known else None for one in passages
    )


class Pages:
    """In place of PrepareSummary: takes *delay_s*, or raises *error*."""

    def __init__(self) -> None:
        self.delay_s = 0.0
        self.error: Exception | None = None
        self.summary = SUMMARY

    async def __call__(self, *_: Any) -> tuple[Summary, bool]:
        await asyncio.sleep(self.delay_s)
        if self.error:
            raise self.error
        return self.summary, False


@pytest.fixture
def pages() -> Pages:
    return Pages()


@pytest.fixture
async def digests(pages: Pages) -> Digests:
    rows, engine = DigestRows(), Engine()
    made = Digests(
        FakeMessageStore(rows),
        FakeFeedStore(rows),
        pages,  # type: ignore[arg-type] # called the same way
        TranslateSentences(engine),
        remembered,
        at_once,
        lambda: NOW,
    )
    await made.messages.keep(MESSAGES)
    return made


async def test_talk_has_topics_quotes_and_its_links_a_sentence_of_their_page(
    digests: Digests,
) -> None:
    heard = Heard()
    made = await digests.of_chat(GROUP, KK, SPAN, heard)

    assert (made.talk.messages, made.talk.people) == (4, 4)
    assert made.talk.topics[0].quotes[0].text in TEXTS
    [link] = made.talk.links
    assert (link.title, link.sentence, link.language) == (
        "Су кестесі",
        "Су екі күн болмайды.",
        KK,
    )
    assert made.translations == {}
    assert heard.stages == [(Stage.READING, None)]
    assert not made.is_quiet


async def test_what_is_quoted_is_translated_for_who_reads_another_language(
    digests: Digests,
) -> None:
    made = await digests.of_chat(GROUP, RU, SPAN, Heard())
    quoted = [quote.text for topic in made.talk.topics for quote in topic.quotes]

    assert set(made.translations) == {*quoted, "Су екі күн болмайды."}
    assert made.translations[quoted[0]] == Translation(quoted[0][::-1], "DeepL")


async def test_kazakh_quotes_are_written_in_the_script_of_the_group(digests: Digests) -> None:
    heard = Heard()
    made = await digests.of_chat(GROUP, KK, SPAN, heard, script=Script.LATIN)
    talk = await digests.of_talk(GROUP, KK, MESSAGES, heard, script=Script.LATIN)
    quoted = {quote.text for topic in made.talk.topics for quote in topic.quotes}

    assert set(made.translations) == {*quoted, "Су екі күн болмайды."}
    latin = Translation("Su ekı kün bolmaidy.", LETTERS)
    assert made.translations["Су екі күн болмайды."] == latin
    assert {one.engine for one in talk.translations.values()} == {LETTERS}
    assert (made.script, heard.stages) == (Script.LATIN, [(Stage.READING, None)])


async def test_without_engines_the_originals_remain(
    digests: Digests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Engine, "is_down", True)

    assert (await digests.of_chat(GROUP, RU, SPAN, Heard())).translations == {}


async def test_a_page_that_cannot_be_read_is_linked_to_all_the_same(
    digests: Digests, pages: Pages
) -> None:
    pages.error = NoArticleError("a.kz")
    [link] = (await digests.of_chat(GROUP, KK, SPAN, Heard())).talk.links

    assert (link.url, link.title, link.sentence) == ("https://a.kz/1", None, None)


async def test_a_page_that_takes_too_long_is_not_waited_for(
    digests: Digests, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.delay_s = 30
    monkeypatch.setattr(module, "LINKS_S", 0.01)
    [link] = (await digests.of_chat(GROUP, KK, SPAN, Heard())).talk.links

    assert link.sentence is None


async def test_a_page_without_sentences_gives_its_title(digests: Digests, pages: Pages) -> None:
    pages.summary = replace(SUMMARY, ranked=())
    [link] = (await digests.of_chat(GROUP, KK, SPAN, Heard())).talk.links

    assert (link.title, link.sentence) == ("Су кестесі", None)


async def test_who_opted_out_meanwhile_is_not_quoted_and_what_remains_is(
    digests: Digests,
) -> None:
    composed = await digests.of_talk(GROUP, KK, MESSAGES, Heard())
    [topic] = composed.talk.topics
    first, *others = {quote.message.author_id for quote in topic.quotes}
    assert first is not None
    await digests.messages.opt_out(CHAT, first)
    again = await digests.of_talk(GROUP, KK, MESSAGES, Heard())

    left = {quote.message.author_id for one in again.talk.topics for quote in one.quotes}
    assert left == set(others)


async def test_a_catch_up_opens_no_pages(digests: Digests, pages: Pages) -> None:
    pages.error = AssertionError("a page was opened")
    made = await digests.of_talk(GROUP, KK, MESSAGES, Heard())

    assert (made.talk.messages, made.talk.links) == (4, ())
    assert (made.since, made.until) == (MESSAGES[0].at, SECONDS)
    nothing = await digests.of_talk(GROUP, KK, (), Heard())
    assert (nothing.talk.messages, nothing.since) == (0, SECONDS)


def item(source: str, title: str, sentence: str | None, language: LanguageCode) -> FeedItem:
    url = f"https://{source}/1"
    return FeedItem(
        f"https://{source}/feed",
        url,
        url,
        source,
        title,
        "",
        language,
        SECONDS - 60,
        SECONDS - 60,
        sentence,
    )


async def follow(digests: Digests, *items: FeedItem) -> None:
    for one in items:
        feed = Feed(one.feed, one.source, one.source)
        await digests.feeds.follow(CHAT, feed)
        await digests.feeds.polled(feed, [one])


async def test_news_are_stories_in_the_readers_own_language_where_there_is_one(
    digests: Digests,
) -> None:
    title = "В Алматы откроется новая трамвайная линия длиной 12 километров"
    russian = item("b.kz", title, "Линия откроется в 2027 году.", RU)
    await follow(digests, russian, replace(item("c.kz", title, None, RU)))
    made = await digests.of_chat(replace(GROUP, collects=False), RU, SPAN, Heard())

    assert made.talk.messages == 0
    assert [story.sources for story in made.stories] == [2]
    assert made.stories[0].items[0].language == RU
    assert made.translations == {}
    assert not made.is_quiet


async def test_what_the_memory_translated_before_helps_to_find_the_same_story(
    digests: Digests,
) -> None:
    kazakh = item("a.kz", "Қалада жаңа жол ашылады", "Желі 2027 жылы ашылады.", KK)
    russian = item("b.kz", "Линия откроется в 2027 году", None, RU)
    await follow(digests, kazakh, russian)
    made = await digests.of_chat(replace(GROUP, collects=False), RU, SPAN, Heard())

    assert [[one.source for one in story.items] for story in made.stories] == [["b.kz", "a.kz"]]


async def test_news_with_muted_words_are_left_out(digests: Digests) -> None:
    await follow(digests, item("b.kz", "Футбол: жаңа маусым басталды", None, KK))
    muting = replace(GROUP, collects=False, plan=Plan(muted=("футбол",)))
    made = await digests.of_chat(muting, KK, SPAN, Heard())

    assert made.stories == ()
    assert made.is_quiet


def test_an_item_shows_its_sentence_else_its_title() -> None:
    assert shown_text(item("b.kz", "Тақырып", "Сөйлем.", KK)) == "Сөйлем."
    assert shown_text(item("b.kz", "Тақырып", None, KK)) == "Тақырып"


def test_nothing_is_kept_for_longer_than_a_week(digests: Digests) -> None:
    assert digests.earliest() == SECONDS - 7 * 86_400
