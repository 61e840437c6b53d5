"""A sentence is found in the message it was taken from, as Telegram can quote it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Sentence
from bot.telegram.shown.where import MAX_QUOTE_UNITS, find_sentence

WORDS = st.lists(st.text("абвқғ.,!🙂ab", min_size=1, max_size=8), min_size=1, max_size=12)
GAPS = st.sampled_from([" ", "  ", "\n", "\u00a0", " \n"])


def sentence(text: str, start: int = 0) -> Sentence:
    return Sentence(text, start, start + len(text), 1)


def found(text: str, said: str, start: int = 0) -> str | None:
    place = find_sentence(text, sentence(said, start))
    return None if place is None else text[place.start : place.end]


def test_a_sentence_is_found_as_it_stands() -> None:
    text = "Бірінші сөйлем. Екінші сөйлем. Үшінші."

    assert found(text, "Екінші сөйлем.") == "Екінші сөйлем."


def test_white_space_that_was_tidied_is_found_as_it_was_sent() -> None:
    assert found("Мост\u00a0 открыли\nв мае. Ура!", "Мост открыли в мае.") == (
        "Мост\u00a0 открыли\nв мае."
    )


def test_of_two_places_the_nearest_counts() -> None:
    text = "Су болмайды. Неге? Су болмайды. Білмеймін."

    assert find_sentence(text, sentence("Су болмайды.", 18)) == (19, 31)
    assert find_sentence(text, sentence("Су болмайды.", 2)) == (0, 12)


def test_what_was_edited_away_is_not_found() -> None:
    assert found("Всё другое.", "Мост открыли.") is None
    assert found("Всё другое.", " ") is None


def test_what_means_something_to_patterns_is_only_text() -> None:
    assert found("Баға: (5 000 тг)*.", "(5 000 тг)*.") == "(5 000 тг)*."


def test_a_long_sentence_is_quoted_up_to_a_space() -> None:
    text = "сөз " * 600
    quoted = found(text, text.strip())

    assert quoted is not None
    assert len(quoted) == MAX_QUOTE_UNITS - 1
    assert quoted.endswith("сөз")


def test_a_long_word_is_cut() -> None:
    quoted = found("🙂" * 2000, "🙂" * 2000)

    assert quoted == "🙂" * (MAX_QUOTE_UNITS // 2)


@given(WORDS, st.lists(GAPS, min_size=12, max_size=12), st.text(max_size=20))
def test_what_is_found_has_the_words_of_the_sentence(
    words: list[str], gaps: list[str], before: str
) -> None:
    sent = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    quoted = found(f"{before} {sent}", " ".join(words), len(before))

    assert quoted is not None
    assert quoted.split() == words
