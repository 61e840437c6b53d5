"""What translating on this machine costs the rest of the bot, and how fast it lets go.

    PYTHONPATH=. python benchmarks/offline.py [--model FOLDER] [--threads N] [--gate]

Without a folder a model of random weights is made, of the shape of OPUS-MT's base models
(6 + 6 layers of width 512, a vocabulary of 20,000): it says nonsense at the speed of a real one.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.core.languages import KK, RU
from bot.translation.offline.engine import OfflineEngine, cores
from bot.translation.offline.folders import read_model
from bot.translation.offline.manifest import Manifest
from tests.simulator.tiny_model import Size, make_nllb

MID_SIZE = Size(layers=6, width=512, heads=8, words=20_000, end=80.0)  # ~20 tokens an answer
SENTENCES = (
    "Үкімет бүгін кешке жаңа заң жобасын қарап, оны Мәжіліске жіберді.",
    "Банк жыл соңына дейін мөлшерлемені өзгертпейтінін мәлімдеді.",
    "Ауыл тұрғындары жаңа мектептің ашылуын үш жыл күтті.",
    "Қалада екі жүзге жуық ағаш отырғызылып, саябақ кеңейтілді.",
    "Ғалымдар көл суының деңгейі төмендеп бара жатқанын ескертті.",
    "Жарысқа он екі облыстан келген жас спортшылар қатысты.",
    "Министр сұрақтарға жауап беріп, мерзімін келесі айға белгіледі.",
)
BEAT_S = 0.005
CANCELLED_AFTER_S = 0.1
MAX_STOP_S = 3.0  # the aim is one second; a busy machine is given three
CALLERS = 8


class Lag:
    """How late the event loop is, in milliseconds, beat by beat."""

    def __init__(self) -> None:
        self.beats: list[float] = []

    async def listen(self) -> None:
        """Beat until cancelled."""
        while True:
            start = time.perf_counter()
            await asyncio.sleep(BEAT_S)
            self.beats.append((time.perf_counter() - start - BEAT_S) * 1_000)

    @property
    def p99(self) -> float:
        """Only one beat of a hundred is later."""
        return statistics.quantiles(self.beats, n=100)[-1] if len(self.beats) > 1 else 0.0


@asynccontextmanager
async def listening() -> AsyncIterator[Lag]:
    """Measure the lag while the block lasts."""
    lag = Lag()
    task = asyncio.create_task(lag.listen())
    yield lag
    task.cancel()


async def timed(engine: OfflineEngine, texts: Sequence[str]) -> tuple[float, tuple[str, ...]]:
    """Translate *texts*; return the seconds it took, and what came."""
    start = time.perf_counter()
    made = await engine.translate(texts, source=KK, target=RU)
    return time.perf_counter() - start, made


async def time_to_stop(engine: OfflineEngine) -> float:
    """Seconds from the cancelling of a job to the moment when the next could begin."""
    task = asyncio.create_task(engine.translate(SENTENCES * 2, source=KK, target=RU))
    await asyncio.sleep(CANCELLED_AFTER_S)
    task.cancel()
    start = time.perf_counter()
    await asyncio.gather(task, return_exceptions=True)
    await engine.load()  # waits for its turn
    return time.perf_counter() - start


async def wrong_answers(engine: OfflineEngine) -> int:
    """How many of the callers at once did not get what they get alone."""
    asked = [[f"{number} {SENTENCES[number % len(SENTENCES)]}"] for number in range(CALLERS)]
    alone = [(await timed(engine, texts))[1] for texts in asked]
    together = await asyncio.gather(*(timed(engine, texts) for texts in asked))
    return sum(one != made for one, (_, made) in zip(alone, together, strict=True))


async def measure(manifest: Manifest, threads: int) -> list[str]:
    """Print the table; return what is not as it must be."""
    engine = OfflineEngine(manifest, threads=threads)
    print(f"{manifest.name}: {threads} threads, a job of {len(SENTENCES)} sentences\n")
    async with listening() as idle:
        await asyncio.sleep(0.5)
    async with listening() as loading:
        start = time.perf_counter()
        await engine.load()
        load_s = time.perf_counter() - start
    async with listening() as working:
        job_s, made = await timed(engine, SENTENCES)
    one_s = sum([(await timed(engine, [text]))[0] for text in SENTENCES])
    stop_s = await time_to_stop(engine)
    wrong = await wrong_answers(engine)
    await engine.close()
    for title, value, unit in (
        ("load", load_s, "s"),
        ("the job in one call", job_s, "s"),
        ("sentence by sentence", one_s, "s"),
        ("ratio", one_s / job_s, ""),
        ("lag of the loop, p99: idle", idle.p99, "ms"),
        ("… while loading", loading.p99, "ms"),
        ("… while translating", working.p99, "ms"),
        ("… at worst", max(working.beats, default=0.0), "ms"),
        ("from cancelled to free", stop_s, "s"),
    ):
        print(f"{title:<28}{value:>10.2f} {unit}")
    print(f"{'wrong answers':<28}{wrong:>7} of {CALLERS} callers at once")
    return failures(sum(map(bool, made)), stop_s, wrong)


def failures(answers: int, stop_s: float, wrong: int) -> list[str]:
    """Name what is not as it must be."""
    low = []
    if answers != len(SENTENCES):
        low.append(f"{answers} answers to {len(SENTENCES)} sentences")
    if stop_s > MAX_STOP_S:
        low.append(f"a cancelled job went on for {stop_s:.1f} s > {MAX_STOP_S} s")
    if wrong:
        low.append(f"{wrong} of {CALLERS} callers did not get their own answer")
    return low


def main() -> int:
    """Print the table; with --gate return 1 when something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="as for the others; all texts are its own")
    parser.add_argument("--model", type=Path, help="a model's folder instead of random weights")
    parser.add_argument("--threads", type=int, default=cores(), help="default: all cores")
    parser.add_argument("--gate", action="store_true", help="fail where something is wrong")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.model or make_nllb(Path(folder) / "random weights", MID_SIZE)
        low = asyncio.run(measure(read_model(path), options.threads))
    for line in low if options.gate else ():
        print(line)
    return 1 if options.gate and low else 0


if __name__ == "__main__":
    sys.exit(main())
