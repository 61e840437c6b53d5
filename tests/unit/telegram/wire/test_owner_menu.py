"""The owner's menu is registered once their chat is known."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest
from structlog.testing import capture_logs
from telegram import BotCommand, BotCommandScope
from telegram.error import BadRequest

from bot.core.access import Mode
from bot.core.languages import EN, KK
from bot.i18n.catalogs import ENGLISH, Catalog
from bot.service.access import Access
from bot.telegram.wire.owner_menu import keep_owner_menu
from tests.contract.people_stores import FakeAccessStore

if TYPE_CHECKING:
    from telegram import Bot

OWNER = 8
CATALOGS = {EN: ENGLISH, KK: Catalog(KK)}


class Menus:
    """What Telegram knows of menus; it refuses while *refusals* are left."""

    def __init__(self, refusals: int = 0) -> None:
        self.kept: dict[tuple[Any, str | None], tuple[BotCommand, ...]] = {}
        self.refusals = refusals
        self.sets = 0

    async def get_my_commands(self, scope: Any, language: str | None) -> tuple[BotCommand, ...]:
        if self.refusals:
            self.refusals -= 1
            raise BadRequest("chat not found")
        return self.kept.get((scope.chat_id, language), ())

    async def set_my_commands(
        self, commands: tuple[BotCommand, ...], scope: BotCommandScope, language: str | None
    ) -> None:
        self.sets += 1
        self.kept[cast("Any", scope).chat_id, language] = commands


def access(setting: str | None) -> Access:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    return Access(FakeAccessStore(), lambda: now, Mode.OPEN, setting)


async def keep(menus: Menus, given: Access) -> None:
    await keep_owner_menu(cast("Bot", menus), CATALOGS, given)


async def test_what_is_as_it_should_be_is_left_alone() -> None:
    menus, given = Menus(), access("8")
    for _ in range(2):
        await keep(menus, given)

    assert menus.sets == 2
    assert set(menus.kept) == {(OWNER, None), (OWNER, "kk")}
    assert [one.command for one in menus.kept[OWNER, None]][-2:] == ["allow", "health"]


@pytest.mark.parametrize(("setting", "refusals"), [("@aliya", 0), ("8", 1)])
async def test_it_waits_for_an_owner_who_has_not_written(setting: str, refusals: int) -> None:
    menus, given = Menus(refusals), access(setting)
    with capture_logs() as logged:
        keeping = asyncio.create_task(keep(menus, given))
        await asyncio.sleep(0.01)
        assert menus.kept == {}
        await given.meet_owner(OWNER)
        await keeping

    assert len(menus.kept) == 2
    assert len(logged) == refusals
