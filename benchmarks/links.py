"""Do links to one page share a name, and links to others not? Ours beside URL libraries.

A pair is right if its two links get one name and lead to the same page, or two names and lead
to different ones. A link that a library refuses is its own name.

    python benchmarks/links.py [--data DIR] [--gate]      DIR holds canonical_links.tsv
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from bot.article.links.canonical import canonical

SET_DIR = Path(__file__).parents[1] / "tests" / "data"

Namer = Callable[[str], object]
"""Gives a link its name, or raises."""

PEERS: dict[str, tuple[str, str, dict[str, bool]]] = {  # module, function, options
    "ural": ("ural", "normalize_url", {}),
    "courlan clean_url": ("courlan", "clean_url", {}),
    "courlan normalize_url, strict": ("courlan", "normalize_url", {"strict": True}),
    "w3lib canonicalize_url": ("w3lib.url", "canonicalize_url", {}),
    "url_normalize": ("url_normalize", "url_normalize", {}),
    "url_normalize, filter_params": ("url_normalize", "url_normalize", {"filter_params": True}),
    "yarl": ("yarl", "URL", {}),
}


class Pair(NamedTuple):
    """Two links, whether they lead to the same page, and what the pair is about."""

    same: bool
    one: str
    other: str
    why: str


def read_pairs(path: Path) -> list[Pair]:
    """Read the set: verdict, link, link, reason, with tabs between; # starts a remark."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Pair(verdict == "same", one, other, why) for verdict, one, other, why in rows]


def namers() -> dict[str, Namer | None]:
    """Return ours and the peers; None for those that are not installed."""
    found: dict[str, Namer | None] = {"qysqa": canonical}
    for name, (module, function, options) in PEERS.items():
        found[name] = _peer(module, function, options)
    return found


def _peer(module: str, function: str, options: dict[str, bool]) -> Namer | None:
    try:
        call: Namer = getattr(import_module(module), function)
    except ImportError:
        return None
    return lambda link: call(link, **options)


def wrong(namer: Namer, pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs that *namer* gets wrong."""
    return [
        pair for pair in pairs if (_name(namer, pair.one) == _name(namer, pair.other)) != pair.same
    ]


def _name(namer: Namer, link: str) -> object:
    try:
        return namer(link) or link
    except Exception:  # noqa: BLE001 - whatever it raises, it gave no name
        return link


def main() -> int:
    """Print a row per namer; with ``--gate`` fail unless ours is right about every pair."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="not looked at: the pairs are the project's own")
    parser.add_argument("--gate", action="store_true", help="exit 1 unless ours is all right")
    options = parser.parse_args()
    pairs = read_pairs(SET_DIR / "canonical_links.tsv")
    total = Counter(pair.same for pair in pairs)
    print(f"{len(pairs)} pairs{'':24} merged of {total[True]}  kept apart of {total[False]}")
    failed = False
    for name, namer in namers().items():
        misses = wrong(namer, pairs) if namer else []
        missed = Counter(pair.same for pair in misses)
        row = (total[True] - missed[True], total[False] - missed[False]) if namer else ("-", "-")
        print(f"{name:32} {row[0]:>13} {row[1]:>17}")
        if namer is canonical and misses:
            print(*(f"  {pair.why}: {pair.one} {pair.other}" for pair in misses), sep="\n")
            failed = options.gate
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
