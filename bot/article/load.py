"""What a worker loads once, before the clock of its first article runs."""

from bot.article.extract.page import extract
from bot.text.identify import identify

_PAGE = "<html><body><article><p>Сәлеметсіз бе! This is a page.</p></article></body></html>"


def load() -> None:
    """Bring in the extractors and the model that tells languages: a second of work."""
    extract(_PAGE, None)
    identify("Сәлеметсіз бе!")
