"""The servers of the simulated Telegram: HTTP in, methods done, faults on demand."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final, NamedTuple, Self, TypeVar

import aiohttp
from aiohttp import web

from tests.canary import CANARY
from tests.simulator.methods import METHODS
from tests.simulator.refusal import Refusal
from tests.simulator.schema import METHODS as SCHEMA
from tests.simulator.schema import read_parameters
from tests.simulator.vocabulary import BY_DEFAULT_NOT
from tests.simulator.world import Json, World

MAX_POLL_S: Final = 50
MAX_UPDATES: Final = 100
MAX_REQUEST_BYTES: Final = 64 << 20
WEBHOOK_IS_ACTIVE: Final = (
    "Conflict: can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)

T = TypeVar("T")


class Call(NamedTuple):
    """A call of the bot; *refused* is the description of the error answer."""

    method: str
    parameters: Json
    refused: str = ""


@dataclass
class Fault:
    """Goes wrong once, at the next call of *method* (``*``: of any but getUpdates).

    Attributes:
        chat: Only a call about this chat goes wrong.
        error_code: Refuse with it, *description* and *parameters*; 0 does not refuse.
        delay_s: Wait before that.
        drop: Close the connection without doing what was asked.
        drop_answer: Do what was asked, and close the connection.
    """

    method: str = "*"
    error_code: int = 0
    description: str = "Internal Server Error"
    parameters: Json = field(default_factory=dict)
    chat: int | None = None
    delay_s: float = 0
    drop: bool = False
    drop_answer: bool = False


class BotApi:
    """Serves the Bot API on a loopback port while it is entered.

    Attributes:
        token: The only one that is known.
        api_url: To which ``/bot<token>/<method>`` and ``/file/bot<token>/<path>`` are added.
        calls: Of the bot, getUpdates left out, in the order they ended.
        faults: What shall go wrong.
        problems: The bot's mistakes that Telegram does not tell.
    """

    def __init__(self) -> None:
        self.token = CANARY
        self.api_url = ""
        self.world = World()
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.problems = self.world.problems
        self._changed = asyncio.Event()
        app = web.Application(client_max_size=MAX_REQUEST_BYTES)
        app.router.add_route("*", "/bot{token}/{method}", self._on_call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._on_download)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.api_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    async def wait(self, predicate: Callable[[], T], timeout_s: float = 5) -> T:
        """Return what *predicate* returns as soon as it is true; it is asked after every call.

        Raises:
            TimeoutError: It was not true in time.
        """
        try:
            async with asyncio.timeout(timeout_s):
                while not (value := predicate()):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise TimeoutError(f"not in {timeout_s} s; last calls: {self.calls[-5:]}") from None
        return value

    async def post_updates(self) -> list[int]:
        """Post what waits to the webhook, in order, until one is not taken; return the statuses.

        What is answered with 2xx is done; the rest waits for another time.
        """
        hook, statuses = self.world.webhook, list[int]()
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret"]} if hook["secret"] else {}
        async with aiohttp.ClientSession(headers=headers) as session:
            for update in _allowed(self.world.updates, hook["kinds"]):
                async with session.post(hook["url"], json=update) as response:
                    statuses.append(response.status)
                if not 200 <= statuses[-1] < 300:
                    break
                self.world.updates.remove(update)
        return statuses

    async def _on_call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return _json(Refusal(401, "Unauthorized"))
        if method not in SCHEMA:
            self.problems.append(f"the simulator has no method {method}")
            return _json(Refusal(404, "Not Found"))
        parameters = read_parameters(method, await _given(request), self.problems)
        fault = self._next_fault(method, parameters.get("chat_id"))
        await asyncio.sleep(fault.delay_s)
        answer = None if fault.drop else await self._do(method, parameters, fault)
        self._changed.set()
        if (answer is None or fault.drop_answer) and request.transport is not None:
            request.transport.close()
        return _json(answer)

    async def _do(self, method: str, given: Json, fault: Fault) -> object:
        try:
            result = await self._result(method, given, fault)
        except Refusal as refusal:
            result = refusal
        if method != "getUpdates":
            refused = result.description if isinstance(result, Refusal) else ""
            self.calls.append(Call(method, given, refused))
        return result

    async def _result(self, method: str, given: Json, fault: Fault) -> object:
        if fault.error_code:
            raise Refusal(fault.error_code, fault.description, fault.parameters)
        if method == "getUpdates":
            if self.world.webhook:
                raise Refusal(409, WEBHOOK_IS_ACTIVE)
            return await self._updates(given)
        return METHODS[method](self.world, given)

    async def _updates(self, given: Mapping[str, Any]) -> list[Json]:
        """Confirm what is below the offset; give the rest, again if it was given before."""
        offset, kinds = given.get("offset", 0), given.get("allowed_updates")
        queue = self.world.updates
        queue[:] = [update for update in queue if update["update_id"] >= offset]
        try:
            async with asyncio.timeout(min(given.get("timeout", 0), MAX_POLL_S)):
                while not (found := _allowed(queue, kinds)):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return []
        return found[: given.get("limit", MAX_UPDATES)]

    def _next_fault(self, method: str, chat_id: int | None) -> Fault:
        names = {method} if method == "getUpdates" else {method, "*"}
        for fault in self.faults:
            if fault.method in names and fault.chat in {None, chat_id}:
                self.faults.remove(fault)
                return fault
        return Fault()

    async def _on_download(self, request: web.Request) -> web.StreamResponse:
        path, token = request.match_info["path"], request.match_info["token"]
        for file in self.world.files.values():
            if file.path == path and token == self.token:
                return web.Response(body=file.content)
        return _json(Refusal(404, "Not Found"))


def _allowed(updates: list[Json], kinds: list[str] | None) -> list[Json]:
    """Without *kinds*, all but a few are."""
    return [
        update
        for update in updates
        if not update.keys().isdisjoint(kinds or update.keys() - BY_DEFAULT_NOT - {"update_id"})
    ]


async def _given(request: web.Request) -> Json:
    """Return the parameters as text; an upload is (name, bytes)."""
    if request.content_type == "application/json":
        given = json.loads(await request.read())
        return {
            name: one if isinstance(one, str) else json.dumps(one) for name, one in given.items()
        }
    fields = (await request.post()).items()
    return {
        name: (value.filename, value.file.read()) if isinstance(value, web.FileField) else value
        for name, value in fields
    }


def _json(answer: object) -> web.Response:
    if isinstance(answer, Refusal):
        return web.Response(status=answer.code, text=json.dumps(answer.body()))
    return web.Response(text=json.dumps({"ok": True, "result": answer}))
