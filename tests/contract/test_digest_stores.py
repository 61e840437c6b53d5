"""What the ports of digests promise, checked on the fakes, SQLite and PostgreSQL alike."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count

import pytest

from bot.core.digest_ports import (
    EVERYWHERE,
    FeedStore,
    GroupStore,
    MessageStore,
    ReceiptStore,
    RunStore,
)
from bot.core.digests import Feed, FeedItem, Issued, PastRun, Run
from bot.core.errors import TooManySourcesError
from bot.core.groups import AutoMode, AutoTranslation, Group, GroupMessage, Plan
from bot.core.jobs import Choice, Due, Job, Limits, NewUpdate, Parcel, Settled
from bot.core.languages import EN, KK, RU
from bot.core.models import Validators
from bot.core.queue_ports import Inbox, Outbox
from bot.store.database import Database
from bot.store.feeds import MAX_SOURCES, Feeds
from bot.store.groups import Groups
from bot.store.inbox import StoredInbox
from bot.store.messages import Messages
from bot.store.outbox import StoredOutbox
from bot.store.receipts import Receipts
from bot.store.runs import Runs
from tests.contract.digest_stores import MAX_SOURCES as FAKE_MAX_SOURCES
from tests.contract.digest_stores import (
    DigestRows,
    FakeFeedStore,
    FakeGroupStore,
    FakeMessageStore,
    FakeReceiptStore,
    FakeRunStore,
)
from tests.contract.queues import FakeInbox, FakeOutbox

GROUP, OTHER = -1_001_234_567_890, -1_009_876_543_210  # more than 32 bits
AIDA, BOLAT = 7_000_000_001, 7_000_000_002
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AT = int(NOW.timestamp())
NOW_MS = AT * 1000
NUMBERS = count(1_000)  # of updates that a test does not look at
ODD = "a\ud83d\x00z"

PLAN = Plan(
    minute=18 * 60 + 30,
    zone="Europe/Berlin",
    days=(0, 4),
    quiet=None,
    thread_id=5,
    pins=True,
    language=KK,
    minimum=3,
    tells_quiet=False,
    wanted=("су", "water"),
    muted=("спорт",),
    is_on=True,
    since=AT,
)
FULL = Group(
    GROUP,
    title="Көршілер",
    username="neighbours",
    is_forum=True,
    collects=True,
    plan=PLAN,
    translation=AutoTranslation(AutoMode.ALL, (KK, RU)),
    secret="5f0e",
    since=AT - 99,
)
MESSAGE = GroupMessage(
    GROUP,
    4_000_000_000,
    "Ертең су болмайды: https://example.kz/su",
    author="Аида",
    author_id=AIDA,
    at=AT,
    thread_id=5,
    reply_to=3_999_999_999,
    links=("https://example.kz/su", "https://example.kz/б"),
    language=KK,
    is_bot=True,
)
FEED = Feed(
    "https://example.kz/rss",
    "Мысал",
    "example.kz",
    language=KK,
    validators=Validators('W/"1"', "Sun, 22 Nov 2026 09:00:00 GMT"),
    next_poll=AT + 900,
    failures=2,
    checked=AT,
)
BARE_FEED = Feed("https://example.org/atom", "Example", "example.org")
ITEM = FeedItem(
    feed=FEED.url,
    guid="42",
    url="https://example.kz/42",
    source="example.kz",
    title="Су келді",
    lead="Су келді. Енді бар.",
    language=KK,
    published=AT - 60,
    seen=AT,
    sentence="Су келді.",
)


@dataclass(frozen=True)
class Stores:
    """All of them over the same rows."""

    groups: GroupStore
    messages: MessageStore
    runs: RunStore
    feeds: FeedStore
    receipts: ReceiptStore
    inbox: Inbox
    outbox: Outbox


def _fakes() -> Stores:
    rows = DigestRows()
    return Stores(
        FakeGroupStore(rows),
        FakeMessageStore(rows),
        FakeRunStore(rows),
        FakeFeedStore(rows),
        FakeReceiptStore(rows),
        FakeInbox(rows.queues, "one", Limits()),
        FakeOutbox(rows.queues, "one"),
    )


@pytest.fixture
def stores(kind: str, database: Database) -> Stores:
    if kind == "fake":
        return _fakes()
    return Stores(
        Groups(database, lambda: NOW),
        Messages(database),
        Runs(database),
        Feeds(database),
        Receipts(database),
        StoredInbox(database, owner="one"),
        StoredOutbox(database, owner="one"),
    )


@pytest.fixture
def groups(stores: Stores) -> GroupStore:
    return stores.groups


@pytest.fixture
def messages(stores: Stores) -> MessageStore:
    return stores.messages


@pytest.fixture
def runs(stores: Stores) -> RunStore:
    return stores.runs


@pytest.fixture
def feeds(stores: Stores) -> FeedStore:
    return stores.feeds


def said(
    number: int,
    *,
    chat: int = GROUP,
    by: int | None = AIDA,
    at: int | None = None,
    thread_id: int | None = None,
) -> GroupMessage:
    """A message of that number, written as many seconds after AT unless told."""
    when = AT + number if at is None else at
    return GroupMessage(chat, number, f"{number}", "Somebody", by, when, thread_id)


def run(slot: str = "2026-11-22T14:00", *, missed: tuple[str, ...] = (), chat: int = GROUP) -> Run:
    return Run(chat, slot, due=AT, since=AT - 86_400, missed=missed)


def item(guid: str, *, feed: Feed = FEED, seen: int = AT, published: int = 0) -> FeedItem:
    return replace(
        ITEM, feed=feed.url, guid=guid, seen=seen, published=published or seen, sentence=None
    )


async def jobs(inbox: Inbox) -> list[Job]:
    return list(await inbox.claim(99, now=NOW_MS))


async def test_group_never_seen_is_none(groups: GroupStore) -> None:
    assert await groups.group(GROUP) is None
    assert list(await groups.planned()) == []


@pytest.mark.parametrize("group", [FULL, Group(GROUP)], ids=["full", "bare"])
async def test_group_comes_back_as_it_was_saved(groups: GroupStore, group: Group) -> None:
    await groups.save_group(Group(GROUP, title="before", secret="old"))
    await groups.save_group(group)
    await groups.save_group(Group(OTHER))

    assert await groups.group(GROUP) == group


async def test_odd_characters_in_a_title_do_not_raise(groups: GroupStore) -> None:
    await groups.save_group(replace(FULL, title=ODD))

    found = await groups.group(GROUP)

    assert found is not None
    assert len(found.title.encode().decode()) == len(ODD)


async def test_groups_whose_plan_is_on_are_planned(groups: GroupStore) -> None:
    off = Group(OTHER, plan=replace(PLAN, is_on=False), secret="x")
    second = Group(AIDA, plan=replace(PLAN, zone="Asia/Oral"))
    for group in (FULL, off, second):
        await groups.save_group(group)

    assert list(await groups.planned()) == [FULL, second]
    await groups.save_group(replace(second, plan=replace(second.plan, is_on=False)))
    assert list(await groups.planned()) == [FULL]


async def test_group_is_found_by_the_secret_of_its_feed(groups: GroupStore) -> None:
    for group in (FULL, Group(OTHER), Group(AIDA)):
        await groups.save_group(group)

    assert await groups.by_secret("5f0e") == FULL
    assert await groups.by_secret("5F0E") is None
    assert await groups.by_secret("") is None


async def test_dropped_group_leaves_nothing_but_who_opted_out(stores: Stores) -> None:
    for chat in (GROUP, OTHER):
        await stores.groups.save_group(Group(chat))
        await stores.messages.keep([said(1, chat=chat)])
        await stores.messages.opt_out(chat, BOLAT)
        await stores.runs.begin(run(chat=chat), "{}", now_ms=NOW_MS)
        await stores.runs.issue(Issued(chat, "2026-11-22T14:00", AT, "t", "h", KK))
        await stores.feeds.follow(chat, FEED)
        await send(stores, Parcel(chat, "x", tag="digest"), 1)
    await stores.feeds.follow(GROUP, BARE_FEED)

    await stores.groups.drop_group(GROUP)

    left = [
        [
            await stores.groups.group(chat) is not None,
            len(await stores.messages.latest(chat, 9)),
            len((await stores.runs.past_runs([chat]))[chat]),
            len(await stores.runs.issues(chat, 9)),
            len(await stores.feeds.followed(chat)),
            len(await stores.receipts.tags(chat, "")),
        ]
        for chat in (GROUP, OTHER)
    ]
    assert left == [[False, 0, 0, 0, 0, 0], [True, 1, 1, 1, 1, 1]]
    assert [feed.url for feed in await stores.feeds.to_poll(AT * 2, 9)] == [FEED.url]
    assert await stores.messages.is_out(GROUP, BOLAT)


@pytest.mark.parametrize("message", [MESSAGE, said(1, by=None)], ids=["full", "bare"])
async def test_message_comes_back_as_it_was_kept(
    messages: MessageStore, message: GroupMessage
) -> None:
    assert await messages.keep([message]) == 1

    assert list(await messages.latest(GROUP, 9)) == [message]


async def test_message_of_the_same_number_is_replaced(messages: MessageStore) -> None:
    edited = replace(MESSAGE, text="Бүгін су болмайды", links=(), language=RU)
    await messages.keep([MESSAGE, replace(MESSAGE, chat_id=OTHER)])

    assert await messages.keep([edited]) == 1

    assert list(await messages.latest(GROUP, 9)) == [edited]
    assert list(await messages.latest(OTHER, 9)) == [replace(MESSAGE, chat_id=OTHER)]


async def test_of_a_number_twice_in_a_batch_the_last_counts(messages: MessageStore) -> None:
    assert await messages.keep([said(1), said(2), replace(said(1), text="later")]) == 2

    assert [one.text for one in await messages.latest(GROUP, 9)] == ["later", "2"]


async def test_nothing_to_keep_is_fine(messages: MessageStore) -> None:
    assert await messages.keep([]) == 0


async def test_odd_characters_in_a_message_keep_their_places(messages: MessageStore) -> None:
    await messages.keep([replace(said(1), text=ODD, author=ODD)])

    [found] = await messages.latest(GROUP, 9)

    assert (len(found.text), len(found.author)) == (len(ODD), len(ODD))
    assert found.text.encode().decode() == found.text


async def test_messages_of_a_time_come_oldest_first_without_its_first_moment(
    messages: MessageStore,
) -> None:
    await messages.keep([said(3), said(1), said(2), said(4), said(2, chat=OTHER)])

    found = await messages.between(GROUP, AT + 1, AT + 3, limit=9)

    assert list(found) == [said(2), said(3)]
    assert list(await messages.between(GROUP, AT + 4, AT + 9, limit=9)) == []


async def test_of_too_many_messages_the_newest_are_given(messages: MessageStore) -> None:
    await messages.keep([said(number) for number in range(1, 8)])

    newest = [said(6), said(7)]
    assert list(await messages.between(GROUP, 0, AT * 2, limit=2)) == newest
    assert list(await messages.latest(GROUP, 2)) == newest
    assert list(await messages.latest(GROUP, 0)) == []
    assert list(await messages.between(GROUP, 0, AT * 2, limit=0)) == []


async def test_messages_of_one_second_are_in_the_order_of_their_numbers(
    messages: MessageStore,
) -> None:
    await messages.keep([said(number, at=AT) for number in (12, 3, 11)])

    assert [one.message_id for one in await messages.latest(GROUP, 2)] == [11, 12]
    assert [one.message_id for one in await messages.between(GROUP, 0, AT, limit=9)] == [3, 11, 12]


async def test_messages_of_one_topic_can_be_asked_for(messages: MessageStore) -> None:
    await messages.keep(
        [said(1, thread_id=5), said(2), said(3, thread_id=6), said(4, thread_id=5)]
    )

    found = await messages.between(GROUP, 0, AT * 2, thread_id=5, limit=9)

    assert [one.message_id for one in found] == [1, 4]


async def test_last_of_a_person_is_when_they_wrote_last_in_that_chat(
    messages: MessageStore,
) -> None:
    await messages.keep([said(2), said(1), said(3, by=BOLAT), said(9, chat=OTHER)])

    assert await messages.last_of(GROUP, AIDA) == AT + 2
    assert await messages.last_of(OTHER, BOLAT) is None


async def test_dropped_message_is_gone(messages: MessageStore) -> None:
    await messages.keep([said(1), said(2), said(1, chat=OTHER)])

    await messages.drop_message(GROUP, 1)
    await messages.drop_message(GROUP, 1)

    assert list(await messages.latest(GROUP, 9)) == [said(2)]
    assert list(await messages.latest(OTHER, 9)) == [said(1, chat=OTHER)]


async def test_dropped_chat_has_no_messages(messages: MessageStore) -> None:
    many = [said(number) for number in range(1, 403)]
    await messages.keep([*many, said(1, chat=OTHER)])

    assert await messages.drop_chat(GROUP) == 402
    assert await messages.drop_chat(GROUP) == 0

    assert list(await messages.latest(GROUP, 9)) == []
    assert list(await messages.latest(OTHER, 9)) == [said(1, chat=OTHER)]


async def test_who_opts_out_of_a_chat_leaves_no_message_in_it(messages: MessageStore) -> None:
    theirs = [said(1), said(2), said(3, chat=OTHER)]
    await messages.keep([*theirs, said(4, by=BOLAT), said(5, by=None)])

    assert await messages.opt_out(GROUP, AIDA) == 2
    assert await messages.opt_out(GROUP, AIDA) == 0

    assert list(await messages.latest(GROUP, 9)) == [said(4, by=BOLAT), said(5, by=None)]
    assert list(await messages.latest(OTHER, 9)) == [said(3, chat=OTHER)]
    assert await messages.is_out(GROUP, AIDA)
    assert not await messages.is_out(OTHER, AIDA)
    assert not await messages.is_out(GROUP, BOLAT)


async def test_who_opts_out_of_all_chats_leaves_no_message_anywhere(
    messages: MessageStore,
) -> None:
    await messages.keep([said(1), said(2, chat=OTHER), said(3, by=BOLAT)])

    assert await messages.opt_out(EVERYWHERE, AIDA) == 2

    assert list(await messages.latest(GROUP, 9)) == [said(3, by=BOLAT)]
    assert list(await messages.latest(OTHER, 9)) == []
    assert await messages.is_out(OTHER, AIDA)


async def test_what_was_heard_live_is_not_overwritten_by_an_import(
    groups: GroupStore, messages: MessageStore
) -> None:
    await groups.save_group(FULL)
    await messages.keep([said(1), said(2, by=None)])
    await messages.opt_out(GROUP, BOLAT)
    export = [replace(said(n), text="exported") for n in (1, 3, 3)]

    assert await messages.keep([*export, said(2, by=BOLAT)], overwrite=False) == 1
    assert await messages.keep(export, overwrite=False) == 0

    assert [one.text for one in await messages.latest(GROUP, 9)] == ["1", "exported"]


async def test_import_keeps_nothing_in_a_group_that_does_not_collect(
    groups: GroupStore, messages: MessageStore
) -> None:
    for group in (FULL, Group(OTHER, plan=PLAN)):
        await groups.save_group(group)
    export = [said(number, chat=chat) for chat in (GROUP, OTHER, AIDA) for number in (1, 2)]

    assert await messages.keep(export, overwrite=False) == 2
    await groups.save_group(replace(FULL, collects=False))
    assert await messages.keep([said(3)], overwrite=False) == 0

    kept = [len(await messages.latest(chat, 9)) for chat in (GROUP, OTHER, AIDA)]
    assert kept == [2, 0, 0]


@pytest.mark.parametrize("quoted", [[], [said(1)]], ids=["pruned", "kept"])
async def test_digests_of_a_chat_go_when_somebody_opts_out_of_it(
    stores: Stores, quoted: list[GroupMessage]
) -> None:
    await stores.messages.keep([*quoted, said(1, chat=OTHER)])
    for chat in (GROUP, OTHER):
        await stores.groups.save_group(Group(chat, collects=True, secret=f"{chat}"))
        await stores.runs.issue(Issued(chat, "2026-11-22T14:00", AT, "t", "h", KK))

    await stores.messages.opt_out(GROUP, AIDA)

    assert list(await stores.runs.issues(GROUP, 9)) == []
    assert len(await stores.runs.issues(OTHER, 9)) == 1


async def test_digests_of_all_talk_go_when_somebody_opts_out_everywhere(stores: Stores) -> None:
    """But not the news in a private chat."""
    await stores.messages.keep([said(1)])
    await stores.groups.save_group(Group(OTHER, collects=True, secret="x"))
    await stores.groups.save_group(Group(BOLAT))
    for chat in (GROUP, OTHER, BOLAT):
        await stores.runs.issue(Issued(chat, "2026-11-22T14:00", AT, "t", "h", KK))

    await stores.messages.opt_out(EVERYWHERE, AIDA)

    left = [len(await stores.runs.issues(chat, 9)) for chat in (GROUP, OTHER, BOLAT)]
    assert left == [0, 0, 1]


async def test_dropped_chat_leaves_neither_messages_nor_digests_of_them(stores: Stores) -> None:
    await stores.messages.keep([said(1), said(2, chat=OTHER)])
    await stores.runs.issue(Issued(GROUP, "2026-11-22T14:00", AT, "t", "h", KK))

    assert await stores.messages.drop_chat(GROUP) == 1

    assert list(await stores.runs.issues(GROUP, 9)) == []
    assert list(await stores.messages.latest(OTHER, 9)) == [said(2, chat=OTHER)]


@pytest.mark.parametrize(
    ("how", "left"),
    [
        (lambda stores: stores.messages.drop_chat(GROUP), [OTHER, BOLAT]),
        (lambda stores: stores.messages.opt_out(GROUP, AIDA), [OTHER, BOLAT]),
        (lambda stores: stores.messages.opt_out(EVERYWHERE, AIDA), [BOLAT]),
        (lambda stores: stores.groups.drop_group(GROUP), [OTHER, BOLAT]),
    ],
    ids=["dropped", "out here", "out everywhere", "forgotten"],
)
@pytest.mark.parametrize("are_dead", [False, True], ids=["waits", "given up"])
async def test_posts_of_digests_go_with_what_they_quote(
    stores: Stores, how: Callable[[Stores], Awaitable[object]], left: list[int], *, are_dead: bool
) -> None:
    """But not other messages in that chat, nor the news in a private one."""
    await stores.messages.keep([said(1)])
    await stores.groups.save_group(Group(OTHER, collects=True))
    for chat in (GROUP, OTHER, BOLAT):
        await send(stores, Parcel(chat, "digest", repeats=False, tag="digest:1"), None)
    if are_dead:
        due = await stores.outbox.step([], _all, now=NOW_MS)
        failed = [Settled(one.number, error="Forbidden") for one in due]
        await stores.outbox.step(failed, _none, now=NOW_MS)
    await send(stores, Parcel(GROUP, "translation", tag="tr:1"), None)
    await send(stores, Parcel(GROUP, "answer"), None)

    await how(stores)

    backlog = await stores.inbox.backlog(now=NOW_MS)
    waiting = [0, len(left)] if are_dead else [len(left), 0]
    assert [backlog.unsent, backlog.unsent_dead] == [waiting[0] + 2, waiting[1]]
    found = [one.chat_id for one in await stores.outbox.step([], _all, now=NOW_MS)]
    assert sorted(found) == sorted([GROUP, *([] if are_dead else left)])


async def test_post_of_a_digest_that_is_being_sent_goes_on(stores: Stores) -> None:
    for part in ("digest:1", "digest:1+1"):
        await send(stores, Parcel(GROUP, part, repeats=False, tag=part), None)
    [due] = await stores.outbox.step([], _all, now=NOW_MS)

    await stores.messages.drop_chat(GROUP)

    assert (await stores.inbox.backlog(now=NOW_MS)).unsent == 1
    assert list(await stores.outbox.step([Settled(due.number)], _all, now=NOW_MS)) == []
    assert (await stores.inbox.backlog(now=NOW_MS)).unsent == 0


@pytest.mark.parametrize("where", [GROUP, EVERYWHERE])
async def test_what_people_who_opted_out_write_is_not_kept(
    messages: MessageStore, where: int
) -> None:
    await messages.opt_out(where, AIDA)

    kept = await messages.keep([said(1), said(2, by=BOLAT), said(3, by=None)])

    assert kept == 2
    assert [one.message_id for one in await messages.latest(GROUP, 9)] == [2, 3]


async def test_old_version_goes_when_the_new_one_is_of_somebody_who_opted_out(
    messages: MessageStore,
) -> None:
    await messages.opt_out(GROUP, AIDA)
    await messages.keep([said(1, by=None), said(1, by=None, chat=OTHER)])

    assert await messages.keep([said(1)]) == 0

    assert list(await messages.latest(GROUP, 9)) == []
    assert len(await messages.latest(OTHER, 9)) == 1


async def test_who_opts_in_again_is_kept(messages: MessageStore) -> None:
    await messages.opt_out(GROUP, AIDA)

    assert not await messages.opt_in(OTHER, AIDA)
    assert not await messages.opt_in(EVERYWHERE, AIDA)
    assert await messages.opt_in(GROUP, AIDA)
    assert not await messages.opt_in(GROUP, AIDA)

    assert not await messages.is_out(GROUP, AIDA)
    assert await messages.keep([said(1)]) == 1


async def test_who_opts_in_in_one_chat_is_still_out_of_all(messages: MessageStore) -> None:
    await messages.opt_out(EVERYWHERE, AIDA)
    await messages.opt_out(GROUP, AIDA)

    await messages.opt_in(GROUP, AIDA)

    assert await messages.keep([said(1)]) == 0


async def test_import_of_many_messages_is_kept(messages: MessageStore) -> None:
    await messages.opt_out(GROUP, BOLAT)
    many = [said(number, by=BOLAT if number % 10 == 0 else AIDA) for number in range(1, 1_203)]

    assert await messages.keep(many) == 1_082
    assert await messages.keep(many) == 1_082

    found = await messages.between(GROUP, 0, AT * 2, limit=5_000)
    assert [one.message_id for one in found] == [n for n in range(1, 1_203) if n % 10]


async def test_chat_without_runs_has_none(runs: RunStore) -> None:
    assert dict(await runs.past_runs([])) == {}
    assert {chat: list(past) for chat, past in (await runs.past_runs([GROUP])).items()} == {
        GROUP: []
    }


async def test_begun_run_is_noted_and_its_job_waits(stores: Stores) -> None:
    assert await stores.runs.begin(run(), '{"digest": "Сәлем"}', now_ms=NOW_MS)

    [job] = await jobs(stores.inbox)
    body = '{"digest": "Сәлем"}'
    assert job == Job(job.number, None, GROUP, None, body, attempts=1, created=NOW_MS)
    past = await stores.runs.past_runs([GROUP, OTHER])
    assert list(past[GROUP]) == [PastRun(GROUP, "2026-11-22T14:00", AT)]
    assert list(past[OTHER]) == []


async def test_slot_is_begun_once(stores: Stores) -> None:
    assert await stores.runs.begin(run(), "first", now_ms=NOW_MS)
    assert not await stores.runs.begin(
        replace(run(missed=("2026-11-21T14:00",)), due=AT + 5), "second", now_ms=NOW_MS + 5
    )
    assert await stores.runs.begin(run(chat=OTHER), "other", now_ms=NOW_MS)

    assert sorted(job.body for job in await jobs(stores.inbox)) == ["first", "other"]
    assert list((await stores.runs.past_runs([GROUP]))[GROUP]) == [
        PastRun(GROUP, "2026-11-22T14:00", AT)
    ]


async def test_slot_that_was_made_up_for_is_not_begun(stores: Stores) -> None:
    missed = ("2026-11-20T14:00", "2026-11-21T14:00")
    assert await stores.runs.begin(run(missed=missed), "late", now_ms=NOW_MS)

    assert not await stores.runs.begin(run("2026-11-21T14:00"), "again", now_ms=NOW_MS)

    assert [job.body for job in await jobs(stores.inbox)] == ["late"]
    past = (await stores.runs.past_runs([GROUP]))[GROUP]
    assert [one.slot for one in past] == [*missed, "2026-11-22T14:00"]


async def test_slot_that_was_begun_may_be_among_those_made_up_for(stores: Stores) -> None:
    earlier = replace(run("2026-11-21T14:00"), due=AT - 86_400)
    await stores.runs.begin(earlier, "earlier", now_ms=NOW_MS - 86_400_000)

    assert await stores.runs.begin(run(missed=("2026-11-21T14:00",)), "late", now_ms=NOW_MS)

    past = (await stores.runs.past_runs([GROUP]))[GROUP]
    assert list(past) == [
        PastRun(GROUP, "2026-11-21T14:00", AT - 86_400),
        PastRun(GROUP, "2026-11-22T14:00", AT),
    ]


async def test_of_many_who_begin_a_slot_at_once_one_does(stores: Stores) -> None:
    begun = await asyncio.gather(
        *(stores.runs.begin(run(), f"{n}", now_ms=NOW_MS) for n in range(6))
    )

    assert sorted(begun) == [False] * 5 + [True]
    assert len(await jobs(stores.inbox)) == 1


async def test_job_of_a_digest_turns_nobody_away_and_waits_its_turn(stores: Stores) -> None:
    await stores.inbox.add([NewUpdate(1, GROUP, AIDA, "asked before")], now=NOW_MS)
    await stores.runs.begin(run(), "digest", now_ms=NOW_MS)

    [job] = await jobs(stores.inbox)
    assert job.body == "asked before"
    await stores.inbox.finish(job, [], now=NOW_MS)
    assert [job.body for job in await jobs(stores.inbox)] == ["digest"]


async def test_past_runs_are_in_the_order_they_were_due(runs: RunStore) -> None:
    for day in (3, 1, 2):
        slot = f"2026-11-0{day}T14:00"
        await runs.begin(replace(run(slot), due=AT + day), "{}", now_ms=NOW_MS)

    past = (await runs.past_runs([GROUP]))[GROUP]

    assert [one.due - AT for one in past] == [1, 2, 3]


async def test_runs_of_more_chats_than_a_query_takes_are_all_found(runs: RunStore) -> None:
    await runs.begin(run(chat=GROUP), "{}", now_ms=NOW_MS)

    past = await runs.past_runs([*range(1, 1_100), GROUP])

    assert len(past) == 1_100
    assert [chat for chat, some in past.items() if some] == [GROUP]


async def test_issued_digests_come_newest_first(runs: RunStore) -> None:
    days = [
        Issued(GROUP, f"2026-11-{day}T14:00", AT + day, f"{day} қараша", "<p>Сәлем</p>", KK)
        for day in (20, 22, 21)
    ]
    for one in (*days, replace(days[0], chat_id=OTHER)):
        await runs.issue(one)

    assert [one.at - AT for one in await runs.issues(GROUP, 2)] == [22, 21]
    assert list(await runs.issues(OTHER, 9)) == [replace(days[0], chat_id=OTHER)]
    assert list(await runs.issues(AIDA, 9)) == []


async def test_digest_tells_how_old_its_oldest_quote_is(runs: RunStore) -> None:
    quoting = Issued(GROUP, "2026-11-22T14:00", AT, "t", "h", KK, oldest=AT - 99)
    await runs.issue(replace(quoting, oldest=None))
    await runs.issue(quoting)

    assert list(await runs.issues(GROUP, 9)) == [quoting]


async def test_digest_of_the_same_slot_is_replaced(runs: RunStore) -> None:
    one = Issued(GROUP, "2026-11-22T14:00", AT, "before", "<p>before</p>", RU)
    await runs.issue(one)
    await runs.issue(replace(one, at=AT + 1, title="after", html="<p>after</p>", language=EN))

    assert list(await runs.issues(GROUP, 9)) == [
        Issued(GROUP, one.slot, AT + 1, "after", "<p>after</p>", EN)
    ]


async def test_followed_feeds_come_back_in_the_order_they_were_added(feeds: FeedStore) -> None:
    third = replace(BARE_FEED, url="https://a.example/", validators=Validators(modified="x"))
    for feed in (FEED, BARE_FEED, third):
        assert await feeds.follow(GROUP, feed)

    assert list(await feeds.followed(GROUP)) == [FEED, BARE_FEED, third]
    assert list(await feeds.followed(OTHER)) == []


async def test_feed_is_followed_once_and_its_known_state_stays(feeds: FeedStore) -> None:
    await feeds.follow(GROUP, FEED)

    assert not await feeds.follow(GROUP, replace(FEED, failures=0))
    assert await feeds.follow(OTHER, replace(FEED, title="Another", failures=0))

    assert list(await feeds.followed(OTHER)) == [FEED]


async def test_chat_that_reads_too_much_is_told_the_limit(feeds: FeedStore) -> None:
    many = [replace(BARE_FEED, url=f"https://example.org/{n}") for n in range(MAX_SOURCES + 1)]
    for feed in many[:MAX_SOURCES]:
        await feeds.follow(GROUP, feed)

    with pytest.raises(TooManySourcesError) as caught:
        await feeds.follow(GROUP, many[-1])

    assert caught.value.limit == MAX_SOURCES == FAKE_MAX_SOURCES
    assert not await feeds.follow(GROUP, many[0])
    assert len(await feeds.to_poll(AT, 99)) == MAX_SOURCES
    assert await feeds.unfollow(GROUP, many[0].url)
    assert await feeds.follow(GROUP, many[-1])
    assert [feed.url for feed in await feeds.followed(GROUP)] == [one.url for one in many[1:]]


async def test_feed_goes_with_its_items_when_nobody_follows_it_any_more(
    feeds: FeedStore,
) -> None:
    for chat in (GROUP, OTHER):
        await feeds.follow(chat, FEED)
    await feeds.polled(FEED, [item("1")])

    assert await feeds.unfollow(GROUP, FEED.url)
    assert not await feeds.unfollow(GROUP, FEED.url)
    assert list(await feeds.items(GROUP, 0, AT)) == []
    assert len(await feeds.items(OTHER, 0, AT)) == 1

    assert await feeds.unfollow(OTHER, FEED.url)
    assert list(await feeds.without_sentence(9)) == []
    assert await feeds.polled(FEED, [item("2")]) == 0
    assert list(await feeds.to_poll(AT * 2, 9)) == []


async def test_feeds_are_polled_when_their_time_has_come_the_longest_waiting_first(
    feeds: FeedStore,
) -> None:
    for number, wait in enumerate((-5, 1, 0, -9)):
        feed = replace(BARE_FEED, url=f"https://example.org/{number}", next_poll=AT + wait)
        await feeds.follow(GROUP, feed)

    assert [feed.next_poll - AT for feed in await feeds.to_poll(AT, 9)] == [-9, -5, 0]
    assert [feed.next_poll - AT for feed in await feeds.to_poll(AT, 1)] == [-9]


async def test_polled_feed_is_kept_as_it_stands_now(feeds: FeedStore) -> None:
    await feeds.follow(GROUP, FEED)
    later = replace(
        FEED, title="Жаңа", validators=None, next_poll=AT + 9_000, failures=0, checked=AT + 900
    )

    assert await feeds.polled(later, []) == 0

    assert list(await feeds.followed(GROUP)) == [later]


async def test_items_come_back_as_they_were_in_the_feed(feeds: FeedStore) -> None:
    bare = replace(ITEM, guid="g", lead="", language=None, published=0, sentence=None)
    await feeds.follow(GROUP, FEED)

    assert await feeds.polled(FEED, [ITEM, bare]) == 2

    assert list(await feeds.items(GROUP, AT - 1, AT)) == [ITEM, bare]


async def test_item_that_is_known_keeps_the_moment_it_was_seen_and_its_sentence(
    feeds: FeedStore,
) -> None:
    await feeds.follow(GROUP, FEED)
    await feeds.polled(FEED, [item("1")])
    chosen = replace(item("1"), sentence="Су келді.", language=RU, lead="Басқа.")
    await feeds.put_sentence(chosen)

    again = item("1", seen=AT + 900)
    assert await feeds.polled(FEED, [again, item("2", seen=AT + 900), again]) == 1

    assert list(await feeds.items(GROUP, 0, AT * 2)) == [item("2", seen=AT + 900), chosen]


async def test_of_two_items_with_one_guid_the_first_counts(feeds: FeedStore) -> None:
    await feeds.follow(GROUP, FEED)

    assert await feeds.polled(FEED, [item("1"), replace(item("1"), title="again")]) == 1

    assert list(await feeds.items(GROUP, 0, AT)) == [item("1")]


async def test_items_of_two_feeds_may_have_the_same_guid(feeds: FeedStore) -> None:
    for feed in (FEED, BARE_FEED):
        await feeds.follow(GROUP, feed)
        assert await feeds.polled(feed, [item("1", feed=feed)]) == 1

    assert {one.feed for one in await feeds.items(GROUP, 0, AT)} == {FEED.url, BARE_FEED.url}


async def test_items_seen_in_a_time_come_newest_first_without_its_first_moment(
    feeds: FeedStore,
) -> None:
    await feeds.follow(GROUP, FEED)
    await feeds.follow(OTHER, BARE_FEED)
    seen = [item(f"{n}", seen=AT + n) for n in (1, 3, 2, 4)]
    early = [item("a", seen=AT + 3, published=AT), item("b", seen=AT + 3, published=AT + 1)]
    await feeds.polled(FEED, [*seen, *early])
    await feeds.polled(BARE_FEED, [item("0", feed=BARE_FEED, seen=AT + 2)])

    found = await feeds.items(GROUP, AT + 1, AT + 3)

    assert [one.guid for one in found] == ["3", "b", "a", "2"]


async def test_items_without_a_sentence_come_newest_first_until_they_have_one(
    feeds: FeedStore,
) -> None:
    await feeds.follow(GROUP, FEED)
    bare = [item(f"{n}", seen=AT + n) for n in (1, 3, 2)]
    await feeds.polled(FEED, [*bare, ITEM])

    assert [one.guid for one in await feeds.without_sentence(2)] == ["3", "2"]
    await feeds.put_sentence(replace(bare[1], sentence="Міне."))
    await feeds.put_sentence(replace(item("gone"), sentence="Жоқ."))
    assert [one.guid for one in await feeds.without_sentence(9)] == ["2", "1"]
    assert len(await feeds.items(GROUP, 0, AT * 2)) == 4


async def test_odd_characters_in_a_feed_do_not_raise(feeds: FeedStore) -> None:
    odd = Feed("https://example.org/a\x00b", "a\x00b", "example.org")
    await feeds.follow(GROUP, odd)

    [known] = await feeds.followed(GROUP)
    assert await feeds.polled(known, [replace(item("a\x00"), feed=known.url, lead="\x00")]) == 1
    assert await feeds.unfollow(GROUP, known.url)


async def test_message_that_was_sent_is_found_by_its_tag(stores: Stores) -> None:
    await send(stores, Parcel(GROUP, "first", tag="tr:5"), 4_000_000_000)
    await send(stores, Parcel(GROUP, "untagged"), 12)
    await send(stores, Parcel(OTHER, "other", tag="tr:5"), 13)

    assert await stores.receipts.receipt(GROUP, "tr:5") == 4_000_000_000
    assert await stores.receipts.receipt(OTHER, "tr:5") == 13
    assert await stores.receipts.receipt(GROUP, "tr:6") is None


async def test_later_message_under_a_tag_takes_the_place_of_the_earlier(stores: Stores) -> None:
    for number in (11, 12):
        await send(stores, Parcel(GROUP, f"{number}", tag="tr:5"), number)

    assert await stores.receipts.receipt(GROUP, "tr:5") == 12


async def test_tags_of_what_was_sent_and_of_what_waits_are_told_each_once(stores: Stores) -> None:
    for tag in ("tr:5:ru", "tr:5:en", "digest:1"):
        await send(stores, Parcel(GROUP, "x", tag=tag), 11)
    await send(stores, Parcel(OTHER, "x", tag="tr:5:ky"), 11)
    for waiting in ("tr:5:ru", "tr:5:kk", "tr:51:kk", "TR:5:uz", None):
        await send(stores, Parcel(GROUP, "x", tag=waiting), None)

    assert list(await stores.receipts.tags(GROUP, "tr:5:")) == ["tr:5:en", "tr:5:kk", "tr:5:ru"]
    assert list(await stores.receipts.tags(GROUP, "digest")) == ["digest:1"]
    assert list(await stores.receipts.tags(GROUP, "%")) == []
    assert len(await stores.receipts.tags(GROUP, "")) == 6


async def test_tag_of_a_message_that_was_given_up_is_not_told(stores: Stores) -> None:
    await send(stores, Parcel(GROUP, "x", tag="tr:5"), None)
    [due] = await stores.outbox.step([], _all, now=NOW_MS)

    assert list(await stores.receipts.tags(GROUP, "tr")) == ["tr:5"]
    await stores.outbox.step([Settled(due.number, error="Forbidden")], _none, now=NOW_MS)
    assert list(await stores.receipts.tags(GROUP, "tr")) == []


async def test_odd_characters_in_a_tag_do_not_raise(stores: Stores) -> None:
    await send(stores, Parcel(GROUP, "x", tag="a\x00b"), 11)

    assert [len(tag) for tag in await stores.receipts.tags(GROUP, "a")] == [3]


def _all(due: Sequence[Due]) -> Choice:
    return Choice([one.number for one in due], {})


def _none(_: Sequence[Due]) -> Choice:
    return Choice((), {})


async def send(stores: Stores, parcel: Parcel, message_id: int | None) -> None:
    """Put *parcel* into the outbox; with *message_id*, have all that is due sent as that."""
    number = next(NUMBERS)
    await stores.inbox.add([NewUpdate(number, number, None, "", asks=False)], now=NOW_MS)
    claimed = await stores.inbox.claim(99, now=NOW_MS)
    await stores.inbox.hand_back([job for job in claimed if job.update_id != number])
    [job] = [job for job in claimed if job.update_id == number]
    assert await stores.inbox.finish(job, [parcel], now=NOW_MS)
    if message_id is not None:
        due = await stores.outbox.step([], _all, now=NOW_MS)
        done = [Settled(one.number, message_id=message_id) for one in due]
        await stores.outbox.step(done, _none, now=NOW_MS)
