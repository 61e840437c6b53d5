"""Thousands of random lives of inbox and outbox: is anything ever lost, swapped or repeated?

A life is a random row of taking in, claiming, finishing, failing, crashing, sending and so on,
on SQLite; tests/contract/queue_machine.py says what must hold after each of its steps. «Sent
twice» are messages repeated because the first try may have arrived: one time each, no more.

    PYTHONPATH=. python tests/faults/queue_model.py [--runs 2000] [--steps 30]

Prints one row; ends with 1, and the shortest life that shows it, if anything is broken.
"""

import argparse
import asyncio
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from bot.store.database import Database
from tests.contract.queue_ledger import Store
from tests.contract.queue_machine import machine

COLUMNS = ("runs", "steps", "updates", "messages", "crashes", "twice")


def live(runs: int, steps: int) -> tuple[Counter[str], int]:
    """Return what all lives had in them, and how many invariants were broken: 0 or 1."""
    plan = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        database = Database(f"sqlite+aiosqlite:///{Path(folder) / 'qysqa.db'}")
        runner.run(database.open())
        store, broken = Store(database, runner), 0
        try:
            run_state_machine_as_test(machine(store), settings=plan)
        except Exception:  # noqa: BLE001 - whatever it is, the promise is broken
            traceback.print_exc()
            broken = 1
        finally:
            runner.run(database.close())
    return store.totals, broken


def main() -> int:
    """Print the row; 1 if an invariant is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--steps", type=int, default=30, help="at most, in one life")
    asked = parser.parse_args()
    started = time.monotonic()
    totals, broken = live(asked.runs, asked.steps)
    took = time.monotonic() - started
    heads = [*COLUMNS[:-1], "sent twice", "broken", "seconds"]
    values = [*(totals[name] for name in COLUMNS), broken, round(took)]
    rows = [["what", *heads], ["---"] * (len(heads) + 1), ["inbox and outbox"]]
    rows[-1] += [f"{value:,}" for value in values]
    sys.stdout.writelines(f"| {' | '.join(row)} |\n" for row in rows)
    return broken


if __name__ == "__main__":
    sys.exit(main())
