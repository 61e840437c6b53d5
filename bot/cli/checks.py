"""What the owner's commands look at: each part of the setup, and the memory's files."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from bot.build import open_house
from bot.cli.output import error_json, print_text, say
from bot.config import Settings
from bot.core.errors import DataFolderNotWritableError, NoSuchFileError, QysqaError
from bot.engines import usable
from bot.service.engines import EngineStatus, Probe, has_trouble
from bot.translation.memory.tmx import read_tmx
from bot.translation.memory.tmx_write import tmx_writer


async def check_parts(settings: Settings) -> bool:
    """Say of each part whether it is well; False if one is not."""
    say(f"ok    settings; engines: {', '.join(usable(settings)) or 'none, offline'}")
    async with open_house(settings, beside=True) as house:
        say(f"ok    database {house.database.file}")
        failed = (await house.load_memory()).failed
        files = await house.memory.files()
        say(f"ok    translation memory: {sum(units for _, units in files)} units")
        translating = await _check_engines(house.qysqa.engines, usable(settings))
    for error in failed:
        say(f"WRONG {error_json(error)['message']}")
    return await _check_token(settings) and translating and not failed


async def _check_engines(status: EngineStatus, names: Sequence[str]) -> bool:
    """Ask each engine for one sentence a language, and print a line for each as it comes."""
    probes: list[Probe] = []
    async for probe in status.probes():
        if not probes:
            print_text("engine\tpair\tstate\tseconds\tlast refusal\tcharacters left today")
        probes.append(probe)
        print_text("\t".join(_cells(probe)))
    if has_trouble(probes) or (names and not probes):
        say("WRONG no engine translates now; summaries come in their own language")
        return False
    return True


def _cells(probe: Probe) -> tuple[str, ...]:
    left = "-" if probe.chars_left is None else str(probe.chars_left)
    pair = f"{probe.source}-{probe.target}"
    return probe.name, pair, probe.state, f"{probe.took_s:.1f}", probe.refusal or "-", left


async def import_memory(settings: Settings, file: Path) -> int:
    """Copy a TMX file into the data folder and load it; return its units.

    Raises:
        NoSuchFileError: It cannot be read.
        BadMemoryFileError: It is no translation memory; nothing was changed.
    """
    try:
        with file.open("rb") as content:
            units = sum(1 for _ in read_tmx(content, file.name))
    except OSError:
        raise NoSuchFileError(str(file)) from None
    async with open_house(settings, beside=True) as house:
        target = settings.folder / file.with_suffix(".tmx").name
        if not target.exists() or not target.samefile(file):
            shutil.copyfile(file, target)
        await house.load_memory()
    return units


async def export_memory(settings: Settings, file: Path) -> int:
    """Write what is kept of translations to a TMX file, all of it or nothing; return its units.

    Raises:
        DataFolderNotWritableError: *file* cannot be written.
    """
    part = file.with_name(f".{file.name}.part")
    units = 0
    try:
        async with open_house(settings, beside=True) as house:
            now = house.qysqa.clock()
            with part.open("wb") as target, tmx_writer(target, now=now) as write:
                async for unit in house.qysqa.export():
                    units += write(unit)
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise DataFolderNotWritableError(str(file)) from None
    return units


async def memory_files(settings: Settings) -> list[tuple[str, int]]:
    """The memory's files by name, with their units."""
    async with open_house(settings, beside=True) as house:
        return await house.memory.files()


async def _check_token(settings: Settings) -> bool:
    from bot.telegram.wire.client import bot_name  # noqa: PLC0415 - heavy

    if settings.token is None:
        say("ok    no bot token: only `qysqa demo` and the commands work")
        return True
    try:
        name = await bot_name(settings.telegram_api_url, settings.token, proxy=settings.proxy)
    except QysqaError as error:
        say(f"WRONG {error_json(error)['message']}")
        return False
    say(f"ok    token of @{name}")
    return True
