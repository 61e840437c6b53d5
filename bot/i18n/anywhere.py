"""What the bot says where it is no member, and where it is called by its name."""

from bot.i18n.catalogs import Catalog


def help_title(t: Catalog) -> str:
    """Over the help, among the results of an inline query."""
    return t.gettext("Shorten or translate right here")


def help_line(t: Catalog) -> str:
    """Under it, in one line."""
    return t.gettext("Go on with a link, or with a language and a text")


def help_text(t: Catalog, name: str) -> str:
    """The help, where somebody sends it to a chat; *name* is the bot's, without the sign."""
    text = t.gettext(
        "In any chat:\n"
        "@{name} and a link – the few sentences that carry the article.\n"
        "@{name} kk and a text – its translation; kk, ru, en and other languages.\n"
        "In reply to a message: @{name} kk translates it, @{name} alone shortens it."
    )
    return text.format(name=name)


def mention_help(t: Catalog, name: str) -> str:
    """To the bot's name alone, in a chat."""
    text = t.gettext(
        "Reply to a message with @{name} kk to translate it, or with @{name} to shorten it."
    )
    return text.format(name=name)


def open_chat(t: Catalog) -> str:
    """Button over the results: to the private chat."""
    return t.gettext("Open the chat with me")


def not_translated(t: Catalog) -> str:
    """Button over no results: engines refused, or failed."""
    return t.gettext("Not translated. Send me the text in private")


def takes_longer(t: Catalog) -> str:
    """Button over no results: engines are still at it."""
    return t.gettext("This takes longer. Send me the text in private")


def went_wrong(t: Catalog) -> str:
    """Button over no results: a fault of the bot's own."""
    return t.gettext("Something broke on my side. Ask me in private")


def shorten_site(t: Catalog, site: str) -> str:
    """Title of a result: a page that is yet to be read."""
    return t.gettext("Shorten {site}").format(site=site)


def shorten_line(t: Catalog, language: str) -> str:
    """Under it: what becomes of it; *language* is the name it gives itself."""
    return t.gettext("The sentences that carry the article · {language}").format(language=language)


def to_be_opened(t: Catalog, site: str) -> str:
    """In the message that it becomes, over the button *shorten*."""
    return t.gettext("Press the button: I'll open {site} and put the summary here.").format(
        site=site
    )


def shorten(t: Catalog) -> str:
    """Button under that message."""
    return t.gettext("Shorten")


def rest_in_chat(t: Catalog) -> str:
    """At the end of an answer that had to be one message; leads to the private chat."""
    return t.gettext("The rest doesn't fit here: send it to me in private.")
