"""What Kazakh in Latin or Arabic letters leaves open: й or и, э or е, ь or nothing.

Neither script tells them apart. A word that was read letter by letter (its *skeleton*) is spelt
as Cyrillic spells it: by the stem of a loan word or a name, else by weighing the letters around
each place. The weights were learned from Kazakh news and from names in Russian news.
"""

import re
from dataclasses import dataclass
from functools import cache

from bot.text.kazakh.loans import STEMS, WORDS
from bot.text.kazakh.spelling_weights import DOUBLED, SPELLING
from bot.text.kazakh.weights import MAX_WORD_CHARS, Contexts, Votes

MIN_STEM_CHARS = 3  # of the skeleton

_SKELETON = str.maketrans(
    {"й": "и", "э": "е", "ё": "ио", "ю": "иу", "я": "иа", "ц": "тс", "ч": "тш", "щ": "штш"}
    | {"ь": None, "ъ": None, "һ": "х"}
)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A letter that may be meant where the skeleton has *shown*, between certain neighbours."""

    shown: str
    after: str = ""
    before: str = ""

    def fits(self, framed: str, at: int) -> bool:
        return (
            framed.startswith(self.shown, at)
            and (not self.after or framed[at - 1] in self.after)
            and (not self.before or framed[at] in self.before)
        )


_LETTERS = {
    "я": _Choice("иа"),
    "ю": _Choice("иу"),
    "ё": _Choice("ио"),
    "й": _Choice("и", after="^аәеоөұүыіиу"),
    "щ": _Choice("штш"),
    "ц": _Choice("тс"),
    "ч": _Choice("тш"),
    "э": _Choice("е"),
    "һ": _Choice("х"),
}
_SIGNS = {
    "ъ": _Choice("", after="бвдзлмнпрстфк", before="еи"),
    "ь": _Choice("", after="бвдзлмнпрстфкгжш", before="бвгғджзкқлмнңпрстфхшеио$"),
}

_MEANT_BY = {"и": "яюёй", "ш": "щ", "т": "цч", "е": "э", "х": "һ"}

_VOWELS = "аәеоөұүыіиу"
_SINGLE = re.compile(f"(?<![{_VOWELS}])и(?=[ау])")


def skeleton_of(word: str) -> str:
    """What is left of a Cyrillic word in small letters once it was written in Latin."""
    return word.translate(_SKELETON)


def spell(skeleton: str, *, sure: str = "") -> list[str]:
    """Say how each letter of *skeleton* is spelt; "" for one that the letter before it covers.

    Args:
        skeleton: A word in small letters.
        sure: Letters that the script it comes from does show, so that they are not guessed.
    """
    if len(skeleton) > MAX_WORD_CHARS:
        return list(skeleton)
    framed = f"^{skeleton}$"
    votes = _contexts().votes(framed)
    units = _units(_stem(skeleton))
    start = len(units)
    while len(units) < len(skeleton):
        at = len(units) + 1
        letter = _letter(framed, at, votes, sure)
        sign = _sign(framed, at, votes) if len(units) > start else ""
        units.append(sign + letter)
        if letter != framed[at]:
            units.extend([""] * (len(skeleton_of(letter)) - 1))
    if start < len(units):
        units[-1] += _sign(framed, len(framed) - 1, votes)
    return units


def double(skeleton: str) -> str:
    """Put in the и that Arabic script leaves out: its يا is ия as well as я and иа.

    Args:
        skeleton: As read from Arabic letters, every vowel as in a word of back vowels.
    """
    if not _SINGLE.search(skeleton) or len(skeleton) > MAX_WORD_CHARS:
        return skeleton
    votes = _doubling().votes(f"^{skeleton}$")

    def doubled(match: re.Match[str]) -> str:
        return "ии" if votes.weight(match.start() + 1, "и") > 0 else "и"

    return _SINGLE.sub(doubled, skeleton)


def _letter(framed: str, at: int, votes: Votes, sure: str) -> str:
    best, most = framed[at], 0
    for letter in _MEANT_BY.get(framed[at], ()):
        weight = votes.weight(at, letter)
        if weight > most and letter not in sure and _LETTERS[letter].fits(framed, at):
            best, most = letter, weight
    return best


def _sign(framed: str, at: int, votes: Votes) -> str:
    """The sign, if any, that stands before the place *at*."""
    for sign, choice in _SIGNS.items():
        if votes.weight(at, sign) > 0 and choice.fits(framed, at):
            return sign
    return ""


def _stem(skeleton: str) -> str:
    """The known beginning of the word in Cyrillic, the longest there is."""
    stems, whole, most_chars = _stems()
    if skeleton in whole:
        return whole[skeleton]
    for length in range(min(len(skeleton), most_chars), MIN_STEM_CHARS - 1, -1):
        if stem := stems.get(skeleton[:length]):
            follower = skeleton[length : length + 1]
            # медаль, медалі: the sign goes before an ending in a vowel
            return stem.rstrip("ьъ") if follower and follower in _VOWELS else stem
    return ""


def _units(stem: str) -> list[str]:
    units: list[str] = []
    for letter in stem:
        if letter in "ьъ":
            units[-1] += letter
        else:
            units += [letter] + [""] * (len(skeleton_of(letter)) - 1)
    return units


@cache
def _stems() -> tuple[dict[str, str], dict[str, str], int]:
    """Beginnings and whole words by skeleton, and the length of the longest beginning."""
    stems = {skeleton_of(stem): stem for stem in STEMS}
    return stems, {skeleton_of(word): word for word in WORDS}, max(map(len, stems))


@cache
def _contexts() -> Contexts:
    return Contexts.parse(SPELLING)


@cache
def _doubling() -> Contexts:
    return Contexts.parse({"и": DOUBLED})
