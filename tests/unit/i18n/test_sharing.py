"""What is shared is plain text that stands on its own wherever it is pasted."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import (
    LETTERS,
    MEMORY,
    ORIGINAL,
    Answer,
    LanguageCode,
    Script,
    Sentence,
    Summary,
    Translation,
)
from bot.i18n.catalogs import ENGLISH
from bot.i18n.sharing import PlainAnswer, fitting, plain_answer, whatsapp_link

URL = "https://example.kz/a?b=1&c=2"
LIMIT = 2_000
MACHINE = "Machine translation from Kazakh (Google); it can be wrong."
BRIDGE, PRICE = (
    Sentence("Көпір <мамырда> ашылады.", 0, 24, 1, KK),
    Sentence("Жобаның құны 48 млрд теңге.", 25, 52, 2, KK),
)


def answer(
    *made: Translation | None,
    sentences: tuple[Sentence, ...] = (BRIDGE, PRICE),
    title: str | None = "Көпір ашылады",
    url: str | None = URL,
) -> Answer:
    summary = Summary("k" * 32, title, url, None, None, KK, sentences, 8, (), 28, 400)
    titles = {RU: Translation("Откроется мост", "Google") if title and made else None}
    translations = {RU: made} if made else {}
    return Answer(summary, sentences, translations, titles, script=Script.LATIN)


def told(given: Answer, target: LanguageCode | None = RU) -> PlainAnswer:
    return plain_answer(ENGLISH, given, target, "Qysqa")


def long_sentence(chars: int) -> Sentence:
    return Sentence("ә" * chars, 0, chars, 1, KK)


def whatsapp(given: Answer) -> str:
    link = urlsplit(whatsapp_link(told(given), LIMIT))
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/")
    [text] = parse_qs(link.query, strict_parsing=True)["text"]
    return text


def test_a_summary_is_shared_with_its_title_link_and_source() -> None:
    assert told(answer()).text == (
        "Көпір ашылады\nhttps://example.kz/a?b=1&c=2\n\n"
        "1. Көпір <мамырда> ашылады.\n\n"
        "2. Жобаның құны 48 млрд теңге.\n\n"
        "Quoted word for word: 2 of 28 sentences\nQysqa"
    )


def test_a_translated_summary_says_that_a_machine_translated_it() -> None:
    assert told(answer(Translation("Мост.", "Google"), None)).text == (
        "Откроется мост\nhttps://example.kz/a?b=1&c=2\n\n1. Мост.\n\n"
        "2. Жобаның құны 48 млрд теңге.\n\n"
        "Quoted word for word: 2 of 28 sentences\n"
        f"{MACHINE}\nQysqa"
    )


@pytest.mark.parametrize("target", [None, EN])
def test_in_its_own_language_nothing_of_a_translation_is_shared(
    target: LanguageCode | None,
) -> None:
    given = answer(Translation("Мост.", "Google"), None)

    assert told(given, target) == told(answer())


@pytest.mark.parametrize(
    ("engines", "said"),
    [
        ((ORIGINAL, ORIGINAL), ""),
        ((ORIGINAL, MEMORY), "Translated from the translation memory.\n"),
        ((LETTERS, LETTERS), "Written in Latin letters.\n"),
        (
            (LETTERS, "Google"),
            f"{MACHINE} Written in Latin letters.\n",
        ),
    ],
)
def test_who_made_the_words_is_said_as_under_the_answer(engines: list[str], said: str) -> None:
    given = answer(*(Translation("Мост.", engine) for engine in engines))

    assert told(given).signed == f"{said}Qysqa"


def test_a_text_without_title_and_link_is_shared_by_its_sentences() -> None:
    assert told(answer(title=None, url=None)).text.startswith(
        "1. Көпір <мамырда> ашылады.\n\n2. Ж"
    )


def test_whatsapp_opens_with_all_that_fits_an_address() -> None:
    assert whatsapp(answer()) == told(answer()).text


def test_what_does_not_fit_an_address_is_left_out_and_that_is_said() -> None:
    given = answer(sentences=(BRIDGE, long_sentence(300), PRICE))

    assert whatsapp(given) == (
        "Көпір ашылады\nhttps://example.kz/a?b=1&c=2\n\n1. Көпір <мамырда> ашылады.\n\n"
        "The rest is in the article.\n\nQysqa"
    )


def test_where_not_one_sentence_fits_the_title_and_link_go() -> None:
    long = (long_sentence(800),)

    assert whatsapp(answer(sentences=long)) == (
        "Көпір ашылады\nhttps://example.kz/a?b=1&c=2\n\nThe rest is in the article.\n\nQysqa"
    )
    assert whatsapp_link(told(answer(sentences=long, title=None, url=None)), LIMIT) == ""
    assert whatsapp_link(told(answer(sentences=long, title="ә" * 999)), LIMIT) == ""


@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=9),
    st.none() | st.just(URL),
    st.integers(0, 4000),
)
def test_a_link_holds_as_many_sentences_as_its_limit(
    lengths: list[int], url: str | None, limit: int
) -> None:
    plain = told(answer(sentences=tuple(map(long_sentence, lengths)), title=None, url=url))
    link = whatsapp_link(plain, limit)

    assert len(link) <= limit
    if link:
        [text] = parse_qs(urlsplit(link).query, strict_parsing=True)["text"]
        assert text.endswith("Qysqa")
        assert ("The rest is in the article." in text) != (text == plain.text)


def test_the_first_link_that_is_short_enough_is_taken() -> None:
    assert fitting(["aaa", "bb", "c"], 2) == "bb"
    assert fitting(["aaa"], 2) == ""
