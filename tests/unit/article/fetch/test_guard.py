from ipaddress import IPv4Address, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.fetch.guard import check_address, check_url
from bot.core.errors import AddressNotAllowedError, BadLinkError

THIS_MACHINE = [
    "http://localhost/",
    "http://LocalHost./",
    "http://ｌｏｃａｌｈｏｓｔ/",
    "http://local\u200bhost/",
    "http://127.0.0.1/",
    "http://127.255.255.254/",
    "http://127.0.0.1./",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://[::1]/",
]

OFF_THE_PUBLIC_WEB = [
    # names around this machine
    "http://app.localhost/",
    "http://localhost.localdomain/",
    "http://ip6-loopback/",
    "http://db/",
    "http://printer.local/",
    "http://nas.lan/",
    "http://router.home.arpa/",
    "http://wiki.corp/",
    "http://wiki.intranet/",
    "http://vault.internal/",
    "http://metadata.google.internal/",
    "http://metadata.goog/",
    "http://api.default.svc.cluster.local/",
    "http://hidden.onion/",
    "http://site.test/",
    "http://site.example/",
    "http://site.invalid/",
    "http://1.0.0.127.in-addr.arpa/",
    "https://api.telegram.org/bot1:A/getMe",
    # spellings of IPv4
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://127.0.0.01/",
    "http://127.0.0.1.1/",
    "http://383.0.0.1/",
    "http://site.kz.1/",
    "http://1.0x/",
    "http://0/",
    "http://0.0.0.0/",
    # blocks of IPv4
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/",
    "http://100.64.0.1/",
    "http://100.100.100.200/",
    "http://168.63.129.16/",
    "http://192.0.0.192/",
    "http://192.0.2.1/",
    "http://192.88.99.1/",
    "http://198.18.0.1/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    # IPv6, and IPv4 inside it
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::10.0.0.1]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:808:808::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001:2::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[2001:4860::5efe:127.0.0.1]/",
    "http://[2001:4860::200:5efe:10.0.0.1]/",
    "http://[fc00::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[5f00::1]/",
    "http://[100::1]/",
    # ports
    "http://egemen.kz:22/",
    "http://egemen.kz:0/",
    "http://egemen.kz:6379/",
    "http://egemen.kz:8080/",
    "https://8.8.8.8:53/",
]

PUBLIC = [
    "http://egemen.kz/",
    "https://egemen.kz:443/",
    "http://egemen.kz:443/",
    "https://президент.рф/",
    "https://қазақстан.қаз/",
    "http://127.0.0.1.egemen.kz/",
    "http://localhost.kz/",
    "http://internal.kz/",
    "http://foo_bar.kz/",
    "http://9.255.255.255/",
    "http://11.0.0.1/",
    "http://172.15.0.1/",
    "http://172.32.0.1/",
    "http://100.63.255.255/",
    "http://100.128.0.0/",
    "http://168.63.129.17/",
    "http://198.20.0.1/",
    "http://223.255.255.255/",
    "http://[2606:2800:21f::1]/",
    "http://[2a00:1450::1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[64:ff9b::8.8.8.8]/",
    "http://[2001:4860::5efe:8.8.8.8]/",
]


@pytest.mark.parametrize("url", THIS_MACHINE + OFF_THE_PUBLIC_WEB)
def test_an_address_off_the_public_web_is_refused(url: str) -> None:
    with pytest.raises(AddressNotAllowedError):
        check_url(url)


@pytest.mark.parametrize("url", PUBLIC)
def test_an_address_on_the_public_web_passes(url: str) -> None:
    check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_FLUSHALL",
        "egemen.kz",
        "http://egemen.kz@127.0.0.1/",
        "http://egemen.kz\\@127.0.0.1/",
        "http://egemen.kz%00.local/",
        "http://127%2e0%2e0%2e1/",
        "http://[fe80::1%25lo]/",
        "http://[::1",
    ],
)
def test_what_is_no_clear_address_is_a_bad_link(url: str) -> None:
    with pytest.raises(BadLinkError):
        check_url(url)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8099/", "http://127.9.9.9/", "http://[::1]:81/", "http://localhost:5000/"],
)
def test_loopback_passes_on_any_port_when_a_test_asks_for_it(url: str) -> None:
    check_url(url, allow_loopback=True)


@pytest.mark.parametrize("url", OFF_THE_PUBLIC_WEB)
def test_allowing_loopback_allows_nothing_else(url: str) -> None:
    with pytest.raises(AddressNotAllowedError):
        check_url(url, allow_loopback=True)


@pytest.mark.parametrize("ip", ["", "localhost", "127.1", "8.8.8.8 ", "2a00::1%2", "fe80::1%eth0"])
def test_what_is_no_plain_address_is_not_public(ip: str) -> None:
    assert not check_address(ip)


def test_loopback_addresses_pass_only_when_asked_for() -> None:
    for ip in ("127.0.0.1", "127.1.2.3", "::1"):
        assert not check_address(ip)
        assert check_address(ip, allow_loopback=True)
    for ip in ("10.0.0.1", "::ffff:127.0.0.1", "0.0.0.0", "localhost"):  # noqa: S104 - judged
        assert not check_address(ip, allow_loopback=True)


@given(st.ip_addresses(v=4))
def test_no_private_ipv4_address_is_public(ip: IPv4Address) -> None:
    if ip.is_private or ip.is_multicast or ip.is_reserved:
        assert not check_address(str(ip))


@given(st.ip_addresses(v=6))
def test_an_ipv6_address_is_public_only_if_assigned_or_an_ipv4_one(ip: IPv6Address) -> None:
    blocks = map(IPv6Network, ("2000::/3", "::ffff:0:0/96", "64:ff9b::/96"))
    if not any(ip in block for block in blocks):
        assert not check_address(str(ip))


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert check_address(text) in (True, False)
