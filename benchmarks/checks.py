"""What the checks of translations let through, and what they take for a fault by mistake.

    python benchmarks/checks.py --data DATA [--gate] [--show KIND]

DATA holds ``parallel/*.tsv``: columns are languages, rows the same sentence. Human
translations must pass; faults made from them by rule must not. Rows are parted by a hash:
rules were written from sentences of the *seen* half only, limits from shares of both.
``checks_faults.py`` makes the faults, with a fixed seed. No other project checks this, so
there is no peer.
"""

import argparse
import hashlib
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from checks_faults import DOUBTED, FAULTS, Case, Maker

from bot.core.models import Doubt, LanguageCode
from bot.translation.check.judge import Verdict, judge

HALVES = ("seen", "unseen")
CASES = 600  # of a kind and half, drawn from all that can be made
SEED = 5

MAX_REJECTED = 0.5  # % of human translations, overall and per pair of languages
MAX_DOUBTED = {Doubt.NUMBERS: 2.0, Doubt.DATES: 1.0, Doubt.NEGATION: 7.5, Doubt.NAMES: 2.5}
MIN_CAUGHT = 99.0  # % of faults that a check must reject or doubt
MIN_DOUBTED = 95.0  # % of changed numbers and denials
NOT_GATED = frozenset(("name replaced",))  # warned of only where it is certain
MIN_ROWS_GATED = 200  # a share of fewer is chance

Row = Mapping[LanguageCode, str]


def read_rows(folder: Path) -> list[Row]:
    """Return all rows of the set."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*.tsv")):
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        languages = [LanguageCode(code) for code in head.split("\t")]
        cells = (line.split("\t") for line in lines)
        rows += [dict(zip(languages, row, strict=True)) for row in cells if all(row)]
    return rows


def half_of(row: Row) -> str:
    """Which half a row belongs to, by its text."""
    digest = hashlib.sha256("\t".join(row.values()).encode()).digest()
    return HALVES[digest[0] % 2]


def translations(rows: Sequence[Row]) -> Iterator[Case]:
    """Every row in every direction."""
    for row in rows:
        for source in row:
            for target in row:
                if source != target:
                    third = next((row[code] for code in row if code not in (source, target)), None)
                    yield Case(source, target, row[source], row[target], third)


def verdict_of(case: Case, answer: str) -> Verdict:
    """What the bot says of *answer*."""
    return judge([(case.original, answer)], source=case.source, target=case.target)[0]


class Alarms:
    """How often human translations are rejected or doubted."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self.texts: defaultdict[str, list[str]] = defaultdict(list)

    def hear(self, case: Case) -> None:
        """Judge the translation of a case."""
        pair, verdict = f"{case.source}-{case.target}", verdict_of(case, case.answer)
        self.pairs[pair] += 1
        kinds = [f"doubt {doubt.value}" for doubt in verdict.doubts]
        for kind in ["rejected"] if verdict.fault else kinds:
            self.counts[f"{pair} {kind}"] += 1
            self.counts[kind] += 1
            self.texts[kind].append(
                f"{pair} {verdict.fault or ''} {case.original} | {case.answer}"
            )

    def share(self, kind: str, pair: str | None = None) -> float:
        """How many % of all, or of a pair of languages."""
        total = self.pairs[pair] if pair else self.pairs.total()
        return 100 * self.counts[f"{pair} {kind}" if pair else kind] / max(total, 1)


def print_alarms(half: str, alarms: Alarms) -> None:
    """Print a line for each pair of languages."""
    kinds = ["rejected", *(f"doubt {doubt.value}" for doubt in Doubt)]
    print(f"\nFalse alarms, {half} half, %" + "".join(f"{kind:>17}" for kind in kinds))
    for pair in [*sorted(alarms.pairs), None]:
        total = alarms.pairs[pair] if pair else alarms.pairs.total()
        shares = "".join(f"{alarms.share(kind, pair):>17.2f}" for kind in kinds)
        print(f"{pair or 'all':<8}{total:>20}  {shares}")


def catch(cases: Sequence[Case]) -> dict[str, tuple[int, int, list[str]]]:
    """Return by kind how many faults there were, how many were caught, and the rest."""
    outcomes: dict[str, tuple[int, int, list[str]]] = {}
    for kind, make in FAULTS.items():
        made = _made(cases, make)
        missed = [
            f"{case.source}-{case.target} {case.original} | {answer}"
            for case, answer in made
            if not _is_caught(kind, verdict_of(case, answer))
        ]
        outcomes[kind] = (len(made), len(made) - len(missed), missed)
    return outcomes


def _made(cases: Sequence[Case], make: Maker) -> list[tuple[Case, str]]:
    chance = random.Random(SEED)  # noqa: S311 - the same cases each time, no secret
    shuffled = chance.sample(list(cases), len(cases))
    made: list[tuple[Case, str]] = []
    for case in shuffled:
        answer = make(case, chance)
        if answer is not None and answer != case.answer:
            made.append((case, answer))
        if len(made) == CASES:
            break
    return made


def _is_caught(kind: str, verdict: Verdict) -> bool:
    """A doubted change needs its own doubt, or one that says the same: a day is a number."""
    if verdict.fault is not None:
        return True
    wanted = DOUBTED.get(kind)
    return bool(verdict.doubts) if wanted is None else not wanted.isdisjoint(verdict.doubts)


def print_caught(halves: Mapping[str, dict[str, tuple[int, int, list[str]]]]) -> None:
    """Print a line for each kind of fault."""
    print(f"\n{'Faults caught':<20}" + "".join(f"{half:>10}{'%':>8}" for half in halves))
    for kind in FAULTS:
        cells = (outcomes[kind] for outcomes in halves.values())
        print(f"{kind:<20}" + "".join(f"{n:>10}{100 * k / max(n, 1):>8.1f}" for n, k, _ in cells))


def failures(
    alarms: Alarms, outcomes: Mapping[str, tuple[int, int, list[str]]], half: str
) -> Iterator[str]:
    """Name the figures beyond their margin."""
    rejected = {"all": alarms.share("rejected")} | {
        pair: alarms.share("rejected", pair)
        for pair, total in alarms.pairs.items()
        if total >= MIN_ROWS_GATED
    }
    for pair, share in rejected.items():
        if share > MAX_REJECTED:
            yield f"{half}: {pair} rejected {share:.2f} % > {MAX_REJECTED} %"
    for doubt, most in MAX_DOUBTED.items():
        if (share := alarms.share(f"doubt {doubt.value}")) > most:
            yield f"{half}: doubted for {doubt.value} {share:.2f} % > {most} %"
    for kind, (made, caught, _) in outcomes.items():
        least = MIN_DOUBTED if kind in DOUBTED else MIN_CAUGHT
        if kind not in NOT_GATED and 100 * caught < least * made:
            yield f"{half}: {kind} {100 * caught / made:.1f} % < {least} %"


def main() -> int:
    """Print the tables; with --gate return 1 when a figure is beyond its margin."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds parallel/")
    parser.add_argument("--gate", action="store_true", help="fail beyond the stated margins")
    parser.add_argument("--show", help="list false alarms or missed faults of a kind, seen half")
    options = parser.parse_args()
    rows = read_rows(options.data / "parallel")
    low: list[str] = []
    caught: dict[str, dict[str, tuple[int, int, list[str]]]] = {}
    for half in HALVES:
        cases = list(translations([row for row in rows if half_of(row) == half]))
        verdict_of(cases[0], cases[0].answer)  # loads the model
        alarms, start = Alarms(), time.perf_counter()
        for case in cases:
            alarms.hear(case)
        print_alarms(half, alarms)
        print(f"{1000 * (time.perf_counter() - start) / len(cases):.2f} ms a pair")
        caught[half] = catch(cases)
        low += failures(alarms, caught[half], half)
        if options.show and half == HALVES[0]:
            print(*alarms.texts.get(options.show, ()), sep="\n")
            print(*caught[half].get(options.show, (0, 0, []))[2], sep="\n")
    print_caught(caught)
    for line in low if options.gate else ():
        print(line)
    return int(options.gate and bool(low))


if __name__ == "__main__":
    sys.exit(main())
