"""An answer where only one message can be sent."""

from base64 import urlsafe_b64encode

from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.catalogs import ENGLISH
from bot.telegram.anywhere.fit import MAX_PAYLOAD_CHARS, one_message, rest_line
from bot.telegram.shown.blocks import join_blocks
from bot.telegram.shown.measure import size_of
from bot.telegram.shown.rich import Rich, bold, rich

REST = rest_line(ENGLISH, "qysqa_bot")
REST_TEXT = "The rest doesn't fit here: send it to me in private."


def test_one_message_stays_as_it_is() -> None:
    assert one_message([bold("Сәлем")], REST) == bold("Сәлем")


def test_of_more_the_blocks_that_fit_are_kept_with_their_styles() -> None:
    blocks = [bold(f"{number}" + "а" * 999) for number in range(1, 7)]
    fitted = one_message(join_blocks(blocks), REST)

    assert fitted.text == "\n\n".join([*(one.text for one in blocks[:4]), REST_TEXT])
    assert len(fitted.styles) == 4 + 1


def test_a_block_as_long_as_a_message_gives_way() -> None:
    assert one_message([rich("а" * 4096), rich("ә")], REST) == REST


@given(st.lists(st.text(min_size=1, max_size=1500), min_size=1, max_size=12))
def test_the_answer_always_fits(texts: list[str]) -> None:
    messages = join_blocks([Rich(text) for text in texts])

    assert not messages or size_of(one_message(messages, REST)).fits


def test_the_line_leads_to_the_page_if_its_address_fits() -> None:
    url = "https://egemen.kz/1"
    (style,) = rest_line(ENGLISH, "qysqa_bot", url).styles

    coded = urlsafe_b64encode(url.encode()).decode().rstrip("=")
    assert style.data == f"https://t.me/qysqa_bot?start=u_{coded}"


@given(st.integers(0, 200))
def test_what_follows_start_is_never_too_long(length: int) -> None:
    (style,) = rest_line(ENGLISH, "qysqa_bot", "https://a.kz/" + "a" * length).styles

    assert len((style.data or "").partition("start=")[2]) <= MAX_PAYLOAD_CHARS
