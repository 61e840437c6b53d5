"""The values that flow through the pipeline. Immutable, comparable, without behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

LanguageCode = NewType("LanguageCode", str)
"""ISO 639-1 code: ``en``, ``ru``, ``kk`` (Kazakh is ``kk``; ``kz`` is the country)."""


class Script(StrEnum):
    """Writing system, ISO 15924. Kazakh is written in three of them."""

    CYRILLIC = "Cyrl"
    LATIN = "Latn"
    ARABIC = "Arab"
    OTHER = "Zzzz"


class Length(StrEnum):
    """How much of an article a reader wants."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class StyleKind(StrEnum):
    """How a piece of text is shown, after Telegram's message entities."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKETHROUGH = "strikethrough"
    SPOILER = "spoiler"
    QUOTE = "blockquote"
    LINK = "text_link"
    MENTION = "text_mention"
    EMOJI = "custom_emoji"
    CODE = "code"
    BLOCK = "pre"


@dataclass(frozen=True, slots=True)
class Style:
    """``text[start:end]`` is shown as *kind*; offsets count code points.

    *data* is the address of a link, the id of a person or of an emoji, the language of
    a block of code.
    """

    kind: StyleKind
    start: int
    end: int
    data: str | None = None


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """Summarize the page behind a link."""

    url: str


@dataclass(frozen=True, slots=True)
class TextRequest:
    """Summarize text that came with the message itself, or translate it as it is shown."""

    text: str
    title: str | None = None
    styles: tuple[Style, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRequest:
    """Summarize a file: its name as the sender gave it, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class HtmlRequest:
    """Summarize HTML that is already here; *url* says where it came from, if anywhere."""

    html: str
    url: str | None = None


class Stage(StrEnum):
    """Where the work on a request stands, for signs of progress."""

    OPENING = "opening"
    READING = "reading"
    TRANSLATING = "translating"


ArticleRequest = LinkRequest | TextRequest | FileRequest | HtmlRequest


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a glossary: *text* stays as it is, or becomes *rendition*.

    A rendition holds for one target *language*; without a language, for all.
    """

    text: str
    rendition: str | None = None
    language: LanguageCode | None = None


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """What a reader asks for.

    *size* is a Length or an exact number of sentences; *language* overrides what
    identification would say of the article, *terms* are the chat's own; *script* is that
    of answers in Kazakh.
    """

    article: ArticleRequest
    targets: tuple[LanguageCode, ...] = ()
    size: Length | int = Length.MEDIUM
    language: LanguageCode | None = None
    method: str | None = None
    terms: tuple[Term, ...] = ()
    script: Script = Script.CYRILLIC


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site gave to ask later whether a page has changed: RFC 9110 §8.8, as sent."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as fetched; *url* is the address after redirects."""

    url: str
    content_type: str
    charset: str | None
    body: bytes
    validators: Validators | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """A line that cleaning took out, and why (a short English word or two)."""

    text: str
    reason: str


class Note(StrEnum):
    """What a reader is told beside an answer; each has its sentence in ``bot.i18n.texts``."""

    SAME_LANGUAGE = "same_language"
    NOT_TRANSLATED = "not_translated"
    PARTLY_TRANSLATED = "partly_translated"
    WHOLE_TEXT = "whole_text"
    LANGUAGE_UNKNOWN = "language_unknown"
    OPEN_PART = "open_part"
    MORE_PAGES = "more_pages"
    SOUND_NOT_READ = "sound_not_read"
    ARCHIVED_COPY = "archived_copy"


@dataclass(frozen=True, slots=True)
class Article:
    """The text to be summarized, cleaned. Each paragraph is a line; a blank line parts them.

    *visible* is all that its page shows, a line a block: it tells which words lead to a
    sentence. *canonical* is the name that its page gives itself, where that can be trusted.
    *styles* are those of a text that was kept as it was sent.
    """

    text: str
    title: str | None = None
    language: LanguageCode | None = None
    url: str | None = None
    site: str | None = None
    author: str | None = None
    published: date | None = None
    removed: tuple[Removal, ...] = ()
    notes: tuple[Note, ...] = ()
    visible: str | None = None
    canonical: str | None = None
    validators: Validators | None = None
    styles: tuple[Style, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verbatim piece of an article: ``article.text[start:end] == text``.

    Offsets count Unicode code points; *paragraph* counts from 1; *language* is known
    of sentences that were chosen, *directive* of those that a text fragment leads to.
    """

    text: str
    start: int
    end: int
    paragraph: int
    language: LanguageCode | None = None
    directive: str | None = None


@dataclass(frozen=True, slots=True)
class Identified:
    """What a text is written in; *language* is None when unsure."""

    language: LanguageCode | None
    script: Script


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences of an article worth keeping, best first, and what a reader is told with them.

    *ranked* holds the best *depth* sentences, fewer only where the article has no
    more that differ: deep enough for the longest summary, so that a shorter or longer
    one needs neither the article nor the network again.
    """

    key: str
    title: str | None
    url: str | None
    site: str | None
    published: date | None
    language: LanguageCode | None
    ranked: tuple[Sentence, ...]
    depth: int
    keywords: tuple[str, ...]
    sentences_total: int
    words_total: int
    notes: tuple[Note, ...] = ()
    validators: Validators | None = None


ORIGINAL = "original"
"""Engine name of a sentence that already is in the language asked for."""

MEMORY = "memory"
"""Engine name of a translation that a person made beforehand."""

LETTERS = "letters"
"""Engine name of a Kazakh sentence that was only written in another script."""


class Doubt(StrEnum):
    """What a translation may have changed; a reader is told to look at the original."""

    NUMBERS = "numbers"
    DATES = "dates"
    NAMES = "names"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Translation:
    """A sentence in another language, who made it, and what to look at twice."""

    text: str
    engine: str
    doubts: tuple[Doubt, ...] = ()
    styles: tuple[Style, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader gets: sentences in article order, each with its translations.

    ``translations[language][i]`` belongs to ``sentences[i]``; None where no engine
    could translate it. ``titles`` holds the translated titles. *script*: of Kazakh.
    """

    summary: Summary
    sentences: tuple[Sentence, ...]
    translations: Mapping[LanguageCode, tuple[Translation | None, ...]]
    titles: Mapping[LanguageCode, Translation | None]
    notes: tuple[Note, ...] = ()
    from_cache: bool = False
    script: Script = Script.CYRILLIC


@dataclass(frozen=True, slots=True)
class ChatPreferences:
    """What a chat chose; None where it follows the Telegram app or the owner's default."""

    language: LanguageCode | None = None
    length: Length | None = None
    script: Script | None = None
