"""All that can go wrong and is told to a person.

Each leaf of the tree has its sentence in ``bot.i18n.failures``::

    QysqaError
    ├── Refusal                        the person can do something about it
    │   ├── NothingToSummarizeError
    │   ├── TextTooShortError
    │   ├── NotProseError
    │   ├── UnknownLanguageError
    │   ├── SameLanguageError
    │   ├── LanguageUnclearError
    │   ├── UnknownMethodError
    │   ├── BadLinkError
    │   ├── AddressNotAllowedError
    │   ├── NoSuchFileError
    │   ├── FileNotSupportedError
    │   ├── FileTooLargeError
    │   ├── BadMemoryFileError
    │   ├── BadLineError
    │   ├── AnswerExpiredError
    │   └── AdminsOnlyError
    └── Failure                        the world's side
        ├── FetchError
        │   ├── HostNotFoundError
        │   ├── ConnectionFailedError
        │   ├── FetchTimeoutError
        │   ├── AccessDeniedError
        │   ├── PageNotFoundError
        │   ├── TooManyRequestsError
        │   ├── SiteFailingError
        │   ├── TooManyRedirectsError
        │   ├── PageTooLargeError
        │   ├── NotHtmlError
        │   ├── BrokenPageError
        │   └── NoArticleError
        ├── TranslationError
        │   ├── PairNotSupportedError
        │   ├── SentenceTooLongError
        │   └── TranslatorUnavailableError
        ├── StoreError
        │   ├── DataFolderNotWritableError
        │   ├── DatabaseUnreadableError
        │   ├── DatabaseTooNewError
        │   └── DatabaseBusyError
        ├── WorkTooLongError
        ├── TokenRejectedError
        └── TelegramUnreachableError
"""

import re
from typing import ClassVar


class QysqaError(Exception):
    """Base of all; ``args`` are the constructor's, so that errors leave a process whole."""

    code: ClassVar[str] = "qysqa"

    def __init_subclass__(cls) -> None:
        """Name the leaf for JSON: ``PageTooLargeError`` is ``page_too_large``."""
        cls.code = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__.removesuffix("Error")).lower()


class Refusal(QysqaError):  # noqa: N818 - its leaves end in Error
    """The person can do something about it."""


class Failure(QysqaError):  # noqa: N818 - its leaves end in Error
    """The world's side failed; trying later or elsewhere may help."""


class NothingToSummarizeError(Refusal):
    """Neither a link nor text with sentences in it."""


class TextTooShortError(Refusal):
    """The text is about as short as its summary would be."""

    def __init__(self, sentences: int) -> None:
        super().__init__(sentences)
        self.sentences = sentences


class NotProseError(Refusal):
    """There are words but hardly a sentence: a list, or text without full stops."""


class UnknownLanguageError(Refusal):
    """No language goes by that name here."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class SameLanguageError(Refusal):
    """The text already is in the language asked for."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class LanguageUnclearError(Refusal):
    """It cannot be told which language the text is in."""


class UnknownMethodError(Refusal):
    """No summarizer goes by that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name, self.known = name, known


class BadLinkError(Refusal):
    """The link cannot be read as an http or https address."""


class AddressNotAllowedError(Refusal):
    """The address is not on the public internet, or its port is not a web port."""


class NoSuchFileError(Refusal):
    """There is no readable file at that path."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class FileNotSupportedError(Refusal):
    """The file is of a kind that cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class FileTooLargeError(Refusal):
    """The file exceeds the limit."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(limit_bytes)
        self.limit_bytes = limit_bytes


class BadMemoryFileError(Refusal):
    """The file is no TMX, or holds no pair of sentences."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name, self.reason = name, reason


class BadLineError(Refusal):
    """A line of JSON Lines that is no request; *reason* is in English."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AnswerExpiredError(Refusal):
    """The answer behind a button is no longer kept."""


class AdminsOnlyError(Refusal):
    """In a group only its admins may change the settings."""


class FetchError(Failure):
    """The page could not be brought in; *site* is its host."""

    def __init__(self, site: str, *details: object) -> None:
        super().__init__(site, *details)
        self.site = site


class HostNotFoundError(FetchError):
    """The name of the site does not resolve."""


class ConnectionFailedError(FetchError):
    """The site refused or dropped the connection, or its certificate is not valid."""


class FetchTimeoutError(FetchError):
    """The site did not answer in time."""


class SiteAnsweredError(FetchError):
    """The site answered with an HTTP error *status*."""

    def __init__(self, site: str, status: int) -> None:
        super().__init__(site, status)
        self.status = status


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


class BrokenPageError(FetchError):
    """The body ends early or its encoding is broken."""


class NoArticleError(FetchError):
    """There is a page but no article on it."""


class TranslationError(Failure):
    """The translation could not be made; *engine* says by whom."""

    def __init__(self, engine: str, reason: str = "") -> None:
        super().__init__(engine, reason)
        self.engine, self.reason = engine, reason


class PairNotSupportedError(TranslationError):
    """The engine does not know the pair of languages."""


class SentenceTooLongError(TranslationError):
    """The engine takes no sentence of that length; others may pass."""


class TranslatorUnavailableError(TranslationError):
    """The engine refused, did not answer, or answered with something else than a translation."""


class StoreError(Failure):
    """The store could not be used; *path* is the folder or file."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class DataFolderNotWritableError(StoreError):
    """The data folder cannot be made or written."""


class DatabaseUnreadableError(StoreError):
    """The file is not a database of this program, or it is damaged."""


class DatabaseTooNewError(StoreError):
    """A newer version of this program made the database."""


class DatabaseBusyError(StoreError):
    """Another process holds the database for too long."""


class WorkTooLongError(Failure):
    """Reading the text took longer than allowed and was stopped."""


class TokenRejectedError(Failure):
    """Telegram does not know the bot token."""


class TelegramUnreachableError(Failure):
    """The Bot API does not answer."""
