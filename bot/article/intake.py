"""Decide what a message asks for. Pure: text in, request out."""

from collections.abc import Sequence

from bot.core.errors import NothingToSummarizeError
from bot.core.models import LinkRequest, TextRequest

MIN_TEXT_CHARS = 400
"""Under this a text beside a link is a teaser: the link is what the person means."""


def parse_request(text: str, links: Sequence[str]) -> LinkRequest | TextRequest:
    """Read a message as a request; a long text wins over a link inside it.

    Args:
        text: The message without its command, as the person typed it.
        links: http(s) links in the order they stand in the message.

    Raises:
        NothingToSummarizeError: The message holds no link and no letters.
    """
    body = text.strip()
    if links and len(body) < MIN_TEXT_CHARS:
        return LinkRequest(links[0])
    if any(letter.isalpha() for letter in body):
        return TextRequest(body)
    raise NothingToSummarizeError
