"""Links that fail, why, and what is said of it in English."""

from typing import Final

from bot.core import errors
from tests.chat.failure_scene import (
    Ask,
    Case,
    opens,
    says,
)
from tests.chat.failure_sites import CLOSED, EXPIRED, OTHER_NAME, SITE, UNKNOWN_SIGNER

PASTE: Final = " Paste the text here and I'll shorten that."
CHECK: Final = " Check the link, or paste the text here and I'll shorten that."
LATER: Final = " Try again later, or paste the text here and I'll shorten that."
ITSELF: Final = " Send a link to the article itself, not to the front page."

_KINDS: Final = {
    errors.AccessDeniedError: ((401, 402, 403, 451), "I couldn't open {}: it answered “{}”."),
    errors.PageNotFoundError: ((404, 410), "{} has no such page: it answered “{}”."),
    errors.TooManyRequestsError: ((429,), "{} asks for a pause: it answered “{}”."),
    errors.SiteFailingError: (
        (500, 502, 503, 504, *range(520, 528), 530),  # from 520 on Cloudflare's own
        "{} has trouble of its own: it answered “{}”.",
    ),
}
_STEPS: Final = {errors.AccessDeniedError: PASTE, errors.PageNotFoundError: CHECK}

STATUS_CASES: Final = [
    Case(
        f"status {status}",
        opens(str(status)),
        leaf(SITE, status),
        said.format(SITE, status) + step,
    )
    for leaf, (statuses, said) in _KINDS.items()
    for step in [_STEPS.get(leaf, LATER)]
    for status in statuses
]


def _page(name: str, leaf: type[errors.FetchError], said: str, *details: object) -> Case:
    """A page of the site; the braces are its name."""
    return Case(name, opens(name), leaf(SITE, *details), said.format(SITE))


def _certificate(host: str) -> Case:
    said = f"{host} has no valid certificate: anybody could answer in its name."
    return Case(host, says(f"https://{host}/fine"), errors.CertificateError(host), said + CHECK)


def _inside(name: str, ask: Ask) -> Case:
    said = "I only open pages on the public internet."
    return Case(name, ask, errors.AddressNotAllowedError(), said + PASTE)


_CLOSED: Final = "{} does not accept a connection." + LATER
_LARGE: Final = "The page at {} is larger than 5 MB." + PASTE
_BROKEN: Final = "{} sent a broken page." + LATER
_NO_ARTICLE: Final = "I found no article on this page of {}." + ITSELF
_ROBOTS: Final = "{} lets no robots in, and I am one." + PASTE

WAY_CASES: Final = [
    Case(
        "unknown name",
        says("http://nowhere.example.com/a"),
        errors.HostNotFoundError("nowhere.example.com"),
        "I couldn't find the site nowhere.example.com." + CHECK,
    ),
    Case(
        "refused",
        says(f"http://{CLOSED}/a"),
        errors.ConnectionFailedError(CLOSED),
        _CLOSED.format(CLOSED),
    ),
    _page("reset", errors.ConnectionFailedError, _CLOSED),
    *map(_certificate, (EXPIRED, UNKNOWN_SIGNER, OTHER_NAME)),
    _page("hangs", errors.FetchTimeoutError, "{} took too long to answer." + LATER),
    _page(
        "pause",
        errors.TooManyRequestsError,
        "{} asks for a pause of 2 min: it answered “429”." + LATER,
        429,
        90.0,
    ),
    _page(
        "long-pause",
        errors.TooManyRequestsError,
        "{} asks for a pause: it answered “429”." + LATER,
        429,
        999_999.0,
    ),
    _page(
        "circle", errors.TooManyRedirectsError, "{} keeps sending me from page to page." + CHECK
    ),
    _page("endless", errors.PageTooLargeError, _LARGE, 5 * 2**20),
    _page("announced", errors.PageTooLargeError, _LARGE, 5 * 2**20),
    _page(
        "picture",
        errors.NotHtmlError,
        "The link to {} leads to a file (image/png), not to a page." + PASTE,
        "image/png",
    ),
    _page("empty", errors.EmptyPageError, "{} sent an empty page." + LATER),
    _page("cut", errors.BrokenPageError, _BROKEN),
    _page("half-gzip", errors.BrokenPageError, _BROKEN),
    _page("not-http", errors.BrokenPageError, _BROKEN),
    _inside("inside", says("http://10.0.0.1/a")),
    _inside("led inside", opens("inside")),
]

PAGE_CASES: Final = [
    _page("front", errors.NoArticleError, _NO_ARTICLE),
    _page("nothing", errors.NoArticleError, _NO_ARTICLE),
    _page("no-sentence", errors.NoArticleError, _NO_ARTICLE),
    Case(
        "short page",
        opens("short"),
        errors.TextTooShortError(2, SITE),
        f"This page of {SITE} has hardly any text (sentences: 2)." + PASTE,
    ),
    _page("gone", errors.SoftNotFoundError, "{} has no such page." + CHECK),
    _page(
        "paywall",
        errors.PaywallError,
        "On {} this article is open to subscribers only." + PASTE,
    ),
    _page(
        "consent",
        errors.ConsentWallError,
        "{} shows a question about cookies instead of the article." + PASTE,
    ),
    _page(
        "script",
        errors.ScriptOnlyError,
        "The text of this page appears in a browser only: {}." + PASTE,
    ),
    _page("robot", errors.RobotCheckError, _ROBOTS),
    _page("challenge", errors.RobotCheckError, _ROBOTS),
    Case(
        "Google News",
        says("https://news.google.com/rss/articles/CBMiabc"),
        errors.HiddenAddressError("news.google.com"),
        "news.google.com hides the address of the article."
        " Open the link in a browser and send me the address you arrive at.",
    ),
    Case(
        "video",
        says("https://youtu.be/abcdefghijk"),
        errors.VideoOnlyError("youtube.com"),
        "On youtube.com I read the words under a video, not its sound; here there are hardly any."
        " Send me its words, if there is a transcript.",
    ),
    Case(
        "closed channel",
        says("https://t.me/c/1234567/8"),
        errors.PrivatePostError("t.me"),
        "I cannot see this post on t.me: its channel is closed. Forward the post to me.",
    ),
]

LINK_CASES: Final = [*WAY_CASES, *STATUS_CASES, *PAGE_CASES]
