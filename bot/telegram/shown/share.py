"""An answer as plain text: what survives a paste into another messenger. Pure."""

from typing import Final
from urllib.parse import quote

from bot.core.models import MEMORY, ORIGINAL, Answer, LanguageCode
from bot.i18n import answers, texts
from bot.i18n.catalogs import Catalog

MAX_LINK_CHARS: Final = 2_000
"""Of the address behind a button. Telegram names no limit; browsers of old stop at 2,083."""

_WHATSAPP: Final = "https://wa.me/?text="


def share_text(t: Catalog, answer: Answer, target: LanguageCode, bot_name: str) -> str:
    """All of the answer, without marks of any messenger."""
    total = answer.summary.sentences_total
    foot = [
        texts.word_for_word(t, shown=len(answer.sentences), total=total),
        _machine_line(t, answer, target),
        answers.signature(bot_name),
    ]
    blocks = [*_head(answer, target), *_numbered(answer, target), "\n".join(filter(None, foot))]
    return "\n\n".join(blocks)


def whatsapp_link(t: Catalog, answer: Answer, target: LanguageCode) -> str:
    """Opens WhatsApp with as much of the answer as an address holds; always with its link."""
    head, sentences = _head(answer, target), _numbered(answer, target)
    for count in range(len(sentences), 0, -1):
        rest = [] if count == len(sentences) else [answers.goes_on(t)]
        said = _address("\n\n".join([*head, *sentences[:count], *rest]))
        if len(said) <= MAX_LINK_CHARS:
            return said
    bare = _address("\n\n".join(head))
    return bare if head and len(bare) <= MAX_LINK_CHARS else ""


def _head(answer: Answer, target: LanguageCode) -> list[str]:
    translated = answer.titles.get(target)
    title = translated.text if translated is not None else answer.summary.title
    lines = [one for one in (title, answer.summary.url) if one]
    return ["\n".join(lines)] if lines else []


def _numbered(answer: Answer, target: LanguageCode) -> list[str]:
    made = answer.translations.get(target) or (None,) * len(answer.sentences)
    pairs = zip(answer.sentences, made, strict=True)
    shown = (sentence.text if one is None else one.text for sentence, one in pairs)
    return [f"{number}. {text}" for number, text in enumerate(shown, 1)]


def _machine_line(t: Catalog, answer: Answer, target: LanguageCode) -> str | None:
    made = filter(None, answer.translations.get(target, ()))
    engines = dict.fromkeys(one.engine for one in made if one.engine not in (ORIGINAL, MEMORY))
    if not engines:
        return None
    return texts.machine_translation(t, answer.summary.language, tuple(engines))


def _address(text: str) -> str:
    return _WHATSAPP + quote(text, safe="")
