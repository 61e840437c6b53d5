"""Do addresses, names and styles survive what engines do to the marks that stand for them?

Data: ``parallel/*.tsv``; addresses, mentions, terms, code and emoji are put between the words of
its sentences, and styles over some of them. A stand-in for an engine gives every sentence back
with its marks treated as engines do. *intact* counts kept pieces that came out whole, each once
and apart from the words around; *pieces* sentences that had to be redone piece by piece; styles
are *kept* over their words, *near* with more than half of their words the same, *dropped*, or
*misplaced*. «edge moved alone» is an edge of a style put between two other words: nothing in an
answer tells that from another order of words, so it is shown and not gated.

Run: ``python benchmarks/masks.py --data DATA [--sentences 2400] [--seed 1] [--gate]``.
"""

import argparse
import csv
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.languages import KK, RU
from bot.core.models import LanguageCode, Style, StyleKind, Term
from bot.translation.masks.marks import Masked
from bot.translation.masks.protect import Restored, pieces, protect, rejoin, restore

MARK = re.compile(r"\[\[(\d+)\]\]")
KAZAKH = re.compile("[әғқңөұүһі]")
TERM = Term("Qysqa")
KEPT = (
    "https://egemen.kz/article/382910-zhana_(2)",
    "www.tengrinews.kz/kazakhstan?id=5&p=2",
    "t.me/qysqa_bot",
    "editor@mail.kz",
    "@qysqa_bot",
    "#жаңалық",
    "/help",
    "👍🏽",
    "Qysqa",
    "pip install",  # in code
)
CODE = "pip install"
LOOKS = (
    (StyleKind.BOLD, None),
    (StyleKind.ITALIC, None),
    (StyleKind.LINK, "https://example.kz/1"),
)
SENTENCES = 2_400
NEAR = 0.5  # of the words of both

Distortion = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with something to keep and to style; it comes back in its own *language*."""

    language: LanguageCode
    text: str
    kept: tuple[str, ...]
    styles: tuple[Style, ...]

    def masked(self) -> Masked:
        """What the engine gets."""
        return protect(self.text, styles=self.styles, terms=(TERM,), target=self.language)


@dataclass(slots=True)
class Score:
    """Counts over all cases of a distortion."""

    sentences: int = 0
    redone: int = 0
    kept: int = 0
    intact: int = 0
    styles: Counter[str] = field(default_factory=Counter)


def as_it_is(text: str, _: random.Random) -> str:
    """An engine that keeps its marks."""
    return text


def spaces_inside(text: str, rng: random.Random) -> str:
    """``[ [ 1 ] ]``."""
    return MARK.sub(
        lambda m: rng.choice(("[ [ {} ] ]", "[[ {} ]]", "[ [{}] ]")).format(m[1]), text
    )


def spaces_around(text: str, rng: random.Random) -> str:
    """A space before, after or on both sides of each mark."""
    return MARK.sub(lambda m: rng.choice((" {}", "{} ", " {} ")).format(m[0]), text)


def spaces_lost(text: str, _: random.Random) -> str:
    """No white space beside marks."""
    return re.sub(rf"\s*({MARK.pattern})\s*", r"\1", text)


def other_brackets(text: str, rng: random.Random) -> str:
    """Wide, broad or single ones."""
    return MARK.sub(
        lambda m: rng.choice(("［［{}］］", "【{}】", "[{}]", "[[{}]")).format(m[1]), text
    )


def other_digits(text: str, _: random.Random) -> str:
    """Digits of the Arabic script."""
    table = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    return MARK.sub(lambda m: m[0].translate(table), text)


def mark_lost(text: str, rng: random.Random) -> str:
    """One mark is not there."""
    return _without(text, _one(text, rng))


def mark_broken(text: str, rng: random.Random) -> str:
    """One mark has lost its brackets on a side, or has too many."""
    mark = _one(text, rng)
    broken = rng.choice((f"[[{mark[1]}", f"{mark[1]}]]", f"(({mark[1]}))", f"[[[{mark[1]}]]"))
    return text[: mark.start()] + broken + text[mark.end() :]


def mark_doubled(text: str, rng: random.Random) -> str:
    """One mark comes twice."""
    return _put(text, _one(text, rng)[0], rng)


def marks_swapped(text: str, rng: random.Random) -> str:
    """Two marks have changed places."""
    marks = list(MARK.finditer(text))
    if len(marks) < 2:
        return text
    one, two = sorted(rng.sample(marks, 2), key=lambda mark: mark.start())
    between = text[one.end() : two.start()]
    return text[: one.start()] + two[0] + between + one[0] + text[two.end() :]


def kept_moved(text: str, rng: random.Random) -> str:
    """Something kept stands between two other words."""
    return _moved(text, rng, is_kept=True)


def edge_moved(text: str, rng: random.Random) -> str:
    """An edge of a style stands between two other words."""
    return _moved(text, rng, is_kept=False)


DISTORTIONS: dict[str, Distortion] = {
    "as it is": as_it_is,
    "spaces inside": spaces_inside,
    "spaces around": spaces_around,
    "spaces lost": spaces_lost,
    "other brackets": other_brackets,
    "other digits": other_digits,
    "mark lost": mark_lost,
    "mark broken": mark_broken,
    "mark doubled": mark_doubled,
    "marks swapped": marks_swapped,
    "kept piece moved": kept_moved,
    "edge moved alone": edge_moved,
}
HARMLESS = tuple(DISTORTIONS)[:6]  # every style is kept
UNKNOWABLE = "edge moved alone"


def _one(text: str, rng: random.Random) -> re.Match[str]:
    return rng.choice(list(MARK.finditer(text)))


def _without(text: str, mark: re.Match[str]) -> str:
    return text[: mark.start()] + text[mark.end() :]


def _put(text: str, mark: str, rng: random.Random) -> str:
    gaps = [space.end() for space in re.finditer(r"\s+", text)] or [len(text)]
    gap = rng.choice(gaps)
    return f"{text[:gap]}{mark} {text[gap:]}"


def _moved(text: str, rng: random.Random, *, is_kept: bool) -> str:
    marks = [mark for mark in MARK.finditer(text) if int(mark[1]) % 2 == is_kept]
    if not marks:
        return text
    mark = rng.choice(marks)
    return _put(_without(text, mark), mark[0], rng)


def read_sentences(folder: Path) -> list[str]:
    """All sentences of five words or more, in every language."""
    found: dict[str, None] = {}
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        found |= {cell: None for row in rows[1:] for cell in row if len(cell.split()) > 4}
    return list(found)


def make_case(sentence: str, rng: random.Random) -> Case:
    """Put one to three kept pieces between the words, and up to three styles over some."""
    language = KK if KAZAKH.search(sentence) else RU
    words = sentence.split()
    kept = rng.sample(KEPT, rng.randint(1, 3))
    for one in kept:
        words.insert(rng.randint(0, len(words)), one)
    text = " ".join(words)
    styles = [_style(text, words, *look, rng) for look in rng.sample(LOOKS, rng.randint(0, 3))]
    if CODE in kept:
        at = text.index(CODE)
        styles.append(Style(StyleKind.CODE, at, at + len(CODE)))
    return Case(language, text, tuple(kept), tuple(styles))


def _style(
    text: str, words: Sequence[str], kind: StyleKind, data: str | None, rng: random.Random
) -> Style:
    first = rng.randrange(len(words))
    last = min(first + rng.randint(1, 5), len(words))
    start = len(" ".join(words[:first])) + (first > 0)
    return Style(kind, start, min(len(" ".join(words[:last])), len(text)), data)


def run(cases: Sequence[Case], distort: Distortion, rng: random.Random) -> Score:
    """Send every case through the stand-in and look at what comes back."""
    score = Score()
    for case in cases:
        masked = case.masked()
        restored = restore(masked, distort(masked.text, rng))
        score.sentences += 1
        if restored is None:
            score.redone += 1
            answers = {piece: piece.upper() for piece in pieces(masked.text)}
            restored = restore(masked, rejoin(masked.text, answers))
        score.kept += len(case.kept)
        if restored is not None:
            score.intact += sum(is_intact(one, restored.text) for one in case.kept)
            score.styles += Counter(judge(case, restored))
    return score


def is_intact(kept: str, text: str) -> bool:
    """Whether *kept* is there, and no letter grows onto it but a Kazakh ending to a term."""
    ending = r"[^\W\d_]{0,10}" if kept == TERM.text else ""
    return re.search(rf"(?<!\w){re.escape(kept)}{ending}(?!\w)", text) is not None


def judge(case: Case, restored: Restored) -> Iterator[str]:
    """Yield what became of each style: it is known by its kind."""
    found = {style.kind: style for style in restored.styles}
    for style in case.styles:
        if style.kind is StyleKind.CODE:
            continue
        now = found.get(style.kind)
        if now is None:
            yield "dropped"
            continue
        likeness = _likeness(
            case.text[style.start : style.end], restored.text[now.start : now.end]
        )
        yield "kept" if likeness == 1 else "near" if likeness >= NEAR else "misplaced"


def _likeness(first: str, second: str) -> float:
    """Share of the words of both that are the same."""
    texts = (text.replace(TERM.text, f"{TERM.text} ").casefold() for text in (first, second))
    one, two = (Counter(re.findall(r"\w+", text)) for text in texts)
    both = sum((one | two).values())
    return sum((one & two).values()) / both if both else float(first == second)


def report(name: str, score: Score) -> bool:
    """Print a row; return whether it misses its gate."""
    total = max(1, score.styles.total())
    shares = [score.styles[kind] / total for kind in ("kept", "near", "dropped", "misplaced")]
    intact = score.intact / score.kept
    figures = " ".join(f"{share:10.1%}" for share in (score.redone / score.sentences, *shares))
    is_missed = intact < 1 or (score.styles["misplaced"] > 0 and name != UNKNOWABLE)
    is_missed |= name in HARMLESS and score.styles["kept"] < score.styles.total()
    print(f"{name:20}{intact:9.2%} {figures}{'  below its gate' if is_missed else ''}")
    return is_missed


def main() -> int:
    """Print the table; return 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds parallel/")
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gate", action="store_true", help="exit 1 below the stated margins")
    options = parser.parse_args()
    rng = random.Random(options.seed)  # noqa: S311 - the same sentences every time
    sentences = read_sentences(options.data / "parallel")
    chosen = rng.sample(sentences, min(options.sentences, len(sentences)))
    cases = [make_case(sentence, rng) for sentence in chosen]
    header = ("pieces", "kept", "near", "dropped", "misplaced")
    print(f"{'':20}{'intact':>9} {' '.join(f'{name:>10}' for name in header)}")
    began = time.perf_counter()
    missed = [report(name, run(cases, distort, rng)) for name, distort in DISTORTIONS.items()]
    spent_ms = (time.perf_counter() - began) * 1000 / len(cases) / len(DISTORTIONS)
    print(f"{len(cases)} sentences, {spent_ms:.2f} ms each")
    return int(options.gate and any(missed))


if __name__ == "__main__":
    sys.exit(main())
