"""What the bot says in digests and in answers to /catchup."""

from collections.abc import Sequence

from bot.core.models import LanguageCode
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import language_name


def title(t: Catalog, chat: str) -> str:
    """The first line."""
    return t.gettext("Digest: {chat}").format(chat=chat) if chat else t.gettext("Digest")


def news_title(t: Catalog) -> str:
    """Over stories, where there is talk above them; the first line where there is none."""
    return t.gettext("News")


def talk_size(t: Catalog, *, messages: int, people: int) -> str:
    """How much was said."""
    return t.gettext("messages: {m} · people: {p}").format(m=messages, p=people)


def period(t: Catalog, hours: int) -> str:
    """How long back the digest looks."""
    if hours < 2 * 24:
        return t.gettext("last hours: {n}").format(n=hours)
    return t.gettext("last days: {n}").format(n=round(hours / 24))


def late(t: Catalog, due: str) -> str:
    """The digest comes after its time."""
    return t.gettext("This digest is late: it was due {due}.").format(due=due)


def makes_up(t: Catalog, days: int) -> str:
    """It stands for earlier ones too."""
    return t.gettext("It also covers the digests that were missed: {n}.").format(n=days)


def go_to(t: Catalog) -> str:
    """The link to a message."""
    return t.gettext("Go to message")


def links_title(t: Catalog) -> str:
    """Over the links."""
    return t.gettext("Links people shared")


def same_story(t: Catalog, others: int, by_language: Sequence[tuple[LanguageCode, int]]) -> str:
    """How many other sources tell a story, and in which languages."""
    names = ", ".join(f"{language_name(t, code)} {count}" for code, count in by_language)
    said = t.gettext("Same story in other sources: {n}").format(n=others)
    return f"{said} ({names})" if names else said


def left_out(t: Catalog, count: int) -> str:
    """Under a digest that would be too long with all that it has."""
    return t.gettext("Topics, links and news left out to keep this short: {n}.").format(n=count)


def quiet(t: Catalog, minimum: int) -> str:
    """Instead of a digest."""
    return t.gettext("A quiet day: fewer than {n} messages, so no digest.").format(n=minimum)


def quiet_news(t: Catalog) -> str:
    """Instead of a digest of news alone."""
    return t.gettext("Nothing new in your sources.")


def machine(t: Catalog, engines: Sequence[str]) -> str:
    """Under a digest in which something was translated."""
    said = t.gettext("Machine translation ({engines}); it can be wrong.")
    return f"{said.format(engines=', '.join(engines))} {beside(t)}"


def beside(t: Catalog) -> str:
    """Where to check a translation."""
    return t.gettext("The original is next to each sentence.")


def lost_topic(t: Catalog) -> str:
    """Above a digest that could not be posted where it was to be."""
    return t.gettext(
        "The topic for the digest is closed or deleted, so it is here this time."
        " To choose another, send /digest in that topic."
    )


def caught_up(t: Catalog, *, last: str | None, messages: int, topics: int) -> str:
    """The first lines of /catchup."""
    since = t.gettext("Messages since then: {m}, topics: {n}.").format(m=messages, n=topics)
    if last is None:
        return t.gettext("Messages: {m}, topics: {n}.").format(m=messages, n=topics)
    return t.gettext("Your last message: {time}.").format(time=last) + f" {since}"


def nothing_missed(t: Catalog) -> str:
    """There is nothing to catch up on."""
    return t.gettext("You have missed nothing.")


def only_you(t: Catalog) -> str:
    """Under what only one person sees."""
    return t.gettext("Only you can see this.")


def in_private(t: Catalog) -> str:
    """Over the button that leads to the private chat: Telegram here shows answers to all."""
    return t.gettext("What you missed is ready. So that only you see it, open it in private.")


def catch_up_usage(t: Catalog) -> str:
    """After /catchup with something odd behind it."""
    return t.gettext(
        "/catchup tells what you missed since your last message. You can also name a time"
        " or a number of messages: /catchup 6h, /catchup 2d, /catchup 50."
    )


def open_private(t: Catalog) -> str:
    """Button."""
    return t.gettext("Open in private")


def send_private(t: Catalog) -> str:
    """Button."""
    return t.gettext("Send it to me privately")


def may_be_lost(t: Catalog) -> str:
    """In place of a digest that is not sent again, so that it does not come twice."""
    return t.gettext("A digest may not have arrived. To get it now: /digest now")


def failed(t: Catalog, code: str) -> str:
    """A planned digest could not be made: it must not be silent about that."""
    return t.gettext("I could not make the digest this time (code {code}).").format(code=code)
