"""Join what is alike into clusters that are alike as a whole."""

from collections.abc import Callable, Iterable
from itertools import product

ALIKE = 0.5  # likeness at which two articles, or two clusters on average, tell one story
MAX_COMPARED = 8  # members of a cluster that are asked, so that a large one is no burden

Judge = Callable[[int, int], float]


def cluster(count: int, pairs: Iterable[tuple[int, int]], judge: Judge) -> list[list[int]]:
    """Return the clusters of ``range(count)``, each in order.

    Pairs that *judge* finds alike are joined, the most alike first, if all of their clusters
    are alike on average.

    Args:
        count: How many there are.
        pairs: What to judge, each with the smaller number first.
        judge: Likeness of two, 0 to 1; asked with the smaller number first.
    """
    judged = {pair: judge(*pair) for pair in pairs}
    close = sorted((-value, pair) for pair, value in judged.items() if value >= ALIKE)
    home = [[at] for at in range(count)]
    for _, (a, b) in close:
        one, other = home[a], home[b]
        if one is not other and _mean(one, other, judged, judge) >= ALIKE:
            one.extend(other)
            one.sort()
            for member in other:
                home[member] = one
    return [members for at, members in enumerate(home) if members[0] == at]


def _mean(
    one: list[int], other: list[int], judged: dict[tuple[int, int], float], judge: Judge
) -> float:
    across = [(min(pair), max(pair)) for pair in product(one[:MAX_COMPARED], other[:MAX_COMPARED])]
    for pair in across:
        if pair not in judged:
            judged[pair] = judge(*pair)
    return sum(judged[pair] for pair in across) / len(across)
