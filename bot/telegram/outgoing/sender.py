"""Sends what the outbox holds: one loop, each turn of it one transaction.

A message is marked as being sent before it leaves, so that after a crash only those in flight
are in doubt.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

import structlog
from telegram import (
    Bot,
)
from telegram.error import TelegramError

from bot.core.errors import StoreError
from bot.core.jobs import Choice, Due, Settled
from bot.core.queue_ports import Outbox
from bot.service.pulse import Pulse
from bot.telegram.outgoing.delivery import deliver
from bot.telegram.outgoing.messages import ChangedMessage, NewMessage
from bot.telegram.outgoing.outcome import SENT, Fate, Outcome, outcome, settle
from bot.telegram.outgoing.pacing import Pacer, choose
from bot.telegram.outgoing.rows import is_press_answer, unpack

_OUT_OF_REACH: Final = Outcome(Fate.UNSENT, "NotReached")
_UNREADABLE: Final = Outcome(Fate.REFUSED, "ValueError", "unreadable")

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the sender waits, in seconds."""

    store_s: float = 1.0
    """For a store that could not be used."""
    token_s: float = 60.0
    """Before it asks again whether Telegram knows the token."""
    idle_s: float = 5.0
    """Before it looks for what nobody woke it for: the owner revived it, from outside."""
    stop_s: float = 3.5
    """For what is in flight when it has to stop: all of the bot stops within five."""


class Sender:
    """Sends from *outbox*, at most *senders* messages at a time.

    With more than one, messages of different chats may overtake each other; within a chat
    the outbox keeps the order. *clock_ms* is unix time; *gone* is told of chats that the bot
    cannot write to any more.
    """

    def __init__(  # noqa: PLR0913 - the composition root names them all
        self,
        outbox: Outbox,
        bot: Bot,
        *,
        pacer: Pacer,
        pulse: Pulse,
        senders: int,
        clock_ms: Callable[[], int],
        gone: Callable[[int], Awaitable[None]],
        patience: Patience | None = None,
    ) -> None:
        self._outbox, self._bot = outbox, bot
        self._pacer, self._pulse = pacer, pulse
        self._senders, self._clock_ms = senders, clock_ms
        self._gone = gone
        self._patience = patience or Patience()
        self._bell, self._stop = asyncio.Event(), asyncio.Event()
        self._sending: dict[asyncio.Task[None], int] = {}
        self._settled: list[Settled] = []
        self._closed_until = 0
        self._store_fails = False

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._bell.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until *stop* is set; what is in flight then has a moment to arrive."""
        self._stop = stop
        watch = asyncio.create_task(self._ring_at_stop())
        try:
            while not stop.is_set():
                self._bell.clear()
                await self._rest(await self._turn())
            await self._wind_up()
        finally:
            await _cancel({watch, *self._sending})

    async def _ring_at_stop(self) -> None:
        await self._stop.wait()
        self._bell.set()

    async def _rest(self, seconds: float | None) -> None:
        """Until something happens, but no longer than *seconds*."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._bell.wait()

    async def _turn(self) -> float | None:
        """Do what can be done now; return for how many seconds there is nothing more, if known."""
        try:
            pause_s = await self._step()
        except StoreError as error:
            self._report(error)
            with suppress(TimeoutError):  # not until the bell: it would ring all the time
                async with asyncio.timeout(self._patience.store_s):
                    await self._stop.wait()
            return 0
        self._store_fails = False
        return pause_s

    async def _step(self) -> float | None:
        now = self._clock_ms()
        shut_s = self._shut_s(now)
        if shut_s != 0 and not self._settled:
            return shut_s
        offered: Sequence[Due] = ()

        def chosen(dues: Sequence[Due]) -> Choice:
            nonlocal offered
            offered = dues
            return choose(dues, self._pacer, now, self._free(now))

        for due in await self._note(chosen, now):
            self._begin(due)
        shut_s = self._shut_s(self._clock_ms())
        if shut_s != 0:
            return shut_s
        return 0 if offered else await self._idle_s()  # behind those there may be more

    def _free(self, now: int) -> int:
        return 0 if now < self._closed_until else self._senders - len(self._sending)

    def _shut_s(self, now: int) -> float | None:
        """For how long nothing can leave, in seconds; None: until a message has been sent."""
        if now < self._closed_until:
            return (self._closed_until - now) / 1000
        return self._pacer.wait_of_all_ms(now) / 1000 if self._free(now) else None

    async def _note(self, chosen: Callable[[Sequence[Due]], Choice], now: int) -> Sequence[Due]:
        """One turn of the outbox; what has settled is kept until it is stored."""
        settled = tuple(self._settled)
        if self._store_fails:  # a turn may have been noted though it seemed to fail
            in_sight = [one.number for one in settled]
            await self._outbox.release([*self._sending.values(), *in_sight])
        dues = await self._outbox.step(settled, chosen, now=now)
        del self._settled[: len(settled)]
        return dues

    async def _idle_s(self) -> float:
        at = await self._outbox.next_at()
        idle_s = self._patience.idle_s
        return idle_s if at is None else min(max(at - self._clock_ms(), 0) / 1000, idle_s)

    def _begin(self, due: Due) -> None:
        if not is_press_answer(due.body):
            self._pacer.take(due.chat_id, self._clock_ms())
        task = asyncio.create_task(self._send(due))
        self._sending[task] = due.number
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._sending.pop(task, None)
        self._bell.set()

    async def _send(self, due: Due) -> None:
        result = await self._outcome(due)
        if result.fate is Fate.MIGRATED:
            await self._move(due.chat_id, result.new_chat_id)
        elif result.is_out:
            await self._leave(due.chat_id)
        elif result.fate is Fate.TOKEN:
            self._closed_until = self._clock_ms() + int(self._patience.token_s * 1000)
        if is_press_answer(due.body) and result.fate is not Fate.SENT:
            settled = Settled(due.number)  # by the time of another try nobody waits for it
        else:
            settled = settle(due, result, self._clock_ms())
        self._settled.append(settled)
        self._pulse.sends[result.fate] += 1
        if result.fate is not Fate.SENT:
            _tell(due, result, settled)

    async def _outcome(self, due: Due) -> Outcome:
        try:
            message = unpack(due.body)
        except ValueError:
            return _UNREADABLE
        try:
            if due.uncertain and not await self._is_reachable():
                return _OUT_OF_REACH
            number = await deliver(self._bot, due.chat_id, message, due.sent_id)
        except Exception as error:  # noqa: BLE001 - whatever it is, the row must not stay behind
            found, seen_by_all = outcome(error), isinstance(message, NewMessage | ChangedMessage)
            return replace(found, is_out=found.is_out and seen_by_all)
        return replace(SENT, message_id=number)

    async def _is_reachable(self) -> bool:
        """Ask for something harmless: the one repeat is not for a way that is still broken."""
        try:
            await self._bot.get_me()
        except TelegramError:
            return False
        return True

    async def _move(self, old: int, new: int) -> None:
        """If the store fails, Telegram says it again when the message is tried again."""
        try:
            await self._outbox.move_chat(old, new)
        except StoreError as error:
            self._report(error)

    async def _leave(self, chat_id: int) -> None:
        """Telegram may have told of it while the bot was down for longer than updates are kept."""
        try:
            await self._gone(chat_id)
        except StoreError as error:  # the next message there says it again
            self._report(error)

    async def _wind_up(self) -> None:
        if self._sending:
            await asyncio.wait(self._sending, timeout=self._patience.stop_s)
            await _cancel(set(self._sending))  # their rows stay marked: they may have arrived
        try:
            await self._note(lambda _: Choice((), {}), self._clock_ms())
        except StoreError as error:
            self._report(error)

    def _report(self, error: StoreError) -> None:
        """Tell the first failure in a row: a full disk would fill the log as well."""
        if not self._store_fails:
            _log.error("outbox.store_failed", error=error.code, settled=len(self._settled))
        self._store_fails = True


def _tell(due: Due, result: Outcome, settled: Settled) -> None:
    """Log a failure: no text, and no chat."""
    again = settled.again_at is not None
    then = "again" if again else "dropped" if settled.error is None else "dead"
    tell = _log.error if result.fate is Fate.TOKEN else _log.info if again else _log.warning
    tell("reply.failed", fate=result.fate.value, error=result.error, then=then, tries=due.attempts)


async def _cancel(tasks: set[asyncio.Task[None]]) -> None:
    for task in (waited := tuple(tasks)):
        task.cancel()
    await asyncio.gather(*waited, return_exceptions=True)
