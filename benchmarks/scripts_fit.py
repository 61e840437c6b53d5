"""Learn the tables that Kazakh in Latin and in Arabic letters is spelt by.

    python benchmarks/scripts_fit.py --data DATA [--check]

Writes ``spelling_weights.py``, ``harmony_weights.py`` and ``loans.py`` of bot/text/kazakh.
DATA holds the sets of ``scripts.py``, and Russian news as ``summary/ru_*.jsonl`` for its names.
All Kazakh text is learned from; ``--check`` prints instead how many words of one half of it come
back when only the other was, and fails below the stated margins. The hand-written words were
chosen by what failed in half 0: half 1 is the figure for a text never seen. Nothing is random:
the same DATA gives the same tables. Needs numpy.
"""

import argparse
import re
import sys
import textwrap
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

from scripts import ROUTES, Sources, count, half, read_rows, read_sources, share
from scripts_learn import Words, doubled_samples, harmony_samples, learn, spelling_samples
from scripts_words import LOANS, NATIVE

from bot.text.kazakh import tables
from bot.text.kazakh.spelling import SIGNS, VOWELS, may_follow, spell, units_of
from bot.text.kazakh.tables import CHAIN, OPEN, WHOLE, Tables, skeleton_of

RUSSIAN_SETS = ("gazeta", "nerel", "rbc", "tengri")
"""Not xwmt: it is the Russian side of Kazakh texts that are judged on."""

LETTER_PENALTY, DOUBLED_PENALTY, HARMONY_PENALTY = 0.8, 0.3, 0.4
LOAN_WEIGHT, NATIVE_WEIGHT, NAME_WEIGHT = (0.1, 0.15), (0.5, 0.5), (0.02, 0.03)
"""What a word counts for spelling and for harmony, where one of Kazakh text counts 1."""
MOST_COUNTED = 8
"""A word more frequent than this teaches no more."""
MIN_NAME_TEXTS = 2
MIN_STEM_CHARS = 5
"""Of a stem that anything may follow, in letters of the skeleton."""
STEM_BYTES = 38_000
"""The frequent first: what follows beyond is left to the weights."""

_KAZAKH = frozenset("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")
_RUSSIAN_WORD = re.compile("(?<![а-яёА-ЯЁ])[А-ЯЁ][а-яё]{2,30}(?![а-яёА-ЯЁ])")
_SENTENCE_END = re.compile(r"[.!?…»\"“:—–-]\s*$|^\s*$")
LEAST_UNSEEN = {"latin": 99.6, "arabic": 99.0}
"""In % of words; ``--check`` returns 1 when fewer come back."""
PACKAGE = Path(tables.__file__).parent


@dataclass(frozen=True)
class Lexicon:
    """What is learned from: words, each with what it counts."""

    kazakh: Words
    loans: Words
    native: Words
    names: Words

    @property
    def parts(self) -> tuple[tuple[Words, float, float], ...]:
        """The words with their weight for spelling and for harmony."""
        return (
            (self.kazakh, 1, 1),
            (self.loans, *LOAN_WEIGHT),
            (self.native, *NATIVE_WEIGHT),
            (self.names, *NAME_WEIGHT),
        )


def kazakh_words(sources: Sources, parts: Iterable[int]) -> Words:
    """Read the words of the halves *parts*, with the root of how often they occur."""
    found = count(text for texts in sources.values() for text in texts if half(text) in parts)
    small: Counter[str] = Counter()
    for word, n in found.items():
        small[word.lower()] += n
    return {word: min(n, MOST_COUNTED) ** 0.5 for word, n in small.items() if set(word) <= _KAZAKH}


def russian_names(data: Path) -> Counter[str]:
    """Count the texts that have a word with a capital inside a sentence, in small letters."""
    found: Counter[str] = Counter()
    for name in RUSSIAN_SETS:
        for row in read_rows(data / f"summary/ru_{name}.jsonl"):
            found.update(set(_names_in(row["text"])))
    return found


def _names_in(text: str) -> Iterator[str]:
    for match in _RUSSIAN_WORD.finditer(text):
        before = text[max(match.start() - 3, 0) : match.start()]
        if not _SENTENCE_END.search(before):
            yield match[0].lower()


def read_lexicon(sources: Sources, names: Counter[str], parts: Iterable[int]) -> Lexicon:
    """Put together everything that is learned from."""
    return Lexicon(
        kazakh=kazakh_words(sources, parts),
        loans=dict.fromkeys((form for word in LOANS.split() for form in inflected(word)), 1.0),
        native=dict.fromkeys(
            (form for word in NATIVE.split() for form in native_forms(word)), 1.0
        ),
        names=dict.fromkeys(sorted(names), 1.0),
    )


def inflected(word: str) -> list[str]:
    """*word* with a few endings in its harmony; alone if it is short or ends in $."""
    if len(word) < 3 or word.endswith(WHOLE):
        return [word.rstrip(WHOLE)]
    vowels = [letter for letter in word if letter in "аоұыәөүіеэяюуиё"]
    front = bool(vowels) and vowels[-1] in "әөүіеэи"
    endings = ("дің", "ді", "ге", "лер") if front else ("дың", "ды", "ға", "лар")
    return [word, *(word + ending for ending in endings)]


def native_forms(word: str) -> list[str]:
    """The same, and what a verb in front vowels makes: its у says nothing of the endings."""
    forms = inflected(word)
    verb = forms[-1].endswith("лер") and word[-1] not in "әеөүіиу"
    return [*forms, *(word + ending for ending in ("у", "уді", "удің", "ген"))] if verb else forms


def learn_tables(lexicon: Lexicon, names: Counter[str]) -> Tables:
    """Learn all weights, then list the stems they misspell."""
    spelling = [(words, weight) for words, weight, _ in lexicon.parts]
    harmony = [(words, weight) for words, _, weight in lexicon.parts]
    learned = Tables(
        spelling={
            letter: learn(spelling_samples(spelling, letter), LETTER_PENALTY)
            for letter in ("й", "э", "ё", "ю", "я", "ц", "ч", "щ", "һ", "ь", "ъ")
        },
        doubled=learn(doubled_samples(spelling), DOUBLED_PENALTY),
        harmony=learn(harmony_samples(harmony), HARMONY_PENALTY),
        stems="",
    )
    return replace(learned, stems=Stems(lexicon).listed(learned, names))


class Stems:
    """Finds the shortest beginnings of words that no other known word begins with."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = {word for part, *_ in lexicon.parts for word in part}
        self._known = sorted((skeleton_of(word), word) for word in words)
        self._skeletons = [skeleton for skeleton, _ in self._known]
        self._kazakh = lexicon.kazakh

    def listed(self, weights: Tables, names: Counter[str]) -> str:
        """The stems to know beside *weights*, as ``loans.py`` has them."""
        with mock.patch.object(tables, "shipped", return_value=weights):
            hard = [(word, at) for word in self._candidates(names) if (at := wrong_at(word)) >= 0]
        found: dict[str, str] = {}
        room = STEM_BYTES
        for word, at in hard:
            stem = self.cut(word, at)
            if not stem or skeleton_of(stem) in found or self._covered(word, found):
                continue
            found[skeleton_of(stem)] = stem
            room -= len(stem.encode()) + 1
            if room < 0:
                break
        return " ".join(sorted(found.values()))

    def _candidates(self, names: Counter[str]) -> Iterator[str]:
        """Hand-written words, then those of Kazakh text, then names, the frequent first."""
        yield from (word for word in dict.fromkeys(LOANS.split()))
        yield from sorted(self._kazakh, key=lambda word: (-self._kazakh[word], word))
        rows = sorted(names.items(), key=lambda row: (-row[1], row[0]))
        yield from (word for word, n in rows if n >= MIN_NAME_TEXTS)

    def _covered(self, word: str, found: Mapping[str, str]) -> bool:
        skeleton = skeleton_of(word)
        stems = (found.get(skeleton[:length], "") for length in range(len(skeleton), 1, -1))
        return any(stem and stem[-1] not in CHAIN + WHOLE for stem in stems)

    def cut(self, word: str, at: int) -> str:
        """The shortest stem past *at* that misleads no word, marked with what may follow."""
        if word.endswith(WHOLE):
            return word if self._harmless(word.rstrip(WHOLE), WHOLE) else ""
        for end in range(1, len(word) + 1):
            stem = word[:end]
            long = len(skeleton_of(stem)) >= max(MIN_STEM_CHARS, at + 1)
            if long and word[end : end + 1] not in SIGNS and self._harmless(stem, OPEN):
                return stem
        return next((word + mark for mark in (CHAIN, WHOLE) if self._harmless(word, mark)), "")

    def _harmless(self, stem: str, mark: str) -> bool:
        skeleton = skeleton_of(stem)
        at = bisect_left(self._skeletons, skeleton)
        while at < len(self._known) and self._skeletons[at].startswith(skeleton):
            whole, word = self._known[at]
            rest = whole[len(skeleton) :]
            cut = stem.rstrip("ьъ") if rest and rest[0] in VOWELS else stem
            if may_follow(rest, mark) and not word.startswith(cut):
                return False
            at += 1
        return True


def wrong_at(word: str) -> int:
    """Where in its skeleton the last letter stands that *word* does not come back with, or -1."""
    alone = word.rstrip(WHOLE)
    forms = inflected(alone) if alone == word else [alone]
    size = len(skeleton_of(alone))
    wrong = [-1]
    for form in forms:
        pairs = zip(units_of(form), spell(skeleton_of(form)), strict=True)
        wrong += [min(at, size - 1) for at, (meant, read) in enumerate(pairs) if meant != read]
    return max(wrong)


def check(sources: Sources, names: Counter[str]) -> bool:
    """Print what comes back of each half when only the other was learned from; True: enough."""
    print(f"{'words that come back, %':<26}" + "".join(f"{route:>10}" for route in ROUTES))
    enough = True
    for part in (0, 1):
        learned = learn_tables(read_lexicon(sources, names, [1 - part]), names)
        words = count(text for each in sources.values() for text in each if half(text) == part)
        with mock.patch.object(tables, "shipped", return_value=learned):
            shares = {route: share(words, script) for route, script in ROUTES.items()}
        print(f"half {part}, never seen{'':<8}" + "".join(f"{n:>10.2f}" for n in shares.values()))
        enough &= all(shares[route] >= LEAST_UNSEEN[route] for route in ROUTES)
    return enough


HEAD = '''"""Weights of %s, from scripts_fit.py. Data.

A context is the letters before and after the place, with ``|`` between them; ^ and $ end a word.
Behind it its weight for the letter, ``*`` alone is the weight that always counts.
%s"""
'''


def wrapped(table: str) -> str:
    """*table* as the lines of a triple-quoted string."""
    return textwrap.fill(
        table, 97, initial_indent="    ", subsequent_indent="    ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def write(learned: Tables, folder: Path) -> None:
    """Write the three modules."""
    letters = "".join(
        f'    "{letter}": """\n{wrapped(table)}\n    """,\n'
        for letter, table in learned.spelling.items()
    )
    (folder / "spelling_weights.py").write_text(
        HEAD % ("the letters that Kazakh Latin leaves open", "")
        + f'\nSPELLING = {{\n{letters}}}\n\nDOUBLED = """\n{wrapped(learned.doubled)}\n"""\n'
        + '"""For и where Arabic script has one letter for ия, ию and for я, ю, иа, иу."""\n',
        encoding="utf-8",
    )
    hints = "A context that begins with a percent sign is one of the hints in harmony.py.\n"
    (folder / "harmony_weights.py").write_text(
        HEAD % ("the front vowels that Kazakh Arabic leaves open", hints)
        + f'\nHARMONY = """\n{wrapped(learned.harmony)}\n"""\n',
        encoding="utf-8",
    )
    (folder / "loans.py").write_text(
        '"""Beginnings of words that weights misspell: by benchmarks/scripts_fit.py, data.\n\n'
        "Behind one ~ says that only endings of a noun may follow it, $ that nothing may.\n"
        f'"""\n\nSTEMS = """\n{wrapped(learned.stems)}\n"""\n',
        encoding="utf-8",
    )


def main() -> int:
    """Write the tables, or print the figures of ``--check``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of the sets")
    parser.add_argument("--check", action="store_true", help="judge on the half not learned from")
    options = parser.parse_args()
    sources, names = read_sources(options.data), russian_names(options.data)
    if options.check:
        return 0 if check(sources, names) else 1
    write(learn_tables(read_lexicon(sources, names, (0, 1)), names), PACKAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
