"""What people ask for in vain, beside links: why, and what is said of it in English."""

from typing import Final

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.core import errors
from bot.i18n.failures import Where
from tests.chat.failure_scene import (
    MOST,
    Case,
    one_source_too_many,
    one_term_too_many,
    press_of_an_old_button,
    replies,
    says,
    says_in_group,
    source_without_feed,
)
from tests.chat.failure_sites import SITE
from tests.chat.talking import export
from tests.simulator.files import Sheet, pdf
from tests.simulator.files_hostile import locked_pdf

SHORT: Final = "It rained in town today. It will rain again."
UNENDED: Final = "words that go on and on and never come to an end " * 60
KAZAKH: Final = "Бүгін күн жылы болды. Ертең жаңбыр жауады."
BOOK: Final = ("book.txt", b"The bridge was built in 2024.\n" * 3_000)
CODE: Final = " Name a language by its code, for example kk, ru or en."

TEXT_CASES: Final = [
    Case(
        "no text",
        says("123 👍"),
        errors.NothingToSummarizeError(),
        "Send me a link to an article, or its text.",
    ),
    Case(
        "short text",
        says(SHORT),
        errors.TextTooShortError(2),
        "This text is already short (sentences: 2). To translate it, reply to it with /tr.",
    ),
    Case(
        "no full stop",
        says(UNENDED),
        errors.NotProseError(),
        "I see no sentences here: this is a list, or a text without full stops."
        " Send whole sentences; to translate this, reply to it with /tr.",
    ),
    Case(
        "old button",
        press_of_an_old_button,
        errors.AnswerExpiredError(),
        "I no longer keep this answer. Send the link or the text once more.",
    ),
]

TRANSLATION_CASES: Final = [
    Case(
        "unknown language",
        replies("/tr klingon", SHORT),
        errors.UnknownLanguageError("klingon"),
        "I don't know the language “klingon”." + CODE,
    ),
    Case(
        "same language",
        replies("/tr kk", KAZAKH),
        errors.SameLanguageError("kk"),
        "This already is in the language asked for: Kazakh." + CODE,
    ),
    Case(
        "language of a letter",
        replies("/tr de", "Z"),
        errors.LanguageUnclearError(),
        "I couldn't tell which language this is. Send a longer piece of the text.",
    ),
    Case(
        "no engine",
        replies("/tr de", SHORT),
        errors.TranslatorUnavailableError(""),
        "Translation isn't working right now. Try again in a few minutes.",
    ),
    Case(
        "book",
        replies("/tr ru", document=BOOK),
        errors.TextTooLongError(),
        "This is too much text for one answer. Send a part of it.",
    ),
    Case(
        "full glossary",
        one_term_too_many,
        errors.GlossaryFullError(MOST),
        f"The glossary is full: it holds {MOST} terms."
        " Remove one you don't need: /glossary -word.",
    ),
]


def _file(name: str, content: bytes, error: errors.QysqaError, said: str) -> Case:
    return Case(name, says("", document=(name, content)), error, said)


FILE_CASES: Final = [
    _file(
        "table.xlsx",
        b"\x89PNG",
        errors.FileNotSupportedError("table.xlsx"),
        "I cannot read this kind of file: table.xlsx. Send it as .txt, .md, .html, .pdf, .docx,"
        " .odt, .epub or .fb2, or paste the text here.",
    ),
    _file(
        "large.txt",
        bytes(MAX_FILE_BYTES + 1),
        errors.FileTooLargeError(MAX_FILE_BYTES),
        "This is too large: my limit is 20 MB. Send a part of it.",
    ),
    _file(
        "broken.pdf",
        b"%PDF-1.7 ...",
        errors.BrokenFileError("broken.pdf"),
        "I couldn't open the file broken.pdf: it is damaged. Save it once more and send it again.",
    ),
    _file(
        "locked.pdf",
        locked_pdf(),
        errors.EncryptedFileError("locked.pdf"),
        "The file locked.pdf asks for a password. Send it without the password.",
    ),
    _file(
        "scanned.pdf",
        pdf([Sheet(is_picture=True)]),
        errors.ScannedFileError("scanned.pdf"),
        "The file scanned.pdf holds pictures of pages, not their text."
        " Send a version in which words can be selected, or the text itself.",
    ),
    _file(
        "result.json",
        b"{}",
        errors.NotAnExportError(),
        "This is not the history of a chat as Telegram Desktop exports it. In Telegram Desktop:"
        " the group's menu, “Export chat history”, format JSON; then send me result.json.",
    ),
    _file(
        "history.json",
        export("Су болмайды", "Неге?"),
        errors.OtherChatError(),
        "This is the history of a chat whose admin you are not, or that has no digest."
        " Turn the digest on in the group first: /digest.",
    ),
]

DIGEST_CASES: Final = [
    Case(
        "catch up alone",
        says("/catchup"),
        errors.GroupsOnlyError(),
        "This works in groups only. Add me to one and send it there.",
    ),
    Case(
        "unknown place",
        says("/digest zone neverland"),
        errors.UnknownZoneError("neverland"),
        "I know no time or place “neverland”."
        " Examples: /digest 07:45, /digest zone Astana, /digest zone UTC+5.",
    ),
    Case(
        "no address",
        says("/sources add example"),
        errors.BadLinkError(),
        "This is not a link I can open. Send the whole address, for example https://egemen.kz.",
    ),
    Case(
        "no feed",
        source_without_feed,
        errors.NoFeedError(SITE),
        f"I found no feed on {SITE}. Send the address of its RSS or Atom feed.",
    ),
    Case(
        "too many sources",
        one_source_too_many,
        errors.TooManySourcesError(MOST),
        f"There are as many sources as I can read: {MOST}."
        " Remove one: /sources remove example.kz.",
    ),
]

_POST: Final = "post the text here and reply to it with /sum."

GROUP_CASES: Final = [
    Case(
        "settings of a group",
        says_in_group("/settings"),
        errors.AdminsOnlyError(),
        "In a group only its admins change the settings. Ask one of them.",
        Where.GROUP,
    ),
    Case(
        "no name",
        says_in_group("/optout", anonymous=True),
        errors.NoNameError(),
        "You wrote in the name of a chat. Write in your own name, or to me in private.",
        Where.GROUP,
    ),
    Case(
        "nothing kept",
        says_in_group("/catchup"),
        errors.NotCollectingError(),
        "The messages of this group are not kept. An admin can turn the digest on: /digest.",
        Where.GROUP,
    ),
    Case(
        "closed page in a group",
        says_in_group("/sum {}/403"),
        errors.AccessDeniedError(SITE, 403),
        f"I couldn't open {SITE}: it answered “403”. P{_POST[1:]}",
        Where.GROUP,
    ),
    Case(
        "no such page in a group",
        says_in_group("/sum {}/404"),
        errors.PageNotFoundError(SITE, 404),
        f"{SITE} has no such page: it answered “404”. Check the link, or {_POST}",
        Where.GROUP,
    ),
    Case(
        "failing site in a group",
        says_in_group("/sum {}/503"),
        errors.SiteFailingError(SITE, 503),
        f"{SITE} has trouble of its own: it answered “503”. Try again later, or {_POST}",
        Where.GROUP,
    ),
]

REQUEST_CASES: Final = [
    *TEXT_CASES,
    *TRANSLATION_CASES,
    *FILE_CASES,
    *DIGEST_CASES,
    *GROUP_CASES,
]
