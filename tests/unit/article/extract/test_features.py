import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from bot.article.extract.blocks import read_blocks
from bot.article.extract.features import (
    Measured,
    Voices,
    around,
    grams,
    measure,
    prose,
    share,
    votes,
    words_of,
)


def measured(body: str, voices: Voices | None = None) -> Measured:
    tree = lxml_html.document_fromstring(f"<body>{body}</body>")
    return measure(read_blocks(tree.find("body")), voices or Voices())


def test_words_are_lower_case_and_a_chinese_character_is_a_word() -> None:
    assert words_of("Су 2 тасқыны, 北京!") == ["су", "2", "тасқыны", "北", "京"]
    assert words_of("a b c", 2) == ["a", "b"]


@pytest.mark.parametrize(("size", "runs"), [(0, 0), (1, 1), (2, 1), (3, 1), (5, 3)])
def test_a_text_has_runs_of_three_words_or_one_shorter(size: int, runs: int) -> None:
    assert len(grams([str(at) for at in range(size)])) == runs


def test_a_share_of_nothing_is_nothing() -> None:
    assert share([], {1}) == 0.0
    assert share([1, 2], {1}) == 0.5


def test_a_paragraph_is_measured_by_its_shape() -> None:
    (only,) = measured("<p>Су, жер. <a href=x>Екі</a></p>").own

    assert only["p"] == only[""] == 1.0
    assert only["under 4 words"] == 1.0
    assert only["over 25 words"] == 0.0
    assert only["link"] == pytest.approx(0.25, abs=0.02)
    assert (only["linked"], only["half link"]) == (1.0, 0.0)


def test_a_block_is_compared_with_what_the_page_says() -> None:
    voices = Voices("Су тасқыны", "Қала су астында", "Су қаланы басып қалды.")
    title, body, other = measured(
        "<h1>Су тасқыны</h1><p>Су қаланы басып қалды.</p><p>Мәзір</p>", voices
    ).own

    assert title["title"] == 1.0
    assert (body["stated"], body["not stated"]) == (1.0, 0.0)
    assert other["not stated"] == 1.0
    assert 0 < body["description"] < 1
    assert "stated" not in measured("<p>a</p>").own[0]


def test_the_second_copy_is_repeated() -> None:
    assert [each["repeated"] for each in measured("<p>a</p><p>a</p>").own] == [0.0, 1.0]


def test_sentences_are_prose_and_links_are_none() -> None:
    sentence, link = prose(
        measured("<p>Бір екі үш төрт бес алты жеті.</p><p><a href=x>Бір екі үш төрт.</a></p>")
    )

    assert sentence > 0.3
    assert link == 0.0


def test_a_vote_counts_more_where_both_agree() -> None:
    page = measured("<p>бір екі үш төрт</p><p>бес алты жеті сегіз</p><p>тоғыз</p>")
    both, one, none = votes(page, "бір екі үш төрт бес алты жеті сегіз", "бір екі үш төрт")

    assert (both["both"], one["both"], none["both"]) == (1.0, 0.0, 0.0)
    assert (one["first"], one["second"]) == (1.0, 0.0)
    assert one["vote before 3"] == 1.0
    assert none["vote before 3"] < 1.0


def test_neighbours_and_siblings_speak_for_a_block() -> None:
    page = measured("<div><p>a b</p><p>c d</p></div><section>e f</section>")
    first, second, last = around("x", [1.0, 0.0, 0.0], page)

    assert (first["x before 3"], first["x beside"], first["x at head"]) == (0.0, 0.0, 0.0)
    assert (second["x before 3"], second["x behind 3"], second["x beside"]) == (1.0, 0.0, 1.0)
    assert (last["x alone"], last["x here"]) == (1.0, 0.0)
    assert last["x at head"] == pytest.approx(0.2)


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_blocks_have_finite_measures(texts: list[str]) -> None:
    clean = ["".join(char for char in text if char.isalnum()) for text in texts]
    page = measured("".join(f"<p>{text}</p>" for text in clean) + "<p>a</p>")

    for each in votes(page, " ".join(texts), ""):
        assert all(-1 <= value <= 10 for value in each.values())
