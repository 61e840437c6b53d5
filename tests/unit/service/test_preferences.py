from datetime import UTC, datetime

import pytest

from bot.core.errors import DatabaseBusyError
from bot.core.languages import EN, KK, RU
from bot.core.models import ChatPreferences, LanguageCode, Length, Script
from bot.service.preferences import Chosen, Preferences
from tests.contract.stores import FakeChatStore

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CHAT = 7


class CountingStore(FakeChatStore):
    """Counts what is written, and fails while it is *busy*."""

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[datetime] = []
        self.is_busy = False

    async def preferences(self, chat_id: int) -> ChatPreferences:
        if self.is_busy:
            raise DatabaseBusyError("qysqa.db")
        return await super().preferences(chat_id)

    async def save_preferences(
        self, chat_id: int, preferences: ChatPreferences, *, now: datetime
    ) -> None:
        self.saved.append(now)
        await super().save_preferences(chat_id, preferences, now=now)


@pytest.fixture
def store() -> CountingStore:
    return CountingStore()


@pytest.fixture
def preferences(store: CountingStore) -> Preferences:
    return Preferences(store, lambda: NOW, Length.LONG)


@pytest.mark.parametrize(
    ("app", "language"),
    [("kk", KK), ("ru-RU", RU), ("en-GB", EN), ("de", EN), ("kz", KK), (None, EN), ("", EN)],
)
async def test_a_new_chat_follows_the_app_and_the_owner(
    preferences: Preferences, app: str | None, language: LanguageCode
) -> None:
    assert await preferences.of(CHAT, app) == Chosen(language, Length.LONG)


async def test_a_choice_is_kept_beside_the_other(preferences: Preferences) -> None:
    await preferences.choose(CHAT, language=RU)
    await preferences.choose(CHAT, length=Length.SHORT)

    assert await preferences.of(CHAT, "kk") == Chosen(RU, Length.SHORT)
    assert await preferences.of(8, "kk") == Chosen(KK, Length.LONG)


async def test_kazakh_is_cyrillic_until_another_script_is_chosen(
    preferences: Preferences,
) -> None:
    before = await preferences.of(CHAT, "kk")
    await preferences.choose(CHAT, script=Script.LATIN)
    await preferences.choose(CHAT, language=KK)

    assert before.script is Script.CYRILLIC
    assert await preferences.of(CHAT, "ru") == Chosen(KK, Length.LONG, Script.LATIN)


async def test_only_a_change_is_written(preferences: Preferences, store: CountingStore) -> None:
    await preferences.choose(CHAT, language=RU)
    await preferences.choose(CHAT, language=RU)
    await preferences.choose(CHAT)

    assert store.saved == [NOW]


async def test_a_store_that_fails_leaves_the_defaults(
    preferences: Preferences, store: CountingStore
) -> None:
    await preferences.choose(CHAT, language=RU)
    store.is_busy = True

    assert await preferences.of(CHAT, "kk") == Chosen(KK, Length.LONG)


async def test_a_choice_that_cannot_be_kept_is_not_passed_over(
    preferences: Preferences, store: CountingStore
) -> None:
    store.is_busy = True

    with pytest.raises(DatabaseBusyError):
        await preferences.choose(CHAT, language=RU)
