"""A passage on its way to a translation: masked, in a script engines know, with its keys. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.engines import Kept, Passage, Rank
from bot.core.keys import translation_key
from bot.core.languages import KK
from bot.core.models import (
    MEMORY,
    ORIGINAL,
    Doubt,
    LanguageCode,
    Style,
    Term,
    Translation,
)
from bot.translation.check.plain import has_words
from bot.translation.masks.protect import Masked, protect, restore
from bot.translation.masks.scripted import readable, spelled


@dataclass(frozen=True, slots=True)
class Sought:
    """*text* is what engines get, kept under *key*; a person's own is under *memory_key*.

    Passages that differ only in what is masked (an address, a name) share a key.
    """

    source: LanguageCode
    masked: Masked
    text: str
    key: str
    memory_key: str | None

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys to look under."""
        return (self.key,) if self.memory_key in (None, self.key) else (self.key, self.memory_key)


def seek(
    passage: Passage, *, target: LanguageCode, terms: Sequence[Term]
) -> Sought | Translation | None:
    """Prepare *passage*; what is the same in any language is there at once.

    None where there are words in an unknown language.
    """
    if not has_words(passage.text):
        return Translation(passage.text, ORIGINAL, (), passage.styles)
    if passage.language is None:
        return None
    if passage.language == KK:
        terms = spelled(terms, passage.text)
    masked = protect(passage.text, styles=passage.styles, terms=terms, target=target)
    if not masked.has_words:
        return _restored(masked, masked.text, ORIGINAL)
    source = passage.language
    text = _as_read(masked.text, source)
    key = translation_key(text, source=source, target=target)
    if masked.text == passage.text:  # as most are: both keys are the same
        return Sought(source, masked, text, key, key)
    own = None if _is_glossed(masked) else _as_read(passage.text, source)
    memory_key = own and translation_key(own, source=source, target=target)
    return Sought(source, masked, text, key, memory_key)


def _as_read(text: str, language: LanguageCode) -> str:
    """*text* in the script that engines read its language in."""
    return readable(text) if language == KK else text


def _is_glossed(masked: Masked) -> bool:
    """Whether the chat wants a word of it its own way: a memory's translation has it otherwise."""
    return any(mark.kept is not None and mark.kept.is_word for mark in masked.marks)


def made_of(passage: Passage, sought: Sought, kept: Kept) -> Translation | None:
    """What *passage* became; None if what is kept has lost a mark."""
    if kept.rank is Rank.MEMORY:
        return Translation(kept.text, MEMORY, (), _whole(passage, kept.text))
    return _restored(sought.masked, kept.text, kept.engine, kept.doubts)


def _restored(
    masked: Masked, answer: str, engine: str, doubts: tuple[Doubt, ...] = ()
) -> Translation | None:
    restored = restore(masked, answer)
    if restored is None:
        return None
    return Translation(restored.text, engine, doubts, restored.styles)


def _whole(passage: Passage, text: str) -> tuple[Style, ...]:
    """The styles over all of a passage hold for all of its translation."""
    return tuple(
        Style(style.kind, 0, len(text), style.data)
        for style in passage.styles
        if style.start <= 0 and style.end >= len(passage.text)
    )
