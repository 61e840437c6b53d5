"""One engine's turn at a job: packed calls, answers put together, each judged before it counts."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import structlog

from bot.core.engines import Kept, Rank, Trouble
from bot.core.errors import (
    SentenceTooLongError,
    TranslationError,
    WorkerDiedError,
    WorkTooLongError,
)
from bot.core.models import LanguageCode
from bot.core.ports import Worker
from bot.translation.calls.guarded import Guarded
from bot.translation.check.judge import Verdict, judge
from bot.translation.masks.protect import pieces, rejoin, restore
from bot.translation.pack import pack, split
from bot.translation.sought import Sought

REJECTED_IN_A_ROW = 3  # answers of a turn, and not one good: the service is not itself

_BLOCKING = frozenset({"notice", "markup"})  # come for every sentence

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Slip:
    """A piece of a text that goes into one call."""

    owner: str
    number: int
    text: str


@dataclass(slots=True)
class Turn:
    """Ends with the first sign that the engine is down; good answers go to *done* at once.

    *heard* are the keys it had a good answer for, better than the one before it or not.
    """

    guarded: Guarded
    source: LanguageCode
    target: LanguageCode
    work: Worker
    done: dict[str, Kept]
    is_over: bool = False
    rejected: int = 0
    heard: set[str] = field(default_factory=set)
    _parts: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    async def within(self, wanted: Sequence[Sought], limit_s: float) -> None:
        """Take the turn, for *limit_s* at most or less if the engine's policy says so."""
        try:
            async with asyncio.timeout(min(self.guarded.policy.turn_s, limit_s)):
                await self.take(wanted)
        except TimeoutError:
            _log.warning("engine.slow", engine=self.guarded.name)
            if not self.heard and not self.is_over:  # else it would be asked first for ever
                self.guarded.reject(self.source, self.target, Trouble.TIMEOUT)
        except Exception as error:  # noqa: BLE001 - an engine's bug ends its turn, not the job
            _log.error("engine.broken", engine=self.guarded.name, error=", ".join(_names(error)))
            self.guarded.reject(self.source, self.target, Trouble.ANSWER)

    async def take(self, wanted: Sequence[Sought]) -> None:
        """Ask for all of *wanted*; what has lost a mask is asked for again in pieces."""
        by_key = {one.key: one for one in wanted}
        texts = {one.key: one.text for one in wanted}
        maimed: list[Sought] = []

        async def hear(answers: Mapping[str, str]) -> None:
            lost = [key for key, answer in answers.items() if _is_maimed(by_key[key], answer)]
            maimed.extend(by_key[key] for key in lost)
            whole = {key: answer for key, answer in answers.items() if key not in lost}
            await self._judge(texts, whole)

        await self._ask(texts, hear)
        if maimed:
            await self._in_pieces(maimed)
        if not self.heard and self.rejected >= REJECTED_IN_A_ROW:
            self.guarded.reject(self.source, self.target, Trouble.ANSWER)

    async def _in_pieces(self, maimed: Sequence[Sought]) -> None:
        """Translate what stands between the masks, each piece on its own."""
        cut = {one.key: pieces(one.text) for one in maimed}
        found: dict[str, str] = {}

        async def hear(answers: Mapping[str, str]) -> None:
            found.update(answers)

        await self._ask({piece: piece for one in cut.values() for piece in one}, hear)
        whole = {
            one.key: rejoin(one.text, found)
            for one in maimed
            if all(piece in found for piece in cut[one.key])
        }
        await self._judge({one.key: one.text for one in maimed}, whole)

    async def _ask(
        self, texts: Mapping[str, str], hear: Callable[[Mapping[str, str]], Awaitable[None]]
    ) -> None:
        """Ask for *texts*; *hear* is given the answers, by the same keys, as calls end."""
        slips = list(self._slips(texts))
        calls = pack([slip.text.strip() for slip in slips], self.guarded.engine.capacity)
        slots = asyncio.Semaphore(self.guarded.policy.parallel)

        async def one(call: Sequence[int]) -> None:
            async with slots:
                whole = await self._call([slips[index] for index in call], texts)
            await hear(whole)

        # a page for robots costs one request, not four; on trial only one call is let through
        is_wary = self.guarded.engine.rank is Rank.KEYLESS
        if is_wary or self.guarded.is_on_trial(self.source, self.target):
            for call in calls[:1]:
                await one(call)
            calls = calls[1:]
        async with asyncio.TaskGroup() as tasks:
            for call in calls:
                tasks.create_task(one(call))

    def _slips(self, texts: Mapping[str, str]) -> Iterator[_Slip]:
        capacity = self.guarded.engine.capacity
        for key, text in texts.items():
            parts = split(text, capacity.size, capacity.unit)
            for number, part in enumerate(parts):
                yield _Slip(key, number, part)

    async def _call(self, slips: Sequence[_Slip], texts: Mapping[str, str]) -> dict[str, str]:
        """Return the texts of which this call brought the last part."""
        if self.is_over:
            return {}
        try:
            said = await self.guarded.translate(
                [slip.text.strip() for slip in slips], source=self.source, target=self.target
            )
        except TranslationError as error:
            self._failed(error)
            return {}
        for slip, answer in zip(slips, said, strict=True):
            self._parts[slip.owner][slip.number] = _spaced(slip.text, answer)
        owners = dict.fromkeys(slip.owner for slip in slips)
        return {
            key: whole for key in owners if (whole := self._whole(key, texts[key])) is not None
        }

    def _whole(self, key: str, text: str) -> str | None:
        capacity = self.guarded.engine.capacity
        parts = self._parts[key]
        if len(parts) < len(split(text, capacity.size, capacity.unit)):
            return None
        return "".join(parts[number] for number in sorted(parts)).strip()

    def _failed(self, error: TranslationError) -> None:
        if not isinstance(error, SentenceTooLongError):  # others may pass
            self.is_over = True
        name = self.guarded.name
        _log.warning("engine.failed", engine=name, error=error.code, reason=error.reason)

    async def _judge(self, texts: Mapping[str, str], answers: Mapping[str, str]) -> None:
        if not answers:
            return
        pairs = [(texts[key], answer) for key, answer in answers.items()]
        try:
            verdicts = await self.work(judge, pairs, source=self.source, target=self.target)
        except (WorkTooLongError, WorkerDiedError):  # what nobody has judged nobody is shown
            _log.warning("engine.unjudged", engine=self.guarded.name, texts=len(pairs))
            return
        for (key, answer), verdict in zip(answers.items(), verdicts, strict=True):
            if verdict.fault is None:
                self._accept(key, answer, verdict)
            else:
                self._reject(verdict.fault)

    def _accept(self, key: str, answer: str, verdict: Verdict) -> None:
        engine, tally = self.guarded.engine, self.guarded.tally
        self.heard.add(key)
        self.guarded.accept(self.source, self.target)
        tally.accepted += 1
        tally.doubted.update(verdict.doubts)
        made = int(self.guarded.world.clock().timestamp())
        kept = Kept(key, answer, engine.name, engine.version, engine.rank, made, verdict.doubts)
        before = self.done.get(key)
        if before is None or len(kept.doubts) < len(before.doubts):
            self.done[key] = kept

    def _reject(self, reason: str) -> None:
        self.rejected += 1
        self.guarded.tally.rejected[reason] += 1
        if reason in _BLOCKING and not self.heard and not self.is_over:
            self.is_over = True
            self.guarded.reject(self.source, self.target, Trouble.BLOCKED)
        _log.warning("engine.rejected", engine=self.guarded.name, reason=reason)


def _is_maimed(wanted: Sought, answer: str) -> bool:
    return restore(wanted.masked, answer) is None


def _spaced(part: str, answer: str) -> str:
    """*answer* with the white space around it that *part* has in its text."""
    start = part[: len(part) - len(part.lstrip())]
    end = part[len(part.rstrip()) :]
    return f"{start}{answer.strip()}{end}" if part.strip() else part


def _names(error: BaseException) -> list[str]:
    """What kinds of errors it is; not what they say, which may hold a text."""
    if isinstance(error, BaseExceptionGroup):
        return [name for one in error.exceptions for name in _names(one)]
    return [type(error).__name__]
