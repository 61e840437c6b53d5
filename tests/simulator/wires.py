"""The wire formats of the keyless services, as deep-translator 1.11.4 reads them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import ClassVar, Final

from tests.simulator.wire import Heard, Request, Said

HTML: Final = "text/html; charset=utf-8"
BLOCK_PAGE: Final = (
    "<html><head><title>Sorry...</title></head><body>Our systems have detected unusual traffic"
    " from your computer network.</body></html>"
)
QUOTA_TEXT: Final = (
    "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN"
    "  13 HOURS 31 MINUTES 45 SECONDS VISIT"
    " HTTPS://MYMEMORY.TRANSLATED.NET/DOC/USAGELIMITS.PHP TO TRANSLATE MORE"
)
_TOO_MANY: Final = Said(429, "Too Many Requests", "text/plain", {"Retry-After": "7"})


class Markup(str):
    """A text that is HTML already."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class GoogleWire:
    """A page for small phones: ``GET /m?sl=…&tl=…&q=…``."""

    engine: ClassVar[str] = "google"

    def read(self, request: Request) -> Heard | Said:
        asked = dict(request.query)
        if request.method != "GET" or not asked.keys() >= {"sl", "tl", "q"}:
            return Said(400, "<html><title>Error 400 (Bad Request)!!1</title></html>", HTML)
        return Heard(self.engine, (asked["q"],), asked["sl"], asked["tl"], request)

    def answer(self, texts: Sequence[str], heard: Heard) -> Said:
        shown = [text if isinstance(text, Markup) else escape(text) for text in texts]
        results = "".join(f'<div class="result-container">{one}</div>' for one in shown)
        return Said(200, f"<html><body><a>Google</a>{results}</body></html>", HTML)

    def busy(self) -> Said:
        return _TOO_MANY

    def quota(self) -> Said:
        return Said(429, BLOCK_PAGE, HTML)  # it counts nobody's characters: it blocks

    def bad_key(self) -> Said:
        return Said(403, "<html><title>Error 403 (Forbidden)!!1</title></html>", HTML)

    def odd(self) -> Said:
        return Said(200, "<html><body><p>Google</p></body></html>", HTML)


@dataclass(frozen=True, slots=True)
class MyMemoryWire:
    """``GET /get?langpair=kk-KZ|ru-RU&q=…[&de=…]``; refusals come under HTTP 200."""

    engine: ClassVar[str] = "mymemory"

    def read(self, request: Request) -> Heard | Said:
        asked = dict(request.query)
        source, bar, target = asked.get("langpair", "").partition("|")
        if request.method != "GET" or not bar or "q" not in asked:
            return _record("INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT", 403)
        if len(asked["q"].encode()) > 500:
            return _record("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", 403)
        return Heard(self.engine, (asked["q"],), source, target, request)

    def answer(self, texts: Sequence[str], heard: Heard) -> Said:
        return _record("".join(texts))

    def busy(self) -> Said:
        return _TOO_MANY

    def quota(self) -> Said:
        return _record(QUOTA_TEXT, 429)

    def bad_key(self) -> Said:
        return _record("INVALID EMAIL PROVIDED", "403")

    def odd(self) -> Said:
        return _record(["Сәлем!"])


def _record(shown: object, status: int | str = 200) -> Said:
    """What MyMemory says; its status is a number, or the digits of one."""
    body: Mapping[str, object] = {
        "responseData": {"translatedText": shown, "match": 0.85},
        "quotaFinished": str(status) == "429",
        "responseDetails": "" if status == 200 else shown,
        "responseStatus": status,
        "matches": [],
    }
    return Said(200, json.dumps(body, ensure_ascii=False))


KEYLESS_WIRES: Final = (GoogleWire(), MyMemoryWire())
