"""The panel of /digest: its pages, and what their buttons mean. Pure.

A button says what will be, not what changes: pressed twice, or done twice, it comes to the same.

An action is a word, or a word and a value parted by a dot: ``time.540``. A button carries the
action, signed; a page is an action too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.core.groups import Group, Plan
from bot.core.languages import INTERFACE_LANGUAGES, native_name
from bot.core.models import LanguageCode
from bot.i18n import groups
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import day_names, minute_of_day, place_name

Choices = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of buttons: what stands on each, and its action."""

_HOURS: Final = ((7, 8, 9, 12), (18, 20, 21, 22))
_ZONES: Final = (
    ("Asia/Almaty", "Asia/Tashkent"),
    ("Asia/Bishkek", "Europe/Moscow"),
    ("Europe/Istanbul", "Europe/Berlin"),
    ("Europe/London", "America/New_York"),
)
_QUIET: Final = ((22, 8), (23, 7), (21, 9), (0, 6))  # hours
_MINIMA: Final = (5, 10, 20, 50)
_WEEKDAYS: Final = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Sight:
    """What the panel is shown for: *thread_id* is the topic that it stands in."""

    group: Group
    is_group: bool
    thread_id: int | None = None
    has_feed: bool = False


def buttons(t: Catalog, page: str, sight: Sight) -> Choices:
    """The buttons of *page*."""
    if page not in _PAGES:
        return _main(t, sight)
    return (*_PAGES[page](t, sight), ((groups.button(t, "back"), "main"),))


def consent_buttons(t: Catalog) -> Choices:
    """Under the question whether messages may be kept."""
    return (((groups.agree(t), "agree"),), ((groups.button(t, "cancel"), "no"),))


def changes(action: str, sight: Sight) -> Mapping[str, Any] | None:
    """What *action* changes in the plan; None if it is no change of the plan."""
    word, _, value = action.partition(".")
    change = _CHANGES.get(word)
    return None if change is None else change(value, sight)


def page_of(action: str) -> str:
    """The page that is shown after *action*."""
    word = action.partition(".")[0]
    return _AFTER.get(word, word if word in _PAGES else "main")


def _with_day(days: Sequence[int], value: str) -> tuple[int, ...]:
    """*days* with or without one, as ``3.1`` or ``3.0`` has it."""
    day, _, wanted = value.partition(".")
    others = {*days} - {int(day)}
    return tuple(sorted(others | {int(day)} if wanted == "1" else others))


def _main(t: Catalog, sight: Sight) -> Choices:
    names = [(groups.button(t, name), name) for name in _PAGES]
    rows = [tuple(names[start : start + 3]) for start in range(0, len(names), 3)]
    if not sight.group.plan.is_on:
        return (*rows, ((groups.button(t, "start"), "start"),))
    ending = ((groups.button(t, "now"), "now"), (groups.button(t, "stop"), "stop"))
    return (*rows, ending)


def _times(_: Catalog, sight: Sight) -> Choices:
    plan = sight.group.plan
    return tuple(tuple(_time(plan, 60 * hour) for hour in row) for row in _HOURS)


def _time(plan: Plan, minute: int) -> tuple[str, str]:
    return _marked(minute_of_day(minute), chosen=plan.minute == minute), f"at.{minute}"


def _zones(t: Catalog, sight: Sight) -> Choices:
    plan = sight.group.plan
    return tuple(
        tuple(
            (_marked(place_name(t, zone), chosen=plan.zone == zone), f"in.{zone}") for zone in row
        )
        for row in _ZONES
    )


def _days(t: Catalog, sight: Sight) -> Choices:
    plan, names = sight.group.plan, day_names(t)
    each = [
        (_marked(name, chosen=number in plan.days), f"on.{number}.{int(number not in plan.days)}")
        for number, name in enumerate(names)
    ]
    week = f"{names[0]}–{names[len(_WEEKDAYS) - 1]}"
    every = groups.days(t, replace(plan, days=Plan().days))
    return (tuple(each[:4]), tuple(each[4:]), ((week, "week.5"), (every, "week.7")))


def _quiet(t: Catalog, sight: Sight) -> Choices:
    plan, each = sight.group.plan, []
    for first, last in _QUIET:
        hours = (60 * first, 60 * last)
        label = _marked(groups.quiet(t, hours), chosen=plan.quiet == hours)
        each.append((label, f"hush.{hours[0]}-{hours[1]}"))
    none = (_marked(groups.button(t, "none"), chosen=plan.quiet is None), "hush.")
    return (tuple(each[:2]), tuple(each[2:]), (none,))


def _languages(t: Catalog, sight: Sight) -> Choices:
    plan = sight.group.plan
    each = tuple(
        (_marked(native_name(code), chosen=plan.language == code), f"speak.{code}")
        for code in INTERFACE_LANGUAGES
    )
    same = (_marked(groups.button(t, "same"), chosen=plan.language is None), "speak.")
    return (each, (same,))


def _more(t: Catalog, sight: Sight) -> Choices:
    plan, rows = sight.group.plan, []
    if sight.is_group:
        least = tuple(
            (_marked(f"≥ {count}", chosen=plan.minimum == count), f"min.{count}")
            for count in _MINIMA
        )
        rows.append(least)
        rows.append(
            ((_marked(groups.button(t, "pin"), chosen=plan.pins), f"pin.{int(not plan.pins)}"),)
        )
    if sight.group.is_forum:
        is_here = plan.thread_id == sight.thread_id
        rows.append(((_marked(groups.button(t, "here"), chosen=is_here), "here"),))
    rows.append(
        (
            (
                _marked(groups.button(t, "tell"), chosen=plan.tells_quiet),
                f"tell.{int(not plan.tells_quiet)}",
            ),
        )
    )
    if sight.has_feed:
        rows.append(((groups.button(t, "feed"), "feed"),))
    return tuple(rows)


def _marked(label: str, *, chosen: bool) -> str:
    return f"• {label}" if chosen else label


def _hours(value: str) -> tuple[int, int] | None:
    first, _, last = value.partition("-")
    return (int(first), int(last)) if last else None


_PAGES: Final[Mapping[str, Callable[[Catalog, Sight], Choices]]] = {
    "time": _times,
    "zone": _zones,
    "days": _days,
    "quiet": _quiet,
    "lang": _languages,
    "more": _more,
}
PAGES: Final = ("main", *_PAGES)

_CHANGES: Final[Mapping[str, Callable[[str, Sight], Mapping[str, Any]]]] = {
    "at": lambda value, _: {"minute": int(value)},
    "in": lambda value, _: {"zone": value},
    "on": lambda value, sight: {"days": _with_day(sight.group.plan.days, value)},
    "week": lambda value, _: {"days": _WEEKDAYS if value == "5" else Plan().days},
    "hush": lambda value, _: {"quiet": _hours(value)},
    "speak": lambda value, _: {"language": LanguageCode(value) if value else None},
    "min": lambda value, _: {"minimum": int(value)},
    "pin": lambda value, _: {"pins": value == "1"},
    "tell": lambda value, _: {"tells_quiet": value == "1"},
    "here": lambda _, sight: {"thread_id": sight.thread_id},
}
_AFTER: Final = {"at": "time", "in": "zone", "on": "days", "week": "days", "hush": "quiet"} | {
    "speak": "lang",
    **dict.fromkeys(("min", "pin", "tell", "here"), "more"),
}
