"""The messages that say most about a topic, word for word. Pure."""

import re
from collections.abc import Mapping, Sequence
from heapq import nsmallest

from bot.core.digests import Quote
from bot.core.models import LanguageCode
from bot.digest.talk.remarks import Remark
from bot.digest.talk.skeleton import writes_kazakh
from bot.digest.talk.vocabulary import is_rude, plain, terms_of
from bot.text.segment import sentences
from bot.text.stopwords import leaning_words
from bot.text.words import words

MAX_QUOTE_CHARS = 280  # of a longer message one sentence is quoted
LIKELY = 60  # remarks of a topic that are looked at closely
MIN_WORDS = 4  # a shorter message says nothing on its own
GOOD_WORDS = 8  # from which length does not speak against it
MAX_READ_CHARS = 4_096  # of one message: Telegram's own limit
SECOND_WORTH = 0.6  # of the first quote's: a second one below that is not worth the room
SAME_TERMS = 0.6  # shared with the first quote: it would say the same again

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

_WORTH = {"topic": 1.0, "answers": 0.12, "number": 0.15, "clock": 0.15, "decided": 0.15}
_COST = {"question": 0.4, "leaning": 0.25, "laugh": 0.15, "short": 0.6}
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
    scores = {}
    for remark in nsmallest(
        LIKELY, remarks, key=lambda each: (-_said(each, worth), each.message.message_id)
    ):
        score = _score(remark, worth, answers.get(remark.message.message_id, 0))
        if score is not None:
            scores[remark] = score
    chosen: list[Remark] = []
    for remark in sorted(scores, key=lambda each: (-scores[each], each.message.message_id)):
        good = scores[remark] >= SECOND_WORTH * max(scores.values())
        if len(chosen) < limit and (not chosen or (good and not _repeats(remark, chosen))):
            chosen.append(remark)
    return tuple(_cut(each, worth) for each in chosen)


def _said(remark: Remark, worth: Mapping[str, float]) -> float:
    """Return how much of the topic a remark tells: its first words count most."""
    told = sorted((worth.get(term, 0.0) for term in remark.terms), reverse=True)
    return sum(value / (1 + place) for place, value in enumerate(told))


def _score(remark: Remark, worth: Mapping[str, float], answers: int) -> float | None:
    """Return how well a remark stands for its topic; None if it must not be quoted."""
    text = remark.message.text
    said = words(plain(text))
    if remark.is_filler or len(said) < MIN_WORDS or is_rude(text):
        return None
    score = _WORTH["topic"] * _said(remark, worth)
    score += _WORTH["answers"] * min(answers, MAX_ANSWERS)
    score += _WORTH["number"] * bool(_NUMBER.search(text)) + _WORTH["clock"] * bool(
        _CLOCK.search(text)
    )
    score += _WORTH["decided"] * bool(_DECIDED.search(text))
    score -= _COST["question"] * ("?" in text) + _COST["laugh"] * bool(_LAUGH.search(text))
    score -= _COST["leaning"] * _leans(said[0], text)
    return score - _COST["short"] * max(0, GOOD_WORDS - len(said)) / GOOD_WORDS


def _leans(first: str, text: str) -> bool:
    """Whether it begins with a word that points to what was said before."""
    languages = ("kk",) if writes_kazakh(text) else ("ru", "en")
    return any(first in leaning_words(LanguageCode(code)) for code in languages)


def _repeats(remark: Remark, chosen: Sequence[Remark]) -> bool:
    terms = set(remark.terms)
    return any(
        remark.message.text == other.message.text
        or len(terms & set(other.terms)) > SAME_TERMS * max(len(terms), 1)
        for other in chosen
    )


def _cut(remark: Remark, worth: Mapping[str, float]) -> Quote:
    """Return the whole message, or the sentence of it that tells most."""
    message = remark.message
    text = message.text[:MAX_READ_CHARS]
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if end - start <= MAX_QUOTE_CHARS:
        return Quote(message, start, end)
    best = max(
        sentences(text, message.language),
        key=lambda each: (_told(each.text, message.language, worth), -each.start),
    )
    return Quote(message, best.start, best.end)


def _told(sentence: str, language: LanguageCode | None, worth: Mapping[str, float]) -> float:
    """Return what a sentence tells; a list without an end tells less."""
    terms = {term for _, term, _ in terms_of(sentence, language)}
    total = sum(worth.get(term, 0.0) for term in terms) + 0.3 * bool(_NUMBER.search(sentence))
    return total / 2 if len(sentence) > MAX_QUOTE_CHARS else total
