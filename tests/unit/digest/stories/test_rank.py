from collections.abc import Callable

import pytest

from bot.core.digests import FeedItem, Story
from bot.core.models import LanguageCode
from bot.digest.stories.rank import choose_stories, has_keyword, pick_for, rank_stories

RU, KK, EN = (LanguageCode(code) for code in ("ru", "kk", "en"))
MakeItem = Callable[..., FeedItem]

NOW = 1_794_000_000
HOUR = 3600


def test_more_sources_come_first_then_newer_then_more_items(item: MakeItem) -> None:
    old = Story((item("а", source="a", published=NOW - 5 * HOUR),))
    new = Story((item("б", source="a", published=NOW - HOUR),))
    told = Story(tuple(item("в", source=s, published=NOW - 9 * HOUR) for s in ("a", "b")))
    twice = Story(tuple(item(t, source="a", published=NOW - HOUR) for t in ("г", "д")))

    assert rank_stories([old, new, told, twice], now=NOW) == (told, twice, new, old)


def test_items_of_one_source_are_one_source(item: MakeItem) -> None:
    loud = Story(tuple(item(str(n), source="a", published=NOW - 2 * HOUR) for n in range(3)))
    other = Story((item("б", source="b", published=NOW),))

    assert rank_stories([loud, other], now=NOW) == (other, loud)


def test_an_item_from_the_future_is_as_new_as_can_be(item: MakeItem) -> None:
    ahead = Story((item("б", published=NOW + HOUR),))
    now = Story((item("а", published=NOW),))

    assert rank_stories([ahead, now], now=NOW) == (now, ahead)


def test_a_reader_gets_the_item_of_their_language(item: MakeItem) -> None:
    story = Story((item("Fire", language="en"), item("Пожар"), item("Өрт", language="kk")))

    assert pick_for(story, RU).title == "Пожар"
    assert pick_for(story, KK).title == "Өрт"


def test_without_one_the_first_speaks_for_all(item: MakeItem) -> None:
    story = Story((item("Өрт", language="kk"), item("Пожар")))

    assert pick_for(story, EN).title == "Өрт"


def test_one_with_a_sentence_goes_first(item: MakeItem) -> None:
    story = Story((item("Пожар"), item("Горит рынок", sentence="Горит рынок.")))

    assert pick_for(story, RU).title == "Горит рынок"


@pytest.mark.parametrize(
    ("keyword", "language", "is_found"),
    [
        ("выборы", "ru", True),
        ("ВЫБОРАМИ", "ru", True),
        ("президентские выборы", "ru", True),
        ("выборы президентские", "ru", False),
        ("в.*ах", "ru", False),
        ("бор", "ru", False),
        ("", "ru", False),
        ("—", "ru", False),
        ("выборах", None, True),
        ("выборы", None, False),
    ],
)
def test_key_words_are_found_in_all_their_forms(
    item: MakeItem, keyword: str, language: str | None, *, is_found: bool
) -> None:
    found = item("О президентских выборах", "Скоро.", language=language)

    assert has_keyword(found, [keyword]) is is_found


def test_key_words_are_looked_for_in_title_lead_and_sentence(item: MakeItem) -> None:
    found = item("Қала", "Көшеде өрт болды.", language="kk", sentence="Мектептер жабылды.")

    assert [has_keyword(found, [word]) for word in ("қалада", "өртті", "мектеп", "су")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_wanted_story_has_a_wanted_item_and_no_muted_one(item: MakeItem) -> None:
    both = Story((item("Футбол и хоккей"), item("Football", language="en")))
    one = Story((item("Футбол"),))
    none = Story((item("Погода"),))
    stories = (both, one, none)

    assert choose_stories(stories) == stories
    assert choose_stories(stories, wanted=["футбол"]) == (both, one)
    assert choose_stories(stories, muted=["хоккей"]) == (one, none)
    assert choose_stories(stories, wanted=["footballs"], muted=["погода"]) == (both,)


@pytest.mark.parametrize(
    ("keyword", "title"), [("мектеп", "Мектебіміз ашылды"), ("кітап", "Жаңа кітабы шықты")]
)
def test_a_kazakh_key_word_is_found_where_its_last_letter_is_voiced(
    item: MakeItem, keyword: str, title: str
) -> None:
    assert has_keyword(item(title, language="kk"), [keyword])
