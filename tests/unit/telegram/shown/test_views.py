"""Whatever an article holds, its answer is HTML that Telegram takes, and nothing is lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.errors import WorkTooLongError
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    MEMORY,
    ORIGINAL,
    Answer,
    Article,
    Doubt,
    LanguageCode,
    Length,
    Note,
    Sentence,
    Style,
    StyleKind,
    Summary,
    Term,
    Translation,
)
from bot.i18n.catalogs import ENGLISH, Catalog, load_catalogs, locales_folder
from bot.service.translate import Translated
from bot.telegram.shown import views
from bot.telegram.shown.measure import MAX_ENTITIES, MAX_UNITS
from tests.simulator.html import Entity, parse_html, utf16

CATALOGS = load_catalogs(locales_folder())
KEY = "0123456789abcdef" * 2
TODAY = date(2026, 11, 22)
TABLES = Sentence("Дрель & домбра <дома>.", 0, 22, 3, RU, "text=a%2Cb,c")

LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)
ENDLESS = st.builds(str.__mul__, LETTERS, st.integers(1, 400)).map(lambda text: text[:4500])
TEXTS = st.one_of(LETTERS, ENDLESS).filter(str.strip)
URLS = st.none() | LETTERS.map(lambda path: f"https://e.kz/{path}"[:2048])
MADE = st.none() | st.builds(
    Translation, TEXTS, st.sampled_from([ORIGINAL, MEMORY, "Google", "MyMemory"])
)


def summary(**changes: object) -> Summary:
    values: dict[str, object] = {
        "key": KEY,
        "title": "Дрели & домбры",
        "url": "https://e.kz/a?b=1&c=2",
        "site": "e.kz",
        "published": date(2026, 11, 3),
        "language": RU,
        "ranked": (TABLES,),
        "depth": 8,
        "keywords": ("дрель", "домбра"),
        "sentences_total": 26,
        "words_total": 400,
    }
    return Summary(**(values | changes))  # type: ignore[arg-type] # one place for all defaults


def answer(
    *made: Translation | None,
    title: Translation | None = None,
    notes: tuple[Note, ...] = (),
    **changes: object,
) -> Answer:
    sentences = (TABLES,) * max(1, len(made))
    return Answer(summary(**changes), sentences, {KK: made} if made else {}, {KK: title}, notes)


def shown(given: Answer) -> str:
    (html,) = views.answer_messages(ENGLISH, given, target=KK, today=TODAY)
    return html


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    texts = draw(st.lists(TEXTS, min_size=1, max_size=8))
    sentences = tuple(
        Sentence(text, number, number + len(text), number + 1, RU)
        for number, text in enumerate(texts)
    )
    made = tuple(draw(MADE) for _ in sentences)
    return Answer(
        summary(
            title=draw(st.none() | TEXTS),
            url=draw(URLS),
            site=draw(st.none() | LETTERS.map(lambda host: host[:253])),
            keywords=tuple(draw(st.lists(TEXTS, max_size=5))),
        ),
        sentences,
        {KK: made},
        {KK: draw(MADE)},
        tuple(draw(st.sets(st.sampled_from(list(Note))))),
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(answers(), st.sampled_from([ENGLISH, *CATALOGS.values()]))
def test_any_answer_is_taken_by_telegram_and_holds_every_sentence(
    given: Answer, t: Catalog
) -> None:
    parts = views.answer_messages(t, given, target=KK, today=TODAY)

    texts = [parse_html(part)[0] for part in parts]
    assert all(text.strip() for text in texts)
    assert max(map(utf16, texts)) <= MAX_UNITS
    whole = squeezed("".join(texts))
    for sentence, made in zip(given.sentences, given.translations[KK], strict=True):
        assert squeezed(sentence.text if made is None else made.text) in whole
        if made is None or made.engine != ORIGINAL:
            assert squeezed(sentence.text) in whole


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5), st.lists(MADE, min_size=1, max_size=5))
def test_any_translation_is_taken_by_telegram_and_is_whole(
    lines: list[str], made: list[Translation | None]
) -> None:
    text = "\n".join(lines)
    given = Translated(Article(text, language=RU), KK, ("",) * len(made), tuple(made), text)
    parts = views.translation_messages(ENGLISH, given)

    texts = [parse_html(part)[0] for part in parts]
    assert max(map(utf16, texts)) <= MAX_UNITS
    assert squeezed(text) in squeezed("".join(texts))


def test_an_answer_stands_under_its_title_with_its_place_and_its_original() -> None:
    given = answer(
        Translation("Бұрғы мен домбыра.", "Google"), title=Translation("Бұрғылар", "Google")
    )

    assert shown(given) == (
        '<b><a href="https://e.kz/a?b=1&amp;c=2">Дрели &amp; домбры</a></b>\n'
        "Бұрғылар\n"
        "e.kz · Nov 3 · reading time 3 min → 5 sec\n\n"
        "1. Бұрғы мен домбыра."
        ' <a href="https://e.kz/a?b=1&amp;c=2#:~:text=a%2Cb,c">(para 3)</a>\n'
        "<blockquote expandable>Дрель &amp; домбра &lt;дома&gt;.</blockquote>\n\n"
        "<i>Key words: дрель, домбра\n"
        "Quoted word for word: 1 of 26 sentences\n"
        "Machine translation from Russian (Google); it can be wrong."
        " The original is next to each sentence.</i>"
    )


def test_text_without_an_address_or_a_title_has_places_without_links() -> None:
    given = answer(title=None, url=None, site=None, published=None, keywords=())
    plain = Answer(summary(title=None, url=None, keywords=()), given.sentences, {}, {})

    assert shown(plain) == (
        "e.kz · Nov 3 · reading time 3 min → 5 sec\n\n"
        "1. Дрель &amp; домбра &lt;дома&gt;. (para 3)\n\n"
        "<i>Quoted word for word: 1 of 26 sentences</i>"
    )


def test_a_title_without_an_address_is_bold() -> None:
    assert shown(answer(url=None)).startswith("<b>Дрели &amp; домбры</b>\n")


def test_a_title_already_in_the_language_is_not_repeated() -> None:
    given = answer(title=Translation("Дрели & домбры", ORIGINAL))

    assert parse_html(shown(given))[0].count("Дрели") == 1


def test_a_sentence_already_in_the_language_has_no_original_beside_it() -> None:
    assert "blockquote" not in shown(answer(Translation(TABLES.text, ORIGINAL)))


def test_a_sentence_that_nobody_translated_says_so() -> None:
    text = parse_html(shown(answer(None, Translation("Бұрғы.", MEMORY))))[0]

    assert "\n1. Дрель & домбра <дома>. (para 3) (not translated)\n" in text
    assert text.endswith("\nTranslated from the translation memory.")


def test_engines_are_named_in_the_order_they_come_and_memory_is_none() -> None:
    made = [Translation("x", engine) for engine in ("MyMemory", MEMORY, "Google", "MyMemory")]

    assert "from Russian (MyMemory, Google); it can be wrong." in shown(answer(*made))


def test_notes_stand_at_the_end() -> None:
    given = answer(None, Translation("Бұрғы.", MEMORY), notes=(Note.PARTLY_TRANSLATED,))

    assert shown(given).endswith(
        "\nSentences translated: 1 of 2. The rest are in the original.</i>"
    )


def test_a_translation_is_followed_by_who_made_it() -> None:
    made = (Translation("Бұрғы.", "Google"), None)
    given = Translated(Article("Дрель. А?", language=RU), KK, ("", ""), made, "Бұрғы.\n\nА <?")

    assert views.translation_messages(ENGLISH, given) == (
        (
            "Бұрғы.\n\nА &lt;?\n\n<i>Machine translation from Russian (Google); it can be wrong."
            " Sentences translated: 1 of 2. The rest are in the original.</i>"
        ),
    )


def test_a_sentence_without_an_end_is_cut_at_spaces() -> None:
    text = "көл " * 400
    long = Sentence(text.strip(), 0, 1599, 1, KK)
    given = Answer(summary(), (long,), {}, {})

    first, second = shown(given).split("\n\n")[1:3]
    assert first.removeprefix("1. ").split() == ["көл"] * 249
    assert second.startswith("көл көл")


def test_a_translated_sentence_without_an_end_keeps_every_piece_of_both() -> None:
    long = Sentence("а" * 2500, 0, 2500, 1, RU)
    given = Answer(summary(url=None), (long,), {KK: (Translation("ә" * 2500, "Google"),)}, {})
    parts = views.answer_messages(ENGLISH, given, target=KK, today=TODAY)

    quotes = [entity for part in parts for entity in quoted(part)]
    assert [entity["length"] for entity in quotes] == [1000, 1000, 500]
    assert "".join(parts).count("ә") == 2500


def quoted(part: str) -> list[Entity]:
    found = parse_html(part)[1]
    return [entity for entity in found if entity["type"] == "expandable_blockquote"]


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (Length.SHORT, [("Longer", f"s:{KEY}:kk:m:1")]),
        (Length.MEDIUM, [("Shorter", f"s:{KEY}:kk:s:1"), ("Longer", f"s:{KEY}:kk:l:1")]),
        (Length.LONG, [("Shorter", f"s:{KEY}:kk:m:1")]),
    ],
)
def test_lengths_are_offered_where_there_are_any(
    length: Length, expected: list[tuple[str, str]]
) -> None:
    languages, sizes = views.answer_buttons(ENGLISH, KEY, target=KK, length=length, parts=1)

    assert [label for label, _ in languages] == ["• Қазақша", "Русский", "English"]
    assert list(sizes) == expected


@given(st.sampled_from([KK, RU, EN]), st.sampled_from(list(Length)), st.integers(1, 1000))
def test_what_a_button_carries_fits_it(target: LanguageCode, length: Length, parts: int) -> None:
    data = views.answer_data(KEY, target, length, parts)

    assert len(data.encode()) == 41
    assert data.split(":")[1] == KEY


def test_the_settings_panel_marks_what_is_chosen() -> None:
    assert views.settings_buttons(ENGLISH, language=RU, length=Length.LONG) == (
        (("Қазақша", "p:kk"), ("• Русский", "p:ru"), ("English", "p:en")),
        (("Short", "p:short"), ("Medium", "p:medium"), ("• Long", "p:long")),
    )


def test_start_offers_the_bot_to_groups() -> None:
    example, languages, last = views.start_buttons(ENGLISH, bot_name="qysqa_bot")

    assert example == (("Show an example", "example"),)
    assert [data for _, data in languages] == ["start:kk", "start:ru", "start:en"]
    assert last == (
        ("Add to a group", "https://t.me/qysqa_bot?startgroup=true"),
        ("Privacy", "privacy"),
    )


def test_a_doubtful_sentence_says_what_to_compare() -> None:
    given = answer(Translation("Бұрғы мен домбыра.", "Google", (Doubt.NAMES,)))

    assert "<i>(compare with the original: names)</i>" in shown(given)


def test_formatting_of_a_message_stands_in_its_translation() -> None:
    text = "Бұрғы мен домбыра.\n\nБарлығы үйге беріледі."
    styles = (Style(StyleKind.BOLD, 0, 5), Style(StyleKind.ITALIC, 20, len(text)))
    made = (Translation(text, "Google"),)
    translated = Translated(Article("x", language=RU), KK, ("x",), made, text, styles)

    [html] = views.translation_messages(ENGLISH, translated)
    assert html.startswith("<b>Бұрғы</b> мен домбыра.\n\n<i>Барлығы үйге беріледі.</i>\n\n<i>")


def test_a_text_that_was_only_written_in_other_letters_has_no_foot() -> None:
    made = (Translation("Бұрғы.", ORIGINAL),)
    translated = Translated(Article("Būrğy.", language=KK), KK, ("Būrğy.",), made, "Бұрғы.")

    assert views.translation_messages(ENGLISH, translated) == ("Бұрғы.",)


def test_a_long_glossary_takes_several_messages() -> None:
    terms = [Term(f"{'a' * 90} {number}", "b" * 90) for number in range(200)]
    messages = views.glossary_messages(ENGLISH, terms)

    assert len(messages) > 8
    assert messages[0].startswith("<b>Terms in the glossary: 200</b>")
    assert all(utf16(parse_html(one)[0]) <= 4096 for one in messages)


def test_more_messages_than_a_chat_can_bear_are_refused() -> None:
    assert views.bearable(["x"] * 8) == ["x"] * 8
    with pytest.raises(WorkTooLongError):
        views.bearable(["x"] * 9)


def test_a_message_ends_before_it_has_more_entities_than_telegram_keeps() -> None:
    first, second = views.join_blocks([f"<b>{number}</b>" for number in range(MAX_ENTITIES + 1)])

    assert len(parse_html(first)[1]) == MAX_ENTITIES
    assert second == f"<b>{MAX_ENTITIES}</b>"


def test_a_message_ends_before_its_addresses_are_too_heavy() -> None:
    link = f'<a href="https://e.kz/{"a" * 2000}">x</a>'

    assert [one.count("href") for one in views.join_blocks([link] * 9)] == [4, 4, 1]


def test_blocks_fill_a_message_to_the_last_character() -> None:
    rest = MAX_UNITS - len("ab\n\n")

    assert len(views.join_blocks(["ab", "x" * rest])) == 1
    assert views.join_blocks(["ab", "", "x" * (rest + 1)]) == ("ab", "x" * (rest + 1))
    assert views.join_blocks(["", ""]) == ()
