"""A file to Article, whether it was sent or a link led to it. Pure; run in a worker."""

from dataclasses import replace
from pathlib import PurePosixPath

from bot.article.documents.opening import open_file
from bot.article.links.urls import read_url, site
from bot.article.read import keep_text, read_text
from bot.article.read_page import read_html
from bot.core.models import Article, FileRequest, HtmlRequest, Page


def read_file(request: FileRequest) -> Article:
    """Read a file by its kind; raises what opening it and reading its text raise."""
    opened = open_file(request.name, request.content)
    return read_html(opened) if isinstance(opened, HtmlRequest) else read_text(opened)


def keep_file(request: FileRequest) -> Article:
    """Like read_file, but a text stays whole."""
    opened = open_file(request.name, request.content)
    return read_html(opened) if isinstance(opened, HtmlRequest) else keep_text(opened)


def read_document(page: Page) -> Article:
    """Read a file that a link leads to; it is named as its address ends."""
    name = PurePosixPath(read_url(page.url).path).name or site(page.url)
    article = read_file(FileRequest(name, page.body))
    return replace(article, url=page.url, site=site(page.url))
