"""Are files read right, and do hostile ones end in time?

Hostile files are opened in the bot's own worker: how each ends, after how long, and the most
memory the worker had. Honest ones are made from made-up text, so that the share of its words
that comes back in order is known; PDF is read by other libraries too, where these are there.

    python benchmarks/files.py [--data DATA] [--gate]      DATA is not needed: all is made here
"""

import argparse
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import anyio

from bot.article.documents.opening import open_file
from bot.core.errors import QysqaError, WorkerDiedError, WorkTooLongError
from bot.core.models import HtmlRequest, TextRequest
from bot.workers import FILE, ProcessWorker
from tests.simulator.files import (
    Setting,
    docx,
    epub,
    fb2,
    odt,
    pdf,
    typeset,
    word_paragraph,
    xhtml,
    zipped,
)
from tests.simulator.files_hostile import HOSTILE, SECRET

MAX_S, MAX_MIB = 10.0, 512.0
MIN_RIGHT = 0.99  # of the words, by each kind
TITLE = "Ауыл метеостанциясы туралы"
STORY = """ауыл оқушылары метеостанцияны өз қолымен құрастырып деректер жинап көрші шаруаларға
жібереді мұғалімдер жобаны келесі жылы да жалғастырады ученики сельской школы собрали станцию
своими руками и каждый день передают сведения соседям the pupils send what they measure"""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a hostile file ended."""

    outcome: str
    took_s: float
    peak_mib: float

    @property
    def is_good(self) -> bool:
        """Whether it ended in its time and memory, and showed nothing of this machine."""
        return self.took_s <= MAX_S and self.peak_mib <= MAX_MIB and self.outcome != "leak"


def made_up(paragraphs: int) -> list[str]:
    """Make text whose lines never repeat."""
    chance = random.Random(4)  # noqa: S311 - not a secret
    lengths = [chance.randint(20, 120) for _ in range(paragraphs)]
    words = STORY.split()
    return [f"{' '.join(chance.choices(words, k=length))}.".capitalize() for length in lengths]


def honest(texts: Sequence[str]) -> Mapping[str, bytes]:
    """Make one file of each kind from the paragraphs."""
    marked = "".join(f"<p>{text}</p>" for text in texts)
    book = fb2(f"<body><section>{marked}</section></body>", title=TITLE)
    header = "«Білім» журналы"
    return {
        "txt": "\n\n".join(texts).encode(),
        "txt, windows-1251": "\n\n".join(texts).encode("kz1048"),
        "md": "\n\n".join([f"# {TITLE}", *texts]).encode(),
        "docx": docx("".join(map(word_paragraph, texts)), title=TITLE),
        "odt": odt(marked.replace("p>", "text:p>"), title=TITLE),
        "epub": epub({"a.xhtml": xhtml(marked)}, title=TITLE),
        "fb2": book,
        "fb2.zip": zipped({"a.fb2": book}),
        "pdf": pdf(typeset(TITLE, texts, Setting(header=header))),
        "pdf, 2 columns": pdf(typeset(TITLE, texts, Setting(columns=2, header=header))),
        "pdf, 2 columns by rows": pdf(typeset(TITLE, texts, Setting(columns=2, is_by_rows=True))),
        "pdf, 3 columns": pdf(typeset(TITLE, texts, Setting(columns=3, size=8, leading=10))),
    }


def right(text: str, texts: Sequence[str]) -> float:
    """Return the share of words that came back, in their order, of all on either side."""
    wanted, found = " ".join(texts).split(), text.split()
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return 2 * same / (len(wanted) + len(found))


def ours(content: bytes) -> str:
    """Read as the bot does."""
    opened = open_file("a.txt", content)
    return opened.html if isinstance(opened, HtmlRequest) else opened.text


def by_pypdf(content: bytes) -> str:
    """Read with pypdf."""
    from pypdf import PdfReader  # noqa: PLC0415 - may not be there

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def by_pdfminer(content: bytes) -> str:
    """Read with pdfminer.six."""
    from pdfminer.high_level import extract_text  # noqa: PLC0415 - may not be there

    return str(extract_text(BytesIO(content)))


READERS: Mapping[str, Callable[[bytes], str]] = {
    "qysqa": ours, "pypdf": by_pypdf, "pdfminer.six": by_pdfminer,
}  # fmt: skip


def print_honest(texts: Sequence[str]) -> bool:
    """Print the share of words right and the time, by kind and reader."""
    print(f"{'':26}" + "".join(f"{name:>24}" for name in READERS))
    print(f"{'honest files':26}" + f"{'words right        ms':>24}" * len(READERS))
    good = True
    for kind, content in honest(texts).items():
        cells = []
        for name, reader in READERS.items():
            is_asked = name == "qysqa" or kind.startswith("pdf")
            score, took_s = _timed(reader, content, texts) if is_asked else (None, 0.0)
            good &= name != "qysqa" or (score or 0) >= MIN_RIGHT
            cells.append("–" if score is None else f"{score:.3f} {1000 * took_s:9.1f}")
        print(f"{kind:26}" + "".join(f"{cell:>24}" for cell in cells))
    return good


def _timed(
    reader: Callable[[bytes], str], content: bytes, texts: Sequence[str]
) -> tuple[float | None, float]:
    began = time.process_time()
    try:
        text = reader(content)
    except ImportError:
        return None, 0.0
    took_s = time.process_time() - began
    return right(text, texts), took_s


async def run_hostile() -> dict[str, Ending]:
    """Open each hostile file in a worker, which serves the next one too."""
    endings = {}
    for what, (name, make) in HOSTILE.items():
        content = make()
        work = ProcessWorker(limits={open_file: FILE})
        await work(open_file, "a.txt", b"text")  # loads the libraries
        with _watched() as peak:
            began = time.perf_counter()
            outcome = await _outcome(work, name, content)
            took_s = time.perf_counter() - began
        endings[what] = Ending(outcome, took_s, max(peak))
    return endings


async def _outcome(work: ProcessWorker, name: str, content: bytes) -> str:
    try:
        opened = await work(open_file, name, content)
    except (WorkTooLongError, WorkerDiedError):
        return "ended with its worker"
    except QysqaError as error:
        return error.code
    text = opened.text if isinstance(opened, TextRequest) else opened.html
    return "leak" if SECRET in text else f"read, {len(text):,} chars"


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Look every few milliseconds at the most memory any child has had, in MiB."""
    peak, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            peak.extend(_peaks())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()
        peak.extend(_peaks())


def _peaks() -> Iterator[float]:
    for children in Path("/proc/self/task").glob("*/children"):
        for pid in children.read_text(encoding="ascii").split():
            with suppress(OSError, IndexError):
                status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
                yield int(status.partition("VmHWM:")[2].split()[0]) / 1024


def print_hostile() -> bool:
    """Print how each hostile file ended."""
    endings = anyio.run(run_hostile)
    print(f"\n{'hostile files':34} {'outcome':26} {'s':>6} {'MiB':>6}")
    for what, ending in endings.items():
        mark = "" if ending.is_good else "  <- beyond its limits"
        print(f"{what:34} {ending.outcome:26} {ending.took_s:6.2f} {ending.peak_mib:6.0f}{mark}")
    return all(ending.is_good for ending in endings.values())


def main() -> int:
    """Print both tables; with ``--gate`` fail when a figure is out of its bounds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="not needed: the files are made here")
    parser.add_argument("--gate", action="store_true", help=f"exit 1 under {MIN_RIGHT} or beyond")
    options = parser.parse_args()
    results = [print_honest(made_up(60)), print_hostile()]
    return int(options.gate and not all(results))


if __name__ == "__main__":
    sys.exit(main())
