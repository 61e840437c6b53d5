"""What can go wrong with a link: on the way to its page, and on the page."""

from bot.core.errors.base import Failure


class FetchError(Failure):
    """The page could not be brought in; *site* is its host."""

    def __init__(self, site: str, *details: object) -> None:
        super().__init__(site, *details)
        self.site = site


class HostNotFoundError(FetchError):
    """The name of the site does not resolve."""


class ConnectionFailedError(FetchError):
    """The site refused or dropped the connection."""


class CertificateError(FetchError):
    """The site cannot prove who it is: its certificate is out of date, another's, or its own."""


class FetchTimeoutError(FetchError):
    """The site did not answer in time."""


class SiteAnsweredError(FetchError):
    """The site answered with an HTTP error *status*, and asked to be left alone for *pause_s*."""

    def __init__(self, site: str, status: int, pause_s: float = 0.0) -> None:
        super().__init__(site, status, pause_s)
        self.status, self.pause_s = status, pause_s


class AccessDeniedError(SiteAnsweredError):
    """401, 402, 403, 407 or 451."""


class PageNotFoundError(SiteAnsweredError):
    """404 or 410."""


class TooManyRequestsError(SiteAnsweredError):
    """429."""


class SiteFailingError(SiteAnsweredError):
    """5xx, or any other status that is no page."""


class TooManyRedirectsError(FetchError):
    """The site sends the reader on and on."""


class PageTooLargeError(FetchError):
    """The body exceeds the limit."""

    def __init__(self, site: str, limit_bytes: int) -> None:
        super().__init__(site, limit_bytes)
        self.limit_bytes = limit_bytes


class NotHtmlError(FetchError):
    """The link leads to something else than HTML or text."""

    def __init__(self, site: str, content_type: str) -> None:
        super().__init__(site, content_type)
        self.content_type = content_type


class EmptyPageError(FetchError):
    """The site answered with success, and with nothing in it."""


class BrokenPageError(FetchError):
    """The body ends early or its encoding is broken."""


class NoArticleError(FetchError):
    """There is a page but no article on it."""


class SoftNotFoundError(FetchError):
    """The site says in words that there is no such page, under a status of success."""


class PaywallError(FetchError):
    """The article is for subscribers, and hardly a sentence of it is open."""


class ConsentWallError(FetchError):
    """The site shows its question about cookies instead of the article."""


class ScriptOnlyError(FetchError):
    """The page has no text until a browser runs its scripts."""


class RobotCheckError(FetchError):
    """The site asks for proof that no robot is reading."""


class HiddenAddressError(FetchError):
    """The link stands for an article whose address only a browser learns."""


class VideoOnlyError(FetchError):
    """A video whose description is too short to be shortened; its sound is not read."""


class PrivatePostError(FetchError):
    """The post is in a closed channel, or its channel shows no preview."""
