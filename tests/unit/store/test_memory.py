import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import BinaryIO

import pytest
from sqlalchemy import text

from bot.core.engines import Kept, Rank
from bot.core.errors import BadMemoryFileError
from bot.core.keys import translation_key
from bot.core.languages import EN, KK, RU
from bot.core.models import MEMORY, LanguageCode
from bot.store.database import Database
from bot.store.memory import MemorySync, TmxMemory, Unit
from bot.store.queries import count_of, value_of
from bot.store.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of the made-up format below."""

    texts: Mapping[LanguageCode, str]


class LineReader:
    """Reads files of ``en=Hello.|kk=Сәлем.`` lines; ``!`` is where a file breaks."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.threads: set[int] = set()

    def __call__(self, source: BinaryIO, name: str) -> Iterator[Unit]:
        self.read.append(name)
        for line in (raw.decode("utf-8", "surrogateescape") for raw in source):
            self.threads.add(threading.get_ident())
            if line.startswith("!"):
                raise BadMemoryFileError(name, "breaks here")
            pairs = (part.split("=") for part in line.strip().split("|"))
            yield Line({LanguageCode(code): words for code, words in pairs})


@pytest.fixture
def reader() -> LineReader:
    return LineReader()


@pytest.fixture
def memory(database: Database, reader: LineReader) -> TmxMemory:
    return TmxMemory(database, reader)


def _write(path: Path, content: str) -> Path:
    path.write_text(content, "utf-8", "surrogateescape")
    return path


async def _kazakh(database: Database, english: str) -> str | None:
    key = translation_key(english, source=EN, target=KK)
    found = await Sentences(database, _epoch, keep_days=1).lookup([key])
    return found[key][0].text if found else None


def _epoch() -> datetime:
    return datetime.fromtimestamp(0, UTC)


async def _rows(database: Database, table: str) -> int:
    counted = text(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name from below
    return int(await database.query(value_of(counted)))


async def test_unit_is_found_in_every_direction(
    memory: TmxMemory, database: Database, tmp_path: Path
) -> None:
    path = _write(tmp_path / "a.tmx", "en=Hello.|kk=Сәлем.|ru=Привет.\n")

    assert await memory.sync([path]) == MemorySync((str(path),), (), (), ())

    texts = {EN: "Hello.", KK: "Сәлем.", RU: "Привет."}
    for (source, said), (target, meant) in permutations(texts.items(), 2):
        key = translation_key(said, source=source, target=target)
        found = await Sentences(database, _epoch, keep_days=1).lookup([key, "?"])
        assert found == {key: [Kept(key, meant, MEMORY, "", Rank.MEMORY, 0)]}


async def test_unchanged_file_is_not_read_again(
    memory: TmxMemory, reader: LineReader, tmp_path: Path
) -> None:
    path = _write(tmp_path / "a.tmx", "en=Hello.|kk=Сәлем.\n")
    await memory.sync([path])

    assert await memory.sync([path]) == MemorySync((), (str(path),), (), ())
    assert reader.read == ["a.tmx"]


async def test_changed_file_is_loaded_anew(
    memory: TmxMemory, database: Database, tmp_path: Path
) -> None:
    path = _write(tmp_path / "a.tmx", "en=Hello.|kk=Сәлем.\nen=Bye.|kk=Сау бол.\n")
    await memory.sync([path])
    _write(path, "en=Hello.|kk=Сәлеметсіз бе.\n")

    assert (await memory.sync([path])).loaded == (str(path),)
    assert await _kazakh(database, "Hello.") == "Сәлеметсіз бе."
    assert await _kazakh(database, "Bye.") is None


async def test_file_of_the_same_size_but_a_later_time_is_loaded_anew(
    memory: TmxMemory, database: Database, tmp_path: Path
) -> None:
    path = _write(tmp_path / "a.tmx", "en=Yes.|kk=Иә.\n")
    await memory.sync([path])
    _write(path, "en=Yes.|kk=Ия.\n")
    os.utime(path, ns=(1, 1))

    assert (await memory.sync([path])).loaded == (str(path),)
    assert await _kazakh(database, "Yes.") == "Ия."


async def test_removed_file_is_forgotten(
    memory: TmxMemory, database: Database, tmp_path: Path
) -> None:
    path = _write(tmp_path / "a.tmx", "en=Hello.|kk=Сәлем.\n")
    await memory.sync([path])

    assert await memory.sync([]) == MemorySync((), (), (str(path),), ())
    assert await _rows(database, "memory_files") == 0
    assert await _rows(database, "memory_units") == 0


@pytest.mark.parametrize("order", [1, -1])
async def test_of_two_files_the_later_in_the_alphabet_wins(
    memory: TmxMemory, database: Database, tmp_path: Path, order: int
) -> None:
    files = [
        _write(tmp_path / "a.tmx", "en=Hello.|kk=Сәлем.\n"),
        _write(tmp_path / "b.tmx", "en=Hello.|kk=Сәлеметсіз бе.\n"),
    ]
    await memory.sync(files[::order])

    assert await _kazakh(database, "Hello.") == "Сәлеметсіз бе."


async def test_bad_file_does_not_stop_the_others(
    memory: TmxMemory, database: Database, tmp_path: Path
) -> None:
    many = "".join(f"en=Sentence {n}.|kk={n}-сөйлем.\n" for n in range(600))
    bad = _write(tmp_path / "a.tmx", f"{many}!\n")
    missing = tmp_path / "b.tmx"
    good = _write(tmp_path / "c.tmx", "en=Hello.|kk=Сәлем.\n")

    done = await memory.sync([bad, missing, good])

    assert done.loaded == (str(good),)
    assert [(error.name, error.reason) for error in done.failed] == [
        ("a.tmx", "breaks here"),
        ("b.tmx", "No such file or directory"),
    ]
    assert await _rows(database, "memory_units") == 2


async def test_file_that_became_bad_is_served_no_more_and_told_each_time(
    memory: TmxMemory, database: Database, tmp_path: Path
) -> None:
    path = _write(tmp_path / "a.tmx", "en=Hello.|kk=Сәлем.\n")
    await memory.sync([path])
    _write(path, "!\n")

    assert len((await memory.sync([path])).failed) == 1
    assert len((await memory.sync([path])).failed) == 1
    assert await _kazakh(database, "Hello.") is None


async def test_half_loaded_file_is_loaded_anew(
    memory: TmxMemory, database: Database, tmp_path: Path
) -> None:
    path = _write(tmp_path / "a.tmx", "en=Hello.|kk=Сәлем.\n")
    await memory.sync([path])
    for statement in (  # as a kill between two batches leaves it
        "DELETE FROM memory_units",
        "UPDATE memory_files SET size = -1, modified_ns = -1",
    ):
        await database.write(count_of(text(statement)))

    assert (await memory.sync([path])).loaded == (str(path),)
    assert await _kazakh(database, "Hello.") == "Сәлем."


async def test_large_file_is_loaded_whole_and_off_the_loop(
    memory: TmxMemory, database: Database, reader: LineReader, tmp_path: Path
) -> None:
    lines = "".join(f"en=Sentence {n}.|kk={n}-сөйлем.\n" for n in range(2_345))
    await memory.sync([_write(tmp_path / "a.tmx", f"{lines}en=Alone.\n")])

    assert await memory.files() == [(str(tmp_path / "a.tmx"), 2_346)]
    assert await _rows(database, "memory_units") == 4_690
    assert await _kazakh(database, "Sentence 2344.") == "2344-сөйлем."
    assert threading.get_ident() not in reader.threads

    await memory.sync([])
    assert await _rows(database, "memory_units") == 0


async def test_odd_characters_in_a_file_and_its_name_do_not_raise(
    memory: TmxMemory, database: Database, tmp_path: Path
) -> None:
    path = _write(tmp_path / "a\udcff.tmx", "en=Odd\x00.|kk=Ерекше\x00\udcff.\n")

    await memory.sync([path])

    assert (await memory.sync([path])).unchanged == (str(tmp_path / "a\ufffd.tmx"),)
    assert await _kazakh(database, "Odd\x00.") == "Ерекше\ufffd\ufffd."
