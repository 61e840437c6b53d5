"""What the bot says about a group's settings: leave to keep messages, the plan, the sources."""

from collections.abc import Sequence

from bot.core.digests import Feed
from bot.core.groups import DAY_MINUTES, KEEP_DAYS, Group, Plan
from bot.core.languages import native_name
from bot.core.models import LanguageCode
from bot.digest.feeds.pace import Standing
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import day_names, minute_of_day, place_name


def welcome(t: Catalog, *, sees_all: bool) -> str:
    """When the bot comes into a group: what it does, what it sees, what it keeps."""
    does = t.gettext(
        "Hello! Reply to a message with /sum, and I shorten its link or text; with /tr, and I"
        " translate it."
    )
    if sees_all:
        sees = t.gettext(
            "In this group I can see all messages. I keep none of them until an admin turns the"
            " daily digest on: /digest."
        )
    else:
        sees = t.gettext(
            "In this group I see only commands, mentions and replies to me. For a daily digest"
            " make me an admin (no rights needed), then send /digest; I keep nothing before that."
        )
    after = t.gettext(
        "With the digest on I keep messages for {days} days. Who does not want to be quoted"
        " sends /optout."
    ).format(days=KEEP_DAYS)
    return f"{does}\n\n{sees}\n\n{after}"


def consent(t: Catalog) -> str:
    """Before anything is kept: what, how long, and how to leave."""
    return t.gettext(
        "For the digest I keep this group's messages for {days} days: the text, the author's"
        " name as it is shown, the time, the topic and the links. I keep only what is written"
        " after you agree, and follow edits. Nobody else gets the messages; sentences that have"
        " to be translated go to the translation services named in /privacy, and their"
        " translations are kept without names like all others.\n\n"
        "Anybody can leave with /optout: their messages are deleted at once and never quoted."
        " Turning the digest off deletes all messages.\n\n"
        "Turn the digest on?"
    ).format(days=KEEP_DAYS)


def agree(t: Catalog) -> str:
    """Button."""
    return t.gettext("Turn the digest on")


def cannot_see(t: Catalog) -> str:
    """Privacy mode is on, and the bot is no admin."""
    return t.gettext(
        "I can't see this group's messages yet. Make me an admin here: no rights are needed."
        " Or turn privacy mode off (@BotFather, /setprivacy, Disable), then remove me from the"
        " group and add me again."
    )


def cannot_pin(t: Catalog) -> str:
    """The plan says to pin, and the bot may not."""
    return t.gettext("To pin the digest I need the right to pin messages.")


def basic_group(t: Catalog) -> str:
    """The kind of group whose messages have no links."""
    return t.gettext(
        "In this kind of group Telegram gives messages no links."
        " Turn on chat history for new members and the links will work."
    )


def plan(t: Catalog, group: Group, *, zone: str, sources: int, upcoming: str | None) -> str:
    """The panel of /digest: one line a setting."""
    chosen = group.plan
    lines = [
        t.gettext("Digest: on") if chosen.is_on else t.gettext("Digest: off"),
        t.gettext("Time: {time} ({zone})").format(time=minute_of_day(chosen.minute), zone=zone),
        t.gettext("Days: {days}").format(days=days(t, chosen)),
        t.gettext("Quiet hours: {hours}").format(hours=quiet(t, chosen.quiet)),
        t.gettext("Language: {language}").format(language=language(t, chosen.language)),
        t.gettext("Sources: {n}").format(n=sources),
    ]
    if group.collects:
        lines.append(t.gettext("Messages for a digest: {n} or more").format(n=chosen.minimum))
    if chosen.muted or chosen.wanted:
        lines += keywords(t, chosen)
    if upcoming is not None:
        lines.append(t.gettext("Next: {time}").format(time=upcoming))
    return "\n".join(lines)


def days(t: Catalog, plan: Plan) -> str:
    """The days of the week on which a digest comes."""
    if len(plan.days) == len(day_names(t)):
        return t.gettext("every day")
    return ", ".join(day_names(t)[one] for one in sorted(plan.days)) or "–"


def quiet(t: Catalog, hours: tuple[int, int] | None) -> str:
    """When nothing is posted."""
    if hours is None:
        return t.gettext("none")
    return "–".join(minute_of_day(one % DAY_MINUTES) for one in hours)


def language(t: Catalog, chosen: LanguageCode | None) -> str:
    """The language of the digest."""
    return t.gettext("as in this chat") if chosen is None else native_name(chosen)


def zone_name(t: Catalog, zone: str, offset: str) -> str:
    """«Алматы, UTC+5»: CLDR's own names of zones speak of summer time where there is none."""
    return f"{place_name(t, zone)}, {offset}" if "/" in zone else offset


def keywords(t: Catalog, plan: Plan) -> list[str]:
    """Which news are wanted, which are not."""
    lines = []
    if plan.wanted:
        lines.append(t.gettext("Only news with: {words}").format(words=", ".join(plan.wanted)))
    if plan.muted:
        lines.append(t.gettext("No news with: {words}").format(words=", ".join(plan.muted)))
    return lines


def no_keywords(t: Catalog) -> str:
    """After the last of them was taken out."""
    return t.gettext("No key words: all news of your sources are welcome.")


def button(t: Catalog, name: str) -> str:
    """The label of a button of the panel."""
    return {
        "time": t.gettext("Time"),
        "zone": t.gettext("Time zone"),
        "days": t.gettext("Days"),
        "quiet": t.gettext("Quiet hours"),
        "lang": t.gettext("Language"),
        "more": t.gettext("More"),
        "now": t.gettext("Send it now"),
        "stop": t.gettext("Stop the digest"),
        "start": t.gettext("Start the digest"),
        "back": t.gettext("Back"),
        "cancel": t.gettext("Cancel"),
        "here": t.gettext("Post in this topic"),
        "pin": t.gettext("Pin the digest"),
        "tell": t.gettext("Tell of quiet days"),
        "feed": t.gettext("Atom feed"),
        "none": t.gettext("None"),
        "same": t.gettext("As in this chat"),
        "settings": t.gettext("Settings"),
    }[name]


def how_to(t: Catalog) -> str:
    """Under the panel's pages: what has no button."""
    return t.gettext(
        "Any other time or place: /digest 07:45, /digest zone Astana, /digest quiet 23-7."
    )


def stopped(t: Catalog) -> str:
    """After the digest was turned off."""
    return t.gettext("The digest is off, and the messages kept for it are deleted.")


def cancelled(t: Catalog) -> str:
    """After a no."""
    return t.gettext("Nothing was changed, and I keep nothing.")


def atom(t: Catalog, url: str) -> str:
    """The address of the digest's Atom feed."""
    return t.gettext(
        "Whoever has this address can read the digest in a feed reader: {url}"
    ).format(url=url)


def no_atom(t: Catalog) -> str:
    """The owner gave no public address."""
    return t.gettext("The owner of this bot has not opened feeds (QYSQA_FEEDS_URL).")


def opted_out(t: Catalog, deleted: int, *, everywhere: bool) -> str:
    """After /optout."""
    said = (
        t.gettext("From now on your messages are not kept in any group.")
        if everywhere
        else t.gettext("From now on your messages here are not kept.")
    )
    gone = t.gettext("Messages deleted: {n}. To come back: /optin.").format(n=deleted)
    return f"{said} {gone}"


def opted_in(t: Catalog, *, was_out: bool) -> str:
    """After /optin."""
    if was_out:
        return t.gettext("Your messages may be in the digest again.")
    return t.gettext("You had not opted out here.")


def sources(t: Catalog, feeds: Sequence[Feed]) -> str:
    """The first line of /sources."""
    return t.gettext("Sources: {n}").format(n=len(feeds))


def sources_usage(t: Catalog) -> str:
    """How to change them."""
    return t.gettext(
        "Add a site, a feed or a channel: /sources add example.kz, /sources add @channel\n"
        "Remove: /sources remove example.kz\n"
        "Only news with a word: /sources only metro\n"
        "No news with a word: /sources mute football\n"
        "Take a word out again: /sources clear football"
    )


def source_added(t: Catalog, feed: Feed) -> str:
    """After /sources add."""
    added = t.gettext("Added: {source}").format(source=source(feed))
    return f"{added}\n{t.gettext('When the digest comes: /digest')}"


def sources_removed(t: Catalog, name: str, feeds: Sequence[Feed]) -> str:
    """After /sources remove."""
    if feeds:
        return t.gettext("Removed: {term}").format(term=", ".join(map(source, feeds)))
    return t.gettext("There is no such source: {source}").format(source=name)


def source(feed: Feed) -> str:
    """A feed in a list."""
    return feed.site if feed.title in ("", feed.site) else f"{feed.title} ({feed.site})"


def source_trouble(t: Catalog, standing: Standing) -> str:
    """Beside a feed that has not answered for some time; "" beside others."""
    return {
        Standing.WELL: "",
        Standing.FAILING: t.gettext("does not answer"),
        Standing.GONE: t.gettext("closed by its site"),
    }[standing]


def imported(t: Catalog, *, kept: int, title: str) -> str:
    """After an export of Telegram Desktop was read."""
    return t.gettext("Messages added to the digest of “{chat}”: {n} (last {days} days).").format(
        chat=title, n=kept, days=KEEP_DAYS
    )
