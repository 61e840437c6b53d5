"""The values that translation engines and the chain that asks them speak in."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from bot.core.models import Doubt, LanguageCode, Style


class Rank(IntEnum):
    """How far an engine is trusted; what a higher one said is never replaced by a lower one."""

    KEYLESS = 1  # unofficial or limited
    SELF_HOSTED = 2
    OFFLINE = 3
    KEYED = 4
    MEMORY = 5  # a person's own translation


class Unit(StrEnum):
    """What an engine counts a text in."""

    CHARS = "chars"
    BYTES = "bytes"  # of UTF-8
    URL_BYTES = "url_bytes"  # of UTF-8, percent-encoded: six a Cyrillic letter


@dataclass(frozen=True, slots=True)
class Capacity:
    """What an engine takes in one call: *texts* of *size* each, *total* together, in *unit*."""

    texts: int
    size: int
    total: int
    unit: Unit = Unit.CHARS


class Trouble(StrEnum):
    """Why an engine gave no answer; decides whether it is asked again, and when."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    FAILING = "failing"  # 5xx
    BUSY = "busy"  # too many requests
    BLOCKED = "blocked"  # a page for robots: it stays for minutes to hours
    QUOTA = "quota"
    KEY = "key"  # refused: wrong, expired or not for this service
    ANSWER = "answer"  # nothing that can be read
    CLOSED = "closed"  # not asked: its circuit is open or its budget is used up


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to be translated, the language it is in, and how pieces of it are shown."""

    text: str
    language: LanguageCode | None
    styles: tuple[Style, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A translation as the store keeps it; *text* may hold masks, *made* is in unix seconds."""

    key: str
    text: str
    engine: str
    version: str
    rank: Rank
    made: int
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineState:
    """What must survive a restart: a circuit per pair of languages, a budget per day.

    *pair* is ``kk|ru``, or "" for what holds for the engine as a whole. *open_until* is in
    unix seconds, *strikes* counts how often in a row the circuit opened, *day* is days
    since 1970 in UTC, *chars* what was sent on it, *refusal* the last Trouble if any.
    """

    engine: str
    pair: str = ""
    open_until: int = 0
    strikes: int = 0
    day: int = 0
    chars: int = 0
    refusal: Trouble | None = None


@dataclass(frozen=True, slots=True)
class EngineReport:
    """An engine since the start; *open_s* is how long it is still left alone, 0 if it is not."""

    name: str
    open_s: int
    refusal: Trouble | None
    chars_left: int | None
    calls: int
    accepted: int
    rejected: int
    failures: int
    mean_s: float
