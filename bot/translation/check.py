"""Is an engine's answer a translation? Pure: asked before anyone sees or keeps it."""

import re
from difflib import SequenceMatcher
from unicodedata import east_asian_width

from bot.core.models import LanguageCode
from bot.text.identify import identify

ECHO_LETTERS = 25  # shorter texts may rightly stay as they are: names, numbers
ECHO_SIMILARITY = 0.9  # reference translations of related languages reach 0.80 (ru-uk, FLORES)
ECHO_WORDS = 200  # compared from the start: comparing takes time with the square of them
LANGUAGE_LETTERS = 40  # identification errs on less; 0.3 % false alarms from here (FLORES)
LENGTH_RATIO = (0.3, 3.5)  # extremes of reference translations are 0.41 and 2.76 (FLORES)
LENGTH_LETTERS = 40  # a ratio means little on a few words
WIDE = 3  # letters of an alphabet that a Chinese, Japanese or Korean character stands for

# Notices that services send in place of a translation, in lower case.
_NOTICES = (
    "mymemory warning",
    "you used all available free translations",
    "example: langpair=",  # comes with «'AUTO' is an invalid source language»
    "query length limit exceeded",
    "please select two distinct languages",
    "unusual traffic from your computer network",
)
_ERROR_PAGE = re.compile(r"\berror \d{3} \([a-z ']{2,40}\)!!1")  # the title of Google's
_MARKUP = re.compile(r"<(?:html|head|body|div|script|!doctype|title)\b", re.IGNORECASE)


def has_words(text: str) -> bool:
    """Whether there is anything to translate, beyond numbers, signs and addresses."""
    return any(map(str.isalpha, " ".join(_words(text))))


def fault(original: str, answer: str, *, target: LanguageCode) -> str | None:
    """Say in an English word or two why *answer* is no translation; None when it may be one."""
    if not any(map(str.isalnum, answer)):
        return "empty"
    if _is_notice(answer) and not _is_notice(original):
        return "notice"
    if _MARKUP.search(answer) and not _MARKUP.search(original):
        return "markup"
    if _is_echo(original, answer):
        return "echo"
    if not _is_like_length(original, answer):
        return "length"
    return "language" if _is_other_language(answer, target) else None


def _is_notice(text: str) -> bool:
    low = text.casefold()
    return any(notice in low for notice in _NOTICES) or _ERROR_PAGE.search(low) is not None


def _is_echo(original: str, answer: str) -> bool:
    first, second = _words(original), _words(answer)
    if sum(map(_letters, first)) < ECHO_LETTERS:
        return False
    matcher = SequenceMatcher(None, first[:ECHO_WORDS], second[:ECHO_WORDS], autojunk=False)
    return matcher.ratio() >= ECHO_SIMILARITY


def _is_like_length(original: str, answer: str) -> bool:
    if _letters(original) < LENGTH_LETTERS:
        return True
    low, high = LENGTH_RATIO
    return low <= _length(answer) / _length(original) <= high


def _is_other_language(answer: str, target: LanguageCode) -> bool:
    if _letters(answer) < LANGUAGE_LETTERS:
        return False
    return identify(answer).language not in (target, None)


def _words(text: str) -> list[str]:
    """Words in small letters, without addresses: those stay as they are in any language."""
    words = text.casefold().split()
    return [word for word in words if not ("://" in word or "@" in word or "www." in word)]


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _length(text: str) -> int:
    return sum(WIDE if east_asian_width(char) in "WF" else 1 for char in text)
