"""DeepL, API v2: keyed, fifty texts a request."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import ClassVar

from bot.core.engines import Capacity, Rank, Trouble, Unit
from bot.core.errors import PairNotSupportedError
from bot.core.models import LanguageCode
from bot.translation.engines.codes import words
from bot.translation.engines.dialect import Ask, Reply, usual_trouble

URL, FREE_URL = "https://api.deepl.com", "https://api-free.deepl.com"
FREE_KEY_END = ":fx"
CAPACITY = Capacity(texts=50, size=40_000, total=40_000, unit=Unit.BYTES)
"""A body may have 128 KiB, and JSON writes the two bytes of a Cyrillic letter as six."""

# Of the languages known here all are in DeepL's table (September 2026), Kazakh as text only.
_LANGUAGES = frozenset(
    "ar az ba be bg de en es fr it ja kk ko ky pl pt ru tr tt uk uz zh".split()  # noqa: SIM905 - a list of 22 lines says no more
)
_TARGETS = {"en": "EN-GB", "pt": "PT-PT", "zh": "ZH-HANS"}  # without a country: out of date


@dataclass(frozen=True, slots=True)
class DeepLDialect:
    """See Dialect. *url* stands in for the address that the key leads to."""

    key: str = field(repr=False)
    url: str | None = None
    capacity: Capacity = CAPACITY
    name: ClassVar[str] = "DeepL"
    version: ClassVar[str] = "v2"
    rank: ClassVar[Rank] = Rank.KEYED

    def ask(self, texts: Sequence[str], source: LanguageCode, target: LanguageCode) -> Ask:
        """See Dialect."""
        if not _LANGUAGES.issuperset((source, target)):
            raise PairNotSupportedError(self.name)
        base = self.url or (FREE_URL if self.key.endswith(FREE_KEY_END) else URL)
        return Ask(
            f"{base.rstrip('/')}/v2/translate",
            headers={"Authorization": f"DeepL-Auth-Key {self.key}"},
            body={
                "text": list(texts),
                "source_lang": source.upper(),
                "target_lang": _TARGETS.get(target, target.upper()),
            },
        )

    def trouble(self, reply: Reply) -> Trouble | None:
        """See Dialect."""
        if reply.status_code == HTTPStatus.BAD_REQUEST:
            self._refuse_pair(words(reply, "message"))
        return usual_trouble(reply)

    def read(self, reply: Reply) -> Sequence[str]:
        """See Dialect."""
        return [one["text"] for one in reply.json()["translations"]]

    def _refuse_pair(self, message: str) -> None:
        if "_lang' not supported" in message:
            raise PairNotSupportedError(self.name)
