"""The shortest form of lossless.py; the other faults are tried by its command."""

import asyncio

import pytest

from tests.faults.harness.rounds_end import asked_to_end, kill
from tests.faults.harness.rounds_way import unreadable

pytestmark = pytest.mark.slow


async def test_killed_it_answers_each_message_in_order_where_the_plain_bot_loses_some() -> None:
    ours, plain = await asyncio.gather(
        kill("qysqa", 2, webhook=False, senders=4), kill("plain", 1, webhook=False, senders=1)
    )

    assert (ours.verdict, plain.verdict) == ("holds", "the loss shows"), (ours.found, plain.found)


async def test_ended_with_much_to_do_it_answers_the_rest_after_its_restart() -> None:
    end = await asked_to_end("qysqa", 30, grace_s=20)

    assert (end.lost, end.duplicates, end.exit_s is None) == (0, 0, False), end.text


async def test_what_cannot_be_parsed_holds_nothing_up() -> None:
    line = await unreadable("qysqa", watched_s=2)

    assert line.verdict == "holds", line.found
