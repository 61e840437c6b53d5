import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.digests import FeedItem, Story
from bot.core.models import LanguageCode
from bot.digest.stories.group import group_stories, item_key
from bot.digest.stories.likeness import Model, Scale
from bot.text.scripts import cyrillic_to_latin

MakeItem = Callable[..., FeedItem]
Day = list[tuple[str, FeedItem]]

DAY_S = 24 * 3600

PERHAPS = Model(Scale.of({"bias": 0.4}), Scale.of({"bias": 0.4}))
"""Takes any two for the same story, with a likeness of 0.6."""

ACCIDENT = (
    "Автобус столкнулся с трамваем на улице Розыбакиева",
    "На улице Розыбакиева в Алматы автобус столкнулся с трамваем. Пострадали 11 пассажиров.",
)
OTHER_ACCIDENT = (
    "Велосипедиста сбила машина на улице Сейфуллина",
    "В Алматы на улице Сейфуллина легковая машина сбила велосипедиста. Он скончался на месте.",
)


def titles(stories: Sequence[Story]) -> list[list[str]]:
    return [[item.title for item in story.items] for story in stories]


def test_a_day_of_news_falls_into_its_stories(day: Day) -> None:
    told = {item.guid: story for story, item in day}
    found: defaultdict[str, set[int]] = defaultdict(set)
    stories = group_stories([item for _, item in day])
    for number, story in enumerate(stories):
        assert len({told[item.guid] for item in story.items}) == 1
        for item in story.items:
            found[told[item.guid]].add(number)

    assert {story for story, numbers in found.items() if len(numbers) > 1} == set()


def test_two_accidents_of_one_city_and_day_are_two_stories(item: MakeItem) -> None:
    again = "ДТП с трамваем в Алматы: 11 пострадавших на улице Розыбакиева"
    found = group_stories(
        [
            item(*ACCIDENT, source="a"),
            item(*OTHER_ACCIDENT, source="a"),
            item(again, "Автобус и трамвай столкнулись на Розыбакиева в Алматы.", source="b"),
        ]
    )

    assert sorted(map(sorted, titles(found))) == sorted(
        [sorted([ACCIDENT[0], again]), [OTHER_ACCIDENT[0]]]
    )


def test_two_matches_of_one_team_are_two_stories(item: MakeItem) -> None:
    found = group_stories(
        [
            item("«Ордабасы» обыграл «Атырау»", "В Шымкенте «Ордабасы» победил «Атырау» 3:1."),
            item("«Ордабасы» уступил «Кызылжару»", "В Петропавловске «Ордабасы» проиграл 0:2."),
        ]
    )

    assert len(found) == 2


def test_the_same_story_is_found_across_scripts(item: MakeItem) -> None:
    found = group_stories(
        [
            item(
                "Қайырбеков Мадридте теннистен турнирді ұтты",
                "Қазақстандық теннисші Әлихан Қайырбеков Мадридтегі турнирдің финалында "
                "испан Родригесті 6:3, 6:4 есебімен жеңіп, 250 мың еуро ұтты.",
                language="kk",
            ),
            item(
                "Кайырбеков выиграл теннисный турнир в Мадриде",
                "Казахстанский теннисист Алихан Кайырбеков победил испанца Родригеса 6:3, 6:4 "
                "в финале турнира в Мадриде и получил 250 тысяч евро.",
            ),
            item(
                "Kaiyrbekov wins Madrid tennis title",
                "Kazakhstan's Alikhan Kaiyrbekov beat Rodriguez of Spain 6-3, 6-4 in the final "
                "of the tennis tournament in Madrid and took home 250,000 euros.",
                language="en",
            ),
            item("Погода портится", "Завтра на севере страны пройдут дожди, усилится ветер."),
        ]
    )

    assert sorted(len(story.items) for story in found) == [1, 3]


def test_kazakh_in_latin_letters_meets_kazakh_in_cyrillic(item: MakeItem) -> None:
    title, lead = "Оралда жаңа көпір ашылды", "Орал қаласында Жайық өзені үстінен көпір ашылды."
    found = group_stories(
        [
            item(title, lead, language="kk", source="a"),
            item(cyrillic_to_latin(title), cyrillic_to_latin(lead), language="kk", source="b"),
        ]
    )

    assert len(found) == 1


def test_a_language_that_is_not_known_is_found_out(item: MakeItem) -> None:
    found = group_stories(
        [item(*ACCIDENT, source="a", language=None), item(*ACCIDENT, source="b", guid="2")]
    )

    assert len(found) == 1


def test_a_translation_brings_together_what_words_do_not(item: MakeItem) -> None:
    kazakh = item("Трамвай рельстен шығып кетті", "Оқиға түнде болды.", language="kk")
    russian = item(*ACCIDENT)
    memory = {item_key(kazakh): "\n".join(ACCIDENT)}

    assert len(group_stories([kazakh, russian])) == 2
    assert len(group_stories([kazakh, russian], memory)) == 1


def test_items_of_one_address_or_one_text_are_one_story(item: MakeItem) -> None:
    same = [
        item("Да", source="a", url="https://x.example/1"),
        item("Нет", url="https://x.example/1"),
    ]

    assert len(group_stories(same)) == 1
    assert len(group_stories([item("Да", source="a"), item("Да", source="b")])) == 1


def test_addresses_and_texts_tie_any_number_together(item: MakeItem) -> None:
    chain = [
        item("Да", source="a", url="https://x.example/1"),
        item("Нет", source="b", url="https://x.example/2"),
        item("Может быть", source="c", url="https://x.example/3"),
        item("Нет", source="d", url="https://x.example/1"),
        item("Может быть", source="e", url="https://x.example/2"),
    ]

    assert len(group_stories(chain)) == 1
    assert len(group_stories(chain[:3])) == 3


def test_items_without_an_address_have_none_in_common(item: MakeItem) -> None:
    bare = [replace(item(title), url="") for title in ("Да", "Нет")]

    assert len(group_stories(bare)) == 2


def test_reports_of_other_days_are_other_stories(item: MakeItem) -> None:
    one = item(*ACCIDENT, source="a", published=DAY_S)
    later = item(f"{ACCIDENT[0]}!", ACCIDENT[1], source="b", published=DAY_S)

    assert len(group_stories([one, later])) == 1
    assert len(group_stories([one, replace(later, published=3 * DAY_S)])) == 1
    assert len(group_stories([one, replace(later, published=5 * DAY_S)])) == 2
    assert len(group_stories([one, replace(later, published=0)])) == 1


def test_one_source_tells_a_story_once_unless_it_is_plain(item: MakeItem) -> None:
    one, same = item("Автобус стоит", source="a"), item("Встал автобус", source="a")
    abroad = replace(same, language=LanguageCode("kk"))
    others = (same, abroad, replace(same, source="b"))

    assert [len(group_stories([one, other], model=PERHAPS)) for other in others] == [2, 1, 1]


def test_a_weak_likeness_fades_with_time(item: MakeItem) -> None:
    one, later = item("Автобус стоит", source="a"), item("Встал автобус", source="b")
    joined = [
        hours
        for hours in range(80)
        if len(group_stories([one, _later(later, hours)], model=PERHAPS)) == 1
    ]

    assert joined == list(range(51))


def _later(item: FeedItem, hours: int) -> FeedItem:
    return replace(item, published=item.published + hours * 3600)


def test_the_first_item_is_complete_and_early(item: MakeItem) -> None:
    bare = item(ACCIDENT[0], source="a", published=1)
    late = item(*ACCIDENT, source="b", published=3)
    early = item(*ACCIDENT, source="c", published=2)
    (story,) = group_stories([late, bare, early])

    assert story.items == (early, late, bare)
    assert story.sources == 3


def test_a_sentence_that_is_not_in_the_lead_is_read_too(item: MakeItem) -> None:
    told = item("Происшествие", "", source="a", sentence=ACCIDENT[1])

    assert len(group_stories([told, item(*ACCIDENT, source="b")])) == 1


def test_an_unrelated_item_changes_nothing(day: Day, item: MakeItem) -> None:
    items = [each for _, each in day]
    stranger = item("Рецепт медовых пряников", "Муку просеять, добавить мёд и корицу.")

    assert set(group_stories([*items, stranger])) == {
        *group_stories(items),
        Story((stranger,)),
    }


def test_nothing_has_no_stories() -> None:
    assert group_stories([]) == ()


def test_stories_can_go_to_another_process_and_back(item: MakeItem) -> None:
    stories = group_stories([item(*ACCIDENT)])

    assert pickle.loads(pickle.dumps((group_stories, stories))) == (group_stories, stories)  # noqa: S301 - our own


WORDS = st.lists(
    st.sampled_from(
        ["суд", "пожар", "Ермеков", "Алматы", "415", "8 мая", "hospital", "Tokayev", "өрт"]
    ),
    max_size=8,
).map(" ".join)
ITEMS = st.lists(
    st.builds(
        FeedItem,
        feed=st.sampled_from(["a", "b"]),
        guid=st.sampled_from(["1", "2", "3"]),
        url=st.sampled_from([f"https://x.example/{n}" for n in range(8)]),
        source=st.sampled_from(["a", "b"]),
        title=WORDS,
        lead=WORDS,
        language=st.sampled_from([LanguageCode(code) for code in ("ru", "kk", "en")]),
        published=st.integers(0, 6).map(lambda days: days * DAY_S),
        seen=st.just(7 * DAY_S),
        sentence=WORDS.map(lambda words: words or None),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(ITEMS, st.randoms())
def test_stories_part_the_items_whatever_their_order(
    items: list[FeedItem], random: Random
) -> None:
    stories = group_stories(items)
    shuffled = items.copy()
    random.shuffle(shuffled)

    assert Counter(item for story in stories for item in story.items) == Counter(items)
    assert group_stories(shuffled) == stories


@settings(max_examples=40, deadline=None)
@given(ITEMS, st.sampled_from(["x", "y"]))
def test_equal_items_are_always_together(items: list[FeedItem], feed: str) -> None:
    copies = [replace(item, feed=feed, source=feed) for item in items]
    home = {
        (item.feed, item.guid, item.url, item.title, item.lead, item.sentence): number
        for number, story in enumerate(group_stories([*items, *copies]))
        for item in story.items
    }
    for item in items:
        key = (item.guid, item.url, item.title, item.lead, item.sentence)

        assert home[item.feed, *key] == home[feed, *key]


@pytest.mark.parametrize("count", [300])
def test_many_items_take_little_time(item: MakeItem, count: int) -> None:
    items = [item(f"Новость {n} Ермеков{n}", ACCIDENT[1] * 2, guid=str(n)) for n in range(count)]

    assert sum(len(story.items) for story in group_stories(items)) == count
