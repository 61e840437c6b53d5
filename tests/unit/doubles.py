"""Stand-ins that several rooms use: work that is done at once, progress that is written down."""

import os
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pytest

from bot.core.models import Stage
from bot.workers import ProcessWorker

P = ParamSpec("P")
T = TypeVar("T")


async def at_once(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do a Worker's job in this process: starting another takes a second."""
    return function(*args, **kwargs)


class HereWorker(ProcessWorker):
    """A ProcessWorker without processes."""

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)


class Heard:
    """A Progress that remembers where the work stood."""

    def __init__(self) -> None:
        self.stages: list[tuple[Stage, str | None]] = []

    async def __call__(self, stage: Stage, site: str | None = None) -> None:
        self.stages.append((stage, site))


def forget_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the settings of whoever runs the tests out of the environment."""
    for name in os.environ:
        if name.upper().startswith(("QYSQA_", "TELEGRAM_BOT_TOKEN")):
            monkeypatch.delenv(name)
