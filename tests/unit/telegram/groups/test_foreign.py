"""What people wrote is shown as it was, but calls nobody and leads nowhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.groups.foreign import line, quoted, site
from tests.simulator.entities import marked

JOINER, OPEN, CLOSE = "\u2060", "\u2068", "\u2069"
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text("@#/$.:a1я א\n-ws")


@pytest.mark.parametrize(
    ("text", "calm"),
    [
        ("@durov айтты", "@+durov айтты"),
        ("(@durov)", "(@+durov)"),
        ("әй@durov", "әй@+durov"),
        ("@\rdurov @\u2028durov", "@+durov @+durov"),
        ("/digest@bot", "/+digest@bot"),
        ("24/7, и/или, C# тілі", "24/7, и/или, C# тілі"),
        ("#су #жоқ", "#+су #+жоқ"),
        ("$KZTK", "$+KZTK"),
        ("https://t.me/durov", "https:+//t.+me/durov"),
        ("www.a.kz/@b", "www.+a.+kz/@+b"),
        ("a@mail.kz", "a@mail.+kz"),
        ("12.5 млн. адам", "12.5 млн. адам"),
    ],
)
def test_telegram_makes_no_link_of_what_is_quoted(text: str, calm: str) -> None:
    shown = quoted(text, 100)

    assert shown.replace(JOINER, "+") == calm
    assert not marked(shown)


@given(TEXTS, st.integers(20, 60))
def test_no_text_has_links_or_is_longer_than_it_may_be(text: str, limit: int) -> None:
    for shown in (quoted(text, limit), line(text, limit)):
        assert not marked(shown)
        assert len(re.sub(f"[{JOINER}{OPEN}{CLOSE}]", "", shown)) <= limit


@given(TEXTS)
def test_what_a_reader_sees_is_what_was_written(text: str) -> None:
    unseen = f"[{JOINER}\r\u2028-\u202e\u2066-\u2069]"

    assert re.sub(unseen, "", quoted(text, len(text))) == re.sub(unseen, "", text)


def test_a_long_text_ends_after_a_word_and_says_so() -> None:
    assert quoted("Су ертең болмайды", 12) == "Су ертең…"
    assert quoted("Су\nертең болмайды", 9) == "Су\nертең…"
    assert quoted("Су ертең", 8) == "Су ертең"


def test_a_text_without_words_is_cut_where_it_must_be() -> None:
    assert quoted("a " + "😀" * 20, 10) == "a " + "😀" * 7 + "…"


def test_what_turns_the_text_around_it_is_taken_out() -> None:
    assert line("Ер\u202eлан\u2067", 40) == "Ерлан"


def test_halves_of_characters_are_taken_out() -> None:
    assert line("Ер\ud83dлан", 40) == "Ерлан"


def test_letters_that_run_to_the_left_stay_among_themselves() -> None:
    assert quoted("שלום\nсәлем\nقالاي", 40) == f"{OPEN}שלום{CLOSE}\nсәлем\n{OPEN}قالاي{CLOSE}"


def test_a_name_is_one_line() -> None:
    assert line(" Ерлан\n\nБот \t", 40) == "Ерлан Бот"


def test_the_name_of_a_site_in_a_link_keeps_its_dots() -> None:
    assert site("www.a.kz", 40) == "www.a.kz"
    assert site("@channel", 40) == f"@{JOINER}channel"
    assert site("a.kz " * 20, 20) == "a.kz a.kz a.kz a.kz…"
