"""Pages that a group shared, each once. Pure."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit, urlunsplit

from bot.core.digests import SharedLink
from bot.core.groups import GroupMessage

MAX_LINKS = 10

_TRACKING = frozenset({"fbclid", "gclid", "yclid", "ysclid", "igsh", "igshid", "si", "erid"})
_TRACKING_BEGINS = ("utm_", "mc_")
_SCHEMES = frozenset({"http", "https"})


def shared_links(messages: Iterable[GroupMessage]) -> tuple[SharedLink, ...]:
    """Return what *messages*, in order of time, link to: the most shared first, then the oldest.

    Addresses are one that differ in their scheme, «www.», a last slash, or in parameters that
    only tell where a reader came from; it is shown as it was first written, without these.
    """
    found: dict[str, tuple[str, GroupMessage]] = {}
    times: dict[str, int] = {}
    for message in messages:
        addresses = [each for link in message.links if (each := without_tracking(link))]
        for key in dict.fromkeys(map(_key, addresses)):
            times[key] = times.get(key, 0) + 1
        for address in addresses:
            found.setdefault(_key(address), (address, message))
    ranked = sorted(found, key=lambda key: -times[key])  # stable: the oldest first
    return tuple(SharedLink(*found[key], times[key]) for key in ranked[:MAX_LINKS])


def without_tracking(link: str) -> str:
    """Return *link* without what tells where its reader came from; "" if it opens no page."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:  # brackets that hold no address
        return ""
    if parts.scheme.lower() not in _SCHEMES or not parts.netloc:
        return ""
    query = "&".join(each for each in parts.query.split("&") if not _is_tracking(each))
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, ""))


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_BEGINS)


def _key(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def link_keys(links: Sequence[str]) -> tuple[str, ...]:
    """Return what *links* are compared by, each once."""
    addresses = (without_tracking(link) for link in links)
    return tuple(dict.fromkeys(_key(each) for each in addresses if each))
