"""What the store's ports promise, checked on the fakes and on SQLite alike."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.languages import EN, KK, RU
from bot.core.models import (
    ChatPreferences,
    Length,
    Note,
    Sentence,
    Summary,
    Translation,
    Validators,
)
from bot.core.ports import ChatStore, SentenceCache, SummaryStore
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.summaries import Summaries
from bot.store.translations import KeptTranslations
from tests.contract.stores import FakeChatStore, FakeSentenceCache, FakeSummaryStore

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
KEEP_DAYS = 14

SUMMARY = Summary(
    key="9f86d081884c7d659a2feaa0c55ad015",
    title="Қысқа мақала",
    url="https://egemen.kz/a",
    site="egemen.kz",
    published=date(2026, 11, 21),
    language=KK,
    ranked=(
        Sentence("Екінші сөйлем.", 16, 30, 1, KK, "text=%D0%95"),
        Sentence("Бірінші сөйлем.", 0, 15, 1),
    ),
    depth=8,
    keywords=("сөйлем", "мақала"),
    sentences_total=2,
    words_total=4,
    notes=(Note.OPEN_PART, Note.MORE_PAGES),
    validators=Validators('W/"1"', "Sun, 22 Nov 2026 12:00:00 GMT"),
)
BARE = Summary("k", None, None, None, None, None, (), 8, (), 0, 0)


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database(f"sqlite+aiosqlite:///{tmp_path / 'qysqa.db'}") as opened:
        yield opened


@pytest.fixture(params=["fake", "sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def summaries(kind: str, database: Database) -> SummaryStore:
    return FakeSummaryStore() if kind == "fake" else Summaries(database)


@pytest.fixture
def memory(kind: str, database: Database, watch: Watch) -> SentenceCache:
    if kind == "fake":
        return FakeSentenceCache(watch, keep_days=KEEP_DAYS)
    return KeptTranslations(database, watch, keep_days=KEEP_DAYS)


@pytest.fixture
def chats(kind: str, database: Database) -> ChatStore:
    return FakeChatStore() if kind == "fake" else Chats(database)


@pytest.mark.parametrize("summary", [SUMMARY, BARE], ids=["full", "bare"])
async def test_summary_comes_back_as_it_was_put(summaries: SummaryStore, summary: Summary) -> None:
    await summaries.put_summary(summary, now=NOW)

    assert await summaries.get_summary(summary.key, newer_than=NOW - SECOND) == summary


async def test_unknown_summary_is_a_miss(summaries: SummaryStore) -> None:
    await summaries.put_summary(SUMMARY, now=NOW)

    assert await summaries.get_summary("another", newer_than=NOW - DAY) is None


async def test_summary_as_old_as_the_limit_is_a_miss(summaries: SummaryStore) -> None:
    await summaries.put_summary(SUMMARY, now=NOW)

    assert await summaries.get_summary(SUMMARY.key, newer_than=NOW) is None


async def test_later_summary_replaces_the_earlier(summaries: SummaryStore) -> None:
    later = replace(SUMMARY, title="Жаңа тақырып")
    await summaries.put_summary(SUMMARY, now=NOW - DAY)
    await summaries.put_summary(later, now=NOW)

    assert await summaries.get_summary(SUMMARY.key, newer_than=NOW - SECOND) == later


async def test_summary_with_a_nul_keeps_its_offsets(summaries: SummaryStore) -> None:
    odd = replace(BARE, ranked=(Sentence("a\x00b", 3, 6, 1),))
    await summaries.put_summary(odd, now=NOW)

    found = await summaries.get_summary(odd.key, newer_than=NOW - SECOND)

    assert found is not None
    assert [(len(one.text), one.start, one.end) for one in found.ranked] == [(3, 3, 6)]


async def test_summary_with_a_lone_surrogate_does_not_raise(summaries: SummaryStore) -> None:
    odd = replace(BARE, title="a\ud800b")
    await summaries.put_summary(odd, now=NOW)

    assert await summaries.get_summary("k\udfff", newer_than=NOW) is None
    assert await summaries.get_summary(odd.key, newer_than=NOW - SECOND) is not None


async def test_remembered_sentences_are_found_by_their_text(memory: SentenceCache) -> None:
    made = {"Hello.": Translation("Сәлем.", "google"), "Bye.": Translation("Сау бол.", "libre")}
    await memory.remember(made, source=EN, target=KK)

    found = await memory.lookup(["Bye.", "Never seen.", "Hello."], source=EN, target=KK)

    assert found == made


async def test_sentence_belongs_to_its_pair_of_languages(memory: SentenceCache) -> None:
    await memory.remember({"Hello.": Translation("Сәлем.", "google")}, source=EN, target=KK)

    assert await memory.lookup(["Hello."], source=EN, target=RU) == {}
    assert await memory.lookup(["Hello."], source=RU, target=KK) == {}


async def test_typographic_variants_find_the_same_translation(memory: SentenceCache) -> None:
    made = Translation("Ол «иә» деді.", "google")
    await memory.remember({'He said "yes".': made}, source=EN, target=KK)
    variants = ["He said “yes”.", "He  said «yes».", 'He said "yes".']

    found = await memory.lookup(variants, source=EN, target=KK)

    assert found == dict.fromkeys(variants, made)


async def test_later_translation_replaces_the_earlier(memory: SentenceCache) -> None:
    later = Translation("Сәлеметсіз бе.", "libre")
    await memory.remember({"Hello.": Translation("Сәлем.", "google")}, source=EN, target=KK)
    await memory.remember({"Hello.": later}, source=EN, target=KK)

    assert await memory.lookup(["Hello."], source=EN, target=KK) == {"Hello.": later}


async def test_translation_is_served_until_its_days_are_over(
    memory: SentenceCache, watch: Watch
) -> None:
    made = {"Hello.": Translation("Сәлем.", "google")}
    await memory.remember(made, source=EN, target=KK)

    watch.now = NOW + KEEP_DAYS * DAY - SECOND
    assert await memory.lookup(["Hello."], source=EN, target=KK) == made
    watch.now += SECOND
    assert await memory.lookup(["Hello."], source=EN, target=KK) == {}


async def test_nothing_to_remember_and_nothing_to_look_up_is_fine(memory: SentenceCache) -> None:
    await memory.remember({}, source=EN, target=KK)

    assert await memory.lookup([], source=EN, target=KK) == {}


async def test_more_sentences_than_a_query_takes_are_all_found(memory: SentenceCache) -> None:
    made = {f"Sentence {n}.": Translation(f"{n}-сөйлем.", "google") for n in range(1201)}
    await memory.remember(made, source=EN, target=KK)

    assert await memory.lookup([*made, *made], source=EN, target=KK) == made


@pytest.mark.parametrize("text", ["a\x00b", "a\ud83db", "\udc00", ""])
async def test_odd_characters_in_a_sentence_do_not_raise(memory: SentenceCache, text: str) -> None:
    await memory.remember({text: Translation(text, "google")}, source=EN, target=KK)

    [found] = (await memory.lookup([text], source=EN, target=KK)).values()

    assert len(found.text.encode().decode()) == len(text)


async def test_chat_never_seen_has_chosen_nothing(chats: ChatStore) -> None:
    assert await chats.preferences(7) == ChatPreferences()


@pytest.mark.parametrize(
    "chosen",
    [ChatPreferences(KK, Length.LONG), ChatPreferences(RU), ChatPreferences(length=Length.SHORT)],
)
async def test_chat_gets_back_what_it_chose(chats: ChatStore, chosen: ChatPreferences) -> None:
    supergroup = -1_001_234_567_890  # more than 32 bits
    await chats.save_preferences(supergroup, ChatPreferences(EN, Length.MEDIUM), now=NOW)
    await chats.save_preferences(supergroup, chosen, now=NOW + DAY)

    assert await chats.preferences(supergroup) == chosen
    assert await chats.preferences(7) == ChatPreferences()


async def test_forgotten_chat_has_chosen_nothing(chats: ChatStore) -> None:
    await chats.save_preferences(7, ChatPreferences(KK), now=NOW)
    await chats.save_preferences(8, ChatPreferences(RU), now=NOW)

    await chats.forget_chat(7)
    await chats.forget_chat(7)

    assert await chats.preferences(7) == ChatPreferences()
    assert await chats.preferences(8) == ChatPreferences(RU)
