"""An answer that tells where the work stands while it is made: JSON, a line each (NDJSON)."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import web

from bot.core.models import Stage
from bot.core.ports import Progress
from bot.i18n import texts
from bot.i18n.catalogs import Catalog

NDJSON: Final = "application/x-ndjson"

Work = Callable[[Progress], Awaitable[Mapping[str, object]]]
"""Does the work, telling its stages; returns the last line."""


def wants_stages(request: web.Request) -> bool:
    """Whether the page's script asks, and not the browser itself."""
    return NDJSON in request.headers.get("Accept", "")


async def tell_stages(
    request: web.Request, t: Catalog, work: Work, headers: Mapping[str, str]
) -> web.StreamResponse:
    """Send ``{"stage": …}`` for each stage as it comes, then what *work* returns."""
    response = web.StreamResponse(headers=dict(headers))
    response.content_type = NDJSON
    await response.prepare(request)

    async def tell(stage: Stage, site: str | None = None) -> None:
        await _send(response, {"stage": texts.progress(t, stage, site)})

    await _send(response, await work(tell))
    await response.write_eof()
    return response


async def _send(response: web.StreamResponse, line: Mapping[str, object]) -> None:
    await response.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
