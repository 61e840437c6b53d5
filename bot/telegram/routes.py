"""Which handler answers what came. Pure."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.core.languages import INTERFACE_LANGUAGES, KAZAKH_SCRIPTS
from bot.core.models import Length
from bot.core.ports import Progress
from bot.telegram.answers import AnswerHandlers
from bot.telegram.anywhere.handlers import AnywhereHandlers, is_to_read
from bot.telegram.anywhere.links import READ, Links
from bot.telegram.anywhere.mentions import MentionHandlers, is_call
from bot.telegram.anywhere.results import CHANGE
from bot.telegram.desk import Desk
from bot.telegram.groups.rooms import Rooms
from bot.telegram.groups.signed import FEED, MISSED
from bot.telegram.handlers import Handlers
from bot.telegram.incoming import Incoming, Standing
from bot.telegram.mydata import ANSWERS, EXPORT, FORGET, MyDataHandlers
from bot.telegram.owner.access import AccessHandlers
from bot.telegram.owner.broadcast import BroadcastHandlers
from bot.telegram.owner.health import OwnerHandlers
from bot.telegram.owner.stats import StatsHandlers
from bot.telegram.replies import Reply
from bot.telegram.translating import TranslationHandlers

Handler = Callable[[Incoming, Progress], Awaitable[list[Reply]]]

PAGE = "u"  # links to the summary of a page: its address

_LANGUAGES = "|".join(INTERFACE_LANGUAGES)


@dataclass(frozen=True, slots=True)
class Route:
    """A handler; *toasts* says that it answers the pressed button itself.

    One that *overhears* is given what nobody asked this bot: if it fails, nobody is told.
    How long the answers to an *is_request* take is counted for the owner.
    """

    handler: Handler
    toasts: bool = False
    overhears: bool = False
    is_request: bool = False


class Routes:
    """All that the bot answers."""

    def __init__(self, desk: Desk, rooms: Rooms, links: Links) -> None:
        handlers, elsewhere = Handlers(desk), AnywhereHandlers(desk, links)
        summaries = AnswerHandlers(desk)
        self._commands = _commands(handlers, summaries, desk) | _group_commands(rooms)
        self._hidden = _hidden_commands(desk)
        self._buttons = (
            _buttons(handlers, rooms) + _answer_buttons(summaries) + _owner_buttons(desk)
        ) + _change_buttons(elsewhere)
        self._message = Route(summaries.message, is_request=True)
        self._history = Route(rooms.room.history)
        self._links = {
            MISSED: Route(rooms.catch_up.open),
            FEED: Route(rooms.panel.feed),
            PAGE: Route(summaries.opened, is_request=True),
        }
        self._standing = Route(rooms.room.standing, overhears=True)
        self._overheard = Route(rooms.room.message, overhears=True)
        self._inline = _inline_buttons(elsewhere)
        self._chosen, self._guest = Route(elsewhere.chosen), Route(elsewhere.guest)
        mentions = MentionHandlers(elsewhere, summaries, TranslationHandlers(desk))
        self._mention = Route(mentions.mention, is_request=True)

    def find(self, incoming: Incoming) -> Route | None:
        """Buttons, then commands, then everything that is written."""
        if incoming.data is not None:
            return self._pressed(incoming, incoming.data)
        if incoming.is_guest or incoming.chosen is not None:
            return self._elsewhere(incoming)
        if incoming.standing is not None:
            return self._standing if _matters(incoming) else None
        command = None if incoming.is_edit else self._command(incoming)
        if command is not None:
            return command
        return self._written(incoming) if incoming.is_written else None

    def _command(self, incoming: Incoming) -> Route | None:
        hidden = self._hidden.get(incoming.command or "")
        if (
            hidden is not None
        ):  # other bots of a group have such commands: nobody is to see us type
            return Route(hidden, overhears=incoming.is_group)
        command = self._commands.get(incoming.command or "")
        return command and self._links.get(_link(incoming), command)

    def _pressed(self, incoming: Incoming, given: str) -> Route | None:
        """Data may be forged: none that reads any page changes a message of a known chat."""
        buttons = (*(self._inline if incoming.is_inline else ()), *self._buttons)
        return next((one for data, one in buttons if data.match(given)), None)

    def _elsewhere(self, incoming: Incoming) -> Route | None:
        if incoming.chosen is None:
            return self._guest
        return self._chosen if is_to_read(incoming.chosen) else None

    def _written(self, incoming: Incoming) -> Route | None:
        if incoming.is_mention and not incoming.is_edit and is_call(incoming):
            return self._mention
        if incoming.is_group or incoming.is_edit:
            return self._overheard
        if incoming.command is not None and not incoming.arguments:
            return self._commands["help"]  # a command that there is not
        return self._history if _is_export(incoming) else self._message


def _inline_buttons(elsewhere: AnywhereHandlers) -> Sequence[tuple[re.Pattern[str], Route]]:
    """Under messages that were sent by way of the bot, wherever those are, and only there."""
    return [(re.compile(rf"{READ.pattern}\Z"), Route(elsewhere.press, toasts=True))]


def _change_buttons(elsewhere: AnywhereHandlers) -> list[tuple[re.Pattern[str], Route]]:
    """Under summaries there, and under those that a mention in a group was answered with."""
    data = rf"{CHANGE}:[0-9a-f]{{32}}:({_LANGUAGES}):[sml]:[1-9]"
    return [(re.compile(rf"{data}\Z"), Route(elsewhere.change, toasts=True))]


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


def _commands(handlers: Handlers, summaries: AnswerHandlers, desk: Desk) -> dict[str, Route]:
    translation, own = TranslationHandlers(desk), MyDataHandlers(desk)
    return _table(
        (
            (("start",), handlers.start),
            (("help",), handlers.help),
            (("privacy",), own.privacy),
            (("forgetme",), own.ask),
            (("export",), own.export),
            (("settings",), handlers.settings),
            (("glossary",), translation.glossary),
            (("health",), OwnerHandlers(desk).health),
        )
    ) | _table(
        ((("sum", "s", "tldr"), summaries.sum), (("tr", "t"), translation.translate)),
        is_request=True,
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


def _hidden_commands(desk: Desk) -> dict[str, Handler]:
    access = AccessHandlers(desk)
    return {
        "ban": access.ban,
        "unban": access.unban,
        "allow": access.allow,
        "disallow": access.disallow,
        "broadcast": BroadcastHandlers(desk).broadcast,
        "stats": StatsHandlers(desk).stats,
    }


def _table(
    table: Sequence[tuple[tuple[str, ...], Handler]], *, is_request: bool = False
) -> dict[str, Route]:
    route = partial(Route, is_request=is_request)
    return {name: route(handler) for names, handler in table for name in names}


def _buttons(handlers: Handlers, rooms: Rooms) -> list[tuple[re.Pattern[str], Route]]:
    lengths, scripts = "|".join(Length), "|".join(KAZAKH_SCRIPTS)
    own = MyDataHandlers(handlers.desk)
    table = (
        (rf"start:({_LANGUAGES})", Route(handlers.start_language)),
        (r"privacy", Route(own.privacy)),
        (EXPORT, Route(own.export)),
        (FORGET, Route(own.ask)),
        (ANSWERS, Route(own.answered, toasts=True)),
        (rf"p:({_LANGUAGES}|{lengths}|{scripts})", Route(handlers.change_settings, toasts=True)),
        (r"g:.*", Route(rooms.panel.press, toasts=True)),
    )
    return [(re.compile(rf"{data}\Z"), route) for data, route in table]


def _answer_buttons(summaries: AnswerHandlers) -> list[tuple[re.Pattern[str], Route]]:
    """Under a summary; see bot.telegram.shown.buttons."""
    shown = rf"[0-9a-f]{{32}}:({_LANGUAGES}):[sml]:[1-9](:([0-9a-f]{{4}}){{1,3}})?"
    table = (
        (rf"s:{shown}", Route(summaries.press)),
        (rf"a:{shown}", Route(summaries.another, toasts=True)),
        (rf"w:{shown}", Route(summaries.where, toasts=True)),
        (rf"h:{shown}", Route(summaries.share)),
        (r"q:[0-9a-f]{32}:[sml]:[1-8]", Route(summaries.place, toasts=True)),
        (r"example", Route(summaries.example)),
    )
    return [(re.compile(rf"{data}\Z"), route) for data, route in table]


def _owner_buttons(desk: Desk) -> list[tuple[re.Pattern[str], Route]]:
    """These answer presses that are not the owner's themselves, and the one under broadcasts."""
    access, broadcasts = AccessHandlers(desk), BroadcastHandlers(desk)
    table = (
        (r"o:[0-9a-z]+:allow\..*", Route(access.press, toasts=True)),
        (r"o:[0-9a-z]+:cast\..*", Route(broadcasts.press, toasts=True)),
        (r"news:(on|off)", Route(broadcasts.news)),
    )
    return [(re.compile(rf"{data}\Z"), route) for data, route in table]
