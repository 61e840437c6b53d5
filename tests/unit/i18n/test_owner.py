"""What the owner is told, and those whom the owner keeps out."""

import pytest

from bot.core.access import Verdict
from bot.i18n import owner, texts
from bot.i18n.catalogs import ENGLISH

MAX_DESCRIPTION_CHARS = 256  # Bot API, BotCommand
MAX_TOAST_CHARS = 200  # Bot API, answerCallbackQuery


def test_the_owners_commands_are_none_of_everybodys() -> None:
    assert not set(owner.COMMANDS) & {*texts.COMMANDS, *texts.GROUP_COMMANDS}
    for name in owner.COMMANDS:
        assert 0 < len(owner.command(ENGLISH, name)) <= MAX_DESCRIPTION_CHARS


def test_what_is_said_over_the_chat_has_room_there() -> None:
    assert len(owner.owner_only(ENGLISH)) <= MAX_TOAST_CHARS


def test_a_stranger_learns_their_number_and_whom_to_give_it() -> None:
    said = owner.private_bot(ENGLISH, 7_000_000_001, "@aliya").splitlines()

    assert said[1:3] == [
        "To be let in, give the owner your number: 7000000001",
        "The owner: @aliya",
    ]
    assert len(owner.private_bot(ENGLISH, 7, None).splitlines()) == 3


def test_a_group_learns_its_number() -> None:
    assert owner.private_group(ENGLISH, -100).endswith("\nThe number of the group: -100")


def test_a_title_may_hold_what_looks_like_a_field() -> None:
    said = owner.knock(ENGLISH, "{number} %s {", -100, is_group=True)

    assert said == (
        "The bot was added to a group that is not on its list: {number} %s {\nNumber: -100"
    )
    assert owner.knock(ENGLISH, "Бек", 9, is_group=False).startswith("Somebody")
    assert owner.allow_button(ENGLISH) == "Allow"


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_its_words(verdict: Verdict) -> None:
    assert "9" in owner.ruled(ENGLISH, verdict, 9)
    assert owner.list_title(ENGLISH, verdict, 3).endswith(": 3")
    assert "/" in owner.list_usage(ENGLISH, verdict)
    lifted = {owner.lifted(ENGLISH, verdict, 9, was_there=was) for was in (True, False)}
    assert len(lifted) == 2


def test_lists_say_what_they_leave_out_and_when_they_count() -> None:
    assert owner.list_more(ENGLISH, 4) == "Not shown: 4"
    assert "QYSQA_ACCESS" in owner.open_to_all(ENGLISH)
    assert "number" in owner.nobody_meant(ENGLISH)
    assert "number" in owner.owner_meant(ENGLISH)


def test_a_broadcast_is_counted_before_and_after() -> None:
    assert owner.preview(ENGLISH, 12).endswith("\nPeople it goes to: 12")
    assert owner.send_button(ENGLISH, 12) == "Send (people: 12)"
    assert owner.progress(ENGLISH, 3, 12) == "Sent: 3 of 12"
    assert owner.stopped(ENGLISH, 3, 12) == "Stopped. Sent: 3 of 12"
    assert owner.summary(ENGLISH, 12, 0) == "It has been sent. Delivered: 12"
    assert "\nNot delivered: 2." in owner.summary(ENGLISH, 10, 2)


def test_what_is_said_around_a_broadcast() -> None:
    said = [
        say(ENGLISH)
        for say in (
            owner.broadcast_usage,
            owner.broadcast_too_large,
            owner.nobody_to_tell,
            owner.drop_button,
            owner.stop_button,
            owner.dropped,
            owner.not_a_draft,
            owner.no_news_button,
            owner.no_news,
            owner.news_button,
            owner.news,
        )
    ]

    assert len(set(said)) == len(said)
