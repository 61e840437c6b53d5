"""The digest of a group's talk. Pure; runs in a worker process."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from bot.core.digests import Talk, Topic
from bot.core.groups import GroupMessage
from bot.digest.talk.gather import gather
from bot.digest.talk.labels import label_of
from bot.digest.talk.links import shared_links
from bot.digest.talk.quotes import quotes_of
from bot.digest.talk.remarks import Remark, counted, in_order, remarks_of
from bot.digest.talk.vocabulary import strength

MIN_MESSAGES, MIN_PEOPLE = 3, 2  # of a topic, unless there is no other


def compose_talk(
    messages: Sequence[GroupMessage], *, max_topics: int = 7, max_quotes: int = 2
) -> Talk:
    """Return what *messages* of one chat, in any order, were about.

    A message is in one topic at most. Topics without a message that can be quoted are left out.
    """
    ordered = in_order(messages)
    remarks = remarks_of(ordered)
    topics = [[remarks[number] for number in numbers] for numbers in gather(remarks)]
    answers = _answers(remarks)
    topics_with = Counter(term for topic in topics for term in counted(topic))
    ranked = sorted(topics, key=lambda topic: _rank(topic, answers))
    large = [topic for topic in ranked if _is_large(topic)] or ranked
    shown = (_topic(topic, answers, topics_with, len(topics), max_quotes) for topic in large)
    return Talk(
        topics=_first(shown, max_topics),
        links=shared_links(remark.message for remark in remarks),
        messages=len(remarks),
        people=len({remark.author for remark in remarks}),
        set_aside=len(ordered) - len(remarks),
    )


def _answers(remarks: Sequence[Remark]) -> Counter[int]:
    """Return how many answers each message got."""
    return Counter(
        remark.message.reply_to for remark in remarks if remark.message.reply_to is not None
    )


def _rank(topic: Sequence[Remark], answers: Counter[int]) -> tuple[int, int, int, int]:
    """Return what topics are sorted by: people, answers, messages, who was first."""
    answered = sum(answers[remark.message.message_id] for remark in topic)
    return -_people(topic), -answered, -len(topic), topic[0].message.message_id


def _people(topic: Sequence[Remark]) -> int:
    return len({remark.author for remark in topic})


def _is_large(topic: Sequence[Remark]) -> bool:
    return len(topic) >= MIN_MESSAGES and _people(topic) >= MIN_PEOPLE


def _topic(
    topic: Sequence[Remark],
    answers: Counter[int],
    topics_with: Counter[str],
    topics: int,
    max_quotes: int,
) -> Topic:
    return Topic(
        keywords=label_of(topic, topics_with, topics),
        quotes=quotes_of(topic, _worth(topic, topics_with, topics), answers, max_quotes),
        message_ids=tuple(remark.message.message_id for remark in topic),
        people=_people(topic),
        thread_id=topic[0].message.thread_id,
    )


def _worth(topic: Sequence[Remark], topics_with: Counter[str], topics: int) -> dict[str, float]:
    """Return how much each term tells of *topic*, 1 the most telling."""
    worth = {
        term: math.log1p(times) * math.log(1 + topics / topics_with[term]) * strength(term)
        for term, times in counted(topic).items()
    }
    most = max(worth.values(), default=1.0)
    return {term: value / most for term, value in worth.items()}


def _first(shown: Iterable[Topic], limit: int) -> tuple[Topic, ...]:
    quoted = (topic for topic in shown if topic.quotes)
    return tuple(islice(quoted, max(0, limit)))
