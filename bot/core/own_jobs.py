"""Jobs that the bot gives itself: bodies of the inbox beside those that Telegram sends."""

import json
from dataclasses import asdict

from bot.core.digests import Run

_KIND = "kind"
_DIGEST = "digest"
_TELEGRAMS = "update_id"  # each update has it; ours never


def run_to_body(run: Run) -> str:
    """Return the body of the job that posts *run*."""
    return json.dumps({_KIND: _DIGEST, **asdict(run)}, ensure_ascii=False)


def run_from_body(body: str) -> Run | None:
    """Return what run_to_body made a body of; None if it is something else."""
    match _own(body, _DIGEST):
        case {
            "chat_id": int(chat_id),
            "slot": str(slot),
            "due": int(due),
            "since": int(since),
            "missed": list(missed),
            "is_late": bool(is_late),
        }:
            return Run(chat_id, slot, due, since, tuple(map(str, missed)), is_late)
        case _:
            return None


def _own(body: str, kind: str) -> dict[str, object] | None:
    """The fields of a job of our own of that kind."""
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or _TELEGRAMS in fields:
        return None
    return fields if fields.get(_KIND) == kind else None
