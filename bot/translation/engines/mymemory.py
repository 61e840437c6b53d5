"""MyMemory through deep-translator: keyless, 5,000 characters a day (50,000 with an e-mail)."""

from dataclasses import replace
from html import unescape
from http import HTTPStatus

from deep_translator import MyMemoryTranslator, mymemory
from deep_translator.constants import MY_MEMORY_LANGUAGES_TO_CODES

from bot.core.errors import PairNotSupportedError, SentenceTooLongError
from bot.core.models import LanguageCode
from bot.translation.engines.client import Caller, Reply, Requests, Respond, Service, Timeouts

MAX_BYTES = 500  # of UTF-8, not characters: the service's own specification

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
_TAGS = {tag.partition("-")[0]: tag for tag in MY_MEMORY_LANGUAGES_TO_CODES.values()} | _PREFERRED

mymemory.requests = Requests


class MyMemoryEngine:
    """See bot.core.ports.Engine."""

    name = "MyMemory"

    def __init__(
        self, *, url: str, email: str | None, user_agent: str, timeouts: Timeouts | None = None
    ) -> None:
        self._email = email
        self._call = Caller(Service(self.name, url, user_agent, timeouts or Timeouts(), _honest))

    async def translate(self, text: str, *, source: LanguageCode, target: LanguageCode) -> str:
        """Return *text* in *target*; see the port for what it raises."""
        if source not in _TAGS or target not in _TAGS:
            raise PairNotSupportedError(self.name)
        if len(text.encode(errors="replace")) > MAX_BYTES:
            raise SentenceTooLongError(self.name)

        def client(respond: Respond) -> MyMemoryTranslator:
            tags = (_TAGS[source], _TAGS[target])
            return MyMemoryTranslator(*tags, proxies=respond, email=self._email)

        return unescape(await self._call(client, text))

    def close(self) -> None:
        """Nothing outlives a call."""


def _honest(reply: Reply) -> Reply:
    """Give *reply* the status in its body: refusals come under HTTP 200, as translations."""
    if reply.status_code != HTTPStatus.OK:
        return reply
    return replace(reply, status_code=int(reply.json().get("responseStatus", HTTPStatus.OK)))
