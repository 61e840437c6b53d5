"""What the store's ports promise, checked on the fakes, SQLite and PostgreSQL alike."""

import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.engines import EngineState, Kept, Rank, Trouble
from bot.core.errors import GlossaryFullError
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    MEMORY,
    ChatPreferences,
    Doubt,
    Length,
    Note,
    Script,
    Sentence,
    Summary,
    Term,
    Validators,
)
from bot.core.ports import (
    ChatStore,
    EngineStateStore,
    GlossaryStore,
    SentenceStore,
    SummaryStore,
)
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.engine_states import EngineStates
from bot.store.glossaries import MAX_TERMS, Glossaries
from bot.store.sentences import Sentences
from bot.store.summaries import Summaries
from bot.store.tables import memory_files, memory_units
from tests.contract.stores import (
    FakeChatStore,
    FakeEngineStateStore,
    FakeGlossaryStore,
    FakeSentenceStore,
    FakeSummaryStore,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
SECONDS = int(NOW.timestamp())
KEEP_DAYS, KEYLESS_DAYS = 30, 14
AT_ONCE_S = 0.0  # written without waiting for more

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
GOOGLE = Kept("a", "Сәлем.", "google", "1", Rank.KEYLESS, SECONDS)

AddOwn = Callable[[Mapping[str, str]], Awaitable[None]]


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
def summaries(kind: str, database: Database) -> SummaryStore:
    return FakeSummaryStore() if kind == "fake" else Summaries(database)


@pytest.fixture
async def sentences(kind: str, database: Database, watch: Watch) -> AsyncIterator[SentenceStore]:
    if kind == "fake":
        yield FakeSentenceStore(watch, keep_days=KEEP_DAYS)
        return
    async with Sentences(database, watch, keep_days=KEEP_DAYS, delay_s=AT_ONCE_S) as opened:
        yield opened


@pytest.fixture
def add_own(sentences: SentenceStore, database: Database) -> AddOwn:
    """Put people's own translations by key, as a memory file has them."""

    async def add(texts: Mapping[str, str]) -> None:
        if isinstance(sentences, FakeSentenceStore):
            sentences.own |= texts
            return
        file = {"name": "a.tmx", "size": 1, "modified_ns": 1, "units": len(texts)}
        rows = [{"key": key, "file_name": "a.tmx", "text": text} for key, text in texts.items()]

        async def insert_all(connection: AsyncConnection) -> None:
            await connection.execute(insert(memory_files), file)
            await connection.execute(insert(memory_units), rows)

        await database.write(insert_all)

    return add


@pytest.fixture
async def states(kind: str, database: Database) -> AsyncIterator[EngineStateStore]:
    if kind == "fake":
        yield FakeEngineStateStore()
        return
    async with EngineStates(database, delay_s=AT_ONCE_S) as opened:
        yield opened


@pytest.fixture
def glossaries(kind: str, database: Database, watch: Watch) -> GlossaryStore:
    return FakeGlossaryStore() if kind == "fake" else Glossaries(database, watch)


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


async def test_what_engines_said_is_found_by_its_key(sentences: SentenceStore) -> None:
    doubted = replace(GOOGLE, key="b", doubts=(Doubt.NUMBERS, Doubt.NEGATION), version="v3")
    sentences.remember([GOOGLE, doubted])

    assert await sentences.lookup(["b", "never seen", "a"]) == {"a": [GOOGLE], "b": [doubted]}


async def test_best_rank_comes_first_and_of_one_rank_the_latest(
    sentences: SentenceStore,
) -> None:
    azure = replace(GOOGLE, engine="azure", rank=Rank.KEYED, made=SECONDS - 60)
    deepl = replace(azure, engine="deepl", made=SECONDS - 30)
    sentences.remember([GOOGLE, azure, deepl])

    assert await sentences.lookup(["a"]) == {"a": [deepl, azure, GOOGLE]}


async def test_own_translation_comes_before_all_others(
    sentences: SentenceStore, add_own: AddOwn
) -> None:
    keyed = replace(GOOGLE, engine="azure", rank=Rank.KEYED)
    sentences.remember([keyed])
    await add_own({"a": "Менікі.", "b": "Тағы бірі."})

    assert await sentences.lookup(["a", "b"]) == {
        "a": [Kept("a", "Менікі.", MEMORY, "", Rank.MEMORY, 0), keyed],
        "b": [Kept("b", "Тағы бірі.", MEMORY, "", Rank.MEMORY, 0)],
    }


async def test_own_translation_is_served_for_ever(
    sentences: SentenceStore, add_own: AddOwn, watch: Watch
) -> None:
    await add_own({"a": "Менікі."})
    watch.now = NOW + 9_999 * DAY

    assert [one.text for one in (await sentences.lookup(["a"]))["a"]] == ["Менікі."]


async def test_later_translation_of_an_engine_replaces_its_earlier(
    sentences: SentenceStore,
) -> None:
    later = replace(GOOGLE, text="Сәлеметсіз бе.", version="2", made=SECONDS + 1)
    sentences.remember([GOOGLE])
    sentences.remember([later])

    assert await sentences.lookup(["a"]) == {"a": [later]}


@pytest.mark.parametrize(
    ("rank", "days"), [(Rank.KEYLESS, KEYLESS_DAYS), (Rank.SELF_HOSTED, KEEP_DAYS)]
)
async def test_translation_is_served_until_its_days_are_over(
    sentences: SentenceStore, watch: Watch, rank: Rank, days: int
) -> None:
    made = replace(GOOGLE, rank=rank)
    sentences.remember([made])

    watch.now = NOW + days * DAY - SECOND
    assert await sentences.lookup(["a"]) == {"a": [made]}
    watch.now += SECOND
    assert await sentences.lookup(["a"]) == {}


async def test_nothing_to_remember_and_nothing_to_look_up_is_fine(
    sentences: SentenceStore,
) -> None:
    sentences.remember([])

    assert await sentences.lookup([]) == {}


async def test_more_sentences_than_a_query_takes_are_all_found(sentences: SentenceStore) -> None:
    made = {f"{n}": replace(GOOGLE, key=f"{n}", text=f"{n}-сөйлем.") for n in range(1201)}
    sentences.remember(list(made.values()))

    assert await sentences.lookup([*made, *made]) == {key: [one] for key, one in made.items()}


@pytest.mark.parametrize("text", ["a\x00b", "a\ud83db", "\udc00", ""])
async def test_odd_characters_in_a_sentence_do_not_raise(
    sentences: SentenceStore, text: str
) -> None:
    sentences.remember([replace(GOOGLE, text=text)])

    [[found]] = (await sentences.lookup(["a"])).values()

    assert len(found.text.encode().decode()) == len(text)


async def test_new_store_knows_no_states(states: EngineStateStore) -> None:
    assert list(await states.load()) == []


async def test_last_state_of_an_engine_and_pair_is_loaded(states: EngineStateStore) -> None:
    whole = EngineState("google", day=20_779, chars=3_000_000_000)
    pair = EngineState("google", "kk|ru", open_until=2**31, strikes=3, refusal=Trouble.BLOCKED)
    for state in (replace(pair, strikes=1), EngineState("azure"), whole, pair):
        states.save(state)

    assert set(await states.load()) == {whole, pair, EngineState("azure")}


async def test_chat_without_terms_has_none(glossaries: GlossaryStore) -> None:
    assert list(await glossaries.terms(7)) == []


async def test_terms_come_in_the_order_of_their_texts(glossaries: GlossaryStore) -> None:
    terms = [
        Term("Bolat"),
        Term("Ұлытау", "Улытау", RU),
        Term("әкім", "akim"),
        Term("әкім", "mayor", EN),
    ]
    for term in reversed(terms):
        await glossaries.put_term(-1_001_234_567_890, term)

    assert list(await glossaries.terms(-1_001_234_567_890)) == terms
    assert list(await glossaries.terms(7)) == []


async def test_term_of_the_same_text_in_any_case_and_language_is_replaced(
    glossaries: GlossaryStore,
) -> None:
    await glossaries.put_term(7, Term("ҚАЗПОШТА", "Kazpost", EN))
    await glossaries.put_term(7, Term("Қазпошта"))
    await glossaries.put_term(7, Term("Қазпошта", "Qazpost", EN))

    assert list(await glossaries.terms(7)) == [
        Term("Қазпошта"),
        Term("Қазпошта", "Qazpost", EN),
    ]


async def test_dropped_text_has_no_term_in_any_language(glossaries: GlossaryStore) -> None:
    for term in (Term("әкім"), Term("әкім", "mayor", EN), Term("аким")):
        await glossaries.put_term(7, term)
    await glossaries.put_term(8, Term("әкім"))

    assert await glossaries.drop_term(7, "ӘКІМ")
    assert not await glossaries.drop_term(7, "ӘКІМ")
    assert list(await glossaries.terms(7)) == [Term("аким")]
    assert list(await glossaries.terms(8)) == [Term("әкім")]


async def test_term_is_dropped_however_its_letters_are_composed(
    glossaries: GlossaryStore,
) -> None:
    await glossaries.put_term(7, Term("Майлин"))

    assert await glossaries.drop_term(7, unicodedata.normalize("NFD", "МАЙЛИН"))


async def test_full_glossary_takes_replacements_only(glossaries: GlossaryStore) -> None:
    for number in range(MAX_TERMS):
        await glossaries.put_term(7, Term(f"{number:03}"))

    with pytest.raises(GlossaryFullError) as caught:
        await glossaries.put_term(7, Term("one more"))
    await glossaries.put_term(7, Term("000", "zero"))
    await glossaries.put_term(8, Term("another chat's"))

    assert caught.value.limit == MAX_TERMS
    assert len(await glossaries.terms(7)) == MAX_TERMS
    assert (await glossaries.terms(7))[0] == Term("000", "zero")


@pytest.mark.parametrize("text", ["a\x00b", "a\ud83db"])
async def test_odd_characters_in_a_term_do_not_raise(glossaries: GlossaryStore, text: str) -> None:
    await glossaries.put_term(7, Term(text, text))

    [found] = await glossaries.terms(7)
    assert (len(found.text), len(found.rendition or "")) == (len(text), len(text))
    assert await glossaries.drop_term(7, text)


async def test_chat_never_seen_has_chosen_nothing(chats: ChatStore) -> None:
    assert await chats.preferences(7) == ChatPreferences()


@pytest.mark.parametrize(
    "chosen",
    [
        ChatPreferences(KK, Length.LONG),
        ChatPreferences(RU),
        ChatPreferences(length=Length.SHORT),
        ChatPreferences(KK, script=Script.LATIN),
        ChatPreferences(script=Script.ARABIC),
    ],
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
