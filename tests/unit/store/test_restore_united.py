"""What a copy that is put back must not undo: wishes, digests that were posted, receipts."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.core.digest_ports import EVERYWHERE
from bot.core.digests import Feed, Issued, Run
from bot.core.groups import AutoMode, AutoTranslation, Group, GroupMessage, Plan
from bot.core.languages import KK, RU
from bot.store.backup import backup
from bot.store.database import Database
from bot.store.feeds import Feeds
from bot.store.groups import Groups
from bot.store.messages import Messages
from bot.store.queries import put
from bot.store.receipts import Receipts
from bot.store.restore import restore
from bot.store.runs import Runs
from bot.store.tables import receipts
from tests.unit.store.copies import NOW, URL, change, spoil

GROUP, OTHER = -1_001_234_567_890, -1_009_876_543_210
AIDA, BOLAT, GULIM = 7, 8, 9
NOW_MS = int(NOW.timestamp() * 1000)


def said(number: int, by: int, *, chat: int = GROUP) -> GroupMessage:
    return GroupMessage(chat, number, "Сәлем", "Somebody", by, NOW_MS // 1000)


async def _begin(database: Database, slot: str) -> None:
    run = Run(GROUP, slot, due=NOW_MS // 1000, since=0)
    assert await Runs(database).begin(run, "{}", now_ms=NOW_MS)


async def _sent(database: Database, tag: str, number: int) -> None:
    row = {"chat_id": GROUP, "tag": tag, "message_id": number, "created": NOW_MS // 1000}
    await database.write(put(receipts, row))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "monday.db"


@pytest.fixture
async def target(tmp_path: Path, copy: Path) -> Path:
    """Since the copy Aida opted out here, Bolat everywhere; Gulim had done so before."""
    file = tmp_path / "data" / "qysqa.db"
    async with Database(f"{URL}{file}") as database:
        messages = Messages(database)
        await Groups(database, lambda: NOW).save_group(Group(GROUP, title="on Monday"))
        await Feeds(database).follow(GROUP, Feed("https://example.kz/rss", "Мысал", "example.kz"))
        await messages.opt_out(GROUP, GULIM)
        await messages.keep([said(1, AIDA), said(2, BOLAT), said(3, 5), said(4, AIDA, chat=OTHER)])
        await _begin(database, "monday")
        await _sent(database, "tr:1", 10)
        await _sent(database, "tr:2", 20)
        await backup(database, copy)
        await Groups(database, lambda: NOW).save_group(Group(GROUP, title="now"))
        await messages.opt_out(GROUP, AIDA)
        await messages.opt_out(EVERYWHERE, BOLAT)
        await messages.opt_in(GROUP, GULIM)
        await _begin(database, "tuesday")
        await _sent(database, "tr:2", 21)
        await _sent(database, "tr:3", 30)
    return file


async def _check(database: Database) -> None:
    messages = Messages(database)
    group = await Groups(database, lambda: NOW).group(GROUP)
    assert group == Group(GROUP, title="on Monday")
    assert [await messages.is_out(GROUP, one) for one in (AIDA, BOLAT, GULIM, 5)] == [
        True, True, True, False,
    ]  # fmt: skip
    assert [one.message_id for one in await messages.latest(GROUP, 9)] == [3]
    assert [one.message_id for one in await messages.latest(OTHER, 9)] == [4]
    past = (await Runs(database).past_runs([GROUP]))[GROUP]
    assert [one.slot for one in past] == ["monday", "tuesday"]
    found = [await Receipts(database).receipt(GROUP, f"tr:{n}") for n in (1, 2, 3)]
    assert found == [10, 21, 30]
    assert len(await Feeds(database).followed(GROUP)) == 1


async def test_wishes_runs_and_receipts_of_both_are_united(copy: Path, target: Path) -> None:
    await restore(copy, target)

    async with Database(f"{URL}{target}") as database:
        await _check(database)


async def test_they_are_united_under_a_running_bot_too(copy: Path, target: Path) -> None:
    async with Database(f"{URL}{target}") as database:
        await restore(copy, target)

        await _check(database)


async def test_where_there_was_no_database_the_copys_are_taken(copy: Path, target: Path) -> None:
    target.unlink()  # noqa: ASYNC240 - a test

    await restore(copy, target)

    async with Database(f"{URL}{target}") as database:
        assert await Messages(database).is_out(GROUP, GULIM)
        assert not await Messages(database).is_out(GROUP, AIDA)
        assert len((await Runs(database).past_runs([GROUP]))[GROUP]) == 1


async def test_those_of_a_damaged_database_are_taken_as_far_as_they_can_be_read(
    copy: Path, target: Path
) -> None:
    spoil(target, "runs")

    with capture_logs() as logs:
        await restore(copy, target)

    assert [(one["event"], one["queue"]) for one in logs] == [("restore.queue_unreadable", "runs")]
    async with Database(f"{URL}{target}") as database:
        assert await Messages(database).is_out(GROUP, AIDA)
        assert await Receipts(database).receipt(GROUP, "tr:3") == 30
        assert len((await Runs(database).past_runs([GROUP]))[GROUP]) == 1


STOPPED, ANEW, FORGOTTEN, NEWS = -1_001, -1_002, -1_003, 70
AT = NOW_MS // 1000
ON = Plan(is_on=True, minute=60)
SPEAKS = AutoTranslation(AutoMode.ALL, (KK, RU))
SILENT = AutoTranslation(AutoMode.OFF, (KK, RU))


@pytest.fixture
async def changed(tmp_path: Path, copy: Path) -> Path:
    """Since the copy: one group was turned off, one off and on again, one was forgotten."""
    file = tmp_path / "data" / "qysqa.db"
    async with Database(f"{URL}{file}") as database:
        groups, messages = Groups(database, lambda: NOW), Messages(database)
        for chat in (GROUP, OTHER, STOPPED, ANEW, FORGOTTEN):
            await groups.save_group(
                Group(
                    chat,
                    collects=True,
                    plan=ON,
                    translation=SPEAKS,
                    secret=f"{chat}",
                    since=AT - 50,
                )
            )
            await messages.keep([said(1, AIDA, chat=chat)])
        await groups.save_group(Group(NEWS, plan=ON, secret="news"))
        for chat in (GROUP, OTHER, STOPPED, ANEW, FORGOTTEN, NEWS):
            await Runs(database).issue(Issued(chat, "monday", AT, "t", "h", KK))
        await backup(database, copy)
        await groups.save_group(Group(STOPPED, title="now", secret=f"{STOPPED}", since=AT - 50))
        anew = Group(ANEW, collects=True, plan=ON, translation=SPEAKS, secret="a", since=AT + 9)
        await groups.save_group(anew)
        await groups.save_group(Group(NEWS, plan=Plan(minute=90)))
        await groups.drop_group(FORGOTTEN)
        for chat in (STOPPED, ANEW):
            await messages.drop_chat(chat)
    return file


async def _check_groups(database: Database) -> None:
    groups, messages = Groups(database, lambda: NOW), Messages(database)
    found = [await groups.group(chat) for chat in (GROUP, STOPPED, ANEW, FORGOTTEN, NEWS)]
    as_it_was = Group(
        GROUP, collects=True, plan=ON, translation=SPEAKS, secret=f"{GROUP}", since=AT - 50
    )
    idle = Plan(minute=60)
    assert found == [
        as_it_was,
        Group(STOPPED, translation=SILENT, since=AT - 50),
        Group(ANEW, collects=True, plan=ON, translation=SPEAKS, since=AT + 9),
        Group(FORGOTTEN, plan=idle, translation=SILENT, since=AT - 50),
        Group(NEWS, plan=Plan(minute=90)),
    ]
    assert [one.chat_id for one in await groups.planned()] == sorted([GROUP, OTHER, ANEW])
    chats = (GROUP, STOPPED, ANEW, FORGOTTEN, NEWS)
    kept = [len(await messages.latest(chat, 9)) for chat in chats]
    issued = [len(await Runs(database).issues(chat, 9)) for chat in chats]
    assert (kept, issued) == ([1, 0, 0, 0, 0], [1, 0, 0, 0, 1])


async def test_what_was_turned_off_since_the_copy_stays_off(copy: Path, changed: Path) -> None:
    await restore(copy, changed)

    async with Database(f"{URL}{changed}") as database:
        await _check_groups(database)


async def test_it_stays_off_under_a_running_bot_too(copy: Path, changed: Path) -> None:
    async with Database(f"{URL}{changed}") as database:
        await restore(copy, changed)

        await _check_groups(database)


@pytest.mark.parametrize(
    ("where", "left"), [(OTHER, [1, 0, 1, 1]), (EVERYWHERE, [0, 0, 0, 1])], ids=["one", "all"]
)
@pytest.mark.parametrize("is_running", [False, True])
async def test_digests_that_may_quote_who_opted_out_since_the_copy_go(
    copy: Path, changed: Path, where: int, left: list[int], *, is_running: bool
) -> None:
    change(changed, "UPDATE groups SET collects = chat_id < 0, collects_since = 0")
    async with Database(f"{URL}{changed}") as database:
        await Messages(database).opt_out(where, BOLAT)
        if is_running:
            await restore(copy, changed)
    if not is_running:
        await restore(copy, changed)

    async with Database(f"{URL}{changed}") as database:
        found = [len(await Runs(database).issues(c, 9)) for c in (GROUP, OTHER, ANEW, NEWS)]
    assert found == left


@pytest.mark.parametrize("is_running", [False, True])
async def test_database_that_knows_no_group_has_forgotten_none(
    copy: Path, changed: Path, *, is_running: bool
) -> None:
    change(changed, "DELETE FROM groups")
    async with Database(f"{URL}{changed}") as database:
        if is_running:
            await restore(copy, changed)
    if not is_running:
        await restore(copy, changed)

    async with Database(f"{URL}{changed}") as database:
        found = await Groups(database, lambda: NOW).group(FORGOTTEN)
        assert (found and found.translation, found and found.plan) == (SPEAKS, ON)
        assert len(await Messages(database).latest(FORGOTTEN, 9)) == 1


async def test_group_of_a_damaged_database_is_as_in_the_copy(copy: Path, changed: Path) -> None:
    spoil(changed, "groups")

    with capture_logs() as logs:
        await restore(copy, changed)

    assert [(one["event"], one["queue"]) for one in logs] == [
        ("restore.queue_unreadable", "groups"),
        ("restore.queue_unreadable", "people"),
    ]
    async with Database(f"{URL}{changed}") as database:
        group = await Groups(database, lambda: NOW).group(STOPPED)
    assert group is not None
    assert group.collects


async def test_those_of_an_older_version_are_none(copy: Path, target: Path) -> None:
    for table in ("opted_out", "runs", "receipts"):
        change(target, f"DROP TABLE {table}")

    await restore(copy, target)

    async with Database(f"{URL}{target}") as database:
        assert await Messages(database).is_out(GROUP, GULIM)
