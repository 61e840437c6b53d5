"""Logs hold no token and no locals, whoever writes them."""

import asyncio
import gc
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from bot.cli.logs import configure_logs

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
    logging.getLogger("aiohttp").warning("sent to %s", TOKEN.replace(":", "%3A"))
    logging.getLogger("aiohttp").info("chatter")


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_token_and_no_local_variable_is_written(said: Said, form: str) -> None:
    configure_logs("info", as_json=form == "json")
    log_everything()
    written = said()

    assert written.count("[token]") == 5
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
    assert entry["event"].startswith("Task exception was never retrieved")
    assert "bot[token]" in entry["exception"]


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
