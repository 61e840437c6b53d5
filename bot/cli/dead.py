"""The commands about what was given up: list, retry, drop. What people wrote is never shown."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.cli.output import Json, print_json, print_text, say

if TYPE_CHECKING:  # the store stays out of `qysqa --help`
    from bot.core.jobs import DeadRow
    from bot.core.queue_ports import DeadLetters

T = TypeVar("T")

ALL = "all"

_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60))  # seconds
_MAX_DIGITS = 18  # more would not fit the column

Names = Annotated[
    list[str], typer.Argument(metavar="ID…", help="As `list` shows them, such as inbox:7; or all.")
]


def dead_list(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print what was given up: its ID, its age, how often it was tried, what went wrong.

    In the inbox are messages that could not be answered, in the outbox those that could not
    be sent.
    """
    from bot.cli.setup import refusing  # noqa: PLC0415 - heavy

    with refusing(as_json=as_json):
        rows = _with_letters(lambda letters: letters.rows())
    now_ms = _now_ms()
    if as_json:
        print_json({"dead": [_shape(row, now_ms) for row in rows]})
        return
    for row in rows:
        age = _age(_age_s(row, now_ms))
        print_text("\t".join((_name(row), age, f"{row.attempts}", row.error or "-")))
    say("`qysqa dead retry` and `drop` take the IDs." if rows else "Nothing was given up.")


def dead_retry(names: Names) -> None:
    """Have them done again as if they were new; a running bot takes them up within seconds."""
    now = _now_ms()
    _each(
        names,
        lambda letters, box, number: letters.revive(box, number, now=now),
        "To be done again: {}.",
    )


def dead_drop(names: Names) -> None:
    """Delete them for good."""
    _each(names, lambda letters, box, number: letters.drop(box, number), "Deleted: {}.")


def _each(
    names: Sequence[str],
    change: Callable[["DeadLetters", str, int], Awaitable[bool]],
    told: str,
) -> None:
    """Change those that are there, say how many, and refuse the rest by the first one's name."""
    from bot.cli.setup import refusing  # noqa: PLC0415 - heavy
    from bot.core.errors import NoSuchRowError  # noqa: PLC0415 - heavy

    async def work(letters: "DeadLetters") -> tuple[int, list[str]]:
        wanted = [_name(row) for row in await letters.rows()] if ALL in names else names
        missing = []
        for name in dict.fromkeys(wanted):
            box, _, number = name.partition(":")
            if not (_is_number(number) and await change(letters, box, int(number))):
                missing.append(name)
        return len(set(wanted)) - len(missing), missing

    with refusing():
        count, missing = _with_letters(work)
        if count or not missing:
            say(told.format(count))
        if missing:
            raise NoSuchRowError(missing[0])


def _with_letters(use: Callable[["DeadLetters"], Awaitable[T]]) -> T:
    from bot.cli.setup import settings_or_exit  # noqa: PLC0415 - heavy
    from bot.store.database import Database  # noqa: PLC0415 - heavy
    from bot.store.dead import StoredDeadLetters  # noqa: PLC0415 - heavy

    settings = settings_or_exit()

    async def work() -> T:
        async with Database(settings.database, beside=True) as database:
            return await use(StoredDeadLetters(database))

    return asyncio.run(work())


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def _shape(row: "DeadRow", now_ms: int) -> Json:
    return {
        "id": _name(row),
        "chat_id": row.chat_id,
        "age_s": _age_s(row, now_ms),
        "attempts": row.attempts,
        "error": row.error or None,
    }


def _name(row: "DeadRow") -> str:
    return f"{row.box}:{row.number}"


def _age_s(row: "DeadRow", now_ms: int) -> int:
    return max(0, now_ms - row.created) // 1000


def _age(seconds: int) -> str:
    """Rounded down to its largest unit."""
    for unit, size in _UNITS:
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _MAX_DIGITS
