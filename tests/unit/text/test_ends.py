import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.ends import tail_start, trimmed_end


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The hunt continued. Read more", "The hunt continued."),
        ("Он уехал. Читать далее »", "Он уехал."),
        ("Ол кетті. Толығырақ оқу...", "Ол кетті."),
        ("«Иә», – деді ол. [Толығырақ]", "«Иә», – деді ол."),
        ("Қала «Алатау» → Read more", "Қала «Алатау»"),
    ],
)
def test_call_behind_a_sentence_is_found(text: str, sentence: str) -> None:
    assert text[: tail_start(text)] == sentence


@pytest.mark.parametrize("text", ["", "Read more", "He wants to read more", "Ол туралы толығырақ"])
def test_call_that_belongs_to_the_sentence_stays(text: str) -> None:
    assert tail_start(text) == len(text)


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("in Kazakhstan. .", "in Kazakhstan."),
        ("Болды! . .", "Болды!"),
        ("Болды...", "Болды..."),
        ("Сөз .", "Сөз ."),
        (".", "."),
        ("  ", ""),
    ],
)
def test_stray_stop_is_trimmed(text: str, trimmed: str) -> None:
    assert text[: trimmed_end(text)] == trimmed


@given(st.text())
def test_ends_lie_within_the_text(text: str) -> None:
    assert 0 <= tail_start(text) <= len(text)
    assert 0 <= trimmed_end(text) <= len(text)
