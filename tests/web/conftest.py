"""The page with a real house in an empty folder, offline."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.build import House, open_house
from bot.config import Settings
from tests.unit.doubles import at_once, forget_settings


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[House]:
    forget_settings(monkeypatch)
    settings = Settings(data_dir=tmp_path, engines=(), owner="@aigul", test_loopback=True)
    async with open_house(settings, work=at_once) as house:
        yield house
