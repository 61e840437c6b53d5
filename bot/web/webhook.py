"""The other way in: Telegram posts each update, and hears 200 once it is stored.

Whatever comes with the secret is handed on as it is: an update that nobody can read must not
be refused, or Telegram would send it again for a day.
"""

import asyncio
import hmac
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from hashlib import sha256

import structlog
from aiohttp import web
from yarl import URL

from bot.core.errors import StoreError
from bot.web.health import serving

MAX_BODY_BYTES = 2**20  # an update takes a few kilobytes; the longest message, escaped, some 50
RETRY_AFTER_S = 30  # what is full or locked now may have room by then

Take = Callable[[Sequence[bytes]], Awaitable[None]]
"""Stores raw updates, all in one transaction; raises StoreError if they cannot be stored."""

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_PATH_CHARS = 32  # 128 bits: not to be guessed

_log = structlog.get_logger(__name__)


def webhook_secret(token: str) -> str:
    """What Telegram must say with each post if the owner chose nothing: the same at each start."""
    return _derived(token, b"qysqa webhook secret")


def webhook_address(url: str, token: str) -> str:
    """The address that Telegram is told; a *url* without a path is given one from the token."""
    address = URL(url)
    if address.raw_path != "/":
        return str(address)
    return str(address.with_path(_derived(token, b"qysqa webhook path")[:_PATH_CHARS]))


def webhook_application(
    take: Take, *, secret: str, path: str, is_full: Callable[[], Awaitable[bool]]
) -> web.Application:
    """Take what is posted to *path*; refuse it for a while when *is_full*."""
    app = web.Application(client_max_size=MAX_BODY_BYTES)
    app.router.add_post(path, Webhook(Together(take, is_full), secret).post)
    return app


@asynccontextmanager
async def serving_webhook(app: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Serve *app* while the block lasts; posts in work are then answered."""
    async with serving(app, port, host=host) as address:
        yield address


class Together:
    """Lets what comes while something is being stored share the next transaction.

    A transaction takes some milliseconds whether it stores one update or a hundred.
    """

    def __init__(self, take: Take, is_full: Callable[[], Awaitable[bool]]) -> None:
        self._take = take
        self._is_full = is_full
        self._bodies: list[bytes] = []
        self._next: asyncio.Task[bool] | None = None
        self._turn = asyncio.Lock()

    async def __call__(self, body: bytes) -> bool:
        """Return when *body* is stored; False, and it is not, where there is no room.

        Raises what was raised for all that came together.
        """
        self._bodies.append(body)
        if self._next is None:
            self._next = asyncio.create_task(self._store())
        return await asyncio.shield(self._next)  # it is the others' too

    async def _store(self) -> bool:
        async with self._turn:
            bodies, self._bodies, self._next = self._bodies, [], None
            if await self._is_full():
                return False
            await self._take(bodies)
            return True


class Webhook:
    """Answers Telegram's posts."""

    def __init__(self, store: Callable[[bytes], Awaitable[bool]], secret: str) -> None:
        self._store = store
        self._secret = secret.encode()

    async def post(self, request: web.Request) -> web.Response:
        """Say 200 after the update is stored, and only then."""
        given = request.headers.get(_SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        body = await request.read()
        try:
            stored = await self._store(body)
        except StoreError as error:
            _log.warning("webhook.not_stored", error=error.code)
            return _later()
        return web.Response() if stored else _later()


def _later() -> web.Response:
    """Telegram keeps the update and posts it again."""
    return web.Response(status=503, headers={"Retry-After": str(RETRY_AFTER_S)})


def _derived(token: str, label: bytes) -> str:
    """64 hex digits that tell nothing of the token."""
    return hmac.new(token.encode(), label, sha256).hexdigest()
