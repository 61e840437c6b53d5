"""Answers as Telegram HTML. Foreign text is escaped here and nowhere else. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from bot.article.links.fragments import fragment_link
from bot.core.engines import EngineReport
from bot.core.errors import WorkTooLongError
from bot.core.languages import INTERFACE_LANGUAGES, native_name
from bot.core.models import (
    MEMORY,
    ORIGINAL,
    Answer,
    LanguageCode,
    Length,
    Sentence,
    Style,
    StyleKind,
    Term,
    Translation,
)
from bot.i18n import texts, translating
from bot.i18n.catalogs import Catalog
from bot.service.translate import Translated
from bot.summary.select import reading_seconds
from bot.telegram.replies import Button, Rows
from bot.telegram.shown.measure import size_of
from bot.text.words import count_words
from bot.translation.formatting import clip, to_html

MAX_MESSAGES = 8  # in one answer: more bury the chat, and Telegram takes some 20 a minute
_PIECE_CHARS = 1000  # a sentence without an end is shown in pieces; two always fit a message
_LINE_CHARS = 500  # a title or a line of key words; both titles and their line fit a message
_GAP = size_of("\n\n")  # between blocks


def plain(text: str) -> str:
    """Our own words as HTML."""
    return escape(text, quote=False)


def answer_messages(
    t: Catalog, answer: Answer, *, target: LanguageCode, today: date
) -> tuple[str, ...]:
    """A summary as messages that Telegram takes; almost always one."""
    blocks = [_head(t, answer, target, today)]
    for number in range(1, len(answer.sentences) + 1):
        blocks += _sentence(t, answer, number, target)
    return join_blocks([*blocks, _foot(t, answer, target)])


def translation_messages(t: Catalog, translated: Translated) -> tuple[str, ...]:
    """A translated message, and who made it."""
    made = [one for one in translated.translations if one is not None]
    foot = [_engines_line(t, translated.article.language, made)]
    if len(made) < len(translated.translations):
        done, total = len(made), len(translated.translations)
        foot.append(texts.partly_translated(t, done=done, total=total))
    doubts = [doubt for one in made for doubt in one.doubts]
    if doubts:
        foot.append(_sentence_case(translating.doubted(t, doubts)))
    said = " ".join(filter(None, foot))
    return join_blocks([*_paragraphs(translated), f"<i>{plain(said)}</i>" if said else ""])


def glossary_messages(t: Catalog, terms: Sequence[Term]) -> tuple[str, ...]:
    """The chat's terms, and how to change them."""
    usage = plain(translating.glossary_usage(t))
    if not terms:
        return (f"{plain(translating.glossary_empty(t))}\n\n{usage}",)
    title = plain(translating.glossary_title(t, len(terms)))
    lines = (plain(translating.term(t, one)) for one in terms)
    return join_blocks([f"<b>{title}</b>", *lines, usage])


def health_messages(t: Catalog, reports: Sequence[EngineReport]) -> tuple[str, ...]:
    """How the translation engines are."""
    if not reports:
        return (plain(translating.no_engines(t)),)
    lines = (plain(translating.engine_report(t, report)) for report in reports)
    return join_blocks([f"<b>{plain(translating.engines_title(t))}</b>", *lines])


def _paragraphs(translated: Translated) -> Iterator[str]:
    """Line by line, each as it is shown in the original; a long one in pieces.

    The lines of a quotation or of a block of code stay together.
    """
    for start, end in _lines(translated.text, translated.styles):
        at = start
        for piece in _pieces(translated.text[start:end]):
            at = translated.text.index(piece, at)
            yield to_html(piece, clip(translated.styles, at, at + len(piece)))
            at += len(piece)


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


def answer_buttons(
    t: Catalog, key: str, *, target: LanguageCode, length: Length, parts: int
) -> Rows:
    """Languages, then lengths; a press carries all that the next answer depends on."""
    languages = tuple(
        (_marked(native_name(one), one == target), answer_data(key, one, length, parts))
        for one in INTERFACE_LANGUAGES
    )
    order = list(Length)
    place = order.index(length)
    sizes: list[Button] = []
    if place > 0:
        shorter = answer_data(key, target, order[place - 1], parts)
        sizes.append((texts.shorter(t), shorter))
    if place < len(order) - 1:
        longer = answer_data(key, target, order[place + 1], parts)
        sizes.append((texts.longer(t), longer))
    return (languages, tuple(sizes))


def answer_data(key: str, target: LanguageCode, length: Length, parts: int) -> str:
    """Callback data of an answer's button: 41 of Telegram's 64 bytes."""
    return f"s:{key}:{target}:{length[0]}:{min(parts, 9)}"


def settings_buttons(t: Catalog, *, language: LanguageCode, length: Length) -> Rows:
    """The panel of /settings."""
    return (
        tuple(
            (_marked(native_name(one), one == language), f"p:{one}") for one in INTERFACE_LANGUAGES
        ),
        tuple(
            (_marked(texts.length_name(t, one), one == length), f"p:{one.value}") for one in Length
        ),
    )


def start_buttons(t: Catalog, *, bot_name: str) -> Rows:
    """Under the first message: see it work, choose a language, take it to a group."""
    return (
        ((texts.example(t), "example"),),
        tuple((native_name(one), f"start:{one}") for one in INTERFACE_LANGUAGES),
        (
            (texts.add_to_group(t), f"https://t.me/{bot_name}?startgroup=true"),
            (texts.privacy_button(t), "privacy"),
        ),
    )


def bearable(messages: Sequence[str]) -> Sequence[str]:
    """The same messages, if a chat can bear so many.

    Raises:
        WorkTooLongError: It cannot.
    """
    if len(messages) > MAX_MESSAGES:
        raise WorkTooLongError
    return messages


class Close(str):
    """A block that stands close to the one before it: no empty line parts them."""

    __slots__ = ()


def join_blocks(blocks: Sequence[str]) -> tuple[str, ...]:
    """Pack blocks into as few messages as Telegram takes whole; none is cut."""
    messages: list[str] = []
    size = _GAP
    for block in filter(None, blocks):
        own = size_of(block)
        size += _GAP + own
        if messages and size.fits:
            messages[-1] += ("\n" if isinstance(block, Close) else "\n\n") + block
        else:
            messages.append(str(block))
            size = own
    return tuple(messages)


def _head(t: Catalog, answer: Answer, target: LanguageCode, today: date) -> str:
    summary = answer.summary
    lines = []
    if summary.title:
        title = plain(_clipped(summary.title))
        link = f'<a href="{escape(summary.url)}">{title}</a>' if summary.url else title
        lines.append(f"<b>{link}</b>")
    translated = answer.titles.get(target)
    if translated is not None and translated.engine != ORIGINAL:
        lines.append(plain(_clipped(translated.text)))
    short = sum(count_words(sentence.text) for sentence in answer.sentences)
    full_s, short_s = reading_seconds(summary.words_total), reading_seconds(short)
    lines.append(plain(texts.meta(t, summary, full_s=full_s, short_s=short_s, today=today)))
    return "\n".join(lines)


def _sentence(t: Catalog, answer: Answer, number: int, target: LanguageCode) -> Iterator[str]:
    """One block as a rule; a sentence without an end takes several."""
    sentence = answer.sentences[number - 1]
    made = answer.translations.get(target, (None,) * number)[number - 1]
    is_translated = made is not None and made.engine != ORIGINAL
    shown = made.text if made is not None else sentence.text
    place = _place(t, answer.summary.url, sentence)
    if made is None and target in answer.translations:
        place += f" <i>({plain(texts.not_translated(t))})</i>"
    if made is not None and made.doubts:
        place += f" <i>({plain(translating.doubted(t, made.doubts))})</i>"
    first, *rest = _pieces(f"{number}. {shown}")
    originals = [*_pieces(sentence.text)] if is_translated else []
    if not rest and len(originals) == 1:
        yield f"{plain(first)} {place}\n{_quoted(originals[0])}"
        return
    *before, last = [first, *rest]
    yield from map(plain, before)
    yield f"{plain(last)} {place}"
    yield from map(_quoted, originals)


def _foot(t: Catalog, answer: Answer, target: LanguageCode) -> str:
    summary, made = answer.summary, answer.translations.get(target, ())
    done = [one for one in made if one is not None]
    engines = _engines_line(t, summary.language, done)
    beside = texts.original_beside(t) if _machines(done) else None
    lines = [
        _clipped(texts.keywords(t, summary.keywords)) if summary.keywords else None,
        texts.word_for_word(t, shown=len(answer.sentences), total=summary.sentences_total),
        " ".join(filter(None, (engines, beside))),
        *(
            texts.note(t, note, target=target, done=len(done), total=len(made))
            for note in answer.notes
        ),
    ]
    return f"<i>{plain(chr(10).join(line for line in lines if line))}</i>"


def _engines_line(
    t: Catalog, source: LanguageCode | None, made: Sequence[Translation]
) -> str | None:
    machines = _machines(made)
    if machines:
        return texts.machine_translation(t, source, machines)
    is_remembered = any(one.engine == MEMORY for one in made)
    return texts.memory_translation(t) if is_remembered else None


def _machines(made: Sequence[Translation]) -> list[str]:
    """The engines in the order they come, without those that are no machine."""
    return list(dict.fromkeys(one.engine for one in made if one.engine not in (ORIGINAL, MEMORY)))


def _place(t: Catalog, url: str | None, sentence: Sentence) -> str:
    said = f"({plain(texts.paragraph(t, sentence.paragraph))})"
    if url is None:
        return said
    return f'<a href="{escape(fragment_link(url, sentence.directive))}">{said}</a>'


def _quoted(text: str) -> str:
    return f"<blockquote expandable>{plain(text)}</blockquote>"


def _marked(label: str, chosen: bool) -> str:  # noqa: FBT001 - reads as «marked if chosen»
    return f"• {label}" if chosen else label


def _pieces(text: str) -> list[str]:
    """The text in one piece, or cut at spaces into pieces that fit; at least one."""
    pieces, start = [], 0
    while len(text) - start > _PIECE_CHARS:
        space = text.rfind(" ", start, start + _PIECE_CHARS)
        end = space + 1 or start + _PIECE_CHARS
        pieces.append(text[start:end])
        start = end
    return [piece for piece in (*pieces, text[start:]) if piece.strip()] or [""]


def _clipped(text: str) -> str:
    return text if len(text) <= _LINE_CHARS else f"{text[:_LINE_CHARS]}…"
