"""The name server that other tests ask."""

import asyncio
import socket

import pytest

from tests.simulator.names import AAAA, A, DnsLookup, Zone, name_server

ZONE: Zone = {
    "one.kz": [["93.184.216.34"]],
    "both.kz": [["2606:2800::1", "93.184.216.34", "93.184.216.35"]],
    "turn.kz": [["93.184.216.34"], ["127.0.0.1"], ["10.0.0.5", "fe80::1%2"]],
    "empty.kz": [[]],
    "many.kz": [[f"93.184.{number}.1" for number in range(200)]],
}


async def test_a_name_has_its_addresses_ipv4_first() -> None:
    async with name_server(ZONE) as server:
        lookup = DnsLookup(server.address)

        assert await lookup("one.kz") == ["93.184.216.34"]
        assert await lookup("ONE.kz") == ["93.184.216.34"]
        assert await lookup("both.kz") == ["93.184.216.34", "93.184.216.35", "2606:2800::1"]
        assert len(await lookup("many.kz")) == 200
    assert server.asked["one.kz", A] == server.asked["one.kz", AAAA] == 2


async def test_answers_change_from_one_query_to_the_next_and_the_last_stays() -> None:
    async with name_server(ZONE) as server:
        lookup = DnsLookup(server.address)
        answers = [await lookup("turn.kz") for _ in range(4)]

    last = ["10.0.0.5", "fe80::1"]
    assert answers == [["93.184.216.34"], ["127.0.0.1"], last, last]


@pytest.mark.parametrize("name", ["other.kz", "empty.kz", "kz", "a..kz", 64 * "a" + ".kz"])
async def test_a_name_without_addresses_does_not_resolve(name: str) -> None:
    async with name_server(ZONE) as server:
        with pytest.raises(socket.gaierror):
            await DnsLookup(server.address)(name)


async def test_a_silent_name_is_never_answered() -> None:
    async with name_server(ZONE, silent={"one.kz"}) as server:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(DnsLookup(server.address)("one.kz"), 0.1)

    assert server.asked == {("one.kz", A): 1}
