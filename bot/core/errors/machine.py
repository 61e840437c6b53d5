"""What can go wrong with translators, with the store and with this machine."""

from bot.core.engines import Trouble
from bot.core.errors.base import Failure


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
    """The engine refused, did not answer, or answered with something else than a translation.

    *trouble* says which; *retry_after_s* is how long it asked to be left alone.
    """

    def __init__(
        self,
        engine: str,
        reason: str = "",
        *,
        trouble: Trouble = Trouble.ANSWER,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(engine, reason)
        self.trouble, self.retry_after_s = trouble, retry_after_s


class ModelHubError(Failure):
    """A translation model could not be downloaded; *reason* is in English."""

    def __init__(self, site: str, reason: str) -> None:
        super().__init__(site, reason)
        self.site, self.reason = site, reason


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


class DatabaseUnreachableError(StoreError):
    """The database's server does not answer, or does not let us in."""


class DatabaseOwnedError(StoreError):
    """Another bot process works on this database."""


class WorkerDiedError(Failure):
    """The process that did the work was ended from outside; another try may do."""


class DeadlineError(Failure):
    """The whole request took longer than *seconds* and was stopped."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class WorkTooLongError(Failure):
    """Reading the text took longer than allowed and was stopped."""


class TokenRejectedError(Failure):
    """Telegram does not know the bot token."""


class TelegramUnreachableError(Failure):
    """The Bot API does not answer."""


class WebhookRefusedError(Failure):
    """Telegram does not post updates to that address; *reason* is in Telegram's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
