"""Settle the lines that are furniture only in some places (`hints`). Pure, linear."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from bot.article.clean.hints import ANYWHERE, BESIDE
from bot.article.clean.line import Line

MIN_SENTENCES = 2  # a caption stands in an article, not beside a single sentence
MIN_HEADINGS = 2  # so many dates between paragraphs make a chronicle

Reasons = Sequence[str | None]


def settle(lines: Sequence[Line], reasons: Reasons, hints: Reasons) -> list[str | None]:
    """Return *reasons* with those *hints* that the place of their lines bears out.

    Neighbours that are all furniture or hints are judged together. They go beside furniture,
    above the first sentence and below the last, unless the text itself is built of such lines.
    """
    found = list(reasons)
    prose = [
        at
        for at, line in enumerate(lines)
        if line.is_prose and reasons[at] is None and hints[at] is None
    ]
    if len(prose) >= MIN_SENTENCES:
        found = [
            old or (new if new in ANYWHERE else None)
            for old, new in zip(found, hints, strict=True)
        ]
    beside, at_edge, between = _sorted(found, hints, prose)
    headings = Counter(hints[at] for at in between)
    for at in at_edge:
        if headings[hints[at]] < MIN_HEADINGS and hints[at] not in BESIDE:
            found[at] = hints[at]
    for at in beside:
        found[at] = hints[at]
    return found


def _sorted(
    found: Reasons, hints: Reasons, prose: Sequence[int]
) -> tuple[list[int], list[int], list[int]]:
    """Part the lines of *hints*: beside furniture, at the edge of the text, between its lines."""
    beside: list[int] = []
    at_edge: list[int] = []
    between: list[int] = []
    is_open = [old is not None or new is not None for old, new in zip(found, hints, strict=True)]
    for is_group, positions in groupby(range(len(found)), key=is_open.__getitem__):
        group = list(positions)
        hinted = [at for at in group if found[at] is None]
        if not is_group:
            continue
        if len(hinted) < len(group):
            beside += hinted
        elif _is_edge(group, prose, len(found)):
            at_edge += hinted
        else:
            between += hinted
    return beside, at_edge, between


def _is_edge(group: Sequence[int], prose: Sequence[int], lines: int) -> bool:
    """Whether no sentence stands on one side of *group*, or nothing stands beside it at all."""
    if not prose:
        return len(group) == lines
    return group[-1] < prose[0] or group[0] > prose[-1]
