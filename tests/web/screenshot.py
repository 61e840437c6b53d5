"""Draws the README's picture: the Kazakh sample with its translations, in headless Chromium.

Run it with ``make screenshot`` after a change of the page.
"""

import asyncio
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.build import open_house
from bot.config import Settings
from bot.web.server import serving_page

PICTURE = Path(__file__).with_name("screenshot.png")
SIZE = "1280,1480"  # the form and the summary


async def main() -> None:
    with TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), engines=())
        async with open_house(settings) as house, serving_page(house.qysqa, 0) as address:
            await draw(f"{address}/?ui=en&sample=kk", PICTURE, Path(folder) / "browser")


async def draw(url: str, picture: Path, profile: Path) -> None:
    """Let Chromium draw *url*; its background services are off, they only look for networks."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
    process = await asyncio.create_subprocess_exec(
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        f"--user-data-dir={profile}",
        f"--window-size={SIZE}",
        f"--screenshot={picture}",
        url,
        stderr=asyncio.subprocess.DEVNULL,
    )
    await process.wait()


if __name__ == "__main__":
    asyncio.run(main())
