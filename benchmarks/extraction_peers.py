"""The main-text extractors of others, each where it is installed."""

import importlib
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from bot.article.extract.page import extract
from bot.article.read_page import read_html
from bot.core.models import HtmlRequest

Extractor = Callable[[str, str], str]
"""Takes HTML and its address; returns text, empty where it finds none."""

_STOP_LISTS = ("English", "Russian", "German", "Turkish")


def _module(name: str) -> Any:
    return importlib.import_module(name)


def ours(html: str, url: str) -> str:
    """What the extractor finds."""
    found = extract(html, url)
    return found.text if found else ""


def ours_fast(html: str, url: str) -> str:
    """The path of a loaded pool."""
    found = extract(html, url, fast=True)
    return found.text if found else ""


def ours_read(html: str, url: str) -> str:
    """What the reader gets: cleaned, without the headline."""
    return read_html(HtmlRequest(html, url)).text


def _trafilatura(**options: Any) -> Callable[[], Extractor]:
    def load() -> Extractor:
        run = _module("trafilatura").extract
        return lambda html, _: run(html, include_comments=False, **options) or ""

    return load


def _readability() -> Extractor:
    document, parse = _module("readability").Document, _module("lxml.html").document_fromstring

    def run(html: str, _: str) -> str:
        return "\n".join(parse(document(html).summary()).itertext())

    return run


def _newspaper() -> Extractor:
    article = _module("newspaper").Article

    def run(html: str, url: str) -> str:
        found = article(url, fetch_images=False)  # no network
        found.download(input_html=html)
        found.parse()
        return str(found.text)

    return run


def _resiliparse() -> Extractor:
    run = _module("resiliparse.extract.html2text").extract_plain_text
    return lambda html, _: str(run(html, main_content=True))


def _goose() -> Extractor:
    goose = _module("goose3").Goose()
    return lambda html, _: str(goose.extract(raw_html=html).cleaned_text)


def _justext() -> Extractor:
    module = _module("justext")
    words = frozenset().union(*map(module.get_stoplist, _STOP_LISTS))

    def run(html: str, _: str) -> str:
        found = module.justext(html, words)
        return "\n".join(each.text for each in found if not each.is_boilerplate)

    return run


LOADERS: dict[str, Callable[[], Extractor]] = {
    "qysqa": lambda: ours,
    "qysqa, cleaned": lambda: ours_read,
    "qysqa fast": lambda: ours_fast,
    "trafilatura": _trafilatura(),
    "trafilatura precision": _trafilatura(favor_precision=True),
    "trafilatura recall": _trafilatura(favor_recall=True),
    "trafilatura fast": _trafilatura(fast=True),
    "readability-lxml": _readability,
    "newspaper4k": _newspaper,
    "resiliparse": _resiliparse,
    "goose3": _goose,
    "justext": _justext,
}


def load(name: str) -> Extractor | None:
    """Return the extractor; None where it is not installed. What it raises is no text."""
    logging.disable(logging.CRITICAL)
    try:
        run = LOADERS[name]()
    except ImportError:
        return None

    def quiet(html: str, url: str) -> str:
        with suppress(Exception):
            return run(html, url)
        return ""

    return quiet
