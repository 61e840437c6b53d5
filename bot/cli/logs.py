"""Logs go to stderr: an event, its fields, no message text, and never a token.

Everything that Python would print by itself goes the same way: lines of libraries, warnings,
and exceptions that nobody caught, in threads and finalizers too.
"""

import atexit
import logging
import re
import sys
import threading
import traceback
from collections.abc import Sequence
from types import TracebackType
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.types import EventDict, Processor

from bot.cli.output import STDERR, give_up_stderr

_TOKEN = re.compile(r"\d{5,16}(?::|%3A)[\w-]{20,}", re.IGNORECASE)  # as BotFather hands them out
_HIDDEN = "[token]"

_HEAD = "Traceback (most recent call last):\n"  # as Python writes it

# They tell of each call, with its address: of Telegram's, the token is a part.
_CHATTY = ("aiohttp.access", "httpcore", "httpx", "telegram")

# Python's own: what ends the program, and warnings, which quote code. All others may quote what
# people sent: python-telegram-bot whole answers, aiohttp lines of requests, asyncio exceptions.
_SHOWN_WHOLE = frozenset({"python", "py.warnings"})


def configure_logs(level: str, *, as_json: bool) -> None:
    """Set up structlog and the libraries' own loggers; they speak from warnings up."""
    number = logging.getLevelNamesMapping()[level.upper()]
    common: tuple[Processor, ...] = (
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    )
    last = (structlog.processors.format_exc_info, _renderer(as_json=as_json), _redact)
    structlog.configure(
        processors=[*common, *last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(STDERR),
    )
    _configure_libraries(max(number, logging.WARNING), common, last)
    _take_over_hooks()
    atexit.register(give_up_stderr)


def _renderer(*, as_json: bool) -> Any:
    if as_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=STDERR.isatty(),
        exception_formatter=structlog.dev.plain_traceback,  # the others print texts: locals
    )


def _configure_libraries(level: int, common: Sequence[Processor], last: Sequence[Any]) -> None:
    """Their lines look like ours, and hold the ids of the job they belong to."""
    handler = _Handler(STDERR)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[*common, structlog.stdlib.add_logger_name, _leave_out_values],
            processors=[ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=True)


class _Handler(logging.StreamHandler[Any]):
    """Says less than the standard one of a line that cannot be written: that one quotes it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own
        """Name the logger and where the line comes from."""
        self.stream.write(f"[broken log line] {record.name} {record.module}:{record.lineno}\n")


def _leave_out_values(_: object, __: str, event: EventDict) -> EventDict:
    """Of a library's line, keep what is written in its code: the first line, not filled in.

    Of an exception, keep its kind and where it came from.
    """
    record = event["_record"]
    if record.name in _SHOWN_WHOLE:
        return event
    line = record.msg if isinstance(record.msg, str) else type(record.msg).__qualname__
    line = line.partition("\n")[0]
    # asyncio fills its lines in by itself: «Exception in callback f('what somebody wrote')»
    event["event"] = line.partition("(")[0] if record.name == "asyncio" else line
    kind, _error, trace = event.pop("exc_info", (None, None, None))
    if kind is not None:
        event["exception"] = "".join([_HEAD, *traceback.format_tb(trace), kind.__qualname__])
    return event


def _redact(_: object, __: str, line: Any) -> str:
    """The last hand a rendered line passes through."""
    return _TOKEN.sub(_HIDDEN, line)


def _take_over_hooks() -> None:
    """What Python prints when nobody caught an exception is logged instead."""
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    sys.unraisablehook = _log_unraisable


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    logging.getLogger("python").critical("uncaught", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _log_unraisable(args: "sys.UnraisableHookArgs") -> None:
    where = getattr(args.object, "__qualname__", type(args.object).__name__)
    message = f"{args.err_msg or 'ignored'}: {where}"
    logging.getLogger("python").error(message, exc_info=args.exc_value)
