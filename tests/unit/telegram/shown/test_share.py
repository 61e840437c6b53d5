"""What is shared is plain text that stands on its own wherever it is pasted."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.core.languages import EN, KK, RU
from bot.core.models import MEMORY, ORIGINAL, Answer, Sentence, Summary, Translation
from bot.i18n.catalogs import ENGLISH
from bot.telegram.shown.share import MAX_LINK_CHARS, share_text, whatsapp_link

URL = "https://example.kz/a?b=1&c=2"
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
    return Answer(summary, sentences, {RU: made} if made else {}, titles)


def whatsapp(given: Answer) -> str:
    link = urlsplit(whatsapp_link(ENGLISH, given, RU))
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/")
    [text] = parse_qs(link.query, strict_parsing=True)["text"]
    return text


def test_a_summary_is_shared_with_its_title_link_and_source() -> None:
    assert share_text(ENGLISH, answer(), RU, "qysqa_bot") == (
        "Көпір ашылады\nhttps://example.kz/a?b=1&c=2\n\n"
        "1. Көпір <мамырда> ашылады.\n\n"
        "2. Жобаның құны 48 млрд теңге.\n\n"
        "Quoted word for word: 2 of 28 sentences\nQysqa, t.me/qysqa_bot"
    )


def test_a_translated_summary_says_that_a_machine_translated_it() -> None:
    shared = share_text(ENGLISH, answer(Translation("Мост.", "Google"), None), RU, "b")

    assert shared == (
        "Откроется мост\nhttps://example.kz/a?b=1&c=2\n\n1. Мост.\n\n"
        "2. Жобаның құны 48 млрд теңге.\n\n"
        "Quoted word for word: 2 of 28 sentences\n"
        "Machine translation from Kazakh (Google); it can be wrong.\nQysqa, t.me/b"
    )


@pytest.mark.parametrize("engine", [ORIGINAL, MEMORY])
def test_what_no_machine_made_is_not_said_to_be_its_work(engine: str) -> None:
    given = answer(Translation("Мост.", engine), Translation("48 млрд.", engine))

    assert "Machine" not in share_text(ENGLISH, given, RU, "b")


def test_a_text_without_title_and_link_is_shared_by_its_sentences() -> None:
    given = answer(title=None, url=None)

    assert share_text(ENGLISH, given, EN, "b").startswith("1. Көпір <мамырда> ашылады.\n\n2.")


def test_whatsapp_opens_with_all_that_fits_an_address() -> None:
    assert whatsapp(answer()) == (
        "Көпір ашылады\nhttps://example.kz/a?b=1&c=2\n\n"
        "1. Көпір <мамырда> ашылады.\n\n2. Жобаның құны 48 млрд теңге."
    )


def test_what_does_not_fit_an_address_is_left_out_and_that_is_said() -> None:
    long = Sentence("сөз " * 90, 0, 360, 1, KK)
    given = answer(sentences=(BRIDGE, long, long))

    assert whatsapp(given) == (
        "Көпір ашылады\nhttps://example.kz/a?b=1&c=2\n\n1. Көпір <мамырда> ашылады.\n\n"
        "The rest is in the article."
    )
    assert len(whatsapp_link(ENGLISH, given, RU)) <= MAX_LINK_CHARS


def test_where_not_one_sentence_fits_the_title_and_link_go() -> None:
    long = Sentence("сөз " * 200, 0, 800, 1, KK)

    assert whatsapp(answer(sentences=(long,))) == ("Көпір ашылады\nhttps://example.kz/a?b=1&c=2")
    assert whatsapp_link(ENGLISH, answer(sentences=(long,), title=None, url=None), RU) == ""
    assert whatsapp_link(ENGLISH, answer(sentences=(long,), title="ә" * 999), RU) == ""
