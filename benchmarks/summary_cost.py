"""What summarizing costs: CPU by number of sentences, and the memory that it adds."""

import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from summary_sets import Document

from bot.core.models import LanguageCode, Sentence
from bot.summary.methods import DEFAULT_METHOD, ranker

SPEED_SIZES = (30, 300, 3000, 30_000)  # sentences
PEER_SPEED_SIZES = (30, 300)  # 3,000 cost most of sumy's methods minutes: see methods.py
MEMORY_SENTENCES = 300
RUNS = 2  # the best counts: other programs run too

_MEASURED = """
import sys
from pathlib import Path
from bot.core.models import LanguageCode, Sentence
def peak(): return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
before = peak()
from bot.article.clean.text import clean
from bot.summary.methods import ranker
from bot.text.segment import sentences
text = clean(sys.stdin.read()).text
ranker(sys.argv[1])(sentences(text, LanguageCode("en")), LanguageCode("en"), 8)
print(peak() - before)
"""


def speed(documents: Sequence[Document], methods: Iterable[str]) -> dict[str, list[float]]:
    """Print CPU milliseconds, and megabytes added; return the milliseconds by method."""
    pool = [sentence for document in documents for sentence in document.sentences]
    costs: dict[str, list[float]] = {}
    print(f"\nCPU ms for {' / '.join(map(str, SPEED_SIZES))} sentences, sentences/s, MB added")
    for method in methods:
        sizes = SPEED_SIZES if method in (DEFAULT_METHOD, "lead") else PEER_SPEED_SIZES
        costs[method] = [_cost_ms(method, _repeat(pool, size)) for size in sizes]
        rate = sizes[1] / max(costs[method][1], 1e-3) * 1000
        figures = " ".join(f"{cost:8.1f}" for cost in costs[method])
        print(f"{method:12} {figures:36} {rate:10.0f}/s {added_mb(method):5.0f} MB")
    return costs


def added_mb(method: str) -> float:
    """Return what cleaning and ranking add to the peak memory of a fresh process (MB, Linux)."""
    text = "\n\n".join(
        f"Paragraph {number} tells how river {number % 7} rose and what town {number % 11} did."
        for number in range(MEMORY_SENTENCES)
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", _MEASURED, method],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONIOENCODING": "utf-8"},
    )
    return float(done.stdout)


def _repeat(pool: Sequence[Sentence], size: int) -> list[Sentence]:
    return [pool[index % len(pool)] for index in range(size)]


def _cost_ms(method: str, given: Sequence[Sentence]) -> float:
    rank = ranker(method)
    rank(given[:3], LanguageCode("en"), 3)  # imports and tables
    costs = []
    for _ in range(RUNS):
        started = time.process_time()
        rank(given, LanguageCode("en"), 8)
        costs.append((time.process_time() - started) * 1000)
    return min(costs)
