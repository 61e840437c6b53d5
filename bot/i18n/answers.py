"""The words of what an answer offers: its place in the text, sharing it, another engine."""

from bot.i18n.catalogs import Catalog


def share(t: Catalog) -> str:
    """Button: the answer as plain text."""
    return t.gettext("Share")


def whatsapp() -> str:
    """Button; a name is the same in all languages."""
    return "WhatsApp"


def send_to_chat(t: Catalog) -> str:
    """Button: choose a chat of Telegram for it."""
    return t.gettext("Send to a chat")


def signature(bot_name: str | None = None) -> str:
    """Under what is shared: where it comes from; the local page has no address for others."""
    return f"Qysqa, t.me/{bot_name}" if bot_name else "Qysqa"


def goes_on(t: Catalog) -> str:
    """At the end of what is shared, where the rest does not fit."""
    return t.gettext("The rest is in the article.")


def where(t: Catalog) -> str:
    """Button: shows where each sentence stands."""
    return t.gettext("Where in the text")


def back(t: Catalog) -> str:
    """Button: from the numbers back to the languages and lengths."""
    return t.gettext("Back")


def stands_here(t: Catalog, number: int, paragraph: int) -> str:
    """Under a quotation of a sentence where it stands."""
    return t.gettext("Sentence {number} of the summary: paragraph {n}").format(
        number=number, n=paragraph
    )


def text_is_gone(t: Catalog) -> str:
    """Over the chat: the message with the text was deleted."""
    return t.gettext("The message with this text is not there any more.")


def not_found_there(t: Catalog) -> str:
    """Over the chat: the text was edited."""
    return t.gettext("The text was changed; this sentence is not in it any more.")


def another_engine(t: Catalog) -> str:
    """Button: the same answer, translated by another engine."""
    return t.gettext("Another translation")


def no_other_engine(t: Catalog) -> str:
    """Over the chat: none of the others has an answer."""
    return t.gettext("No other engine could translate this just now.")
