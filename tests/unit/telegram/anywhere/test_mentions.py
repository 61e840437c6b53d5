"""Which mentions of the bot want something."""

import pytest

from bot.telegram.anywhere.mentions import is_call
from bot.telegram.incoming import Content, Incoming

REPLIED = Content("Бұл бір сөйлем.", (), None)


def mention(arguments: str, replied: Content | None = None) -> Incoming:
    text = f"@qysqa_bot {arguments}".strip()
    links = ("https://a.kz",) if "a.kz" in text else ()
    return Incoming(
        chat_id=-1001,
        is_group=True,
        user_id=7,
        app_language="kk",
        content=Content(text, links, None),
        replied=replied,
        arguments=arguments,
        is_mention=True,
    )


@pytest.mark.parametrize(
    ("arguments", "replied", "wants"),
    [
        ("", None, True),
        ("", REPLIED, True),
        ("kk", REPLIED, True),
        ("german", REPLIED, True),
        ("kk please", REPLIED, True),
        ("thanks", REPLIED, False),
        ("https://a.kz", REPLIED, False),
        ("kk", None, False),
        ("kk Good morning", None, True),
        ("https://a.kz", None, True),
        ("Бұл бір сөйлем. " * 5, None, True),
        ("Бұл бір сөйлем.", None, False),
    ],
)
def test_a_mention_wants_something(
    arguments: str,
    replied: Content | None,
    wants: bool,  # noqa: FBT001 - a case
) -> None:
    assert is_call(mention(arguments, replied)) is wants
