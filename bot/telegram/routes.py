"""Which handler answers what came. Pure."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.languages import INTERFACE_LANGUAGES
from bot.core.models import Length
from bot.core.ports import Progress
from bot.telegram.desk import Desk
from bot.telegram.handlers import Handlers
from bot.telegram.incoming import Incoming
from bot.telegram.owner import OwnerHandlers
from bot.telegram.replies import Reply
from bot.telegram.translating import TranslationHandlers

Handler = Callable[[Incoming, Progress], Awaitable[list[Reply]]]

_LANGUAGES = "|".join(INTERFACE_LANGUAGES)


@dataclass(frozen=True, slots=True)
class Route:
    """A handler; *toasts* says that it answers the pressed button itself."""

    handler: Handler
    toasts: bool = False


class Routes:
    """All that the bot answers."""

    def __init__(self, desk: Desk) -> None:
        handlers = Handlers(desk)
        self._commands = _commands(handlers, desk)
        self._buttons = _buttons(handlers)
        self._message = Route(handlers.message)

    def find(self, incoming: Incoming) -> Route | None:
        """Commands first, then buttons, then everything that is written in private chats."""
        if incoming.data is not None:
            return next((one for data, one in self._buttons if data.match(incoming.data)), None)
        route = self._commands.get(incoming.command or "")
        if route is None and incoming.is_written and not incoming.is_group:
            return self._message
        return route


def _commands(handlers: Handlers, desk: Desk) -> Mapping[str, Route]:
    translation = TranslationHandlers(desk)
    table: Sequence[tuple[tuple[str, ...], Handler]] = (
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
    return {name: Route(handler) for names, handler in table for name in names}


def _buttons(handlers: Handlers) -> Sequence[tuple[re.Pattern[str], Route]]:
    lengths = "|".join(Length)
    table = (
        (rf"s:[0-9a-f]{{32}}:({_LANGUAGES}):[sml]:[1-9]", Route(handlers.press)),
        (rf"start:({_LANGUAGES})", Route(handlers.start_language)),
        (r"example", Route(handlers.example)),
        (r"privacy", Route(handlers.privacy)),
        (rf"p:({_LANGUAGES}|{lengths})", Route(handlers.change_settings, toasts=True)),
    )
    return [(re.compile(rf"{data}\Z"), route) for data, route in table]
