"""Commands run in an empty folder, offline, without processes."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.unit.cli.running import site
from tests.unit.doubles import HereWorker, forget_settings


@pytest.fixture(autouse=True)
def data_dir(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    forget_settings(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QYSQA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("QYSQA_ENGINES", "")
    monkeypatch.setattr("bot.build.ProcessWorker", HereWorker)
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a web site on this machine, which links may lead to."""
    monkeypatch.setenv("QYSQA_TEST_LOOPBACK", "1")
    with site() as address:
        yield address
