"""The bots of chat.py, each a program of its own: ours as `qysqa run`, and bots that echo."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from chat_server import ARTICLES, address, language_of, pinned
from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from bot.article.links.canonical import canonical
from bot.article.links.urls import parse_link
from bot.article.samples import sample
from bot.config import Settings
from bot.core.keys import request_source, summary_key
from bot.core.models import LanguageCode, LinkRequest, Sentence, Summary
from bot.store.database import Database
from bot.store.summaries import Summaries
from bot.telegram import application
from bot.telegram.outgoing.pacing import Rate, Rates
from bot.telegram.wire.transport import AiohttpRequest
from bot.text.segment import sentences
from tests.faults.harness.orphan import die_with_parent

CORE: Final = 0
ECHO_AT_ONCE: Final = 16
SHORTEST: Final = 60  # characters: headings are no sentences
FREE: Final = Rate(1, 1_000_000)  # a million messages before any has to wait


def ours(*, paced: bool = False) -> None:
    """`qysqa run`, without Telegram's paces unless *paced*."""
    from bot.cli.app import main  # noqa: PLC0415 - only here

    if not paced:
        rates = Rates(FREE, FREE, FREE)
        application.Manners = partial(application.Manners, rates=rates)  # type: ignore[misc,assignment] # the seam
    sys.argv = ["qysqa", "run"]
    main()


def echo(at_once: int, *, stock: bool) -> None:
    """The bot of python-telegram-bot's examples, *at_once* updates at a time."""
    logging.disable(logging.CRITICAL)

    async def reply(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    builder: Any = ApplicationBuilder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    builder = builder.base_url(f"{os.environ['QYSQA_TELEGRAM_API_URL']}/bot")
    if not stock:
        builder = builder.request(AiohttpRequest()).get_updates_request(AiohttpRequest())
    app = builder.concurrent_updates(at_once).build()
    app.add_handler(MessageHandler(filters.TEXT, reply))
    app.run_polling()


BOTS: Final[dict[str, Callable[[], None]]] = {
    "qysqa": ours,
    "qysqa, 4 senders": ours,
    "qysqa, idle": partial(ours, paced=True),
    "echo, aiohttp": partial(echo, ECHO_AT_ONCE, stock=False),
    "echo, httpx, 256 at once": partial(echo, 256, stock=True),
    "echo, httpx, 8 at once": partial(echo, 8, stock=True),
}


def summary_of(article: int) -> Summary:
    """A summary in the language of its reader: eight sentences, of which five are shown."""
    code, url = LanguageCode(language_of(article)), address(article)
    text = sample(code).content.decode()
    found = [one.text for one in sentences(text, code) if len(one.text) > SHORTEST]
    ranked = tuple(
        Sentence(said, n * 400, n * 400 + 300, n + 1, code, quote(" ".join(said.split()[:4])))
        for n, said in ((n, found[(article + n) % len(found)]) for n in range(8))
    )
    key = request_source(LinkRequest(canonical(parse_link(url))))
    return Summary(
        key=summary_key(key, method=Settings().method),
        title=found[article % len(found)][:90],
        url=url,
        site="news.example",
        published=datetime(2026, 9, 10, tzinfo=UTC).date(),
        language=code,
        ranked=ranked,
        depth=8,
        keywords=("су", "қала", "жол", "2026"),
        sentences_total=24,
        words_total=410,
    )


async def fill(folder: Path) -> None:
    """Put the summary of each article into the cache of the bot in *folder*."""
    async with Database(f"sqlite+aiosqlite:///{folder / 'qysqa.db'}") as database:
        kept = Summaries(database)
        for article in range(ARTICLES):
            await kept.put_summary(summary_of(article), now=datetime.now(UTC))


if __name__ == "__main__":
    pinned([CORE])
    if sys.argv[1] == "fill":
        asyncio.run(fill(Path(sys.argv[2])))
    else:
        die_with_parent()
        BOTS[sys.argv[1]]()
