"""What the wires of services with keys share: JSON as it comes, is judged and is said."""

import json
from collections.abc import Mapping
from typing import Any, Final, TypeVar
from urllib.parse import urlencode, urlsplit

from bot.core.languages import KNOWN_LANGUAGES
from bot.translation.engines.dialect import Ask, Reply
from tests.simulator.wire import Request, Said

Fault = TypeVar("Fault", str, int)

CODES: Final = frozenset(str(code) for code in KNOWN_LANGUAGES)
RETRY_AFTER: Final = {"Retry-After": "7"}


def posted_to(request: Request, path: str) -> bool:
    """Whether it is a POST to exactly *path*."""
    return request.method == "POST" and urlsplit(request.path).path == path


def posted(request: Request) -> Any:
    """Return the JSON that was sent as JSON; None if it was not, or is none."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        return json.loads(request.body)
    except ValueError:
        return None


def are_texts(found: Any, limit: int | None = None) -> bool:
    """Whether it is a list of strings, not empty and not longer than *limit*."""
    if not isinstance(found, list) or not found:
        return False
    return len(found) <= (limit or len(found)) and all(isinstance(one, str) for one in found)


def first_fault(*demands: tuple[bool, Fault]) -> Fault | None:
    """Return what goes with the first demand that is not met."""
    return next((fault for is_met, fault in demands if not is_met), None)


def as_json(status: int, body: Any, headers: Mapping[str, str] | None = None) -> Said:
    """Say *body*."""
    return Said(status, json.dumps(body, ensure_ascii=False), headers=headers)


def sent(ask: Ask) -> Request:
    """Return the request that *ask* becomes on its way."""
    headers = {name.lower(): value for name, value in ask.headers.items()}
    kind = {} if ask.body is None else {"content-type": "application/json"}
    path = f"{urlsplit(ask.url).path}?{urlencode(ask.query)}"
    body = b"" if ask.body is None else json.dumps(ask.body).encode()
    return Request("GET" if ask.body is None else "POST", path, ask.query, headers | kind, body)


def reply_of(said: Said) -> Reply:
    """Return what a dialect reads of *said*."""
    return Reply(said.status, said.body)
