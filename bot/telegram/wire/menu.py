"""The bot's menu and introduction, per language and per kind of chat."""

from collections.abc import Iterable

import structlog
from telegram import Bot, BotCommand, BotCommandScope
from telegram import BotCommandScopeAllGroupChats as InGroups
from telegram import BotCommandScopeAllPrivateChats as InPrivate
from telegram import BotCommandScopeDefault as Everywhere
from telegram.error import TelegramError

from bot.core.languages import EN
from bot.i18n import texts
from bot.i18n.catalogs import Catalog

_log = structlog.get_logger(__name__)


async def register_menu(bot: Bot, catalogs: Iterable[Catalog]) -> None:
    """Bring commands and descriptions up to date; what is as it should be is left alone.

    Telegram limits these calls strictly, and the bot works without them: a failure is logged.
    """
    for t in catalogs:
        # English is what people of every other language see
        language = None if t.language == EN else t.language
        try:
            await _register(bot, t, language)
        except TelegramError as error:
            _log.warning("menu.failed", language=t.language, error=type(error).__name__)


async def _register(bot: Bot, t: Catalog, language: str | None) -> None:
    for scope, names in (
        (Everywhere(), texts.COMMANDS),
        (InPrivate(), texts.COMMANDS),
        (InGroups(), texts.GROUP_COMMANDS),
    ):
        await _set_commands(bot, t, scope, names, language)
    short = await bot.get_my_short_description(language)
    if short.short_description != texts.short_description(t):
        await bot.set_my_short_description(texts.short_description(t), language)
    long = await bot.get_my_description(language)
    if long.description != texts.start(t):
        await bot.set_my_description(texts.start(t), language)


async def _set_commands(
    bot: Bot, t: Catalog, scope: BotCommandScope, names: Iterable[str], language: str | None
) -> None:
    wanted = tuple(_command(t, name) for name in names)
    if await bot.get_my_commands(scope, language) != wanted:
        await bot.set_my_commands(wanted, scope, language)


def _command(t: Catalog, name: str) -> BotCommand:
    """The library passes on what it does not know: an ephemeral command is one since API 10.2."""
    more = {"is_ephemeral": True} if name in texts.EPHEMERAL_COMMANDS else None
    return BotCommand(name, texts.command(t, name), api_kwargs=more)
