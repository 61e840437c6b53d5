"""Does a browser find our sentences by their links? Ours beside what is easily written.

A hundred generated pages in three languages and three scripts of Kazakh, with their words in
menus, quotations, tables and hidden text too. Each sentence that is chosen is opened by its link
in Chromium, which paints what it matched. A link is right if exactly the sentence is painted,
where it stands in the article. The last rows are controls: links that must not be right.

    python benchmarks/fragments.py [--data DIR] [--pages N] [--gate]
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.async_api import Page

from bot.build import House, open_house
from bot.config import Settings
from tests.unit.doubles import at_once
from tests.web.fragment_match import (
    CONTROLS,
    MIN_SHARED,
    WINDOW,
    Sent,
    serving_pages,
    shared,
    summarized,
    words,
    written,
)
from tests.web.looking import browsing

PAGES = 100
PEER_PAGES = 20  # each link takes a quarter of a second; peers and controls need no more
FLOOR = 0.95

Linker = Callable[[Sent], str]

PEERS: Mapping[str, Linker] = {
    "all of the sentence": lambda sent: written(sent, sent.text),
    "first and last three words": lambda s: written(s, words(s, None, 3), words(s, -3, None)),
}


class Row(NamedTuple):
    """Whether each sentence is opened by its link, and how long the links are."""

    right: Sequence[bool]
    chars: int

    @property
    def share(self) -> float:
        """How many are right, of one."""
        return sum(self.right) / len(self.right)


async def found(page: Page, linker: Linker, sentences: Sequence[Sent]) -> Row:
    """Open each sentence by its link."""
    links = [linker(sent) for sent in sentences]
    chars = round(median(len(link.partition("#")[2]) for link in links))
    pairs = zip(sentences, links, strict=True)
    return Row([await shared(page, sent, link) >= MIN_SHARED for sent, link in pairs], chars)


async def chosen(house: House, root: str, pages: int) -> list[Sent]:
    """The sentences of the first so many pages."""
    return [one for number in range(pages) for one in await summarized(house, root, number)]


async def measure(pages: int, others: Mapping[str, Linker]) -> dict[str, Row]:
    """Open the sentences of so many pages by our links, and of some by *others*."""
    with TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), engines=())
        async with (
            open_house(settings, work=at_once) as house,
            serving_pages() as root,
            browsing() as browser,
        ):
            page = await browser.new_page(viewport=WINDOW)
            ours = await found(page, lambda sent: sent.link, await chosen(house, root, pages))
            some = await chosen(house, root, min(pages, PEER_PAGES))
            theirs = {name: await found(page, linker, some) for name, linker in others.items()}
            return {"qysqa": ours, **theirs}


def main() -> int:
    """Print a row per kind of link; with ``--gate`` fail unless enough of ours are right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="not looked at: the pages are made here")
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--gate", action="store_true", help=f"exit 1 below {FLOOR}; ours only")
    options = parser.parse_args()
    for name in [name for name in os.environ if name.startswith("QYSQA_")]:
        del os.environ[name]
    rows = asyncio.run(measure(options.pages, CONTROLS if options.gate else {**PEERS, **CONTROLS}))
    print(f"{options.pages} generated pages{'':12} sentences  exactly opened by it  median length")
    for name, row in rows.items():
        label = f"control: {name}" if name in CONTROLS else name
        print(f"{label:32} {len(row.right):>9}  {row.share:>20.3f}  {row.chars:>17}")
    are_blind = any(rows[name].share for name in CONTROLS)
    return int(options.gate and (are_blind or rows["qysqa"].share < FLOOR))


if __name__ == "__main__":
    sys.exit(main())
