"""What kind of text it is, which says how much its first sentences count. Pure and linear.

A few rules that can be read off the text, one for each kind in which the judgement of news
fails; benchmarks/summary.py counts how seldom they take news for something else.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from bot.core.models import Sentence
from bot.summary.features import Form, Reading


class Kind(StrEnum):
    """*NEWS* opens with its gist, an encyclopaedia's *ENTRY* with a summary, no other does."""

    NEWS = "news"
    ENTRY = "entry"
    FEATURE = "feature"
    TALK = "talk"
    LIST = "list"
    CHAT = "chat"
    LAW = "law"


MIN_LINES = 4  # paragraphs; fewer show no pattern
MIN_SHOWN = 2  # of them; one question, or one mention of a clause, is any article's

FEATURE_SENTENCES = 80
"""A longer text is no report: of 1,100 news articles in five languages five are so long."""

ENTRY_SENTENCES = 12  # fewer are told as news, whatever they are
ENTRY_QUOTED = 0.1  # at most, of the sentences: in an entry nobody speaks
ENTRY_SUBJECT = 0.2  # at least, of the sentences, share one of the first words: its subject
SUBJECT_WORDS = 3

_QUOTES = re.compile('["“”„«»]')
_SPEAKER = re.compile(r"\[?\d{1,2}[:.]\d\d\b|[^\W\d_][\w .'’-]{0,30}: ")
_CLAUSE = re.compile(
    r"(?:статья|стаття|article|section|madde|пункт|§)\s{0,3}\d"
    r"|\d{1,4}\s?[-–]?\s?(?:бап|тармақ|берене|modda|madde)\b",
    re.IGNORECASE,
)

_SHAPES: tuple[tuple[Kind, Callable[[str, Form], bool], float], ...] = (
    # the share of the paragraphs that must begin so: a clause or a question has several
    (Kind.LAW, lambda text, _: _CLAUSE.match(text) is not None, 0.1),
    (Kind.TALK, lambda _, form: form.question, 0.2),
    (Kind.CHAT, lambda text, _: _SPEAKER.match(text) is not None, 0.5),
    (Kind.LIST, lambda _, form: not form.whole, 0.6),
)


def recognise(sentences: Sequence[Sentence], reading: Reading) -> Kind:
    """Say what *sentences* are; NEWS if nothing speaks against it."""
    shape = _shape(sentences, reading)
    if shape is not None:
        return shape
    if _is_entry(sentences, reading):
        return Kind.ENTRY
    return Kind.FEATURE if len(sentences) > FEATURE_SENTENCES else Kind.NEWS


def _shape(sentences: Sequence[Sentence], reading: Reading) -> Kind | None:
    starts = [
        (sentence.text, features.form)
        for sentence, features in zip(sentences, reading.features, strict=True)
        if features.paragraph_start
    ]
    if len(starts) < MIN_LINES:
        return None
    for kind, shows, least in _SHAPES:
        if sum(shows(text, form) for text, form in starts) >= max(MIN_SHOWN, least * len(starts)):
            return kind
    return None


def _is_entry(sentences: Sequence[Sentence], reading: Reading) -> bool:
    """Tell «Балқаш — …», which speaks of Balkhash to its end and quotes nobody."""
    if len(sentences) < ENTRY_SENTENCES:
        return False
    quoted = sum(_QUOTES.search(sentence.text) is not None for sentence in sentences)
    if quoted > ENTRY_QUOTED * len(sentences):
        return False
    opening = next((i for i, item in enumerate(reading.features) if item.opening), 0)
    subject = reading.first_terms(opening, SUBJECT_WORDS)
    named = max((sum(term in v for v in reading.vectors) for term in subject), default=0)
    return named >= ENTRY_SUBJECT * len(sentences)
