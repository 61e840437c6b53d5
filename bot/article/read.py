"""Text to Article: normalised, cleaned, its language identified. Pure; run in a worker."""

from bot.article.clean.text import clean
from bot.article.documents.paragraphs import check_length
from bot.core.errors import NothingToSummarizeError
from bot.core.models import Article, TextRequest
from bot.text.identify import identify
from bot.text.normalise import normalise


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
    return Article(text, language=identify(text).language)


def _line(title: str | None) -> str | None:
    return None if title is None else " ".join(normalise(title).split())
