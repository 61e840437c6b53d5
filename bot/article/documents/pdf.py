"""PDF: its text layer, and what the layout makes of it; refusals for what has none.

To be called in a worker process only: the library is C++, and hostile files may kill it.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import dropwhile, islice, takewhile
from typing import TYPE_CHECKING

from bot.article.documents.paragraphs import (
    MAX_TEXT_CHARS,
    MAX_TITLE_CHARS,
    Paragraphs,
    check_length,
)
from bot.article.documents.pdf_glyphs import PageText, read_page
from bot.article.documents.pdf_layout import Paragraph, body_size, lay_out
from bot.core.errors import (
    BrokenFileError,
    EncryptedFileError,
    FileTooLargeError,
    ScannedFileError,
)
from bot.core.models import FileRequest, TextRequest

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 2_000
"""A page of a book holds 1,500 to 3,000 letters: the text of more pages would be too long."""

_LOCK = b"/Encrypt"  # in the trailer, which is never packed: ISO 32000-1 §7.5.5 and 7.5.8
_MIN_PAGE_LETTERS = 20  # fewer are a page number, or a stamp on a picture
_SCANNED_SHARE = 0.5  # of the pages
_GARBAGE_SHARE = 0.3  # of the letters stand for nothing
_MAX_OBJECTS = 100  # looked at, to tell a picture from a blank page
_TITLE_SIZE = 1.15  # times the body's
_MIN_TITLE_LETTERS = 3


def read_pdf(file: FileRequest) -> TextRequest:
    """Read the paragraphs of a PDF, column by column, and its title.

    Raises:
        BrokenFileError: It cannot be opened, or none of its pages can.
        EncryptedFileError: It asks for a password.
        ScannedFileError: It shows pictures of text, or letters without meaning.
        FileTooLargeError: More than MAX_PAGES, or more text than MAX_TEXT_CHARS.
    """
    document = _open(file)
    try:
        if len(document) > MAX_PAGES:
            raise FileTooLargeError(MAX_TEXT_CHARS)
        metadata = document.get_metadata_value("Title")
        pages = _pages(document, file.name)
    finally:
        document.close()
    return _request(lay_out([page.page for page in pages]), metadata)


def _open(file: FileRequest) -> "PdfDocument":
    from pypdfium2 import PdfDocument, PdfiumError, raw  # noqa: PLC0415 - 5 MB, seldom needed

    try:
        return PdfDocument(file.content)
    except PdfiumError as error:
        # the library may still have the reason of an earlier file: both must say it
        locked = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        if error.err_code in locked and _LOCK in file.content:
            raise EncryptedFileError(file.name) from error
        raise BrokenFileError(file.name) from error


def _pages(document: "PdfDocument", name: str) -> list[PageText]:
    """Read page by page, and stop when the text is too long."""
    found: list[PageText] = []
    pictures = letters = 0
    for text, is_picture in _read_pages(document, name):
        found.append(text)
        pictures += is_picture
        letters += text.letters
        check_length(letters)
    if not found:
        raise BrokenFileError(name)
    unmapped = sum(page.unmapped for page in found)
    if pictures > _SCANNED_SHARE * len(found) or unmapped > _GARBAGE_SHARE * letters:
        raise ScannedFileError(name)
    return found


def _read_pages(document: "PdfDocument", name: str) -> Iterator[tuple[PageText, bool]]:
    """Yield the text of each whole page, and whether it is a picture instead."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415 - as above

    for index in range(len(document)):
        with suppress(PdfiumError):  # a damaged page; the others may be whole
            page = document[index]
            text = read_page(page, name)
            yield text, text.letters < _MIN_PAGE_LETTERS and _shows_something(page)
            page.close()


def _shows_something(page: "PdfPage") -> bool:
    """Whether there is anything but text on a page: a picture, or letters drawn as shapes."""
    from pypdfium2 import raw  # noqa: PLC0415 - as above

    objects = islice(page.get_objects(max_depth=1), _MAX_OBJECTS)
    return any(shown.type != raw.FPDF_PAGEOBJ_TEXT for shown in objects)


def _request(paragraphs: Sequence[Paragraph], metadata: str) -> TextRequest:
    """Part the title from the text."""
    titles = _title(paragraphs, metadata)
    title = " ".join(paragraph.text for paragraph in titles) or None
    found = Paragraphs()
    for paragraph in paragraphs:
        if paragraph not in titles:
            found.add(paragraph.text)
    return TextRequest(found.request().text, title)


def _title(paragraphs: Sequence[Paragraph], metadata: str) -> list[Paragraph]:
    """Return what stands in large type on the first page and is the title by the properties.

    These often name a file or a template. What they say counts only when it is there to be
    read; otherwise the largest type is the title.
    """
    body = body_size(paragraphs)
    large = [one for one in paragraphs if one.page == 0 and one.size >= _TITLE_SIZE * body]
    wanted = _letters(metadata)
    named = [one for one in large if _letters(one.text) in wanted]
    if wanted and _letters("".join(one.text for one in named)) == wanted:
        return named
    largest = max((one.size for one in large), default=0.0)
    behind = dropwhile(lambda one: one.page == 0 and one.size != largest, paragraphs)
    found = list(takewhile(lambda one: one.page == 0 and one.size == largest, behind))
    chars = sum(len(one.text) for one in found)
    return found if _MIN_TITLE_LETTERS <= chars <= MAX_TITLE_CHARS else []


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
