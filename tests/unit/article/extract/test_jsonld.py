import pytest
from lxml import html as lxml_html

from bot.article.extract.jsonld import MAX_SCRIPT_CHARS, Stated, read_jsonld


def read(*scripts: str) -> Stated:
    tags = "".join(f'<script type="application/ld+json">{each}</script>' for each in scripts)
    return read_jsonld(lxml_html.document_fromstring(f"<body>{tags}<p>t</p></body>"))


def test_an_article_states_all_it_knows() -> None:
    found = read(
        '{"@type": "NewsArticle", "headline": " Тақырып ", "datePublished": "2026-11-12",'
        ' "author": [{"name": "Ая Сейіт"}, "Дана Ер", "https://a.kz/x"],'
        ' "articleBody": "<p>Бір &amp; екі.</p>\\n\\n Үш."}'
    )

    assert found == Stated("Тақырып", "Ая Сейіт, Дана Ер", ("2026-11-12",), "Бір & екі.\nҮш.")


def test_an_article_is_found_deep_in_a_graph() -> None:
    found = read('[{"@graph": [{"@type": ["Thing", "BlogPosting"], "headline": "H"}]}];')

    assert found.headline == "H"


def test_an_article_goes_before_its_page() -> None:
    found = read(
        '{"@type": "WebPage", "headline": "Page", "datePublished": "2020-01-01"}',
        '{"@type": "Article", "headline": "Article", "datePublished": "2026-11-12"}',
    )

    assert found.headline == "Article"
    assert found.published == ("2026-11-12", "2020-01-01")


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{broken",
        "[" * 100_000,
        '{"@type": "Organization", "headline": "No"}',
        '{"@type": 5, "headline": "No"}',
        '{"@type": "Article", "headline": 5, "author": null, "articleBody": ["a"]}',
        '{"a":' * 20 + '{"@type": "Article", "headline": "Too deep"}' + "}" * 20,
        '{"@type": "Article", "headline": "Long"}' + " " * MAX_SCRIPT_CHARS,
        "[" + "[]," * 6_000 + '[[{"@type": "Article", "headline": "Beyond"}]]]',
    ],
)
def test_what_is_no_article_states_nothing(script: str) -> None:
    assert read(script) == Stated()
