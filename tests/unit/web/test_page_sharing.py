"""An answer as plain text, and the links that carry it to messengers."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import Answer, Sentence, Summary, Translation
from bot.i18n.catalogs import ENGLISH
from bot.web.sharing import MAX_LINK_CHARS, Share, shares

URL = "https://example.kz/a?b=1&c=2"


def answer_of(*texts: str, url: str | None = URL, title: str | None = "Атауы") -> Answer:
    chosen = tuple(Sentence(text, 0, len(text), 1) for text in texts)
    summary = Summary(
        key="k",
        title=title,
        url=url,
        site=None,
        published=None,
        language=KK,
        ranked=chosen,
        depth=len(chosen),
        keywords=(),
        sentences_total=9,
        words_total=9,
    )
    made = (Translation("Один & два", "Google"), *(None for _ in texts[1:]))
    return Answer(summary, chosen, {RU: made}, {RU: Translation("Название", "Google")})


def read(link: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(link).query, strict_parsing=True)


def own(answer: Answer) -> Share:
    [share] = [one for one in shares(ENGLISH, answer, [RU]) if one.lang != RU]
    return share


def test_the_text_holds_title_link_sentences_and_who_sends_it() -> None:
    translated, original = shares(ENGLISH, answer_of("Бір.", "Екі."), [RU])

    assert original.text == (
        f"Атауы\n{URL}\n\n1. Бір.\n\n2. Екі.\n\nQuoted word for word: 2 of 9 sentences\nQysqa"
    )
    assert translated.text == (
        f"Название\n{URL}\n\n1. Один & два\n\n2. Екі.\n\n"
        "Quoted word for word: 2 of 9 sentences\n"
        "Machine translation from Kazakh (Google); it can be wrong.\nQysqa"
    )
    assert (translated.name, original.name) == ("Русский", "Original: Kazakh")


def test_the_readers_own_language_comes_first() -> None:
    answer = answer_of("Бір.")
    answer = replace(answer, translations={**answer.translations, EN: (None,)})

    assert [one.lang for one in shares(ENGLISH, answer, [RU, EN])] == [EN, RU, KK]


def test_messengers_are_given_the_same_words() -> None:
    share = own(answer_of("Бір + бір.", "Екі #2."))

    assert read(share.whatsapp) == {"text": [share.text]}
    said = share.text.replace(f"Атауы\n{URL}", "Атауы")
    assert read(share.telegram) == {"url": [URL], "text": [said]}


def test_telegram_is_given_the_title_first_where_there_is_no_link() -> None:
    bare = read(own(answer_of("Бір.", url=None)).telegram)
    nameless = read(own(answer_of("Бір.", url=None, title=None)).telegram)

    assert (bare["url"], nameless["url"]) == (["Атауы"], ["Qysqa"])
    assert bare["text"] == nameless["text"]
    assert own(answer_of("Бір.", url=None, title=None)).text.startswith("1. Бір.")


@given(st.lists(st.integers(1, 900), min_size=1, max_size=12))
def test_links_hold_as_many_sentences_as_an_address_takes(lengths: list[int]) -> None:
    share = own(answer_of(*("ә" * length for length in lengths)))
    for link in (share.whatsapp, share.telegram):
        said = read(link)["text"][0]
        assert len(link) <= MAX_LINK_CHARS
        assert said.endswith("Qysqa")
        assert ("The rest is in the article." in said) != (f"\n\n{len(lengths)}. " in said)


def test_where_no_link_holds_a_word_of_it_there_is_none() -> None:
    share = own(answer_of("ә" * MAX_LINK_CHARS, url=None, title=None))

    assert (share.whatsapp, share.telegram) == ("", "")
    assert share.text.startswith("1. ә")
