"""``/healthz`` and ``/metrics``: for containers, ``qysqa check --running`` and Prometheus."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

HOST = "127.0.0.1"
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"  # Prometheus' text format
GRACE_S = 2.0  # what requests in work get at the end; a container is killed after ten
_TIMEOUT = aiohttp.ClientTimeout(total=3)  # a container's health check waits little longer


async def healthz(_: web.Request) -> web.Response:
    """The event loop turns: that is what this says."""
    return web.json_response({"status": "ok"})


@asynccontextmanager
async def serving(app: web.Application, port: int) -> AsyncIterator[str]:
    """Serve *app* on this machine only while the block lasts; gives the address."""
    # no access log: requests hold what people paste
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE_S)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serving_health(port: int, metrics: Callable[[], bytes]) -> AsyncIterator[str]:
    """Serve nothing but ``/healthz`` and ``/metrics``."""

    async def say_metrics(_: web.Request) -> web.Response:
        return web.Response(body=metrics(), headers={"Content-Type": METRICS_TYPE})

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", say_metrics)
    async with serving(app, port) as address:
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
