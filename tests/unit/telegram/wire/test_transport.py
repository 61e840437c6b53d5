"""What only our transport promises; tests/contract holds it to the stock one."""

import asyncio
import errno
import socket
import struct
import traceback
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Literal

import aiohttp
import pytest
from telegram.request import HTTPXRequest

from bot.telegram.wire.transport import (
    AiohttpRequest,
    Limits,
    NoAnswerError,
    NoAnswerInTimeError,
    _failure,
)
from tests.simulator import loopback
from tests.simulator.loopback import Server, bot_on, failure, free_port, serving

SHORT_S = 0.15
MEBIBYTE = 1 << 20
HALF_AN_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"

Peer = Callable[[socket.socket], Awaitable[None]]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as server:
        yield server


@pytest.fixture
async def silent_port() -> AsyncIterator[int]:
    async with loopback.silent_port() as port:
        yield port


def test_the_default_limits_are_those_of_the_stock_transport() -> None:
    ours, stock = Limits(), HTTPXRequest()

    timeout = stock._client.timeout
    assert (ours.connect_s, ours.read_s, ours.write_s, ours.pool_s) == (
        timeout.connect,
        timeout.read,
        timeout.write,
        timeout.pool,
    )
    assert ours.media_write_s == stock._media_write_timeout


def unresolved(*_: object, **__: object) -> None:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


async def test_a_call_that_never_left_says_so(
    silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = await failure(AiohttpRequest(), f"http://127.0.0.1:{free_port()}")
    no_handshake = await failure(
        AiohttpRequest(Limits(connect_s=SHORT_S)), f"https://127.0.0.1:{silent_port}"
    )
    bad_address = await failure(AiohttpRequest(), "telegram")
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unresolved)
    unknown_host = await failure(AiohttpRequest(), "http://telegram.invalid")

    for error in (refused, bad_address, unknown_host):
        assert isinstance(error, NoAnswerError)
        assert error.delivered is False
    assert str(refused) == "ClientConnectorError: Connection refused"
    assert isinstance(no_handshake, NoAnswerInTimeError)
    assert no_handshake.delivered is False


async def test_a_call_whose_turn_does_not_come_never_left(server: Server) -> None:
    server.silent = True

    async with AiohttpRequest(Limits(connections=1, pool_s=0.01)) as transport:
        first = asyncio.create_task(transport.post(server.url))
        await asyncio.sleep(0)
        with pytest.raises(NoAnswerInTimeError) as caught:
            await transport.post(server.url)
        server.spoken.set()
        await first

    assert caught.value.delivered is False
    assert str(caught.value) == "All 1 connections are in use; nothing was sent"


async def test_a_call_that_may_have_arrived_says_so(server: Server, silent_port: int) -> None:
    quick = Limits(connect_s=SHORT_S, read_s=SHORT_S, media_write_s=SHORT_S)
    async with bot_on(AiohttpRequest(quick), f"http://127.0.0.1:{silent_port}") as bot:
        with pytest.raises(NoAnswerInTimeError) as stuck:
            await bot.send_document(7, bytes(16 * MEBIBYTE))
    server.silent = True
    unanswered = await failure(AiohttpRequest(quick), server.url)
    server.silent, server.hang_up = False, True
    lost = await failure(AiohttpRequest(), server.url)

    assert isinstance(unanswered, NoAnswerInTimeError)
    assert isinstance(lost, NoAnswerError)
    assert [stuck.value.delivered, unanswered.delivered, lost.delivered] == [None, None, None]


async def test_an_answer_that_breaks_off_may_have_arrived(server: Server) -> None:
    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(cut, "127.0.0.1", 0) as listener:
        port = listener.sockets[0].getsockname()[1]
        error = await failure(AiohttpRequest(), f"http://127.0.0.1:{port}")

    assert isinstance(error, NoAnswerError)
    assert error.delivered is None


def reset(connection: socket.socket) -> None:
    """Close with a RST in place of a FIN."""
    at_once = struct.pack("ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
    connection.close()


async def heard(connection: socket.socket) -> bytes:
    return await asyncio.get_running_loop().sock_recv(connection, MEBIBYTE)


async def said(connection: socket.socket, answer: bytes) -> None:
    await asyncio.get_running_loop().sock_sendall(connection, answer)
    await asyncio.sleep(0.02)  # until it has been read


async def resets_at_once(connection: socket.socket) -> None:
    reset(connection)


async def closes_with_data_unread(connection: socket.socket) -> None:
    await asyncio.get_running_loop().sock_recv(connection, 1)
    connection.close()


async def resets_after_reading(connection: socket.socket) -> None:
    await heard(connection)
    reset(connection)


async def closes_after_reading(connection: socket.socket) -> None:
    await heard(connection)
    connection.close()


async def resets_amid_the_answer(connection: socket.socket) -> None:
    await heard(connection)
    await said(connection, HALF_AN_ANSWER)
    reset(connection)


@asynccontextmanager
async def peer(behaviour: Peer) -> AsyncIterator[str]:
    """Takes one connection, and does that with it."""
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)

        async def serve() -> None:
            connection, _ = await loop.sock_accept(listener)
            connection.settimeout(0)
            await behaviour(connection)

        serving = asyncio.create_task(serve())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        await serving


@pytest.mark.parametrize(
    ("behaviour", "delivered"),
    [
        (resets_at_once, False),
        (closes_with_data_unread, False),
        (resets_after_reading, False),  # nobody can tell it from the one before
        (closes_after_reading, None),
        (resets_amid_the_answer, None),
    ],
)
async def test_a_broken_connection_says_whether_the_call_was_read(
    behaviour: Peer, delivered: Literal[False] | None
) -> None:
    async with peer(behaviour) as url:
        error = await failure(AiohttpRequest(), url)

    assert isinstance(error, NoAnswerError)
    assert error.delivered is delivered


def closing() -> aiohttp.ClientOSError:
    """As aiohttp raises it on a kept connection that the other end has closed meanwhile."""
    error = aiohttp.ClientOSError(None, "Can not write request body")
    error.__cause__ = aiohttp.ClientConnectionResetError("Cannot write to closing transport")
    return error


@pytest.mark.parametrize(
    "error", [closing(), closing().__cause__, aiohttp.ClientOSError(errno.EPIPE, "Broken pipe")]
)
def test_a_call_that_could_not_be_written_was_not_read(error: aiohttp.ClientError) -> None:
    assert _failure(error, is_answered=False).delivered is False
    assert _failure(error, is_answered=True).delivered is None


async def test_no_text_of_an_error_holds_the_token(server: Server, silent_port: int) -> None:
    quick = Limits(connect_s=SHORT_S, read_s=SHORT_S, write_s=SHORT_S)
    server.silent = True
    errors = [
        await failure(AiohttpRequest(quick), server.url),
        await failure(AiohttpRequest(quick), f"http://127.0.0.1:{free_port()}"),
        await failure(AiohttpRequest(quick), f"https://127.0.0.1:{silent_port}"),
        await failure(AiohttpRequest(quick), "telegram"),
        await failure(AiohttpRequest(quick), "ftp://127.0.0.1"),
    ]
    server.silent, server.hang_up = False, True
    errors.append(await failure(AiohttpRequest(), server.url))

    for error in errors:
        assert error.__cause__ is None
        assert error.__context__ is None
        told = [str(error), repr(error), *traceback.format_exception(error)]
        assert "SECRET" not in "".join(told)


async def test_calls_one_after_another_use_one_connection(server: Server) -> None:
    async with bot_on(AiohttpRequest(), server.url) as bot:
        for number in range(5):
            await bot.send_message(7, str(number))

    assert len(server.heard) == 5
    assert len(server.peers) == 1


async def test_a_proxy_is_used_with_its_password(server: Server) -> None:
    proxy = server.url.replace("//", "//user:pass@")

    async with bot_on(AiohttpRequest(proxy=proxy), "http://telegram.invalid") as bot:
        await bot.send_message(7, "through")

    assert server.headers[0]["Host"] == "telegram.invalid"
    assert server.headers[0]["Proxy-Authorization"] == f"Basic {b64encode(b'user:pass').decode()}"
    assert server.heard[0]["text"] == "through"


async def test_a_proxy_that_refuses_is_told_without_its_password(server: Server) -> None:
    server.answer(407)
    proxy = server.url.replace("//", "//user:pass@")

    error = await failure(AiohttpRequest(proxy=proxy), "https://telegram.invalid")

    assert isinstance(error, NoAnswerError)
    assert error.delivered is False
    assert "pass" not in "".join([str(error), *traceback.format_exception(error)])


async def test_the_environment_names_no_proxy(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")

    async with bot_on(AiohttpRequest(), server.url) as bot:
        await bot.send_message(7, "direct")

    assert server.heard[0]["text"] == "direct"


def test_a_proxy_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="http or https") as caught:
        AiohttpRequest(proxy="socks5://user:pass@127.0.0.1:1080")

    assert "pass" not in str(caught.value)
