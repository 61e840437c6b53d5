from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.engines import Rank, Trouble
from bot.core.errors import PairNotSupportedError
from bot.core.languages import KK, RU
from bot.core.models import LanguageCode
from bot.translation.engines.dialect import Reply
from bot.translation.engines.libretranslate import LibreTranslateDialect
from tests.simulator.wire import Heard
from tests.simulator.wires_keyed_read import posted, reply_of, sent
from tests.simulator.wires_open import LibreTranslateWire

WIRE = LibreTranslateWire()
URL = "http://127.0.0.1:8000/libretranslate"
DIALECT = LibreTranslateDialect(URL, WIRE.key)


def _refusal(status: int, message: str) -> Reply:
    return Reply(status, f'{{"error": "{message}"}}')


@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_the_server_hears_the_texts_and_its_answer_is_read(texts: list[str]) -> None:
    heard = WIRE.read(sent(DIALECT.ask(texts, KK, RU)))

    assert isinstance(heard, Heard)
    assert (heard.texts, heard.source, heard.target) == (tuple(texts), "kk", "ru")
    assert DIALECT.read(reply_of(WIRE.answer(texts, heard))) == texts


def test_neither_text_nor_key_is_in_the_address() -> None:
    ask = DIALECT.ask(["Сәлем!"], KK, RU)

    assert (ask.url, ask.query) == (f"{URL}/translate", ())


def test_a_server_without_keys_is_asked_without_one() -> None:
    ask = LibreTranslateDialect(f"{URL}/").ask(["Сәлем!"], KK, RU)

    assert posted(sent(ask)) == {"q": ["Сәлем!"], "source": "kk", "target": "ru", "format": "text"}
    assert isinstance(LibreTranslateWire(needs_key=False).read(sent(ask)), Heard)


@pytest.mark.parametrize("key", [None, "other"])
def test_a_missing_or_wrong_key_is_trouble_with_the_key(key: str | None) -> None:
    said = WIRE.read(sent(LibreTranslateDialect(URL, key).ask(["Сәлем!"], KK, RU)))

    assert not isinstance(said, Heard)
    assert DIALECT.trouble(reply_of(said)) is Trouble.KEY


def test_a_language_that_the_server_has_not_loaded_is_a_pair_it_does_not_know() -> None:
    wire = LibreTranslateWire(languages=frozenset({"en", "ru"}))
    said = wire.read(sent(DIALECT.ask(["Сәлем!"], KK, RU)))

    assert not isinstance(said, Heard)
    with pytest.raises(PairNotSupportedError):
        DIALECT.trouble(reply_of(said))


def test_a_pair_that_the_server_cannot_bridge_is_not_supported() -> None:
    message = "Kazakh (kk) is not available as a target language from Russian (ru)"

    with pytest.raises(PairNotSupportedError):
        DIALECT.trouble(_refusal(400, message))


@pytest.mark.parametrize("language", ["kk", "zh", "xx"])
def test_any_language_is_asked_for(language: str) -> None:
    assert posted(sent(DIALECT.ask(["1"], RU, LanguageCode(language))))["target"] == language


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (reply_of(WIRE.bad_key()), Trouble.KEY),
        (_refusal(400, "Visit https://portal.example to get an API key"), Trouble.KEY),
        (_refusal(403, "Too many request limits violations"), Trouble.BLOCKED),
        (reply_of(WIRE.busy()), Trouble.BUSY),
        (reply_of(WIRE.quota()), Trouble.QUOTA),
        (_refusal(400, "Invalid request: request (9) exceeds text limit (5)"), Trouble.ANSWER),
        (_refusal(500, "Cannot translate text: 'NoneType'"), Trouble.FAILING),
        (Reply(200, '{"error": "xx is not supported"}'), None),
    ],
)
def test_refusals_are_told_apart(reply: Reply, trouble: Trouble | None) -> None:
    assert DIALECT.trouble(reply) == trouble


def test_a_server_that_answers_one_text_by_one_is_understood() -> None:
    assert DIALECT.read(Reply(200, '{"translatedText": "Привет!"}')) == ["Привет!"]


@pytest.mark.parametrize("body", ["{}", "[]", "…"])
def test_an_answer_of_another_form_cannot_be_read(body: str) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        DIALECT.read(Reply(200, body))


def test_readers_know_it_and_nobody_sees_its_key() -> None:
    assert (DIALECT.name, DIALECT.version) == ("LibreTranslate", "1")
    assert DIALECT.rank is Rank.SELF_HOSTED
    assert WIRE.key not in repr(DIALECT)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"method": "GET"}, 404),
        ({"path": "/other"}, 404),
        ({"headers": {}}, 400),
        ({"body": b'{"q": ["a"], "api_key": "libre-key-5c1e"}'}, 400),
        ({"body": b'{"q": "", "api_key": "libre-key-5c1e"}'}, 400),
        ({"body": b'{"q": ["a"], "format": "md", "api_key": "libre-key-5c1e"}'}, 400),
    ],
)
def test_the_wire_refuses_what_the_service_would(changes: dict[str, Any], status: int) -> None:
    said = WIRE.read(replace(sent(DIALECT.ask(["Сәлем!"], KK, RU)), **changes))

    assert not isinstance(said, Heard)
    assert said.status == status
