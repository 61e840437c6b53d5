"""Plans and links as the database keeps them. Pure: text in, text out.

Another version may have written them: keys that are not known here are passed over, those that
are missing have their defaults, and what makes no sense at all switches nothing on.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from bot.core.groups import DAY_MINUTES, AutoMode, AutoTranslation, Plan
from bot.core.models import LanguageCode
from bot.store.codec import storable

_WEEK_DAYS: Final = 7

_UNREADABLE: Final = (TypeError, ValueError, RecursionError)


def plan_to_json(plan: Plan) -> str:
    """Write *plan* as one line of JSON."""
    return _to_json(asdict(plan))


def plan_from_json(body: str) -> Plan:
    """Read what plan_to_json wrote; of what cannot be read, a plan that is off."""
    try:
        return Plan(**_known(body, _PLAN))
    except _UNREADABLE:
        return Plan()


def translation_to_json(translation: AutoTranslation) -> str:
    """Write *translation* as one line of JSON."""
    return _to_json(asdict(translation))


def translation_from_json(body: str) -> AutoTranslation:
    """Read what translation_to_json wrote; what cannot be read is off."""
    try:
        return AutoTranslation(**_known(body, _TRANSLATION))
    except _UNREADABLE:
        return AutoTranslation()


def links_to_json(links: tuple[str, ...]) -> str:
    """Write *links* as one line of JSON."""
    return _to_json(links)


def links_from_json(body: str) -> tuple[str, ...]:
    """Read what links_to_json wrote; none of what cannot be read."""
    try:
        return _texts(json.loads(body))
    except _UNREADABLE:
        return ()


def _to_json(value: object) -> str:
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _known(body: str, readers: Mapping[str, Callable[[Any], object]]) -> dict[str, Any]:
    given = json.loads(body)
    if not isinstance(given, dict):
        raise TypeError(given)
    return {name: read(given[name]) for name, read in readers.items() if name in given}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(map(_text, value))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _below(value: object, limit: int) -> int:
    if _number(value) not in range(limit):
        raise ValueError(value)
    return _number(value)


def _minute(value: object) -> int:
    return _below(value, DAY_MINUTES)


def _days(value: list[object]) -> tuple[int, ...]:
    return tuple(_below(day, _WEEK_DAYS) for day in value)


def _quiet(value: list[object] | None) -> tuple[int, int] | None:
    if value is None:
        return None
    begin, end = value
    return _minute(begin), _below(end, DAY_MINUTES + 1)


def _optional_number(value: object) -> int | None:
    return None if value is None else _number(value)


def _language(value: object) -> LanguageCode | None:
    return None if value is None else LanguageCode(_text(value))


def _languages(value: object) -> tuple[LanguageCode, ...]:
    return tuple(map(LanguageCode, _texts(value)))


_PLAN: Final[dict[str, Callable[[Any], object]]] = {
    "minute": _minute,
    "zone": _text,
    "days": _days,
    "quiet": _quiet,
    "thread_id": _optional_number,
    "pins": _flag,
    "language": _language,
    "minimum": _number,
    "tells_quiet": _flag,
    "wanted": _texts,
    "muted": _texts,
    "is_on": _flag,
    "since": _number,
}
_TRANSLATION: Final[dict[str, Callable[[Any], object]]] = {
    "mode": AutoMode,
    "languages": _languages,
}
