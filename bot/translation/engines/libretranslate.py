"""LibreTranslate, on a server of the owner's; which languages it has, it alone knows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import ClassVar

from bot.core.engines import Capacity, Rank, Trouble
from bot.core.errors import PairNotSupportedError
from bot.core.models import LanguageCode
from bot.translation.engines.codes import words
from bot.translation.engines.dialect import Ask, Reply, usual_trouble

CAPACITY = Capacity(texts=8, size=2_000, total=4_000)
"""Ours: a server without a graphics card takes up to a second a sentence, one by one."""

_UNKNOWN_LANGUAGE = ("is not supported", "is not available as a target language")
_TROUBLES = {
    "to get an API key": Trouble.KEY,  # comes under 400
    "limits violations": Trouble.BLOCKED,  # the address is banned; comes under 403
    " per 1 day": Trouble.QUOTA,
}


@dataclass(frozen=True, slots=True)
class LibreTranslateDialect:
    """See Dialect. *url* is the server's, without ``/translate``."""

    url: str
    key: str | None = field(default=None, repr=False)
    capacity: Capacity = CAPACITY
    name: ClassVar[str] = "LibreTranslate"
    version: ClassVar[str] = "1"
    rank: ClassVar[Rank] = Rank.SELF_HOSTED

    def ask(self, texts: Sequence[str], source: LanguageCode, target: LanguageCode) -> Ask:
        """See Dialect."""
        key = {"api_key": self.key} if self.key else {}
        return Ask(
            f"{self.url.rstrip('/')}/translate",
            body={
                "q": list(texts),
                "source": source,
                "target": target,
                "format": "text",
                **key,
            },
        )

    def trouble(self, reply: Reply) -> Trouble | None:
        """See Dialect."""
        message = "" if reply.status_code == HTTPStatus.OK else words(reply, "error")
        if any(phrase in message for phrase in _UNKNOWN_LANGUAGE):
            raise PairNotSupportedError(self.name)
        found = [trouble for phrase, trouble in _TROUBLES.items() if phrase in message]
        return found[0] if found else usual_trouble(reply)

    def read(self, reply: Reply) -> Sequence[str]:
        """See Dialect."""
        found = reply.json()["translatedText"]
        return found if isinstance(found, list) else [found]
