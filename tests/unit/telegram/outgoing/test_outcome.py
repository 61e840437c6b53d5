from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.core.jobs import MAX_UNCERTAIN, Due, Settled
from bot.telegram.outgoing.outcome import MAX_AGE_MS, SENT, Fate, Outcome, outcome, settle
from bot.telegram.wire.transport import NoAnswerError, NoAnswerInTimeError, ThrownAwayError

NOW = 1_800_000_000_000


def due(*, attempts: int = 1, uncertain: int = 0, age_ms: int = 0, repeats: bool = True) -> Due:
    return Due(7, 42, "{}", repeats, attempts, uncertain, NOW - age_ms)


def from_a_page(error: TelegramError) -> TelegramError:
    """As python-telegram-bot raises it when an error answer is no JSON."""
    error.__cause__ = TelegramError("Invalid server response")
    return error


def unknown() -> NetworkError:
    """As python-telegram-bot raises it when the transport has a bug."""
    error = NetworkError("Unknown error in HTTP implementation: KeyError()")
    error.__cause__ = KeyError()
    return error


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (NoAnswerError("ClientConnectorError", delivered=False), Fate.UNSENT),
        (ThrownAwayError("ClientOSError", delivered=False), Fate.RESET),
        (NoAnswerInTimeError("ConnectionTimeoutError", delivered=False), Fate.UNSENT),
        (NetworkError("Internal Server Error (500)"), Fate.UNSENT),
        (from_a_page(NetworkError("Bad Gateway (502). Parsing … failed")), Fate.UNSENT),
        (Conflict("Conflict"), Fate.UNSENT),
        (from_a_page(Forbidden("Forbidden (403). Parsing b'<html>' failed")), Fate.UNSENT),
        (from_a_page(InvalidToken("Not Found (404). Parsing … failed")), Fate.UNSENT),
        (from_a_page(BadRequest("Bad Request (400). Parsing … failed")), Fate.UNSENT),
        (NoAnswerError("ServerDisconnectedError"), Fate.UNCERTAIN),
        (NoAnswerInTimeError("SocketTimeoutError"), Fate.UNCERTAIN),
        (TimedOut(), Fate.UNCERTAIN),
        (from_a_page(NetworkError("Gateway Timeout (504). Parsing … failed")), Fate.UNCERTAIN),
        (unknown(), Fate.UNCERTAIN),
        (TelegramError("Invalid server response"), Fate.UNCERTAIN),
        (KeyError("message_id"), Fate.UNCERTAIN),
        (BadRequest("Message text is empty"), Fate.REFUSED),
        (BadRequest("Message is not modified: specified new message content"), Fate.SENT),
        (
            BadRequest("Query is too old and response timeout expired or query id is invalid"),
            "sent",
        ),
        (BadRequest("Chat not found"), Fate.GONE),
        (Forbidden("Forbidden: bot was blocked by the user"), Fate.GONE),
        (InvalidToken("Unauthorized"), Fate.TOKEN),
        (RetryAfter(3), Fate.PACED),
        (ChatMigrated(-1007), Fate.MIGRATED),
    ],
)
def test_an_error_has_a_fate(error: Exception, fate: Fate) -> None:
    assert outcome(error).fate == fate


def test_an_outcome_says_what_to_do_next() -> None:
    assert outcome(ChatMigrated(-1007)).new_chat_id == -1007
    assert outcome(RetryAfter(timedelta(seconds=3))).retry_after_ms == 3_000


def test_a_flood_limit_in_whole_seconds_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "0")

    with pytest.warns(DeprecationWarning, match="timedelta"):
        assert outcome(RetryAfter(3)).retry_after_ms == 3_000


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Message text is empty", "Message text is empty"),
        ("Message can't be edited", "Message can't be edited"),
        (
            'Can\'t parse entities: unsupported start tag "менің "құпиям"" at byte offset 5',
            "Can't parse entities: unsupported start tag … at byte offset 5",
        ),
        (
            "Inline keyboard button URL 'https://me.kz' is invalid",
            "Inline keyboard button URL … is invalid",
        ),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_refusal_is_kept_without_what_it_quotes(said: str, kept: str) -> None:
    refused = outcome(BadRequest(said))

    assert refused == Outcome(Fate.REFUSED, "BadRequest", kept)
    assert settle(due(), refused, NOW) == Settled(7, error=kept)


@pytest.mark.parametrize("done", [SENT, Outcome(Fate.GONE)])
def test_what_was_sent_or_has_nowhere_to_go_leaves_the_outbox(done: Outcome) -> None:
    assert settle(due(), done, NOW) == Settled(7)


@pytest.mark.parametrize(
    ("attempts", "pause_s"), [(0, 1), (1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (10_000, 60)]
)
def test_what_did_not_leave_is_tried_again_after_longer_and_longer_pauses(
    attempts: int, pause_s: int
) -> None:
    settled = settle(due(attempts=attempts, uncertain=1), Outcome(Fate.UNSENT), NOW)

    assert settled == Settled(7, again_at=NOW + pause_s * 1_000, uncertain=1)


def test_what_could_not_be_sent_for_a_day_is_given_up() -> None:
    unsent = Outcome(Fate.UNSENT)

    assert settle(due(age_ms=MAX_AGE_MS), unsent, NOW).again_at is not None
    assert settle(due(age_ms=MAX_AGE_MS + 1), unsent, NOW) == Settled(7, error="expired")


def test_what_may_have_arrived_is_repeated_once() -> None:
    doubtful = Outcome(Fate.UNCERTAIN)

    first = settle(due(), doubtful, NOW)
    assert first == Settled(7, again_at=NOW + 1_000, uncertain=1)
    assert settle(due(uncertain=1), doubtful, NOW) == Settled(7, uncertain=1, error="uncertain")


def test_what_must_not_come_twice_is_not_repeated() -> None:
    lost = Settled(7, is_lost=True)
    assert settle(due(repeats=False), Outcome(Fate.UNCERTAIN), NOW) == lost


def test_a_pace_is_kept_with_half_a_second_to_spare() -> None:
    paced = Outcome(Fate.PACED, retry_after_ms=3_000)

    assert settle(due(), paced, NOW) == Settled(7, again_at=NOW + 3_500)


@pytest.mark.parametrize("fate", [Fate.MIGRATED, Fate.TOKEN])
def test_what_was_wrongly_addressed_is_tried_again_at_once(fate: Fate) -> None:
    assert settle(due(), Outcome(fate), NOW) == Settled(7, again_at=NOW)


@given(
    st.builds(
        Due,
        st.integers(1),
        st.integers(),
        st.just("{}"),
        st.booleans(),
        st.integers(0, 10**6),
        st.integers(0, 3),
        st.integers(0, NOW),
    ),
    st.sampled_from(Fate),
    st.integers(0, 86_400_000),
)
def test_no_message_is_lost_unless_its_fate_says_so(row: Due, fate: Fate, pause_ms: int) -> None:
    settled = settle(row, Outcome(fate, "E", "reason", retry_after_ms=pause_ms), NOW)

    assert settled.number == row.number
    assert settled.again_at is None or settled.error is None
    assert settled.again_at is None or settled.again_at >= NOW
    assert settled.uncertain <= max(row.uncertain, MAX_UNCERTAIN)
    if settled.again_at is None and settled.error is None:
        may_have_arrived = fate in (Fate.UNCERTAIN, Fate.RESET)
        assert fate in (Fate.SENT, Fate.GONE) or (may_have_arrived and not row.repeats)
    if fate in (Fate.PACED, Fate.MIGRATED, Fate.TOKEN):
        assert settled.again_at is not None


def test_what_was_reset_too_often_may_have_arrived() -> None:
    reset = Outcome(Fate.RESET)

    assert settle(due(attempts=4), reset, NOW) == Settled(7, again_at=NOW + 8_000)
    assert settle(due(attempts=5), reset, NOW) == settle(due(), Outcome(Fate.UNCERTAIN), NOW)
    assert settle(due(attempts=5, uncertain=1), reset, NOW) == Settled(
        7, uncertain=1, error="uncertain"
    )
    assert settle(due(attempts=6, repeats=False), reset, NOW) == Settled(7, is_lost=True)
