"""How many Kazakh words come back as they were from Latin and from Arabic letters.

    python benchmarks/scripts.py --data DATA [--gate] [--errors {latin,arabic}]

DATA holds ``parallel/ summary/ segmentation/ langid/ lines/``. The tables of the product were
learned from all of these texts; what comes back of texts never seen is what
``scripts_fit.py --check`` says: it halves them by a hash, learns from one half, judges on the
other. Arabic letters have no capitals, so small letters are compared there.
"""

import argparse
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from bot.core.languages import KK
from bot.core.models import Script
from bot.i18n.catalogs import load_catalogs, locales_folder
from bot.text.kazakh.latin import without_lookalikes
from bot.text.scripts import write_in

Sources = dict[str, list[str]]

ROUTES = {"latin": Script.LATIN, "arabic": Script.ARABIC}
GATE = {("latin", 0): 99.85, ("latin", 1): 99.85, ("arabic", 0): 99.75, ("arabic", 1): 99.7}
"""Least share in %, by half."""

INTERFACE_GATE = {"latin": 98.0, "arabic": 80.0}
"""Least share of whole sentences of the bot's own, in %."""

_FOREIGN = re.compile(r"\{[^{}]*\}|[/@.]?[A-Za-z][\w./:@+=-]*", re.ASCII)
PARALLEL = ("tatoeba_en_kk", "tatoeba_kk_ru", "xwmt_en_ru_kk_mit")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def read_sources(data: Path) -> Sources:
    """Return every Kazakh text by the set it is of, none of them twice."""
    seen: set[str] = set()
    sources = {}
    for name, texts in _sets(data):
        sources[name] = [text for text in dict.fromkeys(texts) if text not in seen]
        seen.update(texts)
    return sources


def _sets(data: Path) -> Iterator[tuple[str, list[str]]]:
    for name in ("kk_tengri", "kk_xwmt"):
        yield name, [row["text"] for row in read_rows(data / f"summary/{name}.jsonl")]
    for name in PARALLEL:
        yield name, _column(data / f"parallel/{name}.tsv", "kk")
    treebank = read_rows(data / "segmentation/kk-KTB.jsonl")
    yield "kk-KTB", [sentence for row in treebank for sentence in row["sentences"]]
    lines = (line.split("\t") for line in _lines(data / "langid/dev.tsv"))
    yield "langid", [text for _, language, _, text in lines if language == "kk"]
    yield "lines", [row["t"] for row in read_rows(data / "lines/kk.jsonl")]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line."""
    return [json.loads(line) for line in _lines(path)]


def _column(path: Path, name: str) -> list[str]:
    head, *rows = (line.split("\t") for line in _lines(path))
    return [row[head.index(name)] for row in rows]


def half(text: str) -> int:
    """Which of two halves *text* is in, the same on every run."""
    return hashlib.md5(text.encode(), usedforsecurity=False).digest()[-1] % 2


def words_of(text: str) -> list[str]:
    """The words with a Cyrillic letter; a Latin one typed in them is what it looks like."""
    words = [word for word in _WORD.findall(text) if _CYRILLIC.search(word)]
    return [without_lookalikes(word) for word in words]


def returned(word: str, script: Script) -> str:
    """*word* in another script and back."""
    return write_in(write_in(word, script), Script.CYRILLIC)


def same(word: str, back: str, script: Script) -> bool:
    """Whether it came back; the case counts where there is any."""
    return word == back if script is Script.LATIN else word.lower() == back.lower()


def count(texts: Iterable[str]) -> Mapping[str, int]:
    """Return how often each word occurs."""
    return Counter(word for text in texts for word in words_of(text))


def share(words: Mapping[str, int], script: Script) -> float:
    """Return the words that come back, in % of running words."""
    good = sum(n for word, n in words.items() if same(word, returned(word, script), script))
    return 100 * good / max(sum(words.values()), 1)


def print_table(sources: Sources) -> dict[tuple[str, int], float]:
    """Print a line a set; return the shares of the halves."""
    halves = {
        part: [t for ts in sources.values() for t in ts if half(t) == part] for part in (0, 1)
    }
    print(f"{'words that come back, %':<26}{'words':>8}" + "".join(f"{r:>10}" for r in ROUTES))
    for name, texts in sources.items():
        _print_line(name, texts)
    _print_line("half 0", halves[0])
    _print_line("half 1", halves[1])
    return {
        (route, part): share(count(texts), script)
        for part, texts in halves.items()
        for route, script in ROUTES.items()
    }


def _print_line(name: str, texts: list[str]) -> None:
    words = count(texts)
    cells = "".join(f"{share(words, script):>10.2f}" for script in ROUTES.values())
    print(f"{name:<26}{sum(words.values()):>8}{cells}")


def interface() -> list[str]:
    """Return the bot's own sentences, which nothing was learned from, without Latin words."""
    catalog = load_catalogs(locales_folder())[KK]
    with (locales_folder() / "kk/LC_MESSAGES/bot.po").open("rb") as file:
        asked = [str(one.id) for one in read_po(file) if one.id]
    return [_FOREIGN.sub("", catalog.gettext(text)) for text in asked]


def print_interface() -> dict[str, float]:
    """Print how many of the bot's sentences come back whole; return the shares in %."""
    sentences, shares = interface(), {}
    for route, script in ROUTES.items():
        lost = [one for one in sentences if not same(one, returned(one, script), script)]
        shares[route] = 100 * (1 - len(lost) / len(sentences))
        words = share(count(sentences), script)
        good, total = len(sentences) - len(lost), len(sentences)
        print(f"{route:<26}{good} of {total} sentences of the bot, {words:.2f} % of their words")
    return shares


def print_speed(sources: Sources) -> None:
    """Print microseconds a word, read back."""
    words = list(count(text for texts in sources.values() for text in texts))
    for route, script in ROUTES.items():
        written = [write_in(word, script) for word in words]
        start = time.perf_counter()
        for word in written:
            write_in(word, Script.CYRILLIC)
        seconds = time.perf_counter() - start
        print(f"{route:<26}{1e6 * seconds / len(words):>8.1f} µs a word, read")


def print_errors(sources: Sources, script: Script) -> None:
    """Print the words that do not come back, the frequent first."""
    words = count(text for texts in sources.values() for text in texts)
    for word, n in Counter(words).most_common():
        if not same(word, back := returned(word, script), script):
            print(f"{n}\t{word}\t{write_in(word, script)}\t{back}")


def main() -> int:
    """Print the table; with --gate return 1 when a figure is below its margin."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of the sets")
    parser.add_argument("--gate", action="store_true", help="fail below the stated margins")
    parser.add_argument("--errors", choices=ROUTES, help="list what does not come back")
    options = parser.parse_args()
    sources = read_sources(options.data)
    if options.errors:
        print_errors(sources, ROUTES[options.errors])
        return 0
    shares = print_table(sources)
    print_speed(sources)
    whole = print_interface()
    low = [f"{key}: {shares[key]:.2f} % < {least} %" for key, least in GATE.items()]
    low = [line for line, key in zip(low, GATE, strict=True) if shares[key] < GATE[key]]
    low += [
        f"interface, {route}: {whole[route]:.1f} % < {least} %"
        for route, least in INTERFACE_GATE.items()
        if whole[route] < least
    ]
    print("\n".join(low))
    return 1 if low and options.gate else 0


if __name__ == "__main__":
    sys.exit(main())
