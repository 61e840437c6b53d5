"""Buttons and links that only work for whom and where they were made."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.groups.signed import ANYBODY, FEED, MISSED, Seal

SEAL = Seal.of_token("1:abc")
GROUP, AIGUL, MARAT = -1001234567890, 5_123_456_789, 7

people = st.integers(1, 2**52)
chats = st.integers(-(2**52), 2**52)
actions = st.from_regex(r"[a-z]{1,6}(\.[A-Za-z/_0-9-]{0,20})?", fullmatch=True)


@given(chats, people, actions)
def test_a_button_works_for_who_opened_the_panel(chat: int, person: int, action: str) -> None:
    assert SEAL.pressed(chat, person, SEAL.button(chat, person, action)) == action


@given(chats, people, actions)
def test_a_button_for_anybody_works_for_everybody(chat: int, person: int, action: str) -> None:
    assert SEAL.pressed(chat, person, SEAL.button(chat, ANYBODY, action)) == action


def test_a_button_works_for_nobody_else_nowhere_else_and_with_no_other_action() -> None:
    data = SEAL.button(GROUP, AIGUL, "stop")

    assert SEAL.pressed(GROUP, MARAT, data) is None
    assert SEAL.pressed(GROUP - 1, AIGUL, data) is None
    assert SEAL.pressed(GROUP, AIGUL, data.replace("stop", "agree")) is None
    assert Seal.of_token("1:abd").pressed(GROUP, AIGUL, data) is None


@pytest.mark.parametrize("data", ["", "g:", "g:x", "g:x:y:z", "g:қ:stop:ә", "stop"])
def test_what_was_not_made_here_opens_nothing(data: str) -> None:
    assert SEAL.pressed(GROUP, AIGUL, data) is None
    assert SEAL.opened(MISSED, data) is None


def test_the_longest_button_fits_what_telegram_takes() -> None:
    longest = SEAL.button(-(2**52), 2**52, "in.America/New_York")

    assert len(longest.encode()) <= 64


moments = st.integers(0, 2**34)


@given(chats, moments, moments, st.integers(0, 2**31))
def test_a_link_says_which_chat_and_which_time(
    chat: int, since: int, until: int, topic: int
) -> None:
    link = SEAL.link(MISSED, chat, since, until, topic)

    assert SEAL.opened(MISSED, link) == (chat, since, until, topic)
    assert SEAL.opened(FEED, link) is None
    assert re.fullmatch(r"c_[A-Za-z0-9_-]{1,62}", link)


@given(st.text(max_size=64))
def test_no_payload_breaks_it(payload: str) -> None:
    assert SEAL.opened(MISSED, payload) is None


def test_a_link_that_was_changed_opens_nothing() -> None:
    link = SEAL.link(MISSED, GROUP, 100, 200, 0)

    assert SEAL.opened(MISSED, link.replace("_5k_", "_5j_")) is None
    assert SEAL.opened(MISSED, link[:-1]) is None
    assert SEAL.opened(FEED, link.replace("c_", "f_")) is None
