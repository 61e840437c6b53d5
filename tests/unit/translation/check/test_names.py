import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.check.names import differ, has_names, sound_of


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The plays of Shakespeare", "Пьесы Шекспира"),
        ("Кеше Қостанайда болды", "Yesterday in Kostanay"),
        ("Вчера Назарбаев приехал", "Кеше Назарбаев келді"),
        ("The new George Washington book", "Новая книга Джорджа Вашингтона"),
        ("He met Charles on Monday", "Он встретил Чарльза в понедельник"),
        ("the United Nations", "Біріккен Ұлттар Ұйымы"),
        ("He works at NASA", "Он работает в НАСА"),
        ("Ol Ümit dedi", "Он сказал"),
        ("in Iowa", "в Айове"),
    ],
)
def test_the_same_names(first: str, second: str) -> None:
    assert not differ(first, second)
    assert not differ(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Вчера Шекспир приехал", "Yesterday Goldberg came"),
        ("Кеше Қостанайда болды", "Вчера был в Барселоне"),
    ],
)
def test_another_name(first: str, second: str) -> None:
    assert differ(first, second)


def test_a_name_that_is_left_out_is_not_missed() -> None:
    assert not differ("Вчера Шекспир приехал", "He came yesterday")


def test_names_are_compared_by_their_consonants() -> None:
    assert sound_of("Shakespeare") == sound_of("Шекспир")
    assert sound_of("Жамбыл") == sound_of("Zhambyl")


def test_names_show_where_capitals_do() -> None:
    codes = ("kk", "ru", "en", "de", "zh", "ar")

    assert [has_names(LanguageCode(code)) for code in codes] == [True] * 3 + [False] * 3
    assert not has_names(None)


@given(text=st.text())
def test_any_text_has_the_names_it_has(text: str) -> None:
    assert not differ(text, text)


@given(first=st.text(), second=st.text())
def test_names_differ_both_ways(first: str, second: str) -> None:
    assert differ(first, second) == differ(second, first)


def test_languages_share_the_sounds() -> None:
    assert has_names(EN) and has_names(RU) and has_names(KK)  # noqa: PT018 - one fact
