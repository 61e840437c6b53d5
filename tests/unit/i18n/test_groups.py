"""What is said of a group's plan holds every setting, in any state of it."""

from dataclasses import replace

from bot.core.digests import Feed
from bot.core.groups import Group, Plan
from bot.digest.feeds.pace import Standing
from bot.i18n import groups
from bot.i18n.catalogs import ENGLISH

PLAN = Plan(days=(0, 2), quiet=None, wanted=("метро",), muted=("футбол",), is_on=False)


def shown(group: Group) -> list[str]:
    return groups.plan(ENGLISH, group, zone="Almaty", sources=2, upcoming=None).splitlines()


def test_a_panel_of_a_private_chat_has_a_line_a_setting() -> None:
    assert shown(Group(7, plan=PLAN)) == [
        "Digest: off",
        "Time: 09:00 (Almaty)",
        "Days: Mon, Wed",
        "Quiet hours: none",
        "Language: as in this chat",
        "Sources: 2",
        "Only news with: метро",
        "No news with: футбол",
    ]


def test_no_days_are_a_stroke() -> None:
    assert "Days: –" in shown(Group(7, plan=replace(PLAN, days=())))


def test_what_the_bot_lacks_is_said() -> None:
    assert groups.cannot_pin(ENGLISH) == "To pin the digest I need the right to pin messages."
    assert groups.no_atom(ENGLISH).startswith("The owner of this bot has not opened feeds")


def test_who_had_not_opted_out_is_told_so() -> None:
    assert groups.opted_in(ENGLISH, was_out=False) == "You had not opted out here."
    assert "in any group" in groups.opted_out(ENGLISH, 2, everywhere=True)


def test_a_feed_in_trouble_says_which() -> None:
    told = [groups.source_trouble(ENGLISH, standing) for standing in Standing]

    assert told == ["", "does not answer", "closed by its site"]


def test_a_source_is_its_title_and_site_once() -> None:
    assert groups.source(Feed("u", "Қала", "a.kz")) == "Қала (a.kz)"
    assert (
        groups.source(Feed("u", "a.kz", "a.kz")) == groups.source(Feed("u", "", "a.kz")) == "a.kz"
    )


def test_a_zone_without_a_city_is_its_distance() -> None:
    assert groups.zone_name(ENGLISH, "Asia/Almaty", "UTC+5") == "Almaty, UTC+5"
    assert groups.zone_name(ENGLISH, "UTC", "UTC") == "UTC"
