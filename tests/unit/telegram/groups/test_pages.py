"""The panel of /digest: each button does what stands on it, and the page shows it then."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.core.groups import Group, Plan
from bot.core.languages import EN, KK, RU
from bot.i18n.catalogs import ENGLISH, Catalog, load_catalogs, locales_folder
from bot.telegram.groups.pages import (
    PAGES,
    Sight,
    buttons,
    changes,
    consent_buttons,
    page_of,
)

GROUP = Group(-1007, "Топ", is_forum=True, collects=True, plan=Plan(is_on=True))
SIGHT = Sight(GROUP, is_group=True, thread_id=9, has_feed=True)
CATALOGS = load_catalogs(locales_folder())


def labels(page: str, sight: Sight = SIGHT, t: Catalog = ENGLISH) -> dict[str, str]:
    """What stands on each button of the page, by its action."""
    return {action: label for row in buttons(t, page, sight) for label, action in row}


def pressed(action: str, sight: Sight = SIGHT) -> Sight:
    """What the panel is shown for after a press."""
    wanted = changes(action, sight)
    assert wanted is not None
    plan = replace(sight.group.plan, **wanted)
    return replace(sight, group=replace(sight.group, plan=plan))


def settings() -> Iterator[str]:
    for page in PAGES:
        for action in labels(page):
            if changes(action, SIGHT) is not None:
                yield action


@pytest.mark.parametrize("action", sorted(set(settings())))
def test_a_choice_is_marked_on_the_page_that_is_shown_after_it(action: str) -> None:
    after = pressed(action)
    marked = {name for name, label in labels(page_of(action), after).items() if "•" in label}
    before = labels(page_of(action))[action]

    if action.startswith("week."):
        days = 5 if action == "week.5" else 7
        assert marked == {f"on.{day}.0" for day in range(days)}
    elif action.startswith(("pin.", "tell.", "on.")):  # now it offers the contrary
        contrary = f"{action[:-1]}{1 - int(action[-1])}"
        assert (contrary in marked) is ("•" not in before)
    else:
        assert action in marked


@pytest.mark.parametrize(
    ("action", "plan"),
    [
        ("at.420", {"minute": 420}),
        ("in.Europe/Moscow", {"zone": "Europe/Moscow"}),
        ("on.6.0", {"days": (0, 1, 2, 3, 4, 5)}),
        ("on.6.1", {"days": (0, 1, 2, 3, 4, 5, 6)}),
        ("week.5", {"days": (0, 1, 2, 3, 4)}),
        ("week.7", {"days": (0, 1, 2, 3, 4, 5, 6)}),
        ("hush.1320-480", {"quiet": (1320, 480)}),
        ("hush.", {"quiet": None}),
        ("speak.kk", {"language": "kk"}),
        ("speak.", {"language": None}),
        ("min.20", {"minimum": 20}),
        ("pin.1", {"pins": True}),
        ("pin.0", {"pins": False}),
        ("tell.0", {"tells_quiet": False}),
        ("here", {"thread_id": 9}),
    ],
)
def test_an_action_changes_one_thing(action: str, plan: dict[str, object]) -> None:
    assert changes(action, SIGHT) == plan


@pytest.mark.parametrize("action", [*PAGES, "now", "stop", "start", "agree", "no", "feed", "x"])
def test_what_is_no_setting_changes_nothing(action: str) -> None:
    assert changes(action, SIGHT) is None


@pytest.mark.parametrize(
    ("action", "page"),
    [("main", "main"), ("zone", "zone"), ("at.540", "time"), ("pin.1", "more"), ("start", "main")],
)
def test_each_action_leads_to_a_page(action: str, page: str) -> None:
    assert page_of(action) == page


def test_what_is_pressed_twice_comes_to_the_same() -> None:
    assert pressed("on.2.0", pressed("on.2.0")) == pressed("on.2.0")
    assert pressed("on.2.1", pressed("on.2.0")) == SIGHT
    assert pressed("pin.1", pressed("pin.1")) == pressed("pin.1")


def test_a_digest_that_is_off_can_be_started_and_not_stopped() -> None:
    off = replace(SIGHT, group=replace(GROUP, plan=Plan()))

    assert {"now", "stop"} <= set(labels("main"))
    assert "start" in labels("main", off)
    assert not {"now", "stop"} & set(labels("main", off))


def test_a_private_chat_has_neither_pins_nor_topics_nor_a_least_number_of_messages() -> None:
    private = Sight(Group(7), is_group=False)

    assert set(labels("more", private)) == {"tell.0", "main"}


@pytest.mark.parametrize("language", [EN, RU, KK])
def test_every_page_fits_a_phone_and_leads_back(language: str) -> None:
    t = next(one for one in CATALOGS.values() if one.language == language)
    for page in PAGES:
        rows = buttons(t, page, SIGHT)
        assert all(1 <= len(row) <= 4 for row in rows)
        assert page == "main" or rows[-1][0][1] == "main"
    assert [action for row in consent_buttons(t) for _, action in row] == ["agree", "no"]
