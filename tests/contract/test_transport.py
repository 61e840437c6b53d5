"""What our transport and python-telegram-bot's own both do."""

import asyncio
import io
import json
import socket
import struct
from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMediaDocument
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.wire.transport import AiohttpRequest, Limits
from tests.simulator import loopback
from tests.simulator.loopback import MESSAGE, TOKEN, Server, bot_on, failure, free_port, serving
from tests.simulator.tls_proxy import tls_proxy

SHORT_S = 0.15
UPLOAD = bytes(range(256)) * 8192  # 2 MiB: more than one write


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as server:
        yield server


@pytest.fixture
async def silent_port() -> AsyncIterator[int]:
    async with loopback.silent_port() as port:
        yield port


def httpx_transport(limits: Limits, *, proxy: str | None = None) -> BaseRequest:
    return HTTPXRequest(
        proxy=proxy,
        connection_pool_size=limits.connections,
        connect_timeout=limits.connect_s,
        read_timeout=limits.read_s,
        write_timeout=limits.write_s,
        media_write_timeout=limits.media_write_s,
        pool_timeout=limits.pool_s,
        httpx_kwargs={"trust_env": False},
    )


both = pytest.mark.parametrize("make", [AiohttpRequest, httpx_transport])


@both
async def test_a_call_arrives_with_its_parameters_and_its_answer_comes_back(
    make: Any, server: Server
) -> None:
    async with bot_on(make(Limits()), server.url) as bot:
        message = await bot.send_message(7, "Қысқа: «қалай?» 👋 & +%")

    assert message.text == "ok"
    assert server.heard == [
        {"path": f"/bot{TOKEN}/sendMessage", "chat_id": "7", "text": "Қысқа: «қалай?» 👋 & +%"}
    ]


@both
async def test_a_call_without_parameters_has_an_empty_body(make: Any, server: Server) -> None:
    server.answer(200, result={"id": 42, "is_bot": True, "first_name": "Q"})

    async with bot_on(make(Limits()), server.url) as bot:
        me = await bot.get_me()

    assert me.id == 42
    assert server.heard == [{"path": f"/bot{TOKEN}/getMe"}]
    assert server.headers[0]["User-Agent"] == BaseRequest.USER_AGENT


@both
async def test_nested_parameters_arrive_as_json(make: Any, server: Server) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Қысқарақ", callback_data="s:1")]])

    async with bot_on(make(Limits()), server.url) as bot:
        await bot.send_message(7, "x", reply_markup=keyboard, disable_notification=True)

    assert server.heard[0]["disable_notification"] == "true"
    assert json.loads(server.heard[0]["reply_markup"]) == {
        "inline_keyboard": [[{"text": "Қысқарақ", "callback_data": "s:1"}]]
    }


@both
@pytest.mark.parametrize("as_handle", [False, True])
async def test_an_uploaded_file_arrives_with_its_name_kind_and_bytes(
    make: Any, server: Server, *, as_handle: bool
) -> None:
    source = io.BytesIO(UPLOAD) if as_handle else UPLOAD
    document = InputFile(source, filename="мақала.pdf", read_file_handle=False)

    async with bot_on(make(Limits()), server.url) as bot:
        await bot.send_document(7, document, caption="Құжат")

    arrived = server.heard[0].pop("document")
    assert server.heard[0] == {
        "path": f"/bot{TOKEN}/sendDocument",
        "chat_id": "7",
        "caption": "Құжат",
    }
    assert arrived == ("мақала.pdf", "application/pdf", UPLOAD)


@both
async def test_all_files_of_a_media_group_arrive(make: Any, server: Server) -> None:
    server.answer(200, result=[MESSAGE, MESSAGE])
    media = [
        InputMediaDocument(b"first", filename="бір.txt", caption="Құжат"),
        InputMediaDocument(io.BytesIO(UPLOAD), filename="2.pdf"),
        InputMediaDocument("file-id-of-the-third"),
    ]

    async with bot_on(make(Limits()), server.url) as bot:
        sent = await bot.send_media_group(7, media)

    heard = server.heard[0]
    named = json.loads(heard["media"])
    files = [heard.get(one["media"].removeprefix("attach://")) for one in named]
    assert len(sent) == 2
    assert files == [
        ("бір.txt", "text/plain", b"first"),
        ("2.pdf", "application/pdf", UPLOAD),
        None,
    ]
    assert (named[0]["caption"], named[2]["media"]) == ("Құжат", "file-id-of-the-third")


@both
async def test_a_photo_arrives_beside_its_buttons(make: Any, server: Server) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="s:1")]])

    async with bot_on(make(Limits()), server.url) as bot:
        await bot.send_photo(7, UPLOAD, reply_markup=keyboard, filename="chart.png")

    assert server.heard[0]["photo"] == ("chart.png", "image/png", UPLOAD)
    assert json.loads(server.heard[0]["reply_markup"]) == keyboard.to_dict()


@both
async def test_an_empty_file_arrives(make: Any, server: Server) -> None:
    async with bot_on(make(Limits()), server.url) as bot:
        await bot.send_document(7, b"", filename="empty.txt")

    assert server.heard[0]["document"] == ("empty.txt", "text/plain", b"")


@both
async def test_a_call_after_one_that_failed_is_answered(make: Any, server: Server) -> None:
    server.answer(500, description="Internal Server Error")
    async with bot_on(make(Limits(connections=1)), server.url) as bot:
        with pytest.raises(NetworkError):
            await bot.send_message(7, "x")
        server.answer(200, result=MESSAGE)
        assert (await bot.send_message(7, "x")).text == "ok"

    assert len(server.heard) == 2


@both
@pytest.mark.parametrize("status", [200, 500])
async def test_what_is_no_json_is_an_error(make: Any, server: Server, status: int) -> None:
    server.status, server.body = status, b"no JSON"

    error = await failure(make(Limits()), server.url)

    assert isinstance(error, TelegramError)
    assert not isinstance(error, TimedOut)


@both
async def test_bytes_that_are_no_utf8_do_not_break_an_answer(make: Any, server: Server) -> None:
    server.body = json.dumps({"ok": True, "result": MESSAGE}).encode().replace(b"ok", b"ok\xff", 2)
    server.body = server.body.replace(b'"ok\xff"', b'"ok"', 1)

    async with bot_on(make(Limits()), server.url) as bot:
        assert (await bot.send_message(7, "x")).text == "ok\ufffd"


@both
async def test_what_failed_to_be_downloaded_is_an_error(make: Any, server: Server) -> None:
    server.answer(404, description="Not Found")

    async with make(Limits()) as transport:
        with pytest.raises(InvalidToken):
            await transport.retrieve(f"{server.url}/file/bot{TOKEN}/1.pdf")


@both
async def test_calls_go_through_a_proxy_with_its_password(make: Any, server: Server) -> None:
    async with tls_proxy(int(server.url.rpartition(":")[2])) as proxy:
        transport = make(Limits(), proxy=proxy.url.replace("://", "://u:p%40ss@"))
        async with bot_on(transport, server.url) as bot:
            assert (await bot.send_message(7, "x")).text == "ok"

    credentials = b64encode(b"u:p@ss").decode()
    assert proxy.asked == [f"POST {server.url}/bot{TOKEN}/sendMessage HTTP/1.1"]
    assert server.headers[0]["Proxy-Authorization"] == f"Basic {credentials}"


@both
async def test_a_file_is_downloaded_whole(make: Any, server: Server) -> None:
    server.body = UPLOAD

    async with make(Limits()) as transport:
        content = await transport.retrieve(f"{server.url}/file/bot{TOKEN}/documents/1.pdf")

    assert content == UPLOAD
    assert server.heard == [{"path": f"/file/bot{TOKEN}/documents/1.pdf"}]


@both
@pytest.mark.parametrize(
    ("status", "description", "expected"),
    [
        (400, "Bad Request: chat not found", BadRequest("Chat not found")),
        (401, "Unauthorized", InvalidToken("Unauthorized")),
        (403, "Forbidden: bot was blocked by the user", Forbidden("")),
        (404, "Not Found", InvalidToken("Not Found")),
        (413, "Request Entity Too Large", NetworkError("")),
        (409, "Conflict: terminated by other getUpdates request", Conflict("")),
        (500, "Internal Server Error", NetworkError("")),
    ],
)
async def test_a_refusal_is_the_error_python_telegram_bot_has_for_it(
    make: Any, server: Server, status: int, description: str, expected: TelegramError
) -> None:
    server.answer(status, error_code=status, description=description)

    error = await failure(make(Limits()), server.url)

    assert type(error) is type(expected)
    assert str(error).lower() == description.removeprefix("Bad Request: ").lower()


@both
async def test_parameters_of_a_refusal_are_read(
    make: Any, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    server.answer(429, description="Too Many Requests", parameters={"retry_after": 3})
    flood = await failure(make(Limits()), server.url)
    server.answer(400, description="Bad Request: x", parameters={"migrate_to_chat_id": -1007})
    migration = await failure(make(Limits()), server.url)

    assert isinstance(flood, RetryAfter)
    assert flood.retry_after == timedelta(seconds=3)
    assert isinstance(migration, ChatMigrated)
    assert migration.new_chat_id == -1007


@both
async def test_a_page_in_place_of_json_is_a_network_error(make: Any, server: Server) -> None:
    server.status, server.body = 502, b"<html>Bad Gateway</html>"

    error = await failure(make(Limits()), server.url)

    assert type(error) is NetworkError
    assert "Bad Gateway (502)" in str(error)


@both
async def test_a_redirect_is_not_followed(make: Any, server: Server) -> None:
    server.answer(302, description="Found")

    error = await failure(make(Limits()), server.url)

    assert type(error) is NetworkError
    assert len(server.heard) == 1


@both
@pytest.mark.parametrize("per_call", [False, True])
async def test_a_silent_server_is_a_read_timeout(
    make: Any, server: Server, *, per_call: bool
) -> None:
    server.silent = True
    limits = Limits() if per_call else Limits(read_s=SHORT_S)
    timeouts = {"read_timeout": SHORT_S} if per_call else {}

    error = await failure(make(limits), server.url, **timeouts)

    assert isinstance(error, TimedOut)
    assert len(server.heard) == 1


@both
async def test_none_for_one_call_lifts_the_limits(make: Any, server: Server) -> None:
    none = dict.fromkeys(["read_timeout", "write_timeout", "connect_timeout", "pool_timeout"])
    transport = make(Limits(read_s=1e-6, write_s=1e-6, connect_s=1e-6, pool_s=1e-6))

    async with bot_on(transport, server.url) as bot:
        message = await bot.send_message(7, "x", **none)

    assert message.text == "ok"


@both
async def test_a_handshake_that_never_ends_is_a_timeout(make: Any, silent_port: int) -> None:
    error = await failure(make(Limits(connect_s=SHORT_S)), f"https://127.0.0.1:{silent_port}")

    assert isinstance(error, TimedOut)


@both
async def test_an_upload_that_nobody_reads_is_a_timeout(make: Any, silent_port: int) -> None:
    limits = Limits(connect_s=SHORT_S, read_s=SHORT_S, write_s=30, media_write_s=SHORT_S)
    upload = bytes(16 << 20)  # more than the sockets' buffers hold

    async with bot_on(make(limits), f"http://127.0.0.1:{silent_port}") as bot:
        with pytest.raises(TimedOut):
            await bot.send_document(7, upload, write_timeout=SHORT_S)
        with pytest.raises(TimedOut):
            await bot.send_document(7, upload)  # within media_write_s


@both
async def test_a_call_whose_turn_does_not_come_is_a_timeout(make: Any, server: Server) -> None:
    server.silent = True
    transport = make(Limits(connections=1, pool_s=SHORT_S))

    async with bot_on(transport, server.url) as bot:
        first = asyncio.create_task(bot.send_message(7, "first"))
        await asyncio.sleep(SHORT_S / 2)
        with pytest.raises(TimedOut, match="connections"):
            await bot.send_message(7, "second")
        server.spoken.set()
        await first

    assert [call["text"] for call in server.heard] == ["first"]


@both
async def test_a_refused_connection_is_a_network_error(make: Any) -> None:
    error = await failure(make(Limits()), f"http://127.0.0.1:{free_port()}")

    assert isinstance(error, NetworkError)
    assert not isinstance(error, TimedOut)


@both
async def test_a_connection_lost_before_the_answer_is_a_network_error(
    make: Any, server: Server
) -> None:
    server.hang_up = True

    error = await failure(make(Limits()), server.url)

    assert isinstance(error, NetworkError)
    assert not isinstance(error, TimedOut)
    assert len(server.heard) == 1


@both
async def test_a_connection_that_is_reset_is_a_network_error(make: Any) -> None:
    async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        at_once = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        writer.close()

    async with await asyncio.start_server(reset, "127.0.0.1", 0) as listener:
        port = listener.sockets[0].getsockname()[1]
        error = await failure(make(Limits()), f"http://127.0.0.1:{port}")

    assert isinstance(error, NetworkError)
    assert not isinstance(error, TimedOut)


@both
async def test_fifty_calls_side_by_side_are_all_answered(make: Any, server: Server) -> None:
    async with bot_on(make(Limits(connections=8, pool_s=10)), server.url) as bot:
        await asyncio.gather(*(bot.send_message(7, str(number)) for number in range(50)))

    assert sorted(int(call["text"]) for call in server.heard) == list(range(50))
    assert 1 < server.busiest <= 8
    assert len(server.peers) <= 8


@both
async def test_opening_and_closing_twice_is_once(make: Any, server: Server) -> None:
    transport = make(Limits())
    for _ in range(2):
        await transport.initialize()
        await transport.initialize()
        assert (await transport.do_request(server.url, "POST"))[0] == 200
        await transport.shutdown()
        await transport.shutdown()

    with pytest.raises(RuntimeError, match="not initialized"):
        await transport.do_request(server.url, "POST")


@both
async def test_the_default_read_timeout_is_told(make: Any) -> None:
    async with make(Limits(read_s=12)) as told, make(Limits(read_s=None)) as unlimited:
        assert (told.read_timeout, unlimited.read_timeout) == (12, None)
