"""The stand-ins speak the real wire: the plain library and our engines find them alike."""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from deep_translator import GoogleTranslator, MyMemoryTranslator
from deep_translator.constants import BASE_URLS

from bot.core.languages import KK, RU
from bot.translation.engines.google import GoogleDialect
from bot.translation.engines.http import HttpEngine
from bot.translation.engines.mymemory import MyMemoryDialect
from tests.simulator.tls_proxy import TlsProxy, tls_proxy
from tests.simulator.translators import Translators

ROOT = Path(__file__).parents[2]
TEXT = "Жаңа мектеп ашылды — «5 < 7 & 100 %»."
ANSWER = "Открылась новая школа: «5 < 7 & 100 %»."
ADDRESSES = ("https://translate.google.com/m", "https://api.mymemory.translated.net/get")

OUR_ENGINES = """
import asyncio, json, sys
from datetime import UTC, datetime
from bot.translation.engines.google import GoogleDialect
from bot.translation.engines.http import HttpEngine
from bot.translation.engines.mymemory import MyMemoryDialect

async def main():
    google, mymemory, text = sys.argv[1:]
    for dialect in GoogleDialect(google, "Qysqa"), MyMemoryDialect(mymemory, None, "Qysqa"):
        engine = HttpEngine(dialect, clock=lambda: datetime.now(UTC), headers={})
        [answer] = await engine.translate([text], source="kk", target="ru")
        await engine.close()
        print(json.dumps(answer))

asyncio.run(main())
"""


@pytest.fixture
def service() -> Iterator[Translators]:
    with Translators(answers={(TEXT, "ru"): ANSWER}) as running:
        yield running


@pytest.fixture
def in_the_table(service: Translators) -> Iterator[None]:
    """The library's own table of addresses leads to the stand-ins, as long as a test takes."""
    before = dict(BASE_URLS)
    BASE_URLS.update(GOOGLE_TRANSLATE=service.google_url, MYMEMORY=service.mymemory_url)
    yield
    BASE_URLS.update(before)


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    return tmp_path / "authority.pem"


def _clients(**options: Any) -> list[Any]:
    """What anyone would write who uses the library."""
    return [
        GoogleTranslator("kk", "ru", **options),
        MyMemoryTranslator("kk-KZ", "ru-RU", **options),
    ]


@pytest.mark.usefixtures("in_the_table")
async def test_the_plain_library_is_answered(service: Translators) -> None:
    answers = [await asyncio.to_thread(client.translate, TEXT) for client in _clients()]

    assert answers == [ANSWER, ANSWER]
    assert [(heard.engine, heard.source, heard.target) for heard in service.heard] == [
        ("google", "kk", "ru"),
        ("mymemory", "kk-KZ", "ru-RU"),
    ]


async def test_the_plain_library_is_answered_at_the_real_addresses(
    service: Translators, authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
    async with tls_proxy(service.port) as proxy:
        proxy.authority.cert_pem.write_to_path(str(authority))
        proxies = {"http": proxy.url, "https": proxy.url}
        clients = _clients(proxies=proxies)
        answers = [await asyncio.to_thread(client.translate, TEXT) for client in clients]

    assert answers == [ANSWER, ANSWER]
    first, second = proxy.asked
    assert first == "CONNECT translate.google.com:443 HTTP/1.0"
    assert second.startswith("GET http://api.mymemory.translated.net/get?langpair=kk-KZ%7Cru-RU&")


async def test_our_engines_are_answered_at_the_real_addresses(
    service: Translators, authority: Path
) -> None:
    async with tls_proxy(service.port) as proxy:
        proxy.authority.cert_pem.write_to_path(str(authority))
        answers = await _ours(proxy, authority)

    assert answers == [ANSWER, ANSWER]
    assert proxy.asked == [
        "CONNECT translate.google.com:443 HTTP/1.1",
        "CONNECT api.mymemory.translated.net:443 HTTP/1.1",
    ]
    assert [heard.request.path.partition("?")[0] for heard in service.heard] == ["/m", "/get"]


@pytest.mark.usefixtures("in_the_table")
async def test_our_engines_ask_what_the_plain_library_asks(service: Translators) -> None:
    dialects = (
        GoogleDialect(service.google_url, "Qysqa"),
        MyMemoryDialect(service.mymemory_url, None, "Qysqa"),
    )
    for dialect in dialects:
        engine = HttpEngine(dialect, clock=lambda: datetime.now(UTC), headers={})
        await engine.translate([TEXT], source=KK, target=RU)
        await engine.close()
    for client in _clients():
        await asyncio.to_thread(client.translate, TEXT)

    asked = [heard.request.query for heard in service.heard]
    assert asked[:2] == asked[2:]


async def _ours(proxy: TlsProxy, authority: Path) -> list[str]:
    """Run a program of its own: the HTTP client reads the authorities once, when imported."""
    environment = {
        "PATH": os.environ["PATH"],
        "HTTPS_PROXY": proxy.url,
        "SSL_CERT_FILE": str(authority),
    }
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OUR_ENGINES, *ADDRESSES, TEXT),
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await program.communicate()
    return [json.loads(line) for line in printed.splitlines()]
