"""Responses against every rule: each ends as it should, and the next reader is served.

``benchmarks/hostile.py`` plays them with the bot's own limits and looks at the memory.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import ParamSpec, TypeVar

import pytest

from bot.article.fetch.fetcher import FetchLimits, HttpFetcher
from bot.article.reader import Reader
from bot.core.errors import QysqaError
from bot.core.models import LinkRequest, Stage
from tests.simulator.hostile import serving
from tests.simulator.hostile_cases import ARTICLE, BEHAVIOURS, CASES, OK, TEXT, Case

LIMITS = FetchLimits(connect_s=1, read_s=0.6, total_s=1.2)
WAITING = [name for name, case in CASES.items() if case.waits]
HEAVY = {  # to read; as pages they have tests of their own
    "nested-blocks", "long-line", "long-word", "links", "attributes", "open-tags", "comment",
    "spaces", "paragraphs",
}  # fmt: skip
QUICK = [name for name in CASES if name not in {*WAITING, *HEAVY}]

P = ParamSpec("P")
T = TypeVar("T")


async def work(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    return function(*args, **kwargs)


async def show(stage: Stage, site: str | None = None) -> None:
    pass


@pytest.fixture
async def server() -> AsyncIterator[str]:
    async with serving(BEHAVIOURS) as url:
        yield url


async def visit(fetcher: HttpFetcher, url: str) -> tuple[str, str]:
    try:
        article = await Reader(fetcher, work)(LinkRequest(url), show)
    except QysqaError as error:
        return error.code, ""
    return ARTICLE, article.text


def fits(case: Case, ended: str, text: str) -> bool:
    says = case.says if ended == ARTICLE else ""
    return ended in case.ends and says in text and case.hides not in text


@pytest.mark.parametrize("name", QUICK)
async def test_a_hostile_response_ends_as_it_should(server: str, name: str) -> None:
    async with HttpFetcher(user_agent="Qysqa-test", allow_loopback=True) as fetcher:
        ended, text = await visit(fetcher, f"{server}/{name}")
        after = await visit(fetcher, f"{server}/{OK}")

    assert fits(CASES[name], ended, text), ended
    assert TEXT in after[1]


async def test_servers_that_keep_their_reader_waiting_are_left_in_time(server: str) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()

    async def wait_for(name: str) -> tuple[str, str]:
        async with HttpFetcher(
            user_agent="Qysqa-test", limits=LIMITS, allow_loopback=True
        ) as fetcher:
            return await visit(fetcher, f"{server}/{name}")

    ends = await asyncio.gather(*map(wait_for, WAITING))
    took_s = loop.time() - began

    assert {name: end for name, (end, _) in zip(WAITING, ends, strict=True)} == {
        name: end
        for name, (end, text) in zip(WAITING, ends, strict=True)
        if fits(CASES[name], end, text)
    }
    assert took_s < 4 * LIMITS.total_s
