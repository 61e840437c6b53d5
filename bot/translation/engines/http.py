"""One way to carry a Dialect to its service over HTTP.

Limits on time and size, refusals by name, and nothing of a person's text in an error.
Connections are kept between calls.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aiohttp
from yarl import URL

from bot.core.engines import Capacity, Rank, Trouble
from bot.core.errors import SentenceTooLongError, TranslationError, TranslatorUnavailableError
from bot.core.models import LanguageCode
from bot.core.ports import Clock
from bot.translation.engines.dialect import Ask, Dialect, Reply, retry_after
from bot.translation.pack import measure

CONNECT_TIMEOUT_S = 3.0
READ_TIMEOUT_S = 10.0
TOTAL_TIMEOUT_S = 12.0  # leaves the next engine its chance within a job of 25 s
MAX_REPLY_BYTES = 2_000_000  # fifty texts of a page each, in any service's wrapping
MAX_CONNECTIONS = 10  # at a time; more callers wait for one, within their own time
SLOW_TO_READ_CHARS = 4_000  # read away from the loop: a page of HTML takes 1 ms per 1,000

_CANNOT_BE_READ = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to connect, without a byte, and in all before a service counts as silent."""

    connect_s: float = CONNECT_TIMEOUT_S
    read_s: float = READ_TIMEOUT_S
    total_s: float = TOTAL_TIMEOUT_S


class HttpEngine:
    """See bot.core.ports.Engine.

    The owner's *headers* and *params* (of the address) are sent in place of the dialect's,
    and the owner's *capacity* holds in place of its own.
    """

    def __init__(
        self,
        dialect: Dialect,
        *,
        clock: Clock,
        headers: Mapping[str, str],
        params: Mapping[str, str] | None = None,
        timeouts: Timeouts | None = None,
        capacity: Capacity | None = None,
    ) -> None:
        self._dialect = dialect
        self._capacity = capacity or dialect.capacity
        self._clock = clock
        self._headers = headers
        self._params = params or {}
        self._timeouts = timeouts or Timeouts()
        self._session: aiohttp.ClientSession | None = None

    @property
    def name(self) -> str:
        """See the port."""
        return self._dialect.name

    @property
    def version(self) -> str:
        """See the port."""
        return self._dialect.version

    @property
    def rank(self) -> Rank:
        """See the port."""
        return self._dialect.rank

    @property
    def capacity(self) -> Capacity:
        """See the port."""
        return self._capacity

    async def translate(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> tuple[str, ...]:
        """See the port. What is the same in any language comes back unasked."""
        told = list(texts)
        asked = [at for at, text in enumerate(texts) if any(map(str.isalnum, text))]
        if asked and source != target:
            answers = await self._translate([texts[at] for at in asked], source, target)
            for at, answer in zip(asked, answers, strict=True):
                told[at] = answer
        return tuple(told)

    async def close(self) -> None:
        """See the port."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _translate(
        self, texts: Sequence[str], source: LanguageCode, target: LanguageCode
    ) -> Sequence[str]:
        sent = [text.encode(errors="replace").decode() for text in texts]  # half an emoji
        unit, size = self.capacity.unit, self.capacity.size
        if any(measure(text, unit) > size for text in sent):
            raise SentenceTooLongError(self.name)
        try:
            reply = await self._fetch(self._dialect.ask(sent, source, target))
            return await self._read(reply, len(sent))
        except TranslationError:
            raise
        except (aiohttp.ClientError, OSError, *_CANNOT_BE_READ) as error:
            told = self._unavailable(_trouble(error), type(error).__name__)
        raise told  # apart from its cause, which holds the person's text and the key

    async def _read(self, reply: Reply, count: int) -> Sequence[str]:
        if len(reply.text) > SLOW_TO_READ_CHARS:
            return await asyncio.to_thread(self._answers, reply, count)
        return self._answers(reply, count)

    def _answers(self, reply: Reply, count: int) -> Sequence[str]:
        trouble = self._dialect.trouble(reply)
        if trouble is not None:
            raise self._unavailable(trouble, str(reply.status_code), reply.retry_after_s)
        answers = self._dialect.read(reply)
        if len(answers) != count or not all(isinstance(one, str) for one in answers):
            raise self._unavailable(Trouble.ANSWER, "not as many texts")
        return answers

    async def _fetch(self, ask: Ask) -> Reply:
        request = self._opened().request(
            "GET" if ask.body is None else "POST",
            self._address(ask),
            headers=_merged(ask.headers, self._headers),
            json=ask.body,
            allow_redirects=ask.redirects > 0,
            max_redirects=max(ask.redirects, 1),
        )
        async with request as response:
            body = await _body(response)
            text = body.decode(response.charset or "utf-8", "replace")
            wait = retry_after(response.headers.get("Retry-After"), self._clock)
            return Reply(response.status, text, wait)

    def _address(self, ask: Ask) -> URL:
        own = [pair for pair in ask.query if pair[0] not in self._params]
        return URL(ask.url).extend_query([*own, *self._params.items()])

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            limits = aiohttp.ClientTimeout(
                total=self._timeouts.total_s,
                sock_connect=self._timeouts.connect_s,
                sock_read=self._timeouts.read_s,
            )
            self._session = aiohttp.ClientSession(
                timeout=limits,
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=True,  # the owner's proxy
                connector=aiohttp.TCPConnector(limit=MAX_CONNECTIONS),
            )
        return self._session

    def _unavailable(
        self, trouble: Trouble, reason: str, wait_s: float | None = None
    ) -> TranslatorUnavailableError:
        return TranslatorUnavailableError(self.name, reason, trouble=trouble, retry_after_s=wait_s)


def _trouble(error: Exception) -> Trouble:
    match error:
        case TimeoutError():
            return Trouble.TIMEOUT
        case aiohttp.ClientPayloadError() | aiohttp.TooManyRedirects():
            return Trouble.ANSWER
        case aiohttp.ClientError() | OSError():
            return Trouble.UNREACHABLE
        case _:
            return Trouble.ANSWER


def _merged(headers: Mapping[str, str], own: Mapping[str, str]) -> Mapping[str, str]:
    taken = {name.lower() for name in own}
    return {name: value for name, value in headers.items() if name.lower() not in taken} | dict(
        own
    )


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > MAX_REPLY_BYTES:
            raise aiohttp.ClientPayloadError
    return bytes(body)
