"""The messages that say most about a topic, word for word. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from math import exp2

from bot.core.digests import Quote
from bot.core.models import LanguageCode
from bot.digest.talk.remarks import Remark
from bot.digest.talk.skeleton import writes_kazakh
from bot.digest.talk.vocabulary import is_rude, plain, terms_of
from bot.text.segment import sentences
from bot.text.stopwords import leaning_words
from bot.text.words import words

MAX_QUOTE_CHARS = 280  # of a longer message one sentence is quoted, or the beginning of one
LIKELY = 60  # remarks of a topic that are looked at closely
MIN_WORDS = 4  # a shorter message says nothing on its own
GOOD_WORDS = 8  # from which length does not speak against it
MAX_READ_CHARS = 4_096  # of one message: Telegram's own limit
SECOND_WORTH = 0.6  # of the first quote's: a second one below that is not worth the room
SAME_TERMS = 0.6  # shared with the first quote: it would say the same again
NEAR_S = 1_800  # seconds within which messages are likely of the same matter

_LAST_WORD = re.compile(r"(.*\S)\s", re.DOTALL)
_NUMBER = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\d[\d\s]{0,12}(?:тг|тенге|теңге|₸|%|мың|тыс|руб|\$|€)")
_DECIDED = re.compile(
    r"\b(?:шеш(?:ілді|тік|ім)|бол(?:ады|майды)|қойылды|ауыс|бекіт|қабылда|ертең|жексенбі|сенбі|жұма"
    r"|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|реш(?:или|ено|аем)|договорились|перенес|переносит"
    r"|будет|нельзя|завтра|понедельник|вторник|сред[ау]|четверг|пятниц|суббот|воскресенье"
    r"|decided|agreed|moved|will|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
    re.IGNORECASE,
)
_LAUGH = re.compile(r"[😂🤣😄😅😁🙈]|\){2,}|(?:ха|ах|haha|lol)")

_WORTH = {
    "topic": 1.0, "answers": 0.12, "number": 0.15, "clock": 0.15, "decided": 0.15,
    "fields": 0.8, "near": 1.2, "people": 0.5, "answering": 0.2,
}  # fmt: skip
_COST = {"question": 0.4, "leaning": 0.25, "laugh": 0.15, "short": 0.6}
_KIN = {"terms": 0.6, "fields": 0.3, "time": 0.5, "answer": 1.0}
MIN_KINSHIP = 0.45  # for a second quote to stand beside the first
MAX_ANSWERS = 4


def quotes_of(
    remarks: Sequence[Remark],
    worth: Mapping[str, float],
    answers: Mapping[int, int],
    limit: int,
) -> tuple[Quote, ...]:
    """Return at most *limit* quotes, the most important first; none where all is worth nothing.

    Args:
        remarks: The topic's, in order of time.
        worth: How much each term of it tells, 1 the most telling.
        answers: How many answers each message got, by its number.
        limit: Of quotes.
    """
    middle = _Middle(remarks)
    scores = {}
    for remark in nsmallest(
        LIKELY, remarks, key=lambda each: (-_said(each, worth), each.message.message_id)
    ):
        if _may_be_quoted(remark):
            got = answers.get(remark.message.message_id, 0)
            scores[remark] = _tells(remark, worth, got) + middle.nearness(remark)
    ranked = sorted(scores, key=lambda each: (-scores[each], each.message.message_id))
    chosen = ranked[: min(1, limit)]
    for remark in _beside(ranked, scores, worth):
        if len(chosen) < limit and not _repeats(remark, chosen):
            chosen.append(remark)
    return tuple(_cut(each, worth) for each in chosen)


def _beside(
    ranked: Sequence[Remark], scores: Mapping[Remark, float], worth: Mapping[str, float]
) -> list[Remark]:
    """Return what may stand beside the first of *ranked*, the best of the same matter first."""
    kinship = {each: _kinship(each, ranked[0], worth) for each in ranked[1:]}
    good = [
        each
        for each in kinship
        if kinship[each] >= MIN_KINSHIP and scores[each] >= SECOND_WORTH * scores[ranked[0]]
    ]
    return sorted(good, key=lambda each: -scores[each] - kinship[each])


class _Middle:
    """What most remarks of a topic have in common: a few others may be there by mistake."""

    def __init__(self, remarks: Sequence[Remark]) -> None:
        self._others = max(len(remarks) - 1, 1)
        self._fields = Counter(name for each in remarks for name in each.fields)
        self._authors = Counter(each.author for each in remarks)
        self._times = sorted(each.message.at for each in remarks)
        self._numbers = {each.message.message_id for each in remarks}

    def nearness(self, remark: Remark) -> float:
        """Return how much *remark* shares with the others: fields, time, author, an answer."""
        at = remark.message.at
        near = bisect_right(self._times, at + NEAR_S) - bisect_left(self._times, at - NEAR_S)
        same_field = max((self._fields[name] for name in remark.fields), default=1)
        alike = {
            "fields": same_field - 1,
            "near": near - 1,
            "people": self._authors[remark.author] - 1,
        }
        shared = sum(_WORTH[name] * times for name, times in alike.items()) / self._others
        return shared + _WORTH["answering"] * (remark.message.reply_to in self._numbers)


def _said(remark: Remark, worth: Mapping[str, float]) -> float:
    """Return how much of the topic a remark tells: its first words count most."""
    told = sorted((worth.get(term, 0.0) for term in remark.terms), reverse=True)
    return sum(value / (1 + place) for place, value in enumerate(told))


def _may_be_quoted(remark: Remark) -> bool:
    text = remark.message.text
    is_short = remark.is_filler or not remark.terms or len(words(plain(text))) < MIN_WORDS
    return not is_short and not is_rude(text)


def _tells(remark: Remark, worth: Mapping[str, float], answers: int) -> float:
    """Return how much a remark alone tells of the topic to somebody who was not there."""
    text = remark.message.text
    said = words(plain(text))
    score = _WORTH["topic"] * _said(remark, worth)
    score += _WORTH["answers"] * min(answers, MAX_ANSWERS)
    score += _WORTH["number"] * bool(_NUMBER.search(text))
    score += _WORTH["clock"] * bool(_CLOCK.search(text))
    score += _WORTH["decided"] * bool(_DECIDED.search(text))
    score -= _COST["question"] * ("?" in text) + _COST["laugh"] * bool(_LAUGH.search(text))
    score -= _COST["leaning"] * _leans(said[0], text)
    return score - _COST["short"] * max(0, GOOD_WORDS - len(said)) / GOOD_WORDS


def _leans(first: str, text: str) -> bool:
    """Whether it begins with a word that points to what was said before."""
    languages = ("kk",) if writes_kazakh(text) else ("ru", "en")
    return any(first in leaning_words(LanguageCode(code)) for code in languages)


def _kinship(remark: Remark, first: Remark, worth: Mapping[str, float]) -> float:
    """Return how likely a remark is of the same matter as the first quote."""
    one, other = remark.message, first.message
    shared = sum(worth.get(term, 0.0) for term in set(remark.terms) & set(first.terms))
    is_answer = one.reply_to == other.message_id or other.reply_to == one.message_id
    return (
        _KIN["terms"] * min(shared, 1.0)
        + _KIN["fields"] * (not set(first.fields).isdisjoint(remark.fields))
        + _KIN["time"] * exp2(-abs(one.at - other.at) / NEAR_S)
        + _KIN["answer"] * is_answer
    )


def _repeats(remark: Remark, chosen: Sequence[Remark]) -> bool:
    terms = set(remark.terms)
    return any(
        remark.message.text == other.message.text
        or len(terms & set(other.terms)) > SAME_TERMS * max(len(terms), 1)
        for other in chosen
    )


def _cut(remark: Remark, worth: Mapping[str, float]) -> Quote:
    """Return the whole message, or the sentence of it that tells most, or its beginning."""
    message = remark.message
    text = message.text[:MAX_READ_CHARS]
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if end - start <= MAX_QUOTE_CHARS:
        return Quote(message, start, end)
    best = max(
        sentences(text, message.language),
        key=lambda each: (_told(each.text, message.language, worth), -each.start),
    )
    return Quote(message, best.start, _end(text, best.start, best.end))


def _end(text: str, start: int, end: int) -> int:
    """Return where a quote ends: behind the last whole word that there is room for.

    A word that is longer than a quote may be is cut.
    """
    last = start + MAX_QUOTE_CHARS
    if end <= last:
        return end
    whole = _LAST_WORD.match(text, start, last + 1)
    return whole.end(1) if whole else last


def _told(sentence: str, language: LanguageCode | None, worth: Mapping[str, float]) -> float:
    """Return what a sentence tells; one that would have to be cut tells less."""
    terms = {term for _, term, _ in terms_of(sentence, language)}
    total = sum(worth.get(term, 0.0) for term in terms) + 0.3 * bool(_NUMBER.search(sentence))
    return total / 2 if len(sentence) > MAX_QUOTE_CHARS else total
