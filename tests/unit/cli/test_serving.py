"""The commands that stay: they serve, and end with a signal."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.build import House, open_house
from bot.cli import services
from bot.cli.services import run_page, run_telegram
from bot.config import ConfigError, Settings
from bot.core.errors import DatabaseBusyError, DatabaseOwnedError
from bot.core.jobs import Backlog
from bot.store.owner import owning
from bot.web.health import is_well
from tests.simulator.telegram import TelegramSimulator
from tests.unit.cli.running import qysqa
from tests.unit.doubles import at_once


@pytest.fixture
def settings(data_dir: Path) -> Settings:
    return Settings(data_dir=data_dir, engines=())


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program has."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


async def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Wait for the next words on stderr."""
    async with asyncio.timeout(10):
        while not (words := capsys.readouterr().err):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)
    return words


async def test_the_page_is_served_until_a_signal(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    serving = asyncio.create_task(run_page(settings, 0))
    words = await said(capsys)
    address = words.split()[3]

    assert words == f"Qysqa is at {address} — Ctrl-C stops it.\n"
    assert await is_well(int(address.rpartition(":")[2]))
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(5):
        await serving


async def test_a_page_in_work_does_not_hold_up_the_end(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def forever(*_: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.web.health.GRACE_S", 0.1)
    monkeypatch.setattr("bot.article.reader.Reader.__call__", forever)
    serving = asyncio.create_task(run_page(settings, 0))
    address = (await said(capsys)).split()[3]
    async with aiohttp.ClientSession() as session:
        asking = asyncio.ensure_future(session.get(f"{address}/?sample=kk"))
        await begun.wait()
        os.kill(os.getpid(), signal.SIGINT)
        async with asyncio.timeout(5):
            await serving
        with pytest.raises(aiohttp.ClientError):
            await asking


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramSimulator]:
    async with TelegramSimulator() as telegram:
        yield telegram
    assert telegram.problems == []


async def until(condition: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(10):
        while not await condition():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.02)


@asynccontextmanager
async def bot(settings: Settings, telegram: TelegramSimulator, **more: Any) -> AsyncIterator[None]:
    """``qysqa run`` until the block ends, then a signal."""
    more |= {"telegram_api_url": telegram.api_url, "telegram_bot_token": telegram.token}
    given = Settings.model_validate({"data_dir": settings.data_dir, "engines": "", **more})
    running = asyncio.create_task(run_telegram(given, telegram.token))
    try:
        yield
    finally:
        if not running.done():
            os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(10):
            await running


async def test_the_bot_runs_beside_its_health_until_a_signal(
    settings: Settings, telegram: TelegramSimulator
) -> None:
    port = free_port()
    async with bot(settings, telegram, health_port=port):
        await telegram.answer(telegram.say("/help"), 20)
        well = await is_well(port)
        async with aiohttp.ClientSession() as session:
            ready = await session.get(f"http://127.0.0.1:{port}/readyz")
            metrics = await (await session.get(f"http://127.0.0.1:{port}/metrics")).text()

    assert (well, ready.status) == (True, 200)
    assert 'qysqa_jobs_total{outcome="done"} 1.0' in metrics
    assert not await is_well(port)


async def test_metrics_go_without_what_the_database_does_not_say(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_: House) -> Backlog:
        raise DatabaseBusyError("qysqa.db")

    monkeypatch.setattr(House, "backlog", refuse)
    async with open_house(settings, work=at_once) as house:
        said = (await house.metrics()).decode()

    assert "qysqa_inbox_jobs" not in said
    assert "qysqa_updates_total 0.0" in said


async def test_updates_may_be_posted(settings: Settings, telegram: TelegramSimulator) -> None:
    port = free_port()
    more = {"webhook_url": f"http://127.0.0.1:{port}/", "webhook_port": port}
    async with bot(settings, telegram, **more):
        await telegram.wait(lambda: telegram.world.webhook, 20)
        question = telegram.say("/help")
        statuses = await telegram.post_updates()
        answer = await telegram.answer(question)
        telegram.world.webhook["secret"] = "wrong"
        telegram.say("/help")
        refused = await telegram.post_updates()

    assert (statuses, refused) == ([200], [403])
    assert answer.reply_to == question.id


async def test_a_second_bot_on_the_same_database_is_refused(settings: Settings) -> None:
    async with owning(settings.database, on_lost=lambda: None):
        with pytest.raises(DatabaseOwnedError):
            await run_telegram(settings, "42:TEST")


async def test_what_is_old_is_let_go_of_day_by_day_whatever_happens(
    settings: Settings, telegram: TelegramSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    pruned: list[int] = []

    async def prune(_: House) -> None:
        pruned.append(1)
        raise DatabaseBusyError("qysqa.db")

    async def three_times() -> bool:
        return len(pruned) >= 3

    monkeypatch.setattr(services, "PRUNE_EVERY_S", 0.01)
    monkeypatch.setattr(House, "prune", prune)
    async with bot(settings, telegram):
        await until(three_times)

    assert len(pruned) >= 3


async def test_a_port_that_is_taken_is_told(settings: Settings, taken: int) -> None:
    with pytest.raises(ConfigError) as refused:
        await run_page(settings, taken)
    assert refused.value.mistakes == (f"Port {taken} of this machine is taken; choose another.",)

    with pytest.raises(ConfigError):
        await run_telegram(settings.model_copy(update={"health_port": taken}), "42:TEST")


def test_a_taken_port_is_one_line_for_the_owner(taken: int) -> None:
    outcome = qysqa("demo", "--port", taken)

    assert outcome.status == 78
    assert outcome.err == f"Port {taken} of this machine is taken; choose another.\n"


def test_run_without_a_token_says_what_to_do() -> None:
    outcome = qysqa("run")

    assert (outcome.status, outcome.out) == (78, "")
    assert outcome.err == (
        "No bot token is set. `qysqa init` asks for one; `qysqa demo` shows Qysqa without any.\n"
    )


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """What the commands set about to serve, instead of serving it."""
    served: list[tuple[str, object]] = []

    async def telegram(_: Settings, token: str) -> None:
        served.append(("telegram", token))

    async def page(_: Settings, port: int) -> None:
        served.append(("page", port))

    monkeypatch.setattr(services, "run_telegram", telegram)
    monkeypatch.setattr(services, "run_page", page)
    return served


def test_run_serves_telegram_with_a_token_and_the_page_without(
    served: list[tuple[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QYSQA_WEB_PORT", "8099")
    without = qysqa("run", "--or-demo")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "42:TEST")

    assert without.status == 0
    assert without.err.startswith("No bot token is set: here is the local page.")
    assert qysqa("run", "--or-demo").status == 0
    assert qysqa("run").status == 0
    assert served == [("page", 8099), ("telegram", "42:TEST"), ("telegram", "42:TEST")]


def test_demo_takes_its_port_from_the_option_or_the_setting(
    served: list[tuple[str, object]],
) -> None:
    qysqa("demo")
    qysqa("demo", "--port", "8081")
    qysqa("demo", "--port", "0")

    assert served == [("page", 8080), ("page", 8081), ("page", 0)]
    assert qysqa("demo", "--port", "65536").status == 2
