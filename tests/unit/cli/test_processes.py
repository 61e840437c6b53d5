"""The program as it is started: what it imports, pipes, signals, real worker processes."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from asyncio.subprocess import PIPE
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "bot" / "samples" / "weather.kk.txt"
COMMAND = (sys.executable, "-m", "bot")


@pytest.fixture
def environment(data_dir: Path) -> Mapping[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}


def run(
    environment: Mapping[str, str], *words: object, flags: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *flags, "-m", "bot", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, check=False, timeout=50)


def imported(done: subprocess.CompletedProcess[bytes]) -> set[str]:
    """The packages that a run under ``-X importtime`` loaded."""
    assert done.returncode == 0
    names = re.findall(r"^import time: +\d+ \| +\d+ \| +(\w+)", done.stderr.decode(), re.MULTILINE)
    return set(names)


def test_help_imports_no_heavy_library(environment: Mapping[str, str]) -> None:
    names = imported(run(environment, "--help", flags=("-X", "importtime")))

    assert "typer" in names
    heavy = {"sqlalchemy", "telegram", "aiohttp", "sumy", "trafilatura", "pydantic", "babel"}
    assert names.isdisjoint(heavy)


@pytest.mark.slow
def test_sum_works_in_processes_and_what_is_kept_needs_none_of_their_libraries(
    environment: Mapping[str, str],
) -> None:
    first = run(environment, "sum", SAMPLE, "--to", "en", "--json")
    again = run(environment, "sum", SAMPLE, "--to", "en", "--json", flags=("-X", "importtime"))

    assert first.returncode == 0
    assert json.loads(first.stdout)["sentences"][0]["translations"]["en"]["engine"] == "memory"
    assert again.stdout == first.stdout
    heavy = {"sumy", "trafilatura", "telegram", "py3langid", "deep_translator"}
    assert imported(again).isdisjoint(heavy)


@pytest.mark.slow
def test_output_is_utf_8_whatever_the_terminal_says(environment: Mapping[str, str]) -> None:
    done = run({**environment, "PYTHONIOENCODING": "ascii"}, "extract", SAMPLE)

    assert done.returncode == 0
    assert done.stdout.decode().startswith("Ауыл оқушылары")


@pytest.mark.slow
@pytest.mark.parametrize("words", [("sum", "--length", "short"), ("detect", "--jsonl")])
async def test_a_reader_who_leaves_early_is_no_failure(
    environment: Mapping[str, str], words: tuple[str, ...]
) -> None:
    process = await asyncio.create_subprocess_exec(
        *COMMAND, *words, env=environment, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    assert process.stdin
    assert process.stderr
    process._transport.get_pipe_transport(1).close()  # type: ignore[attr-defined] # no other way
    text = SAMPLE.read_text(encoding="utf-8")
    given = json.dumps({"text": text}) if "--jsonl" in words else text
    process.stdin.write(f"{given}\n".encode())
    process.stdin.close()
    told = (await process.stderr.read()).decode()
    await process.wait()

    assert "Traceback" not in told
    assert "broke" not in told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "number"),
    [(("demo", "--port", "0"), signal.SIGTERM), (("run", "--or-demo"), signal.SIGINT)],
    ids=["demo", "run"],
)
async def test_the_page_is_served_and_a_signal_ends_it_well(
    environment: Mapping[str, str], words: tuple[str, ...], number: int
) -> None:
    process = await asyncio.create_subprocess_exec(
        *COMMAND, *words, env={**environment, "QYSQA_WEB_PORT": "18427"}, stdout=PIPE, stderr=PIPE
    )
    assert process.stderr
    told = b""
    while b"Qysqa is at" not in told:
        told = await process.stderr.readline()
        assert told, "it ended before it served"
    port = int(re.findall(rb"127\.0\.0\.1:(\d+)", told)[0])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /?sample=kk HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    page = (await reader.read()).decode()
    writer.close()
    process.send_signal(number)
    async with asyncio.timeout(5):
        rest = (await process.stderr.read()).decode()
        status = await process.wait()

    assert page.startswith("HTTP/1.1 200 OK")
    assert 'id="s1"' in page
    assert (status, rest) == (0, "")
