import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import KNOWN_LANGUAGES
from bot.core.models import LanguageCode
from bot.translation.engines.codes import full_name, said, words
from bot.translation.engines.dialect import Reply

REFUSAL = Reply(400, '{"error": {"code": 7, "errors": [{"reason": "invalid"}]}}')


def test_a_model_is_told_the_script_of_a_language_that_has_several() -> None:
    assert full_name(LanguageCode("kk")) == "Kazakh (kk, Cyrillic script)"
    assert full_name(LanguageCode("ru")) == "Russian (ru)"


@pytest.mark.parametrize("language", KNOWN_LANGUAGES)
def test_every_known_language_has_a_name_with_its_code(language: LanguageCode) -> None:
    assert f"({language}" in full_name(language)


def test_a_refusal_is_read_along_a_path() -> None:
    assert said(REFUSAL, "error", "code") == 7
    assert words(REFUSAL, "error", "errors", 0, "reason") == "invalid"


@pytest.mark.parametrize(
    "path", [("code",), ("error", "errors", 1), ("error", 0), ("error", "code", "no")]
)
def test_what_a_refusal_does_not_hold_is_nothing(path: tuple[str | int, ...]) -> None:
    assert said(REFUSAL, *path) is None


def test_numbers_are_no_words() -> None:
    assert words(REFUSAL, "error", "code") == ""


@pytest.mark.parametrize("text", ["", "<html>", "[" * 100_000])
def test_a_refusal_that_is_no_json_says_nothing(text: str) -> None:
    assert said(Reply(500, text), "error") is None


@given(st.text())
def test_any_refusal_can_be_read(text: str) -> None:
    assert isinstance(words(Reply(400, text), "error", 0, "message"), str)
