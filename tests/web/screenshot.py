"""Draws the README's pictures: the Kazakh sample with its translations, in headless Chromium.

Run it with ``make screenshot`` after a change of the page.
"""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.async_api import Browser

from bot.build import open_house
from bot.config import Settings
from bot.web.server import serving_page
from tests.web.looking import browsing

FOLDER = Path(__file__).parent
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 1560}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
QUERY = "ui=en&sample=kk&to=ru&to=en"


async def main() -> None:
    with TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), engines=())
        async with (
            open_house(settings) as house,
            serving_page(house.qysqa, 0) as address,
            browsing() as browser,
        ):
            page = f"{address}/?{QUERY}"
            await draw(browser, page, "screenshot.png", DESK)
            await draw(browser, page, "screenshot-dark.png", {**DESK, "color_scheme": "dark"})
            await draw(browser, f"{page}#summary", "screenshot-phone.png", PHONE)


async def draw(browser: Browser, url: str, name: str, options: dict[str, Any]) -> None:
    """Take what the window shows, not what lies below it."""
    context = await browser.new_context(**options, reduced_motion="reduce")
    page = await context.new_page()
    await page.goto(url)
    await page.screenshot(path=FOLDER / name)
    await context.close()


if __name__ == "__main__":
    asyncio.run(main())
