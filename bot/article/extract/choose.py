"""Which blocks of a page are its article: two rounds of a linear model. Pure, linear.

The first round sees each block and its neighbours' measures, the second also the first's opinion
of the neighbours. ``benchmarks/extraction_fit.py`` writes the weights.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp, log

from bot.article.extract.features import Features, Measured, around, prose, votes

Round = Mapping[str, float]

FAINT = 1e-4  # a probability as good as none
CHOSEN = 0.5  # probability
LIKELY = 0.2  # of a paragraph beside a chosen block: an article seldom stops for one paragraph
MIN_PROSE_WORDS = 8
MAX_PROSE_LINK = 0.2  # share of chars
MIN_REPEATED_WORDS = 4  # a shorter line may be a refrain or a retort
PULLED_SHARE = 0.9  # of the 3-grams of a quotation set apart that stand in the text already
MIN_PULLED_WORDS = 8


def inputs(measured: Measured, voted: tuple[str, str] | None) -> list[Features]:
    """Return what the first round sees.

    *voted* is what two extractors found, if they were asked.
    """
    found = around("prose", prose(measured), measured)
    if voted is not None:
        more = votes(measured, *voted)
        found = [a | b for a, b in zip(found, more, strict=True)]
    return [own | a for own, a in zip(measured.own, found, strict=True)]


def second_inputs(
    first: Sequence[Features], opinion: Sequence[float], measured: Measured
) -> list[Features]:
    """Return what the second round sees: the first's opinion of a block and of those around."""
    beside = around("opinion", opinion, measured)
    return [
        own | near | {"opinion": mine, "odds": log((mine + FAINT) / (1 - mine + FAINT)) / 3}
        for own, near, mine in zip(first, beside, opinion, strict=True)
    ]


def opinions(features: Sequence[Features], weights: Round) -> list[float]:
    """Return the probability of each block to belong to the article."""
    sums = (
        sum(weights.get(name, 0.0) * value for name, value in each.items()) for each in features
    )
    return [1 / (1 + exp(-max(-30.0, min(30.0, each)))) for each in sums]


def choose(
    measured: Measured, rounds: tuple[Round, Round], voted: tuple[str, str] | None
) -> list[str]:
    """Return the texts of the article's blocks in order, each once."""
    first = inputs(measured, voted)
    opinion = opinions(first, rounds[0])
    final = opinions(second_inputs(first, opinion, measured), rounds[1])
    chosen = _joined(final, measured)
    return [measured.blocks[at].text for at in _each_once(chosen, measured)]


def _joined(final: Sequence[float], measured: Measured) -> list[int]:
    """Return the chosen blocks, and likely paragraphs in an unbroken row beside one."""
    chosen = [mine > CHOSEN for mine in final]
    likely = [
        mine > LIKELY
        and size >= MIN_PROSE_WORDS
        and own["finished"] > 0
        and own["link"] < MAX_PROSE_LINK
        for mine, size, own in zip(final, measured.sizes, measured.own, strict=True)
    ]
    pairs = list(pairwise(range(len(final))))
    for before, behind in pairs:
        chosen[behind] |= chosen[before] and likely[behind]
    for before, behind in reversed(pairs):
        chosen[before] |= chosen[behind] and likely[before]
    return [at for at, is_chosen in enumerate(chosen) if is_chosen]


def _each_once(chosen: Sequence[int], measured: Measured) -> list[int]:
    """Leave out a block that was there before, and a quotation set apart behind its sentence."""
    seen: set[str] = set()
    known: set[int] = set()
    kept: list[int] = []
    for at in chosen:
        text, size, runs = measured.blocks[at].text, measured.sizes[at], measured.grams[at]
        is_copy = size >= MIN_REPEATED_WORDS and text in seen
        inside = sum(run in known for run in runs)
        is_pulled = size >= MIN_PULLED_WORDS and inside >= PULLED_SHARE * len(runs)
        if not is_copy and not is_pulled:
            kept.append(at)
        seen.add(text)
        known.update(runs)
    return kept
