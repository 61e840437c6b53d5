"""Bring a file from a model hub: in pieces if need be, never larger or other than stated."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import aiohttp
from yarl import URL

from bot.core.errors import ModelHubError
from bot.translation.offline.folders import Digests, digests

ATTEMPTS = 5  # with growing pauses: half a minute of a hub that is restarted
PAUSE_S = 2.0  # before the second attempt; doubled at each
MAX_REDIRECTS = 5  # a hub sends to its storage, which may send to a mirror

_CHUNK_BYTES = 1 << 18
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_MEANINGS = {
    HTTPStatus.UNAUTHORIZED: "it has no such model, or shows it to its members only",
    HTTPStatus.FORBIDDEN: "it shows this model to its members only",
    HTTPStatus.NOT_FOUND: "it has no such model or file",
    HTTPStatus.TOO_MANY_REQUESTS: "it asks for a pause",
}

Advance = Callable[[int], None]
"""Hears how many bytes of a file are here."""


class PassingError(Exception):
    """Trouble that may be over in a moment; *reason* is in English."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file of a hub: its size and either sum, as the hub states them."""

    name: str
    size: int
    sha256: str | None
    blob: str | None

    def is_met_by(self, found: Digests) -> bool:
        """Whether a file is the one that was stated; False where the hub states no sum."""
        if self.sha256 is not None:
            return (self.size, self.sha256) == (found.size, found.sha256)
        return (self.size, self.blob) == (found.size, found.blob)


class Downloads:
    """Brings files over one session. *pause_s* is the first of the pauses between attempts."""

    def __init__(self, session: aiohttp.ClientSession, *, pause_s: float = PAUSE_S) -> None:
        self._session = session
        self._pause_s = pause_s

    async def small(self, url: URL, limit_bytes: int) -> bytes:
        """Return the body at *url*; ModelHubError if it cannot be had."""
        return await self._patiently(url, lambda: self._body(url, limit_bytes))

    async def file(self, url: URL, wanted: Wanted, target: Path, advance: Advance) -> Digests:
        """Bring *wanted* to *target*, going on where an earlier attempt was cut.

        Raises:
            ModelHubError: It cannot be had, or is not what the hub states.
        """
        part = target.with_name(f"{target.name}.part")
        if not _bytes_in(target):
            await self._patiently(url, lambda: self._rest(url, wanted, part, advance))
        found = await asyncio.to_thread(_settle, part, target, wanted)
        if found is None:
            raise ModelHubError(_site(url), f"{wanted.name} is not what its checksum says")
        advance(wanted.size)
        return found

    async def _patiently(self, url: URL, attempt: Callable[[], Awaitable[bytes]]) -> bytes:
        reason = ""
        for number in range(ATTEMPTS):
            if number:
                await asyncio.sleep(self._pause_s * 2 ** (number - 1))
            try:
                with _failures(url):
                    return await attempt()
            except PassingError as error:
                reason = error.reason
        raise ModelHubError(_site(url), reason)

    async def _body(self, url: URL, limit_bytes: int) -> bytes:
        async with self._session.get(url, max_redirects=MAX_REDIRECTS) as response:
            _check_status(url, response.status, HTTPStatus.OK)
            body = bytearray()
            async for chunk in response.content.iter_any():
                body += chunk
                _check_size(url, len(body), limit_bytes)
            return bytes(body)

    async def _rest(self, url: URL, wanted: Wanted, part: Path, advance: Advance) -> bytes:
        if _bytes_in(part) < wanted.size:
            await self._stream(url, wanted, part, advance)
        here = _bytes_in(part)
        if here > wanted.size:
            _drop(part)
        if here != wanted.size:
            raise PassingError(f"{wanted.name} came with {here} of {wanted.size} bytes")
        return b""

    async def _stream(self, url: URL, wanted: Wanted, part: Path, advance: Advance) -> None:
        here = _bytes_in(part)
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={here}-"} if here else {})
        request = self._session.get(url, headers=headers, max_redirects=MAX_REDIRECTS)
        async with request as response:
            _check_status(url, response.status, HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT)
            if not _goes_on(response, here):
                _drop(part)
                here = 0
            async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
                here += len(chunk)
                _check_size(url, here, wanted.size)
                await asyncio.to_thread(_append, part, chunk)
                advance(here)


def _bytes_in(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _append(path: Path, chunk: bytes) -> None:
    with path.open("ab") as file:
        file.write(chunk)


def _drop(path: Path) -> None:
    path.unlink(missing_ok=True)


def _settle(part: Path, target: Path, wanted: Wanted) -> Digests | None:
    """Give a file that has come its name; None, and nothing is left, if it is another one."""
    if part.exists():
        part.replace(target)
    found = digests(target)
    if wanted.is_met_by(found):
        return found
    target.unlink()
    return None


def _goes_on(response: aiohttp.ClientResponse, begun: int) -> bool:
    """Whether the body is the rest that was asked for, and not the whole file once more."""
    if response.status != HTTPStatus.PARTIAL_CONTENT:
        return False
    if not response.headers.get("Content-Range", "").startswith(f"bytes {begun}-"):
        raise PassingError("it sent another part of the file than the one asked for")
    return True


def _check_status(url: URL, status: int, *good: HTTPStatus) -> None:
    if status in good:
        return
    reason = _MEANINGS.get(HTTPStatus(status)) if status in _MEANINGS else None
    reason = reason or f"it answered “{status}”"
    if status in _PASSING:
        raise PassingError(reason)
    raise ModelHubError(_site(url), reason)


def _check_size(url: URL, here: int, limit_bytes: int) -> None:
    if here > limit_bytes:
        raise ModelHubError(_site(url), "it sends more than it stated")


@contextmanager
def _failures(url: URL) -> Iterator[None]:
    try:
        yield
    except aiohttp.TooManyRedirects:
        raise ModelHubError(_site(url), "it keeps sending me from place to place") from None
    except TimeoutError:
        raise PassingError("it took too long to answer") from None
    except aiohttp.ClientPayloadError:
        raise PassingError("it broke off in the middle") from None
    except aiohttp.ClientError as error:
        raise PassingError(f"it does not answer ({type(error).__name__})") from None
    except OSError as error:  # of the disk: those of the network are aiohttp's
        raise ModelHubError(_site(url), f"the disk refused ({error.strerror})") from None


def _site(url: URL) -> str:
    return url.host or str(url)
