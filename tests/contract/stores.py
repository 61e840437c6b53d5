"""In-memory stand-ins for the store's ports, held to the same contract as the database."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.engines import EngineState, Kept, Rank
from bot.core.errors import GlossaryFullError
from bot.core.models import MEMORY, ChatPreferences, Summary, Term
from bot.core.mydata_ports import Held, Part, Row, Stays
from bot.core.ports import Clock

KEYLESS_DAYS, MAX_TERMS = 14, 200  # as bot.store says; its contract suite compares


class FakeSummaryStore:
    """SummaryStore in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[Summary, datetime]] = {}

    async def get_summary(self, key: str, *, newer_than: datetime) -> Summary | None:
        summary, created = self.kept.get(key, (None, newer_than))
        return summary if created > newer_than else None

    async def put_summary(self, summary: Summary, *, now: datetime) -> None:
        self.kept[summary.key] = (summary, now)


class FakeSentenceStore:
    """SentenceStore in dictionaries: *kept* by key and engine, *own* texts of people by key.

    *lookups* holds the keys of each call.
    """

    def __init__(self, clock: Clock, *, keep_days: int = 30) -> None:
        self.kept: dict[tuple[str, str], Kept] = {}
        self.own: dict[str, str] = {}
        self.lookups: list[tuple[str, ...]] = []
        self._clock = clock
        self._keep_days = keep_days

    async def lookup(self, keys: Collection[str]) -> Mapping[str, Sequence[Kept]]:
        self.lookups.append(tuple(keys))
        found = defaultdict[str, list[Kept]](list)
        for key in set(keys) & set(self.own):
            found[key].append(Kept(key, self.own[key], MEMORY, "", Rank.MEMORY, 0))
        for kept in sorted(self.kept.values(), key=lambda one: (-one.rank, -one.made, one.engine)):
            if kept.key in keys and self._fresh(kept):
                found[kept.key].append(kept)
        return dict(found)

    def remember(self, kept: Sequence[Kept]) -> None:
        for one in kept:
            self.kept[one.key, one.engine] = replace(one, text=_whole(one.text))

    def _fresh(self, kept: Kept) -> bool:
        keyless_days = min(self._keep_days, KEYLESS_DAYS)
        days = keyless_days if kept.rank is Rank.KEYLESS else self._keep_days
        return kept.made > int((self._clock() - timedelta(days=days)).timestamp())


class FakeEngineStateStore:
    """EngineStateStore in a dictionary."""

    def __init__(self, *states: EngineState) -> None:
        self.kept = {(state.engine, state.pair): state for state in states}

    async def load(self) -> Sequence[EngineState]:
        return tuple(self.kept.values())

    def save(self, state: EngineState) -> None:
        self.kept[state.engine, state.pair] = state


class FakeGlossaryStore:
    """GlossaryStore in dictionaries: the terms of a chat by folded text and language."""

    def __init__(self) -> None:
        self.kept = defaultdict[int, dict[tuple[str, str], Term]](dict)

    async def terms(self, chat_id: int) -> Sequence[Term]:
        return tuple(term for _, term in sorted(self.kept[chat_id].items()))

    async def put_term(self, chat_id: int, term: Term) -> None:
        terms, key = self.kept[chat_id], (_folded(term.text), term.language or "")
        if key not in terms and len(terms) >= MAX_TERMS:
            raise GlossaryFullError(MAX_TERMS)
        terms[key] = replace(term, text=_whole(term.text))

    async def drop_term(self, chat_id: int, text: str) -> bool:
        terms = self.kept[chat_id]
        wanted = [key for key in terms if key[0] == _folded(text)]
        for key in wanted:
            del terms[key]
        return bool(wanted)


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


class FakeAskedStore:
    """AskedStore in a dictionary: the moments of keys by chat."""

    def __init__(self) -> None:
        self.kept = defaultdict[int, dict[str, datetime]](dict)

    async def note(
        self, chat_ids: Collection[int], keys: Collection[str], *, now: datetime
    ) -> None:
        self.note_soon(chat_ids, keys, now=now)

    def note_soon(
        self, chat_ids: Collection[int], keys: Collection[str], *, now: datetime
    ) -> None:
        for chat_id in chat_ids:
            self.kept[chat_id] = dict.fromkeys(keys, now) | self.kept[chat_id]

    async def noted(self, chat_id: int) -> frozenset[str]:
        return frozenset(self.kept[chat_id])


class FakeMyDataStore:
    """MyDataStore that was told what there is; *found* are rows by part and table."""

    def __init__(self, held: Mapping[int, Held], stays: Mapping[int, Stays]) -> None:
        self.of, self.left = dict(held), dict(stays)
        self.found: dict[Part, dict[str, list[Row]]] = {part: {} for part in Part}

    async def held(self, chat_id: int) -> Held:
        return self.of.get(chat_id, Held())

    async def stays(self, chat_id: int) -> Stays:
        return self.left.get(chat_id, Stays())

    async def rows(self, chat_id: int) -> Mapping[Part, Mapping[str, Sequence[Row]]]:
        return self.found


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", _whole(text).casefold())


def _whole(text: str) -> str:
    return text.encode(errors="replace").decode()
