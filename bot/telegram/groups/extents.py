"""How much of a digest is shown: all of it, or less until it fits. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from bot.telegram.shown.blocks import close
from bot.telegram.shown.rich import EMPTY, Rich

_STEPS: Final[tuple[tuple[Literal["topics", "quotes", "links", "stories"], int], ...]] = (
    ("stories", 3),
    ("links", 3),
    ("topics", 3),
    ("stories", 1),
    ("links", 0),
    ("quotes", 1),
    ("topics", 1),
)
"""What is left out, in this order, and how many of it stay. Each section gives way before one
of them is spent: a digest stays balanced. The first three topics are the heart of it; fewer
are left only by texts that take far more room than people's words do."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How many of each are shown; *quotes* of each topic."""

    topics: int
    quotes: int
    links: int
    stories: int


@dataclass(frozen=True, slots=True)
class Parts:
    """A digest in blocks, each of which fits a message.

    Attributes:
        topics: A block for each quote; the first one begins with the name of the topic.
        links_title: Begins the block of the first link, so that none ends a message.
        stories_title: The same for stories.
    """

    topics: Sequence[Sequence[Rich]]
    links: Sequence[Rich] = ()
    stories: Sequence[Rich] = ()
    links_title: Rich = EMPTY
    stories_title: Rich = EMPTY

    @property
    def whole(self) -> Extent:
        """All there is."""
        quotes = max(map(len, self.topics), default=0)
        return Extent(len(self.topics), quotes, len(self.links), len(self.stories))

    def blocks(self, extent: Extent) -> list[Rich]:
        """As many as *extent* has, the first ones of each."""
        return [
            *(one for topic in self.topics[: extent.topics] for one in _topic(topic, extent)),
            *_close(_titled(self.links_title, self.links[: extent.links])),
            *_titled(self.stories_title, self.stories[: extent.stories]),
        ]

    def left_out(self, extent: Extent) -> int:
        """Topics, links and stories that *extent* does not have."""
        whole = self.whole
        left = (whole.topics - extent.topics, whole.links - extent.links)
        return sum(left) + whole.stories - extent.stories


def extents(extent: Extent) -> Iterator[Extent]:
    """*extent*, and then ever smaller ones: one thing less each time, from the end."""
    yield extent
    for name, floor in _STEPS:
        while getattr(extent, name) > floor:
            extent = replace(extent, **{name: getattr(extent, name) - 1})
            yield extent


def _topic(quotes: Sequence[Rich], extent: Extent) -> list[Rich]:
    return _close(quotes[: extent.quotes])


def _close(blocks: Sequence[Rich]) -> list[Rich]:
    """All but the first close to the one before: they belong together."""
    return [*blocks[:1], *map(close, blocks[1:])]


def _titled(title: Rich, blocks: Sequence[Rich]) -> list[Rich]:
    return [title + blocks[0], *blocks[1:]] if blocks else []
