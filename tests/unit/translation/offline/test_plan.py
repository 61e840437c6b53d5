"""Texts cut for a model, put into batches and joined again."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import KK, KNOWN_LANGUAGES, RU
from bot.translation.offline.plan import (
    BATCH_TEXTS,
    BATCH_TOKENS,
    MAX_TOKENS,
    Cut,
    batches,
    cut,
    most_tokens,
)


def test_sentences_are_cut_and_the_space_around_them_is_kept() -> None:
    text = " Бүгін боран.  Ертең күн ашық!\n\nОл келді. "

    assert cut(text, KK) == Cut(
        ("Бүгін боран.", "Ертең күн ашық!", "Ол келді."), (" ", "  ", "\n\n", " ")
    )
    assert cut(text, KK).join(["А.", "Б!", "В."]) == " А.  Б!\n\nВ. "


def test_a_text_without_sentences_stays() -> None:
    assert [cut(text, RU).join(cut(text, RU).sentences) for text in ("", " \n ")] == ["", " \n "]


def test_a_text_with_a_hole_is_no_text() -> None:
    assert cut("Бір. Екі.", KK).join(["Один.", ""]) == ""


@given(
    st.text(alphabet=st.characters() | st.sampled_from(".!? \nАқ")),
    st.sampled_from(KNOWN_LANGUAGES),
)
def test_what_was_cut_is_joined_to_the_same_text(text: str, language: str) -> None:
    pieces = cut(text, type(KK)(language))

    assert pieces.join(pieces.sentences) == text


@given(st.lists(st.integers(1, MAX_TOKENS), max_size=100))
def test_every_sentence_is_in_one_batch_within_its_limits(lengths: list[int]) -> None:
    made = list(batches(lengths))

    assert sorted(index for batch in made for index in batch) == list(range(len(lengths)))
    for batch in made:
        padded = max(lengths[index] for index in batch) * len(batch)
        assert len(batch) <= BATCH_TEXTS
        assert len(batch) == 1 or padded <= BATCH_TOKENS


def test_sentences_of_a_length_come_together() -> None:
    assert list(batches([5, 200, 6, 190, 7])) == [(1,), (3,), (4, 2, 0)]
    assert list(batches([30] * 9)) == [tuple(range(8)), (8,)]


def test_an_answer_is_bound_by_its_source() -> None:
    assert [most_tokens(length) for length in (1, 40, 400)] == [18, 96, MAX_TOKENS]
