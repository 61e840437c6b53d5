"""My data: told, given back, and forgotten to the last byte of the database file."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from bot import build
from bot.build import House
from bot.core.mydata_ports import Part
from bot.service import mydata
from bot.store.wiping import Wiping
from tests.chat.running import BotRunner
from tests.chat.sites import Sites
from tests.chat.talking import ADMIN, GROUP, MEMBER, kept, turned_on, until
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.translators import Translators
from tests.simulator.world import Json, Message, person

FAST = {"rate_per_s": 1_000, "burst": 1_000}
NUMBER, OTHER = 7_231_984_605, 7_231_984_606  # as long as people's are: found where it stands
ME, SHE = person(NUMBER, "Сәуле", language="en"), person(OTHER, "Дана", language="en")

SAID = (
    "The quokka bridge was opened by the mayor in the spring of 2024.",
    "It is four hundred metres long and carries two lanes of traffic.",
    "Engineers had planned it for eleven years before the work began.",
    "The old ferry across the river Kerulen stopped in the same week.",
    "People of both banks can now reach the hospital within minutes.",
    "The city paid for the bridge with a loan that ends in a decade.",
)
SUMMED = " ".join(SAID)
WORD = "қыстырғыш"  # in each translation
TRANSLATED = {
    SAID[0]: f"Көпірді {WORD} мэр 2024 жылдың көктемінде салтанатпен ашты.",
    SAID[1]: f"Оның ұзындығы төрт жүз метр, {WORD} екі жолақты көлік жүреді.",
    SAID[2]: f"Инженерлер оны {WORD} жұмыс басталғанға дейін он бір жыл жоспарлады.",
    SAID[4]: f"Екі жағалаудың {WORD} тұрғындары енді ауруханаға бірнеше минутта жетеді.",
}
MARKERS = ("quokka", "Kerulen", WORD, "zorilla", "зорилья", "Zeppelin", str(NUMBER))


@pytest.fixture
def translators() -> Iterator[Translators]:
    with Translators({(one, "kk"): made for one, made in TRANSLATED.items()}) as running:
        yield running


@pytest.fixture
def runner(
    runner: BotRunner, translators: Translators, monkeypatch: pytest.MonkeyPatch
) -> BotRunner:
    monkeypatch.setattr(build, "Wiping", partial(Wiping, pause_s=0.05))
    options = {"google": FAST}
    runner.settings = {
        "engines": "google", "google_url": translators.google_url, "engine_options": options,
    }  # fmt: skip
    return runner


def traces(folder: Path, words: tuple[str, ...] = MARKERS) -> list[tuple[str, str]]:
    """What of *words* is in the bytes of the database's files, and where."""
    return [
        (file.name, word)
        for file in sorted(folder.glob("qysqa.db*"))
        for word in words
        for form in (word, json.dumps(word)[1:-1])
        if form.encode() in file.read_bytes()
    ]


def rows_of(folder: Path, number: int = NUMBER) -> list[str]:
    """Tables that have *number* in a row, whole or in a text: the file holds it in few bytes."""
    with closing(sqlite3.connect(f"file:{folder / 'qysqa.db'}?mode=ro", uri=True)) as connection:
        names = [one for (one,) in connection.execute("SELECT name FROM sqlite_master")]
        tables = [one for one in names if not one.startswith(("ix_", "sqlite_auto"))]
        return [
            table
            for table in tables
            for row in connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - its own names
            if any(one == number or str(number) in str(one) for one in row)
        ]


async def confirmed(telegram: TelegramSimulator, chat: int, user: Json) -> Message:
    """Ask to be forgotten, and say yes."""
    question = await telegram.answer(telegram.say("/forgetme", chat, user=user))
    telegram.tap(question, "Delete", user)
    await telegram.wait(lambda: "Done:" in question.text)
    return question


async def wiped(folder: Path) -> None:
    """Wait until the log is empty."""
    log = folder / "qysqa.db-wal"

    async def is_empty() -> bool:
        return log.stat().st_size == 0

    await until(is_empty)


async def use_everything(telegram: TelegramSimulator, house: House) -> None:
    """Leave a trace wherever a person can."""
    await house.qysqa.people.note(NUMBER, "en")
    for text in ("/glossary zorilla = зорилья", f"/sum {SUMMED}", f"/tr kk {SAID[4]}"):
        await telegram.answer(telegram.say(text, NUMBER, user=ME))
    settings = await telegram.answer(telegram.say("/settings", NUMBER, user=ME))
    telegram.tap(settings, "Short", ME)
    answer = await telegram.answer(telegram.say(f"/sum {SUMMED}", NUMBER, user=ME))
    telegram.tap(answer, "Қазақша", ME)
    await telegram.wait(lambda: WORD in answer.text)
    telegram.tap(answer, "English", ME)
    await telegram.wait(lambda: WORD not in answer.text)


async def test_forgetting_leaves_no_byte_of_a_person(
    group: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running() as house:
        await use_everything(group, house)
        await turned_on(group)
        group.say("Our Zeppelin lands at noon, the quokka bridge is closed", GROUP, user=ME)
        await kept(house, 1)
        assert {word for _, word in traces(runner.folder)} >= {"quokka", WORD, "zorilla"}

        done = await confirmed(group, NUMBER, ME)
        await wiped(runner.folder)

        assert traces(runner.folder) == []
        assert rows_of(runner.folder) == []
    assert traces(runner.folder) == []
    assert done.text.startswith("Done: everything I had about you is deleted.\n\nNot deleted:\n")


async def test_what_a_group_was_told_of_a_persons_words_is_forgotten_with_them(
    group: TelegramSimulator, runner: BotRunner
) -> None:
    """Translated unasked, and by another who answered with a command."""
    async with runner.running():
        await group.answer(group.say("/auto kk ru", GROUP, user=ADMIN))
        said = group.say(SAID[4], GROUP, user=ME)
        answer = await group.answer(said)
        again = group.say(SAID[2], GROUP, user=ME)
        await group.wait(lambda: len(group.messages(GROUP)) == 3)
        await group.answer(group.say("/tr kk", GROUP, user=MEMBER, reply_to=again))
        await confirmed(group, NUMBER, ME)
        await wiped(runner.folder)

        assert WORD in answer.text
        assert traces(runner.folder) == []
        assert rows_of(runner.folder) == []


async def test_the_question_counts_what_would_go(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running() as house:
        await use_everything(telegram, house)
        question = await telegram.answer(telegram.say("/forgetme", NUMBER, user=ME))

    assert question.text == (
        "This will be deleted:\n– the settings\n– the days you came first and last\n"
        "– summaries of what was sent, with translations: 1\n– words in the glossary: 1\n\n"
        "It cannot be undone. Delete it now?"
    )


async def test_settings_follow_the_app_again_after_forgetting(
    telegram: TelegramSimulator, house: House
) -> None:
    panel = await telegram.answer(telegram.say("/settings", NUMBER, user=ME))
    telegram.tap(panel, "Short", ME)
    await telegram.wait(lambda: "Length: Short" in panel.text)
    await confirmed(telegram, NUMBER, ME)
    again = await telegram.answer(telegram.say("/settings", NUMBER, user=ME))

    assert again.text == "Language: English\nLength: Medium"


async def test_what_another_person_sent_too_stays_theirs(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        await telegram.answer(telegram.say(f"/sum {SUMMED}", NUMBER, user=ME))
        theirs = await telegram.answer(telegram.say(f"/sum {SUMMED}", OTHER, user=SHE))
        await confirmed(telegram, NUMBER, ME)
        telegram.tap(theirs, "Share", SHE)
        assert "2 of 6 sentences" in (await telegram.answer(theirs)).text
        await confirmed(telegram, OTHER, SHE)
        await wiped(runner.folder)

    assert traces(runner.folder, (*MARKERS, str(OTHER))) == []


async def test_what_is_told_of_links_names_no_reader(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        await telegram.answer(telegram.say(f"{sites.root}/article", NUMBER, user=ME))
        question = await telegram.answer(telegram.say("/forgetme", NUMBER, user=ME))

    assert "summaries" not in question.text
    assert "asked" not in rows_of(runner.folder)


async def test_nothing_is_deleted_by_no(telegram: TelegramSimulator, house: House) -> None:
    await telegram.answer(telegram.say("/glossary zorilla", NUMBER, user=ME))
    question = await telegram.answer(telegram.say("/forgetme", NUMBER, user=ME))
    telegram.tap(question, "Do not delete", ME)
    await telegram.wait(lambda: question.text == "Nothing was deleted.")

    assert (await house.qysqa.mydata.held(NUMBER)).terms == 1


async def test_an_old_question_deletes_nothing(
    telegram: TelegramSimulator, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await telegram.answer(telegram.say("/glossary zorilla", NUMBER, user=ME))
    question = await telegram.answer(telegram.say("/forgetme", NUMBER, user=ME))
    monkeypatch.setattr(mydata, "CONFIRM_S", -1)
    telegram.tap(question, "Delete", ME)
    await telegram.wait(lambda: question.text.startswith("Nothing was deleted:"))

    assert (await house.qysqa.mydata.held(NUMBER)).terms == 1


async def test_in_a_group_its_admins_forget_what_is_the_groups(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    group.say("Our Zeppelin lands at noon", GROUP, user=MEMBER)
    await kept(house, 1)
    question = await group.answer(group.say("/forgetme", GROUP, user=ADMIN))
    query = group.tap(question, "Delete", MEMBER)
    await group.wait(lambda: query in group.answers)
    assert group.answers[query]["text"].startswith("This panel belongs to somebody else.")
    asked, still = question.text, await house.qysqa.mydata.held(GROUP)
    group.tap(question, "Delete", ADMIN)
    await group.wait(lambda: question.text.startswith("Done: everything I had about this group"))

    assert asked.startswith(
        "This will be deleted, for the whole group:\n– the plan of the digest\n"
        "– messages kept for the digest: 1\n"
    )
    assert still.messages == 1
    assert (await house.qysqa.mydata.held(GROUP)).messages == 0


async def test_a_wish_to_be_left_out_outlasts_forgetting_and_is_told(
    telegram: TelegramSimulator, house: House
) -> None:
    await telegram.answer(telegram.say("/optout", NUMBER, user=ME))
    done = await confirmed(telegram, NUMBER, ME)

    assert "– that you opted out of digests, so that it holds; /optin\n" in done.text
    assert await house.shelves.messages.is_out(GROUP, NUMBER)


async def test_export_holds_everything_in_parts_that_say_what_they_are(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running() as house:
        await use_everything(telegram, house)
        sent = await telegram.answer(telegram.say("/export", NUMBER, user=ME))
    assert sent.file is not None
    export = json.loads(sent.file.content)

    assert re.fullmatch(r"qysqa-20\d\d-\d\d-\d\d\.json", sent.file.name)
    assert export["person"] == NUMBER
    assert set(export) == {"person", "made", *Part}
    assert export["glossary"]["about"].startswith("Your glossary. Until you delete it")
    assert export["settings"]["chats"][0]["length"] == "short"
    assert export["visits"]["people"][0]["last"].endswith("T00:00:00+00:00")
    assert export["answers"]["summaries"][0]["body"]["title"] is None
    assert any(WORD in one["text"] for one in export["answers"]["translations"])


async def test_an_export_is_given_to_nobody_in_a_group(
    group: TelegramSimulator, house: House
) -> None:
    answer = await group.answer(group.say("/export", GROUP, user=MEMBER))

    assert answer.text.endswith("Send /export in a private chat with me.")


async def test_privacy_has_a_line_for_each_part_and_buttons_in_private_only(
    group: TelegramSimulator, house: House
) -> None:
    private = await group.answer(group.say("/privacy", NUMBER, user=ME))
    public = await group.answer(group.say("/privacy", GROUP, user=MEMBER))

    assert [one.text for one in private.buttons] == ["Get my data", "Delete my data"]
    assert (public.buttons, public.text) == ([], private.text)
    lines = private.text.split("\n\n")
    assert lines[0] == "What is stored here, for how long and why"
    assert len(lines) == 1 + len(Part) + 2
    assert lines[1] == (
        "Your settings: language, length, script\nUntil you delete them · so that answers suit you"
    )
    assert lines[-1] == (
        "Who sees it\nThe owner of this bot. To be translated, sentences are sent to: Google."
        " Nothing else is sent to other companies."
    )
    bold = [one for one in private.entities if one["type"] == "bold"]
    assert len(bold) == len(lines)


async def test_the_buttons_of_privacy_do_as_they_say(
    telegram: TelegramSimulator, house: House
) -> None:
    told = await telegram.answer(telegram.say("/privacy", NUMBER, user=ME))
    telegram.tap(told, "Get my data", ME)
    sent = await telegram.answer(told)
    telegram.tap(told, "Delete my data", ME)
    question = await telegram.answer(sent)

    assert sent.file is not None
    assert question.text.startswith("This will be deleted:\n")
