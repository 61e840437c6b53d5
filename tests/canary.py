"""A pytest plugin: no test may print the token that the simulated Telegrams go by.

It has the shape of a real one, so that what hides tokens hides it too. Looked at is what each
test printed, what it read back of that, and what programs said that it started.

A second canary is for people's texts: tests that are about logs put it into messages. It may be
an answer on stdout, but stderr is for logs and talk, and neither quotes people.
"""

import asyncio.subprocess
import subprocess
from collections.abc import Callable, Generator
from functools import wraps
from typing import Any, Final

import pytest
from typer.testing import CliRunner

CANARY: Final = "4242424242:SECRET-TOKEN-of-a-canary_012345678"

TEXT_CANARY: Final = "Zhasyrynqanattyqus"
"""A word of no language, in letters that all encodings have."""

_SECRET: Final = CANARY.partition(":")[2]


def _holds(said: object, canary: str = _SECRET) -> bool:
    if isinstance(said, str):
        return canary in said
    return isinstance(said, bytes) and canary.encode() in said


class Watch:
    """Remembers where the canaries were heard since it was last asked."""

    def __init__(self) -> None:
        self._heard: list[str] = []

    def listen(self, where: str, *said: object) -> None:
        """Look through outputs, of bytes or text; others hold nothing."""
        for one in said:
            if _holds(one):
                self._heard.append(f"the token in {where}")

    def listen_to_talk(self, where: str, *said: object) -> None:
        """Look through what may quote neither the token nor people."""
        self.listen(where, *said)
        for one in said:
            if _holds(one, TEXT_CANARY):
                self._heard.append(f"people's text in {where}")

    def ask(self) -> list[str]:
        """Where it was heard."""
        heard, self._heard = self._heard, []
        return heard


def pytest_configure(config: pytest.Config) -> None:
    """Listen to what tests read back before pytest can collect it."""
    watch = Watch()
    config.pluginmanager.register(_Judge(watch), "canary-judge")
    patch = pytest.MonkeyPatch()
    config.add_cleanup(patch.undo)
    read_back = pytest.CaptureFixture.readouterr
    patch.setattr(pytest.CaptureFixture, "readouterr", _heard(watch, "capsys", read_back))
    talked = subprocess.Popen.communicate
    patch.setattr(subprocess.Popen, "communicate", _heard(watch, "a program", talked))
    reader = asyncio.StreamReader
    for name in ("read", "readline"):  # of programs' pipes, and of sockets
        heard = _heard_later(watch, "a stream", getattr(reader, name))
        patch.setattr(reader, name, heard)
    invoke = CliRunner.invoke
    patch.setattr(CliRunner, "invoke", _heard_of_command(watch, invoke))


class _Judge:
    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if call.when == "teardown":
            for where, said in report.sections:
                printed = where.startswith(("Captured stdout", "Captured stderr"))
                listen = self._watch.listen_to_talk if printed else self._watch.listen
                listen(where, said)
            heard = self._watch.ask()
            if heard:
                report.outcome = "failed"
                report.longrepr = f"This was printed: {', '.join(sorted(set(heard)))}"
        return report


def _heard(watch: Watch, where: str, read: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(read)
    def listening(*args: Any, **kwargs: Any) -> Any:
        out, err = said = read(*args, **kwargs)
        watch.listen(where, out)
        watch.listen_to_talk(where, err)
        return said

    return listening


def _heard_later(watch: Watch, where: str, read: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(read)
    async def listening(*args: Any, **kwargs: Any) -> Any:
        said = await read(*args, **kwargs)
        watch.listen(where, said)
        return said

    return listening


def _heard_of_command(watch: Watch, invoke: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(invoke)
    def listening(*args: Any, **kwargs: Any) -> Any:
        result = invoke(*args, **kwargs)
        watch.listen_to_talk("a command's stderr", result.stderr)
        if not _holds(kwargs.get("input")):  # what is typed is shown, as on a terminal
            watch.listen("a command's stdout", result.stdout)
        return result

    return listening
