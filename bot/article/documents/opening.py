"""Files people send: what is in them, as text or as HTML. Pure: bytes in, values out.

What a file is, its bytes say; its name is a hint where bytes cannot tell, as between plain text
and Markdown. To be called in a worker process only: its readers are bounded, but the library
that reads PDF is not ours.
"""

import re
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.article.charset.decoding import decode
from bot.article.documents.archive import Archive
from bot.article.documents.books import CONTAINER, read_epub, read_fb2
from bot.article.documents.office import docx_part, read_docx, read_odt
from bot.article.documents.paragraphs import check_length
from bot.article.documents.pdf import read_pdf
from bot.core.errors import (
    BrokenFileError,
    EncryptedFileError,
    FileNotSupportedError,
    FileTooLargeError,
)
from bot.core.models import FileRequest, HtmlRequest, TextRequest

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_FILE_BYTES = 20 * 2**20  # what a bot may download: Bot API, getFile

_TEXT = {"", ".txt", ".text", ".log"}
_MARKDOWN = {".md", ".markdown"}
_HTML = {".html", ".htm", ".xhtml"}
_OTHER = {".pdf", ".docx", ".odt", ".epub", ".fb2"}  # readable, but then not as text

_HEAD_BYTES = 4_096
_PDF_HEAD_BYTES = 1_024  # where readers look for the mark: ISO 32000-1, annex H.3.4.1
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_FB2_ROOT = re.compile(rb"<(?:[A-Za-z]{1,9}:)?FictionBook[\s>]")
_NOISE = re.compile("[\x01-\x08\x0e-\x1a\x7f-\x9f\ufffd]")  # controls that are no spaces
_MAX_NOISE = 0.1  # programs, fonts and pictures have three times as many (measured)
_BINARY = (  # pictures, sound, archives, other documents
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"OggS", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
    b"7z\xbc\xaf", b"Rar!", b"{\\rtf", b"%!PS",
)  # fmt: skip

_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_EPUB_TYPE = b"application/epub+zip"
_MIMETYPE = "mimetype"


def open_file(name: str, content: bytes) -> TextRequest | HtmlRequest:
    """Turn a file into the text or HTML in it.

    Raises:
        FileTooLargeError: It exceeds MAX_FILE_BYTES, or its text MAX_TEXT_CHARS.
        FileNotSupportedError: It is of another kind, whatever its name says.
        BrokenFileError: It is damaged, or made to hurt.
        EncryptedFileError: It asks for a password.
        ScannedFileError: It is a PDF of pictures.
    """
    if len(content) > MAX_FILE_BYTES:
        raise FileTooLargeError(MAX_FILE_BYTES)
    file = FileRequest(name, content)
    if b"%PDF-" in content[:_PDF_HEAD_BYTES]:
        return read_pdf(file)
    if content.startswith(_ZIP):
        return _open_archive(file)
    if _FB2_ROOT.search(content[:_HEAD_BYTES].replace(b"\0", b"")):
        return read_fb2([content], name)
    _refuse_binary(file)
    return _open_text(file)


def _open_archive(file: FileRequest) -> TextRequest:
    archive = Archive(file)
    part = docx_part(archive)
    if part is not None:
        return read_docx(archive, part)
    kind = archive.read(_MIMETYPE).strip() if _MIMETYPE in archive else b""
    if kind in {_ODT_TYPE, _ODT_TYPE + b"-template"}:
        return read_odt(archive)
    if kind == _EPUB_TYPE or CONTAINER in archive:
        return read_epub(archive)
    names = list(archive.names)
    if len(names) == 1 and names[0].lower().endswith(".fb2"):
        return read_fb2(archive.chunks(names[0]), file.name)
    raise FileNotSupportedError(file.name)


def _refuse_binary(file: FileRequest) -> None:
    """Refuse what is no text, whatever it is called."""
    content = file.content
    if content.startswith(_OLE) and _LOCKED_OFFICE in content:
        raise EncryptedFileError(file.name)  # a locked .docx is packed in the older format
    if content.startswith((_OLE, *_BINARY)):
        raise FileNotSupportedError(file.name)


def _open_text(file: FileRequest) -> TextRequest | HtmlRequest:
    suffix = PurePath(file.name).suffix.lower()
    text = decode(file.content, None)
    if suffix in _HTML or _looks_like_html(text):
        return HtmlRequest(text)
    if suffix in _OTHER:
        raise BrokenFileError(file.name)
    if suffix not in _TEXT | _MARKDOWN or _is_noise(text[:_HEAD_BYTES]):
        raise FileNotSupportedError(file.name)
    check_length(len(text))
    return _from_markdown(text) if suffix in _MARKDOWN else TextRequest(text)


def _is_noise(text: str) -> bool:
    """Whether it is no text at all: a stray control or NUL is found in honest texts."""
    words = text.replace("\0", "")
    return len(_NOISE.findall(words)) > _MAX_NOISE * len(words)


def _looks_like_html(text: str) -> bool:
    start = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype html", "<html"))


def _from_markdown(text: str) -> TextRequest:
    """Headings, paragraphs and list items, without marks; code and raw HTML are no prose."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - seldom needed

    tokens = MarkdownIt("commonmark").parse(text)
    title, lines = None, []
    for opening, token in pairwise(tokens):
        if token.type != "inline":
            continue
        line = _plain(token)
        if title is None and opening.tag == "h1":
            title = line
        else:
            lines.append(line)
    return TextRequest("\n\n".join(lines), title)


def _plain(token: "Token") -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n", "image": "", "html_inline": ""}
    return "".join(breaks.get(child.type, child.content) for child in token.children or ())
