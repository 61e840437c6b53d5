"""The address of a digest's feed: made once, found by its secret alone."""

import pytest

from bot.core.digests import Issued
from bot.core.groups import Group
from bot.core.languages import KK
from bot.service.atom import AtomFeeds
from tests.contract.digest_stores import DigestRows, FakeGroupStore, FakeRunStore

GROUP = Group(-1007, "Топ")


@pytest.fixture
def feeds() -> AtomFeeds:
    rows = DigestRows()
    secrets = iter(("one", "two"))
    return AtomFeeds(
        FakeGroupStore(rows), FakeRunStore(rows), "https://q.kz/", lambda: next(secrets)
    )


async def test_an_address_is_made_with_the_first_question_and_stays(feeds: AtomFeeds) -> None:
    assert await feeds.address(GROUP) == "https://q.kz/feeds/one.atom"
    known = await feeds.groups.group(-1007)
    assert known == Group(-1007, "Топ", secret="one")
    assert await feeds.address(known) == "https://q.kz/feeds/one.atom"


async def test_a_feed_is_found_by_its_secret_with_its_digests(feeds: AtomFeeds) -> None:
    await feeds.address(GROUP)
    issued = Issued(-1007, "2026-11-23T09:00", 9, "Дайджест", "<b>Су</b>", KK)
    await feeds.runs.issue(issued)

    assert await feeds.find("one") == (Group(-1007, "Топ", secret="one"), [issued])
    assert await feeds.find("two") is None
    assert await feeds.find("") is None


async def test_an_owner_without_an_address_has_no_feeds(feeds: AtomFeeds) -> None:
    closed = AtomFeeds(feeds.groups, feeds.runs, None, lambda: "x")

    assert (feeds.is_open, closed.is_open) == (True, False)
    assert await closed.address(GROUP) is None
