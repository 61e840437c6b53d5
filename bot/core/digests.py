"""What a digest is made of: topics of talk, stories of news. Times are unix seconds.

Nothing in it is invented: labels are key words, quotes are exact pieces of messages and articles.
"""

from dataclasses import dataclass

from bot.core.groups import GroupMessage
from bot.core.models import LanguageCode, Validators


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim piece of a message: ``message.text[start:end] == text``."""

    message: GroupMessage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.message.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Topic:
    """What some messages have in common, the most important quote first.

    *thread_id* is the forum's topic that all of them are in, if they are in one.
    *message_ids* are in order of time.
    """

    keywords: tuple[str, ...]
    quotes: tuple[Quote, ...]
    message_ids: tuple[int, ...]
    people: int
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class SharedLink:
    """A page that people of the group linked to; *times* counts messages, the first is given.

    *title* and *sentence* are filled in later, when the page could be read.
    """

    url: str
    message: GroupMessage
    times: int
    title: str | None = None
    sentence: str | None = None
    language: LanguageCode | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said in some time: topics by weight, links by how often they were shared.

    *messages* and *people* count all but bots, commands and spam; *set_aside* counts those.
    """

    topics: tuple[Topic, ...] = ()
    links: tuple[SharedLink, ...] = ()
    messages: int = 0
    people: int = 0
    set_aside: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """A source of news, and how it stands with it.

    Attributes:
        url: Of the feed itself.
        title: As the feed calls itself, else its host.
        next_poll: Not to be asked before.
        failures: In a row; 0 after it answered.
        checked: When it answered last; 0: never.
    """

    url: str
    title: str
    site: str
    language: LanguageCode | None = None
    validators: Validators | None = None
    next_poll: int = 0
    failures: int = 0
    checked: int = 0


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An article of a feed.

    Attributes:
        feed: URL of the feed.
        guid: What tells it apart within the feed.
        source: Its site as readers know it; what counts as one independent source.
        lead: What the feed gives of the text, without markup; may be "".
        sentence: The sentence that carries it, verbatim from the article or the lead;
            None before it was chosen.
        published: As the feed says, never later than *seen*.
        seen: When it was first fetched.
    """

    feed: str
    guid: str
    url: str
    source: str
    title: str
    lead: str
    language: LanguageCode | None
    published: int
    seen: int
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The same event as several sources tell it; the first item speaks for all."""

    items: tuple[FeedItem, ...]

    @property
    def sources(self) -> int:
        """How many independent sources tell it."""
        return len({item.source for item in self.items})


@dataclass(frozen=True, slots=True)
class Run:
    """A digest that is due.

    Attributes:
        slot: The local date and minute it was planned for, ``2026-11-12T09:00``: what tells
            runs of a chat apart, whatever happens to clocks and zones.
        due: The moment of it.
        since: What was posted up to then is in an earlier digest.
        missed: Earlier slots that this run makes up for, oldest first.
        is_late: The reader is told.
    """

    chat_id: int
    slot: str
    due: int
    since: int
    missed: tuple[str, ...] = ()
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run that was begun, or a slot that a later one made up for."""

    chat_id: int
    slot: str
    due: int


@dataclass(frozen=True, slots=True)
class Issued:
    """A digest as it was posted, for its Atom feed.

    Attributes:
        html: The body of the entry.
        oldest: When the earliest message that it quotes was written; None without any.
    """

    chat_id: int
    slot: str
    at: int
    title: str
    html: str
    language: LanguageCode
    oldest: int | None = None
