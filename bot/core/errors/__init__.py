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
    │   ├── TextTooLongError
    │   ├── BrokenFileError
    │   ├── EncryptedFileError
    │   ├── ScannedFileError
    │   ├── BadMemoryFileError
    │   ├── BadLineError
    │   ├── AnswerExpiredError
    │   ├── AdminsOnlyError
    │   ├── GlossaryFullError
    │   ├── UnknownModelError
    │   ├── BrokenModelError
    │   ├── ExtraMissingError
    │   ├── NoSuchRowError
    │   ├── NotAFileError
    │   ├── GroupsOnlyError
    │   ├── NoNameError
    │   ├── NotCollectingError
    │   ├── NotYourPanelError
    │   ├── UnknownZoneError
    │   ├── NoFeedError
    │   ├── TooManySourcesError
    │   ├── NotAnExportError
    │   └── OtherChatError
    └── Failure                        the world's side
        ├── FetchError
        │   ├── HostNotFoundError
        │   ├── ConnectionFailedError
        │   ├── CertificateError
        │   ├── FetchTimeoutError
        │   ├── AccessDeniedError
        │   ├── PageNotFoundError
        │   ├── TooManyRequestsError
        │   ├── SiteFailingError
        │   ├── TooManyRedirectsError
        │   ├── PageTooLargeError
        │   ├── NotHtmlError
        │   ├── EmptyPageError
        │   ├── BrokenPageError
        │   ├── NoArticleError
        │   ├── SoftNotFoundError
        │   ├── PaywallError
        │   ├── ConsentWallError
        │   ├── ScriptOnlyError
        │   ├── RobotCheckError
        │   ├── HiddenAddressError
        │   ├── VideoOnlyError
        │   └── PrivatePostError
        ├── TranslationError
        │   ├── PairNotSupportedError
        │   ├── SentenceTooLongError
        │   └── TranslatorUnavailableError
        ├── ModelHubError
        ├── StoreError
        │   ├── DataFolderNotWritableError
        │   ├── DatabaseUnreadableError
        │   ├── DatabaseTooNewError
        │   ├── DatabaseBusyError
        │   ├── DatabaseUnreachableError
        │   └── DatabaseOwnedError
        ├── WorkerDiedError
        ├── DeadlineError
        ├── WorkTooLongError
        ├── TokenRejectedError
        ├── TelegramUnreachableError
        └── WebhookRefusedError
"""

from bot.core.errors.base import (
    Failure,
    QysqaError,
    Refusal,
)
from bot.core.errors.groups import (
    GroupsOnlyError,
    NoFeedError,
    NoNameError,
    NotAnExportError,
    NotCollectingError,
    NotYourPanelError,
    OtherChatError,
    TooManySourcesError,
    UnknownZoneError,
)
from bot.core.errors.machine import (
    DatabaseBusyError,
    DatabaseOwnedError,
    DatabaseTooNewError,
    DatabaseUnreachableError,
    DatabaseUnreadableError,
    DataFolderNotWritableError,
    DeadlineError,
    ModelHubError,
    PairNotSupportedError,
    SentenceTooLongError,
    StoreError,
    TelegramUnreachableError,
    TokenRejectedError,
    TranslationError,
    TranslatorUnavailableError,
    WebhookRefusedError,
    WorkerDiedError,
    WorkTooLongError,
)
from bot.core.errors.pages import (
    AccessDeniedError,
    BrokenPageError,
    CertificateError,
    ConnectionFailedError,
    ConsentWallError,
    EmptyPageError,
    FetchError,
    FetchTimeoutError,
    HiddenAddressError,
    HostNotFoundError,
    NoArticleError,
    NotHtmlError,
    PageNotFoundError,
    PageTooLargeError,
    PaywallError,
    PrivatePostError,
    RobotCheckError,
    ScriptOnlyError,
    SiteAnsweredError,
    SiteFailingError,
    SoftNotFoundError,
    TooManyRedirectsError,
    TooManyRequestsError,
    VideoOnlyError,
)
from bot.core.errors.requests import (
    AddressNotAllowedError,
    AdminsOnlyError,
    AnswerExpiredError,
    BadLineError,
    BadLinkError,
    BadMemoryFileError,
    BrokenFileError,
    BrokenModelError,
    EncryptedFileError,
    ExtraMissingError,
    FileNotSupportedError,
    FileTooLargeError,
    GlossaryFullError,
    LanguageUnclearError,
    NoSuchFileError,
    NoSuchRowError,
    NotAFileError,
    NothingToSummarizeError,
    NotProseError,
    SameLanguageError,
    ScannedFileError,
    TextTooLongError,
    TextTooShortError,
    UnknownLanguageError,
    UnknownMethodError,
    UnknownModelError,
)

__all__ = [
    "AccessDeniedError",
    "AddressNotAllowedError",
    "AdminsOnlyError",
    "AnswerExpiredError",
    "BadLineError",
    "BadLinkError",
    "BadMemoryFileError",
    "BrokenFileError",
    "BrokenModelError",
    "BrokenPageError",
    "CertificateError",
    "ConnectionFailedError",
    "ConsentWallError",
    "DataFolderNotWritableError",
    "DatabaseBusyError",
    "DatabaseOwnedError",
    "DatabaseTooNewError",
    "DatabaseUnreachableError",
    "DatabaseUnreadableError",
    "DeadlineError",
    "EmptyPageError",
    "EncryptedFileError",
    "ExtraMissingError",
    "Failure",
    "FetchError",
    "FetchTimeoutError",
    "FileNotSupportedError",
    "FileTooLargeError",
    "GlossaryFullError",
    "GroupsOnlyError",
    "HiddenAddressError",
    "HostNotFoundError",
    "LanguageUnclearError",
    "ModelHubError",
    "NoArticleError",
    "NoFeedError",
    "NoNameError",
    "NoSuchFileError",
    "NoSuchRowError",
    "NotAFileError",
    "NotAnExportError",
    "NotCollectingError",
    "NotHtmlError",
    "NotProseError",
    "NotYourPanelError",
    "NothingToSummarizeError",
    "OtherChatError",
    "PageNotFoundError",
    "PageTooLargeError",
    "PairNotSupportedError",
    "PaywallError",
    "PrivatePostError",
    "QysqaError",
    "Refusal",
    "RobotCheckError",
    "SameLanguageError",
    "ScannedFileError",
    "ScriptOnlyError",
    "SentenceTooLongError",
    "SiteAnsweredError",
    "SiteFailingError",
    "SoftNotFoundError",
    "StoreError",
    "TelegramUnreachableError",
    "TextTooLongError",
    "TextTooShortError",
    "TokenRejectedError",
    "TooManyRedirectsError",
    "TooManyRequestsError",
    "TooManySourcesError",
    "TranslationError",
    "TranslatorUnavailableError",
    "UnknownLanguageError",
    "UnknownMethodError",
    "UnknownModelError",
    "UnknownZoneError",
    "VideoOnlyError",
    "WebhookRefusedError",
    "WorkTooLongError",
    "WorkerDiedError",
]
