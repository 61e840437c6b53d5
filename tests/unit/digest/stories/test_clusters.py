from hypothesis import given
from hypothesis import strategies as st

from bot.digest.stories.clusters import cluster

PLACES = st.integers(min_value=0, max_value=7)


def clusters(count: int, values: dict[tuple[int, int], float]) -> list[list[int]]:
    return cluster(count, values, lambda a, b: values.get((a, b), 0.0))


def test_alike_are_joined_and_others_are_alone() -> None:
    assert clusters(4, {(0, 2): 0.9, (1, 3): 0.4}) == [[0, 2], [1], [3]]


def test_a_chain_is_not_one_story() -> None:
    assert clusters(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.0}) == [[0, 1], [2]]


def test_a_weak_link_holds_if_the_whole_is_alike() -> None:
    assert clusters(3, {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.2}) == [[0, 1, 2]]


def test_pairs_that_were_no_candidates_are_judged_when_they_matter() -> None:
    def judge(a: int, b: int) -> float:
        asked.append((a, b))
        return 0.8

    asked: list[tuple[int, int]] = []

    assert cluster(3, [(0, 1), (1, 2)], judge) == [[0, 1, 2]]
    assert (0, 2) in asked


def test_clusters_that_met_before_are_not_joined_again() -> None:
    assert clusters(3, {(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.7}) == [[0, 1, 2]]


@given(st.dictionaries(st.tuples(PLACES, PLACES).filter(lambda p: p[0] < p[1]), st.floats(0, 1)))
def test_each_is_in_one_cluster_and_they_are_in_order(
    values: dict[tuple[int, int], float],
) -> None:
    found = clusters(8, values)

    assert sorted(member for members in found for member in members) == list(range(8))
    assert all(members == sorted(members) for members in found)
    assert found == sorted(found)
