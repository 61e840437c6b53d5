"""The words of the local page. English here, the rest in locales/."""

from bot.core.models import LanguageCode
from bot.i18n import answers
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import language_name

_MB = 2**20


def page_words(t: Catalog, *, max_file_bytes: int) -> dict[str, str]:
    """What the page says, by the names that its templates use."""
    return {
        **_form_words(t, max_file_bytes // _MB),
        **_work_words(t),
        **_answer_words(t),
        **_share_words(t),
    }


def column_name(t: Catalog, language: LanguageCode | None) -> str:
    """Heading of the column with the original."""
    original = t.gettext("Original")
    return f"{original}: {language_name(t, language)}" if language else original


def _form_words(t: Catalog, size: int) -> dict[str, str]:
    return {
        "tagline": t.gettext("Long articles in a few of their own sentences, in your language."),
        "promise": t.gettext(
            "Every sentence is copied word for word and opens its place in the article."
        ),
        "skip": t.gettext("Skip to the form"),
        "interface": t.gettext("Language of this page"),
        "paste": t.gettext("A link or the text of an article"),
        "placeholder": t.gettext("Paste here: https://… or the text itself"),
        "file": t.gettext("Or a file"),
        "file_kinds": t.gettext(
            "PDF, Word, OpenDocument, EPUB, FB2, HTML or text, up to {size} MB"
        ).format(size=size),
        "drop": t.gettext("You can drop it anywhere on this page."),
        "drop_here": t.gettext("Drop the file here"),
        "remove_file": t.gettext("Remove the file"),
        "too_large": t.gettext("This is too large: my limit is {size} MB.").format(size=size),
        "length": t.gettext("Length"),
        "languages": t.gettext("Translate into"),
        "script": t.gettext("Kazakh script"),
        "submit": t.gettext("Shorten"),
        "samples": t.gettext("Or try one of these"),
    }


def _work_words(t: Catalog) -> dict[str, str]:
    return {
        "working": t.gettext("One moment…"),
        "cancel": t.gettext("Cancel"),
        "stopped": t.gettext("Stopped."),
        "unreachable": t.gettext("Qysqa does not answer. Is it still running on this computer?"),
    }


def _answer_words(t: Catalog) -> dict[str, str]:
    return {
        "summary": t.gettext("Summary"),
        "apply": t.gettext("Show it in this language and length"),
        "article": t.gettext("The article"),
        "back": t.gettext("Back to the summary"),
        "on_its_page": t.gettext("on its page"),
        "keywords": t.gettext("Key words"),
        "removed": t.gettext("Left out as not part of the article"),
    }


def _share_words(t: Catalog) -> dict[str, str]:
    return {
        "share": answers.share(t),
        "whatsapp": answers.whatsapp(),
        "share_in": t.gettext("Language to share in"),
        "copy_text": t.gettext("Copy as text"),
        "copied": t.gettext("Copied."),
        "more": t.gettext("More ways…"),
        "as_text": t.gettext("As plain text"),
    }
