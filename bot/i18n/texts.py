"""Every sentence the bot says, one typed function each. English here, the rest in locales/.

Plain text: whoever shows it escapes it. Failures have their own module beside this one.
"""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from bot.core.languages import native_name
from bot.core.models import LETTERS, MEMORY, ORIGINAL, LanguageCode, Length, Note, Stage, Summary
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import day, duration, language_name

COMMANDS = (
    *("start", "sum", "tr", "digest", "sources", "settings", "glossary"),
    *("privacy", "export", "forgetme", "help"),
)
GROUP_COMMANDS = (
    *("sum", "tr", "catchup", "digest", "sources", "auto", "settings", "glossary"),
    *("privacy", "optout", "optin", "help"),
)
EPHEMERAL_COMMANDS = ("catchup",)
"""Sent so that only the person and the bot see them, where Telegram knows of such."""


def command(t: Catalog, name: str) -> str:
    """One line about a command, for Telegram's menu."""
    lines = {
        "start": t.gettext("Start"),
        "sum": t.gettext("Shorten an article: link, text or reply"),
        "tr": t.gettext("Translate: reply to a message with this command"),
        "catchup": t.gettext("What I missed in this group (only you see it)"),
        "digest": t.gettext("Digest: get it now or set the time"),
        "sources": t.gettext("Sites and feeds in the digest"),
        "auto": t.gettext("Translate messages in foreign languages by itself"),
        "optout": t.gettext("Leave my messages out of the digest"),
        "optin": t.gettext("Let my messages into the digest again"),
        "settings": t.gettext("Language, length, script"),
        "glossary": t.gettext("Words to leave as they are, or to translate your way"),
        "privacy": t.gettext("What is stored, and for how long"),
        "export": t.gettext("Get my data"),
        "forgetme": t.gettext("Delete my data"),
        "help": t.gettext("What I can do"),
    }
    return lines[name]


def short_description(t: Catalog) -> str:
    """What a person sees before the first message; at most 120 characters."""
    return t.gettext("Long articles in a few of their own sentences, in your language.")


def start(t: Catalog) -> str:
    """The first message."""
    return t.gettext(
        "Hello! I cut long articles down to a few sentences"
        " and show them in Kazakh, Russian or English.\n\n"
        "The sentences are copied from the article word for word. I make nothing up."
        " Each one says where in the article it stands.\n\n"
        "Send me a link, paste a text, or forward a message."
    )


def busy(t: Catalog) -> str:
    """Too much is to be done already; said once a minute, whatever is turned away meanwhile."""
    return t.gettext(
        "I still have a lot to read before this. I left out your latest messages:"
        " please send them again in a few minutes."
    )


def help_text(t: Catalog, bot_name: str) -> str:
    """What the bot can do, in the order people need it."""
    return t.gettext(
        "Send me a link, a text, a file (.txt, .pdf, .docx and others) or forward a post:"
        " I'll reply with the sentences that carry it.\n\n"
        "/sum shortens: with a link or a text after it, or as a reply to a message.\n"
        "/tr translates: reply to a message, name a language if you like: /tr kk.\n"
        "/digest: news of your sources once a day; in a group, what was talked about.\n"
        "/sources: the sites, feeds and channels of the digest.\n"
        "/catchup in a group: what you missed, shown to you alone.\n"
        "/auto in a group: translates messages in foreign languages by itself.\n"
        "@{name} in any chat: with a link, or with kk and a text; or in reply to a message.\n"
        "/settings: language, length and script.\n"
        "/glossary: words to leave as they are, or to translate your way.\n"
        "/privacy: what is stored; /export: your data; /forgetme: delete it.\n\n"
        "The buttons under an answer change its language and length, show where its sentences"
        " stand, and share it."
    ).format(name=bot_name)


def settings(t: Catalog, *, language: LanguageCode, length: Length) -> str:
    """The panel of /settings."""
    return t.gettext("Language: {language}\nLength: {length}").format(
        language=native_name(language), length=length_name(t, length)
    )


def saved(t: Catalog) -> str:
    """After a choice in the panel."""
    return t.gettext("Saved.")


def length_name(t: Catalog, length: Length) -> str:
    """A length, on its button and in the panel."""
    return {
        Length.SHORT: t.gettext("Short"),
        Length.MEDIUM: t.gettext("Medium"),
        Length.LONG: t.gettext("Long"),
    }[length]


def shorter(t: Catalog) -> str:
    """Button: the same answer with fewer sentences."""
    return t.gettext("Shorter")


def longer(t: Catalog) -> str:
    """Button: the same answer with more sentences."""
    return t.gettext("Longer")


def example(t: Catalog) -> str:
    """Button: an answer that needs no network."""
    return t.gettext("Show an example")


def add_to_group(t: Catalog) -> str:
    """Button."""
    return t.gettext("Add to a group")


def privacy_button(t: Catalog) -> str:
    """Button."""
    return t.gettext("Privacy")


def meta(t: Catalog, summary: Summary, *, full_s: int, short_s: int, today: date) -> str:
    """The line under the title: site, date, reading time."""
    reading = t.gettext("reading time {full} → {short}").format(
        full=duration(t, full_s), short=duration(t, short_s)
    )
    published = summary.published and day(t, summary.published, today=today)
    return " · ".join(part for part in (summary.site, published, reading) if part)


def paragraph(t: Catalog, number: int) -> str:
    """Where a sentence stands."""
    return t.gettext("para {n}").format(n=number)


def keywords(t: Catalog, words: Sequence[str]) -> str:
    """The key words of an article."""
    return t.gettext("Key words: {list}").format(list=", ".join(words))


def word_for_word(t: Catalog, *, shown: int, total: int) -> str:
    """How much of the article this is."""
    return t.gettext("Quoted word for word: {k} of {n} sentences").format(k=shown, n=total)


def machine_translation(t: Catalog, source: LanguageCode | None, engines: Sequence[str]) -> str:
    """Who translated, and that machines err."""
    names = ", ".join(engines)
    if source is None:
        return t.gettext("Machine translation ({engines}); it can be wrong.").format(engines=names)
    text = t.gettext("Machine translation from {source} ({engines}); it can be wrong.")
    return text.format(source=language_name(t, source), engines=names)


def original_beside(t: Catalog) -> str:
    """Where to check a translation."""
    return t.gettext("The original is next to each sentence.")


def memory_translation(t: Catalog) -> str:
    """All of it was translated by hand earlier."""
    return t.gettext("Translated from the translation memory.")


def engine_name(t: Catalog, engine: str) -> str:
    """Who made a translation, under it; nothing to say of the original's own words."""
    return {MEMORY: t.gettext("translation memory"), ORIGINAL: "", LETTERS: ""}.get(engine, engine)


def not_translated(t: Catalog) -> str:
    """Beside a sentence that is shown in the original."""
    return t.gettext("not translated")


def note(t: Catalog, kind: Note, *, target: LanguageCode, done: int, total: int) -> str | None:
    """What is said of an answer as a whole; None for what goes without saying."""
    said = {
        Note.SAME_LANGUAGE: None,
        Note.NOT_TRANSLATED: t.gettext(
            "Translation isn't working right now ({language})."
            " Here is the summary in the original language."
        ),
        Note.PARTLY_TRANSLATED: partly_translated(t, done=done, total=total),
        Note.WHOLE_TEXT: t.gettext("These are all the sentences of the text."),
        Note.LANGUAGE_UNKNOWN: t.gettext(
            "I couldn't tell which language this is, so it isn't translated."
        ),
    }
    if kind not in said:
        return article_note(t, kind)
    sentence = said[kind]
    return sentence and sentence.format(language=language_name(t, target))


def article_note(t: Catalog, kind: Note) -> str:
    """What is said of an article that was not all there."""
    return {
        Note.OPEN_PART: t.gettext(
            "The rest of the article is for subscribers; I read the open part."
        ),
        Note.MORE_PAGES: t.gettext("The article has more pages; I read this one."),
        Note.SOUND_NOT_READ: t.gettext(
            "This is the text under the video; I don't hear its sound."
        ),
        Note.ARCHIVED_COPY: t.gettext("This is an archived copy of the page."),
    }[kind]


def sentence_hint(
    t: Catalog, *, rank: int | None, position: float, centrality: float, length: float
) -> str:
    """Why a sentence was chosen or not; the features lie between 0 and 1."""
    text = t.gettext(
        "Rank {rank}. Nearness to the beginning {position} %,"
        " likeness to the rest {centrality} %, length {length} %."
    )
    shares = {"position": position, "centrality": centrality, "length": length}
    return text.format(rank=rank or "–", **{name: round(100 * v) for name, v in shares.items()})


def partly_translated(t: Catalog, *, done: int, total: int) -> str:
    """Some sentences stayed as they are."""
    text = t.gettext("Sentences translated: {done} of {total}. The rest are in the original.")
    return text.format(done=done, total=total)


def progress(t: Catalog, stage: Stage, site: str | None) -> str:
    """Where the work stands."""
    match stage:
        case Stage.OPENING:
            return t.gettext("Opening {site}…").format(site=site or "")
        case Stage.READING:
            return t.gettext("Reading the text…")
        case Stage.TRANSLATING:
            return t.gettext("Translating…")
        case _:
            assert_never(stage)


def summarize_usage(t: Catalog) -> str:
    """After a bare /sum."""
    return t.gettext(
        "Put a link or a text after /sum, or reply with /sum to a message that holds one."
    )


def translate_usage(t: Catalog) -> str:
    """After a bare /tr."""
    return t.gettext(
        "Reply with /tr to the message you want translated."
        " To choose a language, name it: /tr kk, /tr ru, /tr en."
    )
