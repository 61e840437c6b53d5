"""Pages that hang, bloat or break what reads them: each is answered, and so is the next reader.

``benchmarks/hostile.py`` reads all of them with the bot's own limits and looks at the memory.
"""

import anyio
import pytest

from bot.article.load import load
from bot.article.read_page import read_html
from bot.core.errors import QysqaError
from bot.core.models import HtmlRequest
from bot.workers import Limits, ProcessWorker
from tests.simulator.hostile_cases import ARTICLE, TEXT
from tests.simulator.hostile_pages import FILE_START, LAUGH, PAGES, article

SHORT = Limits(cpu_s=1, wall_s=20)
MONSTER = "a table of 100,000 cells"
SLOW = {
    MONSTER, "a line of 5 MB", "a word of 5 MB", "100,000 links", "50,000 paragraphs",
    "200,000 line breaks", "a comment of 5 MB", "2 MB of spaces",
}  # fmt: skip
UNREADABLE = ["100,000 attributes", "nothing", "only spaces"]


def worker() -> ProcessWorker:
    return ProcessWorker(limits={read_html: SHORT}, prepare=load)


async def read(work: ProcessWorker, html: str) -> tuple[str, str]:
    try:
        found = await work(read_html, HtmlRequest(html, "http://egemen.kz/a"))
    except QysqaError as error:
        return error.code, ""
    return ARTICLE, found.text


@pytest.mark.slow
async def test_hostile_pages_are_answered_and_honest_ones_read() -> None:
    work = worker()
    ends = {name: await read(work, make()) for name, make in PAGES.items() if name not in SLOW}

    assert {end for end, _ in ends.values()} <= {ARTICLE, "no_article", "work_too_long"}
    assert {ends[name][0] for name in UNREADABLE} == {"no_article"}
    assert all(LAUGH not in text and FILE_START not in text for _, text in ends.values())
    assert TEXT in ends["zero bytes"][1]
    assert TEXT in (await read(work, article()))[1]


@pytest.mark.slow
async def test_a_page_that_takes_too_long_holds_up_no_other_reader() -> None:
    work = worker()
    ended: list[str] = []

    async def read_monster() -> None:
        ended.append((await read(work, PAGES[MONSTER]()))[0])

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(read_monster)
        assert TEXT in (await read(work, article()))[1]

    assert ended[0] in {ARTICLE, "no_article", "work_too_long"}
    assert TEXT in (await read(work, article()))[1]
