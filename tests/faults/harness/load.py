"""The simulated Telegram under load: when what arrived, posts to a webhook, chats held back."""

import asyncio
import time
from types import TracebackType
from typing import Any, Final

from tests.faults.harness.ledger import Key, Ledger
from tests.faults.harness.poster import Poster
from tests.simulator.refusal import Refusal
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json, person

CONNECTIONS: Final = 40  # setWebhook's default


class LoadTelegram(TelegramSimulator):
    """A message counts as delivered when it arrives, whatever becomes of the answer to it.

    Attributes:
        ledger: What was asked and answered.
        polls: When getUpdates was called.
        answer_s: How long Telegram takes for a message; a call is in flight meanwhile.
        held: Until when messages to a chat are refused with 429.
    """

    def __init__(self, answer_s: float = 0.0) -> None:
        super().__init__()
        self.ledger = Ledger()
        self.polls: list[float] = []
        self.answer_s = answer_s
        self.held: dict[int, float] = {}
        self._poster = Poster(self.world.updates, self._change_comes, self._changed.set)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._poster.close()
        await super().__aexit__(kind, error, trace)

    def ask(self, text: str, chat: int, user: int = 1) -> Key:
        """Write to the bot and note it; *user* is who does in a group."""
        message = self.say(text, chat, user=person(chat if chat > 0 else user))
        key = (message.chat_id, message.id)
        self.ledger.ask(key, time.monotonic())
        return key

    def push_unreadable(self, chat: int) -> None:
        """Queue an update that no library can parse: an entity of it lacks its length."""
        message = self.say("unreadable", chat)
        self.world.updates[-1]["message"]["entities"] = [{"type": "bold", "offset": 0}]
        assert message.id

    @property
    def heard(self) -> int:
        """How often the bot said that it listens."""
        return len(self.polls) + self._poster.registered

    async def _change_comes(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    async def _register(self, given: Json) -> None:
        secret, connections = given.get("secret_token", ""), given.get("max_connections")
        await self._poster.register(given["url"], secret, connections or CONNECTIONS)

    async def _do(self, method: str, given: Json, fault: Fault) -> object:
        if method == "getUpdates":
            self.polls.append(time.monotonic())
        elif method == "deleteWebhook":
            await self._poster.close()
        result = await super()._do(method, given, fault)
        if method == "setWebhook":
            await self._register(given)
        if method == "sendMessage" and not isinstance(result, Refusal):
            chat = given["chat_id"]
            replied = given.get("reply_parameters", {}).get("message_id")
            self.ledger.deliver(chat, replied and (chat, replied), time.monotonic())
            self._changed.set()
            await asyncio.sleep(self.answer_s)
        return result

    async def _result(self, method: str, given: Json, fault: Fault) -> Any:
        left_s = self.held.get(given.get("chat_id", 0), 0) - time.monotonic()
        if method == "sendMessage" and left_s > 0:
            after = {"retry_after": int(left_s) + 1}
            raise Refusal(429, f"Too Many Requests: retry after {after['retry_after']}", after)
        return await super()._result(method, given, fault)
