"""What the bot says about translations: doubts, the chat's glossary, groups, the engines."""

from collections.abc import Iterable, Sequence

from bot.core.engines import EngineReport, Trouble
from bot.core.groups import AutoMode, AutoTranslation
from bot.core.languages import KAZAKH_SCRIPTS, native_name
from bot.core.models import (
    LETTERS,
    MEMORY,
    ORIGINAL,
    Doubt,
    LanguageCode,
    Script,
    Term,
    Translation,
)
from bot.i18n import texts
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import duration, language_name


def doubted(t: Catalog, doubts: Iterable[Doubt]) -> str:
    """What a translation may have changed."""
    names = {
        Doubt.NUMBERS: t.gettext("numbers"),
        Doubt.DATES: t.gettext("dates"),
        Doubt.NAMES: t.gettext("names"),
        Doubt.NEGATION: t.gettext("“not” and “no”"),
    }
    what = ", ".join(names[one] for one in dict.fromkeys(doubts))
    return t.gettext("compare with the original: {what}").format(what=what)


def machines_among(engines: Iterable[str]) -> list[str]:
    """Those of *engines* that are machines, each once, in the order they come."""
    return [one for one in dict.fromkeys(engines) if one not in (ORIGINAL, MEMORY, LETTERS)]


def engines_line(t: Catalog, source: LanguageCode | None, made: Sequence[Translation]) -> str:
    """Under translations: who made them; empty where nobody had to."""
    engines = [one.engine for one in made]
    machines = machines_among(engines)
    if machines:
        return texts.machine_translation(t, source, machines)
    return texts.memory_translation(t) if MEMORY in engines else ""


def letters_line(t: Catalog, made: Iterable[Translation], script: Script) -> str:
    """Under translations: that some were only written in the letters *script*; or empty."""
    is_rewritten = any(one.engine == LETTERS for one in made)
    return other_letters(t, script) if is_rewritten else ""


def other_letters(t: Catalog, script: Script) -> str:
    """Under Kazakh that was in another script: nobody translated it."""
    return {
        Script.LATIN: t.gettext("Written in Latin letters."),
        Script.ARABIC: t.gettext("Written in Arabic letters."),
    }.get(script) or t.gettext("Written in Cyrillic letters.")


def script_line(t: Catalog, script: Script) -> str:
    """In the panel of /settings, where the language is Kazakh."""
    return t.gettext("Letters: {script}").format(script=KAZAKH_SCRIPTS[script])


def glossary_usage(t: Catalog) -> str:
    """After a line of /glossary that says nothing clear."""
    return t.gettext(
        "To keep a word as it is: /glossary Qysqa\n"
        "To translate it your way: /glossary steppe = дала\n"
        "To remove it: /glossary -steppe\n"
        "A term holds up to 100 characters."
    )


def glossary_empty(t: Catalog) -> str:
    """Before the usage, where there are no terms."""
    return t.gettext("The glossary is empty.")


def glossary_title(t: Catalog, count: int) -> str:
    """Over the terms."""
    return t.gettext("Terms in the glossary: {n}").format(n=count)


def term(t: Catalog, one: Term) -> str:
    """A term, as it stands in the list."""
    if one.rendition is None:
        return one.text
    language = f" ({language_name(t, one.language)})" if one.language else ""
    return f"{one.text} → {one.rendition}{language}"


def term_kept(t: Catalog, one: Term) -> str:
    """After a term was added."""
    if one.rendition is None:
        return t.gettext("Stays as it is: {term}").format(term=term(t, one))
    return t.gettext("From now on: {term}").format(term=term(t, one))


def term_dropped(t: Catalog, text: str, *, was_there: bool) -> str:
    """After ``/glossary -word``."""
    if was_there:
        return t.gettext("Removed: {term}").format(term=text)
    return t.gettext("The glossary has no such term: {term}").format(term=text)


def too_many_targets(t: Catalog, limit: int) -> str:
    """To /tr with more languages than one answer holds."""
    return t.gettext("Too many languages at a time; the limit is {n}.").format(n=limit)


def auto_state(t: Catalog, translation: AutoTranslation) -> str:
    """How a group translates without being asked."""
    text = {
        AutoMode.OFF: t.gettext("Automatic translation: off."),
        AutoMode.FOREIGN: t.gettext(
            "Automatic translation: messages in other languages. Translated into: {languages}."
        ),
        AutoMode.ALL: t.gettext(
            "Automatic translation: all messages. Languages of the group: {languages}."
        ),
    }[translation.mode]
    return text.format(languages=", ".join(map(native_name, translation.languages)))


def auto_usage(t: Catalog) -> str:
    """After /auto alone, or a line of it that says nothing clear."""
    return t.gettext(
        "To translate messages in other languages: /auto kk ru\n"
        "To translate all messages, each into the other languages of the group: /auto all kk ru\n"
        "To stop: /auto off\n"
        "Commands, links and messages of one or two words are left alone."
    )


def auto_must_see(t: Catalog) -> str:
    """After it was turned on: what it takes."""
    return t.gettext(
        "I see the messages if I am an admin here, or if my privacy mode is off (@BotFather,"
        " /setprivacy; then add me to the group again)."
    )


def auto_sends(t: Catalog) -> str:
    """After it was turned on: who else gets to see the messages."""
    return t.gettext(
        "Messages to be translated are sent to the translation services named in /privacy."
    )


def edited_often(t: Catalog) -> str:
    """In place of translations of what a message said some edits ago."""
    return t.gettext(
        "The message was edited many times in a row. To translate it as it is now, reply to it"
        " with /tr."
    )


def owner_only(t: Catalog) -> str:
    """To anybody else who asks what only the owner may know."""
    return t.gettext("Only the owner of this bot sees that.")


def engines_title(t: Catalog) -> str:
    """Over the state of each engine."""
    return t.gettext("Translation engines")


def no_engines(t: Catalog) -> str:
    """Instead of it."""
    return t.gettext("No translation engine is set up.")


def engine_report(t: Catalog, report: EngineReport) -> str:
    """How one engine is, since the start."""
    text = t.gettext(
        "{name}: {state}. Calls: {calls}; accepted: {accepted}; rejected: {rejected};"
        " failed: {failures}; average time: {seconds} s."
    )
    line = text.format(
        name=report.name,
        state=_state(t, report),
        calls=report.calls,
        accepted=report.accepted,
        rejected=report.rejected,
        failures=report.failures,
        seconds=f"{report.mean_s:.1f}",
    )
    return " ".join([line, *_more(t, report)])


def _state(t: Catalog, report: EngineReport) -> str:
    if not report.open_s:
        return t.gettext("ready")
    return t.gettext("pause: {wait}").format(wait=duration(t, report.open_s))


def _more(t: Catalog, report: EngineReport) -> Iterable[str]:
    if report.chars_left is not None:
        yield t.gettext("Characters left today: {n}.").format(n=report.chars_left)
    if report.refusal is not None:
        yield t.gettext("Last refusal: {reason}.").format(reason=_trouble(t, report.refusal))


def _trouble(t: Catalog, trouble: Trouble) -> str:
    return {
        Trouble.TIMEOUT: t.gettext("no answer in time"),
        Trouble.UNREACHABLE: t.gettext("no connection"),
        Trouble.FAILING: t.gettext("a fault of its own"),
        Trouble.BUSY: t.gettext("too many requests"),
        Trouble.BLOCKED: t.gettext("it takes us for a robot"),
        Trouble.QUOTA: t.gettext("the quota is used up"),
        Trouble.KEY: t.gettext("the key was refused"),
        Trouble.ANSWER: t.gettext("an odd answer"),
        Trouble.CLOSED: t.gettext("not asked"),
    }[trouble]
