"""Markup inside feeds as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.feeds.plain import plain, unescaped


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Жай мәтін", "Жай мәтін"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("<p>Бір <b>екі</b></p><p>үш</p>", "Бір екі\nүш"),
        ("бір<br>екі<br/>үш", "бір\nекі\nүш"),
        ("<ul><li>а</li><li>б</li></ul>соңы", "а\nб\nсоңы"),
        ("Том&nbsp;и&nbsp;Джерри &amp; &laquo;друзья&raquo;", "Том и Джерри & «друзья»"),
        ("A<script>alert(1)</script>B<style>p{}</style>C", "ABC"),
        ("<figure><img src=x><figcaption>Фото</figcaption></figure>Мәтін", "Мәтін"),
        ("<!-- жасырын -->көрінеді", "көрінеді"),
        ("<a href='x'>сілтеме\nмәтіні</a>", "сілтеме мәтіні"),
        ("a <b", "a"),
        ("<!-- -->", ""),
    ],
)
def test_markup_becomes_words(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_what_a_blog_adds_to_each_entry_goes() -> None:
    made = plain(
        "<p>Текст записи.</p><p>Сообщение <a>Имя</a> появились сначала на <a>Сайт</a>.</p>"
    )
    english = plain("<p>Text.</p><p>The post <a>Name</a> appeared first on <a>Site</a>.</p>")

    assert (made, english) == ("Текст записи.", "Text.")


def test_an_entity_that_was_escaped_twice_is_a_letter() -> None:
    assert unescaped("Қала &quot;әні&quot;") == 'Қала "әні"'


def test_depth_and_length_are_bounded() -> None:
    assert plain("<div>" * 20_000 + "түп") == ""
    assert len(plain("сөз <b>" * 50_000)) < 50_000


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_becomes_one_without_controls(text: str) -> None:
    assert "\x00" not in plain(f"<p>{text}</p>")
