"""What follows the bot's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import LanguageCode, Script
from bot.service.group_translation import MAX_TARGETS, Target
from bot.telegram.anywhere.asked import (
    LONG_SENTENCES,
    Asked,
    bare_link,
    find_link,
    is_long,
    read_asked,
    read_languages,
)
from bot.telegram.incoming import Attachment, Content


def targets(*codes: str) -> tuple[Target, ...]:
    return tuple(Target(LanguageCode(code)) for code in codes)


@pytest.mark.parametrize(
    ("text", "codes", "rest"),
    [
        ("", (), ""),
        ("kk", ("kk",), ""),
        ("kk Good morning", ("kk",), "Good morning"),
        ("Kk Good morning", ("kk",), "Good morning"),
        ("kk ru Good morning", ("kk", "ru"), "Good morning"),
        ("kk,ru; Good morning", ("kk", "ru"), "Good morning"),
        ("kk kk ru Good", ("kk", "ru"), "Good"),
        ("kz сәлем", ("kk",), "сәлем"),
        ("ru\nҚайырлы таң", ("ru",), "Қайырлы таң"),
        ("german: Good morning", ("de",), "Good morning"),
        ("немецкий : Доброе утро", ("de",), "Доброе утро"),
        ("Good morning", (), "Good morning"),
        ("it was late", (), "it was late"),
        ("de facto", (), "de facto"),
        ("english breakfast", (), "english breakfast"),
        ("klingon: Good", (), "klingon: Good"),
    ],
)
def test_languages_come_first(text: str, codes: tuple[str, ...], rest: str) -> None:
    assert read_asked(text) == Asked(targets(*codes), rest)


def test_kazakh_may_be_asked_for_in_another_script() -> None:
    assert read_asked("kk-Latn сәлем").targets == (Target(LanguageCode("kk"), Script.LATIN),)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://a.kz/1", "https://a.kz/1"),
        ("kk https://a.kz/1", "https://a.kz/1"),
        ("ru look: https://a.kz/1.", "https://a.kz/1"),
        ("kk egemen.kz/1", "egemen.kz/1"),
        ("look egemen.kz/1", None),
        ("http://", None),
        ("https://user@a.kz", None),
        ("Сәлем.", None),
    ],
)
def test_a_link_is_found(text: str, link: str | None) -> None:
    assert read_asked(text).link == link


def test_no_more_languages_are_read_than_an_answer_holds() -> None:
    asked = read_asked("kk " * MAX_TARGETS + "ru Good")

    assert asked == Asked(targets("kk"), "ru Good")


@given(st.text(max_size=300))
def test_any_text_is_read_and_ends_what_was_written(text: str) -> None:
    asked = read_asked(text)

    assert text.strip().endswith(asked.text)
    assert asked.link is None or asked.link in asked.text


@given(st.text(max_size=300))
def test_any_text_has_a_link_or_none(text: str) -> None:
    assert (find_link(text) or "") in text


@pytest.mark.parametrize(
    ("text", "codes"),
    [("de", ("de",)), ("kk, german", ("kk", "de")), ("kk please", ()), ("", ()), ("thanks", ())],
)
def test_a_line_of_nothing_but_languages(text: str, codes: tuple[str, ...]) -> None:
    assert read_languages(text) == targets(*codes)


def test_a_link_that_stands_alone() -> None:
    assert bare_link(Content("https://a.kz/1", (), None)) == "https://a.kz/1"
    assert bare_link(Content("see https://a.kz/1", (), None)) is None
    assert bare_link(Content("", (), None)) is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (Content("a.kz", ("https://a.kz",), None), True),
        (Content("", (), Attachment("f", "a.pdf", 1)), True),
        (Content("Бұл бір сөйлем. " * LONG_SENTENCES, (), None), True),
        (Content("Бұл бір сөйлем. " * (LONG_SENTENCES - 1), (), None), False),
        (Content("", (), None), False),
    ],
)
def test_what_is_long_enough_to_be_shortened(content: Content, expected: bool) -> None:  # noqa: FBT001
    assert is_long(content) is expected
