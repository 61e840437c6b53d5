"""The browser itself finds our sentences on pages that repeat their words elsewhere."""

import pytest
from playwright.async_api import Page

from bot.build import House
from bot.core.models import Length
from tests.web.fragment_match import (
    CONTROLS,
    MIN_SHARED,
    WINDOW,
    Sent,
    serving_pages,
    shared,
    summarized,
)
from tests.web.looking import BROWSER, browsing

PAGES = 10  # two of each kind; ``benchmarks/fragments.py`` has a hundred


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="there is no chromium on PATH")
async def test_a_browser_opens_our_links_at_their_sentences(house: House) -> None:
    async with serving_pages() as root, browsing() as browser:
        page = await browser.new_page(viewport=WINDOW)
        sentences = [
            sent
            for number in range(PAGES)
            for sent in await summarized(house, root, number, Length.SHORT)
        ]
        missed = [sent for sent in sentences if not await is_led_to(page, sent, sent.link)]
        first = sentences[0]
        right = {
            name: await is_led_to(page, first, link(first)) for name, link in CONTROLS.items()
        }

    assert len(sentences) == 3 * PAGES
    assert missed == []
    assert right == dict.fromkeys(CONTROLS, False)


async def is_led_to(page: Page, sent: Sent, link: str) -> bool:
    return await shared(page, sent, link) >= MIN_SHARED
