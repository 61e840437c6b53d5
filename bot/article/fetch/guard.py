"""Which addresses may be fetched: the public web, and nothing behind it. Pure policy.

Denied unless known to be public. A name is judged twice: as written here by check_url,
and by every address it resolves to, by check_address, when the connection is made.
"""

from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

from bot.article.links.urls import read_url
from bot.core.errors import AddressNotAllowedError

WEB_PORTS = (80, 443)

# IANA special-use domain names and the names ICANN will not delegate, 2026-11;
# then the suffixes that routers, clusters and clouds use for themselves.
_SPECIAL_SUFFIXES = (
    "alt", "arpa", "example", "internal", "invalid", "local", "localhost", "onion", "test",
    "corp", "home", "mail",
    "intranet", "lan", "localdomain", "private", "workgroup",
)  # fmt: skip
_SPECIAL_HOSTS = {
    "metadata.goog",
    "api.telegram.org",  # a link to it may carry a bot's token
}

# IANA IPv4 special-purpose registry, 2026-11: what is not globally reachable.
_IPV4_DENIED = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this host; Linux connects it to loopback
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT; some clouds keep metadata here
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure WireServer, in a public block
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",  # TEST-NET-1
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # TEST-NET-2
        "203.0.113.0/24",  # TEST-NET-3
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)

_IPV6_PUBLIC = IPv6Network("2000::/3")  # the only block IANA assigns unicast from
_IPV6_DENIED = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "3fff::/20",  # documentation
    )
)
_IPV4_IN_IPV6 = (
    IPv6Network("::ffff:0:0/96"),  # mapped: the same connection as the IPv4 address
    IPv6Network("64:ff9b::/96"),  # NAT64: how IPv6-only networks reach the IPv4 web
)
_ISATAP_IDS = (0x0000_5EFE, 0x0200_5EFE)  # RFC 5214 §6.1; an IPv4 address follows

_LOOPBACK = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))


def check_url(url: str, *, allow_loopback: bool = False) -> None:
    """Refuse an address that can be judged without asking for its name.

    Args:
        url: An absolute address.
        allow_loopback: Let 127.0.0.0/8, ::1 and ``localhost`` pass on any port; for tests.

    Raises:
        BadLinkError: It is no http or https address, or readable in two ways.
        AddressNotAllowedError: Its port is not a web port, or its host is not on the public web.
    """
    read = read_url(url)
    host = read.raw_host or ""
    if allow_loopback and (host == "localhost" or _is_loopback(host)):
        return
    if read.port not in WEB_PORTS or not _is_public_host(host):
        raise AddressNotAllowedError


def check_address(ip: str, *, allow_loopback: bool = False) -> bool:
    """Tell whether *ip*, an answer of the resolver or a literal, is on the public internet."""
    if allow_loopback and _is_loopback(ip):
        return True
    try:
        address = ip_address(ip)
    except ValueError:
        return False
    return (
        _is_public_ipv4(address) if isinstance(address, IPv4Address) else _is_public_ipv6(address)
    )


def _is_public_host(host: str) -> bool:
    labels = host.split(".")
    if ":" in host or _is_number(labels[-1]):
        return check_address(host)  # only the canonical spelling is an address to it
    return len(labels) > 1 and labels[-1] not in _SPECIAL_SUFFIXES and host not in _SPECIAL_HOSTS


def _is_number(label: str) -> bool:
    """Tell what resolvers take for a piece of an IPv4 address: digits, or 0x and more."""
    return label.isdigit() or label.startswith("0x")


def _is_loopback(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return any(address in block for block in _LOOPBACK)


def _is_public_ipv4(address: IPv4Address) -> bool:
    return not any(address in block for block in _IPV4_DENIED)


def _is_public_ipv6(address: IPv6Address) -> bool:
    if address.scope_id:
        return False
    inner = IPv4Address(int(address) & 0xFFFF_FFFF)
    if any(address in block for block in _IPV4_IN_IPV6):
        return _is_public_ipv4(inner)
    if (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP_IDS and not _is_public_ipv4(inner):
        return False
    return address in _IPV6_PUBLIC and not any(address in block for block in _IPV6_DENIED)
