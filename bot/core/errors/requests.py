"""What the person who asked can do something about."""

from bot.core.errors.base import Refusal


class NothingToSummarizeError(Refusal):
    """Neither a link nor text with sentences in it."""


class TextTooShortError(Refusal):
    """The text is about as short as its summary would be; *site* is that of a page, else ""."""

    def __init__(self, sentences: int, site: str = "") -> None:
        super().__init__(sentences, site)
        self.sentences, self.site = sentences, site


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


class TextTooLongError(Refusal):
    """The answer would be of more messages than a chat can bear."""


class BrokenFileError(Refusal):
    """The file is damaged, or is a bomb: it cannot be opened within its limits."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class EncryptedFileError(Refusal):
    """The file asks for a password."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ScannedFileError(Refusal):
    """The file holds pictures of pages and no text."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


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


class GlossaryFullError(Refusal):
    """The chat keeps as many terms as it may."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class UnknownModelError(Refusal):
    """No translation model goes by that name here."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name, self.known = name, known


class BrokenModelError(Refusal):
    """A folder holds no translation model that can be used; *reason* is in English."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name, self.reason = name, reason


class ExtraMissingError(Refusal):
    """An optional part of this program is not installed."""

    def __init__(self, extra: str) -> None:
        super().__init__(extra)
        self.extra = extra


class NoSuchRowError(Refusal):
    """Nothing that was given up goes by that name, such as ``inbox:7``."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotAFileError(Refusal):
    """The database is a server's: copies of it are made with that server's tools."""
