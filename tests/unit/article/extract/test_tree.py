import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.extract.tree import MAX_HTML_CHARS, MAX_TAG_CHARS, parse


@pytest.mark.parametrize("html", ["", " \n", "\0\0", "<!-- note -->", "<!doctype html>"])
def test_there_is_nothing_to_read_without_an_element(html: str) -> None:
    assert parse(html) is None


def test_what_cannot_be_seen_is_dropped_before_reading() -> None:
    tree = parse("<p>Сө\0з \ud800мұнда</p>")

    assert tree is not None
    assert tree.text_content() == "Сөз мұнда"


def test_a_declared_charset_is_of_no_weight_in_decoded_text() -> None:
    tree = parse('<?xml version="1.0" encoding="windows-1251"?><html><p>Текст</p></html>')

    assert tree is not None
    assert tree.text_content() == "Текст"


def test_a_tag_of_endless_attributes_is_refused() -> None:
    assert parse(f"<p {'a=1 ' * (MAX_TAG_CHARS // 2)}>text</p>") is None


def test_a_long_value_of_an_attribute_is_honest() -> None:
    tree = parse(f"""<p data-a="{"a " * MAX_TAG_CHARS}" data-b='{"b" * MAX_TAG_CHARS}'>text</p>""")

    assert tree is not None
    assert tree.text_content() == "text"


def test_a_long_script_is_no_long_tag() -> None:
    assert (
        parse(f"<script>if (a < 5) {{ {'a = b; ' * MAX_TAG_CHARS} }}</script><p>t</p>") is not None
    )


def test_what_lies_beyond_the_limit_is_not_read() -> None:
    tree = parse("<p>ab</p>" * (MAX_HTML_CHARS // 9 + 10))

    assert tree is not None
    assert len(tree.findall(".//p")) <= MAX_HTML_CHARS // 9 + 1


@given(st.text(st.sampled_from("<>/=\"' pdiv&;#!-а\n\0\ud800"), max_size=80))
def test_any_text_is_a_page_or_none(html: str) -> None:
    tree = parse(html)

    assert tree is None or tree.find("body") is not None
