"""Google Cloud Translation, API v2 (Basic): keyed, plain text in and out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import ClassVar

from bot.core.engines import Capacity, Rank, Trouble
from bot.core.errors import PairNotSupportedError
from bot.core.models import LanguageCode
from bot.translation.engines.codes import words
from bot.translation.engines.dialect import Ask, Reply, usual_trouble

URL = "https://translation.googleapis.com"
CAPACITY = Capacity(texts=128, size=5_000, total=30_000)
"""The service's own limit of texts, and what it recommends of characters."""

_CODES = {"zh": "zh-CN"}
_REASONS = {
    "dailyLimitExceeded": Trouble.QUOTA,
    "quotaExceeded": Trouble.QUOTA,
    "userRateLimitExceeded": Trouble.BUSY,  # comes under 403
    "rateLimitExceeded": Trouble.BUSY,
    "keyInvalid": Trouble.KEY,  # comes under 400
    "keyExpired": Trouble.KEY,
    "API_KEY_INVALID": Trouble.KEY,
}
_UNKNOWN_LANGUAGE = ("Invalid Value", "Bad language pair")


@dataclass(frozen=True, slots=True)
class GoogleCloudDialect:
    """See Dialect. The key goes in a header: an address is written down on its way."""

    key: str = field(repr=False)
    url: str = URL
    capacity: Capacity = CAPACITY
    name: ClassVar[str] = "Google Cloud"
    version: ClassVar[str] = "v2"
    rank: ClassVar[Rank] = Rank.KEYED

    def ask(self, texts: Sequence[str], source: LanguageCode, target: LanguageCode) -> Ask:
        """See Dialect."""
        return Ask(
            f"{self.url.rstrip('/')}/language/translate/v2",
            headers={"X-Goog-Api-Key": self.key},
            body={
                "q": list(texts),
                "source": _CODES.get(source, source),
                "target": _CODES.get(target, target),
                "format": "text",  # else the answer has HTML's entities
            },
        )

    def trouble(self, reply: Reply) -> Trouble | None:
        """See Dialect."""
        if reply.status_code == HTTPStatus.OK:
            return usual_trouble(reply)
        if words(reply, "error", "message").startswith(_UNKNOWN_LANGUAGE):
            raise PairNotSupportedError(self.name)
        found = [_REASONS[reason] for reason in _reasons(reply) if reason in _REASONS]
        return found[0] if found else usual_trouble(reply)

    def read(self, reply: Reply) -> Sequence[str]:
        """See Dialect."""
        return [one["translatedText"] for one in reply.json()["data"]["translations"]]


def _reasons(reply: Reply) -> tuple[str, str]:
    """The word of an error's kind, in the newer and in the older place."""
    newer = words(reply, "error", "details", 0, "reason")
    return newer, words(reply, "error", "errors", 0, "reason")
