from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "qysqa.db"


@pytest.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    async with Database(f"sqlite+aiosqlite:///{file}") as opened:
        yield opened
