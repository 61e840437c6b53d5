"""Each kind of message as Telegram gets it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.core.models import Style, StyleKind
from bot.telegram.outgoing.delivery import deliver
from bot.telegram.outgoing.messages import (
    ChangedInline,
    GuestAnswer,
    Message,
    NewFile,
    NewMessage,
    Withdrawn,
)
from bot.telegram.replies import INLINE, Quote
from bot.telegram.shown.rich import Rich, bold, code, folded, italic, link, rich
from tests.simulator.clients import new_bot
from tests.simulator.refusal import bad_request
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import person

SHORT, X = "🙂 " + bold("Қысқа"), rich("x")
BUTTONS = ((("Қысқарақ", "s:1"), ("Бөлісу", f"{INLINE}kk Сәлем"), ("Сайт", "https://e.kz")),)
ME = person(7)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramSimulator]:
    async with TelegramSimulator() as telegram:
        telegram.say("x")
        yield telegram
    assert telegram.problems == []


@pytest.fixture
async def bot(telegram: TelegramSimulator) -> AsyncIterator[Bot]:
    async with new_bot(telegram) as bot:
        yield bot


async def test_a_text_is_shown_in_its_styles(telegram: TelegramSimulator, bot: Bot) -> None:
    plain = Rich(
        "😀код\nмәтін", (Style(StyleKind.BLOCK, 1, 4, "c"), Style(StyleKind.QUOTE, 5, 10))
    )
    named = Rich("Ө☺", (Style(StyleKind.MENTION, 0, 1, "7"), Style(StyleKind.EMOJI, 1, 2, "5")))
    said = bold(link("e.kz", "https://e.kz")) + " " + code("x") + "\n" + folded(italic("а"))
    await deliver(bot, 7, NewMessage(plain + "\n" + named + "\n" + said))

    [message] = telegram.messages()
    assert message.html == (
        '😀<pre><code class="language-c">код</code></pre>\n<blockquote>мәтін</blockquote>\n'
        '<a href="tg://user?id=7">Ө</a><tg-emoji emoji-id="5">☺</tg-emoji>\n'
        '<b><a href="https://e.kz">e.kz</a></b> <code>x</code>\n'
        "<blockquote expandable><i>а</i></blockquote>"
    )


async def test_a_button_opens_an_inline_query_in_another_chat(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    await deliver(bot, 7, NewMessage(X, BUTTONS))

    [message] = telegram.messages()
    assert message.json["reply_markup"]["inline_keyboard"] == [
        [
            {"text": "Қысқарақ", "callback_data": "s:1"},
            {"text": "Бөлісу", "switch_inline_query": "kk Сәлем"},
            {"text": "Сайт", "url": "https://e.kz"},
        ]
    ]


async def test_a_part_of_a_message_is_quoted(telegram: TelegramSimulator, bot: Bot) -> None:
    number = await deliver(bot, 7, NewMessage(SHORT + " қайда?"))
    await deliver(bot, 7, NewMessage(X, reply_to=number, quote=Quote.of(SHORT, 2, 7)))

    answer = telegram.messages()[1]
    assert answer.reply_to == number
    assert answer.json["quote"] == {
        "text": "Қысқа",
        "position": 3,
        "is_manual": True,
        "entities": [{"type": "bold", "offset": 0, "length": 5}],
    }


@pytest.mark.parametrize("quoted", [rich("Қысқа"), rich("Ұзын")])
async def test_where_a_quote_is_refused_the_answer_replies_to_the_whole(
    telegram: TelegramSimulator, bot: Bot, quoted: Rich
) -> None:
    number = await deliver(bot, 7, NewMessage(SHORT))
    await deliver(bot, 7, NewMessage(X, reply_to=number, quote=Quote(quoted, 3)))

    answer = telegram.messages()[1]
    assert (answer.reply_to, answer.json.get("quote")) == (number, None)


async def test_a_quote_of_a_message_that_is_gone_goes_with_it(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    await deliver(bot, 7, NewMessage(X, reply_to=999, quote=Quote(X, 0)))

    [answer] = telegram.messages()
    assert answer.reply_to is None


async def test_the_first_digest_is_pinned_in_place_of_none(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    number = await deliver(bot, 7, NewMessage(X, pins=True))

    assert [one.id for one in telegram.world.chats[7].pinned] == [number]


async def test_another_refusal_has_nothing_to_do_with_the_quote(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.world.chats[7].refusal = bad_request("chat is read-only")

    with pytest.raises(BadRequest, match="read-only"):
        await deliver(bot, 7, NewMessage(X, reply_to=1, quote=Quote(X, 0)))
    assert [call.method for call in telegram.calls] == ["getMe", "sendMessage"]


@pytest.mark.parametrize("is_photo", [False, True])
async def test_a_file_has_a_name_a_caption_and_buttons(
    telegram: TelegramSimulator, bot: Bot, *, is_photo: bool
) -> None:
    file = NewFile("a.png", b"\x89PNG", SHORT, is_photo, BUTTONS, reply_to=1)
    number = await deliver(bot, 7, file)

    [message] = telegram.messages()
    assert message.file is not None
    assert (message.file.name, message.file.content) == ("a.png", b"\x89PNG")
    assert (message.id, message.html, message.reply_to) == (number, "🙂 <b>Қысқа</b>", 1)
    assert ("photo" in message.json, len(message.buttons)) == (is_photo, 3)


async def test_a_file_may_have_nothing_said_under_it(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    await deliver(bot, 7, NewFile("a.txt", b"x"))

    assert telegram.messages()[0].text == ""


async def test_a_guest_answers_and_changes_the_answer(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    query = telegram.summon("@qysqa_test_bot x", ME)
    assert await deliver(bot, 7, GuestAnswer(query, SHORT, BUTTONS)) is None

    message = await telegram.guest_answer(query)
    assert (message.html, len(message.buttons)) == ("🙂 <b>Қысқа</b>", 3)
    place = message.json["inline_message_id"]
    assert await deliver(bot, 7, ChangedInline(place, italic("Ұзын"))) is None
    assert (message.html, message.buttons) == ("<i>Ұзын</i>", [])


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (GuestAnswer("0", X), "Query is too old"),
        (ChangedInline("0", X), "Message_id_invalid"),
    ],
)
async def test_what_telegram_refuses_is_raised(bot: Bot, message: Message, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason):
        await deliver(bot, 7, message)


@pytest.mark.parametrize("why", ["BUTTON_URL_INVALID", "inline keyboard button URL is invalid"])
async def test_an_address_that_telegram_does_not_take_costs_only_its_button(
    telegram: TelegramSimulator, bot: Bot, why: str
) -> None:
    telegram.faults.append(Fault("sendMessage", 400, f"Bad Request: {why}"))
    await deliver(bot, 7, NewMessage(X, BUTTONS))

    [message] = telegram.messages()
    assert [one.text for one in message.buttons] == ["Қысқарақ", "Бөлісу"]


async def test_what_is_withdrawn_goes_if_it_is_there(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    sent = await deliver(bot, 7, NewMessage(X))
    await deliver(bot, 7, Withdrawn(), sent)
    await deliver(bot, 7, Withdrawn(), sent)
    await deliver(bot, 7, Withdrawn())

    assert telegram.messages() == []
    assert [call.method for call in telegram.calls].count("deleteMessage") == 2
