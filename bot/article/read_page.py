"""A page to Article: what is on it, whether it is all of it, and what it calls itself. Pure.

Run in a worker.
"""

import re
from dataclasses import replace

from bot.article.charset.decoding import decode
from bot.article.extract.page import Extracted, extract
from bot.article.extract.posts import Found, read_post, read_video
from bot.article.extract.walls import check_walls, notes_of
from bot.article.links.canonical import stated
from bot.article.links.special import LinkKind, is_archive
from bot.article.links.urls import read_url, site
from bot.article.read import read_text
from bot.core.errors import NoArticleError, NothingToSummarizeError
from bot.core.models import Article, HtmlRequest, Note, Page, TextRequest

_PLAIN = ("text/plain", "text/markdown")
_MIN_HEADLINES = 8
_HEADLINE_CHARS = 100  # on average; paragraphs of languages without full stops are longer
_ENDED_SHARE = (
    0.1  # of 767 pages with an article 5 stay under it: calendars, rankings, a dictionary
)
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'»”’)\]]*\s*$")
_EMBEDDED = ("embed", "mode")  # how the page of one post is asked for


def read_page(page: Page, kind: LinkKind = LinkKind.PAGE, *, fast: bool = False) -> Article:
    """Read a fetched page; *fast* spares the slower half of the work where many wait.

    Raises:
        FetchError: NoArticleError, or the leaf that tells what stands in place of the article.
        FileTooLargeError: Its text exceeds what is read.
    """
    text = decode(page.body, page.charset)
    if kind is LinkKind.POST:
        return _read_post(text, page.url)
    if kind is LinkKind.VIDEO:
        return _read_video(text, page.url)
    if page.content_type.startswith(_PLAIN):
        return replace(_lettered(text, "", site(page.url)), url=page.url, site=site(page.url))
    return read_html(HtmlRequest(text, page.url), fast=fast)


def read_html(request: HtmlRequest, *, fast: bool = False) -> Article:
    """Find the article in a page and clean it; of a page without address no walls are known.

    Raises:
        FetchError: As read_page.
    """
    found = extract(request.html, request.url, fast=fast)
    text, title = (found.text, found.title) if found else ("", None)
    where = site(request.url) if request.url else ""
    if where:
        check_walls(request.html, text, title, where)
        _check_prose(text, where)
    if found is None:
        raise NoArticleError(where)
    article = _lettered(text, title or "", where)
    return replace(
        article,
        title=article.title or None,
        url=request.url,
        site=where or found.site,
        author=found.author,
        published=found.published,
        notes=_notes(request, found),
        visible=found.visible or None,
        canonical=stated(request.url, found.canonical) if request.url else None,
    )


def _check_prose(text: str, where: str) -> None:
    """Refuse a front page or another list: short lines, and hardly one ends as sentences do."""
    lines = [line for line in text.splitlines() if line.strip()]
    ended = sum(bool(_SENTENCE_END.search(line)) for line in lines)
    is_long = len(text) > _HEADLINE_CHARS * len(lines)
    if len(lines) >= _MIN_HEADLINES and not is_long and ended <= _ENDED_SHARE * len(lines):
        raise NoArticleError(where)


def _lettered(text: str, title: str, where: str) -> Article:
    try:
        return read_text(TextRequest(text, title))
    except NothingToSummarizeError:
        raise NoArticleError(where) from None


def _notes(request: HtmlRequest, found: Extracted) -> tuple[Note, ...]:
    more = (Note.MORE_PAGES,) if found.more_pages else ()
    copy = (Note.ARCHIVED_COPY,) if request.url and is_archive(request.url) else ()
    return (*notes_of(request.html, found.text), *more, *copy)


def _read_post(html: str, url: str) -> Article:
    found = read_post(html, url)
    if found is None:
        raise NoArticleError(site(url))
    address = read_url(url).without_query_params(*_EMBEDDED)
    channel = address.path.split("/")[1]
    return _worded(found, str(address), f"{site(url)}/{channel}")


def _read_video(html: str, url: str) -> Article:
    article = _worded(read_video(html, url), url, site(url))
    return replace(article, notes=(Note.SOUND_NOT_READ,))


def _worded(found: Found, url: str, where: str) -> Article:
    article = _lettered(found.text, found.title or "", where)
    return replace(
        article,
        title=article.title or None,
        url=url,
        site=where,
        author=found.author,
        published=found.published,
    )
