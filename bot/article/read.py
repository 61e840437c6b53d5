"""Text or HTML to Article: normalised, cleaned, its language identified. Pure; run in a worker."""

from dataclasses import replace

from bot.article.charset import decode
from bot.article.clean import clean
from bot.article.documents import open_file
from bot.article.extract import extract
from bot.article.urls import site
from bot.core.errors import FileTooLargeError, NoArticleError, NothingToSummarizeError
from bot.core.models import Article, FileRequest, HtmlRequest, Page, TextRequest
from bot.text.identify import identify
from bot.text.normalise import normalise

MAX_TEXT_CHARS = 1_000_000
"""A long novel. Beyond it nobody waits for a summary, and every stage has its bound."""


def read_text(request: TextRequest) -> Article:
    """Clean pasted text.

    Raises:
        NothingToSummarizeError: No letters are left in it.
        FileTooLargeError: It exceeds MAX_TEXT_CHARS.
    """
    if len(request.text) > MAX_TEXT_CHARS:
        raise FileTooLargeError(MAX_TEXT_CHARS)
    cleaned = clean(normalise(request.text), _line(request.title))
    if not any(letter.isalpha() for letter in cleaned.text):
        raise NothingToSummarizeError
    language = identify(cleaned.text).language
    return Article(cleaned.text, cleaned.title, language, removed=cleaned.removed)


def keep_text(request: TextRequest) -> Article:
    """Take a text as it is, only normalised: to translate it, not to shorten it.

    Raises:
        NothingToSummarizeError: There are no letters in it.
        FileTooLargeError: It exceeds MAX_TEXT_CHARS.
    """
    if len(request.text) > MAX_TEXT_CHARS:
        raise FileTooLargeError(MAX_TEXT_CHARS)
    text = normalise(request.text).strip()
    if not any(letter.isalpha() for letter in text):
        raise NothingToSummarizeError
    return Article(text, language=identify(text).language)


def read_html(request: HtmlRequest) -> Article:
    """Find the article in a page and clean it.

    Raises:
        NoArticleError: There is none.
    """
    found = extract(request.html, request.url)
    host = site(request.url) if request.url else ""
    if found is None:
        raise NoArticleError(host)
    try:
        article = read_text(TextRequest(found.text, found.title or ""))
    except NothingToSummarizeError:
        raise NoArticleError(host) from None
    return replace(
        article,
        title=article.title or None,
        url=request.url,
        site=host or found.site,
        published=found.published,
    )


def read_file(request: FileRequest) -> Article:
    """Read a file by its kind; raises FileNotSupportedError and what reading its text raises."""
    opened = open_file(request.name, request.content)
    return read_html(opened) if isinstance(opened, HtmlRequest) else read_text(opened)


def keep_file(request: FileRequest) -> Article:
    """Like read_file, but a text file stays whole."""
    opened = open_file(request.name, request.content)
    return read_html(opened) if isinstance(opened, HtmlRequest) else keep_text(opened)


def read_page(page: Page) -> Article:
    """Read a fetched page: HTML, or plain text as some sites serve it."""
    text = decode(page.body, page.charset)
    if page.content_type.startswith(("text/plain", "text/markdown")):
        return replace(read_text(TextRequest(text)), url=page.url, site=site(page.url))
    return read_html(HtmlRequest(text, page.url))


def _line(title: str | None) -> str | None:
    return None if title is None else " ".join(normalise(title).split())
