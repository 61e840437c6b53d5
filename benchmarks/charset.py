"""How often the bytes of a page become its text: this project beside the usual detectors.

The project's own pages come in every encoding, labelled rightly, wrongly and not at all; a
snippet is 300 characters of the same without a label. With ``--data``, Russian pages of
``extraction/daniel_ru.jsonl.gz`` are written in five encodings and declared nowhere.
A page counts when the whole text is right. Only this project is shown the labels; the others
see the bytes, as their users do.

    python benchmarks/charset.py [--data DATA] [--pages N] [--gate]
"""

import argparse
import gzip
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.article.charset.decoding import decode

OWN = Path(__file__).parents[1] / "tests" / "data" / "charsets"
RUSSIAN = ("cp1251", "koi8-r", "cp866", "iso8859-5", "utf-8")
SNIPPET_CHARS = 300
GATE = {"own pages": 1.0, "own snippets": 1.0} | dict.fromkeys(RUSSIAN, 0.99)

_TAG = re.compile(r"<[^<>]*>")
_DECLARATION = re.compile(r"charset\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Case:
    """Bytes, the charset of their header, and the text they stand for."""

    body: bytes
    declared: str | None
    text: str


Reader = Callable[[Case], str]


def own_pages() -> list[Case]:
    """Return the project's own pages."""
    return [
        Case(body, row["header_charset"], body.decode(row["encoding"], "replace"))
        for row, body in _own()
    ]


def own_snippets() -> list[Case]:
    """Return the first 300 characters of their text, without a label."""
    cases = {}
    for row, body in _own():
        words = " ".join(_TAG.sub(" ", body.decode(row["encoding"], "replace")).split())
        text = words[:SNIPPET_CHARS]
        if "\ufffd" not in text and not row["encoding"].startswith("utf-16"):
            cases[text, row["encoding"]] = Case(text.encode(row["encoding"]), None, text)
    return list(cases.values())


def _own() -> Iterator[tuple[dict[str, str], bytes]]:
    for row in json.loads((OWN / "index.json").read_text(encoding="utf-8")):
        yield row, (OWN / row["file"]).read_bytes()


def russian_pages(data: Path, encoding: str, limit: int) -> list[Case]:
    """Write at most *limit* Russian pages in *encoding*, with all declarations taken out."""
    cases = []
    with gzip.open(data / "extraction" / "daniel_ru.jsonl.gz", "rt", encoding="utf-8") as lines:
        for _, line in zip(range(limit), lines, strict=False):
            html = _DECLARATION.sub("x=", json.loads(line)["html"])
            body = html.encode(encoding, "xmlcharrefreplace")
            cases.append(Case(body, None, body.decode(encoding)))
    return cases


def ours(case: Case) -> str:
    """Read as the bot does."""
    return decode(case.body, case.declared)


def readers() -> Iterator[tuple[str, Reader | None]]:
    """Name each reader; None where it is not installed."""
    yield "this project", ours
    makers = {
        "charset_normalizer": _charset_normalizer,
        "chardet": _chardet,
        "resiliparse": _resiliparse,
    }
    for name, make in makers.items():
        yield name, make() if importlib.util.find_spec(name) else None


def _charset_normalizer() -> Reader:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - a peer

    return lambda case: str(from_bytes(case.body).best() or "")


def _chardet() -> Reader:
    import chardet  # noqa: PLC0415 - a peer

    return lambda case: _decoded(case.body, chardet.detect(case.body)["encoding"])


def _resiliparse() -> Reader:
    from resiliparse.parse.encoding import detect_encoding  # noqa: PLC0415 - a peer

    return lambda case: _decoded(case.body, detect_encoding(case.body))


def _decoded(body: bytes, encoding: str | None) -> str:
    try:
        return body.decode(encoding or "utf-8", "replace")
    except LookupError:  # a name that Python does not know
        return ""


def share(reader: Reader, cases: Sequence[Case]) -> tuple[float, float]:
    """Return the share of *cases* read right, and milliseconds a case."""
    reader(cases[0])  # what it loads the first time is not counted
    start = time.perf_counter()
    right = sum(reader(case) == case.text for case in cases)
    return right / len(cases), 1_000 * (time.perf_counter() - start) / len(cases)


def main() -> int:
    """Print the table; with --gate return 1 when a figure is below its margin."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="the folder that holds extraction/")
    parser.add_argument("--pages", type=int, default=40, help="Russian pages an encoding")
    parser.add_argument("--gate", action="store_true", help="fail below the stated margins")
    options = parser.parse_args()
    sets = {"own pages": own_pages(), "own snippets": own_snippets()}
    if options.data:
        sets |= {name: russian_pages(options.data, name, options.pages) for name in RUSSIAN}
    named = dict(readers())
    print(f"{'':14}{'pages':>6}" + "".join(f"{name:>26}" for name in named))
    low = []
    for name, cases in sets.items():
        figures = {who: share(reader, cases) if reader else None for who, reader in named.items()}
        cells = (
            f"{it[0]:>12.3f} {it[1]:>8.1f} ms/p" if it else f"{'-':>26}" for it in figures.values()
        )
        print(f"{name:14}{len(cases):>6}" + "".join(cells))
        mine = figures["this project"]
        low += [name] if mine and mine[0] < GATE[name] else []
    for name in low if options.gate else []:
        print(f"{name} is below {GATE[name]}")
    return int(options.gate and bool(low))


if __name__ == "__main__":
    sys.exit(main())
