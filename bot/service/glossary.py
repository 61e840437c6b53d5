"""What a chat wants kept as it is, or translated its own way."""

from dataclasses import dataclass

import structlog

from bot.core.errors import StoreError
from bot.core.models import LanguageCode, Term
from bot.core.ports import GlossaryStore
from bot.translation.glossary import parse_term

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Reads and changes a chat's terms."""

    store: GlossaryStore

    async def of(self, chat_id: int) -> tuple[Term, ...]:
        """The chat's terms; none while the store cannot be read."""
        try:
            return tuple(await self.store.terms(chat_id))
        except StoreError as error:  # a translation without the glossary beats none
            _log.warning("glossary.unavailable", error=error.code)
            return ()

    async def add(self, chat_id: int, line: str, language: LanguageCode) -> Term | None:
        """Keep what *line* says, a rendition for *language*; None if it says nothing clear.

        Raises:
            GlossaryFullError: The chat has as many terms as it may.
        """
        term = parse_term(line, language)
        if term is not None:
            if term.rendition is None:  # else a rendition given before would go on holding
                await self.store.drop_term(chat_id, term.text)
            await self.store.put_term(chat_id, term)
        return term

    async def drop(self, chat_id: int, text: str) -> bool:
        """Forget a term; False if there was none."""
        return await self.store.drop_term(chat_id, text)
