"""Names that resolve to something else when asked again, from a name server that really does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.article.fetch.fetcher import FetchLimits, HttpFetcher
from bot.core.errors import AddressNotAllowedError, FetchTimeoutError
from tests.simulator.hostile import HTML, redirects, says, serving, whole
from tests.simulator.hostile_urls import PRIVATE
from tests.simulator.names import DnsLookup, NameServer, Zone, name_server

LIMITS = FetchLimits(connect_s=0.5, read_s=1, total_s=3)
HERE = "127.0.0.1"
ELSEWHERE = [ip for ip in PRIVATE if not ip.startswith("127.") and ip != "::1"]
BODY = b"<p>Text.</p>"
SITE = {"a": says(lambda: whole(BODY)), "moved": redirects("/a")}


@asynccontextmanager
async def asking(
    zone: Zone, *, silent: bool = False
) -> AsyncIterator[tuple[HttpFetcher, NameServer]]:
    async with (
        name_server(zone, silent=zone if silent else ()) as names,
        HttpFetcher(
            user_agent="Qysqa-test",
            limits=LIMITS,
            allow_loopback=True,
            resolver=DnsLookup(names.address),
        ) as fetcher,
    ):
        yield fetcher, names


async def test_a_page_is_fetched_from_the_address_that_was_checked() -> None:
    async with serving(SITE) as url, asking({"localhost": [[HERE], ["10.0.0.5"]]}) as (fetcher, _):
        page = await fetcher.fetch(url.replace(HERE, "localhost") + "/a")

    assert (page.body, page.content_type) == (BODY, HTML.partition(";")[0])


@pytest.mark.parametrize("ip", ELSEWHERE)
async def test_a_name_that_turns_private_between_two_hops_is_refused(ip: str) -> None:
    async with serving(SITE) as url, asking({"localhost": [[HERE], [ip]]}) as (fetcher, names):
        with pytest.raises(AddressNotAllowedError):
            await fetcher.fetch(url.replace(HERE, "localhost") + "/moved")

    assert set(names.asked.values()) == {2}


@pytest.mark.parametrize("ip", ELSEWHERE)
async def test_one_private_answer_among_good_ones_refuses_the_name(ip: str) -> None:
    for answers in ([HERE, ip], [ip, HERE], ["::1", ip]):
        async with serving(SITE) as url, asking({"localhost": [answers]}) as (fetcher, _):
            with pytest.raises(AddressNotAllowedError):
                await fetcher.fetch(url.replace(HERE, "localhost") + "/a")


async def test_a_name_that_was_private_is_not_asked_until_it_passes() -> None:
    async with asking({"localhost": [["10.0.0.5"], [HERE]]}) as (fetcher, names):
        with pytest.raises(AddressNotAllowedError):
            await fetcher.fetch("http://localhost/")

    assert set(names.asked.values()) == {1}


async def test_a_name_server_that_says_nothing_costs_one_timeout() -> None:
    async with asking({"localhost": []}, silent=True) as (fetcher, _):
        started = asyncio.get_running_loop().time()
        with pytest.raises(FetchTimeoutError):
            await fetcher.fetch("http://localhost/")

    assert asyncio.get_running_loop().time() - started < LIMITS.total_s
