"""Azure Translator, API 3.0: keyed; its free tier is used up or busy under codes of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import ClassVar

from bot.core.engines import Capacity, Rank, Trouble
from bot.core.errors import PairNotSupportedError
from bot.core.models import LanguageCode
from bot.translation.engines.codes import said, words
from bot.translation.engines.dialect import Ask, Reply, usual_trouble

URL = "https://api.cognitive.microsofttranslator.com"
CAPACITY = Capacity(texts=1_000, size=10_000, total=50_000)  # the service's own limits

_CODES = {"zh": "zh-Hans"}
_TARGETS = _CODES | {"pt": "pt-PT"}  # its plain pt is Brazil's
_FREE_QUOTA = 403001
_UNKNOWN_LANGUAGES = (400003, 400019, 400023, 400035, 400036, 400075)


@dataclass(frozen=True, slots=True)
class AzureDialect:
    """See Dialect. *region* is asked for by all but global resources."""

    key: str = field(repr=False)
    region: str | None = None
    url: str = URL
    capacity: Capacity = CAPACITY
    name: ClassVar[str] = "Azure"
    version: ClassVar[str] = "3.0"
    rank: ClassVar[Rank] = Rank.KEYED

    def ask(self, texts: Sequence[str], source: LanguageCode, target: LanguageCode) -> Ask:
        """See Dialect."""
        region = {"Ocp-Apim-Subscription-Region": self.region} if self.region else {}
        return Ask(
            f"{self.url.rstrip('/')}/translate",
            query=(
                ("api-version", self.version),
                ("from", _CODES.get(source, source)),
                ("to", _TARGETS.get(target, target)),
                ("textType", "plain"),
            ),
            headers={"Ocp-Apim-Subscription-Key": self.key, **region},
            body=[{"Text": text} for text in texts],
        )

    def trouble(self, reply: Reply) -> Trouble | None:
        """See Dialect."""
        is_refused = reply.status_code == HTTPStatus.BAD_REQUEST
        if is_refused and said(reply, "error", "code") in _UNKNOWN_LANGUAGES:
            raise PairNotSupportedError(self.name)
        return Trouble.QUOTA if _is_quota(reply) else usual_trouble(reply)

    def read(self, reply: Reply) -> Sequence[str]:
        """See Dialect."""
        return [one["translations"][0]["text"] for one in reply.json()]


def _is_quota(reply: Reply) -> bool:
    """Whether the month's characters are used up; the gateway before the service has no code."""
    if reply.status_code != HTTPStatus.FORBIDDEN:
        return False
    message = words(reply, "error", "message").casefold()
    return said(reply, "error", "code") == _FREE_QUOTA or "out of call volume quota" in message
