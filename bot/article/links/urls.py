"""Links as people paste them: read strictly, told apart, shown. Pure."""

import re
import unicodedata
from ipaddress import AddressValueError, IPv6Address

import idna
from yarl import URL

from bot.core.errors import BadLinkError

MAX_LINK_CHARS = 2_048  # what browsers and sitemaps agree on as the longest useful address
MAX_HOST_CHARS = 253  # RFC 1035 §2.3.4, without the final dot
_MAX_PORT = 65_535

_INVISIBLE = "\u200b\u2060\ufeff"  # come along when a link is copied from a page
_PARTS = re.compile(r"(https?)://([^/?#]+)(.*)", re.IGNORECASE)
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[^:@%\[\]]+)(?::([0-9]{0,5}))?", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")  # "_" is in no standard and in many real names
_END_OF_HOST = re.compile(r"[/?#:]")

_LINK = re.compile(r"https?://[^\s<>\"«»“”„]+", re.IGNORECASE)
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_TRAILING = ".,;:!?…'’*" + _INVISIBLE

_LOOKALIKES = {"LATIN", "CYRILLIC", "GREEK"}  # scripts that share letter shapes


def parse_link(text: str) -> str:
    """Read one link, with or without its scheme: ``egemen.kz/a`` is ``https://egemen.kz/a``.

    The answer is ASCII: the host in A-labels, the rest percent-encoded. Reading it
    again changes nothing.

    Raises:
        BadLinkError: Not an http or https address, or one that parsers could read differently.
    """
    link = text.strip().strip(_INVISIBLE)
    return str(read_url(f"https://{link}" if _is_bare_domain(link) else link))


def read_url(url: str) -> URL:
    """Read an absolute address the way the connection will.

    Refused are user names, control characters, spaces, backslashes, percent signs in the
    host, and more than MAX_LINK_CHARS: where parsers differ, a checked host is not the dialled.

    Raises:
        BadLinkError: It is none of these.
    """
    if len(url) > MAX_LINK_CHARS or not all(map(_is_url_char, url)):
        raise BadLinkError
    parts = _PARTS.fullmatch(url)
    authority = _AUTHORITY.fullmatch(parts[2]) if parts else None
    if parts is None or authority is None:
        raise BadLinkError
    port = f":{int(authority[2])}" if authority[2] else ""
    if port and int(port[1:]) > _MAX_PORT:
        raise BadLinkError
    read = URL(f"{parts[1].lower()}://{_read_host(authority[1])}{port}{parts[3]}")
    if len(str(read)) > MAX_LINK_CHARS:
        raise BadLinkError
    return read


def site(url: str) -> str:
    """Return the host as people know it: no ``www.``, national letters as such.

    A label that mixes look-alike scripts stays an A-label, so that it is seen.

    Raises:
        BadLinkError: As read_url.
    """
    host = read_url(url).raw_host or ""
    without = host.removeprefix("www.")
    return ".".join(map(_shown, (without if "." in without else host).split(".")))


def find_links(text: str) -> list[str]:
    """Return the http(s) links in *text* in their order, without the punctuation after them."""
    found = (_trim(link) for link in _LINK.findall(text) if len(link) <= MAX_LINK_CHARS)
    return [link for link in found if not link.endswith("://")]


def _is_bare_domain(link: str) -> bool:
    """Tell a host that lacks its scheme from other words: its last label is letters."""
    name, _, last = _END_OF_HOST.split(link, maxsplit=1)[0].rpartition(".")
    return bool(name) and len(last) > 1 and (last.isalpha() or last.lower().startswith("xn--"))


def _is_url_char(char: str) -> bool:
    return char != "\\" and not char.isspace() and unicodedata.category(char) not in {"Cc", "Cs"}


def _read_host(host: str) -> str:
    try:
        if host.startswith("["):
            return f"[{IPv6Address(host[1:-1])}]"
        mapped = idna.uts46_remap(host, std3_rules=False).removesuffix(".")
        labels = list(map(_a_label, mapped.split(".")))
    except (AddressValueError, idna.IDNAError) as error:
        raise BadLinkError from error
    name = ".".join(labels)
    if len(name) > MAX_HOST_CHARS or not all(map(_LABEL.fullmatch, labels)):
        raise BadLinkError
    return name


def _a_label(label: str) -> str:
    if not label.isascii():
        return idna.alabel(label).decode("ascii")
    if label.startswith("xn--"):
        idna.ulabel(label)  # raises when it decodes to nothing
    return label


def _shown(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    decoded = idna.ulabel(label)
    scripts = {unicodedata.name(char, "").partition(" ")[0] for char in decoded}
    return label if len(scripts & _LOOKALIKES) > 1 else decoded


def _trim(link: str) -> str:
    """Cut punctuation off the end; a bracket only if it was not opened inside the link."""
    spare = {closing: link.count(closing) - link.count(opening) for opening, closing in _BRACKETS}
    end = len(link)
    while (last := link[end - 1]) in _TRAILING or spare.get(last, 0) > 0:
        if last in spare:
            spare[last] -= 1
        end -= 1
    return link[:end]
