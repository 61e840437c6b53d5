"""Answers as people see them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from bot.article.links.fragments import fragment_link
from bot.core.engines import EngineReport
from bot.core.errors import TextTooLongError
from bot.core.languages import INTERFACE_LANGUAGES, KAZAKH_SCRIPTS, KK, native_name
from bot.core.models import (
    ORIGINAL,
    Answer,
    LanguageCode,
    Length,
    Sentence,
    Style,
    StyleKind,
    Term,
)
from bot.i18n import texts, translating
from bot.i18n.catalogs import Catalog
from bot.service.preferences import Chosen
from bot.service.translate import Translated
from bot.summary.select import reading_seconds
from bot.telegram.replies import Button, Rows
from bot.telegram.shown.blocks import close, join_blocks, pieces
from bot.telegram.shown.rich import Rich, bold, folded, italic, joined, link, rich
from bot.text.words import count_words

S = TypeVar("S", bound=str)

TO_GROUP = "true"  # what the bot is told of in a group that its button has brought it to
MAX_MESSAGES = 8  # in one answer: more bury the chat, and Telegram takes some 20 a minute
_LINE_CHARS = 500  # a title or a line of key words; both titles and their line fit a message


def answer_messages(
    t: Catalog, answer: Answer, *, target: LanguageCode, today: date
) -> tuple[Rich, ...]:
    """A summary as messages that Telegram takes; almost always one."""
    blocks = [_head(t, answer, target, today)]
    for number in range(1, len(answer.sentences) + 1):
        blocks += _sentence(t, answer, number, target)
    return join_blocks([*blocks, _foot(t, answer, target)])


def translation_messages(t: Catalog, translated: Translated) -> tuple[Rich, ...]:
    """A translated message, and who made it."""
    made = [one for one in translated.translations if one is not None]
    foot = [
        translating.engines_line(t, translated.article.language, made),
        translating.letters_line(t, made, translated.script),
    ]
    if len(made) < len(translated.translations):
        done, total = len(made), len(translated.translations)
        foot.append(texts.partly_translated(t, done=done, total=total))
    doubts = [doubt for one in made for doubt in one.doubts]
    if doubts:
        foot.append(_sentence_case(translating.doubted(t, doubts)))
    said = " ".join(filter(None, foot))
    return join_blocks([*_paragraphs(translated), italic(said)])


def glossary_messages(t: Catalog, terms: Sequence[Term]) -> tuple[Rich, ...]:
    """The chat's terms, and how to change them."""
    usage = rich(translating.glossary_usage(t))
    if not terms:
        return (f"{translating.glossary_empty(t)}\n\n" + usage,)
    title = bold(translating.glossary_title(t, len(terms)))
    first, *rest = (rich(translating.term(t, one)) for one in terms)
    return join_blocks([title, first, *map(close, rest), usage])


def health_messages(t: Catalog, reports: Sequence[EngineReport]) -> tuple[Rich, ...]:
    """How the translation engines are."""
    if not reports:
        return (rich(translating.no_engines(t)),)
    lines = (rich(translating.engine_report(t, report)) for report in reports)
    return join_blocks([bold(translating.engines_title(t)), *lines])


def _paragraphs(translated: Translated) -> Iterator[Rich]:
    """Line by line, each as it is shown in the original; a long one in pieces.

    The lines of a quotation or of a block of code stay together.
    """
    whole, before = Rich(translated.text, translated.styles), 0
    for start, end in _lines(translated.text, translated.styles):
        first, *rest = pieces(whole.cut(start, end))
        is_next = translated.text.count("\n", before, start) == 1
        yield close(first) if is_next else first
        yield from rest
        before = end


def _lines(text: str, styles: Sequence[Style]) -> Iterator[tuple[int, int]]:
    solid = [one for one in styles if one.kind in (StyleKind.BLOCK, StyleKind.QUOTE)]
    start = end = 0
    for line in text.splitlines(keepends=True):
        end += len(line)
        if any(one.start < end < one.end for one in solid):
            continue
        if text[start:end].strip():
            yield start, end - len(line) + len(line.rstrip("\n"))
        start = end


def _sentence_case(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def settings_buttons(t: Catalog, chosen: Chosen) -> Rows:
    """The panel of /settings; only Kazakh is written in more than one script."""
    languages = {one: native_name(one) for one in INTERFACE_LANGUAGES}
    lengths = {one.value: texts.length_name(t, one) for one in Length}
    rows = (_choices(languages, chosen.language), _choices(lengths, chosen.length))
    return (*rows, _choices(KAZAKH_SCRIPTS, chosen.script)) if chosen.language == KK else rows


def _choices(labels: Mapping[S, str], chosen: S) -> tuple[Button, ...]:
    return tuple((_marked(label, one == chosen), f"p:{one}") for one, label in labels.items())


def start_buttons(t: Catalog, *, bot_name: str) -> Rows:
    """Under the first message: see it work, choose a language, take it to a group."""
    return (
        ((texts.example(t), "example"),),
        *start_languages(),
        (
            (texts.add_to_group(t), f"https://t.me/{bot_name}?startgroup={TO_GROUP}"),
            (texts.privacy_button(t), "privacy"),
        ),
    )


def start_languages() -> Rows:
    """In what language the first message is to be said again."""
    return (tuple((native_name(one), f"start:{one}") for one in INTERFACE_LANGUAGES),)


def bearable(messages: Sequence[Rich]) -> Sequence[Rich]:
    """The same messages, if a chat can bear so many.

    Raises:
        TextTooLongError: It cannot.
    """
    if len(messages) > MAX_MESSAGES:
        raise TextTooLongError
    return messages


def _head(t: Catalog, answer: Answer, target: LanguageCode, today: date) -> Rich:
    summary = answer.summary
    title = rich(_clipped(summary.title or ""))
    translated = answer.titles.get(target)
    is_translated = translated is not None and translated.engine != ORIGINAL
    short = sum(count_words(sentence.text) for sentence in answer.sentences)
    full_s, short_s = reading_seconds(summary.words_total), reading_seconds(short)
    lines: list[Rich | str] = [
        bold(link(title, summary.url) if summary.url else title),
        _clipped(translated.text) if translated is not None and is_translated else "",
        texts.meta(t, summary, full_s=full_s, short_s=short_s, today=today),
    ]
    return joined("\n", lines)


def _sentence(t: Catalog, answer: Answer, number: int, target: LanguageCode) -> Iterator[Rich]:
    """One block as a rule; a sentence without an end takes several."""
    sentence = answer.sentences[number - 1]
    made = answer.translations.get(target, (None,) * number)[number - 1]
    is_translated = made is not None and made.engine != ORIGINAL
    shown = made.text if made is not None else sentence.text
    place = _place(t, answer.summary.url, sentence)
    if made is None and target in answer.translations:
        place += " " + italic(f"({texts.not_translated(t)})")
    if made is not None and made.doubts:
        place += " " + italic(f"({translating.doubted(t, made.doubts)})")
    whole = [*pieces(rich(f"{number}. {shown} ") + place)]
    originals = [*pieces(folded(sentence.text))] if is_translated else []
    if len(whole) == len(originals) == 1:
        yield joined("\n", [*whole, *originals])
        return
    yield from whole
    yield from map(close, originals[:1])
    yield from originals[1:]


def _foot(t: Catalog, answer: Answer, target: LanguageCode) -> Rich:
    summary, made = answer.summary, answer.translations.get(target, ())
    done = [one for one in made if one is not None]
    engines = translating.engines_line(t, summary.language, done)
    letters = translating.letters_line(t, done, answer.script)
    machines = translating.machines_among(one.engine for one in done)
    beside = texts.original_beside(t) if letters or machines else None
    lines = [
        _clipped(texts.keywords(t, summary.keywords)) if summary.keywords else None,
        texts.word_for_word(t, shown=len(answer.sentences), total=summary.sentences_total),
        " ".join(filter(None, (engines, letters, beside))),
        *(
            texts.note(t, note, target=target, done=len(done), total=len(made))
            for note in answer.notes
        ),
    ]
    return italic("\n".join(filter(None, lines)))


def _place(t: Catalog, url: str | None, sentence: Sentence) -> Rich:
    said = f"({texts.paragraph(t, sentence.paragraph)})"
    return rich(said) if url is None else link(said, fragment_link(url, sentence.directive))


def _marked(label: str, chosen: bool) -> str:  # noqa: FBT001 - reads as «marked if chosen»
    return f"• {label}" if chosen else label


def _clipped(text: str) -> str:
    return text if len(text) <= _LINE_CHARS else f"{text[:_LINE_CHARS]}…"
