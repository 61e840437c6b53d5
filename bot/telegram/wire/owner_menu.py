"""The owner's menu: commands that only the owner's private chat shows."""

from collections.abc import Callable, Iterable, Mapping

import structlog
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.core.errors import StoreError
from bot.core.languages import EN
from bot.core.models import LanguageCode
from bot.i18n import owner, texts
from bot.i18n.catalogs import Catalog
from bot.service.access import Access

_log = structlog.get_logger(__name__)


async def keep_owner_menu(
    bot: Bot, catalogs: Mapping[LanguageCode, Catalog], access: Access
) -> None:
    """Register the menu when the owner's chat is known; it may be when they write first."""
    if await _register(bot, catalogs.values(), access):
        return
    await access.owner_met()
    await _register(bot, catalogs.values(), access)


async def register_owner_menu(bot: Bot, catalog: Catalog, chat_id: int) -> None:
    """Bring the menu of that chat up to date in one language; what is as it should be stays.

    Raises:
        TelegramError: The owner has never written to the bot, or Telegram can't be reached.
    """
    scope = BotCommandScopeChat(chat_id)
    language = None if catalog.language == EN else catalog.language  # as bot.telegram.wire.menu
    wanted = (
        *_commands(texts.command, catalog, texts.COMMANDS),
        *_commands(owner.command, catalog, owner.COMMANDS),
    )
    if await bot.get_my_commands(scope, language) != wanted:
        await bot.set_my_commands(wanted, scope, language)


async def _register(bot: Bot, catalogs: Iterable[Catalog], access: Access) -> bool:
    """Whether it is registered; it is asked for again when the owner writes."""
    try:
        chat_id = await access.owner_chat()
        if chat_id is None:
            return False
        for catalog in catalogs:
            await register_owner_menu(bot, catalog, chat_id)
    except (StoreError, TelegramError) as error:
        _log.warning("owner_menu.failed", error=type(error).__name__)
        return False
    return True


def _commands(
    say: Callable[[Catalog, str], str], t: Catalog, names: Iterable[str]
) -> tuple[BotCommand, ...]:
    return tuple(BotCommand(name, say(t, name)) for name in names)
