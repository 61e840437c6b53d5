"""A model hub on this machine, in the shapes of Hugging Face, and the ways in which it fails."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

COMMIT = "0123456789abcdef0123456789abcdef01234567"
SIGNATURE = "name=%22model%27s.bin%22%3B&Policy=a%2Bb~c%7e&Key-Pair-Id=K"
LARGE_BYTES = 10_000  # from here on a file is kept apart (LFS) and stated by its SHA-256


@dataclass
class ModelHub:
    """Holds *repositories*: their files by name. The other fields say how it misbehaves."""

    repositories: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    url: str = ""
    commit: str = COMMIT
    listing: object = None  # said instead of a repository's own
    refusals: list[int] = field(default_factory=list)  # statuses of the next answers
    cuts: list[int] = field(default_factory=list)  # bytes after which the next bodies break off
    wrong: set[str] = field(default_factory=set)  # files of other content than stated
    longer: bool = False  # sends more than was stated
    whole: bool = False  # knows no ranges
    shifted: bool = False  # sends another range than the one asked for
    circling: bool = False  # sends a reader on and on
    slow_s: float = 0.0  # before each kilobyte
    asked: list[str] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    signatures: set[str] = field(default_factory=set)  # as they came

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Listing, file, or the storage behind a file."""
        self.asked.append(request.path)
        if self.refusals and (status := self.refusals.pop(0)) != web.HTTPOk.status_code:
            return web.json_response({"error": "no"}, status=status)
        parts = request.path.strip("/").split("/")
        if parts[0] == "api":
            return self._listing(request, "/".join(parts[2:4]))
        if parts[0] == "storage" and not self.circling:
            self.signatures.add(request.rel_url.raw_query_string)
            return await self._content(request, "/".join(parts[1:3]), parts[3])
        return web.Response(status=302, headers={"Location": self._storage(parts)})

    def _storage(self, parts: list[str]) -> str:
        place = f"{parts[0]}/{parts[1]}/{parts[-1]}"
        return f"{self.url}/storage/{place}?{SIGNATURE}"

    def _listing(self, request: web.Request, repository: str) -> web.Response:
        if repository not in self.repositories:
            return web.json_response({"error": "Repository not found"}, status=401)
        files = self.repositories[repository].items()
        said = {
            "id": repository,
            "sha": self.commit,
            "siblings": [_sibling(name, content) for name, content in files],
        }
        assert request.query == {"blobs": "true"}
        return web.json_response(said if self.listing is None else self.listing)

    async def _content(
        self, request: web.Request, repository: str, name: str
    ) -> web.StreamResponse:
        content = self.repositories[repository][name]
        if name in self.wrong:
            content = bytes(reversed(content))
        content += b"more" * self.longer
        start = self._start(request)
        response = web.StreamResponse(status=206 if start else 200)
        if start:
            response.headers["Content-Range"] = (
                f"bytes {start + self.shifted}-{len(content) - 1}/{len(content)}"
            )
        return await self._send(request, response, content[start:])

    def _start(self, request: web.Request) -> int:
        wanted = request.headers.get("Range", "")
        self.ranges.append(wanted)
        return 0 if self.whole or not wanted else int(wanted.removeprefix("bytes=").rstrip("-"))

    async def _send(
        self, request: web.Request, response: web.StreamResponse, content: bytes
    ) -> web.StreamResponse:
        response.content_length = len(content)
        await response.prepare(request)
        cut = self.cuts.pop(0) if self.cuts else len(content)
        for place in range(0, cut, 1_024 if self.slow_s else max(cut, 1)):
            await asyncio.sleep(self.slow_s)
            await response.write(content[place : min(place + 1_024, cut) if self.slow_s else cut])
        if cut < len(content) and request.transport is not None:
            await asyncio.sleep(0.01)  # what was written leaves before the connection breaks
            request.transport.close()
        return response


def _sibling(name: str, content: bytes) -> dict[str, Any]:
    blob = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
    shape: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": blob}
    if len(content) >= LARGE_BYTES:
        digest = hashlib.sha256(content).hexdigest()
        shape["lfs"] = {"sha256": digest, "size": len(content), "pointerSize": 134}
    return shape


@asynccontextmanager
async def serving(hub: ModelHub) -> AsyncIterator[ModelHub]:
    """Run *hub* on a free port of this machine."""
    app = web.Application()
    app.router.add_route("GET", "/{tail:.*}", hub.answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hub.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield hub
    finally:
        await runner.cleanup()
