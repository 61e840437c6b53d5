"""What a translation service is asked, and how its reply is understood. Pure.

A Dialect knows one service; bot.translation.engines.http carries what it says.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Protocol

from bot.core.engines import Capacity, Rank, Trouble
from bot.core.models import LanguageCode
from bot.core.ports import Clock

MAX_RETRY_AFTER_S = 86_400.0  # a day; a larger wish is a misprint
QUOTA_EXCEEDED = 456  # DeepL's own

_BLOCK_PAGE = re.compile(r"unusual traffic|/sorry/|captcha|just a moment", re.IGNORECASE)
_TROUBLES = {
    HTTPStatus.TOO_MANY_REQUESTS: Trouble.BUSY,
    HTTPStatus.UNAUTHORIZED: Trouble.KEY,
    HTTPStatus.FORBIDDEN: Trouble.KEY,
    HTTPStatus.PAYMENT_REQUIRED: Trouble.QUOTA,
    QUOTA_EXCEEDED: Trouble.QUOTA,
    HTTPStatus.REQUEST_TIMEOUT: Trouble.TIMEOUT,
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: *query* is encoded into the address, *body* is sent as JSON.

    *redirects* are followed so often; none where a key or a body goes along.
    """

    url: str
    query: Sequence[tuple[str, str]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: object = None
    redirects: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: a status, the text, and the seconds it asked to be left alone."""

    status_code: int
    text: str
    retry_after_s: float | None = None

    def json(self) -> Any:
        """Return the text as JSON; ValueError if it is none."""
        return json.loads(self.text)

    def close(self) -> None:
        """Nothing is open any more: for clients that take this for a ``requests.Response``."""


class Dialect(Protocol):
    """How one service is spoken to. Pure; holds its address, key and limits."""

    @property
    def name(self) -> str:
        """How readers know the service."""
        ...

    @property
    def version(self) -> str:
        """See bot.core.ports.Engine."""
        ...

    @property
    def rank(self) -> Rank:
        """See bot.core.ports.Engine."""
        ...

    @property
    def capacity(self) -> Capacity:
        """See bot.core.ports.Engine."""
        ...

    def ask(self, texts: Sequence[str], source: LanguageCode, target: LanguageCode) -> Ask:
        """Return the request for *texts*, each with a letter or digit, in two languages.

        Raises:
            PairNotSupportedError: The service does not know the pair.
            SentenceTooLongError: It takes less of this text than its capacity says.
        """
        ...

    def trouble(self, reply: Reply) -> Trouble | None:
        """Return what *reply* refuses with; usually ``usual_trouble(reply)``."""
        ...

    def read(self, reply: Reply) -> Sequence[str]:
        """Return the translations in a reply without trouble, in order.

        LookupError, TypeError or ValueError mean that it cannot be read.
        """
        ...


def usual_trouble(reply: Reply) -> Trouble | None:
    """What a status means by HTTP's own rules; None for 200, if it is not a page for robots."""
    status = reply.status_code
    if _is_block_page(reply.text):
        return Trouble.BLOCKED
    if status == HTTPStatus.OK:
        return None
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Trouble.FAILING
    return _TROUBLES.get(status, Trouble.ANSWER)


def _is_block_page(text: str) -> bool:
    return text.lstrip().startswith("<") and _BLOCK_PAGE.search(text) is not None


def retry_after(value: str | None, clock: Clock) -> float | None:
    """Seconds of a ``Retry-After`` header, a number or a date (RFC 9110 §10.2.3)."""
    if value is None:
        return None
    try:
        wait = float(value) if value.strip().isdecimal() else _until(value, clock)
    except (TypeError, ValueError, OverflowError):
        return None
    return min(max(wait, 0.0), MAX_RETRY_AFTER_S)


def _until(value: str, clock: Clock) -> float:
    return (parsedate_to_datetime(value) - clock()).total_seconds()
