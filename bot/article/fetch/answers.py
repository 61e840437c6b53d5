"""What the head of an answer says: go on, come later, no robots, nothing new. Pure.

Headers are taken as aiohttp has them: names of any case, the first of several.
"""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin

from bot.article.links.urls import read_url
from bot.core.errors import (
    AccessDeniedError,
    AddressNotAllowedError,
    BadLinkError,
    BrokenPageError,
    PageNotFoundError,
    RobotCheckError,
    SiteAnsweredError,
    SiteFailingError,
    TooManyRequestsError,
)
from bot.core.models import Validators

CODINGS = ("gzip", "deflate", "br", "zstd")  # aiohttp decodes these as they come, in bounded steps
MAX_VALIDATOR_CHARS = 1_000  # they are kept with each summary; in the field they have under 100

_PAGES = (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION)
_REDIRECTS = (301, 302, 303, 307, 308)  # 300 leaves the choice to a person
_LATER = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)  # with Retry-After
_ANSWERS: dict[int, type[SiteAnsweredError]] = {
    401: AccessDeniedError,
    402: AccessDeniedError,
    403: AccessDeniedError,
    407: AccessDeniedError,
    451: AccessDeniedError,
    404: PageNotFoundError,
    410: PageNotFoundError,
    429: TooManyRequestsError,
}
# how the guards in front of sites say that they want a browser; from their documentation
_ROBOT_CHECKS = {
    "cf-mitigated": ("challenge",),  # Cloudflare
    "x-amzn-waf-action": ("challenge", "captcha"),  # AWS WAF
    "x-vercel-mitigated": ("challenge",),
}

_SECONDS = re.compile(r"[0-9]{1,9}")
_MAX_DATE_CHARS = 64  # RFC 9110 §5.6.7: 29, and 33 in the oldest form
# An entity tag must have its quotes: sent back without them, "*" would match any page.
_ETAG = re.compile(r'(?:W/)?"[!#-~]*"')
_PRINTABLE = re.compile(r"[ -~]+")


def redirect(url: str, status: int, headers: Mapping[str, str]) -> str | None:
    """Return where an answer of *url* sends the reader, without fragment; None if nowhere.

    Raises:
        AddressNotAllowedError: It cannot be read as an address, so it is off the web as well.
    """
    location = headers.get("Location")
    if status not in _REDIRECTS or not location:
        return None
    try:
        joined = urljoin(url, location.replace(" ", "%20"))  # browsers forgive sites the spaces
        return str(read_url(joined).with_fragment(None))
    except (BadLinkError, ValueError) as error:
        raise AddressNotAllowedError from error


def check_answer(status: int, headers: Mapping[str, str], where: str) -> None:
    """Raise the FetchError leaf of *where* unless a body follows that can be decoded."""
    if any(headers.get(name, "").lower() in says for name, says in _ROBOT_CHECKS.items()):
        raise RobotCheckError(where)
    if status == HTTPStatus.NOT_MODIFIED:  # nobody asked whether it was
        raise BrokenPageError(where)
    if status not in _PAGES:
        pause_s = retry_after_s(status, headers)
        raise _ANSWERS.get(status, SiteFailingError)(where, status, pause_s)
    coding = headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity", *CODINGS):  # a chain of codings among others
        raise BrokenPageError(where)


def retry_after_s(status: int, headers: Mapping[str, str]) -> float:
    """Return how many seconds a site asks to be left alone for; 0 if it does not.

    A date counts from the Date of the answer, so that no clock of ours must agree.
    """
    asked = headers.get("Retry-After", "").strip() if status in _LATER else ""
    if _SECONDS.fullmatch(asked):
        return float(asked)
    until, sent = _seconds(asked), _seconds(headers.get("Date", ""))
    return max(0.0, until - sent) if until and sent else 0.0


def validators(headers: Mapping[str, str]) -> Validators | None:
    """Keep what a later request may ask with; what is long or odd is left out."""
    etag = headers.get("ETag", "")
    modified = headers.get("Last-Modified", "")
    kept = Validators(
        etag if len(etag) <= MAX_VALIDATOR_CHARS and _ETAG.fullmatch(etag) else None,
        modified
        if len(modified) <= MAX_VALIDATOR_CHARS and _PRINTABLE.fullmatch(modified)
        else None,
    )
    return kept if kept != Validators() else None


def conditions(known: Validators) -> dict[str, str]:
    """Write the headers that ask for a page only if it has changed: RFC 9111 §4.3.1."""
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in asked.items() if value}


def _seconds(date: str) -> float:
    """Read an HTTP date as seconds since 1970; 0 if it is none."""
    try:
        return parsedate_to_datetime(date[:_MAX_DATE_CHARS]).timestamp()
    except (ValueError, OverflowError):
        return 0.0
