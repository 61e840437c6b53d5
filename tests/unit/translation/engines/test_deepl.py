from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.engines import Rank, Trouble, Unit
from bot.core.errors import PairNotSupportedError
from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.core.models import LanguageCode
from bot.translation.engines.deepl import DeepLDialect
from bot.translation.engines.dialect import Reply
from bot.translation.pack import measure
from tests.simulator.wire import Heard
from tests.simulator.wires_keyed import DEEPL_KEY, DeepLWire
from tests.simulator.wires_keyed_read import reply_of, sent

WIRE = DeepLWire()
DIALECT = DeepLDialect(DEEPL_KEY, "http://127.0.0.1:8000/deepl/")
TEXTS = st.lists(st.text(max_size=40), min_size=1, max_size=50)


@given(TEXTS)
def test_the_service_hears_the_texts_and_its_answer_is_read(texts: list[str]) -> None:
    heard = WIRE.read(sent(DIALECT.ask(texts, KK, RU)))

    assert isinstance(heard, Heard)
    assert (heard.texts, heard.source, heard.target) == (tuple(texts), "KK", "RU")
    assert DIALECT.read(reply_of(WIRE.answer(texts, heard))) == texts


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("abc", "https://api.deepl.com/v2/translate"),
        ("abc:fx", "https://api-free.deepl.com/v2/translate"),
    ],
)
def test_the_key_tells_the_address(key: str, url: str) -> None:
    assert DeepLDialect(key).ask(["Сәлем!"], KK, RU).url == url


def test_an_address_of_the_owners_stands_in_for_it() -> None:
    ask = DeepLDialect("abc:fx", "https://deepl.example/").ask(["Сәлем!"], KK, RU)

    assert ask.url == "https://deepl.example/v2/translate"


@pytest.mark.parametrize(
    ("target", "code"), [("en", "EN-GB"), ("pt", "PT-PT"), ("zh", "ZH-HANS"), ("kk", "KK")]
)
def test_targets_have_their_country_or_script(target: str, code: str) -> None:
    heard = WIRE.read(sent(DIALECT.ask(["Привет!"], RU, LanguageCode(target))))

    assert isinstance(heard, Heard)
    assert heard.target == code


@pytest.mark.parametrize("language", KNOWN_LANGUAGES)
def test_every_known_language_can_be_source_and_target(language: LanguageCode) -> None:
    for source, target in ((language, EN), (EN, language)):
        assert isinstance(WIRE.read(sent(DIALECT.ask(["12 km"], source, target))), Heard)


@pytest.mark.parametrize(("source", "target"), [("xx", "ru"), ("ru", "xx")])
def test_a_language_outside_its_table_is_not_asked_for(source: str, target: str) -> None:
    with pytest.raises(PairNotSupportedError):
        DIALECT.ask(["Привет!"], LanguageCode(source), LanguageCode(target))


@pytest.mark.parametrize("name", ["source_lang", "target_lang"])
def test_a_language_that_it_refuses_is_a_pair_it_does_not_know(name: str) -> None:
    reply = Reply(400, f'{{"message": "Value for \'{name}\' not supported."}}')

    with pytest.raises(PairNotSupportedError):
        DIALECT.trouble(reply)


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (reply_of(WIRE.busy()), Trouble.BUSY),
        (reply_of(WIRE.quota()), Trouble.QUOTA),
        (reply_of(WIRE.bad_key()), Trouble.KEY),
        (Reply(413, ""), Trouble.ANSWER),
        (Reply(400, '{"message": "Bad request."}'), Trouble.ANSWER),
        (Reply(503, ""), Trouble.FAILING),
        (Reply(200, "{}"), None),
    ],
)
def test_refusals_are_told_apart(reply: Reply, trouble: Trouble | None) -> None:
    assert DIALECT.trouble(reply) == trouble


def test_a_wrong_key_is_refused_by_the_wire() -> None:
    said = WIRE.read(sent(DeepLDialect("other", DIALECT.url).ask(["Сәлем!"], KK, RU)))

    assert said == WIRE.bad_key()


def test_a_full_request_fits_into_what_the_service_takes() -> None:
    capacity = DIALECT.capacity
    assert capacity.unit is Unit.BYTES
    text = "«Қ»\n" * (capacity.total // capacity.texts // measure("«Қ»\n", Unit.BYTES))

    assert isinstance(WIRE.read(sent(DIALECT.ask([text] * capacity.texts, KK, RU))), Heard)


def test_readers_know_it_and_nobody_sees_its_key() -> None:
    assert (DIALECT.name, DIALECT.version, DIALECT.rank) == ("DeepL", "v2", Rank.KEYED)
    assert DEEPL_KEY not in repr(DIALECT)
    assert DEEPL_KEY not in sent(DIALECT.ask(["Сәлем!"], KK, RU)).path


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"method": "GET"}, 404),
        ({"path": "/other"}, 404),
        ({"body": b"{"}, 400),
        ({"body": b'{"text": "a", "target_lang": "RU"}'}, 400),
        ({"body": b'{"text": ["a"], "target_lang": "XX"}'}, 400),
        ({"body": b" " * 140_000}, 413),
    ],
)
def test_the_wire_refuses_what_the_service_would(changes: dict[str, Any], status: int) -> None:
    said = WIRE.read(replace(sent(DIALECT.ask(["Сәлем!"], KK, RU)), **changes))

    assert not isinstance(said, Heard)
    assert said.status == status
