"""Servers that break every promise of HTTP, on loopback; each failure is told by its leaf."""

import asyncio
import gzip
import hashlib
import resource
import shutil
import socket
import ssl
import sys
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import brotli
import pytest
from backports import zstd

from bot.article.fetch.connect import MAX_ADDRESSES, GuardedResolver, guarded_connector, metered
from bot.article.fetch.fetcher import FetchLimits, HttpFetcher
from bot.core.errors import (
    AddressNotAllowedError,
    BrokenPageError,
    CertificateError,
    ConnectionFailedError,
    FetchError,
    FetchTimeoutError,
    HostNotFoundError,
    PageTooLargeError,
)

LIMITS = FetchLimits(connect_s=0.3, read_s=0.3, total_s=0.6, body_bytes=100_000)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
HTML = b"<html><body><p>Text.</p></body></html>" * 20

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]


def replies(reply: bytes) -> Behaviour:
    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(reply)

    return behave


def repeats(start: bytes, piece: bytes, *, pause_s: float = 0) -> Behaviour:
    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause_s)

    return behave


@asynccontextmanager
async def serving(
    behave: Behaviour, *, until: bytes = b"\r\n\r\n", tls: ssl.SSLContext | None = None
) -> AsyncIterator[str]:
    """Run a server that reads *until* and then behaves; yield its address."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(until)
            await behave(writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client left, as it should, or the test is over
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def fetch(url: str, limits: FetchLimits = LIMITS) -> bytes:
    async with HttpFetcher(user_agent="Qysqa-test", limits=limits, allow_loopback=True) as made:
        return (await made.fetch(url)).body


async def resolve_with(answers: Sequence[str] | OSError, url: str = "http://egemen.kz/") -> None:
    async def lookup(host: str) -> Sequence[str]:
        if isinstance(answers, OSError):
            raise answers
        return answers

    async with HttpFetcher(user_agent="Qysqa-test", limits=LIMITS, resolver=lookup) as fetcher:
        await fetcher.fetch(url)


@pytest.mark.parametrize("answers", [socket.gaierror(socket.EAI_NONAME, "unknown"), []])
async def test_an_unknown_name_is_host_not_found(answers: Sequence[str] | OSError) -> None:
    with pytest.raises(HostNotFoundError) as failed:
        await resolve_with(answers, "https://www.egemen.kz/a")

    assert failed.value.site == "egemen.kz"


async def test_a_silent_name_server_is_a_timeout() -> None:
    async def lookup(host: str) -> Sequence[str]:
        await asyncio.sleep(30)
        return []

    async with HttpFetcher(user_agent="Qysqa-test", limits=LIMITS, resolver=lookup) as fetcher:
        with pytest.raises(FetchTimeoutError):
            await fetcher.fetch("http://egemen.kz/")


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        ["10.0.0.5"],
        ["::1"],
        ["64:ff9b::7f00:1"],
        ["2002:7f00:1::1"],
        ["fe80::1%2"],
        ["0.0.0.0"],  # noqa: S104 - refused
        ["93.184.216.34", "10.0.0.5"],
        ["10.0.0.5", "93.184.216.34"],
    ],
)
async def test_a_name_with_one_forbidden_address_is_refused(answers: list[str]) -> None:
    with pytest.raises(AddressNotAllowedError):
        await resolve_with(answers)


async def test_a_name_that_changes_its_address_is_judged_each_time() -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.5"]])

    async def lookup(host: str) -> Sequence[str]:
        return next(answers)

    async with (
        serving(replies(OK + b"Content-Length: 3\r\n\r\n<p>")) as url,
        HttpFetcher(
            user_agent="Qysqa-test", limits=LIMITS, allow_loopback=True, resolver=lookup
        ) as fetcher,
    ):
        named = url.replace("127.0.0.1", "localhost")
        assert (await fetcher.fetch(named)).body == b"<p>"
        with pytest.raises(AddressNotAllowedError):
            await fetcher.fetch(named)


async def test_the_socket_itself_refuses_an_address_that_slipped_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.article.fetch.fetcher.check_url", lambda url, *, allow_loopback: None)

    with pytest.raises(AddressNotAllowedError):
        await fetch("http://10.0.0.1/")


async def test_of_many_addresses_one_of_each_family_is_dialled() -> None:
    async def lookup(host: str) -> Sequence[str]:
        return ["93.184.216.34", "93.184.216.35", "2606:2800::1", "2606:2800::2"]

    resolver = GuardedResolver(lookup, timeout_s=1, allow_loopback=False)
    results = await resolver.resolve("egemen.kz", 443)
    await resolver.close()

    assert [(result["host"], result["port"]) for result in results] == [
        ("93.184.216.34", 443),
        ("2606:2800::1", 443),
    ]
    assert len(results) == MAX_ADDRESSES


async def test_a_connection_is_never_used_twice() -> None:
    async def lookup(host: str) -> Sequence[str]:
        return []

    async with guarded_connector(lookup, timeout_s=1) as connector:
        assert connector.force_close


async def test_a_refused_connection_is_a_connection_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]

    with pytest.raises(ConnectionFailedError) as failed:
        await fetch(f"http://127.0.0.1:{port}/")
    assert failed.value.site == "127.0.0.1"


async def test_a_reset_connection_is_a_connection_failure() -> None:
    async def reset(writer: asyncio.StreamWriter) -> None:
        raw = writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        writer.transport.abort()

    async with serving(reset) as url:
        with pytest.raises(ConnectionFailedError):
            await fetch(url)


async def test_a_server_that_does_not_speak_tls_is_a_connection_failure() -> None:
    async with serving(replies(OK), until=b"\x01") as url:  # a byte of any TLS greeting
        with pytest.raises(ConnectionFailedError):
            await fetch(url.replace("http:", "https:"))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to sign with")
async def test_a_certificate_that_nobody_vouches_for_is_told_apart(
    tmp_path: Path,
) -> None:
    tls, _ = await contexts(tmp_path)

    async with serving(replies(OK + b"\r\n<p>"), tls=tls) as url:
        with pytest.raises(CertificateError) as failed:
            await fetch(url.replace("http:", "https:"))
    assert "certificate" in str(failed.value.__cause__).lower()


@pytest.mark.parametrize(
    "behave",
    [
        repeats(b"", b"", pause_s=0.05),
        repeats(OK, b"", pause_s=0.05),
        repeats(OK + b"Content-Length: 100000\r\n\r\n", b"x", pause_s=0.05),
        repeats(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", pause_s=0.05),
        repeats(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1;e\r\nx\r\n", pause_s=0.05),
    ],
    ids=["silent", "headers never end", "drip", "endless early hints", "slow chunks"],
)
async def test_a_server_that_takes_its_time_is_a_timeout(behave: Behaviour) -> None:
    loop = asyncio.get_running_loop()
    async with serving(behave) as url:
        started = loop.time()
        with pytest.raises(FetchTimeoutError):
            await fetch(url)

        assert loop.time() - started < LIMITS.total_s + 0.5


async def test_slow_redirects_share_one_deadline() -> None:
    async def redirect(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.25)
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")

    async with serving(redirect) as url:
        with pytest.raises(FetchTimeoutError):
            await fetch(url, FetchLimits(read_s=0.4, total_s=0.5))


@pytest.mark.parametrize(
    "behave",
    [
        replies(OK + b"Content-Length: 1000000000000\r\n\r\n<p>"),
        repeats(OK + b"\r\n", HTML),
        repeats(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"5\r\nwords\r\n" * 100),
    ],
    ids=["announced", "endless", "endless chunks"],
)
async def test_a_body_over_the_limit_is_too_large(behave: Behaviour) -> None:
    async with serving(behave) as url:
        with pytest.raises(PageTooLargeError) as failed:
            await fetch(url, FetchLimits(total_s=3, body_bytes=LIMITS.body_bytes))

    assert failed.value.limit_bytes == LIMITS.body_bytes


def bomb(coding: str, megabytes: int) -> bytes:
    zeros = bytes(1 << 20)
    if coding == "br":
        brotlied = brotli.Compressor(quality=5)
        pieces = [brotlied.process(zeros) for _ in range(megabytes)]
        return b"".join([*pieces, brotlied.finish()])
    packer = (
        zstd.ZstdCompressor(level=3)
        if coding == "zstd"
        else zlib.compressobj(9, zlib.DEFLATED, 31 if coding == "gzip" else 15)
    )
    return b"".join([*(packer.compress(zeros) for _ in range(megabytes)), packer.flush()])


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
async def test_a_compression_bomb_is_too_large_before_it_fills_the_memory(coding: str) -> None:
    packed = bomb(coding, megabytes=128)
    head = OK + f"Content-Encoding: {coding}\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    async with serving(replies(head + packed)) as url:
        before = peak_memory_bytes()
        with pytest.raises(PageTooLargeError):
            await fetch(url, FetchLimits())

    assert peak_memory_bytes() - before < 32_000_000


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n"
PACKED = gzip.compress(hashlib.shake_128(b"").digest(60_000))  # as good as random
ONE_BY_ONE = b"".join(b"1\r\n%c\r\n" % byte for byte in PACKED)


@pytest.mark.parametrize(
    "behave",
    [
        repeats(CHUNKED + b"\r\n", b"1;" + b"e" * 4_000 + b"\r\nx\r\n"),
        repeats(CHUNKED + b"\r\n1;", b"e" * 10_000),
        repeats(CHUNKED + b"\r\n", b"1\r\nx\r\n" * 1_000),
        repeats(CHUNKED + b"Content-Encoding: gzip\r\n\r\n", ONE_BY_ONE),
        repeats(OK + b"Content-Encoding: zstd\r\n\r\n", zstd.compress(b"") * 1_000),
        repeats(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100),
    ],
    ids=["chunk extensions", "endless extension", "tiny chunks", "tiny gzip chunks",
         "empty zstd frames", "early hints"],
)  # fmt: skip
async def test_wrapping_without_a_body_is_cut_short(behave: Behaviour) -> None:
    async with serving(behave) as url:
        started = time.process_time()
        with pytest.raises(BrokenPageError):
            await fetch(url, FetchLimits(total_s=10))

    assert time.process_time() - started < 5  # of both sides; without a cut it is all ten


async def test_a_body_that_we_cut_is_not_taken_for_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.article.fetch.connect.MAX_WRAPPING_BYTES", 2_000)

    async with serving(repeats(OK + b"\r\n", b"x", pause_s=0.001)) as url:
        with pytest.raises(BrokenPageError):
            await fetch(url, FetchLimits())


async def test_a_chunked_page_with_many_headers_comes_whole() -> None:
    headers = b"".join(b"X-%d: %s\r\n" % (number, b"a" * 200) for number in range(150))
    chunks = b"".join(b"40\r\n" + b"x" * 64 + b"\r\n" for _ in range(15_000)) + b"0\r\n\r\n"

    async with serving(replies(CHUNKED + headers + b"\r\n" + chunks)) as url:
        assert await fetch(url, FetchLimits()) == b"x" * 64 * 15_000


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to sign with")
async def test_what_comes_over_tls_is_counted(tmp_path: Path) -> None:
    server_side, client_side = await contexts(tmp_path)
    endless = repeats(CHUNKED + b"\r\n", b"1;" + b"e" * 4_000 + b"\r\nx\r\n")

    async def lookup(host: str) -> Sequence[str]:
        return ["127.0.0.1"]

    async with (
        serving(endless, tls=server_side) as url,
        guarded_connector(lookup, timeout_s=1, allow_loopback=True) as connector,
        aiohttp.ClientSession(connector=connector) as session,
    ):
        named = url.replace("http://127.0.0.1", "https://localhost")
        with metered() as meter, pytest.raises(aiohttp.ClientPayloadError):
            async with session.get(named, ssl=client_side) as response:
                await response.read()

    assert meter.spent


async def contexts(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Sign a certificate for localhost; return what a server and who trusts it need."""
    made = ["-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    signing = await asyncio.create_subprocess_exec(
        *["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names, *made],
        stderr=asyncio.subprocess.DEVNULL,
    )
    await signing.wait()
    server_side = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server_side.load_cert_chain(folder / "certificate", folder / "key")
    return server_side, ssl.create_default_context(cafile=folder / "certificate")


def peak_memory_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


PACKED_PAGE = gzip.compress(HTML)


@pytest.mark.parametrize(
    "reply",
    [
        OK + b"Content-Length: 5000\r\n\r\n" + HTML,
        OK + b"Content-Length: 100\r\nContent-Length: 5\r\n\r\n" + HTML,
        OK + b"Content-Encoding: gzip\r\n\r\n" + HTML,
        OK + b"Content-Encoding: gzip\r\n\r\n" + PACKED_PAGE[:20] + b"\0" * 40,
        OK + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(PACKED_PAGE),
        OK + b"Content-Encoding: x-weird\r\n\r\n" + HTML,
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nabc",
        OK + b"X-Long: " + b"a" * 1_000_000 + b"\r\n\r\n",
        OK + b"".join(b"X-%d: 1\r\n" % number for number in range(5_000)) + b"\r\n",
        b"GARBAGE\r\n\r\n" + HTML,
        HTML,
    ],
    ids=[
        "short body", "two lengths", "not gzip", "damaged gzip", "gzip of gzip", "unknown coding",
        "bad chunk", "cut chunk", "long header", "many headers", "bad status line", "no headers",
    ],
)  # fmt: skip
async def test_an_answer_against_the_rules_is_a_broken_page(reply: bytes) -> None:
    async with serving(replies(reply)) as url:
        with pytest.raises(BrokenPageError) as failed:
            await fetch(url)

    assert failed.value.site == "127.0.0.1"


async def test_a_cancelled_fetch_leaves_nothing_behind() -> None:
    async with serving(repeats(OK + b"\r\n", b"x", pause_s=0.05)) as url:
        task = asyncio.create_task(fetch(url))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_failures_of_many_readers_do_not_disturb_a_good_page() -> None:
    async with (
        serving(repeats(b"", b"", pause_s=0.05)) as silent,
        serving(replies(OK + b"Content-Length: 3\r\n\r\n<p>")) as good,
        HttpFetcher(user_agent="Qysqa-test", limits=LIMITS, allow_loopback=True) as fetcher,
    ):
        addresses = [silent, silent.replace("127.0.0.1", "localhost"), good]
        pages = await asyncio.gather(*map(fetcher.fetch, addresses), return_exceptions=True)

    assert [isinstance(page, FetchError) for page in pages] == [True, True, False]
