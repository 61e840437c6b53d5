"""Cache keys: a hash of everything the answer depends on, and of nothing else."""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b
from typing import assert_never

from bot.core.models import (
    ArticleRequest,
    FileRequest,
    HtmlRequest,
    LanguageCode,
    LinkRequest,
    TextRequest,
)

SUMMARY_VERSION = 2  # raise when cleaning, segmentation or ranking changes what is chosen
TRANSLATION_VERSION = 1  # raise when _normalised changes

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})
_DASHES = str.maketrans({"–": "-", "—": "-", "\u2011": "-"})


def request_source(request: ArticleRequest) -> str:
    """What a request is about: the address, or a hash of all that was sent."""
    match request:
        case LinkRequest(url):
            return url
        case TextRequest(text, title):
            return _digest("text", title or "", text)
        case HtmlRequest(html, url):
            return _digest("html", url or "", html)
        case FileRequest(name, content):
            return _digest("file", name, content.hex())
        case _:
            assert_never(request)


def summary_key(source: str, *, method: str, language: LanguageCode | None = None) -> str:
    """Key of a summary; *source* is from request_source, *language* an override."""
    return _digest("summary", str(SUMMARY_VERSION), method, language or "", source)


def translation_key(
    text: str, *, source: LanguageCode, target: LanguageCode, glossary: Sequence[str] = ()
) -> str:
    """Key of a sentence between two languages; typographic variants share it.

    *glossary* holds the renditions that were asked for in it, in order.
    """
    parts = ("sentence", str(TRANSLATION_VERSION), source, target, _normalised(text))
    return _digest(*parts, *glossary)


def _normalised(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    plain = composed.translate(_QUOTES).translate(_DASHES)
    return re.sub(r"\s+", " ", plain).strip()


def _digest(*parts: str) -> str:
    """32 hex digits: short enough for a button's 64 bytes, long enough never to collide."""
    joined = "\x1f".join(parts).encode(errors="surrogatepass")
    return blake2b(joined, digest_size=16).hexdigest()
