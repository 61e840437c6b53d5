"""Yandex Cloud Translate, API v2: keyed, sold in Kazakhstan too."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import ClassVar

from bot.core.engines import Capacity, Rank, Trouble
from bot.core.errors import PairNotSupportedError
from bot.core.models import LanguageCode
from bot.translation.engines.codes import words
from bot.translation.engines.dialect import Ask, Reply, usual_trouble

URL = "https://translate.api.cloud.yandex.net"
CAPACITY = Capacity(texts=100, size=10_000, total=10_000)
"""The service's own limit of characters; that of texts is ours."""

_UNKNOWN_LANGUAGE = ("unsupported source_language_code", "unsupported target_language_code")
_HOURLY_LIMIT = "limit on units"  # of characters; «limit on requests» is for a second


@dataclass(frozen=True, slots=True)
class YandexDialect:
    """See Dialect. *folder* may stay away: the key's service account has its own."""

    key: str = field(repr=False)
    folder: str | None = None
    url: str = URL
    capacity: Capacity = CAPACITY
    name: ClassVar[str] = "Yandex"
    version: ClassVar[str] = "v2"
    rank: ClassVar[Rank] = Rank.KEYED

    def ask(self, texts: Sequence[str], source: LanguageCode, target: LanguageCode) -> Ask:
        """See Dialect."""
        folder = {"folderId": self.folder} if self.folder else {}
        return Ask(
            f"{self.url.rstrip('/')}/translate/v2/translate",
            headers={"Authorization": f"Api-Key {self.key}"},
            body={
                **folder,
                "texts": list(texts),
                "sourceLanguageCode": source,
                "targetLanguageCode": target,
                "format": "PLAIN_TEXT",
            },
        )

    def trouble(self, reply: Reply) -> Trouble | None:
        """See Dialect."""
        message = "" if reply.status_code == HTTPStatus.OK else words(reply, "message")
        if message.startswith(_UNKNOWN_LANGUAGE):
            raise PairNotSupportedError(self.name)
        return Trouble.QUOTA if message.startswith(_HOURLY_LIMIT) else usual_trouble(reply)

    def read(self, reply: Reply) -> Sequence[str]:
        """See Dialect."""
        return [one["text"] for one in reply.json()["translations"]]
