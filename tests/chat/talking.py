"""A group that talks about water, and a digest that is due: what tests of groups begin with."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.build import House
from bot.core.groups import Group, Plan
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json, Message, person

GROUP = -1_001_000_000_001  # as the numbers of supergroups are
ADMIN, MEMBER = person(5, "Ерлан", language="en"), person(6, "Мадина", language="en")
ME = person(7, language="en")
AIGUL = person(11, "Айгүл", language="en")
TALK = (
    (AIGUL, "Ертең сағат 10-нан 16-ға дейін су болмайды, құбыр жөнделеді"),
    (person(12, "Марат"), "Су қай үйлерде болмайды, біздің үйде де ме?"),
    (AIGUL, "Су Абай көшесіндегі барлық үйде өшіріледі, кестеде жазылған"),
    (person(13, "Дана"), "Құбыр жөндеу кешке бітеді деді, су сағат 16-да келеді"),
    (person(14, "Олжас"), "Суды бүгін кешке жинап қою керек, құбыр ескі"),
)


def talk(group: TelegramSimulator, chat: int = GROUP) -> list[Message]:
    return [group.say(text, chat, user=author) for author, text in TALK]


async def turned_on(group: TelegramSimulator, chat: int = GROUP) -> Message:
    """The panel, after an admin allowed that messages are kept."""
    question = await group.answer(group.say("/digest", chat, user=ADMIN))
    group.tap(question, "Turn the digest on", ADMIN)
    await shows(group, question, "Digest: on")
    return question


async def until(holds: Callable[[], Awaitable[bool]], tries: int = 500) -> None:
    """Ask every 10 ms whether it *holds*; the database tells nobody of changes."""
    for _ in range(tries):
        if await holds():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


async def shows(group: TelegramSimulator, panel: Message, text: str) -> None:
    """The panel says that, or has it on a button."""

    def is_there() -> bool:
        return text in panel.text or any(text in one.text for one in panel.buttons)

    await group.wait(lambda: [panel] if is_there() else [])


async def kept(house: House, count: int, chat: int = GROUP) -> None:
    """Wait until so many messages are kept."""

    async def count_them() -> bool:
        return len(await house.shelves.messages.latest(chat, 500)) == count

    await until(count_them)


async def plan(house: House, chat: int = GROUP, **changes: object) -> Group:
    """The digest is due since two minutes ago, in UTC."""
    group = await house.shelves.groups.group(chat) or Group(chat)
    due = time.gmtime(time.time() - 120)
    made = {
        "minute": 60 * due.tm_hour + due.tm_min,
        "zone": "UTC",
        "quiet": None,
        "is_on": True,
        "since": int(time.time()) - 3600,
        "minimum": 3,
        **changes,
    }
    group = replace(group, plan=Plan(**made))  # type: ignore[arg-type] # as the tests name them
    await house.shelves.groups.save_group(group)
    return group


async def aged(house: House, chat: int = GROUP) -> None:
    """What was said is older than the slot that is due."""
    messages = await house.shelves.messages.latest(chat, 500)
    await house.shelves.messages.keep([replace(one, at=one.at - 600) for one in messages])


def posts(group: TelegramSimulator, chat: int = GROUP) -> list[Message]:
    return [
        one
        for one in group.messages(chat)
        if one.text.startswith("Digest: ") and "Time:" not in one.text
    ]


def export(*texts: str, chat: int = 1) -> bytes:
    messages = [
        {
            "id": number,
            "type": "message",
            "date": "2026-11-23T10:00:00",
            "date_unixtime": str(int(time.time()) - 3600),
            "from": "Айгүл",
            "from_id": "user11",
            "text": text,
            "text_entities": [{"type": "plain", "text": text}],
        }
        for number, text in enumerate(texts, 1)
    ]
    value: Json = {"name": "Көршілер", "type": "private_supergroup", "id": chat}
    return json.dumps(value | {"messages": messages}, ensure_ascii=False).encode()
