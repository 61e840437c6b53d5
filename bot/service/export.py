"""Give the owner what was translated, to be kept, corrected and imported elsewhere."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.engines import Passage
from bot.core.languages import INTERFACE_LANGUAGES
from bot.core.models import ORIGINAL, LanguageCode, Translation

Texts = AsyncIterator[Sequence[tuple[str, LanguageCode]]]
"""Texts with their languages, some at a time."""


class Rememberer(Protocol):
    """The chain, without its engines."""

    async def remembered(
        self, passages: Sequence[Passage], *, target: LanguageCode
    ) -> tuple[Translation | None, ...]:
        """Return what is there already."""
        ...


@dataclass(frozen=True, slots=True)
class ExportMemory:
    """Pairs the sentences of kept summaries with their kept translations.

    The store itself holds no original text of a translation, only a hash of it.
    """

    texts: Callable[[], Texts]
    chain: Rememberer

    async def __call__(self) -> AsyncIterator[dict[LanguageCode, str]]:
        """Yield each sentence in the languages it is known in; those in one only are left out."""
        async for some in self.texts():
            passages = [Passage(text, language) for text, language in dict.fromkeys(some)]
            units = [{one.language: one.text} for one in passages if one.language]
            for target in INTERFACE_LANGUAGES:
                made = await self.chain.remembered(passages, target=target)
                for unit, one in zip(units, made, strict=True):
                    if one is not None and one.engine != ORIGINAL and not one.doubts:
                        unit.setdefault(target, one.text)
            for unit in units:
                if len(unit) > 1:
                    yield unit
