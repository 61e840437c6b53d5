"""What models are told of languages, and what a service's refusal says."""

from typing import Any

from bot.core.languages import english_name
from bot.core.models import LanguageCode
from bot.translation.engines.dialect import Reply

_SCRIPTS = {  # some models write these languages in another one
    "az": "Latin script",
    "ba": "Cyrillic script",
    "kk": "Cyrillic script",
    "ky": "Cyrillic script",
    "tt": "Cyrillic script",
    "uz": "Latin script",
    "zh": "simplified characters",
}


def full_name(language: LanguageCode) -> str:
    """Name a language for a model: ``Kazakh (kk, Cyrillic script)``."""
    script = f", {_SCRIPTS[language]}" if language in _SCRIPTS else ""
    return f"{english_name(language)} ({language}{script})"


def said(reply: Reply, *path: str | int) -> Any:
    """Return what stands at *path* in a refusal's JSON; None where there is none, or no JSON."""
    try:
        value = reply.json()
        for step in path:
            value = value[step]
    except (LookupError, TypeError, ValueError, RecursionError):
        return None
    return value


def words(reply: Reply, *path: str | int) -> str:
    """Return the words at *path*; "" where there are none. They are told from, never shown."""
    found = said(reply, *path)
    return found if isinstance(found, str) else ""
