"""Writing systems: which one a text is in, and Kazakh from one of its three into another.

Kazakh is written in Cyrillic, in Latin and, in China and Mongolia, in Arabic letters.
Translation engines and stop-word lists know it in Cyrillic only, so the other two are
read back into it. What they do not show is restored by known stems and learned weights:
``benchmarks/scripts.py`` measures how often a word comes back as it was.
"""

import re
from collections.abc import Callable

from bot.core.models import Script
from bot.text.kazakh.arabic import arabic_to_cyrillic, cyrillic_to_arabic
from bot.text.kazakh.latin import cyrillic_to_latin, latin_to_cyrillic

__all__ = [
    "arabic_to_cyrillic",
    "cyrillic_to_arabic",
    "cyrillic_to_latin",
    "latin_to_cyrillic",
    "letters_of",
    "script_of",
    "write_in",
]

_LETTERS = {
    Script.CYRILLIC: re.compile("[\u0400-\u0481\u048a-\u052f]"),
    Script.LATIN: re.compile("[A-Za-zÀ-ÖØ-öø-ʯ\u1e00-\u1eff]"),
    Script.ARABIC: re.compile(
        "[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06fa-\u06fc\u0750-\u077f"
        "\u08a0-\u08c7\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]"
    ),
}
_LETTER = re.compile(r"[^\W\d_]")


def script_of(text: str) -> Script:
    """The writing system most letters of *text* are in; OTHER if there are no letters."""
    counts = {script: len(letters.findall(text)) for script, letters in _LETTERS.items()}
    best = max(counts, key=lambda script: counts[script])
    others = len(_LETTER.findall(text)) - sum(counts.values())
    return best if counts[best] > max(others, 0) else Script.OTHER


def letters_of(text: str, script: Script) -> list[str]:
    """The letters of *text* that belong to *script*, which must be a named one."""
    return _LETTERS[script].findall(text)


_SENTENCE_START = re.compile(r"(?:^|(?:(?<!\b\w)\.|[!?…])\s|\n)[\s\"'«“(—–-]{0,9}[^\W\d_]")
"""After one letter and a full stop, as in ``2026 ж. наурыз``, mostly none begins."""


def write_in(text: str, script: Script) -> str:
    """Write Kazakh *text* in *script*, from whichever it is in; in OTHER, or if unsure, as it is.

    Arabic has no capitals: read from it, only sentences begin with one.
    """
    return write_from(script_of(text), text, script)


def write_from(own: Script, text: str, script: Script) -> str:
    """Write a part of Kazakh text that is in *own* in *script*; see write_in."""
    if own is script or Script.OTHER in {own, script}:
        return text
    cyrillic = _TO_CYRILLIC[own](text)
    return _FROM_CYRILLIC[script](cyrillic)


def _from_arabic(text: str) -> str:
    return _SENTENCE_START.sub(lambda match: match[0].upper(), arabic_to_cyrillic(text))


_TO_CYRILLIC: dict[Script, Callable[[str], str]] = {
    Script.CYRILLIC: str,
    Script.LATIN: latin_to_cyrillic,
    Script.ARABIC: _from_arabic,
}
_FROM_CYRILLIC: dict[Script, Callable[[str], str]] = {
    Script.CYRILLIC: str,
    Script.LATIN: cyrillic_to_latin,
    Script.ARABIC: cyrillic_to_arabic,
}
