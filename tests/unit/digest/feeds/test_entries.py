"""What feeds' readers give, put in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import KK, RU
from bot.digest.feeds.entries import (
    MAX_ENTRIES,
    MAX_GUID_CHARS,
    MAX_LEAD_CHARS,
    MAX_TITLE_CHARS,
    Entry,
    cut,
    is_address,
    ordered,
)

URL = "https://kala.kz/1"
TITLE = "Қалада жаңа мектеп ашылды"


def entry(
    guid: str = "1",
    url: str = URL,
    title: str = TITLE,
    lead: str = "",
    published: int | None = None,
) -> Entry:
    return Entry(guid, url, title, lead, published)


def only(found: Entry) -> Entry:
    (kept,) = ordered("", None, [found]).entries
    return kept


def test_the_newest_stand_first_and_no_more_than_wanted() -> None:
    found = [entry(str(at), published=1_700_000_000 + at) for at in range(MAX_ENTRIES + 5)]

    kept = ordered("", None, found).entries

    assert [one.guid for one in kept[:2]] == ["104", "103"]
    assert len(kept) == MAX_ENTRIES


def test_what_has_no_date_keeps_its_place_before_the_dated() -> None:
    found = [entry("old", published=1_700_000_000), entry("a"), entry("b")]

    assert [one.guid for one in ordered("", None, found).entries] == ["a", "b", "old"]


def test_a_date_before_feeds_were_invented_is_none() -> None:
    assert only(entry(published=0)).published is None
    assert only(entry(published=-62_135_596_800)).published is None


def test_the_first_of_a_guid_stands_for_it() -> None:
    found = [entry(title="Бірінші хабар"), entry(title="Екінші хабар")]

    assert [one.title for one in ordered("", None, found).entries] == ["Бірінші хабар"]


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "ftp://kala.kz/1", "/1", "https://", "https://[kala"]
)
def test_what_leads_to_no_page_is_left_out(url: str) -> None:
    assert ordered("", None, [entry(url=url)]).entries == ()


def test_an_address_is_one_line_of_reasonable_length() -> None:
    assert is_address(URL)
    assert not is_address("https://kala.kz/a b")
    assert not is_address("https://kala.kz/a\nb")
    assert not is_address("https://kala.kz/" + "a" * 2_048)


def test_without_words_there_is_nothing_to_announce() -> None:
    assert ordered("", None, [entry(title=" \u200b ", lead="")]).entries == ()


def test_a_guid_is_the_link_where_there_is_none_and_a_hash_where_it_is_endless() -> None:
    assert only(entry(guid=" ")).guid == URL
    assert len(only(entry(guid="x" * (MAX_GUID_CHARS + 1))).guid) == 64


def test_a_post_without_title_is_headed_by_its_beginning() -> None:
    short = only(entry(title="", lead="Қысқа хабар.\nТолығырақ."))
    long = only(entry(title="", lead="Өте ұзақ сөйлем " * 20))

    assert short.title == "Қысқа хабар."
    assert long.title.endswith("Өте…")
    assert len(long.title) <= 101


def test_title_and_lead_are_clean_and_bounded() -> None:
    kept = only(entry(title="  Бір\n екі\u200b  үш " + "сөз " * 200, lead="а\x00б " * 2_000))

    assert kept.title.startswith("Бір екі үш сөз")
    assert len(kept.title) <= MAX_TITLE_CHARS
    assert kept.lead.startswith("аб аб")
    assert len(kept.lead) <= MAX_LEAD_CHARS


def test_each_entry_is_identified_by_its_own_words() -> None:
    russian = "Жители города попросили власти отремонтировать дорогу у школы"

    feed = ordered("", RU, [entry("1"), entry("2", title=russian), entry("3", title="2026")])

    assert [one.language for one in feed.entries] == [KK, RU, feed.language]


def test_an_empty_feed_has_the_language_that_it_declares() -> None:
    assert ordered(" Қала \n жаңалықтары ", KK, []).language == KK
    assert ordered(" Қала \n жаңалықтары ", KK, []).title == "Қала жаңалықтары"


@given(st.text(max_size=80), st.integers(1, 40))
def test_what_is_cut_is_a_beginning(text: str, chars: int) -> None:
    made = cut(text, chars)

    assert text.startswith(made)
    assert len(made) <= chars or made == text


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_words_become_entries_that_can_be_kept(guid: str, title: str, lead: str) -> None:
    for kept in ordered(title, None, [entry(guid=guid, title=title, lead=lead)]).entries:
        assert kept.guid
        assert kept.title
        f"{kept.guid}{kept.title}{kept.lead}".encode()
