"""The bot speaks Kazakh in three scripts, with the same words."""

import re
from string import Formatter

import pytest

from bot.core.languages import KK, RU
from bot.core.models import Script
from bot.i18n import texts, translating
from bot.i18n.catalogs import ENGLISH, load_catalogs, locales_folder
from bot.i18n.scripts import catalog_in, said_in

CATALOGS = load_catalogs(locales_folder())
CYRILLIC = CATALOGS[KK]
LATIN, ARABIC = (catalog_in(CYRILLIC, script) for script in (Script.LATIN, Script.ARABIC))
SENTENCES = [
    string
    for id_, string in CYRILLIC.words._catalog.items()  # type: ignore[attr-defined] # no other way
    if id_ and isinstance(string, str)
]
ISOLATES = re.compile("[\u2066\u2068\u2069]")
RTL_LETTER = re.compile("[\u0620-\u06ff]")


def fields(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def words_in_latin_letters(text: str) -> list[str]:
    return re.findall(r"(?<![\w{])[/@.]?[A-Za-z][A-Za-z_]*(?![\w}])", text, re.ASCII)


def test_only_kazakh_has_a_choice_and_each_script_is_made_once() -> None:
    assert catalog_in(CYRILLIC, Script.CYRILLIC) is CYRILLIC
    assert catalog_in(CATALOGS[RU], Script.LATIN) is CATALOGS[RU]
    assert catalog_in(ENGLISH, Script.ARABIC) is ENGLISH
    assert catalog_in(CYRILLIC, Script.LATIN) is LATIN
    assert (LATIN.language, LATIN.script) == (KK, Script.LATIN)


def test_the_same_sentence_in_three_scripts() -> None:
    said = [texts.saved(t) for t in (CYRILLIC, LATIN, ARABIC)]

    assert said == ["Сақталды.", "Saqtaldy.", "ساقتالدى."]
    assert texts.saved(LATIN) is said[1]


def test_what_has_no_kazakh_yet_stays_english() -> None:
    assert [t.gettext("Nope, {x}?") for t in (LATIN, ARABIC)] == ["Nope, {x}?"] * 2


@pytest.mark.parametrize("script", [Script.LATIN, Script.ARABIC])
def test_no_sentence_keeps_a_cyrillic_letter_or_loses_a_placeholder(script: Script) -> None:
    for sentence in SENTENCES:
        said = said_in(sentence, script)
        assert re.findall("[\u0400-\u04ff]", said) == []
        assert fields(said) == fields(sentence)
        assert said.count("\n") == sentence.count("\n")


def test_commands_names_and_links_keep_their_letters() -> None:
    for sentence in SENTENCES:
        theirs = words_in_latin_letters(sentence)
        assert words_in_latin_letters(ISOLATES.sub("", said_in(sentence, Script.ARABIC))) == theirs
        assert "/sum" not in sentence or "/sum" in said_in(sentence, Script.LATIN)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("/sum қысқартады", "\u2066/sum\u2069 قىسقارتادى"),
        ("Мысалы: /tr kk.", "مىسالى: \u2066/tr kk\u2069."),
        ("Telegram ашылмады", "\u2066Telegram\u2069 اشىلمادى"),
        ("Бұл Telegram боты", "بۇل Telegram بوتى"),
        (
            "{site} ашылмады, ал {n} болды?",
            "\u2068{site}\u2069 اشىلمادى، ال \u2068{n}\u2069 بولدى؟",
        ),
        ("{full} → {short} оқу", "\u2068{full}\u2069 ← \u2068{short}\u2069 وقۋ"),
        ("файл (.txt, .pdf)", "فايل (\u2066.txt\u2069، \u2066.pdf\u2069)"),
        ("/digest 07:45?\nСәлем", "/digest 07:45?\nسالەم"),
        ("Qysqa-ның нұсқасы", "\u2066Qysqa\u2069-نىڭ نۇسقاسى"),
    ],
)
def test_what_runs_the_other_way_is_isolated_where_it_must_be(sentence: str, said: str) -> None:
    assert said_in(sentence, Script.ARABIC) == said


def test_every_line_with_arabic_letters_begins_in_their_direction() -> None:
    """The first letter outside isolates decides where a line begins (UAX 9, rule P2)."""
    for sentence in SENTENCES:
        for line in said_in(sentence, Script.ARABIC).split("\n"):
            outside = re.sub("[\u2066\u2068][^\u2069]*\u2069", "", line)
            first = re.search(r"[^\W\d_]", outside)
            assert first is None or RTL_LETTER.match(first[0]) or not RTL_LETTER.search(line)


def test_help_says_what_the_commands_do_in_each_script() -> None:
    assert "/sum qysqartady" in texts.help_text(LATIN, "bot")
    assert "\u2066/sum\u2069 قىسقارتادى" in texts.help_text(ARABIC, "bot")


def test_a_reader_is_told_in_which_letters_kazakh_was_written() -> None:
    said = [translating.other_letters(ENGLISH, script) for script in list(Script)[:3]]

    assert said == [
        "Written in Cyrillic letters.",
        "Written in Latin letters.",
        "Written in Arabic letters.",
    ]
    assert translating.script_line(ENGLISH, Script.ARABIC) == "Letters: اراب"
    assert texts.engine_name(ENGLISH, "letters") == ""
