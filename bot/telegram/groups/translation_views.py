"""Translations into several languages as Telegram HTML. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.core.languages import native_name
from bot.core.models import MEMORY, ORIGINAL, LanguageCode, Script, Translation
from bot.i18n import failures, texts, translating
from bot.i18n.catalogs import Catalog
from bot.service.group_translation import Part, Target
from bot.service.translate import Translated
from bot.telegram.shown import views


def asked_messages(t: Catalog, parts: Sequence[Part]) -> tuple[str, ...]:
    """The answer to /tr: each language under its name, and at the end who translated."""
    if len(parts) == 1 and isinstance(parts[0].made, Translated):
        return views.translation_messages(t, parts[0].made)
    blocks = [block for part in parts for block in _blocks(t, part, is_named=True)]
    return views.join_blocks([*blocks, _italic(_signature(t, _translated(parts)))])


def automatic_messages(
    words: Callable[[LanguageCode], Catalog], parts: Sequence[Part]
) -> tuple[str, ...]:
    """What nobody asked for is brief; *words* are those of each translation's own readers."""
    blocks = [
        block
        for part in parts
        for block in _blocks(words(part.target.language), part, is_named=len(parts) > 1)
    ]
    t = words(parts[0].target.language)
    return views.join_blocks([*blocks, _italic(", ".join(_engines(t, _translated(parts))))])


def _blocks(t: Catalog, part: Part, *, is_named: bool) -> Iterator[str]:
    name = f"<b>{views.plain(_name(part.target))}</b>" if is_named else ""
    if not isinstance(part.made, Translated):
        said = views.plain(failures.reason(t, part.made))
        yield f"{name}\n{said}" if name else said
        return
    # without the translations by sentence nothing is said of who made them
    body = views.translation_messages(t, replace(part.made, translations=()))
    yield from _under(name, body)
    yield _italic(_remarks(t, part.made))


def _under(name: str, body: Sequence[str]) -> Iterator[str]:
    """A name stands over its text, on a line of its own."""
    first, *rest = body
    fits = len(views.join_blocks([name, first])) == 1
    yield from [f"{name}\n{first}"] if name and fits else [name, first]
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
    engines = list(dict.fromkeys(one.engine for one in _made(done) if one.engine != ORIGINAL))
    machines = [one for one in engines if one != MEMORY]
    if machines:
        return texts.machine_translation(t, done[0].article.language, machines)
    return texts.memory_translation(t) if engines else ""


def _engines(t: Catalog, done: Sequence[Translated]) -> list[str]:
    names = (texts.engine_name(t, one.engine) for one in _made(done))
    return list(dict.fromkeys(filter(None, names)))


def _translated(parts: Sequence[Part]) -> list[Translated]:
    return [part.made for part in parts if isinstance(part.made, Translated)]


def _made(done: Sequence[Translated]) -> list[Translation]:
    return [made for one in done for made in one.translations if made is not None]


def _italic(text: str) -> str:
    return f"<i>{views.plain(text)}</i>" if text else ""
