"""Load gettext catalogs straight from .po files: no compiled file to go stale."""

from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from bot.core.languages import EN
from bot.core.models import LanguageCode, Script

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Catalog:
    """The words of one language, which language that is, and the script of Kazakh ones."""

    language: LanguageCode
    words: NullTranslations = field(default_factory=NullTranslations)
    script: Script = Script.CYRILLIC

    def gettext(self, text: str) -> str:
        """The sentence in the catalog's language; English where it has none."""
        return self.words.gettext(text)


ENGLISH = Catalog(EN)
"""English is the language of the code: it needs no file."""


def locales_folder() -> Path:
    """Where the .po files are: inside an installed package, beside ``bot/`` in a checkout."""
    inside = _PACKAGE / "_locales"
    return inside if inside.is_dir() else _PACKAGE.parent / "locales"


@cache  # reading them takes longer than most answers
def load_catalogs(root: Path) -> dict[LanguageCode, Catalog]:
    """Map each language under *root* to its catalog, and English to the source text itself."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - commands that print English
    from babel.messages.pofile import read_po  # noqa: PLC0415 - alone do without Babel

    catalogs = {EN: ENGLISH}
    for path in sorted(root.glob("*/LC_MESSAGES/bot.po")):
        compiled = BytesIO()
        with path.open("rb") as source:
            write_mo(compiled, read_po(source))
        compiled.seek(0)
        language = LanguageCode(path.parts[-3])
        catalogs[language] = Catalog(language, GNUTranslations(compiled))
    return catalogs
