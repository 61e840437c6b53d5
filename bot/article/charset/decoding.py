"""Bytes of a page to text, whatever its labels say. Pure."""

import codecs
import re

from bot.article.charset.guess import (
    MAX_SAMPLE_BYTES,
    WINDOWS_CYRILLIC,
    best_of_windows,
    guess,
    score,
)

MAX_META_BYTES = 4_096  # browsers look at 1,024; old pages declare behind a long comment
_MAX_LOOK_BYTES = 1_048_576
_MIN_GOOD_UTF8 = 1 / 3  # of non-ASCII characters; legacy encodings read as UTF-8 stay under 1/6
_MIN_GOOD_LEGACY = 9 / 10
_WIDE_LOOK_BYTES = 1_024
_MIN_ZEROS = 1 / 20  # of bytes; tags and spaces make more in UTF-16, HTML of one byte has none
_FEWEST_ZEROS = 4  # a stray one or two are no proof
_ONE_SIDED = 9
MAX_DOUBT = 0.6  # by which a guess may beat a label: right ones score 0.5 and more, wrong ones < 0
MIN_SCORE = 0.2  # of a guess
_RARE = ["cp1253", "cp1255", "cp1256", "cp1257", "cp874"]  # what the general detector may answer

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Python's name -> the encoding meant by it on the web (WHATWG Encoding Standard §4.2).
# Only these: codecs such as punycode or unicode_escape are no encodings of pages.
_MEANT = {
    "utf-8": "utf-8", "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
    "ascii": "cp1252", "iso8859-1": "cp1252", "cp1252": "cp1252",
    "iso8859-9": "cp1254", "cp1254": "cp1254",
    "cp1250": "cp1250", "cp1251": "cp1251", "cp1253": "cp1253", "cp1255": "cp1255",
    "cp1256": "cp1256", "cp1257": "cp1257", "cp1258": "cp1258",
    "iso8859-2": "iso8859-2", "iso8859-5": "iso8859-5", "iso8859-7": "iso8859-7",
    "iso8859-15": "iso8859-15",
    "koi8-r": "koi8-r", "koi8-u": "koi8-u", "kz1048": "kz1048", "ptcp154": "ptcp154",
    "cp866": "cp866", "mac-cyrillic": "mac-cyrillic",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5hkscs", "big5hkscs": "big5hkscs",
    "shift_jis": "cp932", "cp932": "cp932", "euc_jp": "euc_jp",
    "euc_kr": "cp949", "cp949": "cp949",
    "iso8859-11": "cp874", "tis-620": "cp874", "cp874": "cp874",
}  # fmt: skip

_LABEL = re.compile(r"[A-Za-z0-9._:-]{1,40}")
_META = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]*(?:charset|encoding)\s*=\s*(?:[\"']\s*)?([A-Za-z0-9._:-]{1,40})",
    re.IGNORECASE,
)
_TAG = re.compile(rb"<[^<>]*>")


def decode(body: bytes, declared: str | None) -> str:
    """Return the text of *body*; what no encoding explains becomes U+FFFD.

    The byte order mark wins, then UTF-16 and UTF-8 if the bytes are that, then *declared*
    (the charset of the HTTP header), the page's own declaration, and a guess from the bytes.
    A label that does not fit the bytes is passed over, and one whose text makes much less
    sense than the guess.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    wide = _wide(body)
    if wide is not None:
        return body.decode(wide, "replace")
    text = _read(body, "utf-8")
    return _legacy(body, declared) if text is None else text


def _wide(body: bytes) -> str | None:
    """Return the UTF-16 whose ASCII characters show as zeros in every other byte."""
    head = body[:_WIDE_LOOK_BYTES]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even + odd < max(_FEWEST_ZEROS, _MIN_ZEROS * len(head)):
        return None
    if odd > _ONE_SIDED * even:
        return "utf-16-le"
    return "utf-16-be" if even > _ONE_SIDED * odd else None


def _read(body: bytes, encoding: str) -> str | None:
    """Decode, or None when too little of it makes sense in *encoding*."""
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        text = body.decode(encoding, "replace")
    bad = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    wanted = _MIN_GOOD_UTF8 if encoding == "utf-8" else _MIN_GOOD_LEGACY
    return text if foreign - bad >= foreign * wanted else None


def _legacy(body: bytes, declared: str | None) -> str:
    sample = _prose(body)
    for label in (declared, _declared_inside(body)):
        encoding = _meant(label, sample)
        if encoding and _is_believed(sample, encoding):
            text = _read(body, encoding)
            if text is not None:
                return text
    best = guess(sample)
    encoding = best.encoding if best.score >= MIN_SCORE else _rare(sample)
    return body.decode(encoding or "utf-8", "replace")


def _is_believed(sample: bytes, encoding: str) -> bool:
    worth = score(sample, encoding)
    return worth >= 1 - MAX_DOUBT or worth >= guess(sample).score - MAX_DOUBT


def _meant(label: str | None, sample: bytes) -> str | None:
    """Return the encoding meant by *label*, None for an unknown one."""
    if label is None or not _LABEL.fullmatch(label):
        return None
    try:
        name = codecs.lookup(label.lower().removeprefix("x-")).name
    except LookupError:
        return None
    is_windows = name in WINDOWS_CYRILLIC
    return best_of_windows(sample, name).encoding if is_windows else _MEANT.get(name)


def _declared_inside(body: bytes) -> str | None:
    found = _META.search(body[:MAX_META_BYTES])
    return found[1].decode("ascii") if found else None


def _rare(sample: bytes) -> str | None:
    """Ask the general detector, for alphabets that have no table here: Greek, Hebrew, Thai."""
    # Slow to import, and hardly a page comes here.
    from charset_normalizer import from_bytes  # noqa: PLC0415 - see above

    best = from_bytes(sample, cp_isolation=_RARE).best()
    return best.encoding if best else None


def _prose(body: bytes) -> bytes:
    """Return a sample of what stands between the tags and is not ASCII."""
    pieces = (piece for piece in _TAG.split(body[:_MAX_LOOK_BYTES]) if not piece.isascii())
    return b" ".join(pieces)[:MAX_SAMPLE_BYTES]
