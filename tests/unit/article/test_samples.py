"""The articles that come with Qysqa."""

import pytest

from bot.article.read_file import read_file
from bot.article.samples import (
    SAMPLE_LANGUAGES,
    SAMPLE_MEMORY,
    sample,
    sample_for_reader,
)
from bot.core.languages import EN, INTERFACE_LANGUAGES, KK, RU
from bot.core.models import LanguageCode
from bot.summary.summarize import candidates_of
from bot.translation.memory.tmx import read_tmx


def test_each_interface_language_has_its_sample() -> None:
    assert set(SAMPLE_LANGUAGES) == set(INTERFACE_LANGUAGES)
    assert SAMPLE_MEMORY.is_file()


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_sample_is_in_its_language_with_a_title_and_things_to_clean(
    language: LanguageCode,
) -> None:
    article = read_file(sample(language))

    assert article.language == language
    assert article.title == sample(language).content.decode().partition("\n")[0]
    assert len(article.removed) > 5


def test_readers_get_a_sample_that_needs_translating() -> None:
    shown = {language: sample_for_reader(language) for language in INTERFACE_LANGUAGES}

    assert shown == {KK: sample(RU), RU: sample(KK), EN: sample(KK)}


@pytest.mark.parametrize("language", SAMPLE_LANGUAGES)
def test_cleaned_a_sample_holds_exactly_the_sentences_of_its_memory(
    language: LanguageCode,
) -> None:
    with SAMPLE_MEMORY.open("rb") as file:
        known = {unit.texts[language] for unit in read_tmx(file, SAMPLE_MEMORY.name)}
    article = read_file(sample(language))
    found = [one.text for one in candidates_of(article.text, language)]

    assert set(found) <= known
    assert article.title in known
    assert len(found) >= 26
