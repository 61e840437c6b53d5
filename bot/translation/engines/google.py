"""Google's keyless page through deep-translator: unofficial, rate-limited, one GET a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from http import HTTPStatus
from typing import Any, ClassVar

from bot.core.engines import Capacity, Rank, Trouble, Unit
from bot.core.models import LanguageCode
from bot.translation.engines.client import Respond, answered, asked, detached
from bot.translation.engines.dialect import Ask, Reply, usual_trouble

MAX_QUERY_BYTES = 14_000
"""Of text in a URL; Google refuses 16,000 (deep-translator#224). Cyrillic takes 6 a letter."""

MAX_PAGE_CHARS = 500_000  # fifty times a page of Google's; parsing takes a second a million
MAX_REDIRECTS = 3  # to another country's address, or to the page for robots

_CODES = {"he": "iw", "zh": "zh-CN"}
_PAIR = ("en", "kk")  # any: reading does not depend on it
_RESULT = re.compile(r"""\bclass=["']?(?:result-container|t0)\b""")
_ERROR_TITLE = re.compile(r"\bError \d{3} \([A-Za-z ']{2,40}\)!!1")  # given as a translation
_BREAK = re.compile(r"<br\b[^<>]*>")
_STYLE = re.compile(r"</?(?:b|i|em|strong|span)\b[^<>]*>")


@dataclass(frozen=True, slots=True)
class GoogleDialect:
    """See Dialect. *url* is the whole address of the page, as Google's own ends in ``/m``."""

    url: str
    user_agent: str

    name: ClassVar[str] = "Google"
    version: ClassVar[str] = "m"  # the page for small phones; its model has no number
    rank: ClassVar[Rank] = Rank.KEYLESS
    capacity: ClassVar[Capacity] = Capacity(1, MAX_QUERY_BYTES, MAX_QUERY_BYTES, Unit.URL_BYTES)

    def ask(self, texts: Sequence[str], source: LanguageCode, target: LanguageCode) -> Ask:
        """See Dialect; the client takes fewer than 5,000 characters of any script."""
        codes = (_CODES.get(source, source), _CODES.get(target, target))
        [text] = texts
        query = asked(lambda respond: _client(codes, respond), text, engine=self.name)
        return Ask(self.url, query, {"User-Agent": self.user_agent}, redirects=MAX_REDIRECTS)

    def trouble(self, reply: Reply) -> Trouble | None:
        """See Dialect; a translation may speak of robots, a page without one means it."""
        if len(reply.text) > MAX_PAGE_CHARS:
            return Trouble.ANSWER
        if reply.status_code == HTTPStatus.OK and _RESULT.search(reply.text):
            return Trouble.FAILING if _ERROR_TITLE.search(reply.text) else None
        found = usual_trouble(reply)
        return Trouble.BLOCKED if found is Trouble.KEY else found  # there is no key to refuse

    def read(self, reply: Reply) -> Sequence[str]:
        """See Dialect; tags go first: the client glues the words on both sides of one."""
        plain = replace(reply, text=_STYLE.sub("", _BREAK.sub(" ", reply.text)))
        return [answered(lambda respond: _client(_PAIR, respond), plain, engine=self.name)]


def _client(codes: tuple[str, str], respond: Respond) -> Any:
    return _client_type()(*codes, proxies=respond)


@cache
def _client_type() -> type[Any]:
    from deep_translator import GoogleTranslator  # noqa: PLC0415 - 0.2 s of imports

    return detached(GoogleTranslator)
