"""Buttons of the owner's work for the owner alone."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.groups.signed import Seal
from bot.telegram.incoming import Incoming
from bot.telegram.owner.signed import owner_button, owner_pressed

SEAL, OTHER = Seal(b"key"), Seal(b"another")
OWNER = 7_000_000_001
PRESS = Incoming(OWNER, is_group=False, user_id=OWNER, app_language=None)
NUMBERS = st.integers(-(2**52), 2**52)  # core.telegram.org/bots/api: at most 52 bits


@given(NUMBERS)
def test_a_button_says_what_it_was_made_for_in_64_bytes(number: int) -> None:
    data = owner_button(SEAL, OWNER, "allow", "yes", number)

    assert len(data) <= 64
    assert owner_pressed(SEAL, replace(PRESS, data=data), "allow") == ("yes", number)


@given(st.text(max_size=60))
def test_nobody_makes_one_up(text: str) -> None:
    assert owner_pressed(SEAL, replace(PRESS, data=f"o:{text}"), "allow") is None


def test_it_works_for_one_person_one_chat_one_bot_and_one_kind() -> None:
    press = replace(PRESS, data=owner_button(SEAL, OWNER, "allow", "yes", 9))

    assert owner_pressed(SEAL, replace(press, user_id=5), "allow") is None
    assert owner_pressed(SEAL, replace(press, user_id=None), "allow") is None
    assert owner_pressed(SEAL, replace(press, chat_id=5), "allow") is None
    assert owner_pressed(OTHER, press, "allow") is None
    assert owner_pressed(SEAL, press, "cast") is None


def test_a_button_of_a_panel_is_none_of_the_owners() -> None:
    data = SEAL.button(OWNER, OWNER, "agree")

    assert owner_pressed(SEAL, replace(PRESS, data=data.replace("g:", "o:")), "allow") is None
