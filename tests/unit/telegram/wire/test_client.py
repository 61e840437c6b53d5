"""The client: its proxy, and the short way of messages."""

import json
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
    User,
)
from telegram.error import BadRequest

from bot.core.errors import TelegramUnreachableError
from bot.telegram.wire.client import bot_name, make_bot
from tests.simulator.loopback import TOKEN, Server, free_port, serving
from tests.simulator.tls_proxy import tls_proxy

ME = {"id": 42, "is_bot": True, "first_name": "Q", "username": "qysqa_bot"}


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as server:
        server.answer(200, result=ME)
        yield server


def port_of(server: Server) -> int:
    return int(server.url.rpartition(":")[2])


async def test_all_calls_go_through_the_proxy_with_its_password(server: Server) -> None:
    async with tls_proxy(port_of(server)) as proxy:
        address = proxy.url.replace("://", "://aliya:p%40ss@")
        assert await bot_name(server.url, TOKEN, proxy=address) == "qysqa_bot"

    assert proxy.asked == [f"POST {server.url}/bot{TOKEN}/getMe HTTP/1.1"]
    credentials = b64encode(b"aliya:p@ss").decode()
    assert server.headers[0]["Proxy-Authorization"] == f"Basic {credentials}"


async def test_updates_are_asked_for_through_the_proxy_too(server: Server) -> None:
    async with (
        tls_proxy(port_of(server)) as proxy,
        make_bot(server.url, TOKEN, proxy=proxy.url) as bot,
    ):
        server.answer(200, result=[])
        assert await bot.raw_updates(0, timeout_s=0, kinds=["message"]) == []

    asked = [one.split()[1].rpartition("/")[2] for one in proxy.asked]
    assert asked == ["getMe", "getUpdates"]


async def test_without_a_proxy_the_way_is_direct(server: Server) -> None:
    async with tls_proxy(port_of(server)) as proxy:
        assert await bot_name(server.url, TOKEN) == "qysqa_bot"

    assert proxy.asked == []


async def test_a_proxy_that_is_not_there_is_no_way_to_telegram(server: Server) -> None:
    with pytest.raises(TelegramUnreachableError) as caught:
        await bot_name(server.url, TOKEN, proxy=f"http://u:s3cret@127.0.0.1:{free_port()}")

    assert "s3cret" not in str(caught.value)
    assert server.heard == []


ENTITIES = [
    MessageEntity("bold", 0, 2),
    MessageEntity("text_link", 0, 2, url="https://example.kz"),
    MessageEntity("text_mention", 0, 2, user=User(7, "", is_bot=False)),
    MessageEntity("custom_emoji", 0, 2, custom_emoji_id="5"),
    MessageEntity("pre", 0, 2, language="python"),
]
KEYBOARD = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("a", callback_data="s:1"),
            InlineKeyboardButton("b", url="https://t.me"),
        ],
        [InlineKeyboardButton("c", switch_inline_query="")],
    ]
)


async def test_a_message_arrives_as_the_library_itself_writes_it(server: Server) -> None:
    given: dict[str, Any] = {
        "entities": ENTITIES,
        "reply_markup": KEYBOARD,
        "link_preview_options": LinkPreviewOptions(is_disabled=True),
        "reply_parameters": ReplyParameters(5, quote="ok", quote_entities=ENTITIES[:1]),
        "message_thread_id": None,
        "disable_notification": True,
    }
    chat = {"id": 7, "type": "private"}
    async with make_bot(server.url, TOKEN) as bot:
        server.answer(200, result={"message_id": 9, "date": 0, "chat": chat, "text": "ok"})
        sent = await bot.send_message(7, "ok", **given)

    heard = server.heard[-1]
    written = {name: json.loads(heard[name]) for name in ("entities", "reply_markup")}
    assert sent.message_id == 9
    assert written == {
        "entities": [one.to_dict() for one in ENTITIES],
        "reply_markup": KEYBOARD.to_dict(),
    }
    assert json.loads(heard["reply_parameters"]) == given["reply_parameters"].to_dict()
    assert json.loads(heard["link_preview_options"]) == {"is_disabled": True}
    assert (heard["disable_notification"], "message_thread_id" in heard) == ("true", False)


async def test_a_refused_message_is_the_librarys_error(server: Server) -> None:
    async with make_bot(server.url, TOKEN) as bot:
        server.answer(400, description="Bad Request: chat not found")
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(7, "ok")
