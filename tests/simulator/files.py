"""Small honest files of every kind the bot opens, written by hand: no library, no fonts."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

PAGE_WIDTH, PAGE_HEIGHT = 595, 842
GLYPH_EM = 0.5  # every letter of the composite font is as wide

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass(frozen=True, slots=True)
class Put:
    """A text at a place: left end of its baseline in points, y upwards."""

    text: str
    x: float
    y: float
    size: float = 10.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its texts, whether a picture covers it, and how it lies before it is turned."""

    puts: Sequence[Put] = ()
    is_picture: bool = False
    rotation: int = 0


_FONT = "/BaseFont/Made"
_CODES = "/Encoding/Identity-H"
_WIDTHS = "/DW 500/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
_METRICS = (
    "/Flags 4/FontBBox[0 -200 500 800]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700"
    "/StemV 80"
)
_PICTURE = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8"


def pdf(sheets: Sequence[Sheet], *, title: str = "", is_mapped: bool = True) -> bytes:
    """Write a PDF; its letters keep their meaning in a ToUnicode map unless *is_mapped* is off."""
    letters = sorted({char for sheet in sheets for put in sheet.puts for char in put.text})
    codes = {char: number for number, char in enumerate(letters, 1)}
    to_unicode = "/ToUnicode 5 0 R" if is_mapped else ""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(sheets)}/Kids[{_kids(len(sheets))}]>>",
        f"<</Type/Font/Subtype/Type0{_FONT}{_CODES}{to_unicode}/DescendantFonts[4 0 R]>>",
        f"<</Type/Font/Subtype/CIDFontType2{_FONT}{_WIDTHS}/FontDescriptor 6 0 R>>",
        stream(_cmap(codes)),
        f"<</Type/FontDescriptor/FontName/Made{_METRICS}>>",
        stream("\0" * 3, _PICTURE),
        f"<</Title<feff{title.encode('utf-16-be').hex()}>>>",
    ]
    for number, sheet in enumerate(sheets):
        content = len(objects) + 2
        is_lying = sheet.rotation % 180 > 0
        box = f"{PAGE_HEIGHT} {PAGE_WIDTH}" if is_lying else f"{PAGE_WIDTH} {PAGE_HEIGHT}"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {box}]"
            f"/Rotate {sheet.rotation}/Contents {content} 0 R/Resources"
            f"<</Font<</F1 3 0 R>>/XObject<</I 7 0 R>>>>>>"
        )
        objects.append(stream("\n".join(_drawn(sheet, codes))))
        assert len(objects) == content, number
    return write_pdf(objects, info=8)


def _kids(count: int) -> str:
    return " ".join(f"{9 + 2 * number} 0 R" for number in range(count))


_TURNED = {90: "0 1 -1 0 842 0 cm", 180: "-1 0 0 -1 595 842 cm", 270: "0 -1 1 0 0 595 cm"}


def _drawn(sheet: Sheet, codes: Mapping[str, int]) -> Iterator[str]:
    yield _TURNED.get(sheet.rotation, "")
    if sheet.is_picture:
        yield f"q {PAGE_WIDTH} 0 0 {PAGE_HEIGHT} 0 0 cm /I Do Q"
    for put in sheet.puts:
        shown = "".join(f"{codes[char]:04x}" for char in put.text)
        yield f"BT /F1 {put.size} Tf {put.x} {put.y} Td <{shown}> Tj ET"


def stream(content: str, entries: str = "") -> str:
    """Return a stream object of Latin-1 *content*."""
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream"


def _cmap(codes: Mapping[str, int]) -> str:
    pairs = [f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items()]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName/Made def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\n"
        "endcmap CMapName currentdict/CMap defineresource pop end end"
    )


def write_pdf(objects: Sequence[str | bytes], *, info: int = 0, trailer: str = "") -> bytes:
    """Put numbered objects, from 1, into a file with its table of places."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        body = content.encode("latin-1") if isinstance(content, str) else content
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    about = f"/Info {info} 0 R" if info else ""
    out.write(
        f"trailer<</Size {len(places) + 1}/Root 1 0 R{about}{trailer}>>\n"
        f"startxref\n{table}\n%%EOF".encode()
    )
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: the way of a book, or of a paper in two columns."""

    columns: int = 1
    size: float = 10.0
    leading: float = 12.0
    indent: float = 15.0
    gutter: float = 20.0
    margin: float = 60.0
    header: str = ""
    is_numbered: bool = True
    is_by_rows: bool = False
    """Lines of both columns are written in turn, as some programs do."""

    @property
    def column_width(self) -> float:
        room = PAGE_WIDTH - 2 * self.margin - (self.columns - 1) * self.gutter
        return room / self.columns


def typeset(title: str, paragraphs: Sequence[str], setting: Setting) -> list[Sheet]:
    """Set a text under its title: lines full, words parted by hyphens, pages numbered."""
    lines = [line for text in paragraphs for line in _broken(text, setting)]
    sheets: list[Sheet] = []
    while lines:
        top = PAGE_HEIGHT - setting.margin - (0 if sheets else 3 * setting.size)
        rows = int((top - setting.margin) / setting.leading)
        puts: list[Put] = []
        for column in range(setting.columns):
            left = setting.margin + column * (setting.column_width + setting.gutter)
            taken, lines = lines[:rows], lines[rows:]
            puts.extend(
                Put(text, left + indent, top - row * setting.leading, setting.size)
                for row, (text, indent) in enumerate(taken)
            )
        if setting.is_by_rows:
            puts.sort(key=lambda put: -put.y)
        sheets.append(Sheet(puts))
    heading = Put(title, setting.margin, PAGE_HEIGHT - setting.margin - 10, 1.8 * setting.size)
    sheets[0] = replace(sheets[0], puts=[heading, *sheets[0].puts])
    return [_framed(sheet, number, setting) for number, sheet in enumerate(sheets, 1)]


def _framed(sheet: Sheet, number: int, setting: Setting) -> Sheet:
    around = []
    if setting.header:
        around.append(Put(setting.header, setting.margin, PAGE_HEIGHT - 30, 8))
    if setting.is_numbered:
        around.append(Put(str(number), PAGE_WIDTH / 2, 30, 8))
    return replace(sheet, puts=[*around, *sheet.puts])


def _broken(text: str, setting: Setting) -> Iterator[tuple[str, float]]:
    """Break a paragraph into lines, each with its indent; long words are parted."""
    room = int(setting.column_width / (GLYPH_EM * setting.size))
    indent = setting.indent
    left = room - int(indent / (GLYPH_EM * setting.size))
    line = ""
    for word in text.split():
        candidate = f"{line} {word}".strip()
        if len(candidate) <= left:
            line = candidate
            continue
        free = left - len(line) - 2
        head = min(free, len(word) - 3)
        if head >= 3 and word.isalpha():
            yield f"{line} {word[:head]}-".strip(), indent
            line = word[head:]
        else:
            yield line, indent
            line = word
        indent, left = 0.0, room
    yield line, indent


def zipped(entries: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack entries in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, styles: str = "", title: str = "") -> bytes:
    """Write a DOCX whose ``w:body`` holds *body*."""
    return zipped(docx_parts(body, styles=styles, title=title))


def docx_parts(body: str, *, styles: str = "", title: str = "") -> dict[str, str | bytes]:
    """Return the parts of a DOCX."""
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/word/document.xml" ContentType="{_DOCUMENT_TYPE}"/>'
        "</Types>",
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}" '
        'xmlns:mc="urn:mc" xmlns:v="urn:v"><w:body>' + body + "</w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="urn:cp" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "</cp:coreProperties>",
    }


def word_paragraph(text: str, style: str = "") -> str:
    """Return a ``w:p`` with one run."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def word_style(identifier: str, name: str) -> str:
    """Return a ``w:style`` of paragraphs."""
    return f'<w:style w:styleId="{identifier}"><w:name w:val="{name}"/></w:style>'


def odt(body: str, *, styles: str = "", title: str = "", manifest: str = "") -> bytes:
    """Write an ODT whose ``office:text`` holds *body*."""
    spaces = (
        'xmlns:office="urn:office" xmlns:text="urn:text" xmlns:table="urn:table" '
        'xmlns:style="urn:style" xmlns:draw="urn:draw" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {spaces}><dc:title>{escape(title)}</dc:title>"
        "</office:document-meta>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    })  # fmt: skip


def epub(chapters: Mapping[str, str], *, title: str = "", extra: str = "", **parts: str) -> bytes:
    """Write an EPUB of XHTML *chapters* by file name; *extra* goes into its package."""
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(chapters)))
    return zipped({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>{escape(title)}'
        f"</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine>{extra}"
        "</package>",
        **{f"OEBPS/{name}": page for name, page in chapters.items()},
        **{name.replace("__", "/"): content for name, content in parts.items()},
    })  # fmt: skip


def xhtml(body: str, prolog: str = "<!DOCTYPE html>") -> str:
    """Return a chapter as EPUB has them."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{prolog}<html xmlns="http://www.w3.org/1999/xhtml"'
        ' xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head>'
        f"<body>{body}</body></html>"
    )


def fb2(body: str, *, title: str = "", encoding: str = "utf-8", prolog: str = "") -> bytes:
    """Write a FictionBook whose ``FictionBook`` element holds *body* after its description."""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>{prolog}'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>'
        f"<author><first-name>Абай</first-name></author><book-title>{escape(title)}</book-title>"
        "<annotation><p>Туралы.</p></annotation><lang>kk</lang></title-info></description>"
        f"{body}</FictionBook>"
    ).encode(encoding)
