"""Which sentence of a feed's own words can stand for an article that cannot be read. Pure."""

from bot.core.models import LanguageCode
from bot.text.segment import sentences
from bot.text.words import count_words, words

MIN_WORDS = 5
MAX_CHARS = 600  # a digest shows no longer one; leads without full stops run together
_CUT_OFF = ("…", "...", "]", ":", ",")


def lead_sentence(lead: str, title: str, language: LanguageCode | None) -> str | None:
    """Return the first whole sentence that says more than the title; None if there is none.

    It is a verbatim piece of *lead*.
    """
    said = set(words(title))
    for sentence in sentences(lead, language):
        text = sentence.text
        if len(text) > MAX_CHARS or text.endswith(_CUT_OFF) or count_words(text) < MIN_WORDS:
            continue
        if not set(words(text)) <= said:
            return text
    return None
