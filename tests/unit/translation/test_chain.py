import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
import structlog

from bot.core.errors import (
    DatabaseBusyError,
    PairNotSupportedError,
    SentenceTooLongError,
    TranslationError,
    TranslatorUnavailableError,
)
from bot.core.languages import KK, RU
from bot.core.models import MEMORY, ORIGINAL, LanguageCode, Translation
from bot.core.ports import Engine, SentenceCache, SentenceMemory
from bot.translation.chain import PARALLEL_SENTENCES, Chain
from tests.contract.stores import FakeSentenceCache

BOOK, PEN, HOUSE = "Бұл — кітап.", "Бұл — қалам.", "Бұл — үй."
RUSSIAN = {BOOK: "Это книга.", PEN: "Это ручка.", HOUSE: "Это дом."}
LONG = "Министр жаңа мектептің келесі жылы ашылатынын жиында мәлімдеді."
NOTICE = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."

Behaviour = Callable[[str], str]


def knows(text: str) -> str:
    return RUSSIAN.get(text, f"Перевод: {len(text)}")


def fails(error: TranslationError) -> Behaviour:
    def behave(text: str) -> str:
        raise error

    return behave


@dataclass
class FakeEngine:
    """Answers with *says*, after *takes_s*; remembers what it was asked."""

    name: str
    says: Behaviour = knows
    takes_s: float = 0
    asked: list[str] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0

    async def translate(self, text: str, *, source: LanguageCode, target: LanguageCode) -> str:
        assert (source, target) == (KK, RU)
        self.asked.append(text)
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        try:
            await asyncio.sleep(self.takes_s)
        finally:
            self.busy -= 1
        return self.says(text)

    def close(self) -> None:
        """Nothing to close."""


class BrokenCache:
    """A cache on a database that another process holds."""

    async def lookup(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> Mapping[str, Translation]:
        raise DatabaseBusyError("qysqa.db")

    async def remember(
        self,
        translations: Mapping[str, Translation],
        *,
        source: LanguageCode,
        target: LanguageCode,
    ) -> None:
        raise DatabaseBusyError("qysqa.db")


def new_cache() -> FakeSentenceCache:
    return FakeSentenceCache(lambda: datetime(2026, 11, 22, tzinfo=UTC), keep_days=14)


@pytest.fixture
def cache() -> FakeSentenceCache:
    return new_cache()


async def translate(
    texts: Sequence[str],
    *engines: Engine,
    cache: SentenceCache,
    memories: Sequence[SentenceMemory] = (),
    deadline_s: float = 5,
) -> list[tuple[str, str] | None]:
    chain = Chain(memories, cache, lambda: engines, deadline_s)
    made = await chain.translate(texts, source=KK, target=RU)
    return [(one.text, one.engine) if one else None for one in made]


async def kept(cache: FakeSentenceCache, *texts: str) -> dict[str, str]:
    found = await cache.lookup(texts, source=KK, target=RU)
    return {text: one.engine for text, one in found.items()}


async def remembered(cache: FakeSentenceCache, text: str, said: str, engine: str) -> None:
    await cache.remember({text: Translation(said, engine)}, source=KK, target=RU)


async def test_memory_is_asked_first_then_the_cache_then_the_engines(
    cache: FakeSentenceCache,
) -> None:
    memory, engine = new_cache(), FakeEngine("Google")
    await remembered(memory, BOOK, "Сия есть книга.", MEMORY)
    await remembered(cache, BOOK, "Это книжка.", "MyMemory")
    await remembered(cache, PEN, "Это перо.", "MyMemory")

    made = await translate([HOUSE, PEN, BOOK], engine, cache=cache, memories=[memory])

    assert made == [
        ("Это дом.", "Google"),
        ("Это перо.", "MyMemory"),
        ("Сия есть книга.", MEMORY),
    ]
    assert engine.asked == [HOUSE]


async def test_of_two_memories_the_first_wins(cache: FakeSentenceCache) -> None:
    first, second = new_cache(), new_cache()
    await remembered(first, BOOK, "Книга.", MEMORY)
    await remembered(second, BOOK, "Книжка.", MEMORY)

    assert await translate([BOOK], cache=cache, memories=[first, second]) == [("Книга.", MEMORY)]


async def test_what_an_engine_said_is_kept_and_not_asked_for_again(
    cache: FakeSentenceCache,
) -> None:
    engine = FakeEngine("Google")
    first = await translate([BOOK, PEN], engine, cache=cache)

    assert await translate([BOOK, PEN], engine, cache=cache) == first
    assert engine.asked == [BOOK, PEN]


async def test_engines_are_not_even_made_when_everything_is_remembered(
    cache: FakeSentenceCache,
) -> None:
    await remembered(cache, BOOK, "Это книга.", "Google")

    def never() -> Sequence[Engine]:
        raise AssertionError

    made = await Chain((), cache, never, 5).translate([BOOK], source=KK, target=RU)

    assert made == (Translation("Это книга.", "Google"),)


async def test_text_without_words_is_nobodys_business(cache: FakeSentenceCache) -> None:
    engine, texts = FakeEngine("Google"), ["***", "22.11.2026", "https://egemen.kz/382910"]

    made = await translate([*texts, BOOK], engine, cache=cache)

    assert made == [*((text, ORIGINAL) for text in texts), ("Это книга.", "Google")]
    assert engine.asked == [BOOK]
    assert await kept(cache, *texts) == {}


async def test_nothing_comes_of_nothing(cache: FakeSentenceCache) -> None:
    assert await translate([], FakeEngine("Google"), cache=cache) == []


async def test_without_engines_what_is_not_remembered_stays_untranslated(
    cache: FakeSentenceCache,
) -> None:
    assert await translate([BOOK], cache=cache) == [None]


async def test_a_sentence_that_comes_twice_is_asked_once(cache: FakeSentenceCache) -> None:
    engine = FakeEngine("Google")

    made = await translate([BOOK, PEN, BOOK], engine, cache=cache)

    assert made == [("Это книга.", "Google"), ("Это ручка.", "Google"), ("Это книга.", "Google")]
    assert engine.asked == [BOOK, PEN]


async def test_when_one_engine_knows_all_the_next_is_not_asked(cache: FakeSentenceCache) -> None:
    second = FakeEngine("MyMemory")

    assert await translate([BOOK], FakeEngine("Google"), second, cache=cache) == [
        ("Это книга.", "Google")
    ]
    assert second.asked == []


@pytest.mark.parametrize("error", [TranslatorUnavailableError, PairNotSupportedError])
async def test_a_failing_engine_is_followed_by_the_next_and_left_alone(
    cache: FakeSentenceCache, error: type[TranslationError]
) -> None:
    first, second = FakeEngine("Google", fails(error("Google"))), FakeEngine("MyMemory")
    texts = [f"{number}-сөйлем." for number in range(20)]

    made = await translate(texts, first, second, cache=cache)

    assert {one[1] for one in made if one} == {"MyMemory"}
    assert None not in made
    assert len(first.asked) <= PARALLEL_SENTENCES
    assert second.asked == texts


async def test_the_next_engine_is_asked_only_for_what_is_missing(
    cache: FakeSentenceCache,
) -> None:
    def half(text: str) -> str:
        return knows(text) if text == BOOK else ""

    second = FakeEngine("MyMemory")

    made = await translate([BOOK, PEN], FakeEngine("Google", half), second, cache=cache)

    assert made == [("Это книга.", "Google"), ("Это ручка.", "MyMemory")]
    assert second.asked == [PEN]


async def test_a_sentence_too_long_for_an_engine_does_not_end_its_turn(
    cache: FakeSentenceCache,
) -> None:
    def short_only(text: str) -> str:
        if len(text) > 20:
            raise SentenceTooLongError("Google")
        return knows(text)

    engine = FakeEngine("Google", short_only)
    texts = [LONG, *(f"{number}-сөйлем." for number in range(10))]

    made = await translate(texts, engine, cache=cache)

    assert made[0] is None
    assert None not in made[1:]


async def test_a_long_sentence_does_not_bring_an_engine_back_that_is_down(
    cache: FakeSentenceCache,
) -> None:
    def down(text: str) -> str:
        leaf = SentenceTooLongError if text == LONG else TranslatorUnavailableError
        raise leaf("Google")

    engine, texts = FakeEngine("Google", down), [f"{number}-сөйлем." for number in range(20)]
    texts.insert(PARALLEL_SENTENCES - 1, LONG)  # the last of those asked at once

    await translate(texts, engine, cache=cache)

    assert len(engine.asked) == PARALLEL_SENTENCES


@pytest.mark.parametrize("answer", [NOTICE, "<html><body>Sorry...</body></html>"])
async def test_one_notice_or_page_ends_the_turn_and_is_never_kept(
    cache: FakeSentenceCache, answer: str
) -> None:
    first, second = FakeEngine("Google", lambda _: answer), FakeEngine("MyMemory")
    texts = [f"{number}-сөйлем." for number in range(20)]

    made = await translate(texts, first, second, cache=cache)

    assert None not in made
    assert len(first.asked) <= PARALLEL_SENTENCES
    assert set((await kept(cache, *texts)).values()) == {"MyMemory"}


@pytest.mark.parametrize("answer", ["", "…", LONG, "Нет.", "Cette phrase est en français, " * 2])
async def test_a_rejected_answer_is_neither_shown_nor_kept_nor_the_end_of_the_turn(
    cache: FakeSentenceCache, answer: str
) -> None:
    def odd(text: str) -> str:
        return answer if text == LONG else knows(text)

    engine, texts = FakeEngine("Google", odd), [LONG, *(f"{n}-сөйлем." for n in range(9))]

    made = await translate(texts, engine, cache=cache)

    assert [one is None for one in made] == [True, *[False] * 9]
    assert engine.asked == texts
    assert LONG not in await kept(cache, *texts)


async def test_one_engine_hears_a_few_sentences_at_a_time(cache: FakeSentenceCache) -> None:
    engine = FakeEngine("Google", takes_s=0.005)

    await translate([f"{number}-сөйлем." for number in range(20)], engine, cache=cache)

    assert engine.busiest == PARALLEL_SENTENCES


async def test_what_is_translated_by_the_deadline_is_shown_and_kept(
    cache: FakeSentenceCache,
) -> None:
    @dataclass
    class Slow(FakeEngine):
        async def translate(self, text: str, *, source: LanguageCode, target: LanguageCode) -> str:
            await asyncio.sleep(0 if text == BOOK else 30)
            return knows(text)

    never = FakeEngine("MyMemory")
    started = time.monotonic()

    made = await translate([PEN, BOOK], Slow("Google"), never, cache=cache, deadline_s=0.1)

    assert made == [None, ("Это книга.", "Google")]
    assert await kept(cache, PEN, BOOK) == {BOOK: "Google"}
    assert never.asked == []
    assert time.monotonic() - started < 5


async def test_a_failing_cache_never_fails_the_job() -> None:
    assert await translate([BOOK], FakeEngine("Google"), cache=BrokenCache()) == [
        ("Это книга.", "Google")
    ]


async def test_a_failing_memory_leaves_the_next_one_its_say(cache: FakeSentenceCache) -> None:
    await remembered(cache, BOOK, "Это книга.", "Google")

    assert await translate([BOOK], cache=cache, memories=[BrokenCache()]) == [
        ("Это книга.", "Google")
    ]


async def test_a_bug_is_not_taken_for_a_failure(cache: FakeSentenceCache) -> None:
    def bug(text: str) -> str:
        raise KeyError

    with pytest.raises(ExceptionGroup) as caught:
        await translate([BOOK], FakeEngine("Google", bug), cache=cache)

    assert [type(error) for error in caught.value.exceptions] == [KeyError]


@pytest.fixture
def default_logs() -> Iterator[None]:
    configured = structlog.get_config()
    structlog.reset_defaults()
    yield
    structlog.configure(**configured)


@pytest.mark.usefixtures("default_logs")
async def test_the_log_says_who_failed_and_why_but_not_on_what(cache: FakeSentenceCache) -> None:
    first = FakeEngine("Google", fails(TranslatorUnavailableError("Google", "TooManyRequests")))
    second = FakeEngine("MyMemory", lambda _: NOTICE)

    with structlog.testing.capture_logs() as logs:
        await translate([BOOK], first, second, cache=cache)

    assert logs == [
        {
            "event": "engine.failed",
            "log_level": "warning",
            "engine": "Google",
            "error": "translator_unavailable",
            "reason": "TooManyRequests",
        },
        {
            "event": "engine.rejected",
            "log_level": "warning",
            "engine": "MyMemory",
            "reason": "notice",
        },
    ]
