"""Text to Article: normalised, cleaned, its language identified. Pure; run in a worker."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.article.clean.text import clean
from bot.article.documents.paragraphs import check_length
from bot.core.errors import NothingToSummarizeError
from bot.core.models import Article, Style, TextRequest
from bot.text.identify import identify
from bot.text.normalise import normalise

MAX_STYLES = 200  # Telegram counts 100 entities a message


def read_text(request: TextRequest) -> Article:
    """Clean pasted text.

    Raises:
        NothingToSummarizeError: No letters are left in it.
        FileTooLargeError: It exceeds MAX_TEXT_CHARS.
    """
    check_length(len(request.text))
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
    check_length(len(request.text))
    text = normalise(request.text).strip()
    if not any(letter.isalpha() for letter in text):
        raise NothingToSummarizeError
    styles = tuple(_moved(request.text, request.styles[:MAX_STYLES], text))
    return Article(text, language=identify(text).language, styles=styles)


def _moved(before: str, styles: Sequence[Style], text: str) -> Iterator[Style]:
    """The styles of *before* where its normalised *text* has them; one that is lost is dropped."""
    line = text.replace("\n", " ")
    for style in styles:
        start = _place(before[: style.start], line)
        end = _place(before[: style.end], line)
        if start is not None and end is not None:
            start += len(line[start:end]) - len(line[start:end].lstrip())
            if start < end:
                yield replace(style, start=start, end=end)


def _place(before: str, line: str) -> int | None:
    """How far the normalised *before* reaches into *line*."""
    head = normalise(before).strip().replace("\n", " ")
    return len(head) if line.startswith(head) else None


def _line(title: str | None) -> str | None:
    return None if title is None else " ".join(normalise(title).split())
