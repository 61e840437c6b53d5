"""Books, EPUB and FB2: their chapters in reading order. Pure."""

from collections.abc import Callable, Iterable, Iterator
from posixpath import dirname, join, normpath, splitext
from urllib.parse import unquote

from lxml import etree

from bot.article.documents.archive import Archive
from bot.article.documents.markup import (
    Attributes,
    Dialect,
    attribute,
    collect,
    collect_page,
    tree,
)
from bot.article.documents.paragraphs import Kind, Paragraphs
from bot.core.errors import BrokenFileError, EncryptedFileError
from bot.core.models import TextRequest

CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_MASKS = frozenset({  # fonts are masked in open books too: EPUB 3.3 §4.4, and Adobe's way
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
})  # fmt: skip

_HEADINGS = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING)
_BLOCKS = dict.fromkeys(
    ("p", "div", "section", "article", "main", "blockquote", "li", "ul", "ol", "dl", "dt", "dd",
     "pre", "address", "header", "footer", "hr", "table", "tr", "td", "th", "body"),
    Kind.TEXT,
)  # fmt: skip
_NO_PROSE = frozenset({
    "head", "script", "style", "nav", "figcaption", "svg", "math", "audio", "video", "object",
    "rt", "rp", "template", "form",
})  # fmt: skip
_NOT_THE_BOOK = frozenset({  # EPUB Structural Semantics 1.1
    "cover", "toc", "titlepage", "halftitlepage", "copyright-page", "index", "landmarks",
    "page-list", "loi", "lot", "noteref", "footnote", "footnotes", "endnote", "endnotes",
    "rearnote", "rearnotes", "pagebreak", "colophon",
})  # fmt: skip
_GUIDE = frozenset({"cover", "toc", "title-page", "copyright-page", "index", "loi", "lot"})
_STEMS = frozenset({"cover", "coverpage", "toc", "nav", "titlepage", "copyright"})

_FB2_SKIPPED = frozenset({
    "annotation", "author", "binary", "coverpage", "custom-info", "date", "document-info", "genre",
    "history", "image", "keywords", "lang", "publish-info", "sequence", "src-lang",
    "src-title-info", "stylesheet", "translator",
})  # fmt: skip


def _is_note(_tag: str, attributes: Attributes) -> bool:
    return not _NOT_THE_BOOK.isdisjoint(attribute(attributes, "type").split())


_XHTML = Dialect(
    blocks={**_BLOCKS, **_HEADINGS},
    skipped=_NO_PROSE,
    marks={"br": "\n"},
    tables=frozenset({"table"}),
    is_skipped=_is_note,
)


def read_epub(archive: Archive) -> TextRequest:
    """Read the chapters in the order of the spine.

    Raises:
        EncryptedFileError: Its chapters are locked by the shop that sold it.
        BrokenFileError, FileTooLargeError: As ``collect_page``.
    """
    _refuse_locked(archive)
    place = _package_place(archive)
    package = tree(archive.read(place), archive.name)
    found = Paragraphs(_text(package, "title"))
    for chapter in _chapters(package, dirname(place)):
        if chapter in archive:
            collect_page(archive.read(chapter), _XHTML, found, archive.name)
    return found.request()


def _refuse_locked(archive: Archive) -> None:
    if _ENCRYPTION not in archive:
        return
    methods = _elements(tree(archive.read(_ENCRYPTION), archive.name), "EncryptionMethod")
    if any(method.get("Algorithm") not in _FONT_MASKS for method in methods):
        raise EncryptedFileError(archive.name)


def _package_place(archive: Archive) -> str:
    container = tree(archive.read(CONTAINER), archive.name)
    for rootfile in _elements(container, "rootfile"):
        return unquote(rootfile.get("full-path", ""))
    raise BrokenFileError(archive.name)


def _chapters(package: etree._Element, folder: str) -> Iterator[str]:
    """Name the pages of the book itself, without its cover, contents and legal notice."""
    pages = {
        item.get("id"): _resolve(folder, item.get("href", ""))
        for item in _elements(package, "item")
        if _is_page(item)
    }
    apart = {
        _resolve(folder, reference.get("href", ""))
        for reference in _elements(package, "reference")
        if reference.get("type") in _GUIDE
    }
    for itemref in _elements(package, "itemref"):
        page = pages.get(itemref.get("idref"))
        if page is not None and page not in apart and itemref.get("linear") != "no":
            yield page


def _is_page(item: etree._Element) -> bool:
    media, href = item.get("media-type", ""), item.get("href", "")
    stem = splitext(href.rpartition("/")[2])[0].lower()
    is_nav = "nav" in item.get("properties", "").split()
    return "html" in media and not is_nav and stem not in _STEMS


def _resolve(folder: str, href: str) -> str:
    return normpath(join(folder, unquote(href.partition("#")[0])))


def _elements(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    return (element for element in root.iter("{*}" + tag))


def _text(root: etree._Element, tag: str) -> str | None:
    return next((element.text for element in _elements(root, tag) if element.text), None)


def read_fb2(chunks: Iterable[bytes], name: str) -> TextRequest:
    """Read a FictionBook, as far as its tags can be followed; raises as ``collect``."""
    found = Paragraphs()
    dialect = Dialect(
        blocks=_FB2_BLOCKS,
        skipped=_FB2_SKIPPED,
        tables=frozenset({"table"}),
        is_skipped=_fb2_apart(),
    )
    collect(chunks, dialect, found, name)
    return found.request()


_FB2_BLOCKS = {
    **dict.fromkeys(("p", "v", "text-author", "section", "title", "td", "th"), Kind.TEXT),
    "subtitle": Kind.HEADING,
    "book-title": Kind.TITLE,
}


def _fb2_apart() -> Callable[[str, Attributes], bool]:
    """Know notes, and the title of the whole book, which its description has told."""
    sections = 0

    def is_apart(tag: str, attributes: Attributes) -> bool:
        nonlocal sections
        sections += tag == "section"
        if tag == "title":
            return not sections
        is_notes = tag == "body" and bool(attribute(attributes, "name"))
        return is_notes or (tag == "a" and attribute(attributes, "type") == "note")

    return is_apart
