"""Several processes over one store, each going on in its turn, or ending where it waits."""

from collections.abc import Collection, Coroutine, Generator, Mapping, Sequence
from typing import Any

from bot.core.digests import PastRun, Run
from tests.contract.digest_stores import FakeRunStore

CRASH = 9  # in place of a process: the first one ends


class _Turn:
    """A point at which another process may go on, or this one end."""

    def __await__(self) -> Generator[None, None, None]:
        yield


class AwaitedRuns(FakeRunStore):
    """One that is waited for, before its transactions begin and after they were committed."""

    async def past_runs(self, chat_ids: Collection[int]) -> Mapping[int, Sequence[PastRun]]:
        await _Turn()
        return await super().past_runs(chat_ids)

    async def begin(self, run: Run, body: str, *, now_ms: int) -> bool:
        await _Turn()
        begun = await super().begin(run, body, now_ms=now_ms)
        await _Turn()
        return begun


def take_turns(ticks: Sequence[Coroutine[Any, Any, int]], turns: Sequence[int]) -> int:
    """Let processes go on in that order, then to the end; return how many crashed."""
    alive, crashed = list(ticks), 0
    for turn in turns:
        if not alive:
            break
        one = alive[0 if turn == CRASH else turn % len(alive)]
        if turn == CRASH:
            one.close()
            crashed += 1
        if turn == CRASH or not _goes_on(one):
            alive.remove(one)
    for one in alive:
        while _goes_on(one):
            pass
    return crashed


def _goes_on(one: Coroutine[Any, Any, int]) -> bool:
    try:
        one.send(None)
    except StopIteration:
        return False
    return True
