import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.groups import GroupMessage
from bot.digest.talk.links import MAX_LINKS, link_keys, shared_links, without_tracking


def shared(*links: tuple[str, ...]) -> list[tuple[str, int]]:
    messages = [GroupMessage(1, n, "", "Sam", 1, at=n, links=each) for n, each in enumerate(links)]
    return [(each.url, each.times) for each in shared_links(messages)]


def test_the_most_shared_comes_first_then_the_oldest() -> None:
    links = [("https://a.kz/1",), ("https://b.kz/1",), ("https://c.kz/1", "https://c.kz/1")]

    assert shared(*links, ("https://b.kz/1",)) == [
        ("https://b.kz/1", 2),
        ("https://a.kz/1", 1),
        ("https://c.kz/1", 1),
    ]


def test_one_page_under_several_addresses_is_shown_once_as_it_came_first() -> None:
    assert shared(
        ("http://www.Example.kz/Su/?utm_source=tg&id=2",), ("https://example.kz/Su/?id=2#top",)
    ) == [("http://www.example.kz/Su/?id=2", 2)]


@pytest.mark.parametrize(
    "link", ["tg://resolve", "mailto:a@example.kz", "https://", "http://[", ""]
)
def test_what_opens_no_page_is_left_out(link: str) -> None:
    assert shared((link,)) == []
    assert link_keys([link]) == ()


def test_keys_come_once() -> None:
    assert link_keys(["https://example.kz/", "http://www.example.kz"]) == ("example.kz",)


def test_only_the_first_are_given() -> None:
    assert len(shared(*[(f"https://example.kz/{n}",) for n in range(MAX_LINKS + 5)])) == MAX_LINKS


@given(st.text())
def test_cutting_twice_changes_nothing(link: str) -> None:
    once = without_tracking(link)

    assert without_tracking(once) == once
