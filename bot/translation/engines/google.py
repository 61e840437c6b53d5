"""Google's keyless page through deep-translator: unofficial, rate-limited, one GET a sentence."""

import re
from dataclasses import replace
from urllib.parse import quote_plus

from deep_translator import GoogleTranslator, google

from bot.core.errors import SentenceTooLongError
from bot.core.models import LanguageCode
from bot.translation.engines.client import Caller, Reply, Requests, Respond, Service, Timeouts

MAX_QUERY_BYTES = 14_000
"""Of text in a URL; Google refuses 16,000 (deep-translator#224). Cyrillic takes 6 a letter."""

_CODES = {"zh": "zh-CN"}
_BREAK = re.compile(r"<br\b[^<>]*>")
_STYLE = re.compile(r"</?(?:b|i|em|strong|span)\b[^<>]*>")

google.requests = Requests


class GoogleEngine:
    """See bot.core.ports.Engine."""

    name = "Google"

    def __init__(self, *, url: str, user_agent: str, timeouts: Timeouts | None = None) -> None:
        self._call = Caller(Service(self.name, url, user_agent, timeouts or Timeouts(), _in_one))

    async def translate(self, text: str, *, source: LanguageCode, target: LanguageCode) -> str:
        """Return *text* in *target*; see the port for what it raises."""
        if len(quote_plus(text, errors="replace")) > MAX_QUERY_BYTES:
            raise SentenceTooLongError(self.name)

        def client(respond: Respond) -> GoogleTranslator:
            codes = (_CODES.get(source, source), _CODES.get(target, target))
            return GoogleTranslator(*codes, proxies=respond)

        return await self._call(client, text)

    def close(self) -> None:
        """Nothing outlives a call."""


def _in_one(reply: Reply) -> Reply:
    """Take tags out of the sentence: the client glues the words on both sides of one."""
    return replace(reply, text=_STYLE.sub("", _BREAK.sub(" ", reply.text)))
