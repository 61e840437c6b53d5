"""How well cleaning tells the lines of an article from the page around them.

Data: ``lines/*.jsonl``; a page is ``{"lang", "lines": [{"t", "y", "z"}]}``, where ``y`` is 1 for
boilerplate, 0 for content and null for neither, and ``z`` is 1 in the part that a person would
drag over; ``kk.jsonl`` holds lines alone.
Precision and recall count boilerplate lines removed; *lost* is the share of the characters of
content that went. A content line is not lost while the text or the title holds a copy of it.

Run: ``python benchmarks/lines.py --data DATA [--rules] [--gate]``.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.article.clean.line import Line, read_line
from bot.article.clean.rules import judge
from bot.article.clean.text import TITLE, line_reasons
from bot.text.normalise import normalise

Reasons = Sequence[str | None]
Judge = Callable[[Sequence[Line]], Reasons]

GATES = {
    # (language, part, system): least precision, least F1, most content lost
    ("en", "zone", "tier 1"): (0.97, 0.42, 0.003),
    ("ru", "zone", "tier 1"): (0.97, 0.52, 0.003),
    ("en", "page", "tier 1"): (0.99, 0.25, 0.003),
    ("ru", "page", "tier 1"): (0.985, 0.23, 0.003),
    ("kk", "line", "tier 1"): (0.97, 0.9, 0.003),
    ("kk", "line", "tier 1+2"): (0.97, 0.95, 0.003),
    ("en", "zone", "tier 1+2"): (0.93, 0.88, 0.012),
    ("ru", "zone", "tier 1+2"): (0.89, 0.89, 0.031),
    ("en", "page", "tier 1+2"): (0.98, 0.94, 0.015),
    ("ru", "page", "tier 1+2"): (0.98, 0.93, 0.033),
}
"""Margins around the figures measured. Of the Russian loss about nine tenths is labels: notices of
rights, date lines and headlines of other articles that the gold texts of a few sites hold."""


@dataclass(slots=True)
class Score:
    """Counts of lines, and of characters of content."""

    gone: int = 0
    wrongly_gone: int = 0
    left: int = 0
    lost_chars: int = 0
    content_chars: int = 0
    rules: Counter[tuple[str, int]] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Share of removed lines that were boilerplate."""
        return self.gone / max(1, self.gone + self.wrongly_gone)

    @property
    def recall(self) -> float:
        """Share of boilerplate lines removed."""
        return self.gone / max(1, self.gone + self.left)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def lost(self) -> float:
        """Share of the characters of content removed."""
        return self.lost_chars / max(1, self.content_chars)


def naive(lines: Sequence[Line]) -> Reasons:
    """Drop what has under eight words or no final mark."""
    return [None if len(x.words) >= 8 and x.is_finished else "naive" for x in lines]


def tier_1(lines: Sequence[Line]) -> Reasons:
    """Judge each line by itself: the rules that hold wherever it stands."""
    return [judge(line) for line in lines]


SYSTEMS: dict[str, Judge] = {"naive": naive, "tier 1": tier_1, "tier 1+2": line_reasons}


def score(pages: Sequence[Sequence[tuple[Line, int | None]]], system: Judge) -> Score:
    """Judge every page and count."""
    total = Score()
    for page in pages:
        lines = [line for line, _ in page]
        reasons = [None if reason == TITLE else reason for reason in system(lines)]
        kept = {line.text for line, reason in zip(lines, reasons, strict=True) if reason is None}
        for (line, label), reason in zip(page, reasons, strict=True):
            if label is not None:
                _count(total, line.text, label, None if line.text in kept else reason)
    return total


def _count(total: Score, text: str, label: int, reason: str | None) -> None:
    if reason is not None:
        total.rules[reason, label] += 1
    if label:
        total.gone += reason is not None
        total.left += reason is None
        return
    total.content_chars += len(text)
    if reason is not None:
        total.wrongly_gone += 1
        total.lost_chars += len(text)


def read_pages(path: Path, part: str) -> list[list[tuple[Line, int | None]]]:
    """Read the pages of one language; a line alone is a page of its own."""
    rows = [json.loads(row) for row in path.read_text("utf-8").split("\n") if row]
    pages = [row.get("lines", [row]) for row in rows]
    chosen = [[x for x in page if part != "zone" or x["z"]] for page in pages]
    read = [[(" ".join(normalise(x["t"]).split()), x["y"]) for x in page] for page in chosen]
    return [[(read_line(text), label) for text, label in page if text] for page in read]


def main() -> int:
    """Print the tables; return 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds lines/")
    parser.add_argument("--rules", action="store_true", help="precision of each rule")
    parser.add_argument("--gate", action="store_true", help="exit 1 below the stated margins")
    options = parser.parse_args()
    print(f"{'':4} {'part':5} {'system':9} {'P':>6} {'R':>6} {'F1':>6} {'lost':>7}")
    missed = False
    for language, parts in (("en", "zone page"), ("ru", "zone page"), ("kk", "line")):
        for part in parts.split():
            pages = read_pages(options.data / "lines" / f"{language}.jsonl", part)
            for name, system in SYSTEMS.items():
                result = score(pages, system)
                missed |= _report((language, part, name), result, rules=options.rules)
    return int(missed and options.gate)


def _report(key: tuple[str, str, str], result: Score, *, rules: bool) -> bool:
    least_precision, least_f1, most_lost = GATES.get(key, (0.0, 0.0, 1.0))
    is_missed = (
        result.precision < least_precision or result.f1 < least_f1 or result.lost > most_lost
    )
    figures = f"{result.precision:6.3f} {result.recall:6.3f} {result.f1:6.3f} {result.lost:7.2%}"
    print(f"{key[0]:4} {key[1]:5} {key[2]:9} {figures}{'  below its gate' if is_missed else ''}")
    for rule in sorted({rule for rule, _ in result.rules}) if rules else ():
        right, wrong = result.rules[rule, 1], result.rules[rule, 0]
        print(f"{'':11}{rule:22} {right / (right + wrong):6.3f} of {right + wrong}")
    return is_missed


if __name__ == "__main__":
    sys.exit(main())
