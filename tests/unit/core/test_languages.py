"""Languages go by codes, tags and the names people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import UnknownLanguageError
from bot.core.languages import (
    EN,
    INTERFACE_LANGUAGES,
    KAZAKH_SCRIPTS,
    KK,
    KNOWN_LANGUAGES,
    RU,
    english_name,
    find_language,
    find_script,
    find_written,
    interface_language,
    native_name,
    parse_language,
    parse_written,
)
from bot.core.models import Script


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (
            ("kk", "KK", " kk-KZ ", "kk_KZ", "kk-Cyrl-KZ", "kz", "қазақша", "Қазақша", "qazaqsha"),
            KK,
        ),
        (("Kazakh", "казахский", "каз"), KK),
        (("ru", "ru-RU", "RUS", "русский", "орысша"), RU),
        (("en", "en-GB", "English", "английский", "ағылшынша"), EN),
        (("uk", "ua"), "uk"),
        (("zh", "zh-Hant-TW", "cn"), "zh"),
        (("Türkçe", "турецкий"), "tr"),
    ],
)
def test_a_language_goes_by_many_names(names: tuple[str, ...], code: str) -> None:
    assert {name: parse_language(name) for name in names} == dict.fromkeys(names, code)


@pytest.mark.parametrize("name", ["", " ", "xx", "klingon", "k", "-kk", "kk kk", "\ud800", "\0"])
def test_an_unknown_name_is_refused_and_told(name: str) -> None:
    with pytest.raises(UnknownLanguageError) as refused:
        parse_language(name)

    assert refused.value.name == name.strip()


def test_a_language_that_is_not_there_is_not_found() -> None:
    assert find_language(None) is None
    assert find_language("") is None
    assert find_language("xx") is None
    assert find_language("ru-KZ") == RU


@pytest.mark.parametrize(
    ("tag", "language"),
    [("kk", KK), ("ru-KZ", RU), ("en-US", EN), ("de", EN), ("xx", EN), ("", EN), (None, EN)],
)
def test_in_doubt_the_bot_speaks_english(tag: str | None, language: str) -> None:
    assert interface_language(tag) == language


def test_languages_call_themselves_by_a_capital() -> None:
    names = [native_name(code) for code in INTERFACE_LANGUAGES]

    assert names == ["Қазақша", "Русский", "English"]
    assert english_name(KK) == "Kazakh"


def test_every_language_is_found_by_each_of_its_names() -> None:
    for code in KNOWN_LANGUAGES:
        named = [parse_language(name) for name in (code, native_name(code), english_name(code))]
        assert named == [code] * 3


@given(st.text(st.characters(), max_size=12))
def test_any_name_is_known_or_refused(name: str) -> None:
    assert find_language(name) in {None, *KNOWN_LANGUAGES}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("ru", (RU, Script.CYRILLIC)),
        ("kk", (KK, Script.CYRILLIC)),
        ("kk-Latn", (KK, Script.LATIN)),
        ("KK_arab", (KK, Script.ARABIC)),
        ("қазақша-latn", (KK, Script.LATIN)),
        ("latyn", (KK, Script.LATIN)),
        ("төте", (KK, Script.ARABIC)),
        ("кирилл", (KK, Script.CYRILLIC)),
        ("uz-Latn", ("uz", Script.CYRILLIC)),
    ],
)
def test_a_language_may_come_with_its_script(name: str, written: tuple[str, Script]) -> None:
    assert find_written(name) == parse_written(name) == written


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("kk", Script.LATIN),
        ("қазақша", Script.LATIN),
        ("kk-cyrl", Script.CYRILLIC),
        ("төте", Script.ARABIC),
        ("ru", Script.CYRILLIC),
        ("uz-arab", Script.CYRILLIC),
    ],
)
def test_kazakh_without_a_script_is_in_the_readers_own(name: str, script: Script) -> None:
    own = Script.LATIN
    assert find_written(name, own) == parse_written(name, own)
    assert parse_written(name, own)[1] is script


@pytest.mark.parametrize(
    ("name", "script"),
    [(" Latn", Script.LATIN), ("latyn", Script.LATIN), ("اراب", Script.ARABIC), ("kk", None)],
)
def test_a_script_goes_by_its_code_and_its_names(name: str, script: Script | None) -> None:
    assert find_script(name) is script


def test_each_script_on_a_button_is_found_by_its_name() -> None:
    assert {find_script(name) for name in KAZAKH_SCRIPTS.values()} == {*KAZAKH_SCRIPTS}


@pytest.mark.parametrize("name", ["", None, "xx", "xx-latn"])
def test_what_is_no_language_in_any_script_is_none(name: str | None) -> None:
    assert find_written(name) is None


def test_what_is_no_language_in_any_script_is_named() -> None:
    with pytest.raises(UnknownLanguageError) as refused:
        parse_written(" xx-latn ")
    assert refused.value.name == "xx-latn"
