"""In-memory stand-ins for the store's ports, held to the same contract as the database."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.core.keys import translation_key
from bot.core.models import ChatPreferences, LanguageCode, Summary, Translation
from bot.core.ports import Clock


class FakeSummaryStore:
    """SummaryStore in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[Summary, datetime]] = {}

    async def get_summary(self, key: str, *, newer_than: datetime) -> Summary | None:
        summary, created = self.kept.get(key, (None, newer_than))
        return summary if created > newer_than else None

    async def put_summary(self, summary: Summary, *, now: datetime) -> None:
        self.kept[summary.key] = (summary, now)


class FakeSentenceCache:
    """SentenceCache in a dictionary."""

    def __init__(self, clock: Clock, *, keep_days: int) -> None:
        self.kept: dict[str, tuple[Translation, datetime]] = {}
        self._clock = clock
        self._keep = timedelta(days=keep_days)

    async def lookup(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> Mapping[str, Translation]:
        oldest = self._clock() - self._keep
        keys = {text: translation_key(text, source=source, target=target) for text in texts}
        return {
            text: self.kept[key][0]
            for text, key in keys.items()
            if key in self.kept and self.kept[key][1] > oldest
        }

    async def remember(
        self,
        translations: Mapping[str, Translation],
        *,
        source: LanguageCode,
        target: LanguageCode,
    ) -> None:
        for text, translation in translations.items():
            key = translation_key(text, source=source, target=target)
            whole = translation.text.encode(errors="replace").decode()
            self.kept[key] = (Translation(whole, translation.engine), self._clock())


class FakeChatStore:
    """ChatStore in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[int, ChatPreferences] = {}

    async def preferences(self, chat_id: int) -> ChatPreferences:
        return self.kept.get(chat_id, ChatPreferences())

    async def save_preferences(
        self, chat_id: int, preferences: ChatPreferences, *, now: datetime
    ) -> None:
        self.kept[chat_id] = preferences

    async def forget_chat(self, chat_id: int) -> None:
        self.kept.pop(chat_id, None)
