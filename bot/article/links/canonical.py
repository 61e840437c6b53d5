"""One name for a page behind its many links: the key of the cache. Pure.

Two links share a name only where the same text is behind both; in doubt they stay apart,
which costs a second fetch and never shows the wrong article. The name is a link that can be
fetched. URL libraries do the reading (yarl) and know where names are registered (tld, offline);
none of them knows twins, so those are here.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from yarl import URL

from bot.article.links.canonical_tables import (
    ALIASES,
    ARTICLE_PARAMETERS,
    FRONT_TWIN_LABELS,
    LANGUAGE_PARAMETERS,
    LANGUAGES,
    PAGE_PARAMETERS,
    RFERL,
    TWIN_LABELS,
)
from bot.article.links.tracking import parameter_name, registered_name, tracks
from bot.article.links.urls import read_url
from bot.core.errors import BadLinkError

_HOST_IN_PATH = r"((?:[a-z0-9_-]{1,63}\.){1,9}[a-z0-9-]{2,63})"
_AMP_CACHES = (  # host; path that holds a host and what follows it
    (r"[a-z0-9-]+\.cdn\.ampproject\.org", rf"/[cv]/(?:s/)?{_HOST_IN_PATH}(/.*)?"),
    (r"(?:google\.[a-z.]{2,7}|bing\.com)", rf"/amp/(?:s/)?{_HOST_IN_PATH}(/.*)?"),
    (r"yandex\.[a-z.]{2,7}", rf"/turbo/(?:s/)?{_HOST_IN_PATH}(/.*)?"),
    (r"[a-z0-9-]+\.turbopages\.org", rf"/(?:turbo/)?{_HOST_IN_PATH}/s(/.*)?"),
)
_VIEWERS = {
    ("t.me", "/iv"): "url",
    ("yandex.ru", "/turbo"): "text",
    ("yandex.kz", "/turbo"): "text",
}

_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
_INDEX_FILES = {"index.html", "index.htm", "index.php"}
_ROUTES = ("!", "/")  # a script draws another page behind #!/a and #/a
_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
_VIDEO_PATHS = {"shorts", "live", "embed", "v"}
_CHANNEL = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")  # Telegram's rule for user names
_WALL_POST = re.compile(r"w=(wall-?[0-9]+_[0-9]+)")
_RFERL_PATH = re.compile(r"/(?:a/)?(?:[^/]+/)?([0-9]{6,12}\.html)")

_ARTICLE_NAME = re.compile(r"[0-9]{3}|\.[a-z]?html?$|[^_-][_-]+[^_-]+[_-]+[^_-]")


class _Place(NamedTuple):
    """Where a page is: all of a link but its scheme, port and fragment."""

    host: str
    path: str
    pairs: tuple[str, ...]


def canonical(url: str) -> str:
    """Name the page behind *url*: the same for all links to it. Naming a name changes nothing.

    Raises:
        BadLinkError: As read_url.
    """
    link = read_url(url)
    while str(plainer := _plainer(link)) != str(link):
        link = plainer
    return str(link)


def stated(url: str, href: str | None) -> str | None:
    """Name the page that the page at *url* says it is, in rel=canonical or og:url.

    None unless that is believable: an address on the same site, in the same language and on the
    same port, the same page of many, and no front page where *url* is an article; pages name
    their front page, their default language or their first page by mistake.

    Raises:
        BadLinkError: As read_url, of *url*.
    """
    ours, said = URL(canonical(url)), (href or "").strip()
    try:
        theirs = URL(canonical(str(URL(url).join(URL(said)))))
    except (BadLinkError, ValueError):
        return None
    same_text = all(of(ours) == of(theirs) for of in (_site, _languages, _page_number))
    return str(theirs) if said and same_text and not _is_mistaken(ours, theirs) else None


def _plainer(link: URL) -> URL:
    """Take one layer off *link*: an AMP cache, or all differences that do not matter."""
    try:
        return read_url(_inside(link) or _plain(link))
    except BadLinkError:  # a broken link inside, or one letter too many
        return link


def _inside(link: URL) -> str | None:
    """Return the link that *link* shows through an AMP cache or a reading view."""
    host, path = (link.raw_host or "").removeprefix("www."), link.raw_path
    shown = link.query.get(_VIEWERS.get((host, path), ""), "")
    if shown.startswith(("https://", "http://")):
        return shown
    query = f"?{link.raw_query_string}" if link.raw_query_string else ""
    for hosts, paths in _AMP_CACHES:
        if re.fullmatch(hosts, host) and (cached := re.fullmatch(paths, path)):
            return f"https://{cached[1]}{cached[2] or '/'}{query}"
    return None


def _plain(link: URL) -> str:
    """Write *link* without differences: https for http, no www, tracking, twin or fragment."""
    place = _Place(link.host_subcomponent or "", _plain_path(link.raw_path), ())
    host = _plain_host(place.host, is_front=place.path == "/")
    pairs = (pair for pair in link.raw_query_string.split("&") if pair)
    kept = sorted((pair for pair in pairs if not tracks(pair, host)), key=parameter_name)
    place = _at_known_site(place._replace(host=host, pairs=tuple(kept)))
    port = None if link.is_default_port() else link.explicit_port
    scheme = link.scheme if port else "https"  # a port of its own speaks one of the two
    origin = f"{scheme}://{place.host}:{port}" if port else f"{scheme}://{place.host}"
    query = f"?{'&'.join(place.pairs)}" if place.pairs else ""
    route = link.raw_fragment.partition(":~:")[0]
    return f"{origin}{place.path}{query}{f'#{route}' if route.startswith(_ROUTES) else ''}"


def _plain_host(host: str, *, is_front: bool) -> str:
    """Drop ``www`` and the labels of mobile and AMP twins left of the registered name."""
    name = _registered(host)
    before = host[: len(host) - len(name)].split(".")[:-1]
    twins = FRONT_TWIN_LABELS if is_front else TWIN_LABELS
    kept = [label for label in before if label not in twins and label != "www"]
    plain = ".".join([*kept, name])
    return ALIASES.get(plain, plain)


def _registered(host: str) -> str:
    """Return the registered part of *host*, ``inform.kz`` of ``kaz.inform.kz``.

    A shared suffix registers nothing by itself: ``com.kz`` and ``blogspot.com`` are whole names.
    """
    return registered_name(host) or ".".join(host.split(".")[-2:])


def _plain_path(path: str) -> str:
    """Drop the session, the name of an index file, the mark of an AMP twin, the last slash."""
    parts = _SESSION.sub("", path).rstrip("/").split("/")[1:]
    if parts and parts[-1] in _INDEX_FILES:
        parts = parts[:-1]
    if parts[-1:] in (["amp"], ["amp.html"]) and _holds_name(parts[:-1]):
        parts = parts[:-1]
    elif parts[:1] == ["amp"] and _holds_name(parts[1:]):
        parts = parts[1:]
    return "/" + "/".join(parts)


def _holds_name(parts: list[str]) -> bool:
    """Tell the name of an article from words: /guitars/amp is no twin of /guitars."""
    return any(char.isdigit() or char in "-_." for part in parts for char in part)


def _at_known_site(place: _Place) -> _Place:
    """Give a video or a post its one address."""
    name = _registered(place.host)
    if name in RFERL and (page := _RFERL_PATH.fullmatch(place.path)):
        return place._replace(path=f"/a/{page[1]}")
    return _SITES.get(name, _elsewhere)(place)


def _elsewhere(place: _Place) -> _Place:
    return place


def _at_youtube(place: _Place) -> _Place:
    parts = place.path.split("/")[1:]
    named = [pair.removeprefix("v=") for pair in place.pairs if pair.startswith("v=")]
    if place.host == "youtu.be" and len(parts) == 1:
        named = parts
    elif place.host != "youtube.com":
        return place
    elif parts[0] in _VIDEO_PATHS:
        named = parts[1:]
    elif parts != ["watch"]:
        return place
    is_video = len(named) == 1 and _VIDEO.fullmatch(named[0])
    return _Place("youtube.com", "/watch", (f"v={named[0]}",)) if is_video else place


def _at_telegram(place: _Place) -> _Place:
    owner = [place.host.removesuffix(".t.me")] if place.host != "t.me" else []
    parts = [*owner, *place.path.split("/")[1:]]
    parts = parts[1:] if parts[0] == "s" else parts
    is_post = len(parts) in {2, 3} and all(part.isdecimal() for part in parts[1:])
    if not is_post or not _CHANNEL.fullmatch(parts[0]):
        return place
    return _Place("t.me", f"/{parts[0].lower()}/{parts[-1]}", ())  # between them: the topic


def _at_vk(place: _Place) -> _Place:
    posts = [post for pair in place.pairs if (post := _WALL_POST.fullmatch(pair))]
    return place._replace(path=f"/{posts[0][1]}", pairs=()) if posts else place


def _at_x(place: _Place) -> _Place:
    parts = place.path.split("/")
    is_post = len(parts) >= 4 and parts[2] == "status" and parts[3].isdecimal()  # noqa: PLR2004 - /user/status/id
    return place._replace(path="/".join(parts[:4]), pairs=()) if is_post else place


_SITES: dict[str, Callable[[_Place], _Place]] = {
    "youtube.com": _at_youtube,
    "youtu.be": _at_youtube,
    "t.me": _at_telegram,
    "vk.com": _at_vk,
    "x.com": _at_x,
}


def _site(link: URL) -> tuple[str, int | None]:
    return _registered(link.host_subcomponent or ""), link.explicit_port


def _languages(link: URL) -> list[str]:
    """Return what *link* says of its language: kaz., lat. and ru. are different texts."""
    host = link.host_subcomponent or ""
    said = [*host.removesuffix(_registered(host)).split("."), *link.raw_path.split("/")[1:2]]
    return [*filter(LANGUAGES.__contains__, said), *_values(link, LANGUAGE_PARAMETERS)]


def _page_number(link: URL) -> list[str]:
    path = re.findall(r"/page/([0-9]+)$", link.raw_path)
    return [number for number in [*path, *_values(link, PAGE_PARAMETERS)] if number != "1"]


def _is_mistaken(ours: URL, theirs: URL) -> bool:
    """Whether *theirs* is a front page for an article, or the other way round."""
    if ours == theirs:
        return False
    is_section = ours.raw_path.startswith(f"{theirs.raw_path}/") and not _has_number(theirs)
    is_front = is_section or not _is_article(theirs)
    return (is_front and _is_article(ours)) or not ours.raw_path_qs.strip("/")


def _is_article(link: URL) -> bool:
    """Whether *link* names one article, as against a front page or a list of articles."""
    is_named = any(map(_ARTICLE_NAME.search, link.raw_path.split("/")))
    return is_named or any(_values(link, ARTICLE_PARAMETERS))


def _has_number(link: URL) -> bool:
    return any(map(str.isdecimal, link.raw_path.rpartition("/")[2]))


def _values(link: URL, names: Iterable[str]) -> list[str]:
    return [value for name, value in link.query.items() if name.lower() in names]
