"""``/healthz``, ``/readyz`` and ``/metrics``: for containers, ``qysqa check`` and Prometheus."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from bot.core.errors import StoreError
from bot.core.jobs import Backlog
from bot.service.pulse import Pulse
from bot.web import vitals
from bot.web.vitals import Check, Signs, Stock

HOST = "127.0.0.1"
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"  # Prometheus' text format
GRACE_S = 2.0  # what requests in work get at the end; a container is killed after ten
PROBE_S = 2.0  # who asks waits for three
_TIMEOUT = aiohttp.ClientTimeout(total=3)  # a container's health check waits little longer


@dataclass(frozen=True, slots=True)
class Sources:
    """What the checks look at.

    Attributes:
        pulse: How the process is.
        clock: The pulse's monotonic clock, in seconds.
        started_at: By that clock.
        polls: Whether Telegram is asked all the time; where it posts, it may be silent.
        write: Writes something to the database; raises StoreError.
        backlog: Counts what waits; raises StoreError.
        free_bytes: Of the data folder's disk.
        pause_above: Jobs that may wait before nothing more is taken in.
    """

    pulse: Pulse
    clock: Callable[[], float]
    started_at: float
    polls: bool
    write: Callable[[], Awaitable[None]]
    backlog: Callable[[], Awaitable[Backlog]]
    free_bytes: Callable[[], int]
    pause_above: int


@dataclass(slots=True)
class Health:
    """Looks at the sources when it is asked."""

    sources: Sources
    _probe: asyncio.Task[Backlog] | None = field(default=None, init=False)

    def alive(self) -> tuple[Check, ...]:
        """See bot.web.vitals.liveness."""
        return vitals.liveness(self._signs())

    async def ready(self) -> tuple[Check, ...]:
        """See bot.web.vitals.readiness; comes within PROBE_S."""
        sources = self.sources
        trouble, backlog = await self._ask_database()
        stock = Stock(trouble, sources.free_bytes(), backlog, sources.pause_above)
        return vitals.readiness(self._signs(), stock)

    def _signs(self) -> Signs:
        sources, heard_at = self.sources, self.sources.pulse.heard_at
        since = sources.started_at if heard_at is None else heard_at
        return Signs(sources.pulse.lag_s, sources.clock() - since if sources.polls else None)

    async def _ask_database(self) -> tuple[str | None, Backlog | None]:
        # A transaction cannot be cut off: the next to ask waits for the same one.
        if self._probe is None:
            self._probe = asyncio.create_task(self._write_and_count())
        probe = self._probe
        done, _ = await asyncio.wait((probe,), timeout=PROBE_S)
        if not done:
            return "timeout", None
        self._probe = None
        try:
            return None, probe.result()
        except StoreError as error:
            return error.code, None

    async def _write_and_count(self) -> Backlog:
        await self.sources.write()
        return await self.sources.backlog()


async def healthz(_: web.Request) -> web.Response:
    """The event loop turns: that is what this says."""
    return web.json_response({"status": "ok"})


def _answer(checks: Sequence[Check]) -> web.Response:
    status = 200 if vitals.is_well(checks) else 503
    return web.json_response(vitals.report(checks), status=status)


@asynccontextmanager
async def serving(
    app: web.Application, port: int, *, host: str = HOST, cancel_unwanted: bool = False
) -> AsyncIterator[str]:
    """Serve *app* while the block lasts, on this machine only by default; gives the address.

    *cancel_unwanted* ends the work on a request as soon as its connection is gone.
    """
    # no access log: requests hold what people paste
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=GRACE_S, handler_cancellation=cancel_unwanted
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serving_health(
    port: int,
    health: Health,
    metrics: Callable[[], Awaitable[bytes]],
    *,
    host: str = HOST,
) -> AsyncIterator[str]:
    """Serve ``/healthz``, ``/readyz`` and ``/metrics`` of the running bot."""

    async def say_alive(_: web.Request) -> web.Response:
        return _answer(health.alive())

    async def say_ready(_: web.Request) -> web.Response:
        return _answer(await health.ready())

    async def say_metrics(_: web.Request) -> web.Response:
        return web.Response(body=await metrics(), headers={"Content-Type": METRICS_TYPE})

    app = web.Application()
    app.router.add_get("/healthz", say_alive)
    app.router.add_get("/readyz", say_ready)
    app.router.add_get("/metrics", say_metrics)
    async with serving(app, port, host=host) as address:
        yield address


async def is_well(port: int) -> bool:
    """Whether what runs on *port* of this machine answers that it is well."""
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            session.get(f"http://{HOST}:{port}/healthz") as response,
        ):
            return response.status == 200  # noqa: PLR2004 - HTTP's «OK»
    except (aiohttp.ClientError, TimeoutError):
        return False
