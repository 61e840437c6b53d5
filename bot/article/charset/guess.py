"""Which old encoding makes the most sense of bytes that are no UTF-8. Pure, bounded.

Read in a wrong encoding, letters keep their places but not their company: Russian becomes
pairs that no language has, capitals inside words, signs among letters. So each candidate is
asked for the share of common pairs, and of common characters where they are thousands.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from bot.article.charset.tables import (
    CYRILLIC_PAIRS,
    HAN,
    HANGUL,
    LATIN_PAIRS,
    POLISH,
    QUOTES,
    SYMBOLS,
    TURKISH,
    WESTERN,
)

MAX_SAMPLE_BYTES = 4_096
"""More changes no verdict and costs time: some 20 ms for all candidates."""

WINDOWS_CYRILLIC = ("cp1251", "kz1048", "ptcp154")
"""Kazakh pages were written in the last two, and labelled as the first or not at all."""

MIN_LEAD = 0.05  # of one variant over another: stray signs make less, Kazakh 0.3 and more

_KANA = re.compile("[\u3041-\u30ff]")
_CHARACTER = re.compile("[\u3000-\u303f\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]")


class Guess(NamedTuple):
    """An encoding and its score: 1.0 where all is common, negative where little is."""

    encoding: str
    score: float


def guess(sample: bytes) -> Guess:
    """Return the encoding that explains *sample* best; of equals the more usual."""
    best = _best(_FAMILIES, sample)
    return best_of_windows(sample) if best.encoding in WINDOWS_CYRILLIC else best


def best_of_windows(sample: bytes, named: str = "cp1251") -> Guess:
    """Return the variant of windows-1251 that *sample* is written in; in doubt the *named* one."""
    plain = Guess(named, score(sample, named))
    variant = _best(WINDOWS_CYRILLIC, sample)
    return variant if variant.score > plain.score + MIN_LEAD else plain


def _best(encodings: Iterable[str], sample: bytes) -> Guess:
    return max((Guess(name, score(sample, name)) for name in encodings), key=lambda it: it.score)


def score(sample: bytes, encoding: str) -> float:
    """Return the mean worth of what *sample* says in *encoding*, between -1 and 1.

    Zero where nothing speaks for or against, and for an encoding no guess is made of.
    """
    family = _FAMILIES.get(encoding)
    return family(sample[:MAX_SAMPLE_BYTES].decode(encoding, "replace")) if family else 0.0


def _alphabetic(is_common: Callable[[str, str], bool], text: str) -> float:
    worths: Counter[bool] = Counter()
    for pair, count in Counter(zip(f" {text}", f"{text} ", strict=True)).items():
        if _speaks(*pair):
            worths[is_common(*pair)] += count
    return (worths[True] - worths[False]) / max(1, worths.total())


def _speaks(first: str, second: str) -> bool:
    """Whether a pair says anything: letters side by side, or a sign where no text has one."""
    if first.isascii() and second.isascii():
        return False
    if _is_strange(first) or _is_strange(second):
        return True
    return _is_letter(first) and (_is_letter(second) or (second in SYMBOLS and first.islower()))


def _is_strange(char: str) -> bool:
    return not (char.isascii() or char.isalpha() or char in QUOTES or char in SYMBOLS)


def _is_letter(char: str) -> bool:
    return char.isalpha() and char not in SYMBOLS


def _is_cyrillic(first: str, second: str) -> bool:
    return (first + second).lower() in CYRILLIC_PAIRS and not _is_odd_case(first, second)


def _is_latin(letters: frozenset[str], first: str, second: str) -> bool:
    if _is_odd_case(first, second):
        return False
    one, other = (char.replace("İ", "ı").lower() for char in (first, second))
    if one.isascii() or other.isascii():
        return one in letters or other in letters
    return one + other in LATIN_PAIRS


def _is_odd_case(first: str, second: str) -> bool:
    return first.islower() and second.isupper()


def _east_asian(text: str) -> float:
    chars = [char for char in text if not char.isascii() and char not in QUOTES | SYMBOLS]
    return sum(map(_character_worth, chars)) / max(1, len(chars))


def _character_worth(char: str) -> int:
    if char in HAN or char in HANGUL or _KANA.fullmatch(char):
        return 1
    return 0 if _CHARACTER.fullmatch(char) else -1


_Family = Callable[[str], float]
_CYRILLIC: _Family = partial(_alphabetic, _is_cyrillic)
_FAMILIES: dict[str, _Family] = {  # the more usual first: of equal scores the first wins
    "cp1251": _CYRILLIC,
    "koi8-u": _CYRILLIC,  # koi8-r and four letters
    "koi8-r": _CYRILLIC,
    "cp866": _CYRILLIC,
    "iso8859-5": _CYRILLIC,
    "mac-cyrillic": _CYRILLIC,
    "kz1048": _CYRILLIC,
    "ptcp154": _CYRILLIC,
    "cp1254": partial(_alphabetic, partial(_is_latin, TURKISH)),
    "cp1252": partial(
        _alphabetic, partial(_is_latin, WESTERN)
    ),  # but for six letters the one before
    "cp1250": partial(_alphabetic, partial(_is_latin, POLISH)),
    "iso8859-2": partial(_alphabetic, partial(_is_latin, POLISH)),
    "gb18030": _east_asian,
    "big5hkscs": _east_asian,
    "cp932": _east_asian,
    "euc_jp": _east_asian,
    "cp949": _east_asian,
}
