"""Translation memories as TMX files, written one unit at a time.

Source of the format: TMX 1.4b, https://www.gala-global.org/tmx-14b.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from bot import __version__
from bot.core.models import LanguageCode
from bot.translation.memory.tmx import MAX_SEGMENT_CHARS

Texts = Mapping[LanguageCode, str]
"""A sentence by language."""

_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="Qysqa" creationtoolversion={version} creationdate="{date}" \
segtype="sentence" o-tmf="Qysqa" adminlang="en" srclang="*all*" datatype="plaintext"/>
<body>
"""
_TAIL: Final = "</body>\n</tmx>\n"
# XML 1.0 §2.2: no XML file can hold these, not even escaped.
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_tmx(target: BinaryIO, units: Iterable[Texts], *, now: datetime) -> int:
    """Write *units* into *target* as a whole file, made *now*; return how many are in it.

    White space is collapsed and what XML cannot hold is dropped. A text that read_tmx
    would not take is left out, and so is a unit with fewer than two.
    """
    written = 0
    with tmx_writer(target, now=now) as write:
        for unit in units:
            written += write(unit)
    return written


@contextmanager
def tmx_writer(target: BinaryIO, *, now: datetime) -> Iterator[Callable[[Texts], bool]]:
    """Give a function that writes a unit into *target* and says whether it did; see write_tmx.

    The file is whole at the end, not before.
    """
    date = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    target.write(_HEAD.format(version=quoteattr(__version__), date=date).encode())

    def write(unit: Texts) -> bool:
        texts = {language: plain for language, text in unit.items() if (plain := _plain(text))}
        if len(texts) > 1:
            target.write(_unit(texts).encode())
        return len(texts) > 1

    yield write
    target.write(_TAIL.encode())


def _unit(texts: Texts) -> str:
    variants = (
        f"<tuv xml:lang={quoteattr(language)}><seg>{escape(text)}</seg></tuv>\n"
        for language, text in texts.items()
    )
    return f"<tu>\n{''.join(variants)}</tu>\n"


def _plain(text: str) -> str:
    """The text as read_tmx gives it back; empty if it would not."""
    plain = " ".join(_ILLEGAL.sub("", text).split())
    return plain if len(plain) <= MAX_SEGMENT_CHARS else ""
