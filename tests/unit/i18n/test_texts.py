"""Every sentence in every language; each failure has its own."""

from collections import Counter
from datetime import date
from string import Formatter

import pytest

from bot.core import errors
from bot.core.errors import FetchError, QysqaError
from bot.core.languages import EN, KK, RU
from bot.core.models import MEMORY, ORIGINAL, LanguageCode, Length, Note, Stage, Summary
from bot.i18n import failures, texts
from bot.i18n.catalogs import Catalog, load_catalogs, locales_folder
from bot.i18n.page import column_name, page_words
from tests.leaves import leaves
from tests.unit.core.test_errors import raised

CATALOGS = load_catalogs(locales_folder())
EACH = pytest.mark.parametrize("t", CATALOGS.values(), ids=list(CATALOGS))
ENGLISH = CATALOGS[EN]
SITE = "egemen.kz"

MAX_COMMAND_CHARS = 256  # Bot API, BotCommand.description
MAX_SHORT_CHARS = 120  # Bot API, setMyShortDescription
MAX_START_CHARS = 512  # Bot API, setMyDescription, which says the same


def is_filled(text: str) -> bool:
    return all(name is None for _, name, _, _ in Formatter().parse(text))


@EACH
def test_every_failure_has_its_own_sentence(t: Catalog) -> None:
    said = Counter(failures.reason(t, raised(leaf)) for leaf in leaves())

    assert [sentence for sentence, times in said.items() if times > 1] == []
    assert all(is_filled(sentence) and len(sentence) > 10 for sentence in said)


@pytest.mark.parametrize("leaf", leaves(), ids=lambda leaf: leaf.__name__)
def test_every_failure_is_told_in_three_languages(leaf: type[QysqaError]) -> None:
    said = {failures.failure(t, raised(leaf)) for t in CATALOGS.values()}

    assert len(said) == 3
    assert all(is_filled(text) and text.endswith(".") and "  " not in text for text in said)


@pytest.mark.parametrize("leaf", leaves(FetchError), ids=lambda leaf: leaf.__name__)
def test_a_page_that_could_not_be_read_is_named_with_what_to_do(leaf: type[QysqaError]) -> None:
    error = raised(leaf)
    error.__dict__["site"] = SITE

    for t in CATALOGS.values():
        assert SITE in failures.reason(t, error)
        assert failures.next_step(t, error)


def test_a_reason_holds_what_it_is_about() -> None:
    told = [
        failures.failure(ENGLISH, error)
        for error in (
            errors.PageTooLargeError(SITE, 10 * 2**20),
            errors.FileTooLargeError(1000),
            errors.UnknownMethodError("x", ("lead", "lsa")),
            errors.SameLanguageError("kk"),
            errors.SameLanguageError("x-tlh"),
            errors.NoArticleError(""),
            errors.DatabaseBusyError("/data"),
        )
    ]

    step = "Name a language by its code, for example kk, ru or en."
    assert told == [
        f"The page at {SITE} is larger than 10 MB. Paste the text here and I'll shorten that.",
        "This is too large: my limit is 1 MB. Send a part of it.",
        "There is no summarizer “x”; there are lead, lsa.",
        f"This already is in the language asked for: Kazakh. {step}",
        f"This already is in the language asked for: x-tlh. {step}",
        (
            "I found no article in this page."
            " Send a link to the article itself, not to the front page."
        ),
        "I can't reach my database right now. Try again in a few minutes.",
    ]


@EACH
def test_a_bug_has_a_code_and_an_owner_if_there_is_one(t: Catalog) -> None:
    alone, asking = (failures.internal(t, "c0de", owner) for owner in (None, "@ayan"))

    assert "c0de" in alone
    assert asking.startswith(alone)
    assert "@ayan" in asking


@EACH
def test_what_telegram_shows_of_the_bot_fits(t: Catalog) -> None:
    lines = [texts.command(t, name) for name in (*texts.COMMANDS, *texts.GROUP_COMMANDS)]

    assert all(1 <= len(line) <= MAX_COMMAND_CHARS for line in lines)
    assert len(set(lines)) == len({*texts.COMMANDS, *texts.GROUP_COMMANDS})
    assert len(texts.short_description(t)) <= MAX_SHORT_CHARS
    assert len(texts.start(t)) <= MAX_START_CHARS


@EACH
def test_help_names_what_the_menu_has(t: Catalog) -> None:
    for name in ("sum", "tr", "digest", "sources", "catchup", "auto", "settings", "privacy"):
        assert f"/{name}" in texts.help_text(t, "bot")


@EACH
def test_what_is_chosen_is_shown(t: Catalog) -> None:
    panels = {texts.settings(t, language=KK, length=length) for length in Length}

    assert len(panels) == 3
    assert all("Қазақша" in panel for panel in panels)


def article(**changes: object) -> Summary:
    values: dict[str, object] = {"site": SITE, "published": date(2026, 11, 3)}
    rest = dict.fromkeys(("key", "title", "url", "language", "ranked", "depth", "keywords"))
    totals = {"sentences_total": 26, "words_total": 400}
    return Summary(**(rest | totals | values | changes))  # type: ignore[arg-type] # only two count


def test_the_line_under_the_title_leaves_out_what_is_not_known() -> None:
    today = date(2026, 11, 22)
    known, unknown = (
        texts.meta(ENGLISH, one, full_s=130, short_s=20, today=today)
        for one in (article(), article(site=None, published=None))
    )

    assert known == "egemen.kz · Nov 3 · reading time 3 min → 20 sec"
    assert unknown == "reading time 3 min → 20 sec"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (KK, "Машиналық аударма (Google, MyMemory), түпнұсқа тілі: орыс тілі."),
        (RU, "Машинный перевод (Google, MyMemory), язык оригинала: русский."),
        (EN, "Machine translation from Russian (Google, MyMemory); it can be wrong."),
    ],
)
def test_a_machine_translation_says_who_made_it(language: LanguageCode, expected: str) -> None:
    t, engines = CATALOGS[language], ("Google", "MyMemory")

    assert texts.machine_translation(t, RU, engines).startswith(expected)
    assert "Google, MyMemory" in texts.machine_translation(t, None, engines)
    assert texts.original_beside(t)
    assert texts.memory_translation(t)


def test_engines_go_by_their_names() -> None:
    names = [texts.engine_name(ENGLISH, engine) for engine in ("Google", MEMORY, ORIGINAL)]

    assert names == ["Google", "translation memory", ""]


@EACH
def test_notes_have_their_sentences_but_for_what_goes_without_saying(t: Catalog) -> None:
    said = {kind: texts.note(t, kind, target=KK, done=2, total=5) for kind in Note}

    assert said.pop(Note.SAME_LANGUAGE) is None
    assert len(set(said.values())) == len(said)
    partly = said[Note.PARTLY_TRANSLATED]
    assert partly
    assert "2" in partly
    assert "5" in partly


@EACH
def test_progress_says_where_the_work_stands(t: Catalog) -> None:
    said = [texts.progress(t, stage, SITE) for stage in Stage]

    assert SITE in said[0]
    assert all(line.endswith("…") for line in said)
    assert is_filled(texts.progress(t, Stage.OPENING, None))


@EACH
def test_labels_are_short_enough_for_a_button(t: Catalog) -> None:
    labels = [
        texts.shorter(t),
        texts.longer(t),
        texts.example(t),
        texts.add_to_group(t),
        texts.privacy_button(t),
        *(texts.length_name(t, length) for length in Length),
    ]

    assert len(set(labels)) == len(labels)
    assert all(1 <= len(label) <= 20 for label in labels)


@EACH
def test_numbers_and_lists_have_their_places(t: Catalog) -> None:
    assert "7" in texts.paragraph(t, 7)
    assert texts.keywords(t, ("дрель", "домбра")).endswith("дрель, домбра")
    counted = texts.word_for_word(t, shown=5, total=26)
    assert "5" in counted
    assert "26" in counted


@EACH
def test_a_command_about_nothing_is_told_its_use(t: Catalog) -> None:
    assert "/sum" in texts.summarize_usage(t)
    assert "/tr kk" in texts.translate_usage(t)
    assert texts.not_translated(t)


@EACH
def test_the_page_has_all_its_words(t: Catalog) -> None:
    said = page_words(t, max_file_bytes=20 * 2**20)

    assert said.keys() == page_words(ENGLISH, max_file_bytes=0).keys()
    assert all(is_filled(text) for text in said.values())
    assert "20" in said["file_kinds"]
    assert is_filled(column_name(t, None))


def test_the_column_of_the_original_names_its_language() -> None:
    assert [column_name(t, RU) for t in CATALOGS.values()] == [
        "Original: Russian",
        "Түпнұсқа: орыс тілі",
        "Оригинал: русский",
    ]
