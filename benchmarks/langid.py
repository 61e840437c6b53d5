"""How often the language of a text is found, beside the two libraries on their own.

    python benchmarks/langid.py --data DATA [--gate] [--errors BUCKET]

DATA holds ``langid/*.tsv`` with a bucket, a language, a source and a text on each line.
Kazakh in Latin and in Arabic letters is made from its Cyrillic sentences.
"""

import argparse
import csv
import importlib.util
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.core.models import LanguageCode, Script
from bot.text.identify import identify
from bot.text.scripts import cyrillic_to_arabic, cyrillic_to_latin

Detector = Callable[[str], str | None]

BUCKETS = ("1w", "2w", "3w", "chat", "sentence", "paragraph")
SHOWN = ("kk", "ru", "en")
TEN = ("en", "ru", "kk", "ky", "uz", "uk", "tr", "be", "bg", "tt")
LATIN = ("en", "tr", "uz")

GATE = {  # least share, in %: the targets; the measured figures lie above all of them
    "sentence": 99.5,
    "paragraph": 100.0,
    "chat": 96.0,
    "3w": 97.0,
    "2w": 92.5,
    "kk sentence": 99.0,
    "kk 2w": 96.0,
    "kk Latin": 97.0,
    "kk Arabic": 90.0,
}
MAX_FALSE_LATIN = 0.1  # % of English, Turkish and Uzbek sentences taken for Kazakh

MAX_FALSE_TURKMEN = 2.0  # % of Turkmen sentences: a hundred of them, so one or two
TURKMEN = Path(__file__).parent.parent / "tests/data/turkmen.txt"


@dataclass(frozen=True, slots=True)
class Row:
    """A text and the language it is in."""

    bucket: str
    language: str
    text: str


def read_rows(folder: Path) -> list[Row]:
    """Return all rows of the set."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            rows += [Row(bucket, language, text) for bucket, language, _, text in reader]
    return rows


def ours(text: str) -> str | None:
    """Return what the bot takes the text for."""
    return identify(text).language


def peers() -> Iterator[tuple[str, Detector | None]]:
    """Name each detector; None where it is not installed."""
    yield "this project", ours
    yield "py3langid (ten)", _py3langid() if importlib.util.find_spec("py3langid") else None
    yield "pycld2", _pycld2() if importlib.util.find_spec("pycld2") else None


def _py3langid() -> Detector:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - a peer

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(TEN)
    return lambda text: str(model.classify(text)[0])


def _pycld2() -> Detector:
    import pycld2  # noqa: PLC0415 - a peer

    def detect(text: str) -> str:
        return str(pycld2.detect(text, isPlainText=True, bestEffort=True)[2][0][1])

    return detect


@dataclass(frozen=True, slots=True)
class Report:
    """Shares found in %, by bucket and by language and bucket, and the speed."""

    shares: dict[str, float]
    calls_per_s: float


def measure(detector: Detector, rows: Sequence[Row]) -> Report:
    """Run *detector* over all rows; the first call, which loads it, is not counted."""
    detector(rows[0].text)
    start = time.perf_counter()
    found = [detector(row.text) == row.language for row in rows]
    seconds = time.perf_counter() - start
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    for row, hit in zip(rows, found, strict=True):
        hits[row.bucket].append(hit)
        hits[f"{row.language} {row.bucket}"].append(hit)
    return Report({name: share(flags) for name, flags in hits.items()}, len(rows) / seconds)


def share(flags: Sequence[bool]) -> float:
    """Return the true ones in %."""
    return 100 * sum(flags) / len(flags) if flags else 0.0


def other_scripts(rows: Sequence[Row]) -> dict[str, float]:
    """Return the shares for Kazakh sentences written in Latin and in Arabic letters."""
    kazakh = [row.text for row in rows if row.bucket == "sentence" and row.language == "kk"]
    turkmen = TURKMEN.read_text(encoding="utf-8").splitlines()
    alarms = [row.text for row in rows if row.bucket == "sentence" and row.language in LATIN]
    return {
        "kk Latin": share([is_kazakh(cyrillic_to_latin(text), Script.LATIN) for text in kazakh]),
        "kk Arabic": share(
            [is_kazakh(cyrillic_to_arabic(text), Script.ARABIC) for text in kazakh]
        ),
        "false kk Latin": share([is_kazakh(text, Script.LATIN) for text in alarms]),
        "false kk Turkmen": share([is_kazakh(text, Script.LATIN) for text in turkmen]),
    }


def is_kazakh(text: str, script: Script) -> bool:
    """Whether the bot takes *text* for Kazakh in *script*."""
    found = identify(text)
    return found.language == LanguageCode("kk") and found.script is script


def print_table(rows: Sequence[Row], reports: dict[str, Report | None]) -> None:
    """Print a line a detector: all ten languages, then each of the bot's three."""
    counts = Counter(row.bucket for row in rows)
    print(f"{len(rows)} texts in {len({row.language for row in rows})} languages, found in %")
    for title in ("", *SHOWN):
        print(f"\n{title or 'all':<17}" + "".join(f"{bucket:>11}" for bucket in BUCKETS))
        if not title:
            print(f"{'texts':<17}" + "".join(f"{counts[bucket]:>11}" for bucket in BUCKETS))
        for name, report in reports.items():
            print(f"{name:<17}" + "".join(_cells(report, title)))
    print()
    for name, report in reports.items():
        print(f"{name:<17}{report.calls_per_s:>11,.0f} calls/s" if report else f"{name:<17}  -")


def _cells(report: Report | None, language: str) -> Iterator[str]:
    for bucket in BUCKETS:
        name = f"{language} {bucket}".strip()
        known = report is not None and name in report.shares
        yield f"{report.shares[name]:>11.1f}" if report and known else f"{'-':>11}"


def print_errors(rows: Sequence[Row], bucket: str) -> None:
    """Print what was taken for something else."""
    for row in rows:
        if row.bucket == bucket and (found := ours(row.text)) != row.language:
            print(f"{row.language} -> {found}\t{row.text}")


def failures(shares: dict[str, float]) -> list[str]:
    """Name the figures below their margin."""
    low = [
        f"{name}: {shares.get(name, 0):.2f} % < {least} %"
        for name, least in GATE.items()
        if shares.get(name, 0) < least
    ]
    if shares["false kk Latin"] > MAX_FALSE_LATIN:
        low.append(f"false kk Latin: {shares['false kk Latin']:.2f} % > {MAX_FALSE_LATIN} %")
    if shares["false kk Turkmen"] > MAX_FALSE_TURKMEN:
        low.append(f"false kk Turkmen: {shares['false kk Turkmen']:.2f} % > {MAX_FALSE_TURKMEN} %")
    return low


def sentence_ms(rows: Sequence[Row]) -> float:
    """Return what the bot takes for a sentence, in milliseconds."""
    sentences = [row.text for row in rows if row.bucket == "sentence"]
    start = time.perf_counter()
    for sentence in sentences:
        ours(sentence)
    return 1_000 * (time.perf_counter() - start) / len(sentences)


def main() -> int:
    """Print the tables; with --gate return 1 when a figure is below its margin."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds langid/")
    parser.add_argument("--gate", action="store_true", help="fail below the stated margins")
    parser.add_argument("--errors", choices=BUCKETS, help="list the errors of a bucket")
    options = parser.parse_args()
    rows = read_rows(options.data / "langid")
    if options.errors:
        print_errors(rows, options.errors)
        return 0
    reports = {name: measure(peer, rows) if peer else None for name, peer in peers()}
    print_table(rows, reports)
    mine = reports["this project"]
    shares = (mine.shares if mine else {}) | other_scripts(rows)
    print("".join(f"\n{name:<17}{shares[name]:>11.2f} %" for name in list(shares)[-4:]))
    print(f"this project      {sentence_ms(rows):>10.2f} ms a sentence")
    low = failures(shares) if options.gate else []
    for line in low:
        print(line)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
