import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.core.engines import Kept, Rank
from bot.core.errors import DatabaseBusyError
from bot.core.models import Article, ArticleRequest, LinkRequest, SummaryRequest, TextRequest
from bot.core.ports import Progress
from bot.service.asked import (
    NotedSentences,
    NoteOwn,
    Unnoted,
    is_public,
    not_only_public,
    telling_links,
    work_for,
)
from bot.service.prepare import PrepareSummary
from tests.contract.stores import FakeAskedStore, FakeSentenceStore, FakeSummaryStore
from tests.unit.doubles import Heard, at_once

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ME, GROUP = 7, -1001
KEPT = Kept("a", "Сәлем.", "google", "1", Rank.KEYED, int(NOW.timestamp()))


@pytest.fixture
def store() -> FakeAskedStore:
    return FakeAskedStore()


@pytest.fixture
def note(store: FakeAskedStore) -> NoteOwn:
    return NoteOwn(store, lambda: NOW)


@pytest.mark.parametrize(
    ("chat", "person", "noted"),
    [
        (ME, ME, {ME}),
        (GROUP, ME, {ME, GROUP}),
        (GROUP, None, {GROUP}),
        (ME, None, {ME}),
    ],
)
async def test_words_are_noted_for_who_asks_and_in_a_group_for_it_too(
    store: FakeAskedStore, note: NoteOwn, chat: int, person: int | None, noted: set[int]
) -> None:
    work_for(chat, person)
    await note(["a"])
    note.soon(["b"])

    assert {one: set(keys) for one, keys in store.kept.items()} == {
        one: {"a", "b"} for one in noted
    }


async def test_what_nobody_asked_for_is_noted_for_nobody(
    store: FakeAskedStore, note: NoteOwn
) -> None:
    is_public()
    await note(["a"])
    note.soon(["b"])

    assert store.kept == {}


async def test_what_a_page_says_is_noted_for_nobody_in_no_task_of_the_errand(
    store: FakeAskedStore, note: NoteOwn
) -> None:
    work_for(ME, ME)

    async def reading() -> None:
        is_public()

    await asyncio.create_task(reading())
    await note(["a"])

    assert store.kept == {}


async def test_another_errand_is_not_concerned(store: FakeAskedStore, note: NoteOwn) -> None:
    async def errand(number: int, *, public: bool) -> None:
        work_for(number, number)
        if public:
            is_public()
        await asyncio.sleep(0)
        await note([f"{number}"])

    async with asyncio.TaskGroup() as group:
        group.create_task(errand(1, public=True))
        group.create_task(errand(2, public=False))

    assert set(store.kept) == {2}


async def test_of_what_is_read_only_links_are_public(store: FakeAskedStore, note: NoteOwn) -> None:
    async def read(request: ArticleRequest, progress: Progress) -> Article:
        return Article("text")

    telling = telling_links(read)
    work_for(ME, ME)
    article = await telling(TextRequest("text"), Heard())
    await note(["text"])
    await telling(LinkRequest("https://example.kz"), Heard())
    await note(["link"])

    assert (article, set(store.kept[ME])) == (Article("text"), {"text"})


async def test_a_digest_is_not_public_though_it_holds_links(
    store: FakeAskedStore, note: NoteOwn
) -> None:
    work_for(GROUP, None)
    not_only_public()
    await note(["a"])

    assert set(store.kept) == {GROUP}


async def test_a_store_that_fails_costs_nobody_an_answer() -> None:
    class Busy(FakeAskedStore):
        async def note(self, *given: object, **named: object) -> None:
            raise DatabaseBusyError("qysqa.db")

    work_for(ME, ME)
    with capture_logs() as logs:
        await NoteOwn(Busy(), lambda: NOW)(["a"])

    assert [one["event"] for one in logs] == ["asked.not_noted"]


async def test_what_engines_said_is_noted_as_it_is_kept_and_what_is_sought_is_not(
    store: FakeAskedStore, note: NoteOwn
) -> None:
    kept = FakeSentenceStore(lambda: NOW + timedelta(days=1))
    sentences = NotedSentences(kept, note)
    work_for(ME, ME)
    before = await sentences.lookup(["a"])
    sentences.remember([KEPT])

    assert (before, await sentences.lookup(["a", "b"])) == ({}, {"a": [KEPT]})
    assert set(store.kept[ME]) == {"a"}


async def test_who_is_forgotten_while_their_words_are_read_is_noted_for_what_is_kept_then(
    store: FakeAskedStore, note: NoteOwn
) -> None:
    class Reader:
        async def __call__(self, request: ArticleRequest, progress: Progress) -> Article:
            assert set(store.kept) == {ME, GROUP}
            del store.kept[ME]
            return Article("The bridge is open. It took four years. Buses start on Friday.")

        async def refresh(self, *_: object) -> None:
            """Nothing is asked about."""

    summaries, keep = FakeSummaryStore(), timedelta(days=30)
    work_for(GROUP, ME)
    prepare = PrepareSummary(Reader(), at_once, summaries, lambda: NOW, "qysqa", keep, note)
    await prepare(SummaryRequest(TextRequest("text")), Heard())

    assert set(store.kept[ME]) == set(summaries.kept)


async def test_where_nobody_can_be_forgotten_nothing_is_noted() -> None:
    nothing = Unnoted()
    await nothing(["a"])
    nothing.soon(["a"])
