"""What a message asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.intake import MIN_TEXT_CHARS, parse_request
from bot.core.errors import NothingToSummarizeError
from bot.core.models import LinkRequest, TextRequest

LINK = "https://egemen.kz/a"


def test_a_link_with_a_remark_is_a_link() -> None:
    assert parse_request(f"мынаны қарашы {LINK}", [LINK]) == LinkRequest(LINK)


def test_of_several_links_the_first_is_meant() -> None:
    assert parse_request("a b", [LINK, "https://tengrinews.kz/b"]) == LinkRequest(LINK)


def test_a_long_text_is_read_even_with_a_link_in_it() -> None:
    text = "Сөз. " * (MIN_TEXT_CHARS // 5) + LINK

    assert parse_request(f"\n {text} ", [LINK]) == TextRequest(text)


def test_the_text_is_long_from_the_limit_on() -> None:
    assert parse_request("я" * (MIN_TEXT_CHARS - 1), [LINK]) == LinkRequest(LINK)
    assert parse_request("я" * MIN_TEXT_CHARS, [LINK]) == TextRequest("я" * MIN_TEXT_CHARS)


def test_a_short_text_without_links_is_a_text() -> None:
    assert parse_request(" Бір сөйлем. ", []) == TextRequest("Бір сөйлем.")


@pytest.mark.parametrize("text", ["", " \n ", "123 !?", "👍🎉", "\0\u200b"])
def test_without_letters_there_is_nothing(text: str) -> None:
    with pytest.raises(NothingToSummarizeError):
        parse_request(text, [])


@given(st.text(st.characters(), max_size=50), st.lists(st.just(LINK), max_size=1))
def test_any_message_is_a_link_a_text_or_nothing(text: str, links: list[str]) -> None:
    try:
        request = parse_request(text, links)
    except NothingToSummarizeError:
        assert not links
        assert not any(map(str.isalpha, text))
    else:
        assert request == (LinkRequest(LINK) if links else TextRequest(text.strip()))
