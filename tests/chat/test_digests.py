"""A group's digest through the real application: leave, panel, posts, catch-up, migration."""

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.build import House
from bot.core.groups import Group, Plan
from tests.chat.running import BotRunner
from tests.simulator.newsstand import Shelf, Story, newsstand, rss
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import BOT, Json, Message, person

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


@pytest.fixture
def group(telegram: TelegramSimulator) -> TelegramSimulator:
    telegram.group(GROUP, forum=True, administrators={5, BOT["id"]}, title="Көршілер", owner=1)
    return telegram


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


async def test_nothing_is_kept_before_an_admin_allows_it_and_all_is_after(
    group: TelegramSimulator, house: House
) -> None:
    talk(group)
    question = await group.answer(group.say("/digest", GROUP, user=ADMIN))

    assert "I keep this group's messages for 7 days" in question.text
    await kept(house, 0)
    group.tap(question, "Turn the digest on", ADMIN)
    await shows(group, question, "Digest: on")
    assert "Time: 09:00 (Almaty, UTC+5)" in question.text
    talk(group)
    await kept(house, 5)


async def test_who_says_no_leaves_nothing_behind(group: TelegramSimulator, house: House) -> None:
    question = await group.answer(group.say("/digest", GROUP, user=ADMIN))
    group.tap(question, "Cancel", ADMIN)
    await shows(group, question, "I keep nothing")

    assert await house.shelves.groups.group(GROUP) is None


async def test_a_bot_that_cannot_see_says_what_to_change(
    telegram: TelegramSimulator, house: House
) -> None:
    telegram.group(GROUP, administrators={5}, privacy=True)
    question = await telegram.answer(telegram.say("/digest", GROUP, user=ADMIN))

    telegram.world.privacy = True
    question = await telegram.answer(telegram.say("/digest", GROUP, user=ADMIN))
    assert "I can't see this group's messages yet. Make me an admin here" in question.text


async def test_only_admins_open_the_panel_and_only_who_opened_it_uses_it(
    group: TelegramSimulator, house: House
) -> None:
    refusal = await group.answer(group.say("/digest", GROUP, user=MEMBER))
    assert refusal.text == "In a group only its admins change the settings."
    panel = await turned_on(group)
    group.tap(panel, "Stop the digest", MEMBER)
    answer = await group.answer(panel)

    assert answer.text == ("This panel belongs to somebody else. Send /digest to get your own.")
    assert "Digest: on" in panel.text


async def test_the_panel_changes_the_plan(group: TelegramSimulator, house: House) -> None:
    panel = await turned_on(group)
    for button, shown in (
        ("Time", "Any other time"),
        ("21:00", "Time: 21:00"),
        ("Back", "Send it now"),
        ("Quiet hours", "23:00–07:00"),
        ("23:00–07:00", "Quiet hours: 23:00–07:00"),
        ("Back", "Send it now"),
        ("Language", "Қазақша"),
        ("Қазақша", "Language: Қазақша"),
    ):
        group.tap(panel, button, ADMIN)
        await shows(group, panel, shown)

    known = await house.shelves.groups.group(GROUP)
    assert known is not None
    assert (known.plan.minute, known.plan.quiet) == (21 * 60, (23 * 60, 7 * 60))
    assert known.plan.language == "kk"


async def test_words_after_the_command_change_the_plan_too(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    for words, shown in (
        ("07:45", "Time: 07:45"),
        ("zone Мәскеу", "(Moscow, UTC+3)"),
        ("quiet off", "Quiet hours: none"),
    ):
        assert shown in (await group.answer(group.say(f"/digest {words}", GROUP, user=ADMIN))).text
    odd = await group.answer(group.say("/digest zone Neverland", GROUP, user=ADMIN))

    assert odd.text.startswith("I know no time or place “neverland”.")


async def test_a_digest_names_its_topic_quotes_it_and_leads_to_it(
    group: TelegramSimulator, house: House
) -> None:
    panel = await turned_on(group)
    said = talk(group)
    await kept(house, 5)
    await plan(house)
    group.tap(panel, "Send it now", ADMIN)
    digest = await group.answer(said[-1])

    assert digest.text.startswith("Digest: Көршілер\n")
    assert digest.text.splitlines()[3].startswith("1. ")
    assert any(f"«{text}»" in digest.text for _, text in TALK)
    assert "https://t.me/c/" in digest.html or "Go to message" in digest.text
    assert digest.silent


async def test_a_planned_digest_comes_once_where_it_was_planned_and_is_pinned(
    group: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running() as house:
        await turned_on(group)
        group.topic(GROUP, 100, "Дайджест")
        talk(group)
        await kept(house, 5)
        await aged(house)
        await plan(house, thread_id=100, pins=True)
        assert await house.digests.rounds.tick() == 1
        assert await house.digests.rounds.tick() == 0
        digest = (await group.wait(lambda: posts(group)))[0]
        assert digest.thread == 100
    async with runner.running() as house:
        assert await house.digests.rounds.tick() == 0
        await asyncio.sleep(0.2)

    assert len(posts(group)) == 1
    assert [one.id for one in group.world.chats[GROUP].pinned] == [digest.id]


def posts(group: TelegramSimulator, chat: int = GROUP) -> list[Message]:
    return [
        one
        for one in group.messages(chat)
        if one.text.startswith("Digest: ") and "Time:" not in one.text
    ]


async def test_a_quiet_day_is_one_line_or_nothing(group: TelegramSimulator, house: House) -> None:
    panel = await turned_on(group)
    await plan(house)
    await house.digests.rounds.tick()
    line = await group.answer(panel)

    assert line.text == "A quiet day: fewer than 3 messages, so no digest."


async def test_a_digest_whose_topic_is_closed_says_so_in_general(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    group.topic(GROUP, 100, "Дайджест")
    talk(group)
    await kept(house, 5)
    await aged(house)
    await plan(house, thread_id=100)
    group.close_topic(GROUP, 100)
    group.world.chats[GROUP].administrators.discard(BOT["id"])
    await house.digests.rounds.tick()
    found = await group.wait(
        lambda: [one for one in group.messages(GROUP) if "closed or deleted" in one.text]
    )

    assert found[0].thread is None
    assert "Digest: Көршілер" in found[0].text


async def test_a_digest_waits_when_telegram_asks_for_it_and_comes_once(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    await aged(house)
    await plan(house)
    slow_down = {"retry_after": 1}
    group.faults.append(Fault("sendMessage", 429, "Too Many Requests", slow_down, GROUP))
    await house.digests.rounds.tick()
    await group.wait(lambda: posts(group))
    await asyncio.sleep(0.3)

    assert len(posts(group)) == 1


async def test_what_i_missed_is_seen_by_me_alone(group: TelegramSimulator, house: House) -> None:
    await turned_on(group)
    group.say("Мен кеттім, кешке келемін", GROUP, user=MEMBER)
    await kept(house, 1)
    await aged(house)
    talk(group)
    await kept(house, 6)
    before = len(group.messages(GROUP))
    group.say("/catchup", GROUP, user=MEMBER, ephemeral=True)
    answer = (await group.wait(lambda: group.ephemeral(GROUP, MEMBER["id"])))[0]

    assert "Your last message:" in answer.text
    assert "Messages since then: 5" in answer.text
    assert answer.text.endswith("Only you can see this.")
    assert len(group.messages(GROUP)) == before


async def test_where_all_would_see_it_a_button_leads_to_the_private_chat(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.group(GROUP, administrators={5, BOT["id"]}, title="Көршілер")
    async with runner.running() as house:
        await turned_on(telegram)
        talk(telegram)
        await kept(house, 5)
        answer = await telegram.answer(telegram.say("/catchup 6h", GROUP, user=MEMBER))
        assert "су" not in answer.text
        payload = answer.buttons[0].url.partition("?start=")[2]
        private = await telegram.answer(telegram.say(f"/start {payload}", 6, user=MEMBER))
        assert private.text.startswith("Digest: Көршілер\n")

        stranger = person(77, "Бөтен", language="en")
        refusal = await telegram.answer(telegram.say(f"/start {payload}", 77, user=stranger))
        assert refusal.text.startswith("The messages of this group are not kept.")
        forged = await telegram.answer(telegram.say(f"/start {payload[:-2]}xx", 6, user=MEMBER))
        assert forged.text.startswith("I no longer keep this answer.")


async def test_odd_words_after_catchup_are_explained(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)

    answer = await group.answer(group.say("/catchup tomorrow", GROUP, user=MEMBER))
    assert answer.text.startswith("/catchup tells what you missed")
    private = await group.answer(group.say("/catchup", 6, user=MEMBER))
    assert private.text.startswith("This works in groups only.")


async def test_who_opts_out_is_forgotten_at_once_and_not_kept_any_more(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    answer = await group.answer(group.say("/optout", GROUP, user=AIGUL))

    assert "Messages deleted: 2." in answer.text
    group.say("Мені енді сақтамайды", GROUP, user=AIGUL)
    group.say("Ал мені сақтайды", GROUP, user=MEMBER)
    await kept(house, 4)
    back = await group.answer(group.say("/optin", GROUP, user=AIGUL))
    assert back.text == "Your messages may be in the digest again."


async def test_an_edit_is_followed(group: TelegramSimulator, house: House) -> None:
    await turned_on(group)
    said = talk(group)
    await kept(house, 5)
    group.edit(said[0], "Су ертең емес, бүрсігүні болмайды")

    async def is_followed() -> bool:
        return (await house.shelves.messages.latest(GROUP, 9))[0].text == said[0].text

    await until(is_followed)


async def test_everything_moves_with_a_group_that_becomes_a_supergroup(
    telegram: TelegramSimulator, house: House
) -> None:
    telegram.group(-77, basic=True, administrators={5, BOT["id"]}, title="Көршілер")
    panel = await turned_on(telegram, -77)
    assert "Turn on chat history for new members" in panel.text
    talk(telegram, -77)
    await kept(house, 5, -77)
    await aged(house, -77)
    telegram.upgrade(-77, GROUP)
    await kept(house, 5)
    await plan(house)
    await house.digests.rounds.tick()
    digest = (await telegram.wait(lambda: posts(telegram)))[0]

    assert "«" in digest.text
    assert await house.shelves.groups.group(-77) is None


async def test_a_bot_that_is_thrown_out_keeps_nothing(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    group.remove_bot(GROUP)
    await kept(house, 0)

    known = await house.shelves.groups.group(GROUP)
    assert known is not None
    assert not known.plan.is_on


async def test_a_bot_that_comes_in_says_hello(telegram: TelegramSimulator, house: House) -> None:
    telegram.group(GROUP, administrators={5})
    telegram.remove_bot(GROUP, banned=False)
    telegram.add_bot(GROUP, by=ADMIN)
    found = await telegram.wait(lambda: telegram.messages(GROUP))

    assert found[0].text.startswith("Hello! I can make a daily digest of this group.")


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


async def test_an_export_fills_the_time_before_the_bot_came(
    telegram: TelegramSimulator, house: House
) -> None:
    chat = -1_000_000_000_001
    telegram.group(chat, administrators={5, BOT["id"]}, title="Көршілер")
    await turned_on(telegram, chat)
    said = telegram.say("", 5, user=ADMIN, document=("result.json", export("Су жоқ", "Бар")))
    answer = await telegram.answer(said)

    assert answer.text == "Messages added to the digest of “Көршілер”: 2 (last 7 days)."
    await kept(house, 2, chat)
    said = telegram.say("", 6, user=MEMBER, document=("result.json", export("Су жоқ")))
    assert (await telegram.answer(said)).text.startswith("This is the history of a chat whose")
    said = telegram.say("", 6, user=MEMBER, document=("result.json", b"{}"))
    assert (await telegram.answer(said)).text.startswith("This is not the history of a chat")


async def test_news_come_from_sources_grouped_and_named(
    telegram: TelegramSimulator, house: House
) -> None:
    one = Story("/tram", "Алматыда жаңа трамвай желісі ашылады", "Желі 2027 жылы іске қосылады.")
    async with newsstand(feed=Shelf(rss(one))) as stand:
        added = await telegram.answer(telegram.say(f"/sources add {stand.url}/feed", 7, user=ME))
        assert added.text.startswith("Added: Қала жаңалықтары")
        panel = await telegram.answer(telegram.say("/digest 09:00", 7, user=ME))
        assert "Digest: on" in panel.text
        assert "Sources: 1" in panel.text
        news = await telegram.answer(telegram.say("/digest now", 7, user=ME))

    assert "Алматыда жаңа трамвай желісі ашылады" in news.text


async def test_an_anonymous_admin_opens_a_panel_that_any_admin_may_use(
    group: TelegramSimulator, house: House
) -> None:
    question = await group.answer(group.say("/digest", GROUP, anonymous=True))
    group.tap(question, "Turn the digest on", MEMBER)
    await group.wait(lambda: group.messages(GROUP)[1:])
    assert await house.shelves.groups.group(GROUP) is None
    group.tap(question, "Turn the digest on", ADMIN)
    await shows(group, question, "09:00")

    known = await house.shelves.groups.group(GROUP)
    assert known is not None
    assert known.collects


async def test_everything_asked_in_a_topic_is_answered_in_it(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    group.topic(GROUP, 100, "Су")
    said = [group.say(text, GROUP, user=who, thread=100) for who, text in TALK]
    await kept(house, 5)
    await plan(house)
    for command in ("/digest", "/digest now", "/sources", "/auto", "/optout", "/catchup 6h"):
        asked = group.say(command, GROUP, user=ADMIN, thread=100)
        assert (await group.answer(asked)).thread == 100, command
    group.say("/catchup 50", GROUP, user=MEMBER, thread=100, ephemeral=True)
    answer = (await group.wait(lambda: group.ephemeral(GROUP, MEMBER["id"])))[0]

    assert answer.thread == 100
    assert "Messages: 5" in answer.text
    assert said[0].thread == 100


async def test_a_catch_up_in_a_topic_is_of_that_topic(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    group.topic(GROUP, 100, "Су")
    talk(group)
    group.say("Су тақырыбындағы жалғыз хабар осы", GROUP, user=AIGUL, thread=100)
    await kept(house, 6)
    group.say("/catchup 6h", GROUP, user=MEMBER, thread=100, ephemeral=True)
    answer = (await group.wait(lambda: group.ephemeral(GROUP, MEMBER["id"])))[0]

    assert "Messages: 1" in answer.text


async def test_who_blocks_the_bot_gets_no_more_news(
    telegram: TelegramSimulator, house: House
) -> None:
    await telegram.answer(telegram.say("/digest 09:00", 7, user=ME))
    panel = await telegram.answer(telegram.say("/digest", 7, user=ME))
    assert "Digest: on" in panel.text
    telegram.block(7)

    async def is_off() -> bool:
        known = await house.shelves.groups.group(7)
        return known is not None and not known.plan.is_on

    await until(is_off)


async def test_a_digest_that_cannot_be_made_says_so(
    group: TelegramSimulator, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    await aged(house)
    await plan(house)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("talk")

    monkeypatch.setattr("bot.service.digest.compose_talk", broken)
    await house.digests.rounds.tick()
    found = await group.wait(
        lambda: [one for one in group.messages(GROUP) if "could not make" in one.text]
    )

    assert re.fullmatch(
        r"I could not make the digest this time \(code [0-9a-f]{8}\)\.", found[0].text
    )


async def test_a_late_digest_says_so(group: TelegramSimulator, house: House) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    messages = await house.shelves.messages.latest(GROUP, 9)
    await house.shelves.messages.keep([replace(one, at=one.at - 7200) for one in messages])
    hour_ago = time.gmtime(time.time() - 3600)
    minute = 60 * hour_ago.tm_hour + hour_ago.tm_min
    await plan(house, minute=minute, since=int(time.time()) - 2 * 86_400)
    await house.digests.rounds.tick()
    digest = (await group.wait(lambda: posts(group)))[0]

    assert "This digest is late: it was due" in digest.text


async def test_the_feed_of_a_digest_holds_what_was_posted(
    group: TelegramSimulator, runner: BotRunner
) -> None:
    runner.settings["feeds_url"] = "https://news.example.kz"
    async with runner.running() as house:
        panel = await turned_on(group)
        talk(group)
        await kept(house, 5)
        await aged(house)
        await plan(house)
        await house.digests.rounds.tick()
        await group.wait(lambda: posts(group))
        group.tap(panel, "More", ADMIN)
        await shows(group, panel, "Atom feed")
        group.tap(panel, "Atom feed", ADMIN)
        answer = (
            await group.wait(
                lambda: (
                    [group.messages(GROUP)[-1]]
                    if "https://news" in group.messages(GROUP)[-1].text
                    else []
                )
            )
        )[0]
        secret = answer.text.rpartition("/feeds/")[2].removesuffix(".atom")
        found = await house.digests.atom.find(secret)

    assert found is not None
    known, issues = found
    assert known.chat_id == GROUP
    assert TALK[0][1] in issues[0].html
