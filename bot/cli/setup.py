"""What every command does first and last: settings, logs, and a clean exit with one line."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bot.cli.output import Json, error_json, print_json, say
from bot.config import EXIT_CONFIG, ConfigError, Settings, load_settings
from bot.core.errors import QysqaError

EXIT_REFUSED = 1


def settings_or_exit() -> Settings:
    """Read the settings; say every mistake at once and leave with 78 if there are any."""
    from bot.cli.logs import configure_logs  # noqa: PLC0415 - structlog, not for --help

    with refusing():
        settings = load_settings()
    configure_logs(settings.log_level, as_json=settings.log_json)
    return settings


@contextmanager
def refusing(*, as_json: bool = False) -> Iterator[None]:
    """Turn a refusal or failure into a line of reason and exit status 1, bad settings into 78."""
    try:
        yield
    except QysqaError as error:
        shape = error_json(error)
        if as_json:
            print_json({"error": shape})
        say(shape["message"])
        raise typer.Exit(EXIT_REFUSED) from None
    except ConfigError as error:
        for mistake in error.mistakes:
            say(mistake)
        raise typer.Exit(EXIT_CONFIG) from None
    except (typer.Exit, BrokenPipeError):  # `| head` has what it wants: typer ends in silence
        raise
    except Exception as error:  # noqa: BLE001 - the last place where a bug can be told
        shape = bug_json(error)
        if as_json:
            print_json({"error": shape})
        say(f"{shape['message']} QYSQA_LOG_LEVEL=debug shows where.")
        raise typer.Exit(EXIT_REFUSED) from None


def bug_json(error: Exception) -> Json:
    """A bug, for programs; its traceback goes to the debug log, which holds no texts."""
    import structlog  # noqa: PLC0415 - only when something broke

    from bot.service.traces import trace_of  # noqa: PLC0415 - as above

    log = structlog.get_logger(__name__)
    log.debug("command.broken", **trace_of(error))
    kind = type(error).__name__
    return {"code": "internal", "message": f"Something broke on my side ({kind})."}
