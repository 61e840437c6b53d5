"""A page of a real browser: Debian's Chromium, steered by Playwright."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
"""None where there is none: tests that need it are skipped."""


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """Start the browser; its background services are off, they only look for networks."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=BROWSER,
            args=["--no-sandbox", "--disable-background-networking", "--disable-sync"],
        )
        yield browser
        await browser.close()


async def trouble_of(page: Page, heard: list[str]) -> None:
    """Write into *heard* what the page complains of: errors, and refusals by its policy."""
    page.on("console", lambda said: heard.append(said.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    await page.expose_function("refusedByPolicy", lambda what: heard.append(f"refused: {what}"))
    await page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (event) => refusedByPolicy(`${event.violatedDirective} ${event.blockedURI}`))"
    )


async def problems(page: Page) -> list[str]:
    """What axe finds wrong with the page for people who see, hear or move otherwise."""
    results = await Axe().run(page)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in results.response["violations"]
        for node in one["nodes"]
    ]
