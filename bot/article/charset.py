"""Bytes of a page to text, whatever its labels say. Pure."""

import codecs
import re

MAX_META_BYTES = 4_096  # browsers look at 1,024; old pages declare behind a long comment
_MAX_SAMPLE_BYTES = 16_384  # for the detector: enough for its statistics, a few ms of its time
_MAX_LOOK_BYTES = 1_048_576
_MIN_GOOD_UTF8 = 1 / 3  # of non-ASCII characters; legacy encodings read as UTF-8 stay under 1/6
_MIN_GOOD_LEGACY = 9 / 10

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

_LEGACY = [  # what the detector may answer; Mac Cyrillic and ISO 8859-5 it takes for cp1251
    "cp1251", "koi8_r", "kz1048", "ptcp154", "cp866",
    "cp1252", "cp1254", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949",
]  # fmt: skip

# Kazakh pages were written in variants of windows-1251, and labelled windows-1251 or not at all.
_CP1251 = "cp1251"
_KAZAKH = ("kz1048", "ptcp154")
_CHANCE_LETTERS = 3  # as many may be signs such as "±" and "‰" that a variant has letters for
_BYTES_A_LETTER = 100  # Kazakh has a letter that tells the variants apart in every thirty
_LETTERS = frozenset(  # of Kazakh and of what else is written in windows-1251
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя" "әғқңөұүһі" "їєґў" "ђјљњћџ"
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ" "ӘҒҚҢӨҰҮҺІ" "ЇЄҐЎ" "ЂЈЉЊЋЏ"
)  # fmt: skip

_LABEL = re.compile(r"[A-Za-z0-9._:-]{1,40}")
_META = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]*(?:charset|encoding)\s*=\s*(?:[\"']\s*)?([A-Za-z0-9._:-]{1,40})",
    re.IGNORECASE,
)
_TAG = re.compile(rb"<[^<>]*>")


def decode(body: bytes, declared: str | None) -> str:
    """Return the text of *body*; what no encoding explains becomes U+FFFD.

    The byte order mark wins, then UTF-8 if the bytes are that, then *declared* (the
    charset of the HTTP header), the page's own declaration, and a guess from the bytes.
    A label that does not fit the bytes is passed over.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    text = _read(body, "utf-8")
    for label in () if text is not None else (declared, _declared_inside(body)):
        text = _read(body, _meant(label, body)) if text is None else text
    return _guess(body) if text is None else text


def _read(body: bytes, encoding: str | None) -> str | None:
    """Decode, or None when too little of it makes sense in *encoding*."""
    if encoding is None:
        return None
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        text = body.decode(encoding, "replace")
    bad = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    wanted = _MIN_GOOD_UTF8 if encoding == "utf-8" else _MIN_GOOD_LEGACY
    return text if foreign - bad >= foreign * wanted else None


def _meant(label: str | None, body: bytes) -> str | None:
    """Return the encoding meant by *label*, None for an unknown one."""
    if label is None or not _LABEL.fullmatch(label):
        return None
    try:
        name = codecs.lookup(label.lower().removeprefix("x-")).name
    except LookupError:
        return None
    return _kazakh_variant(_prose(body)) or _CP1251 if name == _CP1251 else _MEANT.get(name)


def _declared_inside(body: bytes) -> str | None:
    found = _META.search(body[:MAX_META_BYTES])
    return found[1].decode("ascii") if found else None


def _guess(body: bytes) -> str:
    # Slow to import, and most pages never come here.
    from charset_normalizer import from_bytes  # noqa: PLC0415 - see above

    prose = _prose(body)
    best = from_bytes(prose, cp_isolation=_LEGACY).best()
    encoding = best.encoding if best else None
    if encoding in (None, _CP1251, *_KAZAKH):
        encoding = _kazakh_variant(prose) or encoding
    return body.decode(encoding or "utf-8", "replace")


def _prose(body: bytes) -> bytes:
    """Return a sample of what stands between the tags and is not ASCII."""
    pieces = (piece for piece in _TAG.split(body[:_MAX_LOOK_BYTES]) if not piece.isascii())
    return b" ".join(pieces)[:_MAX_SAMPLE_BYTES]


def _kazakh_variant(prose: bytes) -> str | None:
    """Return the variant of windows-1251 that makes more letters of *prose* than it does."""
    letters = {name: _count_letters(prose.decode(name, "ignore")) for name in (_CP1251, *_KAZAKH)}
    best = max(_KAZAKH, key=letters.__getitem__)
    wanted = letters[_CP1251] + _CHANCE_LETTERS + len(prose) // _BYTES_A_LETTER
    return best if letters[best] > wanted else None


def _count_letters(text: str) -> int:
    return sum(char in _LETTERS for char in text)
