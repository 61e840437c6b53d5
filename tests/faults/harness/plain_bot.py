"""Plain python-telegram-bot as its examples have it: works a while, then replies.

The webhook is served as its example of a custom webhook does it, on aiohttp: run_webhook needs
tornado, and acknowledges at the same place, with the update in the queue.
"""

import argparse
import asyncio
import logging
import os
from typing import Any

from aiohttp import web
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

from tests.faults.harness.orphan import die_with_parent

App = Application[Any, Any, Any, Any, Any, Any]


def build(work_s: float) -> App:
    async def reply(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await asyncio.sleep(work_s)
        await update.message.reply_text("ok", do_quote=True)

    app = (
        ApplicationBuilder()
        .token(os.environ["TELEGRAM_BOT_TOKEN"])
        .base_url(f"{os.environ['QYSQA_TELEGRAM_API_URL']}/bot")
        .build()
    )
    app.add_handler(MessageHandler(filters.TEXT, reply))
    return app


async def run_webhook(app: App, url: str, port: int) -> None:
    async def take(request: web.Request) -> web.Response:
        await app.update_queue.put(Update.de_json(await request.json(), app.bot))
        return web.Response()

    server = web.Application()
    server.router.add_post("/{path:.*}", take)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    async with app:
        await app.bot.set_webhook(url)
        await app.start()
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work-s", type=float, default=0.2)
    options = parser.parse_args()
    die_with_parent()
    logging.disable(logging.CRITICAL)
    app = build(options.work_s)
    if url := os.environ.get("QYSQA_WEBHOOK_URL"):
        asyncio.run(run_webhook(app, url, int(os.environ["QYSQA_WEBHOOK_PORT"])))
    else:
        app.run_polling()


if __name__ == "__main__":
    main()
