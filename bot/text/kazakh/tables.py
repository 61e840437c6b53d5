"""The learned tables that Kazakh is spelt by, read when the first word is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from bot.text.kazakh.weights import Contexts, parse_weights

OPEN, CHAIN, WHOLE = "", "~", "$"
"""Behind a stem: any letters may follow it, endings of a noun may, nothing may."""

_SKELETON = str.maketrans(
    {"й": "и", "э": "е", "ё": "ио", "ю": "иу", "я": "иа", "ц": "тс", "ч": "тш", "щ": "штш"}
    | {"ь": None, "ъ": None, "һ": "х"}
)


def skeleton_of(word: str) -> str:
    """What is left of a Cyrillic word in small letters once it was written in Latin."""
    return word.translate(_SKELETON)


@dataclass(frozen=True)
class Tables:
    """What ``benchmarks/scripts_fit.py`` learned, as it writes it."""

    spelling: Mapping[str, str]
    doubled: str
    harmony: str
    stems: str

    @cached_property
    def contexts(self) -> Contexts:
        """What letters around a place say of the letter meant there."""
        return Contexts.parse(self.spelling)

    @cached_property
    def doubling(self) -> Contexts:
        """Where one и of Arabic script stands for two."""
        return Contexts.parse({"и": self.doubled})

    @cached_property
    def fronting(self) -> Mapping[str, int]:
        """What speaks for front vowels."""
        return parse_weights(self.harmony)

    @cached_property
    def by_skeleton(self) -> Mapping[str, tuple[str, str]]:
        """Known stems by what Latin shows of them, each with what may follow it."""
        found = {}
        for entry in self.stems.split():
            stem = entry.rstrip(CHAIN + WHOLE)
            found[skeleton_of(stem)] = stem, entry[len(stem) :]
        return found

    @cached_property
    def longest_stem(self) -> int:
        """In letters of the skeleton."""
        return max(map(len, self.by_skeleton), default=0)


@cache
def shipped() -> Tables:
    """Return the tables of this version."""
    # 47 kB of data that a process which meets no Latin or Arabic Kazakh never needs
    from bot.text.kazakh.harmony_weights import HARMONY  # noqa: PLC0415 - see above
    from bot.text.kazakh.loans import STEMS  # noqa: PLC0415 - see above
    from bot.text.kazakh.spelling_weights import DOUBLED, SPELLING  # noqa: PLC0415 - see above

    return Tables(SPELLING, DOUBLED, HARMONY, STEMS)
