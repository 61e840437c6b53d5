"""The paragraphs of a document: within a budget, their title apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.documents import paragraphs
from bot.article.documents.paragraphs import Kind, Paragraphs, check_length
from bot.core.errors import FileTooLargeError
from bot.core.models import TextRequest


def test_spaces_are_single_and_line_breaks_kept() -> None:
    found = Paragraphs()
    found.add(" бір \t екі\n\n үш ")
    found.add(" \n ")

    assert found.request() == TextRequest("бір екі\nүш")


def test_the_budget_counts_the_breaks_between_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paragraphs, "MAX_TEXT_CHARS", 8)
    found = Paragraphs()
    found.add("абв")
    found.add("абв")

    assert len(found.request().text) == 8
    with pytest.raises(FileTooLargeError) as refused:
        found.add("а")
    assert refused.value.limit_bytes == 8


def test_length_is_checked_to_the_character() -> None:
    check_length(1_000_000)
    with pytest.raises(FileTooLargeError):
        check_length(1_000_001)


def test_a_title_far_from_the_start_stays_in_the_text_too() -> None:
    found = Paragraphs("Тақырып")
    for number in range(10):
        found.add(str(number))
    found.add("Тақырып")

    assert found.request().text.endswith("Тақырып")
    assert found.request().title == "Тақырып"


@given(st.lists(st.tuples(st.text(max_size=20), st.sampled_from(Kind)), max_size=12))
def test_no_text_is_lost_but_what_is_set_aside(blocks: list[tuple[str, Kind]]) -> None:
    found = Paragraphs()
    for text, kind in blocks:
        found.add(text, kind)

    request = found.request()
    kept = " ".join(text for text, kind in blocks if kind not in {Kind.ASIDE, Kind.CELL})
    assert set(kept.split()) <= set(f"{request.title or ''} {request.text}".split())
