"""A digest gives way from its end, section by section, and never all of one while others last."""

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.groups.extents import Extent, Parts, extents
from bot.telegram.shown.rich import rich
from tests.unit.telegram.written import htmls_of

COUNTS = st.integers(0, 8)
PARTS = Parts(
    [[rich("1 a"), rich("1 b")], [rich("2 a")]],
    [rich("l"), rich("m")],
    [rich("s"), rich("t")],
    links_title=rich("Links: "),
    stories_title=rich("News: "),
)


def test_stories_go_first_then_links_then_topics() -> None:
    tried = list(extents(Extent(topics=5, quotes=2, links=4, stories=4)))

    assert tried == [
        Extent(5, 2, 4, 4),
        Extent(5, 2, 4, 3),
        Extent(5, 2, 3, 3),
        Extent(4, 2, 3, 3),
        Extent(3, 2, 3, 3),
        Extent(3, 2, 3, 2),
        Extent(3, 2, 3, 1),
        Extent(3, 2, 2, 1),
        Extent(3, 2, 1, 1),
        Extent(3, 2, 0, 1),
        Extent(3, 1, 0, 1),
        Extent(2, 1, 0, 1),
        Extent(1, 1, 0, 1),
    ]


@given(st.builds(Extent, COUNTS, COUNTS, COUNTS, COUNTS))
def test_what_is_left_at_last_is_two_blocks_at_most(full: Extent) -> None:
    *_, last = extents(full)

    assert last == Extent(min(full.topics, 1), min(full.quotes, 1), 0, min(full.stories, 1))


def test_sections_stand_under_their_titles() -> None:
    assert PARTS.whole == Extent(2, 2, 2, 2)
    assert htmls_of(PARTS.blocks(PARTS.whole)) == [
        "1 a",
        "1 b",
        "2 a",
        "Links: l",
        "m",
        "News: s",
        "t",
    ]


def test_what_is_left_out_is_the_end_of_each_and_is_counted() -> None:
    extent = Extent(topics=1, quotes=1, links=0, stories=1)

    assert htmls_of(PARTS.blocks(extent)) == ["1 a", "News: s"]
    assert PARTS.left_out(extent) == 1 + 2 + 1
    assert PARTS.left_out(PARTS.whole) == 0


def test_there_may_be_nothing() -> None:
    nothing = Parts([])

    assert list(extents(nothing.whole)) == [Extent(0, 0, 0, 0)]
    assert nothing.blocks(nothing.whole) == []
