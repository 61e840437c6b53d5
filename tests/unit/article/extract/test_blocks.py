import pytest
from lxml import html as lxml_html

from bot.article.extract.blocks import MAX_BLOCKS, Block, read_blocks
from bot.article.extract.places import Place


def blocks_of(body: str) -> list[Block]:
    return read_blocks(lxml_html.document_fromstring(f"<body>{body}</body>").find("body"))


def texts(body: str) -> list[str]:
    return [block.text for block in blocks_of(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One <b>two</b> <a href=x>three</a>.</p>", ["One two three."]),
        ("<h1>Тақырып</h1><p>Мәтін\n  осы.</p>", ["Тақырып", "Мәтін осы."]),
        ("open<div>inner</div>tail", ["open", "inner", "tail"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<div>Первый.<br><br>Второй</div>", ["Первый.", "Второй"]),
        ("<div>Первый.<br>Второй</div>", ["Первый.", "Второй"]),
        ("<div>улица Абая,<br>дом 5</div>", ["улица Абая, дом 5"]),
        ("<div><br>слово<br> <br></div>", ["слово"]),
        ("<p>a<script>x()</script>b<style>c</style></p>", ["ab"]),
        ("<table><tr><td>1</td><td>2</td></tr></table>", ["1", "2"]),
        ("<div> \n </div>", []),
    ],
)
def test_text_is_parted_where_a_reader_sees_it_parted(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_a_block_knows_its_links_and_its_bold_words() -> None:
    (block,) = blocks_of("<p>ab <a href=x>cde <b>fg</b></a> <strong>h</strong></p>")

    assert (block.linked, block.bold) == (6, 3)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("<article><p>t</p></article>", Place.ARTICLE),
        ("<div role=navigation><p>t</p></div>", Place.NAV),
        ("<div itemprop=articleBody><p>t</p></div>", Place.BODY),
        ("<div class=entry-content><p>t</p></div>", Place.BODY),
        ("<div id=relatedNews><p>t</p></div>", Place.RELATED),
        ("<div hidden><p>t</p></div>", Place.HIDDEN),
        ("<div aria-hidden=true><p>t</p></div>", Place.HIDDEN),
        ('<div style="color: red; display:none"><p>t</p></div>', Place.HIDDEN),
    ],
)
def test_a_block_knows_where_it_stands(body: str, place: Place) -> None:
    (block,) = blocks_of(body)

    assert block.inside & place
    assert block.near & place


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<p>a <b>b</b></p>", ["a b"]),
        ("<div hidden>a<p>b</p></div><p>c</p>", ["", "", "c"]),
        ("<div style='color: red; DISPLAY : none'><p>a</p></div>b", ["", "b"]),
        ("<p style='visibility:hidden'>a</p>", [""]),
        ("<p>a <span hidden>b <i>c</i></span> d <a style=display:none href=x>e</a></p>", ["a d"]),
        ("<p><span hidden>a</span></p><p>b</p>", ["", "b"]),
        ("<div hidden=until-found><p>a</p></div>", ["a"]),
        ("<p aria-hidden=true>a</p><p class=hidden>b</p>", ["a", "b"]),
        ("<template><p>a</p></template><noscript><p>b</p></noscript>c", ["c"]),
    ],
)
def test_a_block_knows_what_of_it_the_page_hides(body: str, seen: list[str]) -> None:
    assert [block.seen for block in blocks_of(body)] == seen


def test_what_is_hidden_is_read_all_the_same() -> None:
    body = "<div hidden><p>One</p></div><p>two <a hidden href=x>three</a></p>"

    assert texts(body) == ["One", "two three"]
    assert [block.linked for block in blocks_of(body)] == [0, 5]


def test_what_lies_far_outside_is_not_near() -> None:
    (block,) = blocks_of("<article><div><div><div><p>t</p></div></div></div></article>")

    assert block.inside == Place.ARTICLE
    assert block.near == 0


def test_paragraphs_of_one_element_are_siblings() -> None:
    one, two, other = blocks_of("<div><p>1</p><h2>2</h2></div><div><p>3</p></div>")

    assert one.container == two.container != other.container


def test_a_dump_is_read_up_to_a_limit() -> None:
    assert len(blocks_of("<p>a</p>" * (MAX_BLOCKS + 5))) == MAX_BLOCKS
