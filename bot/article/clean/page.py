"""Tier 2: what the place of a line says, where the text is the dump of a whole page. Pure.

The article is the run of lines that reads most like one: sentences count for it, menu words
and calls count against it, and a headline that shares its words speaks for it.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.article.clean.line import PROSE_WORDS, Line

# Word counts and weights below: tried on pages of 230 English and 100 Russian sites.
MIN_DUMP_LINES = 8
MIN_DUMP_SHARE = 0.15  # of lines as short and open as menu words
MIN_DUMP_KNOWN = 2  # lines of known or likely furniture
MIN_DUMP_PLACES = 2  # a share row under a recipe is one
MIN_KNOWN_SHARE = 0.05
MAX_WORTH = 40  # words a sentence counts at most
SCRAP_COST = 5
HEADLINE_COST = 3
FURNITURE_COST = 4
BORDER_COST = 15  # "Related", "Comments": sentences behind it are of other articles
MIN_TORN_WORDS, MIN_TORN_CHARS = 4, 30
MIN_BLOCK = 3  # lines

LOOK_BACK = 12  # lines above an article where its headline may stand
LOOK_AHEAD = 3  # lines into it
OPENING = 12  # lines whose words a headline should share
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 3, 25
MIN_TITLE_CHARS = 15  # a shorter line repeats by chance
ECHO = 2.0  # for a line that the page repeats
STRANGE_WORD_COST = 0.25
MIN_TITLE_SCORE = 0.5
MAX_TITLE_SCORE = 4.0

MIN_RIVAL = 0.05  # share of the best sum that makes a run a rival
TITLE_WEIGHT = 0.6
DATE_SCORE = 2.0
DATE_REACH = 3  # lines
DENSITY_POWER = 1.5
LATE_COST = 0.6  # of the last line; comments and rules of the site stand late
MAX_GAP = 12  # lines of links within an article
MIN_COMMON_STEMS = 4

MAX_PROMOTIONS = 3  # lines in a row
MIN_LAST_WORDS = 4
HEAD_REACH = 2  # lines above a standfirst where the headline may stand
MIN_HEAD_SCORE = 3.0

_PROMOTIONS = frozenset({"call to action", "related link"})
_HEADS = frozenset({"date line", "byline"})
_NOTHING_SAID = (None, "separator")
_BORDERS = frozenset({"comments", "related link"})


@dataclass(frozen=True, slots=True)
class Body:
    """Where the article is, end exclusive, and its headline, which may stand above."""

    start: int
    end: int
    title: int | None


def is_page_dump(
    lines: Sequence[Line], reasons: Sequence[str | None], hints: Sequence[str | None]
) -> bool:
    """Whether so many lines are menu words that this is no article with a few strays.

    A recipe or a poem is as short of sentences, but nothing in it is known furniture.
    """
    scraps = sum(line.is_scrap for line in lines)
    known = sum(reason is not None for reason in reasons)
    likely = [
        reason is not None or hint not in _NOTHING_SAID
        for reason, hint in zip(reasons, hints, strict=True)
    ]
    places = sum(is_likely for is_likely, _ in groupby(likely))
    return (
        len(lines) >= MIN_DUMP_LINES
        and scraps > MIN_DUMP_SHARE * len(lines)
        and known > 0
        and places >= MIN_DUMP_PLACES
        and sum(likely) >= max(MIN_DUMP_KNOWN, MIN_KNOWN_SHARE * len(lines))
    )


def find_body(lines: Sequence[Line], reasons: Sequence[str | None]) -> Body:
    """Find the article among *lines*, given the *reasons* that each line has by itself."""
    torn = _torn(lines)
    worths = [_worth(line, reasons[at], torn=torn[at]) for at, line in enumerate(lines)]
    runs = _runs(worths)
    least = MIN_RIVAL * max((total for total, _, _ in runs), default=0)
    echoes = Counter(line.key for line in lines)
    best, body = -1.0, Body(0, 0, None)
    for total, start, end in runs:
        if total >= least:
            title, score = _headline(lines, reasons, echoes, (start, end))
            rival = Body(start, end, title)
            weight = total * (1 + TITLE_WEIGHT * (score + _date_score(reasons, rival)))
            weight *= _density(worths[start:end]) * (1 - LATE_COST * start / len(lines))
            if weight > best:
                best, body = weight, rival
    return _raised(lines, reasons, echoes, _continued(lines, reasons, _joined(lines, body, runs)))


def page_reasons(
    lines: Sequence[Line],
    reasons: Sequence[str | None],
    hints: Sequence[str | None],
    body: Body,
) -> list[str | None]:
    """Add to the tier-1 *reasons* what the place of each line says; *hints* count as short."""
    torn = _torn(lines)
    first = body.start if body.title is None else min(body.start, body.title)
    found = list(reasons)
    for at, line in enumerate(lines):
        is_standfirst = first <= at < body.start and (torn[at] or line.size >= PROSE_WORDS)
        if not (body.start <= at < body.end or is_standfirst):
            found[at] = found[at] or "outside the article"
    known = [old is not None or new is not None for old, new in zip(found, hints, strict=True)]
    for block in _blocks(lines, known, torn, body):
        for at in block:
            found[at] = found[at] or "block of short lines"
    return found


def _blocks(
    lines: Sequence[Line], known: Sequence[bool], torn: Sequence[bool], body: Body
) -> Iterator[list[int]]:
    """Yield runs of short lines within *body*; where none of them is known it is a list."""
    is_open = [
        is_known or (line.is_scrap and not is_torn)
        for line, is_known, is_torn in zip(lines, known, torn, strict=True)
    ]
    for is_block, group in groupby(range(body.start, body.end), key=is_open.__getitem__):
        block = list(group)
        if is_block and len(block) >= MIN_BLOCK and any(known[at] for at in block):
            yield block


def _torn(lines: Sequence[Line]) -> list[bool]:
    """Mark lines of a sentence that the page broke: open, and the next goes on in lower case."""
    torn = [False] * len(lines)
    for at in range(len(lines) - 1):
        line = lines[at]
        is_long = line.size >= MIN_TORN_WORDS and len(line.text) >= MIN_TORN_CHARS
        if is_long and not line.is_finished and lines[at + 1].text[:1].islower():
            torn[at] = torn[at + 1] = True
    return torn


def _worth(line: Line, reason: str | None, *, torn: bool) -> int:
    if reason is not None:
        return -BORDER_COST if reason in _BORDERS else -FURNITURE_COST
    if torn or line.is_prose:
        return min(line.size, MAX_WORTH)
    if line.is_finished:
        return 1
    return -HEADLINE_COST if line.size >= PROSE_WORDS else -SCRAP_COST


def _joined(lines: Sequence[Line], body: Body, runs: Sequence[tuple[int, int, int]]) -> Body:
    """Add the run behind *body* or before it, if a few links part them and it goes on with it."""
    words = _stems(lines[body.start : body.end])
    for _, start, end in runs:
        gap = max(start - body.end, body.start - end)
        is_near = 0 <= gap <= MAX_GAP and start != body.start
        if is_near and len(lines[start].stems & words) >= MIN_COMMON_STEMS:
            body = Body(min(start, body.start), max(end, body.end), body.title)
    return body


def _continued(lines: Sequence[Line], reasons: Sequence[str | None], body: Body) -> Body:
    """Add the sentences that a few promotions part from *body*: those do not end an article."""
    end = body.end
    for at in range(body.end, len(lines)):
        is_sentence = lines[at].size >= MIN_LAST_WORDS and lines[at].is_statement
        if reasons[at] is None and is_sentence:
            end = at + 1
        elif reasons[at] not in _PROMOTIONS or at - end >= MAX_PROMOTIONS:
            break
    return Body(body.start, end, body.title)


def _raised(
    lines: Sequence[Line], reasons: Sequence[str | None], echoes: Counter[str], body: Body
) -> Body:
    """Move the title up to a headline above it: what was taken for one is the standfirst."""
    if body.title is None or echoes[lines[body.title].key] > 1:
        return body
    first = min(body.start, body.title)
    opening = lines[first : min(body.end, first + OPENING)]
    for at in range(first - 1, max(-1, first - 1 - HEAD_REACH), -1):
        is_known = reasons[at] is not None or lines[body.title].key in lines[at].key
        if not is_known and _may_be_title(lines[at]):
            is_like = _shared(lines[at], opening) >= MIN_HEAD_SCORE
            return Body(body.start, body.end, at) if is_like else body
    return body


def _density(worths: Sequence[int]) -> float:
    """Tell an article from a list of teasers, however long."""
    share = sum(worth > 0 for worth in worths) / len(worths)
    return math.pow(share, DENSITY_POWER)


def _date_score(reasons: Sequence[str | None], body: Body) -> float:
    """Say whether a date or a name stands about the headline, as over an article."""
    title = body.start if body.title is None else body.title
    first, last = min(title, body.start), max(title, body.start)
    around = reasons[max(0, first - DATE_REACH) : last + DATE_REACH]
    return DATE_SCORE if not _HEADS.isdisjoint(around) else 0.0


def _runs(worths: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return (sum, start, end) of the best part of every run whose sum stays positive."""
    runs = []
    total = best = begin = peak = 0
    for at, worth in enumerate(worths):
        total += worth
        if total > best:
            best, peak = total, at + 1
        if total <= 0:
            if best:
                runs.append((best, begin, peak))
            total, best, begin = 0, 0, at + 1
    if best:
        runs.append((best, begin, peak))
    return runs


def _headline(
    lines: Sequence[Line],
    reasons: Sequence[str | None],
    echoes: Counter[str],
    run: tuple[int, int],
) -> tuple[int | None, float]:
    """Return the line that best shares the words of *run*, and how well (0 where none)."""
    start, end = run
    best, title = MIN_TITLE_SCORE, None
    for at in range(max(0, start - LOOK_BACK), min(start + LOOK_AHEAD, end)):
        line = lines[at]
        if reasons[at] is None and _may_be_title(line):
            opening = lines[max(start, at + 1) : min(end, start + OPENING)]
            score = _shared(line, opening)
            if len(line.key) > MIN_TITLE_CHARS and _is_echoed(line, at, lines[0], echoes):
                score += ECHO
            if score >= best:
                best, title = score, at
    return (None, 0.0) if title is None else (title, min(best, MAX_TITLE_SCORE))


def _may_be_title(line: Line) -> bool:
    is_short = MIN_TITLE_WORDS <= line.size <= MAX_TITLE_WORDS
    return is_short and not (line.is_prose or line.is_statement)


def _shared(line: Line, opening: Sequence[Line]) -> float:
    words = _stems(opening)
    return len(line.stems & words) - STRANGE_WORD_COST * len(line.stems - words)


def _stems(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset[str]().union(*(line.stems for line in lines))


def _is_echoed(line: Line, at: int, first: Line, echoes: Counter[str]) -> bool:
    """Whether the page says it twice, or in its first line, where browsers put the page title."""
    return echoes[line.key] > 1 or (at > 0 and line.key in first.key)
