from itertools import permutations

from bot.core.models import LanguageCode
from bot.digest.stories.candidates import MAX_CANDIDATES, MAX_HOLDERS, candidates
from bot.digest.stories.profile import Profile, Rarity, profile
from bot.digest.stories.traits import read_traits


def read(*texts: str) -> list[list[Profile]]:
    traits = [read_traits(text, "", LanguageCode("ru")) for text in texts]
    return [[profile(each, Rarity())] for each in traits]


def test_those_that_share_words_are_paired_once() -> None:
    assert candidates(read("синий сарай", "медовый пряник", "старый сарай")) == [(0, 2)]


def test_a_second_profile_finds_candidates_too() -> None:
    one, other, third = read("синий сарай", "медовый пряник", "старый сарай")

    assert candidates([one, [*other, *third]]) == [(0, 1)]


def test_what_is_shared_must_weigh_something() -> None:
    words = [f"б{a}{b}{c}" for a, b, c in permutations("вгдзклмнпр", 3)]

    assert candidates(read("сарай", f"сарай {' '.join(words)}")) == []


def test_words_that_too_many_have_find_nobody() -> None:
    assert candidates(read(*["сарай"] * (MAX_HOLDERS + 1))) == []


def test_each_has_so_many_candidates_at_most() -> None:
    pairs = candidates(read(*[f"сарай {'аб' * at}" for at in range(MAX_HOLDERS)]))

    assert len(pairs) <= MAX_HOLDERS * MAX_CANDIDATES


def test_nothing_has_no_candidates() -> None:
    assert candidates([]) == candidates(read("", "")) == []
