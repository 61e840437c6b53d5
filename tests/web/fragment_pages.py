"""Pages that are hard to find a sentence on: their words stand in menus and quotations too."""

from collections.abc import Sequence
from html import escape
from random import Random

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode, Script
from bot.text.scripts import write_in
from tests.web.fragment_words import PIECES

KINDS: Sequence[tuple[LanguageCode, Script]] = (
    (EN, Script.LATIN),
    (RU, Script.CYRILLIC),
    (KK, Script.CYRILLIC),
    (KK, Script.LATIN),
    (KK, Script.ARABIC),
)
PARAGRAPHS = 14
TAGS = ("em", "b", "i", "span", "a")

STYLE = """
body { font: 18px/1.6 sans-serif; margin: 0 auto; max-width: 640px; }
p, table, figure { margin: 40px 0; }
::target-text { background: rgb(255, 0, 255); color: rgb(255, 0, 255); }
"""
"""What the browser matched is magenta, letters and all: nothing else on the page is."""


def generated_page(number: int) -> str:
    """Page *number*, always the same; each paragraph of its article has ``data-n``."""
    language, script = KINDS[number % len(KINDS)]
    dice = Random(number)  # noqa: S311 - not a secret
    sentences = _sentences(dice, language, script)
    paragraphs = _parted(dice, sentences)
    body = "".join(
        _beside(dice, sentences) + _paragraph(dice, n, lines, script)
        for n, lines in enumerate(paragraphs)
    )
    title = escape(" ".join(sentences[-1].split()[:6]))
    tag = f"{language}-{script}" if language == KK else language
    direction = "rtl" if script is Script.ARABIC else "ltr"
    return (
        f'<!doctype html><html lang="{tag}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>{_menu(dice, sentences)}"
        f"<main><article><h1>{title}</h1>{body}</article></main>{_related(dice, sentences)}"
        f"<div hidden>{escape(dice.choice(sentences))}</div></body></html>"
    )


def _sentences(dice: Random, language: LanguageCode, script: Script) -> list[str]:
    pieces, made = PIECES[language], dict[str, None]()
    while len(made) < PARAGRAPHS * 3:
        parts = {name: dice.choice(getattr(pieces, name)) for name in pieces._fields[1:]}
        made[pieces.form.format(**parts)] = None
    return [write_in(one, script) if language == KK else one for one in made]


def _parted(dice: Random, sentences: Sequence[str]) -> list[list[str]]:
    """Paragraphs of one to five sentences."""
    cuts = sorted(dice.sample(range(1, len(sentences)), PARAGRAPHS - 1))
    edges = zip([0, *cuts], [*cuts, len(sentences)], strict=True)
    return [list(sentences[start:end]) for start, end in edges]


def _paragraph(dice: Random, number: int, lines: Sequence[str], script: Script) -> str:
    text = " ".join(_dressed(dice, line, script) for line in lines)
    return f'<p data-n="{number}">{text}</p>\n'


def _dressed(dice: Random, sentence: str, script: Script) -> str:
    """The same words with what editors and programs put between them."""
    words = [_word(dice, word, script) for word in sentence.split(" ")]
    spaces = dice.choices((" ", "\n  ", "&nbsp;", " "), weights=(14, 2, 2, 1), k=len(words))
    return "".join(f"{word}{space}" for word, space in zip(words, spaces, strict=True)).strip()


def _word(dice: Random, word: str, script: Script) -> str:
    middle, chance = len(word) // 2, dice.random()
    if len(word) > 6 and chance < 0.15 and script is not Script.ARABIC:
        return f"{escape(word[:middle])}&shy;{escape(word[middle:])}"
    if chance > 0.9:
        tag = dice.choice(TAGS)
        return f"<{tag}>{escape(word)}</{tag}>"
    if len(word) > 6 and 0.85 < chance < 0.88:
        return f"<b>{escape(word[:middle])}</b>{escape(word[middle:])}"
    return escape(word)


def _beside(dice: Random, sentences: Sequence[str]) -> str:
    """Now and then: a quotation of the article itself, a table, a picture, a footnote."""
    chance, sentence = dice.random(), escape(dice.choice(sentences))
    if chance < 0.2:
        return f"<aside><blockquote>{sentence}</blockquote></aside>"
    if chance < 0.3:
        start = " ".join(sentence.split()[:5])
        return f"<table><tr><td>{start}</td><td>250</td></tr><tr><td>1918</td></tr></table>"
    if chance < 0.4:
        half = sentence[: len(sentence) // 2]
        return f"<figure><figcaption>{half}</figcaption></figure>"
    return ""


def _menu(dice: Random, sentences: Sequence[str]) -> str:
    """Links with the first words of sentences."""
    starts = (" ".join(one.split()[: dice.randint(2, 6)]) for one in dice.sample(sentences, 8))
    items = "".join(f'<li><a href="/">{escape(start)}</a></li>' for start in starts)
    return f"<nav><ul>{items}</ul></nav>"


def _related(dice: Random, sentences: Sequence[str]) -> str:
    items = "".join(f'<li><a href="/">{escape(one)}</a></li>' for one in dice.sample(sentences, 4))
    return f"<aside><ul>{items}</ul></aside>"
