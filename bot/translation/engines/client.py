"""What the deep-translator adapters share: the library knows the services, the wire is ours.

deep-translator 1.11.4 waits for ever, reads without limit, keeps the text of a call in the
instance (a shared one hands one person's text to another), and its errors have no common
base. So every call has a client of its own, and it runs twice: up to the request that it
would send, then again with the reply to it. In between the loop is free and the call can be
cancelled. The library is frozen and pinned, so this seam holds.
"""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
from deep_translator import exceptions
from deep_translator.base import BaseTranslator
from yarl import URL

from bot.core.errors import (
    PairNotSupportedError,
    SentenceTooLongError,
    TranslatorUnavailableError,
)

CONNECT_TIMEOUT_S = 3.0
READ_TIMEOUT_S = 10.0
TOTAL_TIMEOUT_S = 12.0  # leaves the next engine its chance within a job of 25 s
PARALLEL_CALLS = 4  # connections per engine: keyless services block bursts
MAX_REPLY_BYTES = 500_000  # fifty times a page of Google's
MAX_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to connect, without a byte, and in all before a service counts as silent."""

    connect_s: float = CONNECT_TIMEOUT_S
    read_s: float = READ_TIMEOUT_S
    total_s: float = TOTAL_TIMEOUT_S


@dataclass(frozen=True, slots=True)
class Reply:
    """As much of a ``requests.Response`` as deep-translator looks at."""

    status_code: int
    text: str

    def json(self) -> Any:
        """Return the text as JSON."""
        return json.loads(self.text)

    def close(self) -> None:
        """Nothing is open any more."""


Respond = Callable[[Mapping[str, str]], Reply]
"""Answers the parameters of a request."""


class Requests:
    """Stands in for the ``requests`` module inside a module of deep-translator.

    A client passes its ``proxies`` on untouched: that is where its own Respond rides.
    """

    @staticmethod
    def get(_url: str, *, params: Mapping[str, str], proxies: Respond) -> Reply:
        """Answer like requests.get; the address is the engine's, not the library's."""
        return proxies(params)


@dataclass(frozen=True, slots=True)
class Service:
    """Where a service is, how it is spoken to, and what its replies need before they are read."""

    engine: str
    url: str
    user_agent: str
    timeouts: Timeouts
    amend: Callable[[Reply], Reply]


class Caller:
    """Makes calls on a service, a few at a time, each over a connection of its own."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._slots = asyncio.Semaphore(PARALLEL_CALLS)

    async def __call__(self, make: Callable[[Respond], BaseTranslator], text: str) -> str:
        """Return what a client from *make* answers; "" where it answers None.

        Raises:
            PairNotSupportedError: The client does not know a language.
            SentenceTooLongError: The client takes no text of that length.
            TranslatorUnavailableError: Anything else goes wrong.
        """
        sent = text.encode(errors="replace").decode()  # half an emoji cannot be sent
        with self._failures():
            asked = _asked(make, sent)
            if asked is None:
                return text
            async with self._slots:
                reply = await self._fetch(asked)
        return await asyncio.to_thread(self._answer, make, sent, reply)

    async def _fetch(self, asked: Mapping[str, str]) -> Reply:
        service = self._service
        url = URL(f"{service.url}?{urlencode(asked)}", encoded=True)
        limits = aiohttp.ClientTimeout(
            total=service.timeouts.total_s,
            sock_connect=service.timeouts.connect_s,
            sock_read=service.timeouts.read_s,
        )
        async with (
            aiohttp.ClientSession(
                timeout=limits,
                headers={"User-Agent": service.user_agent},
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=True,  # the owner's proxy
            ) as session,
            session.get(url, max_redirects=MAX_REDIRECTS) as response,
        ):
            body = await _body(response)
            return Reply(response.status, body.decode(response.charset or "utf-8", "replace"))

    def _answer(self, make: Callable[[Respond], BaseTranslator], text: str, reply: Reply) -> str:
        """Let a client read *reply*; in a thread, because it parses a whole page."""
        with self._failures():
            answer = make(lambda _: self._service.amend(reply)).translate(text)
            if not isinstance(answer, str | None):
                raise TypeError
            return answer or ""

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Map errors, and drop their messages: they hold the person's text."""
        engine = self._service.engine
        try:
            yield
        except (
            exceptions.LanguageNotSupportedException,
            exceptions.InvalidSourceOrTargetLanguage,
        ):
            raise PairNotSupportedError(engine) from None
        except exceptions.NotValidLength:
            raise SentenceTooLongError(engine) from None
        except Exception as error:  # noqa: BLE001 - the client's errors have no common base
            raise TranslatorUnavailableError(engine, type(error).__name__) from None


class _AskedError(Exception):
    """The client has said what it would ask."""


def _asked(make: Callable[[Respond], BaseTranslator], text: str) -> Mapping[str, str] | None:
    """Return the parameters that a client would send; None if it would not ask at all."""
    asked: list[Mapping[str, str]] = []

    def stop(params: Mapping[str, str]) -> Reply:
        asked.append(dict(params))
        raise _AskedError

    with suppress(_AskedError):
        make(stop).translate(text)
    return asked[0] if asked else None


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > MAX_REPLY_BYTES:
            raise aiohttp.ClientPayloadError
    return bytes(body)
