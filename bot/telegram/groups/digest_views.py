"""Digests as people see them. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.core.digests import FeedItem, Quote, Run, SharedLink, Story, Topic
from bot.core.groups import Group, GroupMessage
from bot.i18n import digests, translating
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import long_day, moment
from bot.service.digest import Digest, shown_text
from bot.telegram.groups.extents import Parts, extents
from bot.telegram.groups.foreign import line, quoted, site
from bot.telegram.shown.blocks import join_blocks
from bot.telegram.shown.rich import EMPTY, Rich, bold, folded, italic, joined, link, rich

MAX_DIGEST_MESSAGES: Final = 4
"""A day of seven topics, five links and seven stories, all translated, takes three if what
people wrote is of the usual length. More bury the chat, whose 20 messages a minute from one
bot are also for answers."""
OTHER_SOURCES: Final = 6  # of a story, linked to by name; and as many languages
MAX_URL_BYTES: Final = 1_100  # seven of them, those of a story, are within what a message holds

# Of what is shown of foreign text, in characters. A block with all of it fits one message even
# if each character takes two UTF-16 units and each line is held apart by two more: nothing that
# people write can stop a digest.
_NAME = 40  # of a person, a site, a key word: some names hold whole sentences
_KEYWORDS = 5  # of a topic; not characters
_CHAT = 100
_TITLE = 300
_QUOTE = 400  # a longer message is read where it stands
_SENTENCE = 600
_ORIGINAL = 600

_SUPERGROUP = -1_000_000_000_000  # a supergroup's number is this less what its links hold


@dataclass(frozen=True, slots=True)
class When:
    """The moment of the digest in the chat's own zone."""

    now: datetime

    def of(self, at: int) -> datetime:
        """The moment *at*, unix seconds, in the same zone."""
        return datetime.fromtimestamp(at, self.now.tzinfo)


def digest_messages(
    t: Catalog, digest: Digest, when: When, run: Run | None = None
) -> tuple[Rich, ...]:
    """A digest as messages that Telegram takes: MAX_DIGEST_MESSAGES of them at most."""
    parts = _parts(t, digest, when)
    return _fitting(t, _head(t, digest, when, run), parts, [_foot(t, digest)])


def quiet_message(t: Catalog, digest: Digest) -> Rich:
    """The one line of a quiet day."""
    if not digest.group.collects:
        return rich(digests.quiet_news(t))
    return rich(digests.quiet(t, digest.group.plan.minimum))


def catch_up_messages(
    t: Catalog, digest: Digest, when: When, *, last: int | None, seen_by_one: bool
) -> tuple[Rich, ...]:
    """What a person missed, for that person: MAX_DIGEST_MESSAGES at most."""
    if not digest.talk.messages:
        return (rich(digests.nothing_missed(t)),)
    said = None if last is None else moment(t, when.of(last), now=when.now)
    talk, name = digest.talk, line(digest.group.title, _CHAT)
    told = digests.caught_up(t, last=said, messages=talk.messages, topics=len(talk.topics))
    head = joined("\n", [bold(name), told])
    only = italic(digests.only_you(t)) if seen_by_one else EMPTY
    parts = Parts(tuple(_topics(t, digest, when)))
    return _fitting(t, head, parts, [_foot(t, digest), only])


def message_link(group: Group, message: GroupMessage) -> str | None:
    """The address of a message; those of basic groups have none."""
    if message.message_id <= 0 or group.chat_id >= _SUPERGROUP:
        return None
    place = group.username or f"c/{_SUPERGROUP - group.chat_id}"
    topic = "" if message.thread_id is None else f"{message.thread_id}/"
    return f"https://t.me/{place}/{topic}{message.message_id}"


def _fitting(t: Catalog, head: Rich, parts: Parts, feet: Sequence[Rich]) -> tuple[Rich, ...]:
    """As much as Telegram takes and a chat can bear; of the smallest extent that is all."""
    tries = (
        join_blocks([head, *parts.blocks(extent), _feet(t, feet, parts.left_out(extent))])
        for extent in extents(parts.whole)
    )
    return next(messages for messages in tries if len(messages) <= MAX_DIGEST_MESSAGES)


def _feet(t: Catalog, feet: Sequence[Rich], left_out: int) -> Rich:
    said = italic(digests.left_out(t, left_out)) if left_out else EMPTY
    return joined("\n\n", [said, *feet])


def _parts(t: Catalog, digest: Digest, when: When) -> Parts:
    return Parts(
        tuple(_topics(t, digest, when)),
        tuple(_link(digest, link) for link in digest.talk.links),
        tuple(f"{n}. " + _story(t, digest, story) for n, story in enumerate(digest.stories, 1)),
        links_title=bold(digests.links_title(t)) + "\n",
        stories_title=bold(digests.news_title(t)) + "\n\n",
    )


def _head(t: Catalog, digest: Digest, when: When, run: Run | None) -> Rich:
    hours = max(1, round((digest.until - digest.since) / 3600))
    talk = digest.talk
    size = digests.talk_size(t, messages=talk.messages, people=talk.people)
    facts = [long_day(t, when.now), digests.period(t, hours)]
    lines = [
        bold(digests.title(t, line(digest.group.title, _CHAT))),
        rich(" · ".join([*facts, size] if digest.group.collects else facts)),
    ]
    if run is not None and run.is_late:
        lines.append(rich(digests.late(t, moment(t, when.of(run.due), now=when.now))))
    if run is not None and run.missed:
        lines.append(rich(digests.makes_up(t, len(run.missed))))
    return joined("\n", lines)


def _topics(t: Catalog, digest: Digest, when: When) -> Iterator[tuple[Rich, ...]]:
    """A block for each quote, the first one under the name of its topic."""
    for number, topic in enumerate(digest.talk.topics, 1):
        words = ", ".join(line(one, _NAME) for one in topic.keywords[:_KEYWORDS])
        label = " ".join(filter(None, (f"{number}.", words)))
        name = bold(label) + f" — {len(topic.message_ids)}"
        first, *rest = [_quote(t, digest, quote, when) for quote in _in_order(topic)] or [EMPTY]
        yield (joined("\n", [name, first]), *rest)


def _in_order(topic: Topic) -> list[Quote]:
    """A question before its answer."""
    return sorted(topic.quotes, key=lambda quote: quote.message.at)


def _quote(t: Catalog, digest: Digest, quote: Quote, when: When) -> Rich:
    message = quote.message
    at = moment(t, when.of(message.at), now=when.now)
    who = ", ".join(filter(None, (line(message.author, _NAME), at)))
    url = message_link(digest.group, message)
    place = " · " + _linked(url, digests.go_to(t)) if url else EMPTY
    made = digest.translations.get(quote.text)
    if made is None:
        return f"«{quoted(quote.text, _QUOTE)}» — {who}" + place
    original = folded(quoted(quote.text, _ORIGINAL))
    return f"{quoted(made.text, _QUOTE)} — {who}" + place + "\n" + original


def _link(digest: Digest, shared: SharedLink) -> Rich:
    title = line(shared.title or "", _TITLE) or site(_site(shared.url), _TITLE)
    where = message_link(digest.group, shared.message)
    times = f" × {shared.times}" if shared.times > 1 else ""
    who = line(shared.message.author, _NAME)
    by = _linked(where, who or "→") if where else rich(who)
    head = joined(" — ", [_linked(shared.url, title), by]) + times
    if shared.sentence is None:
        return head
    return head + "\n" + _sentence(digest, shared.sentence)


def _story(t: Catalog, digest: Digest, story: Story) -> Rich:
    lead, *rest = story.items
    lines = [_sentence(digest, shown_text(lead), after=" — " + _source(lead))]
    others = _others(lead, rest)
    if others:
        languages = Counter(item.language for item in others if item.language)
        said = digests.same_story(t, len(others), languages.most_common(OTHER_SOURCES))
        lines.append(f"{said}: " + joined(", ", map(_source, others[:OTHER_SOURCES])))
    return joined("\n", lines)


def _others(lead: FeedItem, rest: Sequence[FeedItem]) -> list[FeedItem]:
    """One article a source, in the order they came."""
    found = {item.source: item for item in reversed(rest) if item.source != lead.source}
    return list(reversed(found.values()))


def _source(item: FeedItem) -> Rich:
    return _linked(item.url, site(item.source, _NAME) or site(_site(item.url), _NAME))


def _linked(url: str, text: str) -> Rich:
    """*text* as a link; an address that would make a message too heavy is left out."""
    if not url.isprintable() or len(url.encode()) > MAX_URL_BYTES:
        return rich(text)
    return link(text, url)


def _sentence(digest: Digest, text: str, after: Rich = EMPTY) -> Rich:
    made = digest.translations.get(text)
    if made is None:
        return line(text, _SENTENCE) + after
    return line(made.text, _SENTENCE) + after + "\n" + folded(line(text, _ORIGINAL))


def _foot(t: Catalog, digest: Digest) -> Rich:
    machines = translating.machines_among(one.engine for one in digest.translations.values())
    return italic(digests.machine(t, machines)) if machines else EMPTY


def _site(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.") or url
