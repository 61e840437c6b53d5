"""The health check of a container: asked every minute, so it imports little."""

from bot.cli.output import say
from bot.config import Settings


async def check_running(settings: Settings) -> bool:
    """Ask the bot that runs here; for the health check of a container."""
    from bot.web.health import is_well  # noqa: PLC0415 - HTTP, only for this

    if settings.health_port is None:
        say("QYSQA_HEALTH_PORT is not set: the running bot answers nowhere.")
        return False
    well = await is_well(settings.health_port)
    say("ok    the bot is running" if well else "WRONG the bot does not answer")
    return well
