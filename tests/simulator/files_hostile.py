"""Files made to hurt who opens them, built when asked for. None is larger than 20 MB."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from tests.simulator.files import (
    Put,
    Sheet,
    docx,
    docx_parts,
    epub,
    fb2,
    odt,
    pdf,
    stream,
    word_paragraph,
    write_pdf,
    xhtml,
    zipped,
)

SECRET = "root:x:0:0"  # what a file of this machine would show
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_MIB = 2**20


def _local(name: bytes, crc: int, packed: int, size: int) -> bytes:
    return _LOCAL.pack(b"PK\3\4", 20, 0, 8, 0, 0, crc, packed, size, len(name), 0) + name


def _central(name: bytes, crc: int, packed: int, size: int, place: int) -> bytes:
    head = (b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, packed, size, len(name), 0, 0, 0, 0, 0, place)
    return _CENTRAL.pack(*head) + name


def _end(directory: bytes, count: int, place: int) -> bytes:
    many = min(count, 0xFFFF)
    return directory + _END.pack(b"PK\5\6", 0, 0, many, many, len(directory), place, 0)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def nested_zips() -> bytes:
    """Build an archive of sixteen archives of sixteen archives of zeros."""
    inner = zipped({"0": bytes(16 * _MIB)})
    for level in range(3):
        inner = zipped({f"{level}-{number}.zip": inner for number in range(16)})
    return inner


def overlapping_zip(count: int = 2_000) -> bytes:
    """Build an archive whose entries all give out the same bytes."""
    content = bytes(_MIB)
    packed, crc = _deflated(content), zlib.crc32(content)
    body = _local(b"0", crc, len(packed), len(content)) + packed
    entries = [_central(b"%d" % n, crc, len(packed), len(content), 0) for n in range(count)]
    return body + _end(b"".join(entries), count, len(body))


def quoting_zip(count: int = 200) -> bytes:
    """Build an archive whose entries quote the next one's header, and so hold all the rest."""
    content = bytes(_MIB)
    packed = _deflated(content)
    entries = [(b"%d" % (count - 1), packed, zlib.crc32(content), len(content))]
    tail = content
    for number in reversed(range(count - 1)):
        name, body, crc, size = entries[0]
        header = _local(name, crc, len(body), size)
        quote = b"\0" + struct.pack("<HH", len(header), len(header) ^ 0xFFFF)
        tail = header + tail
        entries.insert(0, (b"%d" % number, quote + header + body, zlib.crc32(tail), len(tail)))
    first = entries[0]
    out = _local(first[0], first[2], len(first[1]), first[3]) + first[1]
    directory = b"".join(
        _central(name, crc, len(body), size, len(out) - len(body) - 30 - len(name))
        for name, body, crc, size in entries
    )
    return out + _end(directory, count, len(out))


def lying_zip(declared: int) -> bytes:
    """Build a DOCX whose text unpacks to 100 MB and says it is of *declared* bytes."""
    parts = docx_parts("")
    body = b"<w:p>" * (20 * _MIB)
    out, directory = b"", b""
    for name, content in {**parts, "word/document.xml": body}.items():
        raw = content.encode() if isinstance(content, str) else content
        size = declared if name == "word/document.xml" else len(raw)
        packed, crc, place = _deflated(raw), zlib.crc32(raw), len(out)
        out += _local(name.encode(), crc, len(packed), size) + packed
        directory += _central(name.encode(), crc, len(packed), size, place)
    return out + _end(directory, len(parts), len(out))


def crowded_zip() -> bytes:
    """Build an archive of 60,000 empty entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(60_000):
            archive.writestr(str(number), b"")
    return out.getvalue()


def laughs() -> str:
    """Return a DOCTYPE whose last entity is a billion words long."""
    lines = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "lol">{lines}]>'


def quadratic() -> str:
    """Return a DOCTYPE with one long entity, to be used many times."""
    return f'<!DOCTYPE x [<!ENTITY l9 "{"a" * 100_000}">]>'


def outside(address: str = "file:///etc/passwd") -> str:
    """Return a DOCTYPE whose entity is a file of this machine, or a page."""
    return f'<!DOCTYPE x [<!ENTITY l9 SYSTEM "{address}">]>'


def parameter(address: str = "file:///etc/passwd") -> str:
    """Return a DOCTYPE that takes its declarations from elsewhere."""
    return f'<!DOCTYPE x [<!ENTITY % l SYSTEM "{address}"> %l;]>'


_USES = "&l9;" * 1_000


def docx_with(doctype: str, encoding: str = "utf-8") -> bytes:
    """Build a DOCX whose text declares and uses an entity."""
    parts = docx_parts(word_paragraph("Мәтін.").replace("Мәтін", _USES))
    text = str(parts["word/document.xml"]).replace("?>", f"?>{doctype}", 1)
    text = text.replace("UTF-8", encoding)
    return zipped({**parts, "word/document.xml": text.encode(encoding)})


def million_paragraphs() -> bytes:
    """Build a DOCX of a million short paragraphs."""
    return docx(
        "".join(word_paragraph(f"{number * 40_503 % 65_521:x}") for number in range(1_000_000))
    )


def million_elements() -> bytes:
    """Build a DOCX of 2,100,000 empty elements, no two neighbours of which are the same."""
    return docx("".join(f"<w:p a='{n * 40_503 % 65_521:x}'/>" for n in range(2_100_000)))


def odt_with(doctype: str) -> bytes:
    """Build an ODT whose properties declare and use an entity."""
    body = (
        f"{doctype}<m xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>{_USES}</dc:title></m>"
    )
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"{doctype}<d xmlns:text='t'><text:p>{_USES}</text:p></d>",
        "meta.xml": body,
    })  # fmt: skip


def epub_with(doctype: str) -> bytes:
    """Build an EPUB whose chapter declares and uses an entity."""
    return epub({"a.xhtml": xhtml(f"<p>{_USES}</p>", doctype)})


def fb2_with(doctype: str) -> bytes:
    """Build an FB2 that declares and uses an entity."""
    return fb2(f"<body><section><p>{_USES}</p></section></body>", prolog=doctype)


def many_pages(count: int = 10_000, letters: int = 100) -> bytes:
    """Build a PDF of *count* pages."""
    page = Sheet([Put("аб" * (letters // 2), 60, 700)])
    return pdf([page] * count)


def looping_pages() -> bytes:
    """Build a PDF whose tree of pages holds itself."""
    return write_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1000000/Parent 3 0 R/Kids[3 0 R 2 0 R]>>",
            "<</Type/Pages/Count 1000000/Parent 2 0 R/Kids[2 0 R 3 0 R]>>",
        ]
    )


_RESOURCES = "<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
_FORM = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"


def one_page(content: str | bytes, entries: str = "") -> bytes:
    """Build a PDF of one page with this content stream."""
    raw = content.encode("latin-1") if isinstance(content, str) else content
    body = b"<<%b/Length %d>>stream\n%b\nendstream" % (entries.encode(), len(raw), raw)
    return write_pdf([
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources{_RESOURCES}>>",
        body,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream("/X Do /X Do", _FORM),
    ])  # fmt: skip


def swollen_page() -> bytes:
    """Build a PDF whose page unpacks to a gigabyte of spaces."""
    packer = zlib.compressobj(9)
    block = b" " * (16 * _MIB)
    packed = b"".join(packer.compress(block) for _ in range(64)) + packer.flush()
    return one_page(packed, "/Filter/FlateDecode")


def crowded_page(count: int = 300_000) -> bytes:
    """Build a PDF whose one page has as many letters, each at a place of its own."""
    shown = "".join(
        f"1 0 0 1 {number * 7 % 590} {number * 11 % 840} Tm(a)Tj\n" for number in range(count)
    )
    return one_page(zlib.compress(f"BT /F1 3 Tf {shown} ET".encode()), "/Filter/FlateDecode")


def nested_arrays() -> bytes:
    """Build a PDF whose catalogue holds a hundred thousand arrays in each other."""
    return write_pdf(
        [
            f"<</Type/Catalog/Pages 2 0 R/X {'[' * 100_000}{']' * 100_000}>>",
            "<</Type/Pages/Count 0/Kids[]>>",
        ]
    )


def locked_pdf() -> bytes:
    """Build a PDF that asks for a password."""
    entry = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'11' * 32}>>>/ID[<00><00>]"
    return write_pdf(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"], trailer=entry
    )


_TEXT_PDF = pdf([Sheet([Put("Мәтін мәтін мәтін.", 60, 700)])])
_DEEP = "<w:ins>" * 100_000

HOSTILE: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "zip of zips of zips": ("a.docx", nested_zips),
    "overlapping entries": ("a.docx", overlapping_zip),
    "entries that quote entries": ("a.epub", quoting_zip),
    "sizes declared too small": ("a.docx", lambda: lying_zip(100)),
    "sizes declared too large": ("a.docx", lambda: lying_zip(60 * _MIB)),
    "60,000 entries": ("a.odt", crowded_zip),
    "70 MB of one tag": ("a.docx", lambda: docx("<w:p/>" * 11_500_000)),
    "2,100,000 elements": ("a.docx", million_elements),
    "a million paragraphs": ("a.docx", million_paragraphs),
    "100,000 levels, docx": ("a.docx", lambda: docx(_DEEP)),
    "100,000 levels, odt": ("a.odt", lambda: odt("<text:p>" * 100_000)),
    "100,000 levels, epub": ("a.epub", lambda: epub({"a.xhtml": xhtml("<div>" * 100_000)})),
    "100,000 levels, fb2": ("a.fb2", lambda: fb2("<section>" * 100_000)),
    "100,000 levels, properties": ("a.docx", lambda: docx("", styles="<a>" * 100_000)),
    "100,000 attributes": (
        "a.docx",
        lambda: docx("<w:p " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>"),
    ),
    "a billion laughs, docx": ("a.docx", lambda: docx_with(laughs())),
    "a billion laughs, docx in UTF-16": ("a.docx", lambda: docx_with(laughs(), "utf-16")),
    "a billion laughs, docx in UTF-7": ("a.docx", lambda: docx_with(laughs(), "utf-7")),
    "a billion laughs, odt": ("a.odt", lambda: odt_with(laughs())),
    "a billion laughs, epub": ("a.epub", lambda: epub_with(laughs())),
    "a billion laughs, fb2": ("a.fb2", lambda: fb2_with(laughs())),
    "quadratic entities, docx": ("a.docx", lambda: docx_with(quadratic())),
    "outside entity, docx": ("a.docx", lambda: docx_with(outside())),
    "outside entity, odt": ("a.odt", lambda: odt_with(outside())),
    "outside entity, epub": ("a.epub", lambda: epub_with(outside())),
    "outside entity, fb2": ("a.fb2", lambda: fb2_with(parameter())),
    "torn zip": ("a.docx", lambda: docx(word_paragraph("Мәтін." * 999))[:-200]),
    "torn pdf": ("a.pdf", lambda: _TEXT_PDF[: len(_TEXT_PDF) // 3]),
    "pdf of noise": ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4_000),
    "10,000 pages": ("a.pdf", many_pages),
    "2,000 full pages": ("a.pdf", lambda: many_pages(2_000, 1_000)),
    "pages in a loop": ("a.pdf", looping_pages),
    "forms in a loop": ("a.pdf", lambda: one_page("/X Do")),
    "a page of a gigabyte": ("a.pdf", swollen_page),
    "300,000 letters apart": ("a.pdf", crowded_page),
    "100,000 arrays": ("a.pdf", nested_arrays),
    "letters without meaning": (
        "a.pdf",
        lambda: pdf([Sheet([Put("Мәтін мәтін мәтін.", 60, 700)])], is_mapped=False),
    ),
    "locked pdf": ("a.pdf", locked_pdf),
    "markdown of brackets": ("a.md", lambda: b"[" * 100_000),
    "markdown of quotes": ("a.md", lambda: b"> " * 400_000),
    "markdown of stars": ("a.md", lambda: b"*a **a " * 30_000),
}
"""By what is wrong with them: the name it is sent under, and the maker of its bytes."""
