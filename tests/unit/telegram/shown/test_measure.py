"""What Telegram counts of a message, counted before it is sent."""

import pytest

from bot.telegram.shown.measure import MAX_ENTITIES, MAX_ENTITY_BYTES, MAX_UNITS, Size, size_of
from tests.unit.telegram.written import read


def test_characters_count_as_they_are_shown() -> None:
    assert size_of(read("<b>a &lt; b</b>\n😀")).units == 8


@pytest.mark.parametrize(
    ("html", "entities"),
    [
        ("сәлем, 12.5 млн, 14:05, C#", 0),
        ("<b>a</b> <i>b</i>", 2),
        ("<blockquote expandable>a &lt;b&gt;</blockquote>", 1),
        ('<a href="https://a.kz/@b">a.kz</a>', 1),
        ("@durov, /digest@bot және #су, $KZTK", 4),
        ("https://a.kz/b/c?d=1#e a.kz,b.kz", 3),
        ("a@mail.kz", 1),
        ("+7 (701) 234-56-78", 1),
        ("@\u2060durov a.\u2060kz", 0),
    ],
)
def test_entities_are_styles_and_what_telegram_marks_by_itself(html: str, entities: int) -> None:
    assert size_of(read(html)).entities == entities


def test_addresses_weigh_as_they_are_sent() -> None:
    assert size_of(read('<a href="https://a.kz/?б&amp;c">a</a>')).entity_bytes == 16 + 18


@pytest.mark.parametrize(
    "size",
    [
        Size(MAX_UNITS + 1, 0, 0),
        Size(0, MAX_ENTITIES + 1, 0),
        Size(0, 0, MAX_ENTITY_BYTES + 1),
    ],
)
def test_a_message_has_room_for_so_much_and_no_more(size: Size) -> None:
    assert not size.fits
    assert Size(MAX_UNITS, MAX_ENTITIES, MAX_ENTITY_BYTES).fits


def test_sizes_add_up() -> None:
    assert Size(1, 2, 3) + Size(10, 20, 30) == Size(11, 22, 33)
