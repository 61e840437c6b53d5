"""The server side of a translation service's wire format, apart from how it misbehaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came; names of headers in small letters, the body as bytes."""

    method: str
    path: str
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Heard:
    """What a request asks: languages in the service's own codes; *source* None if left out."""

    engine: str
    texts: tuple[str, ...]
    source: str | None
    target: str
    request: Request


@dataclass(frozen=True, slots=True)
class Said:
    """A reply."""

    status: int
    body: str
    kind: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] | None = None


class Wire(Protocol):
    """How one service is spoken to, as its documentation and its clients' sources have it."""

    @property
    def engine(self) -> str:
        """The service's name in settings: ``deepl``; also the first part of its path."""
        ...

    def read(self, request: Request) -> Heard | Said:
        """Return what is asked, or the refusal of a request that the service would not take."""
        ...

    def answer(self, texts: Sequence[str], heard: Heard) -> Said:
        """Return *texts* as translations."""
        ...

    def busy(self) -> Said:
        """Too many requests; where the service has it, with ``Retry-After: 7``."""
        ...

    def quota(self) -> Said:
        """The day's or month's characters are used up."""
        ...

    def bad_key(self) -> Said:
        """The key is refused; for a keyless service, whatever it says instead."""
        ...

    def odd(self) -> Said:
        """Status 200 and a body of the right format with other types or fields in it."""
        ...
