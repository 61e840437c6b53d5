"""The desk of inline queries: bounded, each person's latest alone, and never in anybody's way."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import InlineQueryResult, InlineQueryResultsButton

from bot.core.errors import DatabaseBusyError
from bot.core.languages import KK, RU
from bot.core.models import Length
from bot.i18n.catalogs import load_catalogs, locales_folder
from bot.service.preferences import Chosen
from bot.telegram.anywhere import inline
from bot.telegram.anywhere.inline import InlineDesk
from bot.telegram.anywhere.offers import Typed
from bot.telegram.anywhere.results import Offer, Result
from bot.telegram.shown.rich import bold
from bot.translation.pace import Pace, Window


def update(number: int = 1, person: int = 7, text: str = "Сәлем") -> dict[str, Any]:
    sender = {"id": person, "language_code": "ru", "username": "aigul"}
    return {"inline_query": {"id": str(number), "from": sender, "query": text, "offset": ""}}


class Bot:
    """Notes what is answered."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[Sequence[InlineQueryResult], str | None]] = {}

    async def answer_inline_query(
        self,
        query_id: str,
        results: Sequence[InlineQueryResult],
        *,
        button: InlineQueryResultsButton | None,
        **_: object,
    ) -> bool:
        self.answers[query_id] = results, button.text if button else None
        return True


class Offers:
    """Waits for *go* before it offers *offer*, or raises it."""

    def __init__(self) -> None:
        self.offer: Offer | Exception = Offer((Result("1", "Бір", "", bold("Бір")),))
        self.go = asyncio.Event()
        self.go.set()
        self.asked: list[str] = []
        self.choice: Chosen | Exception = Chosen(KK, Length.SHORT)
        catalogs = load_catalogs(locales_folder())
        qysqa = SimpleNamespace(preferences=SimpleNamespace(of=self._of))
        self.desk = SimpleNamespace(
            qysqa=qysqa, catalogs=catalogs, catalog=lambda language, _: catalogs[language]
        )

    async def _of(self, chat_id: int, app_language: str | None) -> Chosen:
        if isinstance(self.choice, Exception):
            raise self.choice
        return self.choice

    async def at_once(self, typed: Typed) -> Offer | None:
        return None if typed.asked.text else Offer(button="Алдымен")

    async def translated(self, typed: Typed) -> Offer:
        self.asked.append(typed.asked.text)
        await self.go.wait()
        if isinstance(self.offer, Exception):
            raise self.offer
        return self.offer


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
def offers() -> Offers:
    return Offers()


@pytest.fixture
async def desk(bot: Bot, offers: Offers) -> AsyncIterator[InlineDesk]:
    desk = InlineDesk(bot, offers, wait_s=0)  # type: ignore[arg-type] # all of them that it asks
    yield desk
    await desk.aclose()


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_a_query_is_answered_in_the_language_of_the_person(
    desk: InlineDesk, bot: Bot
) -> None:
    desk.take(update())
    await settled()

    ((result,), button) = bot.answers["1"]
    assert (result.id, button) == ("1", None)
    shown = result.to_dict()["input_message_content"]
    assert shown["entities"] == [{"type": "bold", "offset": 0, "length": 3}]


async def test_what_is_no_query_is_let_go(desk: InlineDesk, bot: Bot) -> None:
    for odd in ({}, {"inline_query": {"id": "1"}}, {"inline_query": "x"}):
        desk.take(odd)
    desk.take({"inline_query": {"id": "1", "query": "a", "from": []}})
    await settled()

    assert bot.answers == {}


async def test_a_newer_query_leaves_the_older_one_unanswered(
    desk: InlineDesk, bot: Bot, offers: Offers
) -> None:
    offers.go.clear()
    desk.take(update(1, text="Сә"))
    await settled()
    desk.take(update(2, text="Сәлем"))
    offers.go.set()
    await settled()

    assert bot.answers.keys() == {"2"}


async def test_one_that_is_overtaken_while_it_waits_asks_nobody(
    desk: InlineDesk, bot: Bot, offers: Offers
) -> None:
    desk.take(update(1, text="Сә"))
    desk.take(update(2, text="Сәлем"))
    await settled()

    assert offers.asked == ["Сәлем"]
    assert bot.answers.keys() == {"2"}


async def test_other_people_are_not_overtaken(desk: InlineDesk, bot: Bot) -> None:
    desk.take(update(1, person=7))
    desk.take(update(2, person=8))
    await settled()

    assert bot.answers.keys() == {"1", "2"}


async def test_who_types_too_fast_is_not_told(desk: InlineDesk, bot: Bot) -> None:
    desk.pace = Pace([Window(1, 60)])
    desk.take(update(1))
    await settled()
    desk.take(update(2))
    await settled()

    assert bot.answers.keys() == {"1"}


async def test_no_more_are_worked_on_than_one_process_bears(
    desk: InlineDesk, bot: Bot, offers: Offers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline, "MAX_RUNNING", 2)
    offers.go.clear()
    for number in (1, 2, 3):
        desk.take(update(number, person=number))
    offers.go.set()
    await settled()

    assert bot.answers.keys() == {"1", "2"}


async def test_who_is_kept_out_gets_nothing(desk: InlineDesk, bot: Bot) -> None:
    async def gate(person_id: int, user_name: str | None) -> bool:
        return (person_id, user_name) != (7, "aigul")

    desk.gate = gate
    desk.take(update(1))
    desk.take(update(2, person=8))
    await settled()

    assert bot.answers.keys() == {"2"}


@pytest.mark.parametrize("error", [DatabaseBusyError("qysqa.db"), ValueError("«құпия»")])
@pytest.mark.parametrize("where", ["offer", "choice"])
async def test_a_fault_is_a_button_with_what_to_do(
    desk: InlineDesk,
    bot: Bot,
    offers: Offers,
    error: Exception,
    where: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    setattr(offers, where, error)
    desk.take(update())
    await settled()

    words = load_catalogs(locales_folder())[RU].gettext(
        "Something broke on my side. Ask me in private"
    )
    assert bot.answers["1"] == ([], words)
    assert "құпия" not in capsys.readouterr().out


async def test_at_the_end_what_is_not_answered_is_let_go(
    desk: InlineDesk, bot: Bot, offers: Offers
) -> None:
    offers.go.clear()
    desk.take(update())
    await settled()
    await desk.aclose()

    assert bot.answers == {}
    offers.go.set()
    desk.take(update(2))
    await settled()
    assert bot.answers.keys() == {"2"}


async def test_nobody_is_remembered_after_the_answer(desk: InlineDesk) -> None:
    desk.take(update())
    await settled()

    assert (desk._latest, desk._running) == ({}, set())
