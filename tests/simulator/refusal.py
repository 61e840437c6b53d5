"""What a method answers in place of a result."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Refusal(Exception):  # noqa: N818 - Telegram's answer, not the simulator's failure
    """An error answer: *code* and *description* as Telegram gives them."""

    code: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """Return the answer as Telegram's JSON."""
        answer = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str) -> Refusal:
    """Return Telegram's 400 for *reason*."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """Return Telegram's 403 for *reason*."""
    return Refusal(403, f"Forbidden: {reason}")
