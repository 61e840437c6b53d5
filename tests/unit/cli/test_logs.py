"""Logs hold no token, no locals and no texts, whoever writes them, and stop nobody."""

import asyncio
import gc
import json
import logging
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.contextvars import bound_contextvars
from telegram.error import TelegramError

from bot.cli.logs import configure_logs
from bot.cli.output import give_up_stderr, say
from bot.telegram.wire.client import make_bot
from tests.canary import TEXT_CANARY

TOKEN = "1234567890:AAF-abcdefghij_klmnopqrstuvwxyz012"
SECRET = "құпия мақала"

Said = Callable[[], str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """What was written to stderr since it was last asked; looked through for the token."""

    def written() -> str:
        text = capsys.readouterr().err
        assert TOKEN.partition(":")[2] not in text
        return text

    return written


class Holder:
    """Something that shows a token when it is printed."""

    def __repr__(self) -> str:
        return f"<bot {TOKEN}>"


class Unprintable:
    def __str__(self) -> str:
        raise ValueError(TOKEN)


def break_off(article: str) -> None:
    raise ValueError(f"bot{TOKEN}", len(article))


def log_everything() -> None:
    log = structlog.get_logger("bot.test")
    log.debug("not.shown")
    log.info("shown", url=f"https://api.telegram.org/bot{TOKEN}/getMe", held=[Holder()])
    try:
        break_off(SECRET)
    except ValueError:
        log.exception("broken", code="1")
        logging.getLogger("telegram.ext").exception("no answer")
    logging.getLogger("aiohttp").warning(f"sent to {TOKEN}".replace(":", "%3A"))
    logging.getLogger("aiohttp").info("chatter")


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_token_and_no_local_variable_is_written(said: Said, form: str) -> None:
    configure_logs("info", as_json=form == "json")
    log_everything()
    written = said()

    assert written.count("[token]") == 4
    assert SECRET not in written
    assert written.count("Traceback (most recent call last)") == 2
    assert "not.shown" not in written
    assert "chatter" not in written
    assert "sent to [token]" in written


def test_a_handler_of_the_standard_kind_would_write_the_token(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logs("info", as_json=False)
    logging.basicConfig(handlers=[logging.StreamHandler(sys.stderr)], force=True)
    log_everything()

    assert TOKEN in capsys.readouterr().err


def test_json_is_one_object_a_line_whoever_writes_it(said: Said) -> None:
    configure_logs("WARNING", as_json=True)
    structlog.get_logger().info("quiet")
    with bound_contextvars(update_id=7, job=3):
        structlog.get_logger().warning("cache.unavailable", error="қате")
        logging.getLogger("aiosqlite").warning("slow")
    ours, theirs = said().splitlines()

    assert "қате" in ours
    entries = [json.loads(line) for line in (ours, theirs)]
    assert all(entry.pop("timestamp").endswith("Z") for entry in entries)
    assert entries == [
        {
            "event": "cache.unavailable",
            "error": "қате",
            "level": "warning",
            "update_id": 7,
            "job": 3,
        },
        {"event": "slow", "logger": "aiosqlite", "level": "warning", "update_id": 7, "job": 3},
    ]


@pytest.mark.parametrize("name", ["httpx", "httpcore", "aiohttp.access", "telegram"])
def test_libraries_that_tell_of_each_call_are_quiet_even_when_we_are_not(
    said: Said, name: str
) -> None:
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    configure_logs("debug", as_json=False)
    logger.info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)

    assert said() == ""


def test_warnings_are_logged(said: Said) -> None:
    configure_logs("info", as_json=True)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(f"unclosed {TOKEN}", ResourceWarning, stacklevel=1)

    entry = json.loads(said())
    assert entry["logger"] == "py.warnings"
    assert "ResourceWarning: unclosed [token]" in entry["event"]


def test_an_exception_that_nobody_caught_is_logged(said: Said) -> None:
    configure_logs("info", as_json=True)
    try:
        break_off(SECRET)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)

    entry = json.loads(said())
    assert (entry["event"], entry["level"]) == ("uncaught", "critical")
    assert "ValueError: ('bot[token]'" in entry["exception"]


def test_an_exception_that_ends_a_thread_is_logged(said: Said) -> None:
    configure_logs("info", as_json=True)
    for end in (lambda: break_off(SECRET), sys.exit):
        thread = threading.Thread(target=end)
        thread.start()
        thread.join()

    assert "ValueError" in json.loads(said())["exception"]


def test_an_exception_in_a_finalizer_is_logged(said: Said) -> None:
    class Broken:
        def __del__(self) -> None:
            break_off(SECRET)

    gc.collect()  # other tests' leavings
    configure_logs("info", as_json=True)
    Broken()
    gc.collect()

    entry = json.loads(said())
    assert entry["event"].endswith("Broken.__del__")
    assert "bot[token]" in entry["exception"]


async def test_an_exception_in_a_task_that_nobody_awaits_is_logged(said: Said) -> None:
    async def broken() -> None:
        break_off(SECRET)

    gc.collect()  # other tests' leavings
    configure_logs("info", as_json=True)
    task = asyncio.create_task(broken())
    await asyncio.sleep(0)
    del task
    gc.collect()

    entry = json.loads(said())
    assert entry["event"] == "Task exception was never retrieved"
    assert entry["exception"].endswith(
        'in break_off\n    raise ValueError(f"bot{TOKEN}", len(article))\nValueError'
    )


async def test_what_a_callback_was_given_is_not_written(said: Said) -> None:
    configure_logs("info", as_json=False)
    asyncio.get_running_loop().call_soon(break_off, TEXT_CANARY)
    await asyncio.sleep(0.01)
    words = said()

    assert "Exception in callback break_off" in words
    assert TEXT_CANARY not in words


def test_an_object_in_place_of_a_line_is_named_by_its_kind(said: Said) -> None:
    configure_logs("info", as_json=False)
    logging.getLogger("library").error(ValueError(TEXT_CANARY))

    assert "ValueError" in said()


def test_of_a_librarys_line_only_what_its_code_says_is_written(said: Said) -> None:
    configure_logs("info", as_json=True)
    logger = logging.getLogger("somebody.s")
    logger.error('Not JSON: "%s"', TEXT_CANARY)
    try:
        break_off(TEXT_CANARY)
    except ValueError:
        logger.exception("Of %d words\n%s", 1, TEXT_CANARY)
    logger.error("No exception", exc_info=(None, None, None))
    logger.error(ValueError("as it is"))
    lines = [json.loads(line) for line in said().splitlines()]

    events = ['Not JSON: "%s"', "Of %d words", "No exception", "ValueError"]
    assert [line["event"] for line in lines] == events
    assert [line.get("exception", "")[-11:] for line in lines] == ["", "\nValueError", "", ""]
    assert lines[1]["exception"].startswith("Traceback (most recent call last):\n  File ")


@pytest.mark.parametrize("status", [200, 502])
async def test_an_answer_of_telegrams_that_was_cut_is_not_quoted(said: Said, status: int) -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("getMe"):
            me: dict[str, Any] = {"id": 1, "is_bot": True, "first_name": "q", "username": "q_bot"}
            return web.json_response({"ok": True, "result": me})
        return web.Response(text=f'{{"ok":true,"result":[{{"text":"{TEXT_CANARY}"', status=status)

    configure_logs("info", as_json=True)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app) as server, make_bot(str(server.make_url("/")), TOKEN) as bot:
        with pytest.raises(TelegramError):
            await bot.raw_updates(0, timeout_s=0, kinds=())
    written = said()

    assert TEXT_CANARY not in written
    entry = json.loads(written)
    assert (entry["event"], entry["level"]) == ('Can not load invalid JSON data: "%s"', "error")
    assert entry["logger"].startswith("telegram.")
    assert entry["exception"].endswith("JSONDecodeError")


async def test_what_is_no_request_to_our_server_is_not_quoted(said: Said) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response()

    configure_logs("info", as_json=True)
    app = web.Application()
    app.router.add_get("/", answer)
    async with TestServer(app) as server:
        reader, writer = await asyncio.open_connection(server.host, server.port)
        writer.write(f"GET / HTTP/1.1\r\nHost: a\r\n{TEXT_CANARY}\r\n\r\n".encode())
        await reader.read()
        writer.close()
    written = said()

    assert TEXT_CANARY not in written
    assert json.loads(written)["event"] == "Error handling request from %s"


class Full:
    """Standard error on a disk that is full."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.tried = 0

    def write(self, _: str) -> int:
        self.tried += 1
        raise self.error

    def flush(self) -> None:
        raise self.error

    isatty = flush


BROKEN = [OSError(28, "No space left on device"), BrokenPipeError(), ValueError("closed file")]


@pytest.mark.parametrize("error", BROKEN, ids=["full", "nobody reads", "closed"])
def test_a_line_that_nobody_takes_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, said: Said, error: Exception
) -> None:
    configure_logs("info", as_json=False)
    full = Full(error)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", full)
        structlog.get_logger().warning("cache.unavailable")
        logging.getLogger("telegram").error("no answer")
        logging.getLogger("telegram").error("%s", Unprintable())
        say("Stopping …")
    structlog.get_logger().warning("again")

    assert full.tried >= 4
    assert "cache" not in (written := said())
    assert "again" in written


def test_without_a_standard_error_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    configure_logs("info", as_json=False)
    structlog.get_logger().warning("cache.unavailable")
    logging.getLogger("telegram").error("no answer")
    say("Stopping …")
    give_up_stderr()


PROGRAM = """
import logging, os, structlog
from bot.cli.logs import configure_logs
from bot.cli.output import say
configure_logs("info", as_json=False)
for _ in range(2_000):
    structlog.get_logger().warning("cache.unavailable")
    logging.getLogger("telegram").error("no answer")
    say("Stopping …")
print("alive")
"""


def program(stderr: int | None, *, start: str = "") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", start + PROGRAM]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    return subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=stderr, check=False, timeout=30
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the kernel has no full disk to offer")
def test_a_program_whose_log_is_on_a_full_disk_ends_well() -> None:
    with Path("/dev/full").open("wb") as full:
        done = program(full.fileno())

    assert (done.returncode, done.stdout) == (0, b"alive\n")


def test_a_program_whose_log_nobody_reads_any_more_ends_well() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        done = program(theirs)
    finally:
        os.close(theirs)

    assert (done.returncode, done.stdout) == (0, b"alive\n")


def test_a_program_that_is_started_without_a_log_ends_well() -> None:
    closed = "import os, sys; os.close(2); sys.stderr = None\n"
    done = program(None, start=closed)

    assert (done.returncode, done.stdout) == (0, b"alive\n")


def test_a_line_that_cannot_be_written_is_not_quoted(
    said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure_logs("info", as_json=False)
    logging.getLogger("telegram").error("%s", Unprintable())
    assert said().startswith("[broken log line] telegram test_logs:")

    with monkeypatch.context() as patch:
        patch.setattr(sys.stderr, "write", break_off)
        logging.getLogger("telegram").error("nobody reads any more")
    assert said() == ""
