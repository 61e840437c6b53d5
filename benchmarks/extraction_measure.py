"""How alike an extracted text is to the true one, and the pages to try it on.

The measure is that of the article extraction benchmark of Scrapinghub (MIT): runs of four words,
each page weighing alike. A Chinese or Japanese character counts as a word, since these scripts
put no spaces between words.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

SETS = ("scrapinghub", "fundus", "wcxb", "daniel_ru", "daniel_zh")
KAZAKH = "kazakh_pages"
RUN = 4
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")

Counts = tuple[float, float, float]
"""Runs of words in both texts, in the extracted one only, in the true one only."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page with what is true of it."""

    set: str
    url: str
    html: str
    text: str
    title: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """Means over pages."""

    f1: float
    precision: float
    recall: float


def read_pages(folder: Path, name: str) -> Iterator[Page]:
    """Yield the pages of a set; none where the set is not there."""
    path = folder / f"{name}.jsonl.gz"
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found = (row["url"], row["html"], row["text"], row["title"], row["date"])
                yield Page(name, *found)


def read_kazakh(folder: Path) -> Iterator[Page]:
    """Yield the project's own pages: NN-name.html beside NN-name.json."""
    for path in sorted(folder.glob("*.json")):
        html = path.with_suffix(".html").read_text(encoding="utf-8")
        row = json.loads(path.read_text(encoding="utf-8"))
        yield Page(KAZAKH, row["url"], html, row["text"], row.get("title"), row.get("date"))


def compare(true: str, found: str) -> Counts:
    """Count runs of four words."""
    wanted, given = _runs(true), _runs(found)
    both = sum((wanted & given).values())
    return both, sum(given.values()) - both, sum(wanted.values()) - both


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    last = max(1, len(words) - RUN + 1)
    return Counter(run for at in range(last) if (run := tuple(words[at : at + RUN])))


def f1(counts: Sequence[Counts]) -> Score:
    """Mean precision of the pages with an output, mean recall of those with a true text."""
    precision = mean([both / (both + extra) for both, extra, _ in counts if both + extra] or [0.0])
    recall = mean([both / (both + missed) for both, _, missed in counts if both + missed] or [0.0])
    total = precision + recall
    return Score(2 * precision * recall / total if total else 0.0, precision, recall)
