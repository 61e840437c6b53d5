"""Rich text as HTML: short enough for a test to say all of it."""

from collections.abc import Iterable

from bot.telegram.shown.rich import Rich
from bot.translation.entities import from_html
from bot.translation.formatting import to_html


def html_of(body: Rich) -> str:
    """What *body* says, and how."""
    return to_html(body.text, body.styles)


def htmls_of(bodies: Iterable[Rich]) -> list[str]:
    """The same of each."""
    return [html_of(body) for body in bodies]


def read(html: str) -> Rich:
    """The way back."""
    return Rich(*from_html(html))
