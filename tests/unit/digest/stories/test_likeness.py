import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import LanguageCode
from bot.digest.stories.likeness import Measures, Model, Scale, likeness, measure
from bot.digest.stories.profile import Profile, Rarity, profile
from bot.digest.stories.traits import read_traits

RU, KK = LanguageCode("ru"), LanguageCode("kk")


def read(title: str, text: str = "", language: LanguageCode | None = RU) -> Profile:
    return profile(read_traits(title, text, language), Rarity())


def test_an_article_is_like_itself_in_everything() -> None:
    one = read("Суд над Ермековым", "Вчера, 8 мая, Ермекова судили за 415 овец и 12 коз.")
    found = measure(one, one)

    assert found == pytest.approx(Measures(1, 1, 1, 1, 1, 1, 0, 0))
    assert likeness(one, one) > 0.99


def test_articles_without_a_word_in_common_are_not_alike() -> None:
    one, other = read("Сарай покрасили", "Вчера Ермеков."), read("Выставка мёда", "Вчера Ивушкин.")

    assert measure(one, other)[:4] == (0, 0, 0, 0)
    assert likeness(one, other) < 0.01


def test_without_names_they_are_taken_to_agree_for_the_most_part() -> None:
    assert measure(read("сарай"), read("сарай")).title_names == 0.8


@pytest.mark.parametrize(
    ("texts", "conflict"),
    [
        (("Прогноз на 8 мая", "Прогноз на 18 мая"), 1.0),
        (("Прогноз на 8 мая", "Прогноз " * 60 + "на 18 мая"), 0.5),
        (("Прогноз на 8 мая", "Прогноз на 8 мая и 18 мая"), 0.0),
        (("Прогноз на 8 мая", "Прогноз"), 0.0),
    ],
)
def test_other_days_speak_against(texts: tuple[str, str], conflict: float) -> None:
    one, other = (read("", text) for text in texts)

    assert measure(one, other).dates == conflict


@pytest.mark.parametrize(
    ("texts", "shared", "conflict"),
    [
        (("415 овец", "416 овец"), 0.0, 1.0),
        (("415 овец", "416 овец " + "коз " * 100 + "415"), 0.5, 0.0),
        (("415 овец, 12 коз, 13 коров", "13 коров, 415 овец, 12 коз"), 1.0, 0.0),
        (("415 овец", "овцы"), 0.0, 0.0),
    ],
)
def test_numbers_in_common_speak_for_it_and_others_against(
    texts: tuple[str, str], shared: float, conflict: float
) -> None:
    one, other = (read("", text) for text in texts)
    found = measure(one, other)

    assert (found.figures, found.numbers) == (shared, conflict)


def test_two_languages_are_judged_by_weights_of_their_own() -> None:
    model = Model(Scale.of({"bias": -100.0}), Scale.of({"bias": 100.0, "words": 1.0}))
    one = read("Сарай")

    assert likeness(one, read("Сарай", language=KK), model) > 0.99
    assert likeness(one, read("Сарай"), model) < 0.01


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from([RU, KK, None]))
def test_likeness_is_a_share_and_the_same_from_both_sides(
    a: str, b: str, language: LanguageCode | None
) -> None:
    one, other = read(a, b), read(b, a, language)
    found = likeness(one, other)

    assert 0 <= found <= 1
    assert found == pytest.approx(likeness(other, one))
