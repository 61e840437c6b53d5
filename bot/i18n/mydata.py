"""The words about people's own data: what is kept, what an export holds, what was deleted."""

from collections.abc import Sequence

from bot.core.groups import KEEP_DAYS
from bot.core.mydata_ports import CONFIRM_S, DEAD_DAYS, PEOPLE_DAYS, Held, Part, Stays
from bot.i18n.catalogs import Catalog

Line = tuple[str, str]
"""What is kept, and how long and why."""


def privacy_title(t: Catalog) -> str:
    """Above the lines of /privacy."""
    return t.gettext("What is stored here, for how long and why")


def privacy(
    t: Catalog, *, days: int, engines: Sequence[str], owner: str | None
) -> tuple[Line, ...]:
    """The lines of /privacy; *days* are those of the cache."""
    kept = ((what(t, part), how_long(t, part, days=days)) for part in Part)
    return (*kept, *_others(t, engines, owner))


def what(t: Catalog, part: Part) -> str:
    """What a part of the stored data is."""
    lines = {
        Part.SETTINGS: t.gettext("Your settings: language, length, script"),
        Part.GLOSSARY: t.gettext("Your glossary"),
        Part.ANSWERS: t.gettext("Sentences chosen from what you send, and translations"),
        Part.DIGEST: t.gettext("Your digest: its time, sites and feeds"),
        Part.GROUP_MESSAGES: t.gettext("Your messages in groups whose admin turned the digest on"),
        Part.QUEUE: t.gettext("Messages until they are answered, and answers until they are sent"),
        Part.VISITS: t.gettext("The days you came first and last, and the language of your app"),
        Part.WISHES: t.gettext("That you opted out of digests"),
        Part.ACCESS: t.gettext("The owner's decision to let you in, or not to"),
    }
    return lines[part]


def how_long(t: Catalog, part: Part, *, days: int) -> str:
    """For how long a part is stored, and why; *days* are those of the cache."""
    lines = {
        Part.SETTINGS: t.gettext("Until you delete them · so that answers suit you"),
        Part.GLOSSARY: t.gettext("Until you delete it · so that words are translated your way"),
        Part.ANSWERS: t.gettext(
            "Days at most: {days} · so that buttons under an answer work. The articles, texts"
            " and files themselves are not stored, nor which links you opened"
        ),
        Part.DIGEST: t.gettext(
            "Until you delete it; digests that were sent, days: {kept} · so that it comes on"
            " time, and only once"
        ),
        Part.GROUP_MESSAGES: t.gettext(
            "Days: {kept} · for the digest. To leave yours out: /optout, here for all groups,"
            " in a group for that one"
        ),
        Part.QUEUE: t.gettext(
            "Where that fails, days: {dead} · so that none is lost. The numbers of answers that"
            " may change later are kept as long"
        ),
        Part.VISITS: t.gettext(
            "Days after the last: {away} · to count people, and for news from the owner"
        ),
        Part.WISHES: t.gettext("Until you undo it with /optin · so that it holds"),
        Part.ACCESS: t.gettext("Until the owner undoes it · so that it holds"),
    }
    numbers = {"days": days, "kept": KEEP_DAYS, "dead": DEAD_DAYS, "away": PEOPLE_DAYS}
    return lines[part].format(**numbers)


def _others(t: Catalog, engines: Sequence[str], owner: str | None) -> tuple[Line, ...]:
    return (
        (
            t.gettext("Copies of the database that the owner makes"),
            t.gettext(
                "As long as the owner keeps them · against loss. Who was deleted comes back with"
                " one only where the database itself was lost"
            ),
        ),
        (t.gettext("Who sees it"), f"{_owner(t, owner)} {_shared(t, engines)}"),
    )


def _owner(t: Catalog, owner: str | None) -> str:
    if owner is None:
        return t.gettext("The owner of this bot.")
    return t.gettext("The owner of this bot: {owner}.").format(owner=owner)


def _shared(t: Catalog, engines: Sequence[str]) -> str:
    if not engines:
        return t.gettext("Nothing is sent to other companies.")
    return t.gettext(
        "To be translated, sentences are sent to: {engines}."
        " Nothing else is sent to other companies."
    ).format(engines=", ".join(engines))


def export_button(t: Catalog) -> str:
    """Button."""
    return t.gettext("Get my data")


def delete_button(t: Catalog) -> str:
    """Button: asks first."""
    return t.gettext("Delete my data")


def question(t: Catalog, held: Held, *, is_group: bool) -> str:
    """What /forgetme would delete."""
    title = (
        t.gettext("This will be deleted, for the whole group:")
        if is_group
        else t.gettext("This will be deleted:")
    )
    lines = _held(t, held, is_group=is_group)
    if not lines:
        lines = [t.gettext("nothing: I keep nothing here")]
    return "\n".join([title, *(f"– {line}" for line in lines)])


def ask(t: Catalog) -> str:
    """Under that."""
    return t.gettext("It cannot be undone. Delete it now?")


def _held(t: Catalog, held: Held, *, is_group: bool) -> list[str]:
    messages = (
        t.gettext("messages kept for the digest: {n}")
        if is_group
        else t.gettext("messages of yours kept in groups: {n}")
    )
    counted = (
        (t.gettext("summaries of what was sent, with translations: {n}"), held.summaries),
        (t.gettext("words in the glossary: {n}"), held.terms),
        (t.gettext("sites and feeds: {n}"), held.sources),
        (messages, held.messages),
        (t.gettext("what waits to be answered or sent: {n}"), held.waiting),
    )
    facts = (
        (t.gettext("the settings"), held.has_settings),
        (t.gettext("the plan of the digest"), held.has_plan),
        (t.gettext("the days you came first and last"), not is_group),
    )
    return [
        *(text for text, holds in facts if holds),
        *(text.format(n=n) for text, n in counted if n),
    ]


def yes_button(t: Catalog) -> str:
    """Button: deletes."""
    return t.gettext("Delete")


def no_button(t: Catalog) -> str:
    """Button: deletes nothing."""
    return t.gettext("Do not delete")


def kept(t: Catalog) -> str:
    """After that."""
    return t.gettext("Nothing was deleted.")


def too_late(t: Catalog) -> str:
    """After a yes to an old question."""
    return t.gettext(
        "Nothing was deleted: the question was asked more than {n} min ago."
        " To be asked again: /forgetme."
    ).format(n=CONFIRM_S // 60)


def forgotten(t: Catalog) -> str:
    """After /forgetme."""
    return t.gettext("Done: everything I had about you is deleted.")


def group_forgotten(t: Catalog) -> str:
    """After /forgetme in a group."""
    return t.gettext("Done: everything I had about this group is deleted.")


def stays(t: Catalog, found: Stays) -> str:
    """What is there all the same, and why; under «Done»."""
    lines = [
        t.gettext("messages in Telegram itself, among them digests that groups have got"),
        t.gettext("copies of the database that the owner made before"),
    ]
    if found.wishes:
        lines.insert(0, t.gettext("that you opted out of digests, so that it holds; /optin"))
    if found.access:
        lines.insert(0, t.gettext("what the owner decided about you, so that it holds"))
    return "\n".join([t.gettext("Not deleted:"), *(f"– {line}" for line in lines)])


def export_caption(t: Catalog) -> str:
    """Under the file of /export."""
    return t.gettext("Everything that is stored about you, as JSON. Programs read it; so can you.")


def export_in_private(t: Catalog) -> str:
    """To /export in a group."""
    return t.gettext(
        "An export holds what is stored about you alone. Send /export in a private chat with me."
    )
