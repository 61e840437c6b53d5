"""Callback data under messages that were sent by way of the bot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import AnswerExpiredError, UnknownLanguageError
from bot.core.languages import EN, KK
from bot.core.models import Script
from bot.service.group_translation import Target
from bot.telegram.anywhere import links
from bot.telegram.anywhere.links import (
    MAX_DATA_BYTES,
    READ,
    Links,
    ToRead,
)

LATIN = Target(KK, Script.LATIN)
LONG = "https://egemen.kz/" + "a" * 200


def test_a_short_link_stands_in_the_button_itself() -> None:
    one = ToRead("https://egemen.kz/1", LATIN)

    assert Links().data(one) == "r:kk-Latn:egemen.kz/1"
    assert Links().read("r:kk-Latn:egemen.kz/1") == one


def test_a_link_without_encryption_keeps_its_scheme() -> None:
    one = ToRead("http://egemen.kz/1", Target(EN))

    assert Links().read(Links().data(one)) == one


def test_a_long_link_is_remembered() -> None:
    known = Links()
    data = known.data(ToRead(LONG, Target(EN)))

    assert known.read(data) == ToRead(LONG, Target(EN))
    with pytest.raises(AnswerExpiredError):
        Links().read(data)


def test_the_oldest_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "MAX_KNOWN", 2)
    known = Links()
    data = [known.data(ToRead(f"{LONG}{number}", Target(EN))) for number in (1, 2, 1, 3)]

    assert known.read(data[0]).url == f"{LONG}1"
    with pytest.raises(AnswerExpiredError):
        known.read(data[1])


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguageError):
        Links().read("r:xx:a.kz")


@given(st.text(min_size=1, max_size=250).filter(lambda text: "\n" not in text))
def test_every_link_comes_back_and_fits(path: str) -> None:
    known, one = Links(), ToRead(f"https://a.kz/{path}", LATIN)
    data = known.data(one)

    assert len(data.encode()) <= MAX_DATA_BYTES
    assert READ.fullmatch(data)
    assert known.read(data) == one
