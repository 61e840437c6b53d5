"""What bodies are, whatever their labels say."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.fetch.kinds import (
    DOCUMENTS,
    DOCX,
    EPUB,
    FB2,
    HEAD_BYTES,
    HTML,
    ODT,
    PAGES,
    PDF,
    XHTML,
    confirmed,
    may_be_read,
    recognise,
)

PAGE = b"\n <!DOCTYPE html><html><p>Text."
BOOK = b'<?xml version="1.0" encoding="utf-8"?>\n<FictionBook xmlns="http://www.gribuser.ru/'
XML_PAGE = b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">'
FEED = b'<?xml version="1.0"?><rss version="2.0">'


def zipped(*entries: tuple[str, str], compression: int = ZIP_STORED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


EPUB_FILE = zipped(("mimetype", EPUB), ("META-INF/container.xml", "<container/>"))
ODT_FILE = zipped(("mimetype", ODT), ("content.xml", "<office/>"))
DOCX_FILE = zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"))
SHEET_FILE = zipped(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<x/>"))
PHOTOS = zipped(("1.jpg", "x"), ("2.jpg", "x"))


@pytest.mark.parametrize("label", [*PAGES, *DOCUMENTS, None, "text/xml", "application/x-pdf",
                                   "binary/octet-stream", "application/zip"])  # fmt: skip
def test_these_labels_are_worth_a_look(label: str | None) -> None:
    assert may_be_read(label)


@pytest.mark.parametrize(
    "label", ["image/jpeg", "video/mp4", "application/json", "application/rss+xml", "text/css"]
)
def test_other_labels_are_not(label: str) -> None:
    assert not may_be_read(label)


@pytest.mark.parametrize(
    ("label", "head", "kind"),
    [
        (HTML, PAGE, HTML),
        (HTML, b"Text without a tag", HTML),
        (HTML, b"", HTML),
        (HTML, XML_PAGE, HTML),
        (HTML, FEED, HTML),
        (XHTML, PAGE, XHTML),
        (XHTML, XML_PAGE, XHTML),
        (XHTML, FEED, XHTML),
        ("text/plain", b"Words. <b>", "text/plain"),
        ("text/plain", b"<3 words", "text/plain"),
        ("text/markdown", b"<!-- a note -->\n# Title", "text/markdown"),
        ("text/x-markdown", b"# Title", "text/markdown"),
        (PDF, b"%PDF-1.7", PDF),
        (PDF, b"junk before it %PDF-1.7", PDF),
        (DOCX, DOCX_FILE, DOCX),
        (ODT, PHOTOS, ODT),
        (EPUB, zipped(("mimetype", EPUB), compression=ZIP_DEFLATED), EPUB),
        ("application/fb2", BOOK, FB2),
        (FB2, zipped(("book.fb2", "x")), FB2),
    ],
)
def test_a_fitting_label_stands(label: str, head: bytes, kind: str) -> None:
    assert recognise(label, head[:HEAD_BYTES]) == kind


@pytest.mark.parametrize(
    ("label", "head", "kind"),
    [
        ("text/plain", PAGE, HTML),
        ("text/plain", b"\xef\xbb\xbf<HTML>", HTML),
        ("text/plain", "\ufeff<html>Бет".encode("utf-16-le"), HTML),
        ("text/plain", "\ufeff<html>Бет".encode("utf-16-be"), HTML),
        ("text/plain", BOOK, FB2),
        ("text/plain", b"<FictionBook>", FB2),
        ("text/xml", b'<?xml version="1.0"?><fb:FictionBook xmlns:fb="', FB2),
        ("application/octet-stream", PAGE, HTML),
        (PDF, PAGE, HTML),
        (HTML, b"%PDF-1.7", PDF),
        (HTML, b"\r\n%PDF-1.7", PDF),
        (HTML, EPUB_FILE, EPUB),
        (PDF, ODT_FILE, ODT),
        (HTML, b"\xff\xd8\xff\xe0", "image/jpeg"),
        (HTML, b"\x1f\x8b\x08", "application/gzip"),
        ("text/xml", BOOK, FB2),
        ("application/xml", XML_PAGE, XHTML),
        ("application/zip", DOCX_FILE, DOCX),
    ],
)
def test_the_first_bytes_outweigh_the_label(label: str, head: bytes, kind: str) -> None:
    assert recognise(label, head[:HEAD_BYTES]) == kind


@pytest.mark.parametrize("label", [None, "application/octet-stream", "application/x-download"])
@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"<p>Text.", HTML),
        (PAGE, HTML),
        (b"%PDF-1.4", PDF),
        (EPUB_FILE, EPUB),
        (ODT_FILE, ODT),
        (DOCX_FILE, DOCX),
        (BOOK, FB2),
        (FEED, "application/xml"),
        (PHOTOS, "application/zip"),
        (zipped(("mimetype", "image/openraster")), "application/zip"),
        (b"PK\x03\x04", "application/zip"),
        (b"\x89PNG\r\n", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"\x1aE\xdf\xa3", "video/webm"),
    ],
)
def test_what_has_no_label_is_told_by_its_first_bytes(
    label: str | None, head: bytes, kind: str
) -> None:
    assert recognise(label, head) == kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        (None, "application/octet-stream"),
        ("binary/octet-stream", "binary/octet-stream"),
        ("text/xml", "text/xml"),
        ("application/zip", "application/zip"),
    ],
)
def test_what_nothing_tells_keeps_its_label(label: str | None, kind: str) -> None:
    assert recognise(label, b"words") == kind


def test_a_sheet_is_no_document() -> None:
    assert confirmed(recognise(None, SHEET_FILE), SHEET_FILE) == "application/zip"
    assert confirmed(recognise(None, DOCX_FILE), DOCX_FILE) == DOCX
    assert confirmed(EPUB, EPUB_FILE) == EPUB


@given(st.one_of(st.none(), st.sampled_from([*PAGES, *DOCUMENTS])), st.binary(max_size=200))
def test_anything_can_be_looked_at(label: str | None, head: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"<?xml"):
        assert "/" in recognise(label, start + head)
