"""What a chat chose: its language, length and script, with the app's and the owner's defaults."""

from dataclasses import dataclass, replace

import structlog

from bot.core.errors import StoreError
from bot.core.languages import interface_language
from bot.core.models import ChatPreferences, LanguageCode, Length, Script
from bot.core.ports import ChatStore, Clock

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What holds for a chat now, defaults filled in."""

    language: LanguageCode
    length: Length
    script: Script = Script.CYRILLIC


@dataclass(frozen=True, slots=True)
class Preferences:
    """Reads and changes what chats chose."""

    chats: ChatStore
    clock: Clock
    default_length: Length

    async def of(self, chat_id: int, app_language: str | None) -> Chosen:
        """What holds for the chat; *app_language* is the language of the person's app."""
        try:
            saved = await self.chats.preferences(chat_id)
        except StoreError as error:  # an answer in the app's language beats none
            _log.warning("preferences.unavailable", error=error.code)
            saved = ChatPreferences()
        return Chosen(
            saved.language or interface_language(app_language),
            saved.length or self.default_length,
            saved.script or Script.CYRILLIC,
        )

    async def choose(
        self,
        chat_id: int,
        *,
        language: LanguageCode | None = None,
        length: Length | None = None,
        script: Script | None = None,
    ) -> None:
        """Remember a choice; None leaves the others as they are."""
        saved = await self.chats.preferences(chat_id)
        changed = replace(
            saved,
            language=language or saved.language,
            length=length or saved.length,
            script=script or saved.script,
        )
        if changed != saved:
            await self.chats.save_preferences(chat_id, changed, now=self.clock())
