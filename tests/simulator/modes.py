"""What a translation service says in each of its moods, whatever its wire format."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum, auto
from html import escape
from typing import Final

from tests.simulator.wire import Heard, Said, Wire
from tests.simulator.wires import BLOCK_PAGE, HTML, Markup

LOOPS: Final = 20

ERROR_TEXT: Final = (
    "Error 500 (Server Error)!!1500.That’s an error.There was an error. Please try again later."
    "That’s all we know."
)
FOREIGN_TEXT: Final = "Cette phrase est écrite en français, et personne ne l’avait demandée ici."
REASONING: Final = "<think>The reader wants it in another language. Let me translate.</think> "


class Mode(Enum):
    """How a service answers."""

    OK = auto()
    ECHO = auto()
    ENTITIES = auto()
    BREAKS = auto()
    NO_CHARSET = auto()
    WRONG_LANGUAGE = auto()
    ERROR_AS_TEXT = auto()
    REASONING = auto()
    LOOP = auto()
    EMPTY = auto()
    FEWER = auto()
    MORE = auto()
    QUOTA = auto()
    TOO_MANY = auto()
    BAD_KEY = auto()
    ODD_TYPES = auto()
    BLOCKED = auto()
    FAILING = auto()
    BLOCK_PAGE_AS_OK = auto()
    PAGE_AS_OK = auto()
    HANG = auto()
    SLOW_HEAD = auto()
    SLOW_BODY = auto()
    CUT = auto()
    SILENT_END = auto()
    ENDLESS = auto()
    REDIRECTS = auto()


def _entities(text: str) -> Markup:
    return Markup(escape(text).replace("&#x27;", "&#39;"))


def _breaks(text: str) -> Markup:
    """A line break for the first space, the last word in bold."""
    return Markup(re.sub(r" (\S+)$", r" <b>\1</b>", escape(text).replace(" ", "<br>", 1)))


_PAGES: Final[Mapping[Mode, Said]] = {
    Mode.BLOCKED: Said(429, BLOCK_PAGE, HTML),
    Mode.FAILING: Said(500, f"<html><body>{ERROR_TEXT}</body></html>", HTML),
    Mode.BLOCK_PAGE_AS_OK: Said(200, BLOCK_PAGE, HTML),
    Mode.PAGE_AS_OK: Said(200, "<html><body><p>Welcome!</p></body></html>", HTML),
}

_REFUSALS: Final[Mapping[Mode, Callable[[Wire], Said]]] = {
    Mode.QUOTA: lambda wire: wire.quota(),
    Mode.TOO_MANY: lambda wire: wire.busy(),
    Mode.BAD_KEY: lambda wire: wire.bad_key(),
    Mode.ODD_TYPES: lambda wire: wire.odd(),
}

_CHANGES: Final[Mapping[Mode, Callable[[str], str]]] = {
    Mode.ENTITIES: _entities,
    Mode.BREAKS: _breaks,
    Mode.WRONG_LANGUAGE: lambda _: FOREIGN_TEXT,
    Mode.ERROR_AS_TEXT: lambda _: ERROR_TEXT,
    Mode.REASONING: lambda text: REASONING + text,
    Mode.LOOP: lambda text: text + LOOPS * (" " + " ".join(text.split()[-2:])),
    Mode.EMPTY: lambda _: "",
}


def reply(mode: Mode, wire: Wire, heard: Heard, translation: Callable[[str, str], str]) -> Said:
    """Return what the service with *wire* says to *heard*; *translation* takes our codes."""
    if mode in _PAGES:
        return _PAGES[mode]
    if mode in _REFUSALS:
        return _REFUSALS[mode](wire)
    said = wire.answer(_texts(mode, heard, translation), heard)
    bare = said.kind.partition(";")[0]
    return replace(said, kind=bare) if mode is Mode.NO_CHARSET else said


def _texts(mode: Mode, heard: Heard, translation: Callable[[str, str], str]) -> list[str]:
    if mode is Mode.ECHO:
        return list(heard.texts)
    target = our_code(heard.target)
    texts = [translation(text, target) for text in heard.texts]
    if mode is Mode.FEWER:
        return texts[:-1]
    if mode is Mode.MORE:
        return [*texts, texts[-1]]
    return [changed(mode, text) for text in texts]


def changed(mode: Mode, text: str) -> str:
    """Return what becomes of a translation in *mode*."""
    change = _CHANGES.get(mode)
    return change(text) if change else text


def our_code(code: str) -> str:
    """Return our code for a service's: ``zh`` for ``ZH-HANS``."""
    language = code.partition("-")[0].lower()
    return {"iw": "he"}.get(language, language)
