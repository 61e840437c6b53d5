"""Keys depend on everything that the answer depends on, and on nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.keys import request_source, summary_key, translation_key
from bot.core.languages import EN, KK, RU
from bot.core.models import ArticleRequest, FileRequest, HtmlRequest, LinkRequest, TextRequest

ANY_TEXT = st.text(st.characters(), max_size=40)  # lone surrogates among them


def key(text: str) -> str:
    return translation_key(text, source=RU, target=KK)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("«Да», — сказал он.", '"Да", - сказал он.'),
        ("It’s “so”.", 'It\'s "so".'),
        ("два  слова\n", " два\u00a0слова"),
        ("не\u00adразрывно\u200b", "неразрывно"),
        ("й", "и\u0306"),
        ("2015–2016", "2015-2016"),
    ],
)
def test_typographic_variants_share_a_translation(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_a_translation_belongs_to_its_text_and_both_languages() -> None:
    keys = {
        key("Бір."),
        key("Бір"),
        key("бір."),
        translation_key("Бір.", source=KK, target=RU),
        translation_key("Бір.", source=KK, target=EN),
        translation_key("Бір.", source=RU, target=EN),
    }

    assert len(keys) == 6


def test_a_summary_belongs_to_its_source_method_and_language() -> None:
    keys = {
        summary_key("https://a.kz/1", method="qysqa"),
        summary_key("https://a.kz/2", method="qysqa"),
        summary_key("https://a.kz/1", method="lead"),
        summary_key("https://a.kz/1", method="qysqa", language=KK),
        summary_key("https://a.kz/1", method="qysqa", language=RU),
    }

    assert len(keys) == 5


def test_a_link_is_its_own_source() -> None:
    assert request_source(LinkRequest("https://a.kz/1")) == "https://a.kz/1"


def test_what_was_sent_is_named_by_a_hash_of_all_of_it() -> None:
    requests: list[ArticleRequest] = [
        TextRequest("Мәтін"),
        TextRequest("Мәтін", "Тақырып"),
        TextRequest("Тақырып", "Мәтін"),
        HtmlRequest("Мәтін"),
        HtmlRequest("Мәтін", "https://a.kz"),
        FileRequest("", "Мәтін".encode()),
        FileRequest("a.txt", "Мәтін".encode()),
    ]

    assert len({request_source(one) for one in requests}) == len(requests)


def test_keys_are_those_of_databases_that_exist() -> None:
    # another value here wants another SUMMARY_VERSION or TRANSLATION_VERSION too
    assert key("Бір.") == "b56fcc632268a412cd6d3526f2658cc0"
    assert summary_key("https://a.kz/1", method="qysqa") == "8258029b27347ddfc0b89c233a801b92"


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_has_a_key_of_32_hex_digits(text: str, title: str) -> None:
    sources = [request_source(TextRequest(text, title)), request_source(HtmlRequest(text, title))]
    keys = [key(text), summary_key(text, method=title), *sources]

    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in keys)


@given(ANY_TEXT)
def test_spaces_around_a_sentence_do_not_matter(text: str) -> None:
    assert key(f" {text}\n") == key(text)
