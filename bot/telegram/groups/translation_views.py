"""Translations into several languages as people see them. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.core.languages import native_name
from bot.core.models import Script, Translation
from bot.i18n import failures, texts, translating
from bot.i18n.catalogs import Catalog
from bot.service.group_translation import Part, Target
from bot.service.translate import Translated
from bot.telegram.shown import views
from bot.telegram.shown.blocks import join_blocks
from bot.telegram.shown.rich import EMPTY, Rich, bold, italic, joined


def asked_messages(t: Catalog, parts: Sequence[Part]) -> tuple[Rich, ...]:
    """The answer to /tr: each language under its name, and at the end who translated."""
    if len(parts) == 1 and isinstance(parts[0].made, Translated):
        return views.translation_messages(t, parts[0].made)
    blocks = [block for part in parts for block in _blocks(t, part, is_named=True)]
    return join_blocks([*blocks, italic(_signature(t, _translated(parts)))])


def automatic_messages(
    words: Callable[[Target], Catalog], parts: Sequence[Part]
) -> tuple[Rich, ...]:
    """What nobody asked for is brief; *words* are those of each translation's own readers."""
    blocks = [
        block
        for part in parts
        for block in _blocks(words(part.target), part, is_named=len(parts) > 1)
    ]
    t = words(parts[0].target)
    return join_blocks([*blocks, italic(", ".join(_engines(t, _translated(parts))))])


def _blocks(t: Catalog, part: Part, *, is_named: bool) -> Iterator[Rich]:
    name = bold(_name(part.target)) if is_named else EMPTY
    if not isinstance(part.made, Translated):
        yield joined("\n", [name, failures.reason(t, part.made)])
        return
    # without the translations by sentence nothing is said of who made them
    body = views.translation_messages(t, replace(part.made, translations=()))
    yield from _under(name, body)
    yield italic(_remarks(t, part.made))


def _under(name: Rich, body: Sequence[Rich]) -> Iterator[Rich]:
    """A name stands over its text, on a line of its own."""
    first, *rest = body
    fits = len(join_blocks([name, first])) == 1
    yield from [joined("\n", [name, first])] if fits else [name, first]
    yield from rest


def _name(target: Target) -> str:
    name = native_name(target.language)
    return name if target.script is Script.CYRILLIC else f"{name} ({target.script})"


def _remarks(t: Catalog, translated: Translated) -> str:
    """What a reader should know of this very translation."""
    made = _made([translated])
    remarks = []
    if len(made) < len(translated.translations):
        done, total = len(made), len(translated.translations)
        remarks.append(texts.partly_translated(t, done=done, total=total))
    doubts = [doubt for one in made for doubt in one.doubts]
    if doubts:
        remarks.append(_sentence(translating.doubted(t, doubts)))
    return " ".join(remarks)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _signature(t: Catalog, done: Sequence[Translated]) -> str:
    """Who translated, and that machines err."""
    source = done[0].article.language if done else None
    return translating.engines_line(t, source, _made(done))


def _engines(t: Catalog, done: Sequence[Translated]) -> list[str]:
    names = (texts.engine_name(t, one.engine) for one in _made(done))
    return list(dict.fromkeys(filter(None, names)))


def _translated(parts: Sequence[Part]) -> list[Translated]:
    return [part.made for part in parts if isinstance(part.made, Translated)]


def _made(done: Sequence[Translated]) -> list[Translation]:
    return [made for one in done for made in one.translations if made is not None]
