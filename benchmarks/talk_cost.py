"""What the digest of a talk costs: CPU and memory by number of messages, each in a fresh process.

    python benchmarks/talk_cost.py [--data DATA]

Messages are those of tests/data/talk, again and again with other people, words and times, as
several hundred groups would write them in one; DATA is not used.
"""

import argparse
import json
import math
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SIZES = (1_000, 10_000, 30_000, 100_000)

_MEASURED = """
import json, random, sys, time
from pathlib import Path
from bot.core.groups import GroupMessage
def peak(): return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
AT_ONCE = 4  # groups that write at the same time
DAY, FASTER = 86_400, 16  # a busy group says in an hour and a half what others say in a day
size, folder = int(sys.argv[1]), Path(sys.argv[2])
logs = [p.read_text(encoding="utf-8").splitlines() for p in sorted(folder.glob("*.jsonl"))]
messages, turn, chance = [], 0, random.Random(1)
while len(messages) < size:
    first, own = len(messages), {}  # each round has a third of its words for itself
    for line in logs[turn % len(logs)]:
        row = json.loads(line)
        for word in row["text"].split():
            ending = "абвгдежзик"[turn % 10] + "абвгдежзик"[turn // 10 % 10]
            own.setdefault(word, word + ending if chance.random() < 0.3 else word)
        messages.append(GroupMessage(
            1, row["message_id"] + first, " ".join(map(own.get, row["text"].split())),
            row["author"], row["author_id"] * 1000 + turn % 50,
            (row["at"] % DAY) // FASTER + turn // AT_ONCE * DAY // FASTER,
            reply_to=row["reply_to"] and row["reply_to"] + first,
            is_bot=bool(row.get("is_bot")),
        ))
    turn += 1
messages = messages[:size]
before = peak()
from bot.digest.talk.compose import compose_talk
start = time.process_time()
talk = compose_talk(messages)
print(json.dumps([time.process_time() - start, peak(), before, len(talk.topics)]))
"""


def cost(size: int) -> tuple[float, float, float, int]:
    """Return CPU seconds, peak memory, that before the digest (MB, Linux), and topics shown."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", _MEASURED, str(size), str(ROOT / "tests/data/talk")],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    seconds, peak, before, topics = json.loads(done.stdout)
    return seconds, peak, before, topics


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="taken for the sake of the other benchmarks")
    parser.parse_args()
    print(
        f"{'messages':>9}{'CPU s':>8}{'peak MB':>9}{'of input':>9}"
        f"{'us/(n log2 n)':>15}{'topics':>8}"
    )
    for size in SIZES:
        seconds, peak, before, topics = cost(size)
        ratio = seconds / (size * math.log2(size)) * 1e6
        print(
            f"{size:>9}{seconds:>8.2f}{peak:>9.0f}{before:>9.0f}{ratio:>15.2f}{topics:>8}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
