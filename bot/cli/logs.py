"""Logs go to stderr: an event, its fields, no message text, and never a token."""

import logging
import re
import sys
from typing import Any

import structlog

_TOKEN = re.compile(r"\d{5,16}:[\w-]{20,}")  # as BotFather hands them out
_HIDDEN = "[token]"


def configure_logs(level: str, *, as_json: bool) -> None:
    """Set up structlog and the libraries' own loggers; they speak from warnings up."""
    number = logging.getLevelNamesMapping()[level.upper()]
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            exception_formatter=structlog.dev.plain_traceback,  # the others print texts: locals
        )
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
            _redact,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_RedactingFormatter("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)


def _redact(_: object, __: str, line: Any) -> str:
    """The last hand a rendered line passes through."""
    return _TOKEN.sub(_HIDDEN, line)


class _RedactingFormatter(logging.Formatter):
    """The same for the lines of libraries."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub(_HIDDEN, super().format(record))
