"""Is an engine's answer a translation? Pure: asked before anyone sees or keeps it."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from unicodedata import east_asian_width

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.text.scripts import script_of
from bot.translation.check import loops, notices, written
from bot.translation.check.plain import SCRIPTS, bare_words, is_plain, without_masks, words

ECHO_LETTERS = 25  # shorter texts may rightly stay as they are: names, numbers
ECHO_SIMILARITY = 0.9  # reference translations of related languages reach 0.80 (ru-uk, FLORES)
ECHO_WORDS = 200  # compared from the start: comparing takes time with the square of them
SHORT_ECHO_WORDS = 3  # of a shorter text, two of them no names: «where is he»
SHORT_ECHO_PLAIN_WORDS = 2  # one is enough in a script that the target has not

LENGTH_RATIO = (0.3, 3.5)  # extremes of reference translations are 0.41 and 2.76 (FLORES)
LENGTH_LETTERS = 40  # a ratio means little on a few words
NEAR_RATIO = (0.45, 2.4)  # of the expected length, between languages whose texts were measured
LONG_NEAR_RATIO = (0.5, 2.0)  # of texts twice as long
MAX_MORE_LETTERS = 60  # beyond LENGTH_RATIO, on a few words: an abbreviation may be spelled out
CUT_RATIO = 0.73  # of the expected length, where the closing mark is lost too
CUT_TITLE_RATIO = 0.53  # where the original has no closing mark either
DANGLING_RATIO = 0.9  # where the answer ends on a word or sign that something must follow
CUT_WORDS = 3
WIDE = 3  # letters of an alphabet that a Chinese, Japanese or Korean character stands for

_RELATIVE_LENGTH = {EN: 1.0, KK: 1.04, RU: 1.12}  # letters for the same text: medians of news

_CLOSED = re.compile(r"[.!?…。！？»”\"’')\]]\W{0,9}$")
_OPEN_END = re.compile(r"[,(«“„–—-]\s*$")
_DANGLING = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "and",
        "or",
        "but",
        "by",
        "from",
        "that",
        "which",
        "who",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "his",
        "her",
        "their",
        "its",
        "this",
        "these",
        "has",
        "have",
        "had",
        "will",
        "would",
        "в",
        "на",
        "с",
        "со",
        "и",
        "или",
        "но",
        "а",
        "по",
        "к",
        "ко",
        "от",
        "из",
        "за",
        "для",
        "о",
        "об",
        "при",
        "под",
        "что",
        "который",
        "которая",
        "которые",
        "не",
        "и",
        "және",
        "немесе",
        "бірақ",
        "ал",
    ]
)
_PAIRS = ("«»", "()", "“”")


def fault(
    original: str, answer: str, *, target: LanguageCode, source: LanguageCode | None = None
) -> str | None:
    """Say in an English word or two why *answer* is no translation; None when it may be one.

    Without a *source* language, lengths are judged by what all languages have in common.
    """
    original, answer = without_masks(original), without_masks(answer)
    found = _strange(original, answer)
    if found is None and _is_echo(original, answer, target):
        found = "echo"
    if found is None and written.is_other_script(original, answer, target):
        found = "script"
    if found is None and _is_unlike_length(original, answer, source, target):
        found = "length"
    return found or _broken(original, answer, source, target)


def _strange(original: str, answer: str) -> str | None:
    """What shows that no one translated anything."""
    if any(map(str.isalnum, original)) and not any(map(str.isalnum, answer)):
        return "empty"
    if notices.is_notice(original, answer):
        return "notice"
    if notices.is_reasoning(original, answer):
        return "reasoning"
    return "markup" if notices.has_new_markup(original, answer) else None


def _broken(
    original: str, answer: str, source: LanguageCode | None, target: LanguageCode
) -> str | None:
    """What shows in a translation that went wrong; the dearest check comes last."""
    if loops.has_new_loop(original.casefold().split(), answer.casefold().split()):
        return "loop"
    return "language" if written.is_other_language(original, answer, target, source) else None


def _is_echo(original: str, answer: str, target: LanguageCode) -> bool:
    first, second = words(original.casefold()), words(answer.casefold())
    if sum(map(_letters, first)) < ECHO_LETTERS:
        return _is_short_echo(original, answer, target)
    matcher = SequenceMatcher(None, first[:ECHO_WORDS], second[:ECHO_WORDS], autojunk=False)
    return (
        matcher.real_quick_ratio() >= ECHO_SIMILARITY
        and matcher.quick_ratio() >= ECHO_SIMILARITY
        and matcher.ratio() >= ECHO_SIMILARITY
    )


def _is_short_echo(original: str, answer: str, target: LanguageCode) -> bool:
    first, second = bare_words(original), bare_words(answer)
    if len(first) < SHORT_ECHO_WORDS or _lower(first) != _lower(second):
        return False
    is_foreign = SCRIPTS.get(target, script_of(answer)) is not script_of(answer)
    return sum(map(is_plain, first)) >= (1 if is_foreign else SHORT_ECHO_PLAIN_WORDS)


def _lower(text_words: Sequence[str]) -> list[str]:
    return [word.casefold() for word in text_words]


def _is_unlike_length(
    original: str, answer: str, source: LanguageCode | None, target: LanguageCode
) -> bool:
    expected = _length(original) * _relative_length(source, target)
    letters, length = _letters(original), _length(answer)
    if length > LENGTH_RATIO[1] * expected + MAX_MORE_LETTERS:
        return True
    if letters >= LENGTH_LETTERS:
        low, high = _range(letters, source, target)
        if not low <= length / expected <= high:
            return True
    return _is_cut(original, answer, length / max(expected, 1))


def _relative_length(source: LanguageCode | None, target: LanguageCode) -> float:
    if source in _RELATIVE_LENGTH and target in _RELATIVE_LENGTH:
        return _RELATIVE_LENGTH[target] / _RELATIVE_LENGTH[source]
    return 1.0


def _range(letters: int, source: LanguageCode | None, target: LanguageCode) -> tuple[float, float]:
    if source not in _RELATIVE_LENGTH or target not in _RELATIVE_LENGTH:
        return LENGTH_RATIO
    return LONG_NEAR_RATIO if letters >= 2 * LENGTH_LETTERS else NEAR_RATIO


def _is_cut(original: str, answer: str, ratio: float) -> bool:
    """Whether *answer* breaks off: too short, and its end is no end."""
    if len(words(original)) < CUT_WORDS or (_CLOSED.search(answer) and answer.count('"') != 1):
        return False
    if ratio < (CUT_RATIO if _CLOSED.search(original) else CUT_TITLE_RATIO):
        return True
    return ratio < DANGLING_RATIO and (_dangles(answer) or _is_left_open(original, answer))


def _dangles(answer: str) -> bool:
    last = bare_words(answer)[-1:]
    return _OPEN_END.search(answer) is not None or not _DANGLING.isdisjoint(_lower(last))


def _is_left_open(original: str, answer: str) -> bool:
    """Whether a bracket or a quotation is opened and never closed."""
    return any(
        answer.count(pair[0]) > answer.count(pair[1])
        and original.count(pair[0]) <= original.count(pair[1])
        for pair in _PAIRS
    )


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _length(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(WIDE if east_asian_width(char) in "WF" else 1 for char in text)
