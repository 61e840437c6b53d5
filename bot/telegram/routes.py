"""Which handler answers what came. Pure."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.core.languages import INTERFACE_LANGUAGES
from bot.core.models import Length
from bot.core.ports import Progress
from bot.telegram.desk import Desk
from bot.telegram.groups.rooms import Rooms
from bot.telegram.groups.signed import FEED, MISSED
from bot.telegram.handlers import Handlers
from bot.telegram.incoming import Incoming, Standing
from bot.telegram.owner import OwnerHandlers
from bot.telegram.replies import Reply
from bot.telegram.translating import TranslationHandlers

Handler = Callable[[Incoming, Progress], Awaitable[list[Reply]]]

_LANGUAGES = "|".join(INTERFACE_LANGUAGES)


@dataclass(frozen=True, slots=True)
class Route:
    """A handler; *toasts* says that it answers the pressed button itself.

    One that *overhears* is given what nobody asked this bot: if it fails, nobody is told.
    """

    handler: Handler
    toasts: bool = False
    overhears: bool = False


class Routes:
    """All that the bot answers."""

    def __init__(self, desk: Desk, rooms: Rooms) -> None:
        handlers = Handlers(desk)
        self._commands = _commands(handlers, desk) | _group_commands(rooms)
        self._buttons = _buttons(handlers, rooms)
        self._message = Route(handlers.message)
        self._history = Route(rooms.room.history)
        self._links = {MISSED: Route(rooms.catch_up.open), FEED: Route(rooms.panel.feed)}
        self._standing = Route(rooms.room.standing, overhears=True)
        self._overheard = Route(rooms.room.message, overhears=True)

    def find(self, incoming: Incoming) -> Route | None:
        """Buttons, then commands, then everything that is written."""
        if incoming.data is not None:
            return next((one for data, one in self._buttons if data.match(incoming.data)), None)
        if incoming.standing is not None:
            return self._standing if _matters(incoming) else None
        command = None if incoming.is_edit else self._commands.get(incoming.command or "")
        if command is not None:
            return self._links.get(_link(incoming), command)
        return self._written(incoming) if incoming.is_written else None

    def _written(self, incoming: Incoming) -> Route | None:
        if incoming.is_group or incoming.is_edit:
            return self._overheard
        return self._history if _is_export(incoming) else self._message


def _matters(incoming: Incoming) -> bool:
    """The bot came into a group, or can't be in a chat any more; other changes say nothing."""
    if incoming.standing is Standing.OUT:
        return True
    return incoming.is_group and incoming.standing is Standing.JOINED


def _link(incoming: Incoming) -> str:
    """The kind of link by which the private chat was opened; "" if by none."""
    is_start = incoming.command == "start" and not incoming.is_group
    return incoming.arguments.partition("_")[0] if is_start else ""


def _is_export(incoming: Incoming) -> bool:
    """A file of the kind that Telegram Desktop exports chats to."""
    file = incoming.content.file
    return file is not None and file.name.lower().endswith(".json")


def _commands(handlers: Handlers, desk: Desk) -> dict[str, Route]:
    translation = TranslationHandlers(desk)
    return _table(
        (
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
    )


def _group_commands(rooms: Rooms) -> dict[str, Route]:
    return _table(
        (
            (("digest",), rooms.panel.digest),
            (("catchup", "missed"), rooms.catch_up.catch_up),
            (("sources",), rooms.sources.sources),
            (("optout",), rooms.room.opt_out),
            (("optin",), rooms.room.opt_in),
            (("auto",), rooms.automatic.auto),
        )
    )


def _table(table: Sequence[tuple[tuple[str, ...], Handler]]) -> dict[str, Route]:
    return {name: Route(handler) for names, handler in table for name in names}


def _buttons(handlers: Handlers, rooms: Rooms) -> Sequence[tuple[re.Pattern[str], Route]]:
    lengths = "|".join(Length)
    table = (
        (rf"s:[0-9a-f]{{32}}:({_LANGUAGES}):[sml]:[1-9]", Route(handlers.press)),
        (rf"start:({_LANGUAGES})", Route(handlers.start_language)),
        (r"example", Route(handlers.example)),
        (r"privacy", Route(handlers.privacy)),
        (rf"p:({_LANGUAGES}|{lengths})", Route(handlers.change_settings, toasts=True)),
        (r"g:.*", Route(rooms.panel.press)),
    )
    return [(re.compile(rf"{data}\Z"), route) for data, route in table]
