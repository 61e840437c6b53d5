"""HTML into one tree that all readers of a page share, within bounds. Pure."""

import re

from lxml import etree
from lxml import html as lxml_html

MAX_TAG_CHARS = 64 * 1024
"""No honest tag is longer without the values of its attributes (chars); honest values reach 200
thousand (measured). One tag with 100,000 attributes hangs every extractor (measured)."""

MAX_HTML_CHARS = 6_000_000
"""The fetcher brings 5 MB at most; what comes as a file may be longer (chars)."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_TAG = re.compile(r"<[a-zA-Z].*", re.DOTALL)
_VALUE = re.compile(r"""=\s?(?:"[^"]*"?|'[^']*'?)""")


def parse(html: str) -> lxml_html.HtmlElement | None:
    """Return the page as a tree without comments; None where there is nothing to read.

    NULs, other controls and lone surrogates go first: one of them makes libraries lose the page.
    """
    text = _UNSEEN.sub("", html[:MAX_HTML_CHARS])
    if not text.strip() or _has_monster_tag(text):
        return None
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(text.encode(), parser=parser)
    except etree.LxmlError:  # nothing but a comment or a declaration
        return None
    return tree if tree.find("body") is not None else None


def _has_monster_tag(html: str) -> bool:
    pieces = (piece for piece in html.split(">") if len(piece) > MAX_TAG_CHARS)
    tags = (found[0] for piece in pieces if (found := _TAG.search(piece)))
    return any(len(_VALUE.sub("", tag)) > MAX_TAG_CHARS for tag in tags)
