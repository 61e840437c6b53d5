"""Take the page's own words out of an article: calls, captions, credits, menus. Pure.

Tier 1 (`rules`) judges each line by itself. Tier 2 judges by place: `place` settles
the lines that `hints` suspects, `page` finds the article in the dump of a whole page.
A title is never part of the text.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.article.clean.hints import hint
from bot.article.clean.line import Line, read_line
from bot.article.clean.page import find_body, is_page_dump, page_reasons
from bot.article.clean.place import settle
from bot.article.clean.rules import judge
from bot.core.models import Removal
from bot.text.ends import tail_start, trimmed_end

MAX_LOST_SHARE = 0.4
"""Of the characters of sentences; a tier 2 that would take more has misread the page."""

MAX_LOST_WITH_HEADLINE = 0.95
"""The same where a headline speaks for the part that stays."""

MAX_LINES = 15_000
"""More is a book or an attack; lines beyond it stay as they are."""

TITLE = "title"
"""The reason of the one line that is not removed but shown apart."""

MAX_TITLE_WORDS = 25
MAX_REPEATED_LINES = 3  # more distinct ones are a refrain, a recipe or an interview
MIN_REPEATED_WORDS, MAX_REPEATED_WORDS = 3, 12  # a longer repeat is a quotation set apart
MIN_SENTENCES = 2  # a shorter text may be verse or a list
MAX_LONE_HEADINGS = 2  # more of them are a list that ends the article
_SPEECH = ("-", "–", "—", "«", "“", '"', "•", "*")
_NO_HEADLINE = ("-", "–", "—", "•", "*", "1.", "1)")  # speech and lists
_OPEN_ENDS = (".", "…", ";", ",", ":")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article's *text*, a blank line between its paragraphs, and what was taken out of it."""

    text: str
    title: str | None
    removed: tuple[Removal, ...]


def clean(text: str, title: str | None = None) -> Cleaned:
    """Clean a pasted page, a forwarded post or an extractor's output.

    Args:
        text: Normalised: a line is a paragraph, a menu word or a caption.
        title: Its headline where that is known; otherwise it is looked for among the lines.
    """
    pasted = [line.strip() for line in text.split("\n") if line.strip()]
    lines = [read_line(line) for line in pasted[:MAX_LINES]]
    paragraphs, removed = [], []
    for line, reason in zip(lines, line_reasons(lines, title), strict=True):
        if reason is None:
            paragraph, tail = _cut(line.text)
            paragraphs.append(paragraph)
            removed += [Removal(tail, "call to action")] if tail else []
        elif reason != TITLE:
            removed.append(Removal(line.text, reason))
        else:
            title = title or line.text
    return Cleaned("\n\n".join(paragraphs + pasted[MAX_LINES:]), title, tuple(removed))


def line_reasons(lines: Sequence[Line], title: str | None = None) -> list[str | None]:
    """Say of each line why it goes, TITLE for the headline, None for the text that stays."""
    reasons = [judge(line) for line in lines]
    hints = [
        hint(line) if reason is None else None for line, reason in zip(lines, reasons, strict=True)
    ]
    headline = None
    if is_page_dump(lines, reasons, hints):
        body = find_body(lines, [old or new for old, new in zip(reasons, hints, strict=True)])
        placed = page_reasons(lines, reasons, hints, body)
        limit = MAX_LOST_SHARE if body.title is None else MAX_LOST_WITH_HEADLINE
        if _lost_share(lines, placed) <= limit:
            reasons, headline = placed, body.title
    reasons = settle(lines, reasons, hints)
    if title:
        headline = _line_like(lines, title)
    elif headline is None:
        headline = _first_line(lines, reasons)
    if headline is not None:
        _mark_copies(lines, reasons, lines[headline].key)
        reasons[headline] = TITLE
    _mark_repeated(lines, reasons)
    _mark_lone_headings(lines, reasons)
    return reasons


def _lost_share(lines: Sequence[Line], reasons: Sequence[str | None]) -> float:
    """Return the share of the characters of sentences that would go."""
    pairs = [
        (len(line.text), reason)
        for line, reason in zip(lines, reasons, strict=True)
        if line.is_prose
    ]
    total = sum(chars for chars, _ in pairs)
    return sum(chars for chars, reason in pairs if reason is not None) / total if total else 1.0


def _line_like(lines: Sequence[Line], title: str) -> int | None:
    key = read_line(title).key
    return next((at for at, line in enumerate(lines) if line.key == key), None)


def _first_line(lines: Sequence[Line], reasons: Sequence[str | None]) -> int | None:
    """Return the first line that stays, if it is like a headline and sentences follow."""
    kept = [at for at, reason in enumerate(reasons) if reason is None]
    if not kept or not any(lines[at].is_prose for at in kept[1:]):
        return None
    first = lines[kept[0]]
    is_headline = 0 < first.size <= MAX_TITLE_WORDS and not (
        first.is_statement or first.text.startswith(_NO_HEADLINE)
    )
    return kept[0] if is_headline else None


def _mark_copies(lines: Sequence[Line], reasons: list[str | None], key: str) -> None:
    for at, line in enumerate(lines):
        if line.key == key:
            reasons[at] = reasons[at] or "repeated"


def _mark_repeated(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Mark all copies of a few short lines: calls strewn into the text, which no table knows."""
    kept = [at for at, reason in enumerate(reasons) if reason is None]
    if not _is_mostly_prose([lines[at] for at in kept]):
        return
    counts = Counter(lines[at].key for at in kept if _may_be_strewn(lines[at]))
    repeated = {key for key, count in counts.items() if count > 1}
    if len(repeated) <= MAX_REPEATED_LINES:
        for at in kept:
            if lines[at].key in repeated:
                reasons[at] = "repeated"


def _mark_lone_headings(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Mark a heading or a name behind the last sentence: nothing stands under it."""
    kept = [at for at, reason in enumerate(reasons) if reason is None]
    lone = list(takewhile(lambda at: lines[at].is_scrap, reversed(kept)))
    body = [lines[at] for at in kept[: len(kept) - len(lone)]]
    is_list = len(lone) > MAX_LONE_HEADINGS or (body and body[-1].text.endswith(":"))
    if _is_mostly_prose(body) and not is_list:
        for at in lone:
            reasons[at] = "lone heading"


def _is_mostly_prose(lines: Sequence[Line]) -> bool:
    """Whether it is an article, not a poem, a recipe or a chat."""
    prose = sum(line.is_prose for line in lines)
    return prose >= MIN_SENTENCES and 2 * prose >= len(lines)


def _may_be_strewn(line: Line) -> bool:
    """Whether it may be a call: no retort, no question and no speaker's name."""
    is_short = MIN_REPEATED_WORDS <= line.size <= MAX_REPEATED_WORDS
    is_name = all(word[:1].isupper() for word in line.text.split())
    is_said = line.text.startswith(_SPEECH) or line.text.endswith((*_OPEN_ENDS, "?"))
    return is_short and not (is_name or is_said)


def _cut(paragraph: str) -> tuple[str, str]:
    """Part a paragraph from the call and the stray stop behind its last sentence."""
    start = tail_start(paragraph)
    body, tail = paragraph[:start], paragraph[start:].strip()
    return body[: trimmed_end(body)], tail
