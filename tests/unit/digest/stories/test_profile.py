from math import hypot

import pytest

from bot.core.models import LanguageCode
from bot.digest.stories.profile import Rarity, profile
from bot.digest.stories.traits import Traits, read_traits

RU = LanguageCode("ru")


def traits(text: str) -> Traits:
    return read_traits("", text, RU)


def test_a_rare_word_says_more_than_a_subject_and_both_more_than_the_head_of_a_word() -> None:
    rarity = Rarity()

    assert rarity.weight("armkv") == 1
    assert 0.5 < rarity.weight("=court") < 1
    assert rarity.weight("^armk") == 0.5


def test_the_more_articles_hold_a_word_the_less_it_says() -> None:
    rarity = Rarity.of([traits("трактор")] * 50 + [traits("граммофон")] * 5)

    assert rarity.weight("trktr") < rarity.weight("grmfn") < rarity.weight("other") == 1


def test_the_two_that_share_a_word_do_not_make_it_common() -> None:
    assert Rarity.of([traits("трактор")] * 2).weight("trktr") == 1


def test_vectors_have_length_one_and_shares_add_up_to_one() -> None:
    found = profile(read_traits("Суд над Ермековым", "Судили Ермекова и Сарыбая.", RU), Rarity())

    for vector in (found.words, found.deeds):
        assert hypot(*vector.values()) == pytest.approx(1)
    for shares in (found.title, found.names, found.title_names):
        assert sum(shares.values()) == pytest.approx(1)


def test_nothing_has_an_empty_profile() -> None:
    found = profile(traits(""), Rarity())

    assert not found.words
    assert not found.title
