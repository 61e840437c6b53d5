from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors.groups import UnknownZoneError
from bot.core.groups import DAY_MINUTES, DEFAULT_ZONE
from bot.digest.cities import CITIES
from bot.digest.zones import (
    city_of,
    find_minute,
    find_quiet,
    find_zone,
    offset_label,
    zone_of,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Asia/Almaty", "Asia/Almaty"),
        (" asia/ALMATY ", "Asia/Almaty"),
        ("Almaty", "Asia/Almaty"),
        ("Алматы", "Asia/Almaty"),
        ("АЛМА-АТА", "Asia/Almaty"),
        ("Астана", "Asia/Almaty"),
        ("Шымкент", "Asia/Almaty"),
        ("Қызылорда", "Asia/Qyzylorda"),
        ("Ақтау", "Asia/Aqtau"),
        ("Атырау", "Asia/Atyrau"),
        ("Орал", "Asia/Oral"),
        ("Қостанай", "Asia/Qostanay"),
        ("Москва", "Europe/Moscow"),
        ("Мәскеу", "Europe/Moscow"),
        ("Ташкент", "Asia/Tashkent"),
        ("Бішкек", "Asia/Bishkek"),
        ("Берлин", "Europe/Berlin"),
        ("Istanbul", "Europe/Istanbul"),
        ("İstanbul", "Europe/Istanbul"),
        ("London", "Europe/London"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("Нью-Йорк", "America/New_York"),
        ("Санкт Петербург", "Europe/Moscow"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Port-au-Prince", "America/Port-au-Prince"),
        ("Turkey", "Europe/Istanbul"),
        ("Singapore", "Asia/Singapore"),
    ],
)
def test_a_zone_is_found_by_its_name_or_a_city(text: str, zone: str) -> None:
    assert find_zone(text) == zone


@pytest.mark.parametrize(
    ("text", "zone", "label"),
    [
        ("UTC+5", "Etc/GMT-5", "UTC+5"),
        ("gmt +3", "Etc/GMT-3", "UTC+3"),
        ("+05:00", "Etc/GMT-5", "UTC+5"),
        ("+0500", "Etc/GMT-5", "UTC+5"),
        ("UTC−3", "Etc/GMT+3", "UTC−3"),
        ("-11", "Etc/GMT+11", "UTC−11"),
        ("utc+14", "Etc/GMT-14", "UTC+14"),
        ("UTC+5:30", "Asia/Kolkata", "UTC+5:30"),
        ("UTC-9:30", "Pacific/Marquesas", "UTC−9:30"),
        ("МСК+2", "Etc/GMT-5", "UTC+5"),
        ("UTC", "UTC", "UTC"),
        ("GMT+0", "UTC", "UTC"),
        ("мск-3", "UTC", "UTC"),
    ],
)
def test_an_offset_is_a_zone_without_summer_time(text: str, zone: str, label: str) -> None:
    assert find_zone(text) == zone
    assert offset_label(zone, NOW) == label
    assert offset_label(zone, NOW.replace(month=7)) == label


@pytest.mark.parametrize(
    "text", ["", "Atlantis", "UTC+15", "UTC-13", "UTC+5:20", "localtime", "Factory", "America"]
)
def test_what_is_no_zone_is_refused_by_name(text: str) -> None:
    with pytest.raises(UnknownZoneError) as caught:
        find_zone(f" {text} ")

    assert caught.value.name == text


def test_every_city_is_in_a_zone_that_there_is() -> None:
    assert set(CITIES.values()) <= available_timezones()
    assert {find_zone(name) for name in CITIES} == set(CITIES.values())


@given(st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})))
def test_every_zone_is_found_by_its_own_name(zone: str) -> None:
    found = find_zone(zone.upper())

    assert offset_label(found, NOW) == offset_label(zone, NOW)


@given(st.text(max_size=20))
def test_any_text_is_a_known_zone_or_refused(text: str) -> None:
    try:
        zone = find_zone(text)
    except UnknownZoneError:
        return
    assert ZoneInfo(zone).key == zone


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "America", "../etc", "a\0b", "Asia/Almaty/"])
def test_a_name_that_is_no_zone_stands_for_the_default(name: str) -> None:
    assert zone_of(name).key == DEFAULT_ZONE
    assert offset_label(name, NOW) == offset_label(DEFAULT_ZONE, NOW)


def test_the_label_follows_the_date() -> None:
    assert offset_label("Asia/Almaty", datetime(2024, 2, 29, 17, 59, tzinfo=UTC)) == "UTC+6"
    assert offset_label("Asia/Almaty", datetime(2024, 2, 29, 18, 0, tzinfo=UTC)) == "UTC+5"
    assert offset_label("Europe/Berlin", datetime(2026, 7, 1, tzinfo=UTC)) == "UTC+2"
    assert offset_label("Asia/Kathmandu", NOW) == "UTC+5:45"


def test_a_zone_is_named_after_its_city() -> None:
    assert city_of("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert city_of("Asia/Almaty") == "Almaty"
    assert city_of("Etc/GMT-5") == ""
    assert city_of("UTC") == ""


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("9", 540),
        ("09:00", 540),
        ("9.30", 570),
        (" 21:05 ", 1_265),
        ("0", 0),
        ("23:59", 1_439),
        ("9 PM", 1_260),
        ("9:30am", 570),
        ("12am", 0),
        ("12:15 pm", 735),
    ],
)
def test_a_minute_may_be_written_in_several_ways(text: str, minute: int) -> None:
    assert find_minute(text) == minute


@pytest.mark.parametrize("text", ["", "24:00", "9:5", "09:60", "13 pm", "0 am", "nine", "1234"])
def test_what_is_no_time_of_day_is_none(text: str) -> None:
    assert find_minute(text) is None


@given(st.integers(0, DAY_MINUTES - 1))
def test_every_minute_is_found(minute: int) -> None:
    assert find_minute("{:02}:{:02}".format(*divmod(minute, 60))) == minute


@pytest.mark.parametrize(
    "text",
    ["22-8", "22:00–08:00", "22 — 8", "from 22 to 8", "с 22 до 8", "22.00-8.00", "10pm-8am"],
)
def test_quiet_hours_may_be_written_in_several_ways(text: str) -> None:
    assert find_quiet(text) == (1_320, 480)


@pytest.mark.parametrize("text", ["off", "OFF", "нет", "жоқ", "-", "0"])
def test_quiet_hours_can_be_turned_off(text: str) -> None:
    assert find_quiet(text) is None


@pytest.mark.parametrize("text", ["", "22", "9-9", "22-25", "a-b", "22:00"])
def test_other_quiet_hours_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no hours"):
        find_quiet(text)
