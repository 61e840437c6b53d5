"""What is kept of a group that asked for digests: its messages, its plan, how it translates.

Times are unix seconds, minutes of a day count from midnight. A private chat is a group of one:
it has no talk of its own, but may have news.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.core.models import LanguageCode

KEEP_DAYS = 7  # messages, digests, items of feeds; every text that speaks of it takes it from here
DEFAULT_ZONE = "Asia/Almaty"
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class GroupMessage:
    """A message of a group.

    Attributes:
        text: As it was written; of a picture or a file, its caption.
        author: The shown name; of an anonymous admin or a channel, its title.
        author_id: None for those who write in the name of a chat.
        at: When it was written.
        thread_id: The topic of a forum; None outside of forums, and in «General».
        reply_to: The message of the same chat that it answers, but for that which opened a topic.
        links: Addresses in it, hidden ones too, in order.
        is_bot: A bot wrote it, also in the name of a person («via @bot»).
    """

    chat_id: int
    message_id: int
    text: str
    author: str
    author_id: int | None
    at: int
    thread_id: int | None = None
    reply_to: int | None = None
    links: tuple[str, ...] = ()
    language: LanguageCode | None = None
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """When and how a chat gets its digest.

    Attributes:
        minute: Of the local day at which it is due.
        zone: IANA name of the time zone.
        days: Of the week, 0 is Monday.
        quiet: From and to, minutes of the local day, the end not included; may span midnight.
            Nothing is posted meanwhile: what falls into it waits for its end.
        thread_id: The topic to post in; None: «General», or no forum.
        pins: Whether the newest digest is pinned, in place of the one before.
        language: None: the chat's.
        minimum: Messages; with fewer the day was quiet.
        tells_quiet: Whether a quiet day gets one line, or nothing.
        wanted: Key words of which an item of the news must have one, if there are any.
        muted: Key words that no item may have.
        since: When this plan was made or changed; what was due before is not made up for.
    """

    minute: int = 9 * 60
    zone: str = DEFAULT_ZONE
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    quiet: tuple[int, int] | None = (22 * 60, 8 * 60)
    thread_id: int | None = None
    pins: bool = False
    language: LanguageCode | None = None
    minimum: int = 10
    tells_quiet: bool = True
    wanted: tuple[str, ...] = ()
    muted: tuple[str, ...] = ()
    is_on: bool = False
    since: int = 0


class AutoMode(StrEnum):
    """Which messages of a group are translated without being asked for."""

    OFF = "off"
    FOREIGN = "foreign"
    """Those in none of the group's languages, into all of them."""
    ALL = "all"
    """Each into those of the group's languages that it is not in: a group of two speaks both."""


@dataclass(frozen=True, slots=True)
class AutoTranslation:
    """How a group translates; *languages* are its own."""

    mode: AutoMode = AutoMode.OFF
    languages: tuple[LanguageCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A chat as it is known here.

    Attributes:
        username: Of a public group, without the sign: its messages have shorter links.
        is_forum: It has topics.
        collects: An admin allowed that messages are kept.
        secret: Of the path of its Atom feed; "" before there is one.
        since: When collecting began; messages written before are not kept.
    """

    chat_id: int
    title: str = ""
    username: str | None = None
    is_forum: bool = False
    collects: bool = False
    plan: Plan = field(default_factory=Plan)
    translation: AutoTranslation = field(default_factory=AutoTranslation)
    secret: str = ""
    since: int = 0
