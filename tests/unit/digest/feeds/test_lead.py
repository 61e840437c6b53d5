"""The sentence of a feed that stands for an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import KK
from bot.digest.feeds.lead import lead_sentence

TITLE = "Қалада бүгін жаңа мектеп ашылды"
SAID = "Бүгін Алматыда 600 орындық мектеп есігін айқара ашты."


@pytest.mark.parametrize(
    ("lead", "sentence"),
    [
        (SAID, SAID),
        (f"Фото: Qala. {SAID} Оны екі жыл салды.", SAID),
        (f"{TITLE}.\n{SAID}", SAID),
        (SAID.removesuffix("."), SAID.removesuffix(".")),
        ("Бүгін Алматыда 600 орындық мектеп…", None),
        ("Бүгін Алматыда 600 орындық мектеп [...]", None),
        ("Қысқа мәтін.", None),
        ("сөз " * 200, None),
        ("", None),
    ],
)
def test_the_first_whole_sentence_that_says_more_than_the_title(
    lead: str, sentence: str | None
) -> None:
    assert lead_sentence(lead, TITLE, KK) == sentence


@given(st.text(max_size=200))
def test_it_is_verbatim(lead: str) -> None:
    sentence = lead_sentence(lead, TITLE, None)

    assert sentence is None or sentence in lead
