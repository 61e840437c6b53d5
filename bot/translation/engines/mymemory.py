"""MyMemory through deep-translator: keyless, 5,000 characters a day (50,000 with an e-mail)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from http import HTTPStatus
from typing import Any, ClassVar

from bot.core.engines import Capacity, Rank, Trouble, Unit
from bot.core.errors import PairNotSupportedError
from bot.core.models import LanguageCode
from bot.translation.engines.client import Respond, answered, asked, detached
from bot.translation.engines.dialect import Ask, Reply, usual_trouble

MAX_BYTES = 499  # of UTF-8; the service takes 500, the client fewer than 500 characters

# The country to ask for where the library's table has several for a language.
_PREFERRED = {
    "ar": "ar-SA",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "it": "it-IT",
    "pt": "pt-PT",
    "zh": "zh-CN",
}
_PAIR = ("en-GB", "kk-KZ")  # any: reading does not depend on it

# How a refusal begins, or what it holds, in the service's own capitals.
_USED_UP = ("MYMEMORY WARNING", "YOU USED ALL AVAILABLE FREE TRANSLATIONS")
_COMPLAINTS = {
    "INVALID EMAIL": Trouble.KEY,
    "LANGUAGE": Trouble.ANSWER,  # «INVALID LANGUAGE PAIR», «SELECT TWO DISTINCT LANGUAGES»
    "QUERY LENGTH": Trouble.ANSWER,
}
_QUOTA_CODES = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class MyMemoryDialect:
    """See Dialect. *url* is the whole address of the service; *email* raises its daily limit."""

    url: str
    email: str | None = field(repr=False)
    user_agent: str

    name: ClassVar[str] = "MyMemory"
    version: ClassVar[str] = "get"  # the path of its address; its mix of engines has no number
    rank: ClassVar[Rank] = Rank.KEYLESS
    capacity: ClassVar[Capacity] = Capacity(1, MAX_BYTES, MAX_BYTES, Unit.BYTES)

    def ask(self, texts: Sequence[str], source: LanguageCode, target: LanguageCode) -> Ask:
        """See Dialect."""
        if source not in _tags() or target not in _tags():
            raise PairNotSupportedError(self.name)
        tags = (_tags()[source], _tags()[target])
        [text] = texts
        query = asked(lambda respond: _client(tags, respond, self.email), text, engine=self.name)
        return Ask(self.url, query, {"User-Agent": self.user_agent})

    def trouble(self, reply: Reply) -> Trouble | None:
        """See Dialect; refusals come under HTTP 200, and as translations."""
        if not reply.text.lstrip().startswith("{"):
            return usual_trouble(reply)
        body = reply.json()
        told = str((body.get("responseData") or {}).get("translatedText"))
        if told.startswith(_USED_UP):
            return Trouble.QUOTA
        status = int(body.get("responseStatus", reply.status_code))
        return usual_trouble(reply) if status == HTTPStatus.OK else _refusal(status, told)

    def read(self, reply: Reply) -> Sequence[str]:
        """See Dialect; entities are left in by the service."""
        return [
            unescape(answered(lambda respond: _client(_PAIR, respond), reply, engine=self.name))
        ]


def _refusal(status: int, told: str) -> Trouble:
    for words, trouble in _COMPLAINTS.items():
        if words in told.upper():
            return trouble
    return Trouble.QUOTA if status in _QUOTA_CODES else Trouble.ANSWER


def _client(tags: tuple[str, str], respond: Respond, email: str | None = None) -> Any:
    return _client_type()(*tags, proxies=respond, email=email)


@cache
def _client_type() -> type[Any]:
    from deep_translator import MyMemoryTranslator  # noqa: PLC0415 - 0.2 s of imports

    return detached(MyMemoryTranslator)


@cache
def _tags() -> Mapping[str, str]:
    """The service's own tag for each of our codes."""
    from deep_translator.constants import (  # noqa: PLC0415 - 0.2 s of imports
        MY_MEMORY_LANGUAGES_TO_CODES,
    )

    tags = {tag.partition("-")[0]: tag for tag in MY_MEMORY_LANGUAGES_TO_CODES.values()}
    return tags | _PREFERRED
