"""Who may use the bot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.access import Asker, Entry, Mode, Verdict, is_owner, may, owner_name

AIDA, BOLAT, GROUP = 11, 12, -1001
BANNED, ALLOWED = Verdict.BANNED, Verdict.ALLOWED


@pytest.mark.parametrize(
    ("asker", "verdicts", "when_open", "when_closed"),
    [
        (Asker(AIDA), {}, Entry.GRANTED, Entry.STRANGER),
        (Asker(AIDA), {AIDA: ALLOWED}, Entry.GRANTED, Entry.GRANTED),
        (Asker(AIDA), {AIDA: BANNED}, Entry.BANNED, Entry.BANNED),
        (Asker(AIDA), {BOLAT: ALLOWED}, Entry.GRANTED, Entry.STRANGER),
        (Asker(AIDA, is_owner=True), {AIDA: BANNED}, Entry.GRANTED, Entry.GRANTED),
        (Asker(AIDA, GROUP), {AIDA: ALLOWED}, Entry.GRANTED, Entry.STRANGER),
        (Asker(AIDA, GROUP), {GROUP: ALLOWED}, Entry.GRANTED, Entry.GRANTED),
        (Asker(AIDA, GROUP), {GROUP: ALLOWED, AIDA: BANNED}, Entry.BANNED, Entry.BANNED),
        (Asker(AIDA, GROUP), {GROUP: BANNED, AIDA: ALLOWED}, Entry.BANNED, Entry.BANNED),
        (Asker(AIDA, GROUP, is_owner=True), {}, Entry.GRANTED, Entry.GRANTED),
        (Asker(None, GROUP), {GROUP: ALLOWED}, Entry.GRANTED, Entry.GRANTED),
        (Asker(None, GROUP), {}, Entry.GRANTED, Entry.STRANGER),
        (Asker(None), {AIDA: ALLOWED}, Entry.GRANTED, Entry.STRANGER),
        (Asker(AIDA), None, Entry.GRANTED, Entry.UNKNOWN),
        (Asker(AIDA, is_owner=True), None, Entry.GRANTED, Entry.GRANTED),
    ],
)
def test_the_list_decides(
    asker: Asker, verdicts: dict[int, Verdict] | None, when_open: Entry, when_closed: Entry
) -> None:
    assert may(Mode.OPEN, asker, verdicts) is when_open
    assert may(Mode.CLOSED, asker, verdicts) is when_closed


NUMBERS = st.integers(-3, 3)


@given(
    st.builds(Asker, st.none() | NUMBERS, st.none() | NUMBERS),
    st.dictionaries(NUMBERS, st.sampled_from(Verdict)),
)
def test_a_closed_bot_lets_nobody_in_whom_an_open_one_does_not(
    asker: Asker, verdicts: dict[int, Verdict]
) -> None:
    if may(Mode.CLOSED, asker, verdicts) is Entry.GRANTED:
        assert may(Mode.OPEN, asker, verdicts) is Entry.GRANTED
        assert ALLOWED in verdicts.values()


@pytest.mark.parametrize("setting", ["@Aliya", "aliya", "https://t.me/Aliya", " t.me/aliya "])
def test_an_owner_goes_by_name_or_link(setting: str) -> None:
    name = owner_name(setting)

    assert name == "aliya"
    assert is_owner(name, None, "ALIYA")
    assert is_owner(name, 8, "Aliya")
    assert not is_owner(name, 8, "aliya2")
    assert not is_owner(name, 8, None)


def test_an_owner_goes_by_number() -> None:
    assert is_owner(owner_name("8"), 8, None)
    assert not is_owner(owner_name("8"), 88, "b8")


@pytest.mark.parametrize("setting", [None, "", " ", "@"])
def test_without_a_setting_nobody_is_the_owner(setting: str | None) -> None:
    assert not is_owner(owner_name(setting), None, None)
    assert not is_owner(owner_name(setting), 8, "")
