"""The menu and the introduction, per language and per kind of chat."""

import json

import pytest
from structlog.testing import capture_logs

from bot.i18n import texts
from tests.chat.running import BotRunner
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator

EVERYWHERE, IN_PRIVATE, IN_GROUPS = (
    json.dumps({"type": kind}) for kind in ("default", "all_private_chats", "all_group_chats")
)


async def registered(telegram: TelegramSimulator) -> None:
    """The last call of each start: the introduction in the last language."""
    await telegram.wait(
        lambda: [one for one in telegram.calls if one.method == "getMyDescription"][2:]
    )
    if not telegram.world.profile.get(("description", "ru")):
        await telegram.wait(lambda: telegram.world.profile.get(("description", "ru")))


async def test_commands_are_registered_for_each_language_and_kind_of_chat(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        await registered(telegram)
        menu = telegram.world.commands

    scopes = (EVERYWHERE, IN_PRIVATE, IN_GROUPS)
    assert set(menu) == {(scope, code) for scope in scopes for code in ("", "kk", "ru")}
    names = {key: tuple(one["command"] for one in value) for key, value in menu.items()}
    assert names[IN_PRIVATE, ""] == names[EVERYWHERE, "ru"] == texts.COMMANDS
    assert names[IN_GROUPS, "kk"] == texts.GROUP_COMMANDS
    secret = {one["command"] for one in menu[IN_GROUPS, "ru"] if one.get("is_ephemeral")}
    assert secret == {"catchup"}


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("", "Translate: reply to a message with this command"),
        ("ru", "Перевести: ответьте этой командой на сообщение"),
        ("kk", "Аудару: осы командамен хабарға жауап беріңіз"),
    ],
)
async def test_a_command_is_described_in_the_language(
    telegram: TelegramSimulator, runner: BotRunner, code: str, line: str
) -> None:
    async with runner.running():
        await registered(telegram)
        (found,) = [
            one["description"]
            for one in telegram.world.commands[IN_GROUPS, code]
            if one["command"] == "tr"
        ]

    assert found == line


async def test_the_bot_introduces_itself_in_three_languages(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        await registered(telegram)
        profile = telegram.world.profile

    short = "Long articles in a few of their own sentences, in your language."
    assert profile["short_description", ""] == short
    assert profile["short_description", "kk"].endswith("сіздің тіліңізде.")
    assert profile["short_description", "ru"].endswith("на вашем языке.")
    hellos = [profile["description", code].split()[0] for code in ("", "ru", "kk")]
    assert hellos == ["Hello!", "Здравствуйте!", "Сәлеметсіз"]


async def test_what_is_as_it_should_be_is_left_alone(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        await registered(telegram)
        first = [call.method for call in telegram.calls if call.method.startswith("setMy")]
    telegram.calls.clear()
    async with runner.running():
        await registered(telegram)
        second = [call.method for call in telegram.calls if call.method.startswith("setMy")]

    assert len(first) == 15
    assert second == []


async def test_a_menu_that_is_refused_does_not_stop_the_bot(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.faults.append(Fault("setMyCommands", 429, "Too Many Requests", {"retry_after": 9}))
    with capture_logs() as logged:
        async with runner.running():
            answer = await telegram.answer(telegram.say("/help"))
            await telegram.wait(lambda: not telegram.faults)

    assert answer.text
    assert ("menu.failed", "en") in [(one["event"], one.get("language")) for one in logged]
