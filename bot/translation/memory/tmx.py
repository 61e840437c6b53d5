"""Translation memories in TMX, read one unit at a time.

Source of the format: TMX 1.4b, https://www.gala-global.org/tmx-14b (1.1 to 1.3 are read alike).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from lxml import etree

from bot.core.errors import BadMemoryFileError
from bot.core.languages import find_language
from bot.core.models import LanguageCode

MAX_SEGMENT_CHARS: Final = 5_000  # more is a document, and the keyless engines take no more either

_CODES: Final = frozenset({"bpt", "ept", "ph", "it", "ut"})  # hold a file's own markup, not words
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence in two or more languages; where a language came twice, its first text."""

    texts: Mapping[LanguageCode, str]


def read_tmx(source: BinaryIO, name: str) -> Iterator[Unit]:
    """Yield the units of *source* that hold two or more languages known here.

    Segments come without inline codes, their white space collapsed. What is empty,
    longer than MAX_SEGMENT_CHARS or refers to an undeclared entity is left out.
    Memory stays bounded by the largest segment, not by the file.

    Raises:
        BadMemoryFileError: No XML, no TMX, entities of its own, or no unit to yield.
            Units may have been yielded by then: keep all of them or none.
    """
    found = False
    try:
        for unit in _units(source, name):
            found = True
            yield unit
    except etree.XMLSyntaxError as error:
        raise BadMemoryFileError(name, f"not well-formed XML: {error.msg}") from error
    if not found:
        raise BadMemoryFileError(name, "no sentence in two languages known here")


def _units(source: BinaryIO, name: str) -> Iterator[Unit]:
    texts: dict[LanguageCode, str] = {}
    for tag, element in _closed_elements(source, name):
        if tag == "seg":
            language, text = _language(element), _text(element)
            if language is not None and 0 < len(text) <= MAX_SEGMENT_CHARS:
                texts.setdefault(language, text)
        elif tag == "tu":
            if len(texts) > 1:
                yield Unit(texts)
            texts = {}


def _closed_elements(source: BinaryIO, name: str) -> Iterator[tuple[str, etree._Element]]:
    """Yield each element outside segments at its end, with its name, and then forget it."""
    in_segment = False
    for event, element in _parse(source):
        tag = _name(element)
        if event == "start":
            if element.getparent() is None:
                _check_root(element, name)
            in_segment = in_segment or tag == "seg"
            continue
        in_segment = in_segment and tag != "seg"
        if not in_segment:
            yield tag, element
            _forget(element)


def _parse(source: BinaryIO) -> Iterator[tuple[str, etree._Element]]:
    """Yield what the parser meets; it loads nothing, and keeps its limits on size and depth."""
    events: Iterator[tuple[str, etree._Element]] = etree.iterparse(
        source,
        events=("start", "end"),
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return events


def _check_root(root: etree._Element, name: str) -> None:
    tag = _name(root)
    if tag != "tmx":
        raise BadMemoryFileError(name, f"no TMX: its outermost element is {tag}")
    subset: Any = root.getroottree().docinfo.internalDTD  # lxml-stubs deny that it may be None
    # TMX needs no entities of its own, and a few lines of them can stand for gigabytes.
    if subset is not None and any(subset.iterentities()):
        raise BadMemoryFileError(name, "it declares entities")


def _name(element: etree._Element) -> str:
    """Without its namespace; a damaged file has names that etree.QName refuses, such as «:tu»."""
    return str(element.tag).rpartition("}")[2]


def _forget(element: etree._Element) -> None:
    """Empty *element* and remove what stands before it; the parser still needs the element."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _language(segment: etree._Element) -> LanguageCode | None:
    """The language of the ``tuv`` around: ``xml:lang``, or ``lang`` as in TMX 1.1."""
    variant = segment.getparent()
    assert variant is not None  # the outermost element is tmx, never seg
    return find_language(variant.get(_XML_LANG) or variant.get("lang"))


def _text(segment: etree._Element) -> str:
    """The words of a segment; none if one of them is an entity that cannot be resolved."""
    if next(segment.iter(etree.Entity), None) is not None:
        return ""
    return " ".join("".join(_pieces(segment)).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    """Text in order, without codes. A ``sub`` in a code is a text apart (a footnote, a title)."""
    yield element.text or ""
    for child in element:
        if _name(child) not in _CODES:
            yield from _pieces(child)
        yield child.tail or ""
