"""Addresses that try to slip by a guard, made at random from a seed; and who judges them.

The judge knows nothing of the guard: it asks the standard library what an address is, and
reads hosts as the C library does.
"""

import random
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

PRIVATE: Final = (
    "127.0.0.1", "127.1.2.3", "10.0.0.5", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.100.100.200", "0.1.2.3", "192.0.0.192", "198.18.0.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "::1", "::", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
    "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b:1::1", "2002:7f00:1::",
    "2001:0:7f00:1::", "2001:db8::1", "3fff::1", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
    "5f00::1", "100::1", "2001:4860::5efe:127.0.0.1",
)  # fmt: skip
PUBLIC: Final = (
    "93.184.216.34", "8.8.8.8", "1.1.1.1", "2606:2800::1", "2a00:1450::1", "::ffff:8.8.8.8",
)  # fmt: skip
_NAMES: Final = (
    "localhost", "localhost.localdomain", "db", "printer.local", "vault.internal", "metadata",
    "metadata.google.internal", "metadata.goog", "api.telegram.org", "site.test", "a.onion",
    "127.0.0.1.nip.io", "private.egemen.kz", "mixed.egemen.kz", "egemen.kz", "қазақстан.қаз",
    "президент.рф", "xn--80aaxitdbjk.xn--p1ai", "faß.de", "xn--a.kz", "gооgle.kz", "a_b.kz",
)  # fmt: skip
_SCHEMES: Final = (
    "http", "https", "HTTP", "hTTps", "ftp", "file", "gopher", "dict", "ldap", "jar:http",
    "view-source:http", "javascript", "data", "ws", "unix", "http:http", "httpѕ", " http", "",
)  # fmt: skip
_SLASHES: Final = ("://", ":///", ":/", ":", "//", ":\\\\", ":/\\", "://\t", ":／／")
_PORTS: Final = (
    "", ":", ":80", ":443", ":0080", ":22", ":6379", ":0", ":65535", ":65536", ":-1", ":+80",
    ":８０", ":80:80", ":1e2", ": 80", ":80\\", ":80@", ":٨٠", ":99999999999999999999",
)  # fmt: skip
_USERS: Final = (
    "", "user@", "user:word@", "egemen.kz@", "egemen.kz:80@", "egemen.kz%40", "egemen.kz\\@",
    "egemen.kz#@", "egemen.kz?@", "egemen.kz/@", "@", "a@b@", ":@", "[::1]@",
)  # fmt: skip
_PATHS: Final = (
    "", "/", "/a", "?a", "#a", "/..//127.0.0.1/", "//127.0.0.1/", "/\\127.0.0.1", "/%2f%2f[::1]/",
    "/a?u=http://127.0.0.1/", "\\@127.0.0.1/", "/\r\nHost: 127.0.0.1", "/қаз", "/%", "/%zz",
)  # fmt: skip
_DIGITS: Final = ("０", "①", "٠", "०", "𝟎", "𝟘", "⁰", "₀", "⓪", "０")
_DOTS: Final = "。．｡․…‥·"
_STRANGE: Final = (
    "\t", "\n", "\r", "\0", " ", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u200e", "\u2028",
    "\u202e", "\ufeff", "\x7f", "\x85", "\ud800", "%", "%2e", "%25", "%00", "%ff", "\\", "/",
    "@", "#", "?", ":", ";", ".", "..", "[", "]", "ß", "ı", "İ", "K", "℀", "㏂", "ﬁ", "é", "ａ",
    "⑴", "🙂", "\u0301", "\U000e0041", "x", "0", "-", "--", "_", "*", "'", '"', "<", "{", "|", "^",
)  # fmt: skip

FROM_SEEDS = 0.3  # of all addresses
USUAL = 0.94  # of the parts: with every part strange, none would come past the first check
_TIMES = (0, 0, 0, 0, 0, 1, 1, 5)  # an address is mutated

_ASSIGNED: Final = IPv6Network("2000::/3")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_NEW_BLOCKS: Final = (IPv6Network("3fff::/20"), IPv6Network("2001::/23"))  # newer than Python's
_PRIVATE_BLOCKS: Final = tuple(
    map(IPv4Network, ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24"))
)


def off_the_web(ip: str) -> bool:
    """Tell whether a connection to *ip* would leave the public internet."""
    address = ip_address(ip.partition("%")[0])
    if isinstance(address, IPv4Address):
        return _is_private(address)
    inner = _inner(address)
    if address.ipv4_mapped or address in _NAT64:
        return any(map(_is_private, inner))
    outside = address not in _ASSIGNED or any(address in block for block in _NEW_BLOCKS)
    return outside or not address.is_global or any(map(_is_private, inner))


def _is_private(address: IPv4Address) -> bool:
    named = any(address in block for block in _PRIVATE_BLOCKS)
    return named or not address.is_global or address.is_multicast


def _inner(address: IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that *address* stands for, wherever they may be in it."""
    last = IPv4Address(int(address) & 0xFFFF_FFFF)
    by_tunnel = int(address) >> 32 & 0xFDFF_FFFF == 0x5EFE  # ISATAP, RFC 5214 §6.1
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    return [*filter(None, found), *([last] if by_tunnel or address in _NAT64 else [])]


def read_by_libc(host: str) -> str | None:
    """Return the address that the C library takes *host* for, None for a name."""
    plain = host.removeprefix("[").removesuffix("]")
    if ":" in plain:
        return str(IPv6Address(plain))
    try:
        return socket.inet_ntoa(socket.inet_aton(plain.removesuffix(".")))
    except OSError:
        return None


def lookup_at_random(host: str) -> list[str]:
    """Return addresses for any name, always the same: public ones, private ones, or both."""
    chance = random.Random(host)  # noqa: S311 - a fuzz wants a seed, not secrecy
    kinds = chance.choice([(PUBLIC,), (PUBLIC,), (PUBLIC, PUBLIC), (PRIVATE,), (PRIVATE, PUBLIC)])
    return [chance.choice(kind) for kind in kinds]


class UrlMaker:
    """Makes addresses; the same for the same seed and *seeds*, which are mixed in and mutated."""

    def __init__(self, seed: int, seeds: Sequence[str] = ()) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a fuzz wants a seed, not secrecy
        self._seeds = seeds

    def __call__(self) -> str:
        """Return another one."""
        chance = self._chance
        if self._seeds and chance.random() < FROM_SEEDS:
            return self._mutated(chance.choice(self._seeds), chance.randrange(3))
        parts = [self._one(_SCHEMES[:2], _SCHEMES), self._one(_SLASHES[:1], _SLASHES)]
        parts += [self._one(_USERS[:1], _USERS), self._host(), self._one(_PORTS[:1], _PORTS)]
        return self._mutated("".join([*parts, chance.choice(_PATHS)]), chance.choice(_TIMES))

    def _one(self, usual: Sequence[str], others: Sequence[str]) -> str:
        return self._chance.choice(usual if self._chance.random() < USUAL else others)

    def _host(self) -> str:
        chance = self._chance
        if chance.random() < 0.3:
            name = chance.choice(_NAMES)
            return chance.choice((name, name.upper(), f"{name}.", f"a.{name}", f"{name}..", name))
        ip = ip_address(chance.choice(PRIVATE + PUBLIC))
        if isinstance(ip, IPv6Address):
            return f"[{chance.choice(_V6_FORMS)(ip, chance)}]"
        spelled = chance.choice(_V4_FORMS)(ip, chance)
        return chance.choice((spelled, spelled, spelled, f"{spelled}.", f"[{spelled}]"))

    def _mutated(self, url: str, times: int) -> str:
        for _ in range(times):
            at = self._chance.randrange(len(url) + 1)
            url = self._chance.choice(_MUTATIONS)(url, at, self._chance)
        return url


_Spell4 = Callable[[IPv4Address, random.Random], str]
_Spell6 = Callable[[IPv6Address, random.Random], str]
_Mutate = Callable[[str, int, random.Random], str]


def _in_radix(number: int, chance: random.Random) -> str:
    zeros = "0" * chance.randrange(3)
    forms = (str(number), f"0{number:o}", f"0x{number:x}", f"0X{number:X}", f"0x{zeros}{number:x}")
    return chance.choice((*forms, f"{zeros}{number}", str(number + 256)))


def _short(ip: IPv4Address, chance: random.Random) -> str:
    """Spell it in one to four numbers, the last of which takes the rest."""
    parts = list(ip.packed)
    kept = chance.randrange(4)
    rest = int.from_bytes(ip.packed[kept:], "big")
    return ".".join(_in_radix(number, chance) for number in [*parts[:kept], rest])


def _in_script(ip: IPv4Address, chance: random.Random) -> str:
    zero = chance.choice(_DIGITS)
    spelled = "".join(_digit(zero, int(char)) if char.isdigit() else char for char in str(ip))
    return spelled.replace(".", chance.choice(_DOTS)) if chance.random() < 0.5 else spelled


def _digit(zero: str, value: int) -> str:
    if zero in "⓪①":
        return "⓪①②③④⑤⑥⑦⑧⑨"[value]
    if zero == "⁰":
        return "⁰¹²³⁴⁵⁶⁷⁸⁹"[value]
    return chr(ord(zero) + value)


def _inside_v6(ip: IPv4Address, chance: random.Random) -> str:
    start = chance.choice(("::ffff:", "::", "64:ff9b::", "::ffff:0:", "2a00:1450::5efe:", "::1:"))
    high, low = ip.packed[:2].hex(), ip.packed[2:].hex()
    forms = (f"{start}{ip}", f"{start}{high}:{low}", f"2002:{high}:{low}::", f"2001::{high}:{low}")
    return f"[{chance.choice(forms)}]"


def _percent(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))


def _widened(char: str) -> str:
    """Return the full-width twin, U+FF01 for U+0021 and so on."""
    return chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char


_V4_FORMS: Final[tuple[_Spell4, ...]] = (
    lambda ip, _: str(ip), _short, _short, _in_script, _inside_v6,
    lambda ip, _: f"{ip}.nip.io",
    lambda ip, _: _percent(str(ip)),
    lambda ip, _: ".".join(reversed(str(ip).split("."))) + ".in-addr.arpa",
    lambda ip, _: f"0{int(ip):o}",
)  # fmt: skip
_V6_FORMS: Final[tuple[_Spell6, ...]] = (
    lambda ip, _: str(ip), lambda ip, _: ip.exploded, lambda ip, _: str(ip).upper(),
    lambda ip, _: f"{ip}%25lo", lambda ip, _: f"{ip}%lo", lambda ip, _: f"{ip}]",
    lambda ip, chance: f"{ip}%{chance.randrange(9)}",
    lambda ip, _: f"0{ip.exploded}", lambda ip, _: f"v1.{ip}",
)  # fmt: skip
_MUTATIONS: Final[tuple[_Mutate, ...]] = (
    lambda url, at, chance: url[:at] + chance.choice(_STRANGE) + url[at:],
    lambda url, at, chance: url[:at] + chance.choice(_STRANGE) + url[at + 1 :],
    lambda url, at, chance: url[:at] + chr(chance.randrange(0x110000)) + url[at:],
    lambda url, at, _: url[:at] + url[at + 1 :],
    lambda url, at, _: url[:at] + url[at : at + 1] * 2 + url[at + 1 :],
    lambda url, at, _: url[:at] + url[at : at + 1].swapcase() + url[at + 1 :],
    lambda url, at, _: url[:at] + _percent(url[at : at + 1]) + url[at + 1 :],
    lambda url, at, _: url[:at] + _widened(url[at : at + 1]) + url[at + 1 :],
    lambda url, at, chance: url[:at] + url[at : at + 1] * chance.choice((64, 3_000)) + url[at:],
)  # fmt: skip
