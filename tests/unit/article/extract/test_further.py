"""Articles of several pages."""

import pytest
from lxml import html as lxml_html

from bot.article.extract.further import goes_on

HERE = "https://a.kz/news/dala.html"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<link rel="next" href="/news/dala/2">', True),
        ('<a rel="next" href="?page=2">Келесі</a>', True),
        ('<a href="dala_2.html">2</a><a href="dala_3.html">3</a>', True),
        ('<a href="/news/dala/page/2/">2</a><a href="/news/dala/page/3/">3</a>', True),
        ('<link rel="next" href="/news/qala.html">', False),  # the next article
        ('<a rel="next" href="#">Келесі</a>', False),
        ('<a href="/news/?page=2">2</a><a href="/news/?page=3">3</a>', False),  # a list of others
        ('<a href="?page=2">2</a>', False),
        ('<a href="#fn2">2</a><a href="#fn3">3</a>', False),
        ('<a href="http://[">2</a><a href="x">3</a>', False),
        ('<a rel="next" href="https://b.kz/news/dala/2">Келесі</a>', False),
        ('<div id="Comments"><a href="?page=2">2</a><a href="?page=3">3</a></div>', False),
    ],
)
def test_further_pages_are_seen_by_their_addresses(body: str, expected: bool) -> None:  # noqa: FBT001 - a table
    assert goes_on(lxml_html.document_fromstring(f"<p>t</p>{body}"), HERE) is expected


def test_of_a_page_without_address_only_what_is_relative_is_known() -> None:
    tree = lxml_html.document_fromstring('<p>t</p><a rel="next" href="?page=2">Келесі</a>')

    assert goes_on(tree, None)
