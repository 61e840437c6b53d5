"""What Kazakh in Latin or Arabic letters leaves open: й or и, э or е, ь or nothing.

Neither script tells them apart. A word that was read letter by letter (its *skeleton*) is spelt
as Cyrillic spells it: by the stem of a loan word or a name, else by weighing the letters around
each place. The weights were learned from Kazakh news and from names in Russian news.
"""

import re
from dataclasses import dataclass

from bot.text.kazakh import tables
from bot.text.kazakh.tables import CHAIN, OPEN, WHOLE, skeleton_of
from bot.text.kazakh.weights import MAX_WORD_CHARS, Votes

MIN_STEM_CHARS = 2  # of the skeleton


VOWELS = "аәеоөұүыіиу"
"""As a skeleton has them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A letter that may be meant where the skeleton has *shown*, between certain neighbours."""

    shown: str
    after: str = ""
    before: str = ""

    def fits(self, framed: str, at: int) -> bool:
        """Whether it can stand before the letter *at* of a word between ^ and $."""
        return (
            framed.startswith(self.shown, at)
            and (not self.after or framed[at - 1] in self.after)
            and (not self.before or framed[at] in self.before)
        )


LETTERS = {
    "я": Choice("иа"),
    "ю": Choice("иу"),
    "ё": Choice("ио"),
    "й": Choice("и", after="^" + VOWELS),
    "щ": Choice("штш"),
    "ц": Choice("тс"),
    "ч": Choice("тш"),
    "э": Choice("е"),
    "һ": Choice("х"),
}
SIGNS = {
    "ъ": Choice("", after="бвдзлмнпрстфк", before="еи"),
    "ь": Choice("", after="бвдзлмнпрстфкгжш", before="бвгғджзкқлмнңпрстфхшеио$"),
}

_MEANT_BY = {"и": "яюёй", "ш": "щ", "т": "цч", "е": "э", "х": "һ"}

_ENDINGS = re.compile(
    "(?:[лдт](?:ық|ік))?(?:[лдт][ае]р)?(?:с?[ыі](?:[мң]|мыз|міз)?|[мң])?"
    "(?:[нтд](?:ың|ің|ы|і|ан|ен)|[ғқ]а|[гк]е|н[ае]|[ае]|н|н?[дт][ае]|[мбп]ен|ш[аеыі])?"
    "(?:[ғқ]ы|[гк]і)?(?:[мбп]ен)?"
)
"""What a Kazakh noun may end in: number, owner and case, as a skeleton."""

_SINGLE = re.compile(f"(?<![{VOWELS}])и(?=[ау])")


def spell(skeleton: str, *, sure: str = "") -> list[str]:
    """Say how each letter of *skeleton* is spelt; "" for one that the letter before it covers.

    Args:
        skeleton: A word in small letters.
        sure: Letters that the script it comes from does show, so that they are not guessed.
    """
    if len(skeleton) > MAX_WORD_CHARS:
        return list(skeleton)
    framed = f"^{skeleton}$"
    votes = tables.shipped().contexts.votes(framed)
    units = units_of(_stem(skeleton))
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
    votes = tables.shipped().doubling.votes(f"^{skeleton}$")

    def doubled(match: re.Match[str]) -> str:
        return "ии" if votes.weight(match.start() + 1, "и") > 0 else "и"

    return _SINGLE.sub(doubled, skeleton)


def _letter(framed: str, at: int, votes: Votes, sure: str) -> str:
    best, most = framed[at], 0
    for letter in _MEANT_BY.get(framed[at], ()):
        weight = votes.weight(at, letter)
        if weight > most and letter not in sure and LETTERS[letter].fits(framed, at):
            best, most = letter, weight
    return best


def _sign(framed: str, at: int, votes: Votes) -> str:
    """The sign, if any, that stands before the place *at*."""
    for sign, choice in SIGNS.items():
        if votes.weight(at, sign) > 0 and choice.fits(framed, at):
            return sign
    return ""


def _stem(skeleton: str) -> str:
    """The known beginning of the word in Cyrillic, the longest there is."""
    shipped = tables.shipped()
    for length in range(min(len(skeleton), shipped.longest_stem), MIN_STEM_CHARS - 1, -1):
        stem, limit = shipped.by_skeleton.get(skeleton[:length], ("", OPEN))
        rest = skeleton[length:]
        if stem and may_follow(rest, limit):
            # медаль, медалі: the sign goes before an ending in a vowel
            return stem.rstrip("ьъ") if rest and rest[0] in VOWELS else stem
    return ""


def may_follow(rest: str, limit: str) -> bool:
    """Whether *rest* can be what comes behind a stem marked with *limit*."""
    if limit == WHOLE:
        return not rest
    return limit != CHAIN or _ENDINGS.fullmatch(rest) is not None


def units_of(stem: str) -> list[str]:
    """How Cyrillic *stem* spells each letter of its skeleton, as ``spell`` says it."""
    units: list[str] = []
    for letter in stem:
        if letter in "ьъ":
            units[-1] += letter
        else:
            units += [letter] + [""] * (len(skeleton_of(letter)) - 1)
    return units
