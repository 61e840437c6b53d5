"""Does an answer go round in circles, as neural engines do on what they do not know?"""

from collections import Counter
from collections.abc import Sequence

MAX_PERIOD = 8  # words, or letters of a long word
MAX_REPEATS = 3  # of one word in a row: «no, no, no»
MAX_PHRASE_REPEATS = 2  # of several words in a row
MAX_TRIPLES = 3  # of the same three words anywhere
_SIGNS = '.,!?;:…«»"“”()–—-'
LONG_WORD = 16  # letters; shorter ones may well be «хахаха»
MAX_LETTER_REPEATS = 5


def has_new_loop(original: Sequence[str], answer: Sequence[str]) -> bool:
    """Whether *answer*, words in small letters, repeats itself and *original* does not."""
    return loops(answer) and not loops(original)


def loops(text: Sequence[str]) -> bool:
    """Whether words, phrases, letters or signs are repeated more often than people do."""
    words = [word.strip(_SIGNS) or word for word in text]
    return (
        _repeats(words, 1) > MAX_REPEATS
        or any(_repeats(words, period) > MAX_PHRASE_REPEATS for period in _PHRASES)
        or _most_frequent_triple(words) > MAX_TRIPLES
        or any(map(_stutters, words))
    )


_PHRASES = range(2, MAX_PERIOD + 1)


def _repeats(items: Sequence[str], period: int) -> int:
    """How often in a row the same *period* items come, at most."""
    run = longest = 0
    for index in range(period, len(items)):
        run = run + 1 if items[index] == items[index - period] else 0
        longest = max(longest, run)
    return longest // period + 1


def _most_frequent_triple(words: Sequence[str]) -> int:
    triples = Counter(zip(words, words[1:], words[2:], strict=False))
    return max(triples.values(), default=0)


def _stutters(word: str) -> bool:
    if len(word) < LONG_WORD:
        return False
    return any(_repeats(word, period) > MAX_LETTER_REPEATS for period in (1, *_PHRASES))
