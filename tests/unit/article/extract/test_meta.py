import pytest
from lxml import html as lxml_html

from bot.article.extract.jsonld import Stated
from bot.article.extract.meta import (
    author_of,
    canonical_of,
    metas,
    site_of,
    title_of,
)


def title(
    html: str, headline: str = "", url: str | None = "https://www.sozhub.kz/1"
) -> str | None:
    tree = lxml_html.document_fromstring(html)
    return title_of(tree, metas(tree), Stated(headline), url)


def test_a_part_of_the_title_that_begins_a_line_of_the_page_is_the_headline() -> None:
    whole = "Біздің маңай :: Су тасқыны қаланы басты"
    html = f"<title>{whole}</title><p>t"
    tree = lxml_html.document_fromstring(html)
    lines = ["Біздің маңай", "«Су тасқыны қаланы басты» 18 мамыр", "Мәтін."]

    assert title_of(tree, {}, Stated(""), None, lines) == "Су тасқыны қаланы басты"
    assert title_of(tree, {}, Stated(""), None, ["Мәтін."]) == whole


def og(text: str) -> str:
    return f'<meta property="og:title" content="{text}">'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<title>Су тасқыны | Sozhub</title><p>t", "Су тасқыны"),
        ("<title>Sozhub.kz — Су тасқыны</title><p>t", "Су тасқыны"),
        ("<title>Су тасқыны | Қоғам</title><p>t", "Су тасқыны | Қоғам"),
        (og("Су тасқыны - Біз") + '<meta property="og:site_name" content="Біз">', "Су тасқыны"),
        (og("Қоғам: Су тасқыны қаланы басты") + "<h1>Су тасқыны қаланы басты</h1><h1>x</h1>",
         "Су тасқыны қаланы басты"),
        (og("Қоғам: Су") + "<h1>Су</h1><h1>Жер</h1>", "Қоғам: Су"),
        (og("Бөлісуге арналған") + "<h1>Жалғыз тақырып</h1>", "Жалғыз тақырып"),
        ("<h1>!</h1><title> </title><p>t", None),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_alone(html: str, expected: str | None) -> None:
    assert title(html) == expected


def test_the_stated_headline_goes_first() -> None:
    assert title("<h1>Бет</h1>", "Су &quot;тасқыны&quot; | Sozhub") == 'Су "тасқыны"'


@pytest.mark.parametrize("url", [None, "http://[", "nothing"])
def test_a_title_needs_no_good_address(url: str | None) -> None:
    assert title("<title>Су тасқыны</title><p>t", url=url) == "Су тасқыны"


def test_the_head_names_the_site_and_the_first_of_equal_names_counts() -> None:
    tree = lxml_html.document_fromstring(
        '<meta property="og:site_name" content="Біз"><meta property="og:site_name" content="Олар">'
        '<meta name="application-name" content="App"><meta content="x"><meta name="empty">'
    )

    assert site_of(metas(tree)) == "Біз"
    assert site_of({}) is None


@pytest.mark.parametrize(
    ("named", "stated", "expected"),
    [
        ({"author": "Дана Ер"}, Stated(author="Ая Сейіт"), "Ая Сейіт"),
        ({"author": "Дана Ер"}, Stated(), "Дана Ер"),
        ({"article:author": "https://facebook.com/a"}, Stated(), None),
    ],
)
def test_an_author_is_a_name(named: dict[str, str], stated: Stated, expected: str | None) -> None:
    assert author_of(named, stated) == expected


def test_the_page_names_its_own_address() -> None:
    tree = lxml_html.document_fromstring('<link rel="canonical" href=" /a "><p>t')
    empty = lxml_html.document_fromstring('<link rel="canonical" href=" "><p>t')

    assert canonical_of(tree, {"og:url": "/b"}) == "/a"
    assert canonical_of(empty, {"og:url": "/b"}) == "/b"
    assert canonical_of(empty, {}) is None
