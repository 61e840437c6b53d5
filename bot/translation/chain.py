"""Sentences through what is remembered, then through the engines in turn; each answer judged.

Memory → keyed → offline → self-hosted → keyless, as far as the owner set them up. One
deadline for a job; what is translated by then is kept and shown. What two jobs want at the
same time is asked for once.
"""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from bot.core.engines import Kept, Passage, Rank
from bot.core.errors import StoreError
from bot.core.models import LanguageCode, Term, Translation
from bot.core.ports import Clock, SentenceStore, Worker
from bot.translation.calls.guarded import Guarded
from bot.translation.calls.tally import RecallTally
from bot.translation.sought import Sought, made_of, seek

REFRESH_S = 86_400  # a day: then a better engine than the one that answered is asked again
TURN_SHARE = 0.6  # of a job, for an engine that others follow
OPINION_S = 4.0  # what a second opinion is waited for, once everything has an answer
OPINIONS = 2  # engines that are asked for a doubtful sentence

_log = structlog.get_logger(__name__)


class Engines(Protocol):
    """The engines that the owner set up, best first."""

    @property
    def best(self) -> Rank | None:
        """The highest rank among them, known before they are made; None without engines."""
        ...

    @property
    def versions(self) -> Mapping[str, str]:
        """The versions of those that have been made, by name."""
        ...

    async def ready(self) -> Sequence[Guarded]:
        """Make them, if they are not made yet."""
        ...


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store has, by key."""

    rows: Mapping[str, Sequence[Kept]]

    def best(self, sought: Sought) -> Kept | None:
        """A person's own translation, else that of the most trusted engine, the latest."""
        own = [one for one in self._under(sought.memory_key) if one.rank is Rank.MEMORY]
        if own:
            return own[0]
        kept = [one for one in self._under(sought.key) if one.rank is not Rank.MEMORY]
        return max(kept, key=lambda one: (one.rank, one.made), default=None)

    def rank(self, sought: Sought) -> int:
        """How far what is there is trusted; 0 for nothing."""
        best = self.best(sought)
        return 0 if best is None else best.rank

    def without(self, engines: Collection[str]) -> "_Known":
        """The same without what *engines* made."""
        left = {
            key: [one for one in kept if one.rank is Rank.MEMORY or one.engine not in engines]
            for key, kept in self.rows.items()
        }
        return _Known(left)

    def _under(self, key: str | None) -> Sequence[Kept]:
        return self.rows.get(key, ()) if key else ()


@dataclass
class Chain:
    """One job may take *deadline_s*; *work* judges answers away from the event loop."""

    store: SentenceStore
    engines: Engines
    work: Worker
    clock: Clock
    deadline_s: float
    tally: RecallTally = field(default_factory=RecallTally)

    def __post_init__(self) -> None:
        self._flights: dict[str, asyncio.Task[Mapping[str, Kept]]] = {}

    async def translate(
        self,
        passages: Sequence[Passage],
        *,
        target: LanguageCode,
        terms: Sequence[Term] = (),
        avoid: Collection[str] = (),
    ) -> tuple[Translation | None, ...]:
        """Translate each passage; None where neither memory nor engine could.

        What engines named in *avoid* say is shown only where no other has an answer.
        """
        sought = {one: seek(one, target=target, terms=terms) for one in dict.fromkeys(passages)}
        wanted = [one for one in sought.values() if isinstance(one, Sought)]
        known = await self._known(wanted)
        if avoid:
            return await self._another(passages, sought, known, target, avoid)
        lacking = {one.key: one for one in wanted if self._is_lacking(known.best(one))}
        self._count(known, wanted)
        fresh = await self._fresh(lacking, known, target) if lacking else {}
        return tuple(_made(one, sought[one], known, fresh) for one in passages)

    async def _another(
        self,
        passages: Sequence[Passage],
        sought: Mapping[Passage, Sought | Translation | None],
        known: _Known,
        target: LanguageCode,
        avoid: Collection[str],
    ) -> tuple[Translation | None, ...]:
        """A second opinion that a reader asks for: seldom, so nobody else waits for the same."""
        others = known.without(avoid)
        wanted = [one for one in sought.values() if isinstance(one, Sought)]
        lacking = [one for one in wanted if others.best(one) is None]
        fresh = await self._asked(lacking, others, target, self.deadline_s, avoid)
        made = (_made(one, sought[one], others, fresh) for one in passages)
        return tuple(
            other or _made(one, sought[one], known, {})
            for one, other in zip(passages, made, strict=True)
        )

    async def remembered(
        self, passages: Sequence[Passage], *, target: LanguageCode
    ) -> tuple[Translation | None, ...]:
        """Like translate, but only of what is there already: no engine is asked."""
        sought = {one: seek(one, target=target, terms=()) for one in dict.fromkeys(passages)}
        known = await self._known([one for one in sought.values() if isinstance(one, Sought)])
        return tuple(_made(one, sought[one], known, {}) for one in passages)

    async def close(self) -> None:
        """End what is still being asked for."""
        flights = set(self._flights.values())
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)

    async def _known(self, wanted: Iterable[Sought]) -> _Known:
        keys = {key for one in wanted for key in one.keys}
        try:
            rows = await self.store.lookup(keys) if keys else {}
        except StoreError as error:  # a failing store never fails an answer
            _log.warning("memory.unavailable", error=error.code)
            rows = {}
        versions = self.engines.versions
        return _Known(
            {
                key: [one for one in kept if versions.get(one.engine, one.version) == one.version]
                for key, kept in rows.items()
            }
        )

    def _is_lacking(self, kept: Kept | None) -> bool:
        """Whether engines are asked: nothing is there, or an old answer of a lesser engine."""
        if kept is None:
            return True
        is_lesser = self.engines.best is not None and kept.rank < self.engines.best
        return is_lesser and self.clock().timestamp() - kept.made > REFRESH_S

    def _count(self, known: _Known, wanted: Sequence[Sought]) -> None:
        found = [known.best(one) for one in wanted]
        own = sum(one is not None and one.rank is Rank.MEMORY for one in found)
        self.tally.remembered += own
        self.tally.missing += found.count(None)
        self.tally.cached += len(found) - own - found.count(None)

    async def _fresh(
        self, lacking: Mapping[str, Sought], known: _Known, target: LanguageCode
    ) -> dict[str, Kept]:
        """What engines say, by key. A key that another job is asking for is waited for."""
        until = asyncio.get_running_loop().time() + self.deadline_s
        mine = [one for key, one in lacking.items() if key not in self._flights]
        flights = {self._flights[key] for key in lacking if key in self._flights}
        if mine:
            flights.add(self._take_off(mine, known, target, self.deadline_s))
        landed = await asyncio.gather(*map(asyncio.shield, flights))
        fresh = {key: kept for one in landed for key, kept in one.items() if key in lacking}
        late = [one for one in lacking.values() if one.key not in fresh and one not in mine]
        left_s = until - asyncio.get_running_loop().time()
        if late and left_s > 0:  # the other job had less time than this one
            fresh |= await asyncio.shield(self._take_off(late, known, target, left_s))
        return fresh

    def _take_off(
        self, mine: Sequence[Sought], known: _Known, target: LanguageCode, limit_s: float
    ) -> asyncio.Task[Mapping[str, Kept]]:
        """Ask in a task of its own: if this job is given up, another may be waiting for it."""
        flight = asyncio.create_task(self._asked(mine, known, target, limit_s))
        for one in mine:
            self._flights[one.key] = flight

        def land(_: asyncio.Task[Mapping[str, Kept]]) -> None:
            for one in mine:
                if self._flights.get(one.key) is flight:
                    del self._flights[one.key]

        flight.add_done_callback(land)
        return flight

    async def _asked(
        self,
        mine: Sequence[Sought],
        known: _Known,
        target: LanguageCode,
        limit_s: float,
        avoid: Collection[str] = (),
    ) -> Mapping[str, Kept]:
        done: dict[str, Kept] = {}
        try:
            async with asyncio.timeout(limit_s), asyncio.TaskGroup() as groups:
                engines = [one for one in await self.engines.ready() if one.name not in avoid]
                for source in dict.fromkeys(one.source for one in mine):
                    group = [one for one in mine if one.source == source]
                    groups.create_task(self._group(group, known, engines, target, done))
        except TimeoutError:
            _log.warning("translation.deadline", done=len(done), asked=len(mine))
        self.store.remember(list(done.values()))
        return done

    async def _group(
        self,
        group: Sequence[Sought],
        known: _Known,
        engines: Sequence[Guarded],
        target: LanguageCode,
        done: dict[str, Kept],
    ) -> None:
        """One language's sentences through the engines; a doubtful one gets a second opinion."""
        from bot.translation.turn import Turn  # noqa: PLC0415 - the checks: a cache does without

        source, opinions = group[0].source, dict.fromkeys((one.key for one in group), 0)
        for place, guarded in enumerate(engines, 1):
            floor = guarded.engine.rank
            left = [
                one
                for one in group
                if _is_open(done.get(one.key), opinions[one.key]) and known.rank(one) < floor
            ]
            if not left or guarded.is_open(source, target):
                continue
            turn = Turn(guarded, source, target, self.work, done)
            has_all = all(one.key in done for one in left)  # and wants a second opinion
            limit_s = self.deadline_s * (TURN_SHARE if place < len(engines) else 1.0)
            await turn.within(left, min(limit_s, OPINION_S) if has_all else limit_s)
            for one in left:
                opinions[one.key] += one.key in turn.heard


def _made(
    passage: Passage,
    sought: Sought | Translation | None,
    known: _Known,
    fresh: Mapping[str, Kept],
) -> Translation | None:
    if not isinstance(sought, Sought):
        return sought
    best = known.best(sought)
    if best is None or best.rank is not Rank.MEMORY:  # another's sentence may share the key
        best = fresh.get(sought.key) or best
    return None if best is None else made_of(passage, sought, best)


def _is_open(kept: Kept | None, opinions: int) -> bool:
    """Whether an engine is still asked: there is no answer, or only a doubtful first one."""
    return kept is None or (bool(kept.doubts) and opinions < OPINIONS)
