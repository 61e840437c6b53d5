"""How well the chosen sentences match what people wrote or chose, beside the first sentences.

    python benchmarks/summary.py --data DATA [--sets NAME …] [--peers]
        [--clean] [--dirty] [--pages] [--speed] [--gate]

DATA holds ``summary/*.jsonl``: ``id, lang, title, text, refs`` and ``n``, the number of
sentences asked. ROUGE is of F1 x 100; the last columns are the paired difference of ROUGE-1
to the lead with its 95 % bootstrap interval, and that difference on either half of the set.
--dirty puts boilerplate around the articles (summary_dirt.py), --pages reads ``lines/*.jsonl``
(summary_pages.py), --speed counts CPU and memory (summary_cost.py); --gate judges all but that.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import fmean

from summary_cost import speed
from summary_dirt import ARTICLES, SETS, compare_dirty
from summary_pages import LANGUAGES, compare_pages, load_pages
from summary_sets import compare, load

from bot.article.clean.text import clean
from bot.summary.methods import DEFAULT_METHOD, METHODS

HEADLINES = "ru_tengri kk_tengri az_xwmt ba_xwmt en_xwmt kk_xwmt ky_xwmt ru_xwmt tr_xwmt uz_xwmt"
NEWS = "en_cnndm fr_orangesum ru_gazeta ru_rbc ru_nerel"
OTHERS = "tr_tes tr_xtinge ru_sci"

MARGINS = {
    # ROUGE-1 to the lead; one article of a small set chosen differently is 0.1
    **dict.fromkeys(HEADLINES.split(), -0.1),
    "en_cnndm": 3.0,  # 4.4
    "fr_orangesum": 0.7,  # 1.0
    "ru_gazeta": -0.3,  # 0.0
    "ru_rbc": 0.5,  # 1.0
    "ru_nerel": 4.5,  # 5.7, of which most by passing over its first fragments
    "tr_tes": 10.0,  # 12.0
    "tr_xtinge": -8.0,  # -3.9: seventeen entries, whose first sentences their readers chose
    "ru_sci": 4.0,  # 5.6
}
NEWS_MARGIN = 2.0  # mean over NEWS; 2.4
DIRT_LOST = 0.5  # ROUGE-1; at most 0.0: cleaned, no set falls behind its untouched articles
DIRT_LEAK = 0.01  # share of picks; 0
PAGES_ARTICLE = 0.94  # share of picks; 0.95
PAGES_LOST = 0.015  # share of sentences; 0.006


def below(ours: Mapping[str, float]) -> list[str]:
    """Name the sets below their margin; those that were not run are not judged."""
    found = [
        f"{name}: {ours[name]:+.2f} to the lead, at least {least:+} is asked"
        for name, least in MARGINS.items()
        if ours.get(name, least) < least
    ]
    news = [ours[name] for name in NEWS.split() if name in ours]
    if len(news) == len(NEWS.split()) and fmean(news) < NEWS_MARGIN:
        found.append(f"news: {fmean(news):+.2f} to the lead, at least {NEWS_MARGIN:+} is asked")
    return found


def run_dirty(folder: Path, *, peers: bool) -> list[str]:
    """Print the tables of --dirty; return what is beyond its margin."""
    found = []
    for name in SETS:
        lost, leak = compare_dirty(name, load(folder / f"{name}.jsonl")[:ARTICLES], peers=peers)
        if lost > DIRT_LOST or leak > DIRT_LEAK:
            found.append(f"{name}, soiled: {lost:+.2f} lost, {leak:.1%} of the picks boilerplate")
    return found


def run_pages(folder: Path, *, peers: bool) -> list[str]:
    """Print the tables of --pages; return what is beyond its margin."""
    rows = [
        compare_pages(name, load_pages(folder / f"{name}.jsonl"), peers=peers)
        for name in LANGUAGES
    ]
    picks, article, total, lost = (sum(column) for column in zip(*rows, strict=True))
    print(f"\nall pages: article {article / picks:.3f}, lost {lost / total:.2%}")
    if article / picks < PAGES_ARTICLE or lost / total > PAGES_LOST:
        return [f"pages: article {article / picks:.3f}, lost {lost / total:.2%}"]
    return []


def run_sets(options: argparse.Namespace) -> list[str]:
    """Print the tables of the sets, and of --speed over their sentences."""
    loaded = {name: load(options.data / "summary" / f"{name}.jsonl") for name in options.sets}
    if options.clean:
        loaded = {n: [d.of(clean(d.text).text) for d in docs] for n, docs in loaded.items()}
    print(f"{'':12} {'R1':>5} {'R2':>5} {'RL':>5} {'R1 to the lead':>21} {'halves':>11}")
    ours = {name: compare(name, docs, peers=options.peers) for name, docs in loaded.items()}
    found = [] if options.clean else below(ours)  # cleaned texts are easier on the lead
    if options.speed:  # printed, never judged: a gate on time fails on a busy machine
        everything = [document for documents in loaded.values() for document in documents]
        speed(everything, METHODS if options.peers else (DEFAULT_METHOD, "lead"))
    return found


def main() -> int:
    """Run what the command line asks for; 1 when --gate finds a figure beyond its margin."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sets", nargs="*", default=f"{NEWS} {OTHERS} {HEADLINES}".split())
    parser.add_argument("--peers", action="store_true", help="sumy's methods and others too")
    parser.add_argument("--clean", action="store_true", help="remove boilerplate first")
    parser.add_argument("--dirty", action="store_true", help="the same among boilerplate")
    parser.add_argument("--pages", action="store_true", help="real pages")
    parser.add_argument("--speed", action="store_true", help="CPU and memory")
    parser.add_argument("--gate", action="store_true", help="1 if a figure is beyond its margin")
    options = parser.parse_args()
    found = run_sets(options)
    if options.dirty or options.gate:
        found += run_dirty(options.data / "summary", peers=options.peers)
    if options.pages or options.gate:
        found += run_pages(options.data / "lines", peers=options.peers)
    print("", *found, sep="\n")
    return 1 if found and options.gate else 0


if __name__ == "__main__":
    sys.exit(main())
