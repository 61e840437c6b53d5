"""Files people send: what is in them, as text or as HTML. Pure: bytes in, values out."""

from itertools import pairwise
from pathlib import PurePath

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.article.charset import decode
from bot.core.errors import FileNotSupportedError, FileTooLargeError
from bot.core.models import HtmlRequest, TextRequest

MAX_FILE_BYTES = 20 * 2**20  # what a bot may download: Bot API, getFile

_TEXT = {"", ".txt", ".text", ".log"}
_MARKDOWN = {".md", ".markdown"}
_HTML = {".html", ".htm", ".xhtml"}


def open_file(name: str, content: bytes) -> TextRequest | HtmlRequest:
    """Turn a file into the text or HTML in it, by its name and its first bytes.

    Raises:
        FileTooLargeError: It exceeds MAX_FILE_BYTES.
        FileNotSupportedError: It is of another kind, whatever its name says.
    """
    if len(content) > MAX_FILE_BYTES:
        raise FileTooLargeError(MAX_FILE_BYTES)
    suffix = PurePath(name).suffix.lower()
    if suffix not in _TEXT | _MARKDOWN | _HTML or _is_binary(content):
        raise FileNotSupportedError(name)
    text = decode(content, None)
    if suffix in _HTML or _looks_like_html(text):
        return HtmlRequest(text)
    return _from_markdown(text) if suffix in _MARKDOWN else TextRequest(text)


def _is_binary(content: bytes) -> bool:
    """PDF, archives (docx among them) and pictures, whatever they are called."""
    return content.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))


def _looks_like_html(text: str) -> bool:
    start = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype html", "<html"))


def _from_markdown(text: str) -> TextRequest:
    """Headings, paragraphs and list items, without marks; code and raw HTML are no prose."""
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


def _plain(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n", "image": "", "html_inline": ""}
    return "".join(breaks.get(child.type, child.content) for child in token.children or ())
