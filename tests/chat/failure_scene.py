"""Who meets a failure, and how: people in three languages before a bot that is running."""

import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL, pause, raise_signal
from typing import Final, NamedTuple, ParamSpec, TypeVar

import pytest

from bot.build import House
from bot.core import errors
from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.i18n.failures import Where
from bot.telegram.application import Manners
from bot.workers import Limits, ProcessWorker
from tests.chat.failure_sites import PLAIN, failing_sites
from tests.chat.running import BotRunner
from tests.chat.talking import until
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import BOT, Json, Message, person

P = ParamSpec("P")
T = TypeVar("T")

READERS: Final[Mapping[LanguageCode, Json]] = {
    EN: person(71, language="en"),
    RU: person(72, language="ru"),
    KK: person(73, language="kk"),
}
MOST: Final = 3  # terms and sources that a chat keeps, here


@dataclass
class FaultyWorker:
    """Works here; or in a process that is killed, or that never comes back."""

    fault: str = ""
    processes: ProcessWorker = field(
        default_factory=lambda: ProcessWorker({pause: Limits(cpu_s=30, wall_s=0.2)})
    )

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self.fault == "dies":
            await self.processes(raise_signal, SIGKILL)
        if self.fault == "hangs":
            await self.processes(pause)
        return function(*args, **kwargs)


@dataclass
class Scene:
    """A bot that is running, people who write to it in three languages, and bad sites."""

    telegram: TelegramSimulator
    house: House
    work: FaultyWorker

    def group(self, reader: Json) -> int:
        """The number of a group that the reader is in, and person *reader* + 100 runs."""
        return -1_001_000_000_000 - int(reader["id"])

    def ask(self, text: str, reader: Json, **manner: object) -> Message:
        return self.telegram.say(text, int(reader["id"]), user=reader, **manner)  # type: ignore[arg-type] # as say has them

    def post(self, reader: Json, text: str = "", **manner: object) -> Message:
        """A message that stands in the chat already: the bot is not told of it."""
        message = self.ask(text, reader, **manner)
        del self.telegram.world.updates[-1]
        return message


@asynccontextmanager
async def scene_of(
    folder: Path, patch: pytest.MonkeyPatch, manners: Manners, **settings: object
) -> AsyncIterator[Scene]:
    """A bot that answers three people, each in a group of their own as well."""
    work = FaultyWorker()
    async with failing_sites(patch), TelegramSimulator() as telegram:
        for reader in READERS.values():
            telegram.group(
                -1_001_000_000_000 - reader["id"], administrators={reader["id"] + 100, BOT["id"]}
            )
        runner = BotRunner(telegram, folder, manners, work, settings)
        async with runner.running() as house:
            scene = Scene(telegram, house, work)
            for language, reader in READERS.items():
                await house.qysqa.preferences.choose(scene.group(reader), language=language)
            yield scene
        assert telegram.problems == []


Ask = Callable[[Scene, Json], Awaitable[Message]]
"""Has a person do what fails; the first message after the returned one says so."""


class Case(NamedTuple):
    """What is done, the failure it comes to, and what is said in English."""

    name: str
    ask: Ask
    error: errors.QysqaError
    said: str
    where: Where = Where.PRIVATE


def says(text: str, **manner: object) -> Ask:
    async def ask(scene: Scene, reader: Json) -> Message:
        return scene.ask(text, reader, **manner)

    return ask


def opens(path: str) -> Ask:
    """Sends a link to one of the pages."""
    return says(f"{PLAIN}/{path}")


def replies(text: str, original: str = "", **manner: object) -> Ask:
    async def ask(scene: Scene, reader: Json) -> Message:
        return scene.ask(text, reader, reply_to=scene.post(reader, original, **manner))

    return ask


def says_in_group(text: str, **manner: object) -> Ask:
    """``{}`` stands for the site."""

    async def ask(scene: Scene, reader: Json) -> Message:
        words, group = text.format(PLAIN), scene.group(reader)
        return scene.telegram.say(words, group, user=reader, **manner)  # type: ignore[arg-type] # as say has them

    return ask


async def source_without_feed(scene: Scene, reader: Json) -> Message:
    return scene.ask(f"/sources add {PLAIN}/plain", reader)


async def one_source_too_many(scene: Scene, reader: Json) -> Message:
    for number in range(MOST):
        said = scene.ask(f"/sources add {PLAIN}/city-{number}", reader)
        await scene.telegram.answer(said)
    return scene.ask(f"/sources add {PLAIN}/city-{MOST}", reader)


async def one_term_too_many(scene: Scene, reader: Json) -> Message:
    for number in range(MOST):
        await scene.telegram.answer(scene.ask(f"/glossary word{number}", reader))
    return scene.ask("/glossary word", reader)


async def press_of_an_old_button(scene: Scene, reader: Json) -> Message:
    message = await old_message(scene, reader)
    scene.telegram.tap(message, "old", reader)
    return message


async def old_message(scene: Scene, reader: Json, action: str = "s") -> Message:
    """An answer from a time of which nothing is kept."""
    message = await scene.telegram.answer(scene.ask("/start", reader))
    old = {"text": "old", "callback_data": f"{action}:{'0' * 32}:{reader['language_code']}:m:1"}
    message.json["reply_markup"] = {"inline_keyboard": [[old]]}
    return message


async def press_of_anothers_panel(scene: Scene, reader: Json) -> tuple[Message, str]:
    """The panel, and the query of the press."""
    group, admin = scene.group(reader), person(int(reader["id"]) + 100, language="en")
    panel = await scene.telegram.answer(scene.telegram.say("/digest", group, user=admin))
    return panel, scene.telegram.tap(panel, panel.buttons[0].data, reader)


def damage(file: Path, table: str) -> None:
    """Overwrite the pages where *table* and its indexes begin."""
    with sqlite3.connect(file) as store:
        [(size,)] = store.execute("PRAGMA page_size")
        found = store.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = ?", (table,))
        pages = [page for (page,) in found]
    assert pages
    store.close()
    with file.open("r+b") as opened:
        for page in pages:
            opened.seek((page - 1) * size)
            opened.write(b"\xff" * size)


def said_since(telegram: TelegramSimulator, question: Message, text: str) -> list[Message]:
    later = (one for one in telegram.messages(question.chat_id) if one.id > question.id)
    return [one for one in later if one.text == text]


async def until_quiet(scene: Scene) -> None:
    """Wait until all that was asked is answered."""

    async def is_quiet() -> bool:
        backlog = await scene.house.backlog()
        return not (backlog.ready or backlog.unsent)

    await until(is_quiet)


def assert_is_discreet(scene: Scene, said: str) -> None:
    assert not re.search(r"\w+Error\b|Traceback|[{}]|  ", said)
    assert scene.telegram.token not in said
    assert "127.0.0.1" not in said
    assert str(scene.house.settings.folder) not in said
