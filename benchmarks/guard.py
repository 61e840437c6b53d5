"""Does a link ever reach an address it must not? Plays address attacks without a network.

A leak is a connection dialled to an address off the public internet; against policy is a
page brought from a link that is refused here, such as one with a password in it; a wrong
refusal is an honest link that brought no page.

    python benchmarks/guard.py --data DATA [--gate] [--fuzz 100000] [--seed 1]

DATA holds security/ssrf_cases.json. Of the leaks of ssrfguard one is beyond dispute,
::ffff:0:127.0.0.1; 168.63.129.16, 2001:20::/28 and the ISATAP addresses are a choice.
"""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from guard_cases import load
from guard_clients import CLIENTS, ours
from guard_fuzz import fuzz
from guard_world import AGAINST_POLICY, LEAK, RIGHT, WRONG, Case, Client, play

COLUMNS = (LEAK, AGAINST_POLICY, WRONG)
LINKS = 100_000  # made up unless asked otherwise
FETCHED = 5_000  # of the links of a fuzz: they go all the way through the fetcher


async def run(client: Client, cases: Sequence[Case]) -> dict[str, str]:
    """Play all cases, one after the other as they patch what is dialled with."""
    return {case["id"]: await play(client, case) for case in cases}


def compare(staged: Mapping[str, Sequence[Case]]) -> list[str]:
    """Print a row a stage for each client; return what went wrong with ours."""
    failed: list[str] = []
    print(f"{'':28}{'cases':>8}{'leaks':>8}{'against policy':>16}{'wrong refusals':>16}")
    for name, client in CLIENTS.items():
        print(name)
        total: Counter[str] = Counter()
        for stage, cases in staged.items():
            outcomes = asyncio.run(run(client, cases)) if client else {}
            total += Counter(outcomes.values())
            _print_row(stage, len(cases), Counter(outcomes.values()) if client else None)
            if client is ours:
                failed += [f"{one}: {case}" for case, one in outcomes.items() if one != RIGHT]
        _print_row("all", sum(map(len, staged.values())), total if client else None)
    return failed


def _print_row(stage: str, cases: int, counts: Counter[str] | None) -> None:
    leak, policy, wrong = (str(counts[kind]) if counts is not None else "-" for kind in COLUMNS)
    print(f"  {stage:26}{cases:8}{leak:>8}{policy:>16}{wrong:>16}")


def main() -> int:
    """Print the tables; with ``--gate`` fail unless ours has nothing to show in them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds security/")
    parser.add_argument("--gate", action="store_true", help="exit 1 unless all are 0")
    parser.add_argument(
        "--fuzz", type=int, metavar="N", default=LINKS, help="made-up links to try"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the made-up links")
    options = parser.parse_args()
    staged = load(options.data / "security" / "ssrf_cases.json")
    failed = compare(staged)
    if options.fuzz:
        seeds = [case["url"] for cases in staged.values() for case in cases]
        report = asyncio.run(fuzz(options.fuzz, FETCHED, options.seed, sorted(set(seeds))))
        print(report)
        failed += report.failures
    for line in failed:
        print(line)
    return int(options.gate and bool(failed))


if __name__ == "__main__":
    sys.exit(main())
