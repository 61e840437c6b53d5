"""What is told at a terminal alone: what only the owner can mend."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import Settings
from bot.store.owner import owning
from tests.simulator.loopback import free_port
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator
from tests.unit.cli.running import beside, qysqa


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[TelegramSimulator]:
    with beside(TelegramSimulator()) as telegram:
        monkeypatch.setenv("QYSQA_TELEGRAM_API_URL", telegram.api_url)
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", telegram.token)
        yield telegram


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_database_on_a_server_is_copied_with_its_own_tools(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    monkeypatch.setenv("QYSQA_DATABASE_URL", "postgresql+asyncpg://127.0.0.1:9/qysqa")
    outcome = qysqa(command, tmp_path / "copy.db")

    assert outcome.status == 1
    assert outcome.reason == "The database is on a server, not in a file."


def test_a_second_bot_is_told_of_the_first(telegram: TelegramSimulator, data_dir: Path) -> None:
    database = Settings.model_validate({"data_dir": data_dir}).database
    data_dir.mkdir()
    with beside(owning(database, on_lost=lambda: None)):
        outcome = qysqa("run")

    assert outcome.status == 1
    file = data_dir / "qysqa.db"
    assert outcome.reason == f"Another bot already works on {file}; stop it first."


def test_a_webhook_that_telegram_does_not_take_is_told_in_its_words(
    telegram: TelegramSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("QYSQA_WEBHOOK_URL", f"http://127.0.0.1:{port}/")
    monkeypatch.setenv("QYSQA_WEBHOOK_PORT", str(port))
    reason = "Bad Request: bad webhook: an HTTPS URL must be provided"
    telegram.faults.append(Fault("setWebhook", 400, reason))
    outcome = qysqa("run")

    assert outcome.status == 1
    assert outcome.reason == (
        "Telegram does not take this webhook address: Bad webhook: an https url must be provided."
    )
    assert telegram.token not in outcome.err
