"""Links that stand for something else: posts, videos, redirectors, archives. Pure: URL in and out.

What comes back is only where to look: the guard judges it like any other address.
"""

import re
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from enum import StrEnum

from yarl import URL

from bot.article.links.urls import parse_link, read_url
from bot.core.errors import BadLinkError, HiddenAddressError, NoArticleError, PrivatePostError

MAX_NESTED = 3
"""Redirectors inside each other: a messenger's, a mail reader's and a search engine's."""


class LinkKind(StrEnum):
    """How the page behind an address is read."""

    PAGE = "page"
    POST = "post"
    VIDEO = "video"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Route:
    """The address to fetch for a link, and what is to be found there."""

    address: str
    kind: LinkKind


# Hosts that come in many spellings, each family under one name.
_FAMILIES = (
    (re.compile(r"google\.(?:[a-z]{2,3}|com?\.[a-z]{2})"), "google"),
    (re.compile(r"yandex\.(?:[a-z]{2,3}|com\.[a-z]{2})"), "yandex"),
    (re.compile(r"vk\.(?:com|ru)"), "vk"),
    (re.compile(r"(?:l|lm)\.(?:facebook|instagram|messenger|threads)\.(?:com|net)"), "l.facebook"),
    (re.compile(r"[a-z0-9-]+\.safelinks\.protection\.outlook\.com"), "safelinks"),
    (re.compile(r"[a-z0-9-]+\.cdn\.ampproject\.org"), "ampproject"),
    (re.compile(r"[a-z0-9-]+\.turbopages\.org"), "turbopages"),
    (re.compile(r"(?:music\.)?youtube(?:-nocookie)?\.com"), "youtube"),
    (re.compile(r"(?:[a-z0-9-]+\.)?t\.me|telegram\.(?:me|dog)"), "telegram"),
    (re.compile(r"archive\.(?:ph|is|today|fo|li|md|vn)|perma\.cc"), "archive"),
)

# (site, path without its last slash): the parameters that may hold the target.
_IN_QUERY = {
    ("google", "/url"): ("q", "url"),
    ("google", "/imgres"): ("imgrefurl",),
    ("translate.google.com", "/translate"): ("u",),
    ("consent.google.com", "/m"): ("continue",),
    ("consent.youtube.com", "/m"): ("continue",),
    ("youtube", "/redirect"): ("q",),
    ("l.facebook", "/l.php"): ("u",),
    ("l.facebook", ""): ("u",),
    ("facebook.com", "/l.php"): ("u",),
    ("facebook.com", "/flx/warn"): ("u",),
    ("facebook.com", "/sharer/sharer.php"): ("u",),
    ("vk", "/away.php"): ("to",),
    ("vk", "/away"): ("to",),
    ("vk", "/share.php"): ("url",),
    ("away.vk.com", "/away.php"): ("to",),
    ("away.vk.com", ""): ("to",),
    ("yandex", "/turbo"): ("text",),
    ("sba.yandex.net", "/redirect"): ("url",),
    ("sba.yandex.ru", "/redirect"): ("url",),
    ("dzen.ru", "/away"): ("to",),
    ("zen.yandex.ru", "/away"): ("to",),
    ("ok.ru", "/dk"): ("st.link",),
    ("out.reddit.com", ""): ("url",),
    ("duckduckgo.com", "/l"): ("uddg",),
    ("t.umblr.com", "/redirect"): ("z",),
    ("steamcommunity.com", "/linkfilter"): ("url", "u"),
    ("linkedin.com", "/redir/redirect"): ("url",),
    ("linkedin.com", "/safety/go"): ("url",),
    ("slack-redir.net", "/link"): ("url",),
    ("safelinks", ""): ("url",),
    ("telegram", "/iv"): ("url",),
    ("telegram", "/share/url"): ("url",),
    ("telegram", "/share"): ("url",),
}

_SECURE = {"s", "https"}
# site: where in the path the target stands; *secure* tells https from http.
_IN_PATH = (
    ("google", re.compile(r"/amp/(?:(?P<secure>s)/)?(?P<page>[^/]+\..+)")),
    ("ampproject", re.compile(r"/(?:c|v|wp)/(?:(?P<secure>s)/)?(?P<page>[^/]+\..+)")),
    ("yandex", re.compile(r"/turbo/(?P<secure>[sh])/(?P<page>[^/]+\..+)")),
    ("yandex", re.compile(r"/turbo/(?P<page>[^/]+\.[^/]+)/(?P<secure>[sh])(?P<rest>/.*)")),
    ("turbopages", re.compile(r"/proxy_u/[^/]+/(?P<secure>https?)/(?P<page>[^/]+\..+)")),
    (
        "turbopages",
        re.compile(r"/(?:turbo/)?(?P<page>[^/]+\.[^/]+)/(?P<secure>[sh])(?P<rest>/.*)"),
    ),
)

_NEWS = "news.google.com"
_NEWS_PATH = re.compile(r"/(?:rss/|__i/rss/rd/)?(?:articles|read)/(?P<id>[A-Za-z0-9_-]+)=*")
# A protocol buffer: a number, then field 4 with its length (one byte or two) and its bytes.
_NEWS_ID = re.compile(rb"\x08[\x00-\x7f]\x22(?P<high>[\x80-\xff]?)(?P<low>[\x00-\x7f])", re.DOTALL)

_TELEGRAM = "t.me"
_INVITES = ("c/", "+", "joinchat/")
_POST = re.compile(r"(?P<channel>[A-Za-z][A-Za-z0-9_]{3,31})(?:/[0-9]{1,10})?/(?P<id>[0-9]{1,10})")

_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_VIDEO_PATHS = {"shorts", "live", "embed", "v", "e"}

_WAYBACK = "web.archive.org"
_WAYBACK_PATH = re.compile(r"/web/(?:(?P<when>[0-9]{0,14})\*?(?:[a-z]{2}_)?/)?(?P<page>[^/]+.+)")
_NEWEST = "2"  # the Wayback Machine completes a moment that is cut short with the latest copy
_SCHEME = re.compile(r"(https?):/{1,3}", re.IGNORECASE)  # slashes get lost inside a path


def route(url: str) -> Route:
    """Tell where to find what *url*, a link as parse_link gives it, stands for.

    Raises:
        BadLinkError: It, or the target it holds, is no web address; or MAX_NESTED is exceeded.
        HiddenAddressError: Google News keeps the target to itself.
        PrivatePostError: It invites to a closed channel or group, or points into one.
        NoArticleError: It names a Telegram channel, or something else there that is no post.
    """
    read = read_url(url)
    for _ in range(MAX_NESTED + 1):
        target = _target(read)
        if target is None:
            return _place(read)
        read = target
    raise BadLinkError


def is_archive(url: str) -> bool:
    """Tell whether *url* is a copy that an archive keeps; raises BadLinkError as read_url."""
    read = read_url(url)
    name = _name(read)
    return name == "archive" or (name == _WAYBACK and read.path.startswith("/web/"))


def _name(read: URL) -> str:
    host = (read.raw_host or "").removeprefix("www.").removeprefix("m.")
    known = (name for pattern, name in _FAMILIES if pattern.fullmatch(host))
    return next(known, host)


def _target(read: URL) -> URL | None:
    """Return what a redirector leads to, and None for any other address."""
    name = _name(read)
    if name == _NEWS:
        return _from_news(read)
    keys = _IN_QUERY.get((name, read.path.rstrip("/")), ())
    values = (read.query[key] for key in keys if key in read.query)
    stated = next(filter(_is_web, values), None)
    # a space is what is left of %20 where the target was encoded once too few
    return _from_path(name, read) if stated is None else read_url(stated.replace(" ", "%20"))


def _is_web(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def _from_path(name: str, read: URL) -> URL | None:
    matches = (pattern.fullmatch(read.raw_path) for site, pattern in _IN_PATH if site == name)
    found = next(filter(None, matches), None)
    if found is None:
        return None
    parts = found.groupdict(default="")
    scheme = "https" if parts["secure"] in _SECURE else "http"
    query = f"?{read.raw_query_string}" if read.raw_query_string else ""
    return read_url(f"{scheme}://{parts['page']}{parts.get('rest', '')}{query}")


def _from_news(read: URL) -> URL | None:
    """Read the address inside an identifier of Google News; since 2024 it seldom is there."""
    found = _NEWS_PATH.fullmatch(read.path)
    if found is None:
        return None
    try:
        target = _packed(urlsafe_b64decode(found["id"] + "=" * (-len(found["id"]) % 4)))
    except ValueError:  # cut short on its way, or no base64 or UTF-8 at all
        raise HiddenAddressError(_NEWS) from None
    if not _is_web(target):
        raise HiddenAddressError(_NEWS)
    return read_url(target)


def _packed(data: bytes) -> str:
    head = _NEWS_ID.match(data)
    if head is None:
        raise ValueError
    high, low = head["high"], head["low"][0]
    length = (high[0] & 0x7F) + (low << 7) if high else low
    packed = data[head.end() : head.end() + length]
    if len(packed) < length:
        raise ValueError
    return packed.decode()


def _place(read: URL) -> Route:
    name = _name(read)
    if name == "telegram":
        return Route(str(_post(read)), LinkKind.POST)
    video = _video_id(name, read)
    if video is not None:
        query = {"v": video}
        watch = URL.build(scheme="https", host="www.youtube.com", path="/watch", query=query)
        return Route(str(watch), LinkKind.VIDEO)
    if name == _WAYBACK:
        return _archived(read)
    return Route(str(read), LinkKind.ARCHIVE if name == "archive" else LinkKind.PAGE)


def _post(read: URL) -> URL:
    """Return the page that shows one post and nothing else; a channel alone is no article."""
    channel = (read.raw_host or "").removesuffix(f".{_TELEGRAM}")
    path = read.path.strip("/").removeprefix("s/")
    if "." not in channel and channel != "www":
        path = f"{channel}/{path}"
    if f"{path}/".startswith(_INVITES):
        raise PrivatePostError(_TELEGRAM)
    post = _POST.fullmatch(path)
    if post is None:
        raise NoArticleError(_TELEGRAM)
    place, query = f"/{post['channel']}/{post['id']}", {"embed": "1", "mode": "tme"}
    return URL.build(scheme="https", host=_TELEGRAM, path=place, query=query)


def _video_id(name: str, read: URL) -> str | None:
    folder, _, last = read.path.strip("/").rpartition("/")
    if name == "youtube":
        watched = read.query.get("v", "") if (folder, last) == ("", "watch") else ""
        stated = last if folder in _VIDEO_PATHS else watched
    else:
        stated = last if name == "youtu.be" and not folder else ""
    return stated if _VIDEO_ID.fullmatch(stated) else None


def _archived(read: URL) -> Route:
    """Ask the Wayback Machine for the copy as it was taken: no toolbar, links left alone."""
    found = _WAYBACK_PATH.fullmatch(read.raw_path)
    if found is None:
        return Route(str(read), LinkKind.PAGE)
    page = read_url(parse_link(_SCHEME.sub(r"\1://", found["page"], count=1)))
    copy = URL.build(
        scheme="https",
        host=_WAYBACK,
        path=f"/web/{found['when'] or _NEWEST}id_/{page.origin()}{page.raw_path}",
        query_string=read.raw_query_string,
        encoded=True,
    )
    return Route(str(read_url(str(copy))), LinkKind.ARCHIVE)
