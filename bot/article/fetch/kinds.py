"""What a link leads to, by its first bytes before its label: sites mislabel. Pure."""

from collections.abc import Collection
from typing import NamedTuple

HEAD_BYTES = 1_445  # what browsers look at: WHATWG MIME Sniffing §5.2

HTML = "text/html"
XHTML = "application/xhtml+xml"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
EPUB = "application/epub+zip"
FB2 = "application/x-fictionbook+xml"
_ZIP = "application/zip"
_XML = "application/xml"
_UNKNOWN = "application/octet-stream"

PAGES = (HTML, XHTML, "text/plain", "text/markdown")
DOCUMENTS = (PDF, DOCX, ODT, EPUB, FB2)
FEEDS = (
    "application/atom+xml",
    "application/rss+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
    _XML,
    "text/xml",
)
"""As servers label them, and what they are recognised as; their reader looks closer."""


class Sought(NamedTuple):
    """What a fetcher is sent for: *kinds* that it brings, and the header that asks for them."""

    kinds: tuple[str, ...]
    accept: str


ARTICLES = Sought(
    (*PAGES, *DOCUMENTS),
    "text/html,application/xhtml+xml,text/plain;q=0.9,text/markdown;q=0.9,*/*;q=0.5",
)
NEWS = Sought(
    (*FEEDS, *PAGES),
    "application/atom+xml,application/rss+xml,application/feed+json,text/html;q=0.9,"
    "application/xml;q=0.9,*/*;q=0.5",
)
"""Feeds, and pages that name them."""

_OTHER_NAMES = {
    "application/x-pdf": PDF,
    "text/x-markdown": "text/markdown",
    "application/epub": EPUB,
    "application/x-fictionbook": FB2,
    "application/fb2": FB2,
    "application/fb2+xml": FB2,
    "text/fb2+xml": FB2,
    "text/xml": _XML,
    "application/x-zip-compressed": _ZIP,
    "binary/octet-stream": _UNKNOWN,
    "application/download": _UNKNOWN,
    "application/force-download": _UNKNOWN,
    "application/x-download": _UNKNOWN,
}
_VAGUE = (_UNKNOWN, _XML, _ZIP)  # labels that say little: the first bytes decide

_MARKS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG", "image/png"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x1aE\xdf\xa3", "video/webm"),
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
_XML_STARTS = (b"<?xml", b"<fictionbook")
_XML_ROOTS = ((b"<!doctype html", XHTML), (b"<html", XHTML), (b"fictionbook", FB2))

_ARCHIVES = (DOCX, ODT, EPUB, FB2)  # the last one may be zipped as well
_ZIP_ENTRY = b"PK\x03\x04"
_ZIP_HEADER_BYTES = 30  # of a local file header, APPNOTE.TXT §4.3.7; then name, then extra field
_OFFICE_ENTRIES = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/")


def may_be_read(label: str | None, kinds: Collection[str] = ARTICLES.kinds) -> bool:
    """Tell, before anything is read, whether *label* can stand for one of *kinds*."""
    return _named(label) in (*kinds, *_VAGUE)


def recognise(label: str | None, head: bytes) -> str:
    """Name the kind of a body.

    Args:
        label: Its Content-Type, lower case, without parameters.
        head: Its first HEAD_BYTES, or all of it.

    Returns:
        One of PAGES, DOCUMENTS or FEEDS where it can be read; else the type to tell a person.
    """
    named = _named(label)
    found = _by_mark(head) or _by_zip_entry(named, head) or _by_markup(named, head)
    if found is None:
        return named if named in (*PAGES, *DOCUMENTS) else label or named
    return named if named in (HTML, XHTML) and found in (HTML, XHTML, _XML) else found


def confirmed(kind: str, body: bytes) -> str:
    """Look again at a whole *body*: office files of all sorts begin alike."""
    return _ZIP if kind == DOCX and b"word/" not in body else kind


def _named(label: str | None) -> str:
    return _OTHER_NAMES.get(label, label) if label else _UNKNOWN


def _by_mark(head: bytes) -> str | None:
    start = head.lstrip()
    return next((kind for mark, kind in _MARKS if start.startswith(mark)), None)


def _by_zip_entry(named: str, head: bytes) -> str | None:
    """Tell archives by their first entry: the standards ask for its name and place."""
    if not head.startswith(_ZIP_ENTRY):
        return None
    if named in _ARCHIVES:
        return named
    sizes = head[_ZIP_HEADER_BYTES - 4 : _ZIP_HEADER_BYTES]
    name_end = _ZIP_HEADER_BYTES + int.from_bytes(sizes[:2], "little")
    name = head[_ZIP_HEADER_BYTES:name_end]
    if name == b"mimetype":
        content = head[name_end + int.from_bytes(sizes[2:], "little") :]
        return next((kind for kind in (EPUB, ODT) if content.startswith(kind.encode())), _ZIP)
    return DOCX if name.startswith(_OFFICE_ENTRIES) else _ZIP


def _by_markup(named: str, head: bytes) -> str | None:
    start = _markup(head)
    if start.startswith(_HTML_STARTS):
        return HTML
    if start.startswith(_XML_STARTS):
        return next((kind for root, kind in _XML_ROOTS if root in start), _XML)
    return HTML if named == _UNKNOWN and start.startswith(b"<") else None


def _markup(head: bytes) -> bytes:
    """Make the ASCII of a head readable whatever its encoding: UTF-16 only adds NULs to it."""
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip().lower()
