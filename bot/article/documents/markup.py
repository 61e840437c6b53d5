"""XML of strangers, read as a stream: no tree, no entities, no network, no depth. Pure.

A document goes by as events. What a tag means to the text is said by a Dialect; memory is
that of the text collected, however large the markup is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.entities import html5
from typing import Any

from lxml import etree

from bot.article.charset.decoding import decode
from bot.article.documents.paragraphs import Kind, Paragraphs
from bot.core.errors import BrokenFileError

MAX_DEPTH = 200  # levels: a list in a table in a text box takes some forty
MAX_ELEMENTS = 2_000_000  # 3 µs each; a novel with a change of style at every word has half
_HEAD_BYTES = 1_024

Attributes = Mapping[str, str]

_ENTITY = tuple(  # in every encoding that is let through
    "<!ENTITY".encode(encoding)
    for encoding in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
)
_KNOWN = re.compile(  # encodings that contain ASCII, or are it two bytes wide
    rb"utf-?8|utf-?16|us-ascii|ascii|iso-8859-[0-9]{1,2}|windows-125[0-9]|cp125[0-9]|koi8-[ru]",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"encoding[ \t]{0,9}=[ \t]{0,9}[\"']([^\"'<>]{1,40})")
_BOMS = b"\xef\xbb\xbf\xff\xfe\x00"
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_XML_NAMES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


def _never(_tag: str, _attributes: Attributes) -> bool:
    return False


def _plain(_tag: str, _attributes: Attributes) -> Kind | None:
    return None


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the tags of a format mean to its text; tags stand without their namespace."""

    blocks: Mapping[str, Kind]
    """Tags that hold a paragraph, or part it from the next."""
    skipped: frozenset[str] = frozenset()
    """Tags that are left out with all they hold."""
    letters: frozenset[str] | None = None
    """Tags whose own characters are text; None is all of them."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Tags that stand for a character: a tab, a line break."""
    boxes: frozenset[str] = frozenset()
    """Tags of what floats inside a paragraph without belonging to it."""
    tables: frozenset[str] = frozenset()
    is_skipped: Callable[[str, Attributes], bool] = _never
    """Whether its attributes leave an element out."""
    style: Callable[[str, Attributes], Kind | None] = _plain
    """The kind that an element gives to the paragraph it stands in, if any."""


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def attribute(attributes: Attributes, wanted: str) -> str:
    """Return the value of an attribute in whatever namespace; empty when there is none."""
    return next((value for name, value in attributes.items() if local(name) == wanted), "")


class _Collector:
    """Takes the events of a document and gives its paragraphs to *found*."""

    def __init__(self, dialect: Dialect, found: Paragraphs, name: str) -> None:
        self._dialect, self._found, self._name = dialect, found, name
        self._open: list[str] = []
        self._elements = 0
        self._skipped_at = 0  # depth of the element that is left out; 0 is none
        self._tables = 0
        self._kind = Kind.TEXT
        self._text: list[str] = []
        self._outer: list[tuple[list[str], Kind]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        tag = local(name)
        self._open.append(tag)
        self._elements += 1
        if len(self._open) > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise BrokenFileError(self._name)
        if self._skipped_at:
            return
        if tag in self._dialect.skipped or self._dialect.is_skipped(tag, attributes):
            self._skipped_at = len(self._open)
            return
        self._enter(tag)
        self._kind = self._dialect.style(tag, attributes) or self._kind

    def _enter(self, tag: str) -> None:
        dialect = self._dialect
        self._tables += tag in dialect.tables
        if tag in dialect.boxes:
            self._outer.append((self._text, self._kind))
            self._text, self._kind = [], Kind.TEXT
        elif tag in dialect.blocks:
            self._flush()
            self._kind = dialect.blocks[tag]
        elif tag in dialect.marks:
            self._text.append(dialect.marks[tag])

    def end(self, _name: str) -> None:
        tag = self._open.pop()
        if not self._skipped_at:
            self._leave(tag)
        elif len(self._open) < self._skipped_at:
            self._skipped_at = 0

    def _leave(self, tag: str) -> None:
        if tag in self._dialect.blocks:
            self._flush()
        elif tag in self._dialect.boxes:
            self._flush()
            self._text, self._kind = self._outer.pop()
        self._tables -= tag in self._dialect.tables

    def data(self, text: str) -> None:
        letters = self._dialect.letters
        if not self._skipped_at and (letters is None or self._open[-1] in letters):
            self._text.append(text)

    def close(self) -> None:
        self._flush()

    def _flush(self) -> None:
        if self._text:
            is_cell = self._tables and self._kind is not Kind.ASIDE
            self._found.add("".join(self._text), Kind.CELL if is_cell else self._kind)
            self._text = []
        self._kind = Kind.TEXT


def collect(chunks: Iterable[bytes], dialect: Dialect, found: Paragraphs, name: str) -> None:
    """Read XML piece by piece, and as far as it goes: writers of books close tags badly.

    Raises:
        BrokenFileError: It is not XML, declares entities, or is nested beyond measure.
        FileTooLargeError: The text exceeds what ``Paragraphs`` take.
    """
    _feed(_checked(chunks, name), _parser(dialect, found, name, None), name)


def collect_page(content: bytes, dialect: Dialect, found: Paragraphs, name: str) -> None:
    """Read a page of XHTML, where HTML's names of characters are known; raises as ``collect``."""
    text = _NAMED.sub(_numbered, decode(content, None))
    page = text.lstrip("\ufeff").encode("utf-8", "replace")
    _refuse_entities(page, name)
    _feed([page], _parser(dialect, found, name, "utf-8"), name)


def tree(content: bytes, name: str) -> etree._Element:
    """Read a small part of a file, such as its list of contents.

    Raises:
        BrokenFileError: It is not well-formed, or declares entities.
    """
    checked = b"".join(_checked([content], name))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(checked, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise BrokenFileError(name) from None


def _parser(
    dialect: Dialect, found: Paragraphs, name: str, encoding: str | None
) -> etree.XMLParser:
    target: Any = _Collector(dialect, found, name)  # its stubs ask for comments too
    return etree.XMLParser(
        target=target,
        encoding=encoding,
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )


def _feed(chunks: Iterable[bytes], parser: etree.XMLParser, name: str) -> None:
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except etree.XMLSyntaxError:
        raise BrokenFileError(name) from None


def _checked(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Pass on what is in an encoding whose entities can be seen, and declares none."""
    before = None
    for chunk in chunks:
        if before is None:
            _refuse_odd_encoding(chunk[:_HEAD_BYTES], name)
        window = (before or b"") + chunk
        _refuse_entities(window, name)
        before = window[-_LONGEST:]
        yield chunk


_LONGEST = max(map(len, _ENTITY))


def _refuse_entities(content: bytes, name: str) -> None:
    if any(needle in content for needle in _ENTITY):
        raise BrokenFileError(name)


def _refuse_odd_encoding(head: bytes, name: str) -> None:
    """Refuse what a parser would read otherwise than we do: EBCDIC, UTF-7 and the like."""
    plain = head.lstrip(_BOMS).replace(b"\0", b"").lstrip()
    declaration = plain[: plain.find(b"?>") + 1]
    declared = _DECLARED.search(declaration) if declaration.startswith(b"<?xml") else None
    if not plain.startswith(b"<") or (declared and not _KNOWN.fullmatch(declared[1])):
        raise BrokenFileError(name)


def _numbered(reference: re.Match[str]) -> str:
    name = reference[1]
    meant = None if name in _XML_NAMES else html5.get(name)
    return reference[0] if meant is None else "".join(f"&#{ord(char)};" for char in meant)
