"""The commands that stay: the bot, and the local page."""

import asyncio
from typing import Annotated

import typer

from bot.cli.output import say

_UNSET = "No bot token is set. `qysqa init` asks for one; `qysqa demo` shows Qysqa without any."


def run(
    or_demo: Annotated[
        bool, typer.Option("--or-demo", help="Without a token, serve the local page instead.")
    ] = False,
) -> None:
    """Run the Telegram bot."""
    from bot.cli.setup import refusing, settings_or_exit  # noqa: PLC0415 - heavy
    from bot.config import EXIT_CONFIG  # noqa: PLC0415 - heavy

    settings = settings_or_exit()
    token = settings.token
    if token is None and or_demo:
        say("No bot token is set: here is the local page. `qysqa init` sets up the bot.")
        demo(settings.web_port)
        return
    if token is None:
        say(_UNSET)
        raise typer.Exit(EXIT_CONFIG)
    from bot.cli.services import run_telegram  # noqa: PLC0415 - heavy

    with refusing():
        asyncio.run(run_telegram(settings, token))


def demo(
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")
    ] = None,
) -> None:
    """Serve the local page: no token, no account."""
    from bot.cli.setup import refusing, settings_or_exit  # noqa: PLC0415 - heavy

    settings = settings_or_exit()
    from bot.cli.services import run_page  # noqa: PLC0415 - heavy

    with refusing():
        asyncio.run(run_page(settings, settings.web_port if port is None else port))
