"""Digests as they are posted: once, where and when they were planned."""

import asyncio
import re
import time
from dataclasses import replace

import pytest

from bot.build import House
from bot.core.digests import Run
from bot.core.own_jobs import run_to_body
from tests.chat.running import BotRunner
from tests.chat.talking import (
    ADMIN,
    GROUP,
    MEMBER,
    TALK,
    aged,
    kept,
    plan,
    posts,
    shows,
    talk,
    turned_on,
)
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import BOT


async def test_a_digest_names_its_topic_quotes_it_and_leads_to_it(
    group: TelegramSimulator, house: House
) -> None:
    panel = await turned_on(group)
    said = talk(group)
    await kept(house, 5)
    await plan(house)
    group.tap(panel, "Send it now", ADMIN)
    digest = await group.answer(said[-1])

    assert digest.text.startswith("Digest: Көршілер\n")
    assert digest.text.splitlines()[3].startswith("1. ")
    assert any(f"«{text}»" in digest.text for _, text in TALK)
    assert "https://t.me/c/" in digest.html or "Go to message" in digest.text
    assert digest.silent


async def test_a_planned_digest_comes_once_where_it_was_planned_and_is_pinned(
    group: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running() as house:
        await turned_on(group)
        group.topic(GROUP, 100, "Дайджест")
        talk(group)
        await kept(house, 5)
        await aged(house)
        await plan(house, thread_id=100, pins=True)
        assert await house.digests.rounds.tick() == 1
        assert await house.digests.rounds.tick() == 0
        digest = (await group.wait(lambda: posts(group)))[0]
        assert digest.thread == 100
    async with runner.running() as house:
        assert await house.digests.rounds.tick() == 0
        await asyncio.sleep(0.2)

    assert len(posts(group)) == 1
    assert [one.id for one in group.world.chats[GROUP].pinned] == [digest.id]


async def test_a_quiet_day_is_one_line_or_nothing(group: TelegramSimulator, house: House) -> None:
    panel = await turned_on(group)
    await plan(house)
    await house.digests.rounds.tick()
    line = await group.answer(panel)

    assert line.text == "A quiet day: fewer than 3 messages, so no digest."


async def test_a_digest_whose_topic_is_closed_says_so_in_general(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    group.topic(GROUP, 100, "Дайджест")
    talk(group)
    await kept(house, 5)
    await aged(house)
    await plan(house, thread_id=100)
    group.close_topic(GROUP, 100)
    group.world.chats[GROUP].administrators.discard(BOT["id"])
    await house.digests.rounds.tick()
    found = await group.wait(
        lambda: [one for one in group.messages(GROUP) if "closed or deleted" in one.text]
    )

    assert found[0].thread is None
    assert "Digest: Көршілер" in found[0].text


async def test_a_digest_waits_when_telegram_asks_for_it_and_comes_once(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    await aged(house)
    await plan(house)
    slow_down = {"retry_after": 1}
    group.faults.append(Fault("sendMessage", 429, "Too Many Requests", slow_down, GROUP))
    await house.digests.rounds.tick()
    await group.wait(lambda: posts(group))
    await asyncio.sleep(0.3)

    assert len(posts(group)) == 1


async def test_everything_moves_with_a_group_that_becomes_a_supergroup(
    telegram: TelegramSimulator, house: House
) -> None:
    telegram.group(-77, basic=True, administrators={5, BOT["id"]}, title="Көршілер")
    panel = await turned_on(telegram, -77)
    assert "Turn on chat history for new members" in panel.text
    talk(telegram, -77)
    await kept(house, 5, -77)
    await aged(house, -77)
    telegram.upgrade(-77, GROUP)
    await kept(house, 5)
    await plan(house)
    await house.digests.rounds.tick()
    digest = (await telegram.wait(lambda: posts(telegram)))[0]

    assert "«" in digest.text
    assert await house.shelves.groups.group(-77) is None


async def test_a_digest_that_cannot_be_made_says_so(
    group: TelegramSimulator, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    await aged(house)
    await plan(house)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("talk")

    monkeypatch.setattr("bot.service.digest.compose_talk", broken)
    await house.digests.rounds.tick()
    found = await group.wait(
        lambda: [one for one in group.messages(GROUP) if "could not make" in one.text]
    )

    assert re.fullmatch(
        r"I could not make the digest this time \(code [0-9a-f]{8}\)\.", found[0].text
    )


async def test_a_late_digest_says_so(group: TelegramSimulator, house: House) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    messages = await house.shelves.messages.latest(GROUP, 9)
    await house.shelves.messages.keep([replace(one, at=one.at - 7200) for one in messages])
    hour_ago = time.gmtime(time.time() - 3600)
    minute = 60 * hour_ago.tm_hour + hour_ago.tm_min
    await plan(house, minute=minute, since=int(time.time()) - 2 * 86_400)
    await house.digests.rounds.tick()
    digest = (await group.wait(lambda: posts(group)))[0]

    assert "This digest is late: it was due" in digest.text


async def test_the_feed_of_a_digest_holds_what_was_posted(
    group: TelegramSimulator, runner: BotRunner
) -> None:
    runner.settings["feeds_url"] = "https://news.example.kz"
    async with runner.running() as house:
        panel = await turned_on(group)
        talk(group)
        await kept(house, 5)
        await aged(house)
        await plan(house)
        await house.digests.rounds.tick()
        await group.wait(lambda: posts(group))
        group.tap(panel, "More", ADMIN)
        await shows(group, panel, "Atom feed")
        button = next(one for one in panel.buttons if one.text == "Atom feed")
        payload = button.url.partition("?start=")[2]
        answer = await group.answer(group.say(f"/start {payload}", 5, user=ADMIN))
        refusal = await group.answer(group.say(f"/start {payload}", 6, user=MEMBER))
        assert refusal.text == "In a group only its admins change the settings. Ask one of them."
        secret = answer.text.rpartition("/feeds/")[2].removesuffix(".atom")
        found = await house.digests.atom.find(secret)

    assert found is not None
    known, issues = found
    assert known.chat_id == GROUP
    assert TALK[0][1] in issues[0].html


async def test_a_digest_that_may_not_have_arrived_is_told_of_and_not_repeated(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    await aged(house)
    await plan(house)
    group.faults.append(Fault("sendMessage", drop_answer=True, chat=GROUP))
    await house.digests.rounds.tick()
    found = await group.wait(
        lambda: [one for one in group.messages(GROUP) if "may not have arrived" in one.text]
    )

    assert found[0].text == "A digest may not have arrived. To get it now: /digest now"
    assert len(posts(group)) == 1


async def test_a_digest_that_was_turned_off_or_forgotten_meanwhile_is_not_posted(
    group: TelegramSimulator, house: House
) -> None:
    panel = await turned_on(group)
    run = Run(GROUP, "2026-11-12T09:00", int(time.time()), 0)
    off = await plan(house, is_on=False)
    for known in (off, None):
        if known is None:
            await house.shelves.groups.drop_group(GROUP)
        slot = "2026-11-12T09:00" if known else "2026-11-13T09:00"
        begun = replace(run, slot=slot)
        await house.shelves.runs.begin(begun, run_to_body(begun), now_ms=0)
        await group.answer(group.say("/help", GROUP, user=ADMIN))  # the job before it is done

    assert [one for one in posts(group) if one.id > panel.id] == []


async def test_a_digest_is_late_if_its_job_is(group: TelegramSimulator, house: House) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    await aged(house)
    await plan(house)
    due = int(time.time()) - 3000
    late = Run(GROUP, "2026-11-12T09:00", due, due - 86_400)
    messages = await house.shelves.messages.latest(GROUP, 9)
    await house.shelves.messages.keep([replace(one, at=due - 60) for one in messages])
    await house.shelves.runs.begin(late, run_to_body(late), now_ms=0)
    digest = (await group.wait(lambda: posts(group)))[0]

    assert "This digest is late: it was due" in digest.text
