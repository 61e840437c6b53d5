"""Logs hold no token and no locals, whoever writes them."""

import json
import logging

import pytest
import structlog

from bot.cli.logs import configure_logs

TOKEN = "1234567890:AAF-abcdefghij_klmnopqrstuvwxyz012"
SECRET = "құпия мақала"


class Holder:
    """Something that shows a token when it is printed."""

    def __repr__(self) -> str:
        return f"<bot {TOKEN}>"


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
    logging.getLogger("aiohttp").warning("sent to %s", TOKEN)
    logging.getLogger("aiohttp").info("chatter")


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_token_and_no_local_variable_is_written(
    capsys: pytest.CaptureFixture[str], form: str
) -> None:
    configure_logs("info", as_json=form == "json")
    log_everything()
    written = capsys.readouterr().err

    assert TOKEN.partition(":")[2] not in written
    assert written.count("[token]") == 4
    assert SECRET not in written
    assert "ValueError" in written
    assert "not.shown" not in written
    assert "chatter" not in written
    assert "WARNING aiohttp sent to [token]" in written


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("WARNING", as_json=True)
    structlog.get_logger().info("quiet")
    structlog.get_logger().warning("cache.unavailable", error="қате")

    [line] = capsys.readouterr().err.splitlines()
    entry = json.loads(line)
    assert entry.pop("timestamp").endswith("Z")
    assert entry == {"event": "cache.unavailable", "error": "қате", "level": "warning"}
    assert "қате" in line
