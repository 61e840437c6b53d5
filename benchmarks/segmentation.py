"""How well and how fast texts are cut into sentences, beside a naive rule and other splitters.

Each document is joined with its separator and cut again. F1 over the boundaries between
sentences: precision counts every boundary, recall those after a terminal mark, for a headline
without one cannot be found in running text.

    python benchmarks/segmentation.py --data DATA [--gate] [--errors SET]

DATA holds ``segmentation/*.jsonl`` with ``lang``, ``sep`` and ``sentences`` on each line.
"""

import argparse
import importlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from bot.core.models import LanguageCode
from bot.text.segment import sentences

Splitter = Callable[[str, str], list[str]]

MARGIN = 0.004  # a change worth less than this is noise on sets of a few hundred sentences
FIGURES = {  # F1 of these rules on the public halves of the Universal Dependencies test sets
    "ar-PUD": 0.9990,
    "de-GSD": 0.9938,
    "en-EWT-news": 0.9846,
    "en-EWT": 0.9618,
    "en-GUM-news": 1.0000,
    "es-GSD": 0.9952,
    "fr-GSD": 0.9950,
    "kk-KTB": 0.9990,
    "ky-KTMU": 1.0000,
    "ru-GSD": 0.9965,
    "ru-PUD": 0.9983,
    "ru-Taiga": 0.9742,
    "tr-BOUN": 0.9794,
    "tr-IMST": 0.9841,
    "uz-UT": 0.9979,
    "zh-GSDs": 1.0000,
}
LONG_TEXTS = (3_000, 30_000)  # sentences
MARKED = re.compile(r"[.!?…‥。！？．｡؟۔।॥։።]['\"’”»›)\]}」』`]*$")
NAIVE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Document:
    """Gold sentences and the text they make."""

    language: str
    sentences: tuple[str, ...]
    text: str


def read_set(path: Path) -> tuple[Document, ...]:
    """Return the documents of one set."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Document(row["lang"], tuple(row["sentences"]), row["sep"].join(row["sentences"]))
        for row in rows
    )


def ours(text: str, language: str) -> list[str]:
    """Return the sentences that the bot finds."""
    return [sentence.text for sentence in sentences(text, LanguageCode(language))]


def naive(text: str, _: str) -> list[str]:
    """Return what a stop and white space part."""
    return NAIVE.split(text)


def _razdel(module: Any) -> Splitter:
    return lambda text, _: [found.text for found in module.sentenize(text)]


def _pysbd(module: Any) -> Splitter:
    def split(text: str, language: str) -> list[str]:
        code = language if language in module.languages.LANGUAGE_CODES else "en"
        return list(module.Segmenter(language=code, clean=False).segment(text))

    return split


def _blingfire(module: Any) -> Splitter:
    return lambda text, _: str(module.text_to_sentences(text)).split("\n")


def _sentencex(module: Any) -> Splitter:
    return lambda text, language: list(module.segment(language, text))


PEERS = {"razdel": _razdel, "pysbd": _pysbd, "blingfire": _blingfire, "sentencex": _sentencex}


def splitters() -> Iterator[tuple[str, Splitter | None]]:
    """Yield every splitter by name; None where a peer is not installed."""
    yield "ours", ours
    yield "naive", naive
    for name, adapt in PEERS.items():
        try:
            yield name, adapt(importlib.import_module(name))
        except ImportError:
            yield name, None


def boundaries(pieces: list[str] | tuple[str, ...]) -> list[int]:
    """Return where pieces end, in characters that are not white space; the last end is given."""
    return list(accumulate(len("".join(piece.split())) for piece in pieces))[:-1]


def f1(documents: tuple[Document, ...], split: Splitter) -> float:
    """Return F1 over boundaries of all *documents* together."""
    found = right = marked = recalled = 0
    for document in documents:
        ends = boundaries(document.sentences)
        after_mark = {
            e for e, s in zip(ends, document.sentences, strict=False) if MARKED.search(s)
        }
        cut = set(
            boundaries([piece for piece in split(document.text, document.language) if piece])
        )
        found, right = found + len(cut), right + len(cut & set(ends))
        marked, recalled = marked + len(after_mark), recalled + len(cut & after_mark)
    precision, recall = right / max(found, 1), recalled / max(marked, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def speed(documents: tuple[Document, ...], split: Splitter) -> float:
    """Return sentences a second of CPU time."""
    start = time.process_time()
    for document in documents:
        split(document.text, document.language)
    spent = time.process_time() - start
    return sum(len(document.sentences) for document in documents) / max(spent, 1e-9)


def long_text_ms(documents: tuple[Document, ...], length: int) -> float:
    """Return the best of three times for one text of *length* sentences on one line, in ms."""
    pool = [sentence for document in documents for sentence in document.sentences]
    text = " ".join(pool[i % len(pool)] for i in range(length))
    times = []
    for _ in range(3):
        start = time.process_time()
        ours(text, documents[0].language)
        times.append(time.process_time() - start)
    return min(times) * 1000


def errors(documents: tuple[Document, ...]) -> Iterator[str]:
    """Yield each wrong and each missed boundary with what stands around it."""
    for document in documents:
        packed = "\x1f".join(document.text.split())
        ends = boundaries(document.sentences)
        after_mark = {
            e for e, s in zip(ends, document.sentences, strict=False) if MARKED.search(s)
        }
        cut = set(boundaries(ours(document.text, document.language)))
        places = [i + 1 for i, char in enumerate(packed) if char != "\x1f"]
        for kind, wrong in (("extra ", cut - set(ends)), ("missed", after_mark - cut)):
            for end in sorted(wrong):
                at = places[end - 1]
                piece = f"{packed[max(0, at - 50) : at]} ⏎ {packed[at : at + 40]}"
                yield f"{kind} {piece.replace(chr(0x1F), ' ')}"


def print_table(sets: dict[str, tuple[Document, ...]]) -> None:
    """Print F1 by set, then sentences a second over all sets."""
    columns = list(splitters())
    print(f"{'F1':14}" + "".join(f"{name:>11}" for name, _ in columns))
    for name, documents in sets.items():
        cells = (
            f"{f1(documents, split):11.4f}" if split else f"{'-':>11}" for _, split in columns
        )
        print(f"{name:14}" + "".join(cells))
    everything = tuple(document for documents in sets.values() for document in documents)
    rates = (
        f"{speed(everything, split):11,.0f}" if split else f"{'-':>11}" for _, split in columns
    )
    print(f"{'sentences/s':14}" + "".join(rates))


def failures(sets: dict[str, tuple[Document, ...]]) -> Iterator[str]:
    """Yield what fell below its figure by more than MARGIN."""
    for name, figure in FIGURES.items():
        if name in sets and (score := f1(sets[name], ours)) < figure - MARGIN:
            yield f"{name}: {score:.4f} is below {figure:.3f} - {MARGIN}"


def main() -> int:
    """Print the table; with --gate return 1 when a figure has fallen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds segmentation/")
    parser.add_argument("--gate", action="store_true", help="exit 1 when a figure has fallen")
    parser.add_argument("--errors", metavar="SET", help="print the wrong boundaries of one set")
    options = parser.parse_args()
    paths = sorted((options.data / "segmentation").glob("*.jsonl"))
    sets = {path.stem: read_set(path) for path in paths}
    if options.errors:
        print("\n".join(errors(sets[options.errors])))
        return 0
    print_table(sets)
    for length in LONG_TEXTS:
        spent = long_text_ms(next(iter(sets.values())), length)
        print(f"one line of {length:,} sentences: {spent:.0f} ms")
    fallen = list(failures(sets)) if options.gate else []
    print("\n".join(fallen))
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
