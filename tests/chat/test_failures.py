"""Every failure a person can meet, met for real: one sentence, the next step, and on it goes."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Final, Never

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from bot.core import errors
from bot.core.jobs import Limits
from bot.core.languages import EN
from bot.core.models import LanguageCode
from bot.i18n import texts
from bot.i18n.catalogs import load_catalogs, locales_folder
from bot.i18n.failures import Where, failure, internal, next_step
from bot.i18n.failures import told as reason_told
from bot.service.summarize import SummarizeArticle
from bot.store import feeds, glossaries
from bot.telegram.application import Manners
from bot.telegram.progress import Pace
from tests.chat.failure_links import LINK_CASES
from tests.chat.failure_requests import REQUEST_CASES, UNENDED
from tests.chat.failure_scene import (
    MOST,
    READERS,
    Case,
    Scene,
    assert_is_discreet,
    damage,
    old_message,
    opens,
    press_of_anothers_panel,
    said_since,
    scene_of,
    until_quiet,
)
from tests.chat.failure_sites import PLAIN, SITE
from tests.chat.running import AT_ONCE, QUICK, QUIET
from tests.leaves import leaves
from tests.simulator.server import Fault
from tests.simulator.world import BOT, Json, Message

ONE_LOOP: Final = pytest.mark.asyncio(loop_scope="module")

CASES: Final = [*LINK_CASES, *REQUEST_CASES]
CATALOGS: Final = load_catalogs(locales_folder())
MAX_TOAST_CHARS: Final = 200  # Bot API, answerCallbackQuery
SHOWN: Final = Pace(first_typing_s=0, typing_s=0.05, first_words_s=0.05, words_s=0.05)

BY_TESTS_BELOW: Final = {
    errors.WorkerDiedError,
    errors.WorkTooLongError,
    errors.DeadlineError,
    errors.NotYourPanelError,
    errors.TelegramUnreachableError,
    errors.DatabaseUnreadableError,
}
TOLD_AS_ONE: Final = {  # as DatabaseUnreadableError is; while one lasts nothing can be answered
    errors.DatabaseBusyError,
    errors.DatabaseUnreachableError,
    errors.DataFolderNotWritableError,
}
AT_A_TERMINAL: Final = {
    errors.UnknownMethodError: "sum --method; the setting is checked at the start",
    errors.NoSuchFileError: "a path",
    errors.BadMemoryFileError: "tm import",
    errors.BadLineError: "batch",
    errors.UnknownModelError: "models pull",
    errors.BrokenModelError: "models check; the engine is left out otherwise",
    errors.ExtraMissingError: "models check; as above",
    errors.ModelHubError: "models pull",
    errors.NoSuchRowError: "dead retry",
    errors.NotAFileError: "backup",
    errors.DatabaseTooNewError: "the start",
    errors.DatabaseOwnedError: "the start",
    errors.TokenRejectedError: "the start",
    errors.WebhookRefusedError: "the start",
    errors.PairNotSupportedError: "the chain asks another engine, and says that none translated",
    errors.SentenceTooLongError: "as above",
}
IS_ITS_STEP: Final = {errors.NothingToSummarizeError}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    manners = Manners(QUIET, QUICK, pauses_s=AT_ONCE)
    folder = tmp_path_factory.mktemp("failures")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(glossaries, "MAX_TERMS", MOST)
        patch.setattr(feeds, "MAX_SOURCES", MOST)
        async with scene_of(folder, patch, manners, owner="@ayan") as scene:
            yield scene


async def told(scene: Scene, question: Message, reader: Json) -> str:
    """What is said: in one message, after which the chat goes on."""
    telegram, chat = scene.telegram, question.chat_id
    answer = await telegram.answer(question, timeout_s=20)
    text = answer.text
    after = await telegram.answer(telegram.say("/help", chat, user=reader), timeout_s=20)

    since = [one for one in telegram.messages(chat) if one.id > question.id]
    assert since == [answer, after]
    assert "/sum" in after.text
    assert not [draft for draft in telegram.world.drafts if draft[0] == chat]
    return text


def check(scene: Scene, case: Case, language: LanguageCode, said: str) -> None:
    t = CATALOGS[language]
    step = next_step(t, case.error, case.where)

    assert said == failure(t, case.error, case.where)
    if language != EN:
        assert reason_told(t, case.error) not in case.said
        assert not step or step not in case.said
    assert said.endswith(step)
    assert step or type(case.error) in IS_ITS_STEP
    assert_is_discreet(scene, said)


async def in_three_languages(scene: Scene, case: Case) -> None:
    readers = READERS.values()
    asked = await asyncio.gather(*(case.ask(scene, reader) for reader in readers))
    said = await asyncio.gather(*(told(scene, *pair) for pair in zip(asked, readers, strict=True)))

    assert dict(zip(READERS, said, strict=True))[EN] == case.said
    for language, text in zip(READERS, said, strict=True):
        check(scene, case, language, text)
    assert len(set(said)) == len(READERS)


@ONE_LOOP
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_what_went_wrong_is_told_with_the_next_step(scene: Scene, case: Case) -> None:
    await in_three_languages(scene, case)


@ONE_LOOP
@pytest.mark.parametrize(
    ("fault", "error", "said"),
    [
        (
            "dies",
            errors.WorkerDiedError(),
            "Reading was cut off. Try again in a few minutes.",
        ),
        (
            "hangs",
            errors.WorkTooLongError(),
            "This text took too long to read, so I stopped. Send a part of it.",
        ),
    ],
)
async def test_a_worker_that_fails_is_told(
    scene: Scene, fault: str, error: errors.QysqaError, said: str
) -> None:
    scene.work.fault = fault
    try:
        await in_three_languages(scene, Case(fault, opens("fine"), error, said))
    finally:
        scene.work.fault = ""


@ONE_LOOP
async def test_a_file_that_telegram_does_not_hand_out_is_told(scene: Scene) -> None:
    async def ask(scene: Scene, reader: Json) -> Message:
        scene.telegram.faults += [Fault("getFile", 500) for _ in range(5)]
        return scene.ask("", reader, document=("a.txt", b"x"))

    said = "Telegram does not answer me. Try again in a few minutes."
    await in_three_languages(scene, Case("file", ask, errors.TelegramUnreachableError(), said))


@ONE_LOOP
async def test_a_bug_is_told_by_a_code_that_stands_in_the_log(scene: Scene) -> None:
    async def broken(*_: object) -> Never:
        raise ZeroDivisionError(scene.telegram.token)

    with pytest.MonkeyPatch.context() as bug, capture_logs() as logged:
        bug.setattr(SummarizeArticle, "__call__", broken)
        asked = [(one, scene.ask(UNENDED, one)) for one in READERS.values()]
        said = await asyncio.gather(*(told(scene, question, one) for one, question in asked))

    codes = [event["code"] for event in logged if event["event"] == "request.broken"]
    found = [re.findall(r"\b[0-9a-f]{8}\b", one) for one in said]
    assert sorted(code for [code] in found) == sorted(codes)
    for t, one, [code] in zip(map(CATALOGS.get, READERS), said, found, strict=True):
        assert t is not None
        assert one == internal(t, code, "@ayan")
        assert_is_discreet(scene, one)
    assert scene.telegram.token not in str(logged)


@ONE_LOOP
async def test_a_guest_is_told_in_the_one_message_there_is(scene: Scene) -> None:
    link, error = f"{PLAIN}/404", errors.PageNotFoundError(SITE, 404)
    for language, reader in READERS.items():
        query = scene.telegram.summon(f"@{BOT['username']} {link}", reader)
        answer = await scene.telegram.guest_answer(query)

        assert answer.text == failure(CATALOGS[language], error, Where.ELSEWHERE)
        if language == EN:
            assert answer.text.endswith("Check the link, or send me the text in private.")


@ONE_LOOP
async def test_who_presses_anothers_panel_alone_is_told(scene: Scene) -> None:
    for language, reader in READERS.items():
        panel, query = await press_of_anothers_panel(scene, reader)
        toasts = scene.telegram.answers
        await scene.telegram.wait(partial(toasts.get, query))

        said = failure(CATALOGS[language], errors.NotYourPanelError(), Where.GROUP)
        assert toasts[query]["text"] == said
        assert len(said) <= MAX_TOAST_CHARS
        assert scene.telegram.messages(panel.chat_id)[-1] == panel


@ONE_LOOP
async def test_a_button_says_it_over_the_chat(scene: Scene) -> None:
    for language, reader in READERS.items():
        message = await old_message(scene, reader, "w")
        before = len(scene.telegram.messages(reader["id"]))
        query = scene.telegram.tap(message, "old", reader)
        toasts = scene.telegram.answers
        await scene.telegram.wait(partial(toasts.get, query))

        said = failure(CATALOGS[language], errors.AnswerExpiredError())
        assert toasts[query]["text"] == said
        assert len(said) <= MAX_TOAST_CHARS
        assert len(scene.telegram.messages(reader["id"])) == before


@ONE_LOOP
async def test_what_takes_too_long_is_stopped_and_no_sign_of_work_is_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    manners = Manners(SHOWN, QUICK, deadline_s=0.3, pauses_s=AT_ONCE)
    async with scene_of(tmp_path, monkeypatch, manners) as scene:
        asked = [await opens("hangs")(scene, reader) for reader in READERS.values()]
        said = [(await scene.telegram.answer(question)).text for question in asked]
        calls, drafts = len(scene.telegram.calls), list(scene.telegram.world.drafts)
        await asyncio.sleep(0.2)

        assert said == [
            failure(t, errors.DeadlineError(0)) for t in map(CATALOGS.get, READERS) if t
        ]
        assert said[0] == (
            "This took longer than 0 seconds, so I stopped. Try again later, or send a part of it."
        )
        assert drafts
        assert (len(scene.telegram.calls), scene.telegram.world.drafts) == (calls, drafts)


@ONE_LOOP
async def test_a_damaged_table_is_told_without_the_name_of_its_file(
    monkeypatch: pytest.MonkeyPatch, new_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "qysqa.db"
    file.write_bytes((new_folder / "qysqa.db").read_bytes())
    damage(file, "terms")
    error = errors.DatabaseUnreadableError(str(file))
    said = "I can't reach my database right now. Try again in a few minutes."

    async def ask(scene: Scene, reader: Json) -> Message:
        return scene.ask("/glossary Qysqa", reader)

    async with scene_of(tmp_path, monkeypatch, Manners(QUIET, QUICK, pauses_s=AT_ONCE)) as scene:
        await in_three_languages(scene, Case("table", ask, error, said))


@ONE_LOOP
async def test_what_comes_while_the_store_is_locked_is_answered_afterwards(
    scene: Scene,
) -> None:
    reader = READERS[EN]
    file = scene.house.settings.folder / "qysqa.db"
    lock = sqlite3.connect(file, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    question = scene.ask("/settings", reader)
    await asyncio.sleep(0.3)
    before = [one for one in scene.telegram.messages(reader["id"]) if one.id > question.id]
    lock.execute("COMMIT")
    lock.close()

    assert before == []
    assert (await told(scene, question, reader)).startswith("Language: English")


@ONE_LOOP
async def test_more_than_can_be_read_is_turned_away_with_the_next_step(scene: Scene) -> None:
    for language, reader in READERS.items():
        asked = [scene.ask("/settings", reader) for _ in range(3 * Limits().of_user)]
        told_so = texts.busy(CATALOGS[language])
        await scene.telegram.wait(
            partial(said_since, scene.telegram, asked[0], told_so), timeout_s=20
        )
        await until_quiet(scene)


def test_every_leaf_is_provoked_or_is_met_at_a_terminal_only() -> None:
    provoked = {type(case.error) for case in CASES} | BY_TESTS_BELOW | TOLD_AS_ONE

    assert provoked | AT_A_TERMINAL.keys() == set(leaves())
    assert provoked.isdisjoint(AT_A_TERMINAL)
