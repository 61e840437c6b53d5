"""What is kept of groups goes in time, moves with its chat, and is forgotten when asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.core.digest_ports import EVERYWHERE
from bot.core.digests import Feed, FeedItem, Issued, Run
from bot.core.groups import KEEP_DAYS, AutoMode, AutoTranslation, Group, GroupMessage, Plan
from bot.core.jobs import Choice, Due, NewUpdate, Parcel, Settled
from bot.core.languages import KK
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.feeds import Feeds
from bot.store.group_prune import RECEIPT_DAYS, RUN_DAYS
from bot.store.groups import Groups
from bot.store.inbox import StoredInbox
from bot.store.messages import Messages
from bot.store.moved import OLD_SHIFT
from bot.store.outbox import StoredOutbox
from bot.store.prune import prune
from bot.store.queries import put, rows_of
from bot.store.queue_rows import put_out
from bot.store.receipts import Receipts
from bot.store.runs import Runs
from bot.store.tables import feed_items, following, outbox, receipts, runs

GROUP, SUPERGROUP, OTHER = -500, -1_001_234_567_890, -1_009_876_543_210
AIDA, BOLAT = 7, 8
NOW = datetime(2026, 11, 22, tzinfo=UTC)
AT = int(NOW.timestamp())
DAY_S = 86_400
SLOT = "2026-11-21T09:00"
FEED = Feed("https://example.kz/rss", "Мысал", "example.kz", checked=AT)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def groups(database: Database) -> Groups:
    return Groups(database, lambda: NOW)


@pytest.fixture
def messages(database: Database) -> Messages:
    return Messages(database)


@pytest.fixture
def begun(database: Database) -> Runs:
    return Runs(database)


@pytest.fixture
def feeds(database: Database) -> Feeds:
    return Feeds(database)


def said(number: int, *, chat: int = GROUP, by: int = AIDA, at: int = AT) -> GroupMessage:
    return GroupMessage(chat, number, f"{chat} {number}", "Somebody", by, at)


def item(guid: str, *, seen: int, sentence: str | None = None) -> FeedItem:
    url = f"https://example.kz/{guid}"
    return FeedItem(FEED.url, guid, url, "example.kz", "Т", "М", KK, seen, seen, sentence)


def run(slot: str = SLOT, *, chat: int = GROUP) -> Run:
    return Run(chat, slot, due=AT, since=0)


def issued(
    slot: str = SLOT, *, chat: int = GROUP, at: int = AT, oldest: int | None = None
) -> Issued:
    return Issued(chat, slot, at, f"{chat}", "h", KK, oldest)


async def receipt(database: Database, chat: int, tag: str, at: int = AT) -> None:
    row = {"chat_id": chat, "tag": tag, "message_id": 5, "created": at}
    await database.write(put(receipts, row))


async def column(database: Database, wanted: Any) -> list[Any]:
    return sorted(value for (value,) in await database.query(rows_of(select(wanted))))


async def pruned(database: Database) -> int:
    return await prune(database, now=NOW, keep_days=30)


async def move(database: Database, old: int = GROUP, new: int = SUPERGROUP) -> None:
    await StoredOutbox(database, owner="one").move_chat(old, new)


async def test_messages_and_digests_go_when_their_days_are_over(
    database: Database, messages: Messages, begun: Runs
) -> None:
    over = AT - KEEP_DAYS * DAY_S
    for number, at in enumerate((over, over + 1), 1):
        await messages.keep([said(number, at=at)])
        await begun.issue(issued(f"{number}", at=at))

    assert await pruned(database) == 2
    assert [one.message_id for one in await messages.latest(GROUP, 9)] == [2]
    assert [one.slot for one in await begun.issues(GROUP, 9)] == ["2"]


async def test_digest_goes_with_the_oldest_message_that_it_quotes(
    database: Database, begun: Runs
) -> None:
    over = AT - KEEP_DAYS * DAY_S
    for slot, oldest in (("old", over), ("young", over + 1), ("news", None)):
        await begun.issue(issued(slot, oldest=oldest))

    assert await pruned(database) == 1
    assert [one.slot for one in await begun.issues(GROUP, 9)] == ["young", "news"]


async def test_plans_sources_and_wishes_are_not_pruned(
    database: Database, groups: Groups, messages: Messages, feeds: Feeds
) -> None:
    await Groups(database, lambda: NOW - timedelta(days=999)).save_group(Group(GROUP))
    await messages.opt_out(GROUP, AIDA)
    await feeds.follow(GROUP, replace(FEED, checked=0))

    assert await pruned(database) == 0
    assert await groups.group(GROUP) == Group(GROUP)
    assert await messages.is_out(GROUP, AIDA)
    assert len(await feeds.followed(GROUP)) == 1


async def test_runs_go_when_no_outage_can_have_lasted_as_long(
    database: Database, begun: Runs
) -> None:
    over = AT - RUN_DAYS * DAY_S
    for slot, at in (("old", over), ("young", over + 1)):
        await begun.begin(replace(run(slot), due=at), "{}", now_ms=at * 1000)

    assert await pruned(database) == 1
    assert await column(database, runs.c.slot) == ["young"]


async def test_newest_run_of_each_chat_stays_however_far_ahead_the_clock_is(
    database: Database, begun: Runs
) -> None:
    for chat in (GROUP, OTHER):
        for hour in (1, 3, 2):
            one = replace(run(f"{chat} {hour}", chat=chat), due=AT + hour)
            await begun.begin(one, "{}", now_ms=AT * 1000)

    assert await prune(database, now=NOW + timedelta(days=999), keep_days=30) == 4
    assert await column(database, runs.c.slot) == sorted([f"{GROUP} 3", f"{OTHER} 3"])


async def test_receipts_go_but_those_of_digests_stay_for_longer(database: Database) -> None:
    for tag, days in (("tr:5", RECEIPT_DAYS), ("digest:5", RECEIPT_DAYS), ("digest:6", RUN_DAYS)):
        await receipt(database, GROUP, f"{tag} old", AT - days * DAY_S)
        await receipt(database, GROUP, f"{tag} young", AT - days * DAY_S + 1)

    assert await pruned(database) == 2
    assert list(await Receipts(database).tags(GROUP, "")) == [
        "digest:5 old", "digest:5 young", "digest:6 young", "tr:5 young",
    ]  # fmt: skip


async def test_items_that_their_feed_does_not_list_any_more_go(
    database: Database, feeds: Feeds
) -> None:
    over = AT - KEEP_DAYS * DAY_S
    await feeds.follow(GROUP, FEED)
    old, young = item("old", seen=over), item("young", seen=over + 1)
    await feeds.polled(replace(FEED, checked=over), [old, young])
    await feeds.polled(FEED, [item("new", seen=AT)])

    assert await pruned(database) == 1
    assert [one.guid for one in await feeds.items(GROUP, 0, AT)] == ["new", "young"]


async def test_old_item_that_its_feed_still_lists_is_emptied_and_no_news_again(
    database: Database, feeds: Feeds
) -> None:
    over = AT - KEEP_DAYS * DAY_S
    await feeds.follow(GROUP, FEED)
    old = [item("chosen", seen=over, sentence="М"), item("bare", seen=over)]
    await feeds.polled(replace(FEED, checked=over), old)
    await feeds.polled(FEED, old)
    await feeds.polled(replace(FEED, checked=AT + 1), [])  # as when nothing has changed

    assert await pruned(database) == 2
    assert await pruned(database) == 0
    assert await column(database, feed_items.c.title) == ["", ""]
    assert await column(database, feed_items.c.lead) == ["", ""]
    assert list(await feeds.without_sentence(9)) == []
    assert list(await feeds.items(GROUP, 0, AT)) == []
    again = [replace(one, seen=AT + 2) for one in old]
    assert await feeds.polled(replace(FEED, checked=AT + 2), again) == 0
    assert list(await feeds.items(GROUP, 0, AT * 2)) == []


async def test_many_old_messages_go(database: Database, messages: Messages) -> None:
    await messages.keep([said(number, at=AT - 10 * DAY_S) for number in range(450)])

    assert await pruned(database) == 450


async def test_all_of_a_group_goes_on_under_its_new_number(
    database: Database, groups: Groups, messages: Messages, begun: Runs, feeds: Feeds
) -> None:
    group = Group(
        GROUP, title="Үй", collects=True, plan=Plan(is_on=True), secret="x", since=AT - 9
    )
    await groups.save_group(group)
    await messages.opt_out(GROUP, BOLAT)
    await begun.begin(run(), "{}", now_ms=AT * 1000)
    await begun.issue(issued(oldest=AT - 9))
    await feeds.follow(GROUP, FEED)
    await receipt(database, GROUP, "tr:5")

    await move(database)
    await move(database)

    assert await groups.group(SUPERGROUP) == replace(group, chat_id=SUPERGROUP)
    assert await messages.is_out(SUPERGROUP, BOLAT)
    assert not await begun.begin(run(chat=SUPERGROUP), "{}", now_ms=AT * 1000)
    assert [(one.slot, one.oldest) for one in await begun.issues(SUPERGROUP, 9)] == [
        (SLOT, AT - 9)
    ]
    assert [one.url for one in await feeds.followed(SUPERGROUP)] == [FEED.url]
    assert await column(database, receipts.c.tag) == []
    assert await groups.group(GROUP) is None
    assert not await messages.is_out(GROUP, BOLAT)
    assert await column(database, following.c.chat_id) == [SUPERGROUP]


async def test_messages_of_the_old_group_meet_none_of_the_new(
    database: Database, messages: Messages
) -> None:
    await messages.keep([said(1), replace(said(2), reply_to=1), said(1, chat=OTHER)])
    await messages.keep([said(1, chat=SUPERGROUP), said(2, chat=SUPERGROUP)])

    await move(database)

    found = {one.message_id: one for one in await messages.latest(SUPERGROUP, 9)}
    assert sorted(found) == [OLD_SHIFT + 1, OLD_SHIFT + 2, 1, 2]
    assert found[OLD_SHIFT + 2].text == f"{GROUP} 2"
    assert found[OLD_SHIFT + 2].reply_to == OLD_SHIFT + 1
    assert found[OLD_SHIFT + 1].reply_to is None
    assert list(await messages.latest(GROUP, 9)) == []
    assert len(await messages.latest(OTHER, 9)) == 1


async def test_message_that_an_import_brought_under_its_old_number_stays_once(
    database: Database, messages: Messages
) -> None:
    await messages.keep([said(1), said(OLD_SHIFT + 1, chat=SUPERGROUP)])

    await move(database)

    [found] = await messages.latest(SUPERGROUP, 9)
    assert (found.message_id, found.text) == (OLD_SHIFT + 1, f"{SUPERGROUP} {OLD_SHIFT + 1}")


@pytest.mark.parametrize(
    ("new", "title"),
    [
        (Group(SUPERGROUP, title="new"), "old"),
        (Group(SUPERGROUP, title="new", collects=True), "new"),
        (Group(SUPERGROUP, title="new", plan=Plan(is_on=True)), "new"),
        (Group(SUPERGROUP, title="new", translation=AutoTranslation(AutoMode.ALL)), "new"),
    ],
)
async def test_what_was_set_up_under_the_new_number_wins(
    database: Database, groups: Groups, new: Group, title: str
) -> None:
    await groups.save_group(Group(GROUP, title="old", collects=True, secret="old"))
    await groups.save_group(new)

    await move(database)

    found = await groups.group(SUPERGROUP)
    assert found is not None
    assert found.title == title
    assert await groups.group(GROUP) is None


async def test_group_that_is_not_known_under_its_old_number_stays(
    database: Database, groups: Groups
) -> None:
    await groups.save_group(Group(SUPERGROUP, title="new"))

    await move(database)

    assert await groups.group(SUPERGROUP) == Group(SUPERGROUP, title="new")


async def test_slot_and_feed_that_both_numbers_have_stay_once(
    database: Database, begun: Runs, feeds: Feeds, messages: Messages
) -> None:
    for chat in (GROUP, SUPERGROUP):
        await begun.begin(run(chat=chat), "{}", now_ms=AT * 1000)
        await messages.opt_out(chat, AIDA)
        await begun.issue(issued(chat=chat))
        await feeds.follow(chat, FEED)

    await move(database)

    assert len((await begun.past_runs([SUPERGROUP]))[SUPERGROUP]) == 1
    assert [one.title for one in await begun.issues(SUPERGROUP, 9)] == [f"{SUPERGROUP}"]
    assert len(await feeds.followed(SUPERGROUP)) == 1
    assert await column(database, runs.c.chat_id) == [SUPERGROUP]


async def test_forgotten_group_leaves_nothing_but_who_opted_out(
    database: Database, groups: Groups, messages: Messages, begun: Runs, feeds: Feeds
) -> None:
    for chat in (GROUP, OTHER):
        await groups.save_group(Group(chat, collects=True))
        await messages.keep([said(1, chat=chat)])
        await messages.opt_out(chat, BOLAT)
        await begun.begin(run(chat=chat), "{}", now_ms=AT * 1000)
        await begun.issue(issued(chat=chat))
        await receipt(database, chat, "tr:5")
    await feeds.follow(GROUP, FEED)
    await feeds.polled(FEED, [item("1", seen=AT)])

    await Chats(database).forget_chat(GROUP)

    assert await groups.group(GROUP) is None
    assert await groups.group(OTHER) == Group(OTHER, collects=True)
    assert len(await begun.issues(OTHER, 9)) == 1
    assert (list(await messages.latest(GROUP, 9)), len(await messages.latest(OTHER, 9))) == ([], 1)
    assert await messages.is_out(GROUP, BOLAT)
    past = await begun.past_runs([GROUP, OTHER])
    assert (len(past[GROUP]), len(past[OTHER])) == (0, 1)
    assert list(await begun.issues(GROUP, 9)) == []
    assert await column(database, receipts.c.chat_id) == [OTHER]
    assert await column(database, following.c.chat_id) == []
    assert await column(database, feed_items.c.guid) == []


async def test_person_who_is_forgotten_leaves_no_message_in_any_group_and_stays_opted_out(
    database: Database, messages: Messages
) -> None:
    await messages.keep([said(1), said(2, by=BOLAT), said(1, chat=OTHER)])
    await messages.opt_out(EVERYWHERE, BOLAT)

    for person in (AIDA, BOLAT):
        await Chats(database).forget_chat(person)

    assert list(await messages.latest(GROUP, 9)) == []
    assert list(await messages.latest(OTHER, 9)) == []
    assert not await messages.is_out(GROUP, AIDA)
    assert await messages.is_out(GROUP, BOLAT)


async def test_person_who_is_forgotten_is_quoted_by_no_digest(
    database: Database, groups: Groups, messages: Messages, begun: Runs
) -> None:
    """Even where none of their messages is kept any more; but the news of others stay."""
    await messages.keep([said(1)])
    await groups.save_group(Group(OTHER, collects=True))
    for chat in (GROUP, OTHER, BOLAT):
        await begun.issue(issued(chat=chat))
        await _put_out(database, Parcel(chat, "x", tag="digest:1"))

    await Chats(database).forget_chat(AIDA)

    assert [len(await begun.issues(chat, 9)) for chat in (GROUP, OTHER, BOLAT)] == [0, 0, 1]
    assert await column(database, outbox.c.chat_id) == [BOLAT]


async def test_group_that_is_forgotten_while_a_message_waits_still_gets_it(
    database: Database,
) -> None:
    inbox = StoredInbox(database, owner="one")
    await inbox.add([NewUpdate(1, GROUP, AIDA, "")], now=0)
    [job] = await inbox.claim(1, now=0)
    outbox = StoredOutbox(database, owner="one")

    await Chats(database).forget_chat(GROUP)
    await inbox.finish(job, [Parcel(GROUP, "forgotten", tag="tr:5")], now=0)

    [due] = await outbox.step([], _all, now=0)
    await outbox.step([Settled(due.number, message_id=9)], _all, now=0)
    assert (due.body, await Receipts(database).receipt(GROUP, "tr:5")) == ("forgotten", 9)


async def _put_out(database: Database, parcel: Parcel) -> None:
    await database.write(lambda connection: put_out(connection, [parcel], job=1, now=0))


def _all(due: Sequence[Due]) -> Choice:
    return Choice([one.number for one in due], {})
