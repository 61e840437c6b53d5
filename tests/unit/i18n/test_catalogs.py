"""The catalogs hold what the code says, whole, each in its own language."""

from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.core.languages import EN, INTERFACE_LANGUAGES
from bot.i18n import catalogs
from bot.i18n.catalogs import ENGLISH, load_catalogs, locales_folder

ROOT = Path(__file__).parents[3]
KAZAKH_LETTERS = set("әғқңөұүһі")
WITHOUT_KAZAKH_LETTERS = {
    "Atom таспасы",
    "{n}-абзац",
    "{site} ашылып жатыр…",
    "{site} деген сайт табылмады.",
    "Адамдар",
    "Алатын адам саны: {n}",
    "Алып тасталды: {term}",
    "Аударма жадынан алынды.",
    "Аударып жатырмын…",
    "Баптаулар",
    "Бас тарту",
    "Бастау",
    "Дайджест",
    "Дайджест: {chat}",
    "Жеке чатта ашу",
    "Мысалы: /digest 07:45, /digest zone Астана, /digest zone UTC+5.",
    "Немесе файл",
    "Орташа",
    "Файлды алып тастау",
    "аударма",
    "аударма жады",
    "аударылмады",
    "баптаулар",
    "дайджест",
    "дайджест жоспары",
    "дайын",
    "жауап: {share}",
    "лимит таусылды",
    "сайт жапты",
    "сайт пен таспа саны: {n}",
    "сандар",
    "файл",
    "хабар саны: {m} · адам саны: {p}",
}


def read(language: str) -> PoCatalog:
    with (ROOT / f"locales/{language}/LC_MESSAGES/bot.po").open("rb") as file:
        return read_po(file)


def words(language: str) -> dict[str, str]:
    """Return the translations by their English sentence."""
    return {str(one.id): str(one.string) for one in read(language) if one.id}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


IN_CODE = {message for _, _, message, _, _ in extract_from_dir(ROOT / "bot")}
TRANSLATED = ("kk", "ru")


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalog_holds_exactly_the_sentences_in_the_code(language: str) -> None:
    assert set(words(language)) == IN_CODE


def test_the_template_holds_exactly_the_sentences_in_the_code() -> None:
    with (ROOT / "locales/bot.pot").open("rb") as file:
        assert {message.id for message in read_po(file) if message.id} == IN_CODE


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_and_none_is_doubtful(language: str) -> None:
    assert [id_ for id_, string in words(language).items() if not string.strip()] == []
    assert [message.id for message in read(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_placeholders_and_the_lines(language: str) -> None:
    wrong = [
        id_
        for id_, string in words(language).items()
        if fields(string) != fields(id_) or string.count("\n") != id_.count("\n")
    ]

    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_commands_and_ends_as_the_sentence_does(language: str) -> None:
    commands = ("/sum", "/tr", "/settings", "/privacy", "/forgetme", "kk", "ru", "en")
    wrong = [
        id_
        for id_, string in words(language).items()
        if {word for word in commands if word in id_.split()}
        != {word for word in commands if word in id_.split() and word in string}
        or (id_[-1] in ".…") != (string[-1] in ".…")
    ]

    assert wrong == []


def test_plural_forms_are_those_of_the_languages() -> None:
    assert read("ru").num_plurals == 3
    assert (read("kk").num_plurals, read("kk").plural_expr) == (2, "(n != 1)")


def test_kazakh_is_not_russian() -> None:
    russian = words("ru")
    same = {id_ for id_, string in words("kk").items() if string == russian[id_]}

    assert same == {"Digest", "Digest: {chat}"}  # one word in both


def test_kazakh_is_written_in_kazakh_letters() -> None:
    without = {
        string for string in words("kk").values() if not KAZAKH_LETTERS & set(string.lower())
    }

    assert without == WITHOUT_KAZAKH_LETTERS


def test_russian_has_no_kazakh_letters() -> None:
    assert [text for text in words("ru").values() if KAZAKH_LETTERS & set(text.lower())] == []


def test_each_language_of_the_interface_is_loaded() -> None:
    loaded = load_catalogs(locales_folder())

    assert set(loaded) == set(INTERFACE_LANGUAGES)
    assert loaded[EN] is ENGLISH
    assert [loaded[code].gettext("Saved.") for code in sorted(loaded)] == [
        "Saved.",
        "Сақталды.",
        "Сохранено.",
    ]


def test_a_catalog_says_in_english_what_it_does_not_know() -> None:
    assert load_catalogs(locales_folder())[INTERFACE_LANGUAGES[0]].gettext("Nope.") == "Nope."


def test_an_installed_package_brings_its_catalogs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_locales").mkdir()
    monkeypatch.setattr(catalogs, "_PACKAGE", tmp_path)

    assert locales_folder() == tmp_path / "_locales"
    assert load_catalogs(tmp_path) == {EN: ENGLISH}
