"""Digests as Telegram HTML. Foreign text is escaped here and nowhere else. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from bot.core.digests import FeedItem, Quote, Run, SharedLink, Story, Topic
from bot.core.groups import Group, GroupMessage
from bot.core.models import MEMORY, ORIGINAL
from bot.i18n import digests
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import long_day, moment
from bot.service.digest import Digest, shown_text
from bot.telegram.views import join_blocks, plain

MAX_AUTHOR_CHARS = 40  # of a shown name: some hold whole sentences
OTHER_SOURCES = 6  # of a story, linked to by name

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
) -> tuple[str, ...]:
    """A digest as messages that Telegram takes."""
    blocks = [
        _head(t, digest, when, run),
        *_topics(t, digest, when),
        *_links(t, digest),
        *_stories(t, digest),
        _foot(t, digest),
    ]
    return join_blocks(blocks)


def quiet_message(t: Catalog, digest: Digest) -> str:
    """The one line of a quiet day."""
    if not digest.group.collects:
        return plain(digests.quiet_news(t))
    return plain(digests.quiet(t, digest.group.plan.minimum))


def catch_up_messages(
    t: Catalog, digest: Digest, when: When, *, last: int | None, seen_by_one: bool
) -> tuple[str, ...]:
    """What a person missed, for that person."""
    if not digest.talk.messages:
        return (plain(digests.nothing_missed(t)),)
    said = None if last is None else moment(t.language, when.of(last), now=when.now)
    talk = digest.talk
    head = digests.caught_up(t, last=said, messages=talk.messages, topics=len(talk.topics))
    title = f"<b>{plain(digest.group.title)}</b>\n" if digest.group.title else ""
    only = f"<i>{plain(digests.only_you(t))}</i>" if seen_by_one else ""
    return join_blocks([title + plain(head), *_topics(t, digest, when), _foot(t, digest), only])


def message_link(group: Group, message: GroupMessage) -> str | None:
    """The address of a message; those of basic groups have none."""
    if message.message_id <= 0 or group.chat_id >= _SUPERGROUP:
        return None
    place = group.username or f"c/{_SUPERGROUP - group.chat_id}"
    topic = "" if message.thread_id is None else f"{message.thread_id}/"
    return f"https://t.me/{place}/{topic}{message.message_id}"


def _head(t: Catalog, digest: Digest, when: When, run: Run | None) -> str:
    hours = max(1, round((digest.until - digest.since) / 3600))
    talk = digest.talk
    size = digests.talk_size(t, messages=talk.messages, people=talk.people)
    facts = [long_day(t.language, when.now), digests.period(t, hours)]
    lines = [
        f"<b>{plain(digests.title(t, digest.group.title))}</b>",
        plain(" · ".join([*facts, size] if digest.group.collects else facts)),
    ]
    if run is not None and run.is_late:
        lines.append(plain(digests.late(t, moment(t.language, when.of(run.due), now=when.now))))
    if run is not None and run.missed:
        lines.append(plain(digests.makes_up(t, len(run.missed))))
    return "\n".join(lines)


def _topics(t: Catalog, digest: Digest, when: When) -> Iterator[str]:
    for number, topic in enumerate(digest.talk.topics, 1):
        label = f"{number}. {', '.join(topic.keywords)}" if topic.keywords else f"{number}."
        lines = [f"<b>{plain(label)}</b> — {len(topic.message_ids)}"]
        lines += [_quote(t, digest, quote, when) for quote in _in_order(topic)]
        yield "\n".join(lines)


def _in_order(topic: Topic) -> list[Quote]:
    """A question before its answer."""
    return sorted(topic.quotes, key=lambda quote: quote.message.at)


def _quote(t: Catalog, digest: Digest, quote: Quote, when: When) -> str:
    message = quote.message
    at = moment(t.language, when.of(message.at), now=when.now)
    who = plain(", ".join(filter(None, (_cut(message.author), at))))
    link = message_link(digest.group, message)
    place = f' · <a href="{escape(link)}">{plain(digests.go_to(t))}</a>' if link else ""
    made = digest.translations.get(quote.text)
    if made is None:
        return f"«{plain(quote.text)}» — {who}{place}"
    return f"{plain(made.text)} — {who}{place}\n{_original(quote.text)}"


def _links(t: Catalog, digest: Digest) -> Iterator[str]:
    if digest.talk.links:
        lines = [f"<b>{plain(digests.links_title(t))}</b>"]
        lines += [_link(digest, link) for link in digest.talk.links]
        yield "\n".join(lines)


def _link(digest: Digest, link: SharedLink) -> str:
    shown = f'<a href="{escape(link.url)}">{plain(link.title or _site(link.url))}</a>'
    where = message_link(digest.group, link.message)
    times = f" × {link.times}" if link.times > 1 else ""
    who = plain(_cut(link.message.author))
    by = f'<a href="{escape(where)}">{who or "→"}</a>' if where else who
    head = " — ".join(filter(None, (shown, by))) + times
    if link.sentence is None:
        return head
    return f"{head}\n{_sentence(digest, link.sentence)}"


def _stories(t: Catalog, digest: Digest) -> Iterator[str]:
    if not digest.stories:
        return
    yield f"<b>{plain(digests.news_title(t))}</b>"
    for number, story in enumerate(digest.stories, 1):
        yield f"{number}. {_story(t, digest, story)}"


def _story(t: Catalog, digest: Digest, story: Story) -> str:
    lead, *rest = story.items
    lines = [f"{_sentence(digest, shown_text(lead), after=f' — {_source(lead)}')}"]
    others = _others(lead, rest)
    if others:
        languages = Counter(item.language for item in others if item.language)
        said = digests.same_story(t, len(others), languages.most_common())
        named = ", ".join(map(_source, others[:OTHER_SOURCES]))
        lines.append(f"{plain(said)}: {named}")
    return "\n".join(lines)


def _others(lead: FeedItem, rest: Sequence[FeedItem]) -> list[FeedItem]:
    """One article a source, in the order they came."""
    found = {item.source: item for item in reversed(rest) if item.source != lead.source}
    return list(reversed(found.values()))


def _source(item: FeedItem) -> str:
    return f'<a href="{escape(item.url)}">{plain(item.source)}</a>'


def _sentence(digest: Digest, text: str, after: str = "") -> str:
    made = digest.translations.get(text)
    if made is None:
        return f"{plain(text)}{after}"
    return f"{plain(made.text)}{after}\n{_original(text)}"


def _original(text: str) -> str:
    return f"<blockquote expandable>{plain(text)}</blockquote>"


def _foot(t: Catalog, digest: Digest) -> str:
    engines = dict.fromkeys(made.engine for made in digest.translations.values())
    machines = [one for one in engines if one not in (ORIGINAL, MEMORY)]
    return f"<i>{plain(digests.machine(t, machines))}</i>" if machines else ""


def _site(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.") or url


def _cut(name: str) -> str:
    return name if len(name) <= MAX_AUTHOR_CHARS else f"{name[: MAX_AUTHOR_CHARS - 1]}…"
