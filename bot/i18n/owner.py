"""What the bot says to its owner, and to those whom the owner keeps out. Plain text."""

from bot.core.access import Verdict
from bot.i18n.catalogs import Catalog

COMMANDS = ("stats", "broadcast", "ban", "allow", "health")
"""For the menu of the owner's private chat, besides what is in everybody's."""


def command(t: Catalog, name: str) -> str:
    """One line about a command of the owner's, for Telegram's menu."""
    lines = {
        "stats": t.gettext("How the bot is used"),
        "broadcast": t.gettext("Write to everybody"),
        "ban": t.gettext("Whom the bot ignores"),
        "allow": t.gettext("Who may use the bot"),
        "health": t.gettext("How the translation engines are"),
    }
    return lines[name]


def owner_only(t: Catalog) -> str:
    """To anybody else who wants what only the owner may do."""
    return t.gettext("Only the owner of this bot may do that.")


def private_bot(t: Catalog, number: int, owner: str | None) -> str:
    """To somebody whom a closed bot does not serve; *owner* is the @name, if it is known."""
    said = t.gettext("This bot is private: it answers only those whom its owner has let in.")
    ask = t.gettext("To be let in, give the owner your number: {number}").format(number=number)
    who = t.gettext("The owner: {owner}").format(owner=owner) if owner else ""
    own = t.gettext("The program is called Qysqa, and anybody can run a bot of their own with it.")
    return "\n".join(filter(None, (said, ask, who, own)))


def private_group(t: Catalog, number: int) -> str:
    """Once, in a group that a closed bot was added to without leave."""
    said = t.gettext(
        "This bot is private, and its owner has not let this group in."
        " Until then I keep nothing that is written here, and answer nobody."
    )
    line = t.gettext("The number of the group: {number}").format(number=number)
    return f"{said}\n{line}"


def knock(t: Catalog, who: str, number: int, *, is_group: bool) -> str:
    """To the owner: somebody is at the door; *who* is a name, or the title of a group."""
    if is_group:
        said = t.gettext("The bot was added to a group that is not on its list: {who}")
    else:
        said = t.gettext("Somebody who is not on the list wrote to the bot: {who}")
    line = t.gettext("Number: {number}").format(number=number)
    return f"{said.format(who=who)}\n{line}"


def allow_button(t: Catalog) -> str:
    """Under that: lets them in."""
    return t.gettext("Allow")


def ruled(t: Catalog, verdict: Verdict, number: int) -> str:
    """After a ban or a leave."""
    said = {
        Verdict.BANNED: t.gettext("Banned: {number}. The bot ignores them from now on."),
        Verdict.ALLOWED: t.gettext("Allowed: {number}."),
    }
    return said[verdict].format(number=number)


def lifted(t: Catalog, verdict: Verdict, number: int, *, was_there: bool) -> str:
    """After a ban or a leave was undone."""
    said = {
        (Verdict.BANNED, True): t.gettext("No longer banned: {number}"),
        (Verdict.BANNED, False): t.gettext("This number was not banned: {number}"),
        (Verdict.ALLOWED, True): t.gettext("No longer allowed: {number}"),
        (Verdict.ALLOWED, False): t.gettext("This number was not on the list: {number}"),
    }
    return said[verdict, was_there].format(number=number)


def list_title(t: Catalog, verdict: Verdict, count: int) -> str:
    """Over the numbers with that verdict."""
    said = {
        Verdict.BANNED: t.gettext("Banned people and groups: {n}"),
        Verdict.ALLOWED: t.gettext("Allowed people and groups: {n}"),
    }
    return said[verdict].format(n=count)


def list_more(t: Catalog, count: int) -> str:
    """Under a list that shows only the newest."""
    return t.gettext("Not shown: {n}").format(n=count)


def list_usage(t: Catalog, verdict: Verdict) -> str:
    """Under the list: how to change it."""
    said = {
        Verdict.BANNED: t.gettext(
            "To ban somebody: /ban and their number, or /ban in reply to a message of theirs"
            " that you forwarded to me. In a group, in reply to their message. To undo: /unban"
        ),
        Verdict.ALLOWED: t.gettext(
            "To let somebody in: /allow and their number, or /allow in reply to a message of"
            " theirs that you forwarded to me. In a group, /allow lets the group in."
            " To undo: /disallow"
        ),
    }
    return said[verdict]


def open_to_all(t: Catalog) -> str:
    """Beside the list of the allowed, while it says nothing."""
    return t.gettext(
        "The bot is open to everybody now. The list counts when QYSQA_ACCESS is set to closed."
    )


def nobody_meant(t: Catalog) -> str:
    """Where a message does not tell whose it is."""
    return t.gettext("That message does not tell who wrote it. Give me the person's number.")


def owner_meant(t: Catalog) -> str:
    """Where the owner would keep themselves out."""
    return t.gettext("That is your own number: the owner is always let in.")


def broadcast_usage(t: Catalog) -> str:
    """To /broadcast without a message."""
    return t.gettext(
        "Write the message after the command, or reply to a message with /broadcast."
        " You will see it first, as people will. It goes to those who wrote to the bot in private."
    )


def broadcast_too_large(t: Catalog) -> str:
    """Where a message has no room for all."""
    return t.gettext(
        "Telegram would not show all of this in one message."
        " Make it shorter, or use fewer links and styles."
    )


def nobody_to_tell(t: Catalog) -> str:
    """Where a broadcast would reach nobody."""
    return t.gettext(
        "There is nobody to send it to: it goes to people who wrote to the bot in private."
    )


def preview(t: Catalog, people: int) -> str:
    """Under the message, as people will see it."""
    said = t.gettext("That is how people will see it. Nothing has been sent yet.")
    line = t.gettext("People it goes to: {n}").format(n=people)
    return f"{said}\n{line}"


def send_button(t: Catalog, people: int) -> str:
    """Sends it."""
    return t.gettext("Send (people: {n})").format(n=people)


def drop_button(t: Catalog) -> str:
    """Does not send it."""
    return t.gettext("Don't send")


def stop_button(t: Catalog) -> str:
    """Sends no more of it."""
    return t.gettext("Stop")


def dropped(t: Catalog) -> str:
    """After the owner decided not to send it."""
    return t.gettext("It was not sent to anybody.")


def not_a_draft(t: Catalog) -> str:
    """Where the buttons are older than another draft."""
    return t.gettext("This message does not wait to be sent any more.")


def progress(t: Catalog, sent: int, total: int) -> str:
    """While it is being sent."""
    return t.gettext("Sent: {k} of {n}").format(k=sent, n=total)


def stopped(t: Catalog, sent: int, total: int) -> str:
    """After the owner stopped it."""
    said = t.gettext("Stopped.")
    return f"{said} {progress(t, sent, total)}"


def summary(t: Catalog, delivered: int, lost: int) -> str:
    """At the end; *lost* are people it did not reach."""
    said = t.gettext("It has been sent. Delivered: {n}").format(n=delivered)
    if not lost:
        return said
    more = t.gettext("Not delivered: {n}. Most of them will have blocked the bot.").format(n=lost)
    return f"{said}\n{more}"


def no_news_button(t: Catalog) -> str:
    """Under each broadcast."""
    return t.gettext("No more of these")


def no_news(t: Catalog) -> str:
    """After that button."""
    return t.gettext(
        "You will get no more messages from the owner of this bot. All else stays as it is."
    )


def news_button(t: Catalog) -> str:
    """Under that: undoes it."""
    return t.gettext("Send me these again")


def news(t: Catalog) -> str:
    """After that button."""
    return t.gettext("Messages from the owner of this bot will come again.")
