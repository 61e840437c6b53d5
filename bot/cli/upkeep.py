"""The commands of the owner: init, check, backup, restore, memory."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import print_text, say

File = Annotated[Path, typer.Argument(help="The file.")]


def init(
    systemd: Annotated[
        bool, typer.Option("--systemd", help="Print a unit for systemd instead.")
    ] = False,
) -> None:
    """Ask for the bot's token, check it with Telegram and write it to .env."""
    if systemd:
        from bot.cli.systemd import unit_text  # noqa: PLC0415 - seldom asked for

        print_text(unit_text(str(Path(sys.argv[0]).absolute())).rstrip())
        return
    from bot.cli.setup import refusing, settings_or_exit  # noqa: PLC0415 - heavy
    from bot.config import ENV_FILE  # noqa: PLC0415 - heavy
    from bot.telegram.wire.client import bot_name  # noqa: PLC0415 - heavy

    settings = settings_or_exit()
    say("Open @BotFather in Telegram, send /newbot, and copy the token it gives you.")
    token = typer.prompt("Token", err=True, hide_input=True).strip()
    with refusing():
        asked = bot_name(settings.telegram_api_url, token, proxy=settings.proxy)
        name = asyncio.run(asked)
        _write_token(ENV_FILE, token)
    say(f"Saved to {ENV_FILE}. Start the bot with `qysqa run`, then write to https://t.me/{name}")


def check(
    running: Annotated[
        bool, typer.Option("--running", help="Ask the running bot whether it is well.")
    ] = False,
) -> None:
    """Check the settings, the data folder, the database, the memories and the token."""
    from bot.cli.setup import EXIT_REFUSED, refusing, settings_or_exit  # noqa: PLC0415 - heavy

    if running:
        from bot.cli.alive import check_running as look  # noqa: PLC0415 - light
    else:
        from bot.cli.checks import check_parts as look  # noqa: PLC0415 - heavy
    settings = settings_or_exit()
    with refusing():
        well = asyncio.run(look(settings))
    if not well:
        raise typer.Exit(EXIT_REFUSED)


def backup(file: File) -> None:
    """Copy the database to FILE, whether the bot is running or not."""
    from bot.cli.setup import refusing, settings_or_exit  # noqa: PLC0415 - heavy
    from bot.store.backup import backup_beside, database_file  # noqa: PLC0415 - heavy

    settings = settings_or_exit()
    with refusing():
        backup_beside(database_file(settings.database), file)
    say(f"Saved to {file}.")


def restore(file: File) -> None:
    """Put the database of a backup in place, whether the bot is running or not."""
    from bot.cli.setup import refusing, settings_or_exit  # noqa: PLC0415 - heavy
    from bot.store.backup import database_file  # noqa: PLC0415 - heavy
    from bot.store.restore import restore as put_back  # noqa: PLC0415 - heavy

    settings = settings_or_exit()
    with refusing():
        target = database_file(settings.database)
        asyncio.run(put_back(file, target))
    say(f"Restored. What was there before is {target.name}.before-restore.")


def memory_import(file: File) -> None:
    """Keep a TMX 1.4 file in the data folder: its sentences are answered from it."""
    from bot.cli.checks import import_memory  # noqa: PLC0415 - heavy
    from bot.cli.setup import refusing, settings_or_exit  # noqa: PLC0415 - heavy

    settings = settings_or_exit()
    with refusing():
        units = asyncio.run(import_memory(settings, file))
    say(f"{file.name}: {units} units are in the memory.")


def memory_export(file: File) -> None:
    """Write what was translated, and is still kept, to a TMX 1.4 file."""
    from bot.cli.checks import export_memory  # noqa: PLC0415 - heavy
    from bot.cli.setup import refusing, settings_or_exit  # noqa: PLC0415 - heavy

    settings = settings_or_exit()
    with refusing():
        units = asyncio.run(export_memory(settings, file))
    say(f"{file}: {units} units.")


def memory_list() -> None:
    """Print the files of the translation memory and how many units each holds."""
    from bot.cli.checks import memory_files  # noqa: PLC0415 - heavy
    from bot.cli.setup import refusing, settings_or_exit  # noqa: PLC0415 - heavy

    settings = settings_or_exit()
    with refusing():
        rows = asyncio.run(memory_files(settings))
    for name, units in rows:
        sys.stdout.write(f"{units}\t{name}\n")


def _write_token(path: Path, token: str) -> None:
    """Replace or add the one line; the file is the owner's alone."""
    from bot.config import ConfigError  # noqa: PLC0415 - heavy

    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        kept = [line for line in lines if not line.startswith("TELEGRAM_BOT_TOKEN=")]
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text("\n".join([*kept, f"TELEGRAM_BOT_TOKEN={token}", ""]), encoding="utf-8")
    except OSError:
        raise ConfigError((f"{path}: this file cannot be written.",)) from None
