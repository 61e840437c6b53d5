"""What the page shows of an answer, as plain values for its template. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.article.links.fragments import fragment_link
from bot.core.languages import KK, native_name
from bot.core.models import MEMORY, ORIGINAL, Answer, LanguageCode, Note, Script, Translation
from bot.i18n import texts, translating
from bot.i18n.catalogs import Catalog
from bot.i18n.page import column_name
from bot.summary.select import reading_seconds
from bot.text.scripts import script_of
from bot.text.words import count_words
from bot.web.sharing import Share, shares

MAP_WIDTH = 1000
"""Of the drawing that shows where in the article the sentences stand, in its own units."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of an article or a translation, and how HTML is told their language.

    *lang* is a BCP 47 tag, ``und`` if nobody knows; *note* is said under them.
    """

    text: str
    lang: str
    dir: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of all sentences in one language, and who translated them."""

    name: str
    engines: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A chosen sentence: its place in the article, itself, and its translations.

    *at* is where it begins in the article's text, in code points. *link* opens it on the page
    it comes from, and is empty where it comes from none. *notch* is its beginning and length
    on the map, in its units.
    """

    number: int
    at: int
    place: str
    phrases: tuple[Phrase, ...]
    link: str = ""
    notch: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Result:
    """An answer laid out. *key* asks for it again; *chars* is the length of its article."""

    key: str
    chars: int
    title: Phrase
    url: str | None
    titles: tuple[Phrase, ...]
    meta: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    keywords: Phrase | None
    count: str
    facts: tuple[str, ...]
    shares: tuple[Share, ...]


def phrase(language: LanguageCode | None, text: str, note: str = "") -> Phrase:
    """*text* with the tag of its language and script."""
    script = script_of(text)
    lang = language or "und"
    if language == KK and script in {Script.LATIN, Script.ARABIC}:
        lang = f"{KK}-{script}"
    return Phrase(text, lang, "rtl" if script is Script.ARABIC else "auto", note)


def lay_out(t: Catalog, answer: Answer, *, today: date, chars: int) -> Result:
    """Arrange an answer for the page; *chars* is the length of the article, 0 if not known."""
    summary, targets = answer.summary, _targets(answer)
    original = Column(column_name(t, summary.language))
    translated = (_column(t, answer, target) for target in targets)
    return Result(
        key=summary.key,
        chars=chars,
        title=phrase(summary.language, summary.title or ""),
        url=summary.url,
        titles=tuple(_titles(answer, targets)),
        meta=_meta(t, answer, today),
        columns=(original, *translated),
        rows=tuple(_row(t, answer, index, chars) for index in range(len(answer.sentences))),
        keywords=phrase(summary.language, ", ".join(summary.keywords))
        if summary.keywords
        else None,
        count=texts.word_for_word(t, shown=len(answer.sentences), total=summary.sentences_total),
        facts=_facts(t, answer, targets),
        shares=shares(t, answer, targets),
    )


def _targets(answer: Answer) -> Sequence[LanguageCode]:
    """The languages to show beside the original: its own too, where the script is another."""
    return [
        target
        for target, made in answer.translations.items()
        if target != answer.summary.language or any(one and one.engine != ORIGINAL for one in made)
    ]


def _titles(answer: Answer, targets: Iterable[LanguageCode]) -> Iterable[Phrase]:
    for target in targets:
        made = answer.titles.get(target)
        if made is not None and made.text:
            yield phrase(target, made.text)


def _meta(t: Catalog, answer: Answer, today: date) -> str:
    short = sum(count_words(sentence.text) for sentence in answer.sentences)
    full_s = reading_seconds(answer.summary.words_total)
    short_s = reading_seconds(short)
    return texts.meta(t, answer.summary, full_s=full_s, short_s=short_s, today=today)


def _column(t: Catalog, answer: Answer, target: LanguageCode) -> Column:
    made = filter(None, answer.translations[target])
    names = dict.fromkeys(texts.engine_name(t, one.engine) for one in made)
    return Column(native_name(target), ", ".join(filter(None, names)))


def _row(t: Catalog, answer: Answer, index: int, chars: int) -> Row:
    sentence, url = answer.sentences[index], answer.summary.url
    original = phrase(sentence.language or answer.summary.language, sentence.text)
    made = (_cell(t, answer, index, target) for target in _targets(answer))
    return Row(
        number=index + 1,
        at=sentence.start,
        place=texts.paragraph(t, sentence.paragraph),
        phrases=(original, *made),
        link=fragment_link(url, sentence.directive) if url else "",
        notch=_notch(sentence.start, sentence.end, chars),
    )


def _notch(start: int, end: int, chars: int) -> tuple[int, int]:
    """Where a sentence is drawn on the map: even a short one can be seen."""
    if not 0 <= start < end <= chars:
        return 0, 0
    begin = start * MAP_WIDTH // chars
    return begin, max((end - start) * MAP_WIDTH // chars, 4)


def _cell(t: Catalog, answer: Answer, index: int, target: LanguageCode) -> Phrase:
    made = answer.translations[target][index]
    if made is None:
        return phrase(answer.summary.language, "—", texts.not_translated(t))
    note = translating.doubted(t, made.doubts) if made.doubts else ""
    return phrase(target, made.text, note)


def _facts(t: Catalog, answer: Answer, targets: Sequence[LanguageCode]) -> tuple[str, ...]:
    """Who translated, what lacks, and what was not all there; each said once."""
    made = [one for target in targets for one in answer.translations[target] if one is not None]
    lacking = (_lacking(t, answer, target) for target in targets)
    about = (texts.article_note(t, note) for note in answer.summary.notes)
    facts = [*_honesty(t, answer.summary.language, made), *lacking, *about]
    return tuple(dict.fromkeys(fact for fact in facts if fact))


def _honesty(
    t: Catalog, source: LanguageCode | None, made: Iterable[Translation]
) -> Iterable[str]:
    engines = dict.fromkeys(one.engine for one in made)
    machines = translating.machines_among(engines)
    if machines:
        yield texts.machine_translation(t, source, machines)
    if MEMORY in engines:
        yield texts.memory_translation(t)


def _lacking(t: Catalog, answer: Answer, target: LanguageCode) -> str | None:
    """What is said of a translation with gaps."""
    made = answer.translations[target]
    done = sum(one is not None for one in made)
    if done == len(made):
        return None
    kind = Note.PARTLY_TRANSLATED if done else Note.NOT_TRANSLATED
    if not done and answer.summary.language is None:
        kind = Note.LANGUAGE_UNKNOWN
    return texts.note(t, kind, target=target, done=done, total=len(made))
