import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest

from bot.core.engines import Capacity, Rank, Trouble
from bot.core.errors import TranslatorUnavailableError
from bot.core.languages import KK, RU
from bot.core.models import LanguageCode
from bot.translation.engines.dialect import Ask, Reply, usual_trouble
from bot.translation.engines.http import SLOW_TO_READ_CHARS, HttpEngine
from tests.simulator.translators import Mode, Translators


@dataclass
class Plain:
    """Asks Google's stand-in, and gives back the page as the translation."""

    url: str
    understand: Callable[[Reply], Any] = lambda reply: [reply.text]

    name: ClassVar[str] = "Plain"
    version: ClassVar[str] = "7"
    rank: ClassVar[Rank] = Rank.KEYLESS
    capacity: ClassVar[Capacity] = Capacity(3, 20_000, 30_000)

    def ask(self, texts: Sequence[str], source: LanguageCode, target: LanguageCode) -> Ask:
        query = (("sl", source), ("tl", target), ("q", texts[0]), ("client", "ours"))
        return Ask(self.url, query, {"User-Agent": "ours", "X-Ours": "1"})

    def trouble(self, reply: Reply) -> Trouble | None:
        return usual_trouble(reply)

    def read(self, reply: Reply) -> Sequence[str]:
        answers: Sequence[str] = self.understand(reply)
        return answers


@pytest.fixture
def service() -> Iterator[Translators]:
    with Translators() as running:
        yield running


@pytest.fixture
async def dialect(service: Translators) -> Plain:
    return Plain(service.google_url)


@pytest.fixture
async def engine(dialect: Plain) -> AsyncIterator[HttpEngine]:
    made = HttpEngine(
        dialect,
        clock=lambda: datetime.now(UTC),
        headers={"user-agent": "the owner's", "X-Owner": "2"},
        params={"client": "the owner's", "hl": "kk"},
    )
    yield made
    await made.close()


async def test_an_engine_is_what_its_dialect_is(engine: HttpEngine) -> None:
    assert (engine.name, engine.version, engine.rank) == ("Plain", "7", Rank.KEYLESS)
    assert engine.capacity == Plain.capacity


async def test_the_owners_headers_and_parameters_replace_the_dialects(
    engine: HttpEngine, service: Translators
) -> None:
    await engine.translate(["Сәлем & 100 % +!"], source=KK, target=RU)

    [heard] = service.heard
    assert heard.texts == ("Сәлем & 100 % +!",)
    assert heard.request.query[3:] == [("client", "the owner's"), ("hl", "kk")]
    headers = heard.request.headers
    found = (headers["user-agent"], headers["x-ours"], headers["x-owner"])
    assert found == ("the owner's", "1", "2")


async def test_only_texts_with_something_to_translate_are_asked(
    engine: HttpEngine, dialect: Plain, service: Translators
) -> None:
    dialect.understand = lambda _: ["Да.", "Нет."]

    answers = await engine.translate(["…", "Иә.", "", "Жоқ."], source=KK, target=RU)

    assert answers == ("…", "Да.", "", "Нет.")


def _raise(error: Exception) -> Callable[[Reply], Any]:
    def understand(_: Reply) -> Any:
        raise error

    return understand


@pytest.mark.parametrize(
    ("understand", "reason"),
    [
        pytest.param(lambda _: [], "not as many texts", id="none"),
        pytest.param(lambda _: ["a", "b"], "not as many texts", id="two"),
        pytest.param(lambda _: [7], "not as many texts", id="a number"),
        (lambda _: 7, "TypeError"),
        (lambda reply: reply.json(), "JSONDecodeError"),
        (_raise(KeyError("құпия")), "KeyError"),
        (_raise(RecursionError("құпия")), "RecursionError"),
        (_raise(AttributeError("құпия")), "AttributeError"),
    ],
)
async def test_what_cannot_be_read_is_no_answer_and_leaves_no_trace(
    engine: HttpEngine, dialect: Plain, understand: Callable[[Reply], Any], reason: str
) -> None:
    dialect.understand = understand

    with pytest.raises(TranslatorUnavailableError) as failed:
        await engine.translate(["Сәлем!"], source=KK, target=RU)

    assert (failed.value.trouble, failed.value.reason) == (Trouble.ANSWER, reason)
    assert failed.value.__context__ is None


async def test_a_bug_is_not_taken_for_the_services_fault(
    engine: HttpEngine, dialect: Plain
) -> None:
    dialect.understand = _raise(ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        await engine.translate(["Сәлем!"], source=KK, target=RU)


@pytest.mark.parametrize(("chars", "is_here"), [(9, True), (SLOW_TO_READ_CHARS, False)])
async def test_a_long_reply_is_read_away_from_the_loop(
    engine: HttpEngine, dialect: Plain, chars: int, *, is_here: bool
) -> None:
    places: list[int] = []

    def understand(_: Reply) -> Sequence[str]:
        places.append(threading.get_ident())
        return ["Да."]

    dialect.understand = understand

    await engine.translate(["ә" * chars], source=KK, target=RU)

    assert (places == [threading.get_ident()]) is is_here


async def test_redirects_are_followed_only_where_the_dialect_allows_it(
    engine: HttpEngine, service: Translators
) -> None:
    service.mode = Mode.REDIRECTS

    with pytest.raises(TranslatorUnavailableError) as failed:
        await engine.translate(["Сәлем!"], source=KK, target=RU)

    assert (failed.value.trouble, failed.value.reason) == (Trouble.ANSWER, "302")
    assert len(service.heard) == 1


@pytest.mark.parametrize("url", ["http://", "ftp://127.0.0.1/", "http://127.0.0.1:1/"])
async def test_an_address_that_leads_nowhere_is_unreachable(
    engine: HttpEngine, dialect: Plain, url: str
) -> None:
    dialect.url = url

    with pytest.raises(TranslatorUnavailableError) as failed:
        await engine.translate(["Сәлем!"], source=KK, target=RU)

    assert failed.value.trouble is Trouble.UNREACHABLE
    assert url not in str(failed.value)
