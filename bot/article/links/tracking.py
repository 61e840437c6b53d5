"""What in a link tells how its reader came, and not what is read. Pure."""

from urllib.parse import unquote

from bot.article.links.canonical_tables import (
    CAME_FROM,
    CHANNELS,
    REFERRERS,
    SITE_TRACKING,
    TRACKING,
    TRACKING_PREFIXES,
    TWIN_FLAGS,
    TWIN_VALUES,
)
from bot.article.links.urls import read_url


def untracked(url: str) -> str:
    """*url* without what tells who shared it and how: it is shown to others. Nothing else moves.

    Raises:
        BadLinkError: As read_url.
    """
    host = read_url(url).host_subcomponent or ""
    address, fragment_sign, fragment = url.partition("#")
    page, _, query = address.partition("?")
    pairs = query.split("&")
    kept = [pair for pair in pairs if not _is_tracking(parameter_name(pair.lower()), host)]
    if len(kept) == len(pairs):
        return url
    return f"{page}{'?' if kept else ''}{'&'.join(kept)}{fragment_sign}{fragment}"


def tracks(pair: str, host: str) -> bool:
    """Tell a parameter that says how the reader came, or on what screen, not what is read."""
    name, _, value = pair.lower().partition("=")
    if _is_tracking(name, host):
        return True
    if name in TWIN_FLAGS and value in TWIN_VALUES:
        return True
    if name in CAME_FROM and value in CHANNELS | CAME_FROM[name]:
        return True
    return name in REFERRERS and _is_host(unquote(value))


def parameter_name(pair: str) -> str:
    """The name in ``name=value``."""
    return pair.partition("=")[0]


def _is_tracking(name: str, host: str) -> bool:
    """Tell by its *name* alone a parameter that follows readers."""
    if name in TRACKING or name.startswith(TRACKING_PREFIXES):
        return True
    return any(name in names for site, names in SITE_TRACKING.items() if _is_at(host, site))


def _is_host(value: str) -> bool:
    """Tell a site that sent the reader from a branch or a version: ``habr.com``, not ``v2.0``."""
    host = value.removeprefix("https://").removeprefix("http://").removesuffix("/")
    return "." in host and registered_name(host) is not None


def registered_name(host: str) -> str | None:
    """The registered part of *host*, ``inform.kz`` of ``kaz.inform.kz``; None if unknown."""
    from tld import get_fld  # noqa: PLC0415 - a table of names, only when there is a link

    return get_fld(f"https://{host}/", fail_silently=True)


def _is_at(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}")
