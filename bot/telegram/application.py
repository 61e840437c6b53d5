"""The Telegram bot: python-telegram-bot's application with our handlers, transport and order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import uuid4
from weakref import WeakValueDictionary

from telegram import Bot, ChatMember, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseUpdateProcessor,
    CallbackQueryHandler,
    CommandHandler,
    Defaults,
    MessageHandler,
    filters,
)

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.core.errors import FileTooLargeError, TelegramUnreachableError
from bot.core.languages import INTERFACE_LANGUAGES
from bot.core.models import Length
from bot.i18n.catalogs import load_catalogs, locales_folder
from bot.service.qysqa import Qysqa
from bot.telegram.client import api_addresses, bot_name
from bot.telegram.desk import Desk
from bot.telegram.handlers import Handlers
from bot.telegram.incoming import Attachment
from bot.telegram.menu import register_menu
from bot.telegram.owner import OwnerHandlers
from bot.telegram.pacing import Pacing, Rates
from bot.telegram.progress import Pace
from bot.telegram.runner import Handler, Runner, log_undelivered
from bot.telegram.translating import TranslationHandlers
from bot.telegram.transport import AiohttpRequest

PARALLEL_UPDATES = 256  # in work or waiting for their chat's turn; heavy work has its own limit
POLL_S = 30  # a poll waits for updates; Telegram allows 50
_UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY]
_LANGUAGES = "|".join(INTERFACE_LANGUAGES)
_ANYTHING = filters.TEXT | filters.CAPTION | filters.Document.ALL
_ADMINS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)

App = Application[Any, Any, Any, Any, Any, Any]


class InChatOrder(BaseUpdateProcessor):
    """Chats side by side, the updates of one chat in order: a button follows its message."""

    def __init__(self, parallel: int) -> None:
        super().__init__(parallel)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to give back."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's earlier updates."""
        chat = update.effective_chat if isinstance(update, Update) else None
        lock = self._locks.setdefault(chat.id if chat else 0, asyncio.Lock())
        async with lock:
            await coroutine


class TelegramSide:
    """What handlers ask of Telegram; see bot.telegram.desk.Telegram."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    @property
    def bot_name(self) -> str:
        """The bot's @name, without the sign."""
        return self._bot.username

    async def download(self, file: Attachment) -> bytes:
        """Return the bytes of a file."""
        try:
            found = await self._bot.get_file(file.file_id)
            return bytes(await found.download_as_bytearray())
        except BadRequest as error:  # of a file without a size this is how Telegram says it
            raise FileTooLargeError(MAX_FILE_BYTES) from error
        except TelegramError as error:
            raise TelegramUnreachableError from error

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Whether the person runs the group; a group's anonymous admin writes as the group."""
        try:
            member = await self._bot.get_chat_member(chat_id, user_id)
        except TelegramError as error:
            raise TelegramUnreachableError from error
        return member.status in _ADMINS


def build_application(
    qysqa: Qysqa, token: str, *, api_url: str, pace: Pace | None = None, rates: Rates | None = None
) -> App:
    """Join the application; nothing is sent before it is initialized."""
    base, files = api_addresses(api_url)
    defaults = Defaults(
        parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    app = (
        ApplicationBuilder()
        .token(token)
        .base_url(base)
        .base_file_url(files)
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest())
        .defaults(defaults)
        .rate_limiter(Pacing(rates or Rates()))
        .concurrent_updates(InChatOrder(PARALLEL_UPDATES))
        .job_queue(None)
        .build()
    )
    _register(app, qysqa, pace or Pace())
    return app


async def run_bot(
    qysqa: Qysqa, token: str, *, api_url: str, stop: asyncio.Event, say: Callable[[str], None]
) -> None:
    """Poll until *stop* is set.

    Raises:
        TokenRejectedError: Telegram does not know the token.
        TelegramUnreachableError: The Bot API does not answer.
    """
    name = await bot_name(api_url, token)  # says in one line what is wrong with a token
    async with polling(build_application(qysqa, token, api_url=api_url)):
        say(f"@{name} is listening. Ctrl-C stops it.")
        await stop.wait()


@asynccontextmanager
async def polling(app: App) -> AsyncIterator[None]:
    """Answer until the block ends; what is in work then is finished first."""
    assert app.updater is not None
    async with AsyncExitStack() as owned:
        await owned.enter_async_context(app)
        await register_menu(app.bot, load_catalogs(locales_folder()).values())
        await app.start()
        owned.push_async_callback(app.stop)
        await app.updater.start_polling(allowed_updates=_UPDATES, timeout=POLL_S)
        owned.push_async_callback(app.updater.stop)
        yield


def _register(app: App, qysqa: Qysqa, pace: Pace) -> None:
    """Order matters: commands, then buttons, then everything else in private chats."""
    desk = Desk(qysqa, load_catalogs(locales_folder()), TelegramSide(app.bot))
    handlers = Handlers(desk)
    runner = Runner(desk.words, qysqa.facts.owner, lambda: uuid4().hex[:8], pace)
    own = filters.UpdateType.MESSAGE & ~filters.FORWARDED  # a forwarded command is a quotation
    for names, handler in _commands(handlers, desk):
        app.add_handler(CommandHandler(names, runner.answering(handler), own))
    for pattern, handler in _buttons(handlers):
        app.add_handler(CallbackQueryHandler(runner.answering(handler), pattern))
    settings = runner.answering(handlers.change_settings, toasts=True)
    app.add_handler(CallbackQueryHandler(settings, rf"^p:({_LANGUAGES}|{'|'.join(Length)})$"))
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & _ANYTHING
    app.add_handler(MessageHandler(private, runner.answering(handlers.message)))
    app.add_error_handler(log_undelivered)


def _commands(handlers: Handlers, desk: Desk) -> Sequence[tuple[tuple[str, ...], Handler]]:
    translation = TranslationHandlers(desk)
    return (
        (("start",), handlers.start),
        (("help",), handlers.help),
        (("privacy",), handlers.privacy),
        (("forgetme",), handlers.forget),
        (("settings",), handlers.settings),
        (("sum", "s", "tldr"), handlers.sum),
        (("tr", "t"), translation.translate),
        (("glossary",), translation.glossary),
        (("health",), OwnerHandlers(desk).health),
    )


def _buttons(handlers: Handlers) -> Sequence[tuple[str, Handler]]:
    return (
        (rf"^s:[0-9a-f]{{32}}:({_LANGUAGES}):[sml]:[1-9]$", handlers.press),
        (rf"^start:({_LANGUAGES})$", handlers.start_language),
        (r"^example$", handlers.example),
        (r"^privacy$", handlers.privacy),
    )
