"""What became of a message that was being sent, and what that means for its row. Pure.

A message may be repeated for ever while it surely did not arrive, a few times where that is most
likely, and once where nobody knows.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.core.jobs import MAX_UNCERTAIN, Due, Settled
from bot.telegram.wire.transport import NoAnswerError, NoAnswerInTimeError, ThrownAwayError

FIRST_PAUSE_MS: Final = 1_000  # doubles with every try
LONGEST_PAUSE_MS: Final = 60_000
MAX_AGE_MS: Final = 24 * 3_600_000  # as long as Telegram keeps updates: later, nobody waits
MARGIN_MS: Final = 500  # on top of what Telegram asks for: it counts in whole seconds
MAX_ERROR_CHARS: Final = 200
MAX_RESETS: Final = 5  # tries; of five in a row one would get through if none was read

_DOUBLINGS: Final = (LONGEST_PAUSE_MS // FIRST_PAUSE_MS).bit_length()
# Telegram quotes the tag or the link that it can't read. An apostrophe, as in can't, is no quote.
_OUT: Final = re.compile("kicked|not a member|blocked|deactivated|deleted")
_QUOTED: Final = re.compile(r"""(?<!\w)'.*'|".*\"""", re.DOTALL)


class Fate(StrEnum):
    """What became of a message."""

    SENT = "sent"
    UNSENT = "unsent"
    """It surely did not arrive."""
    RESET = "reset"
    """It most likely was thrown away unread."""
    UNCERTAIN = "uncertain"
    """It may have arrived."""
    REFUSED = "refused"
    """Telegram will never take it."""
    PACED = "paced"
    """The chat has had too many: it alone waits."""
    MIGRATED = "migrated"
    """The group has a new number."""
    GONE = "gone"
    """The chat can't be written to any more."""
    TOKEN = "token"  # noqa: S105 - the name of a fate
    """Telegram does not know the bot: nothing can be sent."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A fate and what belongs to it.

    Attributes:
        error: The name of what was raised.
        reason: Of REFUSED, in Telegram's words; nothing that people wrote.
        retry_after_ms: Of PACED.
        new_chat_id: Of MIGRATED.
        message_id: Of SENT, where a message came of it.
        is_out: Of GONE, that the bot is out of the chat, or blocked in it.
    """

    fate: Fate
    error: str = ""
    reason: str = ""
    retry_after_ms: int = 0
    new_chat_id: int = 0
    message_id: int | None = None
    is_out: bool = False


SENT: Final = Outcome(Fate.SENT)


def outcome(error: Exception) -> Outcome:
    """Sort what a call of the Bot API raised."""
    name = type(error).__name__
    match error:
        case RetryAfter():
            return Outcome(Fate.PACED, name, retry_after_ms=_milliseconds(error.retry_after))
        case ChatMigrated():
            return Outcome(Fate.MIGRATED, name, new_chat_id=error.new_chat_id)
        case BadRequest() if not is_a_strangers(error):
            return _bad_request(error)
        case Forbidden() if not is_a_strangers(error):
            return Outcome(Fate.GONE, name, is_out=_OUT.search(error.message.lower()) is not None)
        case _:
            return Outcome(_fate(error), name)


def is_not_modified(error: BadRequest) -> bool:
    """Whether the message already says what it was to become."""
    return "not modified" in error.message


def is_lost_topic(error: BadRequest) -> bool:
    """Whether the topic of a forum was closed or deleted."""
    words = error.message.lower()
    return "thread not found" in words or "topic_closed" in words or "topic_deleted" in words


def is_bad_quote(error: BadRequest) -> bool:
    """Whether the message replied to does not, or not any more, say what is quoted."""
    words = error.message.lower()
    return "quote" in words or "message to be replied not found" in words


def is_bad_link(error: BadRequest) -> bool:
    """Whether Telegram does not take the address behind a button."""
    words = error.message.lower().replace("_", " ")
    return "button url" in words and "invalid" in words


def is_a_strangers(error: TelegramError) -> bool:
    """Whether the answer was not Telegram's JSON but a gateway's or a proxy's page."""
    return isinstance(error.__cause__, TelegramError)


def settle(due: Due, outcome: Outcome, now_ms: int) -> Settled:
    """Decide on the row of a message; *now_ms* is unix time."""
    match outcome.fate:
        case Fate.SENT | Fate.GONE:
            return Settled(due.number, message_id=outcome.message_id)
        case Fate.REFUSED:
            return Settled(due.number, uncertain=due.uncertain, error=outcome.reason)
        case Fate.UNCERTAIN:
            return _uncertain(due, now_ms)
        case Fate.RESET if due.attempts >= MAX_RESETS:
            return _uncertain(due, now_ms)
        case Fate.UNSENT | Fate.RESET if now_ms - due.created > MAX_AGE_MS:
            return Settled(due.number, uncertain=due.uncertain, error="expired")
        case _:
            at = now_ms + _pause_ms(due, outcome)
            return Settled(due.number, again_at=at, uncertain=due.uncertain)


def _fate(error: Exception) -> Fate:
    if isinstance(error, ThrownAwayError):
        return Fate.RESET
    if isinstance(error, NoAnswerError | NoAnswerInTimeError):
        return Fate.UNSENT if error.delivered is False else Fate.UNCERTAIN
    if isinstance(error, InvalidToken | Forbidden) and not is_a_strangers(error):
        return Fate.TOKEN if isinstance(error, InvalidToken) else Fate.GONE
    return Fate.UNSENT if _is_error_answer(error) else Fate.UNCERTAIN


def _is_error_answer(error: Exception) -> bool:
    """Whether a status says that nothing was done; a gateway that gave up waiting can't know."""
    if type(error) is NetworkError:
        is_answer = error.__cause__ is None or is_a_strangers(error)
        return is_answer and not error.message.startswith("Gateway Time")
    return isinstance(error, BadRequest | Conflict | Forbidden | InvalidToken)


def _bad_request(error: BadRequest) -> Outcome:
    words = error.message.lower()
    if is_not_modified(error) or "query is too old" in words or "query id is invalid" in words:
        return SENT  # for an old query there is nothing left to be done
    if "chat not found" in words:
        return Outcome(Fate.GONE, type(error).__name__)
    reason = _QUOTED.sub("…", error.message)[:MAX_ERROR_CHARS]
    return Outcome(Fate.REFUSED, type(error).__name__, reason)


def _milliseconds(retry_after: int | timedelta) -> int:
    """Seconds or, in the library's next version, a timedelta."""
    if isinstance(retry_after, timedelta):
        return int(retry_after.total_seconds() * 1000)
    return retry_after * 1000


def _uncertain(due: Due, now_ms: int) -> Settled:
    if not due.repeats:
        return Settled(due.number, is_lost=True)
    if due.uncertain >= MAX_UNCERTAIN:
        return Settled(due.number, uncertain=due.uncertain, error="uncertain")
    return Settled(due.number, again_at=now_ms + FIRST_PAUSE_MS, uncertain=due.uncertain + 1)


def _pause_ms(due: Due, outcome: Outcome) -> int:
    match outcome.fate:
        case Fate.PACED:
            return outcome.retry_after_ms + MARGIN_MS
        case Fate.MIGRATED | Fate.TOKEN:  # where the token is at fault, the sender pauses
            return 0
        case _:
            doublings = min(max(due.attempts - 1, 0), _DOUBLINGS)
            return min(FIRST_PAUSE_MS << doublings, LONGEST_PAUSE_MS)
