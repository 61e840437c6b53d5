"""What a group decided, on the stores in memory."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.digest_ports import EVERYWHERE
from bot.core.errors import WorkerDiedError
from bot.core.groups import AutoMode, AutoTranslation, Group, GroupMessage, Plan
from bot.core.languages import KK, RU
from bot.service.groups import A_CALL, Groups
from tests.contract.digest_stores import DigestRows, FakeGroupStore, FakeMessageStore
from tests.unit.doubles import at_once

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
CHAT = -1007
SAID = GroupMessage(CHAT, 1, "Ертең су болмайды, қамданып қойыңыздар", "Айгүл", 11, SECONDS)


async def broken(*_: Any, **__: Any) -> Any:
    raise WorkerDiedError


@pytest.fixture
def groups() -> Groups:
    rows = DigestRows()
    return Groups(FakeGroupStore(rows), FakeMessageStore(rows), at_once, lambda: NOW)


async def test_a_group_that_nobody_knows_is_new_and_off(groups: Groups) -> None:
    assert await groups.of(CHAT) == Group(CHAT)
    assert not (await groups.of(CHAT)).plan.is_on


async def test_a_digest_that_is_started_counts_from_now(groups: Groups) -> None:
    started = await groups.start(Group(CHAT, "Топ"), collects=True)

    assert started == await groups.of(CHAT)
    plan = Plan(is_on=True, since=SECONDS)
    assert started == Group(CHAT, "Топ", collects=True, plan=plan, since=SECONDS)
    assert await groups.start(started, collects=True) == started


@pytest.mark.parametrize(
    ("changes", "restarts"),
    [
        ({"minute": 600}, True),
        ({"zone": "Europe/Moscow"}, True),
        ({"days": (0,)}, True),
        ({"minute": 540}, False),
        ({"pins": True}, False),
        ({"quiet": None, "muted": ("футбол",)}, False),
    ],
)
async def test_only_another_time_makes_a_plan_begin_anew(
    groups: Groups,
    changes: dict[str, Any],
    restarts: bool,  # noqa: FBT001 - a case
) -> None:
    before = Group(CHAT, plan=Plan(is_on=True, since=5))
    after = await groups.change_plan(before, **changes)

    assert after.plan == replace(before.plan, since=SECONDS if restarts else 5, **changes)


async def test_a_digest_that_is_stopped_leaves_no_messages(groups: Groups) -> None:
    group = await groups.start(Group(CHAT), collects=True)
    await groups.collect(SAID, None)
    stopped = await groups.stop(group)

    assert (stopped.collects, stopped.plan.is_on) == (False, False)
    assert await groups.messages.latest(CHAT, 9) == []


async def test_a_group_that_the_bot_left_keeps_its_choices_and_no_messages(
    groups: Groups,
) -> None:
    group = await groups.start(Group(CHAT), collects=True)
    speaks = AutoTranslation(AutoMode.ALL, (KK,))
    await groups.change_plan(replace(group, secret="x", translation=speaks), minute=600)
    await groups.collect(SAID, None)
    await groups.leave(CHAT)
    await groups.leave(-1008)  # it was never more than a guest

    left = await groups.of(CHAT)
    assert (left.collects, left.plan.is_on, left.plan.minute) == (False, False, 600)
    assert (left.translation.mode, left.secret) == (AutoMode.OFF, "")
    assert await groups.messages.latest(CHAT, 9) == []
    assert await groups.groups.group(-1008) is None


async def test_a_message_is_kept_with_its_language(groups: Groups) -> None:
    assert (await groups.collect(SAID, RU)).language == KK
    assert [one.language for one in await groups.messages.latest(CHAT, 9)] == [KK]


async def test_a_message_is_kept_though_nobody_can_say_its_language(groups: Groups) -> None:
    dull = replace(groups, work=broken)

    assert (await dull.collect(SAID, None)).language is None
    assert len(await groups.messages.latest(CHAT, 9)) == 1


async def test_history_does_not_replace_what_was_heard(groups: Groups) -> None:
    await groups.start(Group(CHAT), collects=True)
    await groups.collect(SAID, None)

    assert await groups.collect_all([replace(SAID, text="Мен бәрін ұрладым")]) == 0
    assert (await groups.messages.latest(CHAT, 9))[0].text == SAID.text


async def test_history_is_kept_in_steps(groups: Groups) -> None:
    await groups.start(Group(CHAT), collects=True)
    history = [replace(SAID, message_id=number) for number in range(1, A_CALL + 3)]

    assert await groups.collect_all(history) == A_CALL + 2
    assert {one.language for one in await groups.messages.latest(CHAT, 9_999)} == {KK}


async def test_history_that_is_read_while_the_digest_is_turned_off_is_not_kept(
    groups: Groups,
) -> None:
    group = await groups.start(Group(CHAT), collects=True)
    history = [replace(SAID, message_id=number) for number in range(1, A_CALL + 3)]

    async def stopping(*call: Any, **_: Any) -> Any:
        function, texts = call
        if len(texts) < A_CALL:  # the second step
            await groups.stop(group)
        return await at_once(function, texts)

    assert await replace(groups, work=stopping).collect_all(history) == A_CALL
    assert await groups.messages.latest(CHAT, 9) == []


async def test_who_opts_out_is_gone_here_or_everywhere(groups: Groups) -> None:
    await groups.collect(SAID, None)

    assert await groups.opt_out(CHAT, 11, is_private=False) == 1
    await groups.collect(SAID, None)
    assert await groups.messages.latest(CHAT, 9) == []
    assert await groups.opt_in(CHAT, 11, is_private=False)
    assert not await groups.opt_in(CHAT, 11, is_private=False)
    await groups.opt_out(11, 11, is_private=True)
    assert await groups.messages.is_out(EVERYWHERE, 11)
    assert await groups.messages.is_out(CHAT, 11)
