"""Files made to hurt: each is read or refused in its time, and the next one is served."""

import os
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

from bot.article.documents.opening import open_file
from bot.core.errors import Refusal, WorkerDiedError, WorkTooLongError
from bot.core.models import HtmlRequest, TextRequest
from bot.workers import FILE, ProcessWorker
from tests.simulator.files import docx, word_paragraph
from tests.simulator.files_hostile import HOSTILE, SECRET

MAX_MIB = 512
HONEST = docx(word_paragraph("Мәтін."))
SLOW = {"forms in a loop", "a page of a gigabyte"}
"""Only the end of the worker ends them."""


def _peak_mib(pid: int) -> float:
    """Return the most memory a process has had."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _children() -> Iterator[int]:
    path = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    yield from map(int, path.read_text(encoding="ascii").split())


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_hostile_files_are_read_or_refused_and_the_next_is_served() -> None:
    work = ProcessWorker(limits={open_file: FILE})
    await work(open_file, "a.docx", HONEST)  # the first call loads the libraries
    for what, (name, make) in HOSTILE.items():
        if what not in SLOW:
            await _one(work, what, name, make())
    assert await work(open_file, "a.docx", HONEST) == TextRequest("Мәтін.")


@pytest.mark.slow
@pytest.mark.parametrize("what", sorted(SLOW))
async def test_what_cannot_be_bounded_ends_with_its_worker(what: str) -> None:
    work = ProcessWorker(limits={open_file: FILE})
    await work(open_file, "a.docx", HONEST)
    name, make = HOSTILE[what]
    await _one(work, what, name, make())

    assert await work(open_file, "a.docx", HONEST) == TextRequest("Мәтін.")


async def _one(work: ProcessWorker, what: str, name: str, content: bytes) -> None:
    began = anyio.current_time()
    try:
        opened = await work(open_file, name, content)
    except (Refusal, WorkTooLongError, WorkerDiedError):
        opened = None
    took_s = anyio.current_time() - began
    said = "" if opened is None else _said(opened)

    assert took_s <= FILE.wall_s, (what, took_s)
    assert SECRET not in said, what
    assert max(map(_peak_mib, _children()), default=0) <= MAX_MIB, what


def _said(opened: TextRequest | HtmlRequest) -> str:
    return opened.html if isinstance(opened, HtmlRequest) else f"{opened.title}{opened.text}"
