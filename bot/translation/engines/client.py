"""What the deep-translator dialects share: the library knows the services, the wire is ours.

deep-translator 1.11.4 waits for ever, reads without limit, keeps the text of a call in the
instance (a shared one hands one person's text to another), and its errors have no common
base. So it never sends anything: one client says what it would ask, another reads the
reply, and neither outlives that. The library is frozen and pinned, so this seam holds.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FunctionType
from typing import Any

from bot.core.errors import (
    PairNotSupportedError,
    SentenceTooLongError,
    TranslatorUnavailableError,
)
from bot.translation.engines.dialect import Reply

_ANY_TEXT = "a"  # clients only compare it with the reply, and give the reply either way

Respond = Callable[[Mapping[str, str]], Reply]
"""Answers the parameters of a request."""

Make = Callable[[Respond], Any]
"""Makes a client of the library whose requests are answered so."""


class Requests:
    """Stands in for the ``requests`` module that a client of the library asks.

    A client passes its ``proxies`` on untouched: that is where its own Respond rides.
    """

    @staticmethod
    def get(_url: str, *, params: Mapping[str, str], proxies: Respond) -> Reply:
        """Answer like requests.get; the address is the engine's, not the library's."""
        return proxies(params)


def detached(client: type[Any]) -> type[Any]:
    """Return *client* with Requests in place of its network; the library stays as it is."""
    own = client.translate
    names = {**own.__globals__, "requests": Requests}
    translate = FunctionType(own.__code__, names, own.__name__, own.__defaults__)
    return type(client.__name__, (client,), {"translate": translate})


def asked(make: Make, text: str, *, engine: str) -> tuple[tuple[str, str], ...]:
    """Return the parameters that a client would send.

    Raises:
        PairNotSupportedError: The client does not know a language, or takes both for one.
        SentenceTooLongError: The client takes no text of that length.
    """
    from deep_translator import exceptions  # noqa: PLC0415 - 0.2 s of imports

    heard: list[tuple[str, str]] = []

    def stop(params: Mapping[str, str]) -> Reply:
        heard.extend(params.items())
        raise _AskedError

    try:
        with suppress(_AskedError):
            make(stop).translate(text)
    except exceptions.NotValidLength:
        raise SentenceTooLongError(engine) from None
    except exceptions.BaseError:
        raise PairNotSupportedError(engine) from None
    if not heard:
        raise PairNotSupportedError(engine)
    return tuple(heard)


def answered(make: Make, reply: Reply, *, engine: str) -> str:
    """Return what a client finds in *reply*.

    Raises:
        TranslatorUnavailableError: It finds nothing, or cannot read it.
    """
    try:
        answer = make(lambda _: reply).translate(_ANY_TEXT)
    except Exception as error:  # noqa: BLE001 - the client's errors have no common base
        raise TranslatorUnavailableError(engine, type(error).__name__) from None
    if not isinstance(answer, str):
        raise TranslatorUnavailableError(engine, type(answer).__name__)
    return answer


class _AskedError(Exception):
    """The client has said what it would ask."""
