"""The words of the local page. English here, the rest in locales/."""

from bot.core.models import LanguageCode
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import language_name


def page_words(t: Catalog) -> dict[str, str]:
    """What the page says, by the names that its template uses."""
    return {
        "tagline": t.gettext("Long articles in a few of their own sentences, in your language."),
        "promise": t.gettext(
            "Every sentence is copied word for word and opens its place in the article."
        ),
        "paste": t.gettext("A link or the text of an article"),
        "placeholder": t.gettext("Paste here: https://… or the text itself"),
        "length": t.gettext("Length"),
        "languages": t.gettext("Translate into"),
        "submit": t.gettext("Shorten"),
        "working": t.gettext("Reading the text…"),
        "samples": t.gettext("Or try one of these"),
        "summary": t.gettext("Summary"),
        "original": t.gettext("Original"),
        "article": t.gettext("The article"),
        "back": t.gettext("Back to the summary"),
        "on_its_page": t.gettext("See the sentence on its page"),
        "removed": t.gettext("Left out as not part of the article"),
        "interface": t.gettext("Language of this page"),
        "not_translated": t.gettext("not translated"),
    }


def column_name(t: Catalog, language: LanguageCode | None) -> str:
    """Heading of the column with the original."""
    original = t.gettext("Original")
    return f"{original}: {language_name(t.language, language)}" if language else original
