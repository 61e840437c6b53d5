"""What went wrong and what to do now, one sentence each. English here, the rest in locales/."""

from math import ceil

from bot.core import errors
from bot.core.languages import find_language
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import language_name
from bot.i18n.next_steps import Where, next_step

__all__ = ["Where", "failure", "internal", "next_step", "reason", "told"]

_MEGABYTE = 2**20
_LONGEST_PAUSE_S = 24 * 3600  # that a site asks for: more is no answer to «when?»


def failure(t: Catalog, error: errors.QysqaError, where: Where = Where.PRIVATE) -> str:
    """Everything a person in a chat is told: what happened, then what to do *where* they are."""
    return f"{told(t, error)} {next_step(t, error, where)}".strip()


def told(t: Catalog, error: errors.QysqaError) -> str:
    """The reason as a person in a chat can make sense of it: files and servers are the owner's."""
    if isinstance(error, errors.StoreError):
        return t.gettext("I can't reach my database right now.")
    if isinstance(error, errors.TelegramUnreachableError):
        return t.gettext("Telegram does not answer me.")
    return reason(t, error)


def internal(t: Catalog, code: str, owner: str | None) -> str:
    """A bug: its code, and who to send it to if the owner left an address."""
    said = t.gettext("Something broke on my side (code {code}). Try again.").format(code=code)
    if owner is None:
        return said
    ask = t.gettext("If it happens again, send the code to {owner}.").format(owner=owner)
    return f"{said} {ask}"


def reason(t: Catalog, error: errors.QysqaError) -> str:
    """What happened, in one sentence; each leaf of the tree has its own (a test walks it)."""
    if isinstance(error, errors.NoArticleError) and not error.site:  # a file, not a link
        return t.gettext("I found no article in this page.")
    if isinstance(error, errors.TooManyRequestsError) and 0 < error.pause_s <= _LONGEST_PAUSE_S:
        said = t.gettext("{site} asks for a pause of {minutes} min: it answered “{status}”.")
        return said.format(minutes=ceil(error.pause_s / 60), **_fields(t, error))
    if isinstance(error, errors.TextTooShortError) and error.site:
        said = t.gettext("This page of {site} has hardly any text (sentences: {sentences}).")
        return said.format(**_fields(t, error))
    sentences = _about_requests(t) | _about_groups(t) | _about_pages(t) | _about_this_machine(t)
    return sentences[type(error)].format(**_fields(t, error))


def _fields(t: Catalog, error: errors.QysqaError) -> dict[str, object]:
    fields = dict(vars(error))
    if "limit_bytes" in fields:
        fields["size"] = max(1, fields["limit_bytes"] // _MEGABYTE)
    if "known" in fields:
        fields["known"] = ", ".join(fields["known"])
    language = find_language(fields.get("language"))
    if language is not None:
        fields["language"] = language_name(t, language)
    return fields


_Sentences = dict[type[errors.QysqaError], str]


def _about_requests(t: Catalog) -> _Sentences:
    return {
        errors.NothingToSummarizeError: t.gettext("Send me a link to an article, or its text."),
        errors.TextTooShortError: t.gettext(
            "This text is already short (sentences: {sentences})."
        ),
        errors.NotProseError: t.gettext(
            "I see no sentences here: this is a list, or a text without full stops."
        ),
        errors.UnknownLanguageError: t.gettext("I don't know the language “{name}”."),
        errors.SameLanguageError: t.gettext(
            "This already is in the language asked for: {language}."
        ),
        errors.LanguageUnclearError: t.gettext("I couldn't tell which language this is."),
        errors.UnknownMethodError: t.gettext(
            "There is no summarizer “{name}”; there are {known}."
        ),
        errors.BadLinkError: t.gettext("This is not a link I can open."),
        errors.AddressNotAllowedError: t.gettext("I only open pages on the public internet."),
        errors.NoSuchFileError: t.gettext("There is no file {path} that I could read."),
        errors.FileNotSupportedError: t.gettext("I cannot read this kind of file: {name}."),
        errors.FileTooLargeError: t.gettext("This is too large: my limit is {size} MB."),
        errors.TextTooLongError: t.gettext("This is too much text for one answer."),
        errors.BrokenFileError: t.gettext("I couldn't open the file {name}: it is damaged."),
        errors.EncryptedFileError: t.gettext("The file {name} asks for a password."),
        errors.ScannedFileError: t.gettext(
            "The file {name} holds pictures of pages, not their text."
        ),
        errors.BadMemoryFileError: t.gettext(
            "{name} is not a translation memory I can read: {reason}."
        ),
        errors.BadLineError: t.gettext("This line is no request: {reason}."),
        errors.AnswerExpiredError: t.gettext("I no longer keep this answer."),
        errors.AdminsOnlyError: t.gettext("In a group only its admins change the settings."),
        errors.GlossaryFullError: t.gettext("The glossary is full: it holds {limit} terms."),
        errors.UnknownModelError: t.gettext(
            "There is no translation model “{name}”; there are {known}."
        ),
        errors.BrokenModelError: t.gettext(
            "The translation model {name} cannot be used: {reason}."
        ),
        errors.ExtraMissingError: t.gettext("This needs a part that is not installed: {extra}."),
        errors.NoSuchRowError: t.gettext("Nothing that was given up is called {name}."),
        errors.NotAFileError: t.gettext("The database is on a server, not in a file."),
    }


def _about_groups(t: Catalog) -> _Sentences:
    return {
        errors.GroupsOnlyError: t.gettext("This works in groups only."),
        errors.NoNameError: t.gettext("You wrote in the name of a chat."),
        errors.NotCollectingError: t.gettext("The messages of this group are not kept."),
        errors.NotYourPanelError: t.gettext("This panel belongs to somebody else."),
        errors.UnknownZoneError: t.gettext("I know no time or place “{name}”."),
        errors.NoFeedError: t.gettext("I found no feed on {site}."),
        errors.TooManySourcesError: t.gettext("There are as many sources as I can read: {limit}."),
        errors.NotAnExportError: t.gettext(
            "This is not the history of a chat as Telegram Desktop exports it."
        ),
        errors.OtherChatError: t.gettext(
            "This is the history of a chat whose admin you are not, or that has no digest."
        ),
    }


def _about_pages(t: Catalog) -> _Sentences:
    return {
        errors.HostNotFoundError: t.gettext("I couldn't find the site {site}."),
        errors.ConnectionFailedError: t.gettext("{site} does not accept a connection."),
        errors.CertificateError: t.gettext(
            "{site} has no valid certificate: anybody could answer in its name."
        ),
        errors.FetchTimeoutError: t.gettext("{site} took too long to answer."),
        errors.AccessDeniedError: t.gettext("I couldn't open {site}: it answered “{status}”."),
        errors.PageNotFoundError: t.gettext("{site} has no such page: it answered “{status}”."),
        errors.TooManyRequestsError: t.gettext("{site} asks for a pause: it answered “{status}”."),
        errors.SiteFailingError: t.gettext(
            "{site} has trouble of its own: it answered “{status}”."
        ),
        errors.TooManyRedirectsError: t.gettext("{site} keeps sending me from page to page."),
        errors.PageTooLargeError: t.gettext("The page at {site} is larger than {size} MB."),
        errors.NotHtmlError: t.gettext(
            "The link to {site} leads to a file ({content_type}), not to a page."
        ),
        errors.EmptyPageError: t.gettext("{site} sent an empty page."),
        errors.BrokenPageError: t.gettext("{site} sent a broken page."),
        errors.NoArticleError: t.gettext("I found no article on this page of {site}."),
        errors.SoftNotFoundError: t.gettext("{site} has no such page."),
        errors.PaywallError: t.gettext("On {site} this article is open to subscribers only."),
        errors.ConsentWallError: t.gettext(
            "{site} shows a question about cookies instead of the article."
        ),
        errors.ScriptOnlyError: t.gettext(
            "The text of this page appears in a browser only: {site}."
        ),
        errors.RobotCheckError: t.gettext("{site} lets no robots in, and I am one."),
        errors.HiddenAddressError: t.gettext("{site} hides the address of the article."),
        errors.VideoOnlyError: t.gettext(
            "On {site} I read the words under a video, not its sound; here there are hardly any."
        ),
        errors.PrivatePostError: t.gettext(
            "I cannot see this post on {site}: its channel is closed."
        ),
    }


def _about_this_machine(t: Catalog) -> _Sentences:
    return {
        errors.PairNotSupportedError: t.gettext("I cannot translate between these languages."),
        errors.SentenceTooLongError: t.gettext("This sentence is too long to translate."),
        errors.TranslatorUnavailableError: t.gettext("Translation isn't working right now."),
        errors.ModelHubError: t.gettext(
            "The model could not be downloaded from {site}: {reason}."
        ),
        errors.DataFolderNotWritableError: t.gettext("The data folder {path} cannot be written."),
        errors.DatabaseUnreadableError: t.gettext(
            "{path} is damaged or not a database of Qysqa; restore a backup or move it away."
        ),
        errors.DatabaseTooNewError: t.gettext(
            "{path} was made by a newer version of Qysqa; update this one."
        ),
        errors.DatabaseBusyError: t.gettext("{path} is in use by another program."),
        errors.DatabaseUnreachableError: t.gettext(
            "The database does not answer, or does not let me in: {path}."
        ),
        errors.DatabaseOwnedError: t.gettext(
            "Another bot already works on {path}; stop it first."
        ),
        errors.WorkerDiedError: t.gettext("Reading was cut off."),
        errors.DeadlineError: t.gettext("This took longer than {seconds} seconds, so I stopped."),
        errors.WorkTooLongError: t.gettext("This text took too long to read, so I stopped."),
        errors.TokenRejectedError: t.gettext("Telegram does not know this token."),
        errors.TelegramUnreachableError: t.gettext("The Bot API does not answer."),
        errors.WebhookRefusedError: t.gettext(
            "Telegram does not take this webhook address: {reason}."
        ),
    }
