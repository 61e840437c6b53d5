"""What a person can do about a failure, where they are. English here, the rest in locales/."""

from enum import Enum, auto

from bot.core import errors
from bot.i18n.catalogs import Catalog


class Where(Enum):
    """Where a failure is told: the same step is taken in another way in each."""

    PRIVATE = auto()
    """Whatever is written here is read."""
    PAGE = auto()
    """Likewise; but there are neither commands nor posts to be forwarded."""
    GROUP = auto()
    """Only commands are."""
    ELSEWHERE = auto()
    """The bot is no member of the chat."""


_Steps = dict[type[errors.QysqaError], str]


def next_step(t: Catalog, error: errors.QysqaError, where: Where = Where.PRIVATE) -> str:
    """One sentence; empty where the reason says it, and for what only a terminal meets."""
    special = _special(t, error, where)
    if special is not None:
        return special
    steps = _about_requests(t) | _about_languages(t) | _about_groups(t) | _about_links(t)
    steps |= dict.fromkeys(_PASSING, _in_minutes(t))
    steps |= dict.fromkeys(_CHECKED, _check(t, where))
    steps |= dict.fromkeys(_LATER, _later(t, where))
    pasted = isinstance(error, (errors.FetchError, errors.AddressNotAllowedError))
    return steps.get(type(error), _paste(t, where) if pasted else "")


def _special(t: Catalog, error: errors.QysqaError, where: Where) -> str | None:
    """The step of a leaf that has several, or shares one with its branch."""
    if isinstance(error, errors.StoreError):
        return _in_minutes(t)
    if isinstance(error, errors.FileNotSupportedError):
        return _other_format(t, where)
    if isinstance(error, errors.TextTooShortError) and error.site:
        return _paste(t, where)
    if where is Where.PAGE and isinstance(error, _BY_COMMANDS):
        return _paste(t, where) if isinstance(error, errors.FetchError) else ""
    return None


_BY_COMMANDS = (errors.TextTooShortError, errors.NotProseError, errors.PrivatePostError)
_PASSING = (
    errors.TranslatorUnavailableError,
    errors.ModelHubError,
    errors.WorkerDiedError,
    errors.TelegramUnreachableError,
)
_CHECKED = (
    errors.PageNotFoundError,
    errors.SoftNotFoundError,
    errors.HostNotFoundError,
    errors.CertificateError,
    errors.TooManyRedirectsError,
)
_LATER = (
    errors.TooManyRequestsError,
    errors.FetchTimeoutError,
    errors.SiteFailingError,
    errors.ConnectionFailedError,
    errors.EmptyPageError,
    errors.BrokenPageError,
)


def _in_minutes(t: Catalog) -> str:
    return t.gettext("Try again in a few minutes.")


def _paste(t: Catalog, where: Where) -> str:
    if where is Where.GROUP:
        return t.gettext("Post the text here and reply to it with /sum.")
    if where is Where.ELSEWHERE:
        return t.gettext("Send me the text in private and I'll shorten that.")
    return t.gettext("Paste the text here and I'll shorten that.")


def _check(t: Catalog, where: Where) -> str:
    if where is Where.GROUP:
        return t.gettext("Check the link, or post the text here and reply to it with /sum.")
    if where is Where.ELSEWHERE:
        return t.gettext("Check the link, or send me the text in private.")
    return t.gettext("Check the link, or paste the text here and I'll shorten that.")


def _later(t: Catalog, where: Where) -> str:
    if where is Where.GROUP:
        return t.gettext("Try again later, or post the text here and reply to it with /sum.")
    if where is Where.ELSEWHERE:
        return t.gettext("Try again later, or send me the text in private.")
    return t.gettext("Try again later, or paste the text here and I'll shorten that.")


def _other_format(t: Catalog, where: Where) -> str:
    if where in (Where.PRIVATE, Where.PAGE):
        return t.gettext(
            "Send it as .txt, .md, .html, .pdf, .docx, .odt, .epub or .fb2,"
            " or paste the text here."
        )
    return t.gettext("Send it as .txt, .md, .html, .pdf, .docx, .odt, .epub or .fb2.")


def _about_requests(t: Catalog) -> _Steps:
    part = t.gettext("Send a part of it.")
    return {
        errors.BrokenFileError: t.gettext("Save it once more and send it again."),
        errors.EncryptedFileError: t.gettext("Send it without the password."),
        errors.ScannedFileError: t.gettext(
            "Send a version in which words can be selected, or the text itself."
        ),
        errors.FileTooLargeError: part,
        errors.TextTooLongError: part,
        errors.WorkTooLongError: part,
        errors.SentenceTooLongError: part,
        errors.DeadlineError: t.gettext("Try again later, or send a part of it."),
        errors.TextTooShortError: t.gettext("To translate it, reply to it with /tr."),
        errors.NotProseError: t.gettext(
            "Send whole sentences; to translate this, reply to it with /tr."
        ),
        errors.AnswerExpiredError: t.gettext("Send the link or the text once more."),
        errors.GlossaryFullError: t.gettext("Remove one you don't need: /glossary -word."),
    }


def _about_languages(t: Catalog) -> _Steps:
    name = t.gettext("Name a language by its code, for example kk, ru or en.")
    return {
        errors.UnknownLanguageError: name,
        errors.PairNotSupportedError: name,
        errors.SameLanguageError: name,
        errors.LanguageUnclearError: t.gettext("Send a longer piece of the text."),
    }


def _about_groups(t: Catalog) -> _Steps:
    return {
        errors.AdminsOnlyError: t.gettext("Ask one of them."),
        errors.GroupsOnlyError: t.gettext("Add me to one and send it there."),
        errors.NoNameError: t.gettext("Write in your own name, or to me in private."),
        errors.NotCollectingError: t.gettext("An admin can turn the digest on: /digest."),
        errors.NotYourPanelError: t.gettext("Send the command yourself to get your own."),
        errors.UnknownZoneError: t.gettext(
            "Examples: /digest 07:45, /digest zone Astana, /digest zone UTC+5."
        ),
        errors.NoFeedError: t.gettext("Send the address of its RSS or Atom feed."),
        errors.TooManySourcesError: t.gettext("Remove one: /sources remove example.kz."),
        errors.NotAnExportError: t.gettext(
            "In Telegram Desktop: the group's menu, “Export chat history”, format JSON;"
            " then send me result.json."
        ),
        errors.OtherChatError: t.gettext("Turn the digest on in the group first: /digest."),
    }


def _about_links(t: Catalog) -> _Steps:
    return {
        errors.NoArticleError: t.gettext(
            "Send a link to the article itself, not to the front page."
        ),
        errors.BadLinkError: t.gettext("Send the whole address, for example https://egemen.kz."),
        errors.HiddenAddressError: t.gettext(
            "Open the link in a browser and send me the address you arrive at."
        ),
        errors.PrivatePostError: t.gettext("Forward the post to me."),
        errors.VideoOnlyError: t.gettext("Send me its words, if there is a transcript."),
    }
