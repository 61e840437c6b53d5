"""Every engine against a service on loopback: what bot.core.ports.Engine promises."""

import asyncio
import time
import traceback
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.errors import (
    PairNotSupportedError,
    SentenceTooLongError,
    TranslationError,
    TranslatorUnavailableError,
)
from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.core.models import LanguageCode
from bot.core.ports import Engine
from bot.translation.check import fault, has_words
from bot.translation.engines.client import PARALLEL_CALLS, Timeouts
from bot.translation.engines.google import GoogleEngine
from bot.translation.engines.mymemory import MyMemoryEngine
from tests.simulator.translators import Mode, Translators

PATIENT = Timeouts(connect_s=5, read_s=10, total_s=20)
HASTY = Timeouts(connect_s=0.3, read_s=0.2, total_s=0.4)
MARGIN_S = 1.5  # for a busy machine
AGENT = "Qysqa-test (a reader's bot)"
EMAIL = "owner@qysqa.kz"
PRIVATE = "Менің құпиям, пароль qwerty, пошта aliya@egemen.kz, сілтеме https://egemen.kz/jeke"
SECRETS = ("құпиям", "qwerty", "aliya", "egemen", "owner", "127.0.0.1", "%D2%9B")


@pytest.fixture
def service() -> Iterator[Translators]:
    with Translators() as running:
        yield running


def google(service: Translators, timeouts: Timeouts = PATIENT) -> Engine:
    return GoogleEngine(url=service.google_url, user_agent=AGENT, timeouts=timeouts)


def mymemory(service: Translators, timeouts: Timeouts = PATIENT) -> Engine:
    url = service.mymemory_url
    return MyMemoryEngine(url=url, email=EMAIL, user_agent=AGENT, timeouts=timeouts)


Make = Callable[[Translators, Timeouts], Engine]


@pytest.fixture(params=[google, mymemory])
def make(request: pytest.FixtureRequest) -> Make:
    chosen: Make = request.param
    return chosen


@pytest.fixture
def engine(make: Make, service: Translators) -> Iterator[Engine]:
    made = make(service, PATIENT)
    yield made
    made.close()


@pytest.fixture
def hasty(make: Make, service: Translators) -> Iterator[Engine]:
    made = make(service, HASTY)
    yield made
    made.close()


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

    assert await engine.translate(text, source=source, target=target) == translation

    [heard] = service.heard
    assert (heard.text, heard.target) == (text, target)
    assert heard.pair.startswith(f"{source}-" if heard.engine == "mymemory" else f"{source}|")


async def test_the_service_hears_who_asks(engine: Engine, service: Translators) -> None:
    await engine.translate("Сәлем!", source=KK, target=RU)

    [heard] = service.heard
    assert heard.user_agent == AGENT
    assert heard.email == (EMAIL if engine.name == "MyMemory" else None)


async def test_without_an_email_none_is_sent(service: Translators) -> None:
    engine = MyMemoryEngine(url=service.mymemory_url, email=None, user_agent=AGENT)

    await engine.translate("Сәлем!", source=KK, target=RU)

    assert service.heard[0].email is None


@pytest.mark.parametrize("pair", [("xx", "kk"), ("kk", "xx"), ("kk", "")])
async def test_an_unknown_language_is_told_without_asking(
    engine: Engine, service: Translators, pair: tuple[str, str]
) -> None:
    source, target = map(LanguageCode, pair)

    with pytest.raises(PairNotSupportedError) as refused:
        await engine.translate("Сәлем!", source=source, target=target)

    assert str(refused.value) == str((engine.name, ""))
    assert service.heard == []


async def test_every_language_of_ours_is_known_to_the_service_or_told(
    engine: Engine, service: Translators
) -> None:
    unknown = set()
    for target in KNOWN_LANGUAGES:
        try:
            await engine.translate("Сәлем!", source=KK, target=target)
        except PairNotSupportedError:
            unknown.add(target)
        except TranslatorUnavailableError:
            assert target == KK

    assert unknown == ({"ba"} if engine.name == "Google" else set())


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("kk", {"kk", "kk-KZ"}),
        ("zh", {"zh-CN"}),
        ("de", {"de", "de-DE"}),
        ("ar", {"ar", "ar-SA"}),
        ("it", {"it", "it-IT"}),
    ],
)
async def test_of_several_countries_the_usual_one_is_asked_for(
    engine: Engine, service: Translators, target: str, codes: set[str]
) -> None:
    await engine.translate("Привет!", source=RU, target=LanguageCode(target))

    assert service.heard[0].pair.partition("|")[2] in codes


async def test_text_that_needs_no_translation_is_not_sent(
    engine: Engine, service: Translators
) -> None:
    assert await engine.translate(" ", source=KK, target=RU) == " "
    assert await engine.translate("Сәлем!", source=KK, target=KK) == "Сәлем!"
    assert service.heard == []


FAILURES = [
    Mode.TOO_MANY,
    Mode.BLOCKED,
    Mode.FAILING,
    Mode.BARE,
    Mode.BLOCK_PAGE_AS_OK,
    Mode.HANG,
    Mode.SLOW_HEAD,
    Mode.SLOW_BODY,
    Mode.CUT,
    Mode.SILENT_END,
    Mode.ENDLESS,
    Mode.REDIRECTS,
]
FAILURES_OF_MYMEMORY = [Mode.QUOTA, Mode.QUOTA_AS_STRING, Mode.NO_MATCH, Mode.ODD_TYPES]


async def _failure(engine: Engine) -> TranslationError:
    started = time.monotonic()
    with pytest.raises(TranslatorUnavailableError) as failed:
        await engine.translate(PRIVATE, source=KK, target=RU)
    assert time.monotonic() - started < HASTY.total_s + MARGIN_S
    return failed.value


def _all_that_is_told(error: BaseException) -> str:
    return "\n".join((str(error), repr(error), *traceback.format_exception(error)))


@pytest.mark.parametrize("mode", FAILURES, ids=lambda mode: mode.name)
async def test_a_service_in_trouble_is_unavailable_within_the_timeout(
    hasty: Engine, service: Translators, mode: Mode
) -> None:
    service.mode = mode

    error = await _failure(hasty)

    told = _all_that_is_told(error)
    assert error.engine == hasty.name
    assert [secret for secret in SECRETS if secret in told] == []


@pytest.mark.parametrize("mode", FAILURES_OF_MYMEMORY, ids=lambda mode: mode.name)
async def test_a_refusal_under_http_200_is_no_translation(
    service: Translators, mode: Mode
) -> None:
    service.mode = mode

    told = _all_that_is_told(await _failure(mymemory(service)))

    assert [secret for secret in SECRETS if secret in told] == []


async def test_a_service_that_is_not_there_is_unavailable(make: Make) -> None:
    with Translators() as gone:
        engine = make(gone, HASTY)

    error = await _failure(engine)

    assert error.reason == "ClientConnectorError"
    assert [secret for secret in SECRETS if secret in _all_that_is_told(error)] == []


async def test_a_service_that_recovers_is_used_again(engine: Engine, service: Translators) -> None:
    service.mode = Mode.FAILING
    await _failure(engine)
    service.mode = Mode.OK

    assert await engine.translate("Сәлем!", source=KK, target=RU) == "[ru] Сәлем!"


@pytest.mark.parametrize("mode", [Mode.ECHO, Mode.WRONG_LANGUAGE, Mode.ERROR_AS_TEXT])
async def test_what_the_engine_cannot_tell_from_a_translation_the_check_does(
    engine: Engine, service: Translators, mode: Mode
) -> None:
    service.mode = mode
    text = "Министр жаңа мектептің келесі жылы ашылатынын жиында мәлімдеді."

    answer = await engine.translate(text, source=KK, target=RU)

    expected = {Mode.ECHO: "echo", Mode.WRONG_LANGUAGE: "language", Mode.ERROR_AS_TEXT: "notice"}
    assert fault(text, answer, target=RU) == expected[mode]


async def test_punctuation_gets_no_answer_from_google_and_itself_from_mymemory(
    engine: Engine,
) -> None:
    answer = await engine.translate("***", source=KK, target=RU)

    assert answer == ("" if engine.name == "Google" else "***")


@pytest.mark.parametrize("mode", [Mode.ENTITIES, Mode.NO_CHARSET, Mode.OK])
async def test_entities_and_a_missing_charset_leave_the_words_as_they_are(
    engine: Engine, service: Translators, mode: Mode
) -> None:
    said = 'It\'s "R&D" <5 — «иә», әңғүұқөһі'
    service.mode, service.answers = mode, {("Сәлем!", EN): said}

    assert await engine.translate("Сәлем!", source=KK, target=EN) == said


async def test_tags_in_googles_answer_do_not_glue_words(service: Translators) -> None:
    service.mode = Mode.BREAKS
    service.answers = {("Сәлем!", RU): "Строка один и ещё жирная"}

    answer = await google(service).translate("Сәлем!", source=KK, target=RU)

    assert answer == "Строка один и ещё жирная"


@pytest.mark.parametrize(
    ("longest", "too_long"),
    [("ә" * 250, "ә" * 251), ("a" * 499, "a" * 500), ("字" * 166, "字" * 167)],
    ids=["kk", "en", "zh"],
)
async def test_mymemory_takes_500_bytes(service: Translators, longest: str, too_long: str) -> None:
    engine = mymemory(service)

    assert await engine.translate(longest, source=KK, target=RU) == f"[ru] {longest}"
    with pytest.raises(SentenceTooLongError):
        await engine.translate(too_long, source=KK, target=RU)
    assert len(service.heard) == 1


@pytest.mark.parametrize(
    ("longest", "too_long"),
    [("ә" * 2_333, "ә" * 2_334), ("a" * 4_999, "a" * 5_000), ("字" * 1_555, "字" * 1_556)],
    ids=["kk", "en", "zh"],
)
async def test_google_takes_as_much_as_an_address_holds(
    service: Translators, longest: str, too_long: str
) -> None:
    engine = google(service)

    assert await engine.translate(longest, source=KK, target=RU) == f"[ru] {longest}"
    with pytest.raises(SentenceTooLongError) as refused:
        await engine.translate(too_long, source=KK, target=RU)
    assert too_long not in _all_that_is_told(refused.value)
    assert len(service.heard) == 1


async def test_nobody_gets_anothers_answer(engine: Engine, service: Translators) -> None:
    texts = [f"{number}-оқырманның жеке сөйлемі." for number in range(50)]

    answers = await asyncio.gather(
        *(engine.translate(text, source=KK, target=RU) for text in texts)
    )

    assert answers == [f"[ru] {text}" for text in texts]
    assert len(service.heard) == 50


async def test_callers_wait_for_a_free_connection(engine: Engine, service: Translators) -> None:
    service.mode = Mode.HANG
    calls = [
        asyncio.create_task(engine.translate("Сәлем!", source=KK, target=RU))
        for _ in range(PARALLEL_CALLS + 3)
    ]
    while len(service.heard) < PARALLEL_CALLS:  # noqa: ASYNC110 - it is another thread's list
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)

    assert len(service.heard) == PARALLEL_CALLS
    for call in calls:
        call.cancel()
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {asyncio.CancelledError}


async def test_a_cancelled_call_frees_its_connection(engine: Engine, service: Translators) -> None:
    service.mode = Mode.HANG
    for _ in range(PARALLEL_CALLS + 1):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await engine.translate("Сәлем!", source=KK, target=RU)
    service.mode = Mode.OK

    assert await engine.translate("Сәлем!", source=KK, target=RU) == "[ru] Сәлем!"


async def test_the_loop_is_free_while_a_service_is_silent(
    hasty: Engine, service: Translators
) -> None:
    service.mode = Mode.HANG
    call = asyncio.create_task(_failure(hasty))
    turns = 0
    while not call.done():
        await asyncio.sleep(0.01)
        turns += 1

    assert turns >= 5


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_can_be_asked_for(engine: Engine, service: Translators, text: str) -> None:
    answer = asyncio.run(engine.translate(text, source=KK, target=RU))

    assert not has_words(text) or answer.startswith("[ru] ")
