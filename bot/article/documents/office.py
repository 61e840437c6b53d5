"""Office documents, DOCX and ODT: their running text in reading order. Pure.

Notes, comments, headers and footers are parts or elements of their own and are left out, as is
what a tracked change deleted. A stream reader of our own, since the libraries build trees of
every run and have no bound.
"""

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from bot.article.documents.archive import Archive
from bot.article.documents.markup import Attributes, Dialect, attribute, collect, local, tree
from bot.article.documents.paragraphs import Kind, Paragraphs
from bot.core.errors import BrokenFileError, EncryptedFileError
from bot.core.models import TextRequest

CONTENT_TYPES = "[Content_Types].xml"
_STYLES = "word/styles.xml"
_CORE = "docProps/core.xml"
_MAIN_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
)

_DOCX_SKIPPED = frozenset({
    "Fallback",  # the same text box once more, for old versions
    "del", "moveFrom", "instrText", "rt", "sectPr", "tblPr",
})  # fmt: skip
_DOCX_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CONTENTS_ANCHOR = "_Toc"

_ODT_SKIPPED = frozenset({
    "annotation", "note", "tracked-changes", "forms", "ruby-text", "title", "desc",
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
    "alphabetical-index", "bibliography",
})  # fmt: skip
_ODT_MARKS = {"s": " ", "tab": " ", "line-break": "\n"}


def docx_part(archive: Archive) -> str | None:
    """Return the name of the part that holds the text; None when this is no DOCX."""
    if CONTENT_TYPES not in archive:
        return None
    for part in tree(archive.read(CONTENT_TYPES), archive.name):
        if part.get("ContentType") in _MAIN_TYPES:
            return part.get("PartName", "").lstrip("/") or "word/document.xml"
    return None


def read_docx(archive: Archive, part: str) -> TextRequest:
    """Read the text in *part*; raises BrokenFileError and FileTooLargeError."""
    styles = _styles(archive)
    dialect = Dialect(
        blocks={"p": Kind.TEXT},
        skipped=_DOCX_SKIPPED,
        letters=frozenset({"t"}),
        marks=_DOCX_MARKS,
        boxes=frozenset({"txbxContent"}),
        tables=frozenset({"tbl"}),
        style=_docx_style(styles),
    )
    found = Paragraphs(_title(archive, _CORE))
    collect(archive.chunks(part), dialect, found, archive.name)
    return found.request()


def _docx_style(styles: Mapping[str, Kind]) -> Callable[[str, Attributes], Kind | None]:
    def style(tag: str, attributes: Attributes) -> Kind | None:
        if tag == "pStyle":
            return styles.get(attribute(attributes, "val"))
        if tag == "hyperlink" and attribute(attributes, "anchor").startswith(_CONTENTS_ANCHOR):
            return Kind.ASIDE
        return None

    return style


def _styles(archive: Archive) -> Mapping[str, Kind]:
    """Return the kinds by style identifier, which each translation of Word makes its own."""
    if _STYLES not in archive:
        return {}
    return dict(_named_styles(archive))


def _named_styles(archive: Archive) -> Iterator[tuple[str, Kind]]:
    for style in tree(archive.read(_STYLES), archive.name):
        name = next((child for child in style if local(str(child.tag)) == "name"), None)
        kind = None if name is None else _kind(_attribute(name, "val").lower())
        if kind is not None:
            yield _attribute(style, "styleId"), kind


def _attribute(element: etree._Element, wanted: str) -> str:
    return attribute({str(name): str(value) for name, value in element.items()}, wanted)


def _kind(name: str) -> Kind | None:
    """Read the name of a style, which is in English in every translation of Word."""
    if name == "title":
        return Kind.TITLE
    if name.startswith("heading"):
        return Kind.HEADING
    return Kind.ASIDE if name.startswith(("toc ", "caption")) else None


def read_odt(archive: Archive) -> TextRequest:
    """Read an OpenDocument text.

    Raises:
        EncryptedFileError: It asks for a password.
        BrokenFileError, FileTooLargeError: As ``collect``.
    """
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise EncryptedFileError(archive.name)
    titles = {"Title"}
    dialect = Dialect(
        blocks={"p": Kind.TEXT, "h": Kind.HEADING},
        skipped=_ODT_SKIPPED,
        letters=frozenset({"p", "h", "span", "a", "meta", "meta-field", "ruby-base"}),
        marks=_ODT_MARKS,
        boxes=frozenset({"text-box"}),
        tables=frozenset({"table"}),
        style=_odt_style(titles),
    )
    found = Paragraphs(_title(archive, "meta.xml"))
    collect(archive.chunks("content.xml"), dialect, found, archive.name)
    return found.request()


def _odt_style(titles: set[str]) -> Callable[[str, Attributes], Kind | None]:
    """Know the title by its style, or by one that the document derives from it."""

    def style(tag: str, attributes: Attributes) -> Kind | None:
        if tag == "style" and attribute(attributes, "parent-style-name") == "Title":
            titles.add(attribute(attributes, "name"))
        is_title = tag in {"p", "h"} and attribute(attributes, "style-name") in titles
        return Kind.TITLE if is_title else None

    return style


def _title(archive: Archive, part: str) -> str | None:
    """Return the title in the properties; what is wrong with them is no reason to refuse."""
    if part not in archive:
        return None
    try:
        properties = tree(archive.read(part), archive.name)
    except BrokenFileError:
        return None
    found = properties.find(".//{http://purl.org/dc/elements/1.1/}title")
    return None if found is None else found.text
