"""Whatever an article holds, its answer is what Telegram takes, and nothing is lost."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import models
from bot.core.engines import EngineReport
from bot.core.errors import TextTooLongError
from bot.core.languages import KK, RU
from bot.core.models import (
    MEMORY,
    ORIGINAL,
    Answer,
    Article,
    Doubt,
    Length,
    Note,
    Script,
    Sentence,
    Style,
    StyleKind,
    Summary,
    Term,
    Translation,
)
from bot.i18n import translating
from bot.i18n.catalogs import ENGLISH, Catalog, load_catalogs, locales_folder
from bot.service.preferences import Chosen
from bot.service.translate import Translated
from bot.telegram.shown import views
from bot.telegram.shown.measure import MAX_UNITS
from bot.telegram.shown.rich import Rich, rich
from tests.simulator.html import parse_html, utf16
from tests.unit.telegram.written import html_of, htmls_of

CATALOGS = load_catalogs(locales_folder())
KEY = "0123456789abcdef" * 2
TODAY = date(2026, 11, 22)
TABLES = Sentence("Дрель & домбра <дома>.", 0, 22, 3, RU, "text=a%2Cb,c")

LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)
ENDLESS = st.builds(str.__mul__, LETTERS, st.integers(1, 400)).map(lambda text: text[:4500])
TEXTS = st.one_of(LETTERS, ENDLESS).filter(str.strip)
URLS = st.none() | LETTERS.map(lambda path: f"https://e.kz/{path}"[:2048])
MADE = st.none() | st.builds(
    Translation, TEXTS, st.sampled_from([ORIGINAL, MEMORY, models.LETTERS, "Google", "MyMemory"])
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
    (body,) = views.answer_messages(ENGLISH, given, target=KK, today=TODAY)
    return html_of(body)


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

    texts = [part.text for part in parts]
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

    texts = [part.text for part in parts]
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

    assert htmls_of(views.translation_messages(ENGLISH, given)) == [
        (
            "Бұрғы.\n\nА &lt;?\n\n<i>Machine translation from Russian (Google); it can be wrong."
            " Sentences translated: 1 of 2. The rest are in the original.</i>"
        ),
    ]


def test_a_sentence_without_an_end_is_whole_where_it_fits() -> None:
    text = "көл " * 400
    long = Sentence(text.strip(), 0, 1599, 1, KK)
    given = Answer(summary(), (long,), {}, {})

    block = shown(given).split("\n\n")[1]
    assert block.startswith(f"1. {text}<a href=")


def test_a_translated_sentence_without_an_end_keeps_every_piece_of_both() -> None:
    long = Sentence("а" * 2500, 0, 2500, 1, RU)
    given = Answer(summary(url=None), (long,), {KK: (Translation("ә" * 2500, "Google"),)}, {})
    parts = views.answer_messages(ENGLISH, given, target=KK, today=TODAY)

    quotes = [one for part in parts for one in part.styles if one.kind is StyleKind.QUOTE]
    assert [one.end - one.start for one in quotes] == [1000, 1500]
    assert "".join(part.text for part in parts).count("ә") == 2500


def test_the_settings_panel_marks_what_is_chosen() -> None:
    assert views.settings_buttons(ENGLISH, Chosen(RU, Length.LONG)) == (
        (("Қазақша", "p:kk"), ("• Русский", "p:ru"), ("English", "p:en")),
        (("Short", "p:short"), ("Medium", "p:medium"), ("• Long", "p:long")),
    )


def test_the_settings_panel_offers_the_scripts_of_kazakh_to_its_readers() -> None:
    *_, scripts = views.settings_buttons(ENGLISH, Chosen(KK, Length.LONG, Script.ARABIC))

    assert scripts == (("Кирилл", "p:Cyrl"), ("Latyn", "p:Latn"), ("• اراب", "p:Arab"))


def test_kazakh_in_other_letters_is_no_machine_translation() -> None:
    written = replace(
        answer(
            Translation("Drel' & dombra", models.LETTERS),
            title=Translation("Drelder", models.LETTERS),
        ),
        script=Script.LATIN,
    )
    said = shown(written)

    assert "Written in Latin letters. The original is next to each sentence." in said
    assert "achine" not in said
    assert "Drelder" in said
    assert "<blockquote expandable>Дрель &amp; домбра &lt;дома&gt;.</blockquote>" in said


def test_a_translation_says_in_which_letters_it_was_only_written() -> None:
    made = (Translation("Bügın.", models.LETTERS), Translation("Köpır.", "Google"))
    translated = Translated(
        Article("Бүгін. Мост.", language=KK),
        KK,
        ("Бүгін.", "Мост."),
        made,
        "Bügın. Köpır.",
        (),
        Script.LATIN,
    )
    (said,) = views.translation_messages(ENGLISH, translated)

    assert said.text.endswith(
        "Machine translation from Kazakh (Google); it can be wrong. Written in Latin letters."
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

    [body] = views.translation_messages(ENGLISH, translated)
    assert html_of(body).startswith(
        "<b>Бұрғы</b> мен домбыра.\n\n<i>Барлығы үйге беріледі.</i>\n\n<i>"
    )


def test_lines_of_a_quotation_are_one_block() -> None:
    text = "Бір\nекі\n\nүш"
    styles = (Style(StyleKind.QUOTE, 0, 7),)
    translated = Translated(Article("x", language=RU), KK, (), (), text, styles)

    assert views.translation_messages(ENGLISH, translated) == (Rich(text, styles),)


def test_a_doubtful_translation_says_what_to_compare() -> None:
    made = (Translation("Бұрғы.", "Google", (Doubt.NAMES,)),)
    translated = Translated(Article("Дрель.", language=RU), KK, ("",), made, "Бұрғы.")

    [body] = views.translation_messages(ENGLISH, translated)
    assert body.text.endswith("it can be wrong. Compare with the original: names.")


def test_the_health_of_engines_is_a_line_for_each() -> None:
    report = EngineReport("DeepL", 0, None, None, 1, 1, 0, 0, 0.1)

    assert views.health_messages(ENGLISH, []) == (rich(translating.no_engines(ENGLISH)),)
    [body] = views.health_messages(ENGLISH, [report, report])
    assert body.text.count("\n\nDeepL: ") == 2


def test_lines_of_a_message_stand_as_close_as_they_did() -> None:
    text = "Бір\nекі\n\n\n  үш\n"
    translated = Translated(Article("x", language=RU), KK, (), (), text)

    assert views.translation_messages(ENGLISH, translated) == (rich("Бір\nекі\n\n  үш"),)


def test_a_text_that_was_only_written_in_other_letters_has_no_foot() -> None:
    made = (Translation("Бұрғы.", ORIGINAL),)
    translated = Translated(Article("Būrğy.", language=KK), KK, ("Būrğy.",), made, "Бұрғы.")

    assert views.translation_messages(ENGLISH, translated) == (rich("Бұрғы."),)


def test_a_long_glossary_takes_several_messages() -> None:
    terms = [Term(f"{'a' * 90} {number}", "b" * 90) for number in range(200)]
    messages = views.glossary_messages(ENGLISH, terms)

    assert len(messages) > 8
    assert html_of(messages[0]).startswith("<b>Terms in the glossary: 200</b>\n\naaa")
    assert all(utf16(one.text) <= 4096 for one in messages)


def test_more_messages_than_a_chat_can_bear_are_refused() -> None:
    assert views.bearable([rich("x")] * 8) == [rich("x")] * 8
    with pytest.raises(TextTooLongError):
        views.bearable([rich("x")] * 9)
