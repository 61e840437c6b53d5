"""Thousands of random lives of the schedule: is a digest ever posted twice, or silently skipped?

A life is a random row of looking around, outages, crashes, clocks that are set, and plans that
are changed, in any time zone and around the days on which its clocks change;
tests/faults/schedule_machine.py says what must hold after each of its steps.

    PYTHONPATH=. python tests/faults/schedule_model.py [--runs 2000] [--steps 20]

Prints one row; ends with 1, and the shortest life that shows it, if anything is broken.
"""

import argparse
import sys
import time
import traceback
from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.schedule_machine import machine

COLUMNS = ("runs", "slots", "posted", "late", "named", "outages", "crashes", "jumps")


def live(runs: int, steps: int) -> Counter[str]:
    """Live so many lives; return what all of them had in them.

    Raises:
        AssertionError: Something is broken.
    """
    totals: Counter[str] = Counter()
    plan = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    run_state_machine_as_test(machine(totals), settings=plan)
    return totals


def main() -> int:
    """Print the row; 1 if an invariant is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--steps", type=int, default=20, help="at most, in one life")
    asked = parser.parse_args()
    started = time.monotonic()
    try:
        totals = live(asked.runs, asked.steps)
    except Exception:  # noqa: BLE001 - whatever it is, the promise is broken
        traceback.print_exc()
        return 1
    took = round(time.monotonic() - started)
    rows = [["what", *COLUMNS, "seconds"], ["---"] * (len(COLUMNS) + 2), ["schedule"]]
    rows[-1] += [f"{value:,}" for value in (*(totals[name] for name in COLUMNS), took)]
    sys.stdout.writelines(f"| {' | '.join(row)} |\n" for row in rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
