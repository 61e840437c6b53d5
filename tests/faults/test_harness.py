"""The harness does what it says: else the figures that it finds say nothing."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import aiohttp
import pytest
from aiohttp import web

from tests.faults.harness.ledger import Ledger
from tests.faults.harness.load import LoadTelegram
from tests.faults.harness.process import ROOT, BotProcess
from tests.faults.harness.table import Line, table
from tests.faults.harness.toxic import Harm, Toxicity, ToxicProxy

FATES = 200  # enough that each share is within a few percent of what was asked


def ledger(*answers: tuple[int, int]) -> Ledger:
    """Two chats asked two questions each at 0 s; *answers* arrived a second apart."""
    made = Ledger()
    for key in ((1, 1), (1, 2), (2, 1), (2, 2)):
        made.ask(key, 0)
    for at, key in enumerate(answers, start=1):
        made.deliver(key[0], key, at)
    return made


def test_a_message_without_an_answer_is_lost() -> None:
    assert ledger((1, 1), (2, 1), (2, 2)).lost == 1


def test_a_second_answer_is_a_duplicate_and_not_out_of_order() -> None:
    found = ledger((1, 1), (1, 2), (1, 1))

    assert (found.duplicates, found.out_of_order) == (1, 0)


def test_order_is_that_within_a_chat() -> None:
    assert ledger((2, 1), (1, 1), (2, 2), (1, 2)).out_of_order == 0
    assert ledger((2, 2), (1, 1), (2, 1), (1, 2)).out_of_order == 1


def test_what_answers_nothing_is_no_duplicate() -> None:
    found = ledger((1, 1))
    found.deliver(1, None, 5)
    found.deliver(1, None, 5)

    assert (found.duplicates, found.lost) == (0, 3)


def test_a_wait_ends_with_the_first_answer_or_never() -> None:
    found = ledger((1, 1), (1, 1), (1, 2))

    assert found.waits([(1, 1), (1, 2), (2, 1)]) == [1, 3, float("inf")]
    assert found.median_wait([(1, 1), (1, 2), (2, 1)]) == 3


def test_the_fullest_span_is_found() -> None:
    found = ledger()
    for at in (0.0, 0.9, 1.0, 1.1, 1.8, 5.0):
        found.deliver(1, None, at)

    assert found.most_in(1) == 4
    assert ledger().most_in(1) == 0


def test_a_table_judges_the_plain_bot_by_its_losses() -> None:
    ours = Line("kill", "qysqa", "0 lost", passed=True)
    lines = [
        ours,
        replace(ours, passed=False),
        replace(ours, bot="plain"),
        replace(ours, passed=None),
    ]

    assert [one.verdict for one in lines] == ["holds", "MISSED", "the loss shows", "–"]
    assert replace(ours, bot="plain", passed=False).verdict == "NO LOSS SHOWN"
    assert (
        table(lines).splitlines()[2] == "| kill | Qysqa               | 0 lost | holds          |"
    )


def left(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start *command* as the harness starts a bot."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, env=environment, start_new_session=True
    )


async def test_what_a_bot_leaves_behind_is_counted_and_ended(tmp_path: Path) -> None:
    child = left(["sh", "-c", "sleep 20 &"])
    bot = BotProcess(child, tmp_path / "log.txt", time.monotonic())
    assert await bot.ended(5) is not None
    assert bot.left_behind == 1

    bot.close()

    assert child.communicate(timeout=5)[0] == b""  # nobody holds the pipe any more


def test_a_bot_ends_with_the_harness_that_started_it() -> None:
    bot = "import time; from tests.faults.harness import orphan; orphan.die_with_parent()"
    bot += "; print(flush=True); time.sleep(20)"
    start = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', sys.argv[1]]).wait()"
    harness = left([sys.executable, "-c", start, bot])
    assert harness.stdout is not None
    assert harness.stdout.readline() == b"\n"  # the bot has started

    harness.kill()

    assert harness.communicate(timeout=5)[0] == b""  # and has let go of the pipe


@asynccontextmanager
async def answering(toxicity: Toxicity) -> AsyncIterator[tuple[ToxicProxy, list[str]]]:
    """A server behind a bad way, and what arrived there."""
    arrived: list[str] = []

    async def take(request: web.Request) -> web.Response:
        arrived.append(await request.text())
        return web.Response(text="done")

    app = web.Application()
    app.router.add_post("/bot/sendMessage", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ToxicProxy(url, toxicity, Random(7)) as proxy:  # noqa: S311 - the same each time
        yield proxy, arrived
    await runner.cleanup()


async def outcomes(proxy: ToxicProxy, count: int) -> list[str]:
    found = []
    async with aiohttp.ClientSession() as session:
        for number in range(count):
            try:
                address = f"{proxy.url}/bot/sendMessage"
                async with session.post(address, data=str(number)) as response:
                    found.append(await response.text())
            except aiohttp.ServerDisconnectedError:
                found.append("closed")
            except aiohttp.ClientOSError:
                found.append("reset")
    return found


async def test_a_bad_way_is_good_until_it_is_turned_on() -> None:
    async with answering(Toxicity(reset=1)) as (proxy, arrived):
        assert await outcomes(proxy, 3) == ["done"] * 3
        assert (arrived, proxy.harm) == (["0", "1", "2"], Harm())


async def test_a_reset_request_has_not_arrived() -> None:
    async with answering(Toxicity(reset=0.2)) as (proxy, arrived):
        proxy.on = True
        found = await outcomes(proxy, FATES)

    assert len(arrived) == found.count("done") == FATES - proxy.harm.resets
    assert found.count("reset") == proxy.harm.resets == pytest.approx(0.2 * FATES, rel=0.5)


async def test_a_request_whose_answer_is_lost_has_arrived() -> None:
    async with answering(Toxicity(lose_answer=0.1)) as (proxy, arrived):
        proxy.on = True
        found = await outcomes(proxy, FATES)

    assert len(arrived) == FATES
    assert found.count("closed") == proxy.harm.lost_sends == pytest.approx(0.1 * FATES, rel=0.5)


async def test_a_delayed_request_arrives_later() -> None:
    async with answering(Toxicity(delay=1)) as (proxy, arrived):
        proxy.on = True
        began = asyncio.get_running_loop().time()
        assert await outcomes(proxy, 1) == ["done"]

    assert (arrived, proxy.harm.delays) == (["0"], 1)
    assert asyncio.get_running_loop().time() - began >= 0.1


async def call(telegram: LoadTelegram, method: str, **given: object) -> dict[str, object]:
    address = f"{telegram.api_url}/bot{telegram.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(address, data=given) as response:
        answer: dict[str, object] = await response.json(content_type=None)
        return answer


async def test_a_held_chat_alone_is_refused() -> None:
    async with LoadTelegram() as telegram:
        for chat in (7, 8):
            telegram.ask("u", chat)
        telegram.held[7] = asyncio.get_running_loop().time() + 2.5
        refused = await call(telegram, "sendMessage", chat_id=7, text="ok")
        await call(
            telegram, "sendMessage", chat_id=8, text="ok", reply_parameters='{"message_id": 1}'
        )

    assert refused["parameters"] == {"retry_after": 3}
    assert telegram.ledger.waiting == {(7, 1)}


async def test_a_webhook_gets_an_update_again_until_it_takes_it_and_chats_side_by_side() -> None:
    taken: list[tuple[int, str]] = []
    refusing = [7, 7]

    async def take(request: web.Request) -> web.Response:
        message = (await request.json())["message"]
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == "secret"
        if message["chat"]["id"] in refusing:
            refusing.remove(message["chat"]["id"])
            return web.Response(status=503)
        taken.append((message["chat"]["id"], message["text"]))
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    async with LoadTelegram() as telegram:
        for text, chat in (("a", 7), ("b", 7), ("c", 8)):
            telegram.ask(text, chat)
        await call(telegram, "setWebhook", url=url, secret_token="secret")
        await telegram.wait(lambda: not telegram.world.updates)
        await call(telegram, "deleteWebhook")
    await runner.cleanup()

    assert taken == [(8, "c"), (7, "a"), (7, "b")]
    assert telegram.heard == 1
