"""The answer in each of its languages, to be sent from the page to anywhere. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from bot.core.languages import native_name
from bot.core.models import Answer, LanguageCode
from bot.i18n import answers
from bot.i18n.catalogs import Catalog
from bot.i18n.page import column_name
from bot.i18n.sharing import PlainAnswer, fitting, plain_answer, under, whatsapp_link

MAX_LINK_CHARS: Final = 8_000
"""What a server is expected to take of an address, in octets: RFC 9110, section 4.1."""

_TELEGRAM: Final = "https://t.me/share/url?"


@dataclass(frozen=True, slots=True)
class Share:
    """The answer in one language, and where to send it; a link is empty if nothing fits it."""

    name: str
    lang: str
    text: str
    whatsapp: str
    telegram: str


def shares(t: Catalog, answer: Answer, targets: Iterable[LanguageCode]) -> tuple[Share, ...]:
    """One for each of *targets* and the original; the reader's own language comes first."""
    source = answer.summary.language
    made = [_share(t, answer, target, native_name(target), target) for target in targets]
    made.append(_share(t, answer, None, column_name(t, source), source or "und"))
    return tuple(sorted(made, key=lambda one: one.lang != t.language))


def _share(t: Catalog, answer: Answer, target: LanguageCode | None, name: str, lang: str) -> Share:
    told = plain_answer(t, answer, target, answers.signature())
    return Share(
        name=name,
        lang=lang,
        text=told.text,
        whatsapp=whatsapp_link(told, MAX_LINK_CHARS),
        telegram=fitting((_telegram(told, body) for body in told.bodies()), MAX_LINK_CHARS),
    )


def _telegram(told: PlainAnswer, body: str) -> str:
    """Telegram asks for an address and puts it first; without one, the text begins there."""
    url = told.url or told.title or answers.signature()
    text = under(told.title, body) if told.url else body
    return _TELEGRAM + urlencode({"url": url, "text": text}, quote_via=quote)
