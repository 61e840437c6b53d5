"""How much of an article is found on a page, and how much that is none, beside other extractors.

    python benchmarks/extraction.py --data DATA [--sets A,B] [--only A,B] [--limit N] [--speed]
    python benchmarks/extraction.py --data DATA --gate      the bot's own extractor alone

DATA holds ``extraction/*.jsonl.gz``. Peers that are not installed print a dash. «cleaned» is the
text that a reader gets: without the page's own words and without the headline, which two of the
sets count to the text.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from itertools import islice
from pathlib import Path
from statistics import median

from extraction_measure import KAZAKH, SETS, Page, Score, compare, f1, read_kazakh, read_pages
from extraction_peers import LOADERS, Extractor, load

from bot.article.extract.page import extract

OURS = ("qysqa", "qysqa, cleaned", "qysqa fast")
KAZAKH_PAGES = Path(__file__).parents[1] / "tests" / "data" / KAZAKH
RIVAL = "trafilatura"

GATE = {  # least F1 of "qysqa": .01 below the measured
    "scrapinghub": 0.958,
    "fundus": 0.948,
    "wcxb": 0.926,
    "daniel_ru": 0.886,
    "daniel_zh": 0.947,
}
MIN_MEAN, MIN_TITLES, MAX_WRONG_DATES = 0.934, 0.82, 0.005

Pages = Mapping[str, Sequence[Page]]


def pages_of(folder: Path, names: Iterable[str], limit: int | None) -> dict[str, list[Page]]:
    """Read the sets that are there."""
    found = {name: list(islice(read_pages(folder, name), limit)) for name in names}
    found[KAZAKH] = list(islice(read_kazakh(KAZAKH_PAGES), limit))
    return {name: pages for name, pages in found.items() if pages}


def score(run: Extractor, pages: Sequence[Page]) -> Score:
    """Compare what an extractor finds with what is true."""
    return f1([compare(page.text, run(page.html, page.url)) for page in pages])


def print_quality(sets: Pages, names: Sequence[str]) -> dict[str, dict[str, Score]]:
    """Print a row per extractor; return its scores by set."""
    print(f"{'F1 (precision, recall)':23}" + "".join(f"{name:>20}" for name in sets) + "   mean")
    table: dict[str, dict[str, Score]] = {}
    for name in names:
        run = load(name)
        if run is None:
            print(f"{name:23}{'-':>20}")
            continue
        table[name] = {key: score(run, pages) for key, pages in sets.items()}
        cells = "".join(
            f"{one.f1:.3f} ({one.precision:.2f}, {one.recall:.2f})".rjust(20)
            for one in table[name].values()
        )
        print(f"{name:23}{cells}{mean_f1(table[name]):7.3f}", flush=True)
    return table


def mean_f1(scores: Mapping[str, Score]) -> float:
    """Mean over the public sets."""
    public = [one.f1 for name, one in scores.items() if name in SETS]
    return sum(public) / len(public) if public else 0.0


def print_metadata(pages: Sequence[Page]) -> tuple[float, float]:
    """Print how often title and day are right; return shares of titles right, of days wrong."""
    titles = wrong = right = dated = 0
    for page in pages:
        found = extract(page.html, page.url, fast=True)
        titles += found is not None and _flat(found.title) == _flat(page.title)
        if page.date and found is not None:
            dated += 1
            day = found.published and found.published.isoformat()
            right += day == page.date[:10]
            wrong += day not in (None, page.date[:10])
    shares = titles / len(pages), wrong / max(1, dated)
    print(
        f"fundus: title exact {shares[0]:.3f}, date right {right / max(1, dated):.3f}"
        f" wrong {shares[1]:.3f} ({len(pages)} pages)"
    )
    return shares


def _flat(text: str | None) -> str:
    return " ".join(unescape(text or "").split())


def print_speed(sets: Pages, names: Sequence[str]) -> None:
    """Print CPU time a page, all extractors in turn on each page in one process."""
    runs = {name: run for name in names if (run := load(name)) is not None}
    spent: dict[str, list[float]] = {name: [] for name in runs}
    pages = [page for pages in sets.values() for page in pages]
    for run in runs.values():
        run(pages[0].html, pages[0].url)  # imports
    for page in pages:
        for name, run in runs.items():
            start = time.process_time()
            run(page.html, page.url)
            spent[name].append(1000 * (time.process_time() - start))
    rival = median(spent[RIVAL]) if RIVAL in spent else 0.0
    print(f"{'CPU ms a page':23}  median     p95   x {RIVAL}")
    for name, each in spent.items():
        tail = sorted(each)[int(0.95 * len(each))]
        ratio = f"{median(each) / rival:9.2f}" if rival else "        -"
        print(f"{name:23}{median(each):8.1f}{tail:8.1f}{ratio}")


def print_memory(options: argparse.Namespace, names: Sequence[str]) -> None:
    """Print the peak memory of each extractor over all pages, each in its own process."""
    for name in names:
        command = [sys.executable, __file__, "--data", str(options.data), "--peak", name]
        command += [
            "--sets",
            options.sets,
            *(["--limit", str(options.limit)] * bool(options.limit)),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - this file
        print(f"{name:23} peak {done.stdout.strip() or '-'} MB", flush=True)


def print_peak(sets: Pages, name: str) -> None:
    """Run one extractor over all pages and print this process's peak memory."""
    run = load(name)
    if run is not None:
        for pages in sets.values():
            for page in pages:
                run(page.html, page.url)
        print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0][:-3])


def failures(scores: Mapping[str, Score], metadata: tuple[float, float]) -> list[str]:
    """Name the figures that miss their margin."""
    missed = [name for name, least in GATE.items() if name in scores and scores[name].f1 < least]
    if set(GATE) <= set(scores) and mean_f1(scores) < MIN_MEAN:
        missed.append("mean")
    if metadata[0] < MIN_TITLES:
        missed.append("titles")
    if metadata[1] > MAX_WRONG_DATES:
        missed.append("dates")
    return missed


def main() -> int:
    """Print the tables; with ``--gate`` fail when a figure is below its margin."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds extraction/")
    parser.add_argument("--sets", default=",".join(SETS), help="names, parted by commas")
    parser.add_argument("--only", help="extractors, parted by commas; a space is a plus")
    parser.add_argument("--limit", type=int, help="pages of each set")
    parser.add_argument("--speed", action="store_true", help="time and memory, too")
    parser.add_argument("--gate", action="store_true", help="exit 1 below the margins")
    parser.add_argument("--peak", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sets = pages_of(options.data / "extraction", options.sets.split(","), options.limit)
    names = OURS if options.gate else tuple(LOADERS)
    if options.only:
        wanted = options.only.replace("+", " ").split(",")
        names = tuple(name for name in LOADERS if name in wanted)
    if options.peak:
        print_peak(sets, options.peak)
        return 0
    table = print_quality(sets, names)
    metadata = print_metadata(sets["fundus"]) if "fundus" in sets else (1.0, 0.0)
    if options.speed:
        print_speed(sets, names)
        print_memory(options, names)
    if options.gate and (missed := failures(table["qysqa"], metadata)):
        print(f"below the margin: {', '.join(missed)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
