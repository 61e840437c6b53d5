"""What the owner's commands look at: each part of the setup, and the memory's files."""

import shutil
from pathlib import Path

from bot.build import open_house
from bot.cli.output import error_json, say
from bot.config import Settings
from bot.core.errors import NoSuchFileError, QysqaError
from bot.translation.tmx import read_tmx


async def check_parts(settings: Settings) -> bool:
    """Say of each part whether it is well; False if one is not."""
    say(f"ok    settings; engines: {', '.join(settings.engines) or 'none, offline'}")
    async with open_house(settings) as house:
        say(f"ok    database {house.database.file}")
        failed = (await house.load_memory()).failed
        files = await house.memory.files()
    say(f"ok    translation memory: {sum(units for _, units in files)} units")
    for error in failed:
        say(f"WRONG {error_json(error)['message']}")
    return await _check_token(settings) and not failed


async def check_running(settings: Settings) -> bool:
    """Ask the bot that runs here; for the health check of a container."""
    from bot.web.health import is_well  # noqa: PLC0415 - HTTP, only for this

    if settings.health_port is None:
        say("QYSQA_HEALTH_PORT is not set: the running bot answers nowhere.")
        return False
    well = await is_well(settings.health_port)
    say("ok    the bot is running" if well else "WRONG the bot does not answer")
    return well


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
    async with open_house(settings) as house:
        target = settings.folder / file.with_suffix(".tmx").name
        if not target.exists() or not target.samefile(file):
            shutil.copyfile(file, target)
        await house.load_memory()
    return units


async def memory_files(settings: Settings) -> list[tuple[str, int]]:
    """The memory's files by name, with their units."""
    async with open_house(settings) as house:
        return await house.memory.files()


async def _check_token(settings: Settings) -> bool:
    from bot.telegram.client import bot_name  # noqa: PLC0415 - heavy

    if settings.token is None:
        say("ok    no bot token: only `qysqa demo` and the commands work")
        return True
    try:
        name = await bot_name(settings.telegram_api_url, settings.token)
    except QysqaError as error:
        say(f"WRONG {error_json(error)['message']}")
        return False
    say(f"ok    token of @{name}")
    return True
