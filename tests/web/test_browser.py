"""A real browser on the page: it draws, it sends its form, and nothing is refused or broken.

The browser is steered by the Chrome DevTools Protocol over its WebSocket.
"""

import asyncio
import json
import re
import shutil
from asyncio.subprocess import DEVNULL, PIPE
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from bot.article.samples import sample
from bot.build import House
from bot.core.languages import RU
from bot.web.server import serving_page

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
TROUBLE = {"Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"}
MIN_PICTURE_BYTES = 20_000  # an empty page of this size takes some 5,000


class Tab:
    """One page of the browser. *trouble* is what its console says."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.trouble: list[Any] = []
        self._socket = socket
        self._numbers = count(1)

    async def call(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": params})
        return (await self._until(lambda said: said.get("id") == number))["result"]

    async def loaded(self) -> None:
        await self._until(lambda said: said.get("method") == "Page.loadEventFired")

    async def run(self, script: str) -> Any:
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    async def _until(self, wanted: Any) -> Any:
        while not wanted(said := await self._socket.receive_json(timeout=20)):
            if said.get("method") in TROUBLE:
                self.trouble.append(said["params"])
        return said


@asynccontextmanager
async def browsing(profile: Path) -> AsyncIterator[Tab]:
    """Start the browser with one tab."""
    process = await asyncio.create_subprocess_exec(
        str(BROWSER),
        *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *("--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"),
        stdout=DEVNULL,
        stderr=PIPE,
    )
    try:
        assert process.stderr
        while not (found := re.search(rb"ws://([\d.:]+)/", await process.stderr.readline())):
            assert process.returncode is None
        async with ClientSession() as session:
            tabs = await session.get(f"http://{found[1].decode()}/json")
            [tab] = [one for one in json.loads(await tabs.text()) if one["type"] == "page"]
            async with session.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Tab(socket)
    finally:
        process.kill()
        await process.wait()


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="there is no chromium on PATH")
async def test_a_browser_draws_the_page_and_sends_its_form(house: House, tmp_path: Path) -> None:
    text = json.dumps(sample(RU).content.decode())
    async with serving_page(house.qysqa, 0) as address, browsing(tmp_path / "browser") as tab:
        for domain in ("Page", "Log", "Runtime"):
            await tab.call(f"{domain}.enable")
        await tab.call("Page.navigate", url=f"{address}/?ui=kk&sample=kk")
        await tab.loaded()
        picture = await tab.call("Page.captureScreenshot")
        shown = await tab.run("document.querySelectorAll('tbody tr').length")
        await tab.run(
            f"document.getElementById('source').value = {text};"
            "document.querySelector('[type=submit]').click()"
        )
        await tab.loaded()
        sent = await tab.run("[...document.querySelectorAll('td[lang=ru]')].length")

    assert len(b64decode(picture["data"])) > MIN_PICTURE_BYTES
    assert (shown, sent) == (5, 5)
    assert tab.trouble == []
