"""Zip archives of strangers: checked before anything is unpacked, and counted while it is. Pure.

Nothing is written to disk, so a name in an archive is a key and never a path.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bot.core.errors import BrokenFileError, EncryptedFileError
from bot.core.models import FileRequest

MAX_ENTRIES = 10_000  # a picture book has a thousand; each entry costs zipfile a kilobyte
MAX_TOTAL_BYTES = 512 * 2**20  # declared, all entries: 25 times the largest file that is taken
MAX_PART_BYTES = 64 * 2**20  # unpacked, of one entry: a novel under a heap of markup
MAX_SMALL_BYTES = 8 * 2**20  # of one that is read whole: a list of contents, a chapter
MAX_RATIO = 200  # of office files and books 40 at most; what deflate can do is 1,032
_SMALL_BYTES = 2**20  # a ratio says nothing about less
_CHUNK_BYTES = 2**16
_LOCAL_HEADER_BYTES = 30

_ENTRY = b"PK\x01\x02"
_ZIP64_LOCATOR = b"PK\x06\x07"
_ENCRYPTED = 0x1
_BROKEN = (  # what zipfile lets out, by its source
    BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip


class Archive:
    """The entries of a zip file, by name."""

    def __init__(self, file: FileRequest) -> None:
        """Read the directory and hold it against what a book or an office file can be.

        Raises:
            BrokenFileError: Damaged, or made to hurt: too many or overlapping entries, sums
                or ratios beyond all measure, two entries of one name.
            EncryptedFileError: An entry asks for a password.
        """
        self.name = file.name
        self._entries = _checked(file)
        self._zip = _open(file)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> Iterable[str]:
        """The names of all entries."""
        return self._entries.keys()

    def chunks(self, name: str, limit_bytes: int = MAX_PART_BYTES) -> Iterator[bytes]:
        """Unpack an entry piece by piece.

        Raises:
            BrokenFileError: It is not there, damaged, or unpacks to more than *limit_bytes*.
        """
        unpacked = 0
        for chunk in self._unpack(name):
            unpacked += len(chunk)
            if unpacked > limit_bytes:
                raise BrokenFileError(self.name)
            yield chunk

    def read(self, name: str) -> bytes:
        """Unpack a whole entry, of MAX_SMALL_BYTES at most; raises what ``chunks`` raises."""
        return b"".join(self.chunks(name, MAX_SMALL_BYTES))

    def _unpack(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(self._entries[name]) as entry:
                while chunk := entry.read(_CHUNK_BYTES):
                    yield chunk
        except (*_BROKEN, KeyError):
            raise BrokenFileError(self.name) from None


def _open(file: FileRequest) -> ZipFile:
    try:
        return ZipFile(BytesIO(file.content))
    except _BROKEN:
        raise BrokenFileError(file.name) from None


def _checked(file: FileRequest) -> dict[str, ZipInfo]:
    """Return the entries by name; the cheap checks come before zipfile builds its lists."""
    content = file.content
    if content.count(_ENTRY) > MAX_ENTRIES or _ZIP64_LOCATOR in content[-_TAIL_BYTES:]:
        raise BrokenFileError(file.name)
    entries = _open(file).infolist()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise EncryptedFileError(file.name)
    names = {entry.filename: entry for entry in entries}
    sane = len(names) == len(entries) and all(map(_is_sane, entries)) and _is_apart(entries)
    if not sane or sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        raise BrokenFileError(file.name)
    return names


_TAIL_BYTES = 2**16 + 64  # the longest comment and the records of the end


def _is_sane(entry: ZipInfo) -> bool:
    """Whether the entry is packed as these formats prescribe, and not beyond all measure."""
    known = entry.compress_type in {ZIP_STORED, ZIP_DEFLATED}
    return known and entry.file_size <= max(_SMALL_BYTES, entry.compress_size * MAX_RATIO)


def _is_apart(entries: list[ZipInfo]) -> bool:
    """Whether no entry holds another: a bomb gives out the same bytes many times."""
    spans = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    return all(
        start + _LOCAL_HEADER_BYTES + size <= following
        for (start, size), (following, _) in pairwise(spans)
    )
