"""Every engine against a service on loopback: what bot.core.ports.Engine promises."""

import asyncio
import gc
import logging
import time
import traceback
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.engines import Trouble, Unit
from bot.core.errors import (
    PairNotSupportedError,
    SentenceTooLongError,
    TranslatorUnavailableError,
)
from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.core.models import LanguageCode
from bot.core.ports import Engine
from bot.translation.engines.http import MAX_CONNECTIONS, HttpEngine
from bot.translation.engines.mymemory import MyMemoryDialect
from tests.contract.engines import AGENT, EMAIL, HASTY, PATIENT, SUBJECTS, WIRES, Subject
from tests.simulator.modes import changed, our_code
from tests.simulator.translators import Mode, Translators
from tests.simulator.wires_keyed import KEYED_WIRES

MARGIN_S = 1.5  # for a busy machine
PRIVATE = "Менің құпиям, пароль qwerty, пошта aliya@egemen.kz, сілтеме https://egemen.kz/jeke"
SECRETS = ("құпиям", "qwerty", "aliya", "egemen", "owner", "127.0.0.1", "%D2%9B", "u049b", "-key")

TAKING_SEVERAL = [one for one in SUBJECTS if one.dialect("").capacity.texts > 1]


@pytest.fixture
def service() -> Iterator[Translators]:
    with Translators(wires=KEYED_WIRES) as running:
        yield running
        assert running.refused == []


@pytest.fixture(params=SUBJECTS, ids=lambda subject: subject.wire)
def subject(request: pytest.FixtureRequest) -> Subject:
    chosen: Subject = request.param
    return chosen


@pytest.fixture
async def engine(subject: Subject, service: Translators) -> AsyncIterator[Engine]:
    made = subject.engine(service)
    yield made
    await made.close()


async def say(engine: Engine, text: str, target: LanguageCode = RU) -> str:
    [answer] = await engine.translate([text], source=KK, target=target)
    return answer


@pytest.mark.parametrize(
    ("text", "source", "target", "translation"),
    [
        ("Жаңа мектеп ашылды.", KK, RU, "Открылась новая школа."),
        ("Открылась новая школа.", RU, KK, "Жаңа мектеп ашылды."),
        ("A new school has opened.", EN, KK, "Жаңа мектеп ашылды."),
        ("Жаңа мектеп ашылды.", KK, EN, "A new school has opened."),
        ("«Иә» деді ол — 5 < 7 & 100 %", KK, RU, "«Да», — сказал он: 5 < 7 & 100 %"),
    ],
)
async def test_a_sentence_comes_back_in_the_other_language(
    engine: Engine,
    service: Translators,
    text: str,
    source: LanguageCode,
    target: LanguageCode,
    translation: str,
) -> None:
    service.answers = {(text, target): translation}

    assert await engine.translate([text], source=source, target=target) == (translation,)

    [heard] = service.heard
    assert heard.texts == (text,)
    assert our_code(heard.source or "") == source
    assert our_code(heard.target) == target


async def test_as_many_texts_as_it_takes_keep_their_order(
    engine: Engine, service: Translators
) -> None:
    texts = [f"{number}-оқырманның сөйлемі" for number in range(engine.capacity.texts)]
    texts = texts[: engine.capacity.total // 30]

    answers = await engine.translate(texts, source=KK, target=RU)

    assert answers == tuple(f"[ru] {text}" for text in texts)
    assert [heard.texts for heard in service.heard] == [tuple(texts)]


async def test_a_text_of_its_capacity_is_taken_and_a_longer_one_is_not_sent(
    engine: Engine, service: Translators
) -> None:
    letter = {Unit.CHARS: 1, Unit.BYTES: 2, Unit.URL_BYTES: 6}[engine.capacity.unit]
    longest = "ә" * (engine.capacity.size // letter)

    assert await say(engine, longest) == f"[ru] {longest}"
    with pytest.raises(SentenceTooLongError) as refused:
        await say(engine, longest + "ә")
    assert str(refused.value) == str((engine.name, ""))
    assert len(service.heard) == 1


@pytest.mark.parametrize("pair", [("xx", "kk"), ("kk", "xx"), ("kk", "")])
async def test_an_unknown_language_is_told(subject: Subject, pair: tuple[str, str]) -> None:
    source, target = map(LanguageCode, pair)

    with Translators(wires=KEYED_WIRES) as service:
        engine = subject.engine(service)
        with pytest.raises(PairNotSupportedError) as refused:
            await engine.translate([PRIVATE], source=source, target=target)
        await engine.close()

    assert str(refused.value) == str((engine.name, ""))
    assert service.heard == []


async def test_every_language_of_ours_is_known_to_the_service_or_told(
    subject: Subject, engine: Engine
) -> None:
    unknown = set()
    for target in KNOWN_LANGUAGES:
        try:
            answer = await say(engine, "Сәлем!", target)
        except PairNotSupportedError:
            unknown.add(target)
        else:
            assert answer == ("Сәлем!" if target == KK else f"[{target}] Сәлем!")

    assert unknown == subject.unknown


async def test_languages_go_by_the_names_that_the_service_has_for_them(
    subject: Subject, engine: Engine, service: Translators
) -> None:
    for code in subject.codes:
        await engine.translate(["Привет!"], source=LanguageCode("fr"), target=LanguageCode(code))

    assert [heard.target for heard in service.heard] == list(subject.codes.values())


async def test_text_that_needs_no_translation_is_not_sent(
    engine: Engine, service: Translators
) -> None:
    assert await engine.translate([], source=KK, target=RU) == ()
    assert await engine.translate([" ", "***", "🙂"], source=KK, target=RU) == (" ", "***", "🙂")
    assert await engine.translate(["Сәлем!"], source=KK, target=KK) == ("Сәлем!",)
    assert service.heard == []


TROUBLES = {
    Mode.QUOTA: Trouble.QUOTA,
    Mode.TOO_MANY: Trouble.BUSY,
    Mode.BAD_KEY: Trouble.KEY,
    Mode.ODD_TYPES: Trouble.ANSWER,
    Mode.FEWER: Trouble.ANSWER,
    Mode.BLOCKED: Trouble.BLOCKED,
    Mode.FAILING: Trouble.FAILING,
    Mode.BLOCK_PAGE_AS_OK: Trouble.BLOCKED,
    Mode.PAGE_AS_OK: Trouble.ANSWER,
    Mode.HANG: Trouble.TIMEOUT,
    Mode.SLOW_HEAD: Trouble.TIMEOUT,
    Mode.SLOW_BODY: Trouble.TIMEOUT,
    Mode.CUT: Trouble.ANSWER,
    Mode.SILENT_END: Trouble.UNREACHABLE,
    Mode.ENDLESS: Trouble.ANSWER,
    Mode.REDIRECTS: Trouble.ANSWER,
}


async def failure(engine: Engine) -> TranslatorUnavailableError:
    with pytest.raises(TranslatorUnavailableError) as failed:
        await engine.translate([PRIVATE], source=KK, target=RU)
    assert failed.value.engine == engine.name
    return failed.value


def all_that_is_told(error: BaseException | None) -> str:
    """What any log would hold of *error*, and of what it came from."""
    told = []
    while error is not None:
        told += [str(error), repr(error), *traceback.format_exception(error)]
        error = error.__context__
    return "\n".join(told)


@pytest.mark.parametrize("mode", TROUBLES, ids=lambda mode: mode.name)
async def test_a_service_in_trouble_is_told_by_its_trouble_and_nothing_else(
    subject: Subject, service: Translators, mode: Mode, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service.mode, trouble = mode, subject.told.get(mode, TROUBLES[mode])
    engine = subject.engine(service, HASTY if trouble is Trouble.TIMEOUT else PATIENT)

    started = time.monotonic()
    error = await failure(engine)
    took_s = time.monotonic() - started
    await engine.close()

    assert error.trouble is trouble
    assert trouble is not Trouble.TIMEOUT or took_s < HASTY.total_s + MARGIN_S
    told = all_that_is_told(error) + caplog.text
    assert [secret for secret in SECRETS if secret in told] == []


async def test_how_long_to_wait_is_told_where_the_service_says_it(
    subject: Subject, engine: Engine, service: Translators
) -> None:
    service.mode = Mode.TOO_MANY
    says_it = WIRES[subject.wire].busy().headers

    assert (await failure(engine)).retry_after_s == (7.0 if says_it else None)


@pytest.mark.parametrize("subject", TAKING_SEVERAL, ids=lambda subject: subject.wire)
async def test_one_text_more_than_was_asked_is_no_answer(
    engine: Engine, service: Translators
) -> None:
    service.mode = Mode.MORE

    assert (await failure(engine)).trouble is Trouble.ANSWER


async def test_a_service_that_is_not_there_is_unavailable(subject: Subject) -> None:
    with Translators() as gone:
        engine = subject.engine(gone, HASTY)

    error = await failure(engine)
    await engine.close()

    assert (error.trouble, error.reason) == (Trouble.UNREACHABLE, "ClientConnectorError")
    assert [secret for secret in SECRETS if secret in all_that_is_told(error)] == []


async def test_a_service_that_recovers_is_used_again(engine: Engine, service: Translators) -> None:
    service.script = [Mode.FAILING, Mode.CUT, Mode.TOO_MANY]
    for trouble in (Trouble.FAILING, Trouble.ANSWER, Trouble.BUSY):
        assert (await failure(engine)).trouble is trouble

    assert await say(engine, "Сәлем!") == "[ru] Сәлем!"


@pytest.mark.parametrize("mode", [Mode.ECHO, Mode.WRONG_LANGUAGE, Mode.REASONING, Mode.LOOP])
async def test_what_only_a_check_can_tell_from_a_translation_is_given_as_it_came(
    engine: Engine, service: Translators, mode: Mode
) -> None:
    service.mode = mode
    text = "Министр жаңа мектептің ашылатынын мәлімдеді."
    service.answers = {(text, RU): "Министр заявил об открытии новой школы."}

    answer = await say(engine, text)

    assert answer == (text if mode is Mode.ECHO else changed(mode, service.answers[text, RU]))


async def test_an_error_in_the_place_of_a_translation_is_googles_failure(
    subject: Subject, engine: Engine, service: Translators
) -> None:
    service.mode = Mode.ERROR_AS_TEXT

    if subject.wire == "google":
        assert (await failure(engine)).trouble is Trouble.FAILING
    else:
        assert await say(engine, "Сәлем!") == changed(Mode.ERROR_AS_TEXT, "")


async def test_an_empty_answer_is_empty_or_none(engine: Engine, service: Translators) -> None:
    service.mode = Mode.EMPTY
    try:
        assert await say(engine, "Сәлем!") == ""
    except TranslatorUnavailableError as error:
        assert error.trouble is Trouble.ANSWER  # noqa: PT017 - one of two good ends


@pytest.mark.parametrize("mode", [Mode.ENTITIES, Mode.NO_CHARSET, Mode.OK])
async def test_words_come_as_the_service_means_them(
    subject: Subject, engine: Engine, service: Translators, mode: Mode
) -> None:
    said = 'It\'s "R&D" <5 — «иә», әңғүұқөһі'
    service.mode, service.answers = mode, {("Сәлем!", EN): said}

    answer = await say(engine, "Сәлем!", EN)

    assert answer == (said if subject.decodes else changed(mode, said))


async def test_tags_in_an_answer_do_not_glue_words(
    subject: Subject, engine: Engine, service: Translators
) -> None:
    service.mode = Mode.BREAKS
    service.answers = {("Сәлем!", RU): "Строка один и ещё жирная"}

    answer = await say(engine, "Сәлем!")

    layout = "Строка<br>один и ещё <b>жирная</b>"
    assert answer == ("Строка один и ещё жирная" if subject.parses else layout)


async def test_nobody_gets_anothers_answer(engine: Engine, service: Translators) -> None:
    count = min(3, engine.capacity.texts)
    asked = [
        tuple(f"{person}-оқырманның {number}-жеке сөйлемі." for number in range(count))
        for person in range(50)
    ]

    answers = await asyncio.gather(
        *(engine.translate(texts, source=KK, target=RU) for texts in asked)
    )

    assert answers == [tuple(f"[ru] {text}" for text in texts) for texts in asked]
    assert len(service.heard) == 50
    assert service.connections <= MAX_CONNECTIONS


async def test_a_connection_is_kept_between_calls(engine: Engine, service: Translators) -> None:
    for number in range(20):
        await say(engine, f"{number}-сөйлем")

    assert len(service.heard) == 20
    assert service.connections <= 2


async def test_callers_wait_for_a_connection_and_cancelled_ones_free_theirs(
    engine: Engine, service: Translators
) -> None:
    service.mode = Mode.HANG
    calls = [asyncio.create_task(say(engine, "Сәлем!")) for _ in range(MAX_CONNECTIONS + 3)]
    while len(service.heard) < MAX_CONNECTIONS:  # noqa: ASYNC110 - it is another thread's list
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)

    assert len(service.heard) == MAX_CONNECTIONS
    for call in calls:
        call.cancel()
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {asyncio.CancelledError}
    service.mode = Mode.OK
    assert await say(engine, "Сәлем!") == "[ru] Сәлем!"


async def test_the_loop_is_free_while_a_service_is_silent(
    subject: Subject, service: Translators
) -> None:
    service.mode = Mode.HANG
    engine = subject.engine(service, HASTY)
    call = asyncio.create_task(failure(engine))
    turns = 0
    while not call.done():
        await asyncio.sleep(0.01)
        turns += 1
    await engine.close()

    assert turns >= 3


async def test_half_an_emoji_does_not_stop_a_sentence(
    engine: Engine, service: Translators
) -> None:
    assert await say(engine, "Сәлем \ud83d достар") == "[ru] Сәлем ? достар"
    assert service.heard[0].texts == ("Сәлем ? достар",)


async def test_closing_twice_or_unused_leaves_nothing_open(
    subject: Subject, service: Translators
) -> None:
    engine = subject.engine(service)
    await engine.close()
    await say(engine, "Сәлем!")
    await engine.close()
    await engine.close()

    del engine
    gc.collect()  # what is left open warns now, and fails the test


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_can_be_asked_for(subject: Subject, service: Translators, text: str) -> None:
    async def answer() -> str:
        engine = subject.engine(service)
        try:
            return await say(engine, text)
        finally:
            await engine.close()

    whole = asyncio.run(answer())

    if not any(map(str.isalnum, text)):
        assert whole == text
    elif subject.decodes:
        assert whole.startswith("[ru] ")  # the library strips, and HTML has its own white space
    else:
        assert whole == f"[ru] {text.encode(errors='replace').decode()}"


async def test_the_keyless_services_hear_who_asks(service: Translators) -> None:
    for subject in SUBJECTS[:2]:
        engine = subject.engine(service)
        await say(engine, "Сәлем!")
        await engine.close()
    anonymous = MyMemoryDialect(service.mymemory_url, None, AGENT)
    engine = HttpEngine(anonymous, clock=lambda: datetime.now(UTC), headers={})
    await say(engine, "Сәлем!")
    await engine.close()

    asked = [heard.request for heard in service.heard]
    assert [request.headers["user-agent"] for request in asked] == [AGENT] * 3
    assert [dict(request.query).get("de") for request in asked] == [None, EMAIL, None]


@pytest.mark.parametrize(("length", "is_taken"), [(4_999, True), (5_000, False)])
async def test_google_takes_fewer_than_5000_characters_of_any_script(
    service: Translators, length: int, *, is_taken: bool
) -> None:
    engine = SUBJECTS[0].engine(service)
    try:
        assert await say(engine, "a" * length) == "[ru] " + "a" * length
    except SentenceTooLongError:
        assert not is_taken
    await engine.close()

    assert len(service.heard) == is_taken
