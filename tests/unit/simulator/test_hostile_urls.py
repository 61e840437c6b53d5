"""The maker of hostile links and their judge."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.fetch.guard import check_address
from tests.simulator.hostile_urls import (
    PRIVATE,
    PUBLIC,
    UrlMaker,
    lookup_at_random,
    off_the_web,
    read_by_libc,
)


def test_links_are_the_same_for_the_same_seed_and_differ_otherwise() -> None:
    first, again, other = UrlMaker(1, ["http://a.kz"]), UrlMaker(1, ["http://a.kz"]), UrlMaker(2)
    made = [first() for _ in range(200)]

    assert made == [again() for _ in range(200)]
    assert made != [other() for _ in range(200)]
    assert len(set(made)) > 100


def test_links_are_of_many_kinds() -> None:
    make = UrlMaker(3)
    made = "\n".join(make() for _ in range(5_000))

    for kind in (
        "127.",
        "0x",
        "①",
        "[::",
        "egemen.kz@",
        ":6379",
        "%31",
        "xn--",
        "\\",
        "://",
        "kz.",
    ):
        assert kind in made


@pytest.mark.parametrize("ip", PRIVATE)
def test_private_addresses_are_off_the_web(ip: str) -> None:
    assert off_the_web(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_public_addresses_are_on_it(ip: str) -> None:
    assert not off_the_web(ip)


@given(st.ip_addresses())
def test_the_guard_lets_no_address_pass_that_is_off_the_web(ip: IPv4Address | IPv6Address) -> None:
    assert not (check_address(str(ip)) and off_the_web(str(ip)))


@pytest.mark.parametrize(
    ("host", "ip"),
    [
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("2130706433.", "127.0.0.1"),
        ("[::1]", "::1"),
        ("egemen.kz", None),
    ],
)
def test_hosts_are_read_as_the_c_library_reads_them(host: str, ip: str | None) -> None:
    assert read_by_libc(host) == ip


def test_every_name_has_addresses_and_keeps_them() -> None:
    answers = [lookup_at_random(f"{number}.kz") for number in range(50)]

    assert answers == [lookup_at_random(f"{number}.kz") for number in range(50)]
    assert {off_the_web(ip) for answer in answers for ip in answer} == {True, False}
