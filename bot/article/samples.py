"""The articles that come with Qysqa: one a language, for a first look without a network."""

from pathlib import Path

from bot.core.languages import EN, KK, RU
from bot.core.models import FileRequest, LanguageCode

_FOLDER = Path(__file__).parents[1] / "samples"
_FILES = {EN: "tram.en.txt", RU: "library.ru.txt", KK: "weather.kk.txt"}

SAMPLE_LANGUAGES = tuple(_FILES)
SAMPLE_MEMORY = _FOLDER / "samples.tmx"
"""Translations of all their sentences, made by hand."""


def sample(language: LanguageCode) -> FileRequest:
    """The article written in *language*, boilerplate and all, as a reader would paste it."""
    name = _FILES[language]
    return FileRequest(name, (_FOLDER / name).read_bytes())


def sample_for_reader(language: LanguageCode) -> FileRequest:
    """An article a reader of *language* needs translated: it shows what Qysqa is for."""
    return sample(RU if language == KK else KK)
