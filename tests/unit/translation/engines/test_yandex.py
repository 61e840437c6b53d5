from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.engines import Rank, Trouble
from bot.core.errors import PairNotSupportedError
from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.core.models import LanguageCode
from bot.translation.engines.dialect import Reply
from bot.translation.engines.yandex import YandexDialect
from tests.simulator.wire import Heard
from tests.simulator.wires_keyed import YANDEX_FOLDER, YANDEX_KEY, YandexWire
from tests.simulator.wires_keyed_read import posted, reply_of, sent

WIRE = YandexWire()
URL = "http://127.0.0.1:8000/yandex"
DIALECT = YandexDialect(YANDEX_KEY, YANDEX_FOLDER, URL)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_the_service_hears_the_texts_and_its_answer_is_read(texts: list[str]) -> None:
    heard = WIRE.read(sent(DIALECT.ask(texts, KK, RU)))

    assert isinstance(heard, Heard)
    assert (heard.texts, heard.source, heard.target) == (tuple(texts), "kk", "ru")
    assert DIALECT.read(reply_of(WIRE.answer(texts, heard))) == texts


@pytest.mark.parametrize("language", KNOWN_LANGUAGES)
def test_every_known_language_can_be_source_and_target(language: LanguageCode) -> None:
    for source, target in ((language, EN), (EN, language)):
        assert isinstance(WIRE.read(sent(DIALECT.ask(["12 km"], source, target))), Heard)


def test_a_folder_is_named_only_if_the_owner_names_one() -> None:
    ask = YandexDialect(YANDEX_KEY).ask(["Сәлем!"], KK, RU)

    assert ask.url == "https://translate.api.cloud.yandex.net/translate/v2/translate"
    assert posted(sent(ask)) == {
        "texts": ["Сәлем!"],
        "sourceLanguageCode": "kk",
        "targetLanguageCode": "ru",
        "format": "PLAIN_TEXT",
    }
    assert posted(sent(DIALECT.ask(["Сәлем!"], KK, RU)))["folderId"] == YANDEX_FOLDER


@pytest.mark.parametrize(("source", "target"), [("xx", "ru"), ("ru", "xx")])
def test_a_language_that_it_refuses_is_a_pair_it_does_not_know(source: str, target: str) -> None:
    ask = DIALECT.ask(["Привет!"], LanguageCode(source), LanguageCode(target))
    said = WIRE.read(sent(ask))

    assert not isinstance(said, Heard)
    with pytest.raises(PairNotSupportedError):
        DIALECT.trouble(reply_of(said))


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (reply_of(WIRE.bad_key()), Trouble.KEY),
        (Reply(403, '{"code": 7, "message": "Permission to [folder] denied"}'), Trouble.KEY),
        (reply_of(WIRE.quota()), Trouble.QUOTA),
        (reply_of(WIRE.busy()), Trouble.BUSY),
        (Reply(400, '{"code": 3, "message": "texts are empty"}'), Trouble.ANSWER),
        (Reply(500, '{"code": 13, "message": "internal"}'), Trouble.FAILING),
        (Reply(200, '{"message": "limit on units"}'), None),
    ],
)
def test_refusals_are_told_apart(reply: Reply, trouble: Trouble | None) -> None:
    assert DIALECT.trouble(reply) == trouble


def test_a_wrong_key_is_refused_by_the_wire() -> None:
    said = WIRE.read(sent(YandexDialect("other", None, URL).ask(["Сәлем!"], KK, RU)))

    assert said == WIRE.bad_key()


def test_another_folder_than_the_keys_is_refused_by_the_wire() -> None:
    said = WIRE.read(sent(YandexDialect(YANDEX_KEY, "b1g-other", URL).ask(["Сәлем!"], KK, RU)))

    assert not isinstance(said, Heard)
    assert DIALECT.trouble(reply_of(said)) is Trouble.KEY


def test_a_full_request_is_taken() -> None:
    texts = ["а" * 100] * DIALECT.capacity.texts

    assert sum(map(len, texts)) == DIALECT.capacity.total
    assert isinstance(WIRE.read(sent(DIALECT.ask(texts, RU, KK))), Heard)
    assert not isinstance(WIRE.read(sent(DIALECT.ask([*texts, "а"], RU, KK))), Heard)


@pytest.mark.parametrize("body", ["{}", '{"translations": "…"}', "[]", "…"])
def test_an_answer_of_another_form_cannot_be_read(body: str) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        DIALECT.read(Reply(200, body))


def test_readers_know_it_and_nobody_sees_its_key() -> None:
    assert (DIALECT.name, DIALECT.version, DIALECT.rank) == ("Yandex", "v2", Rank.KEYED)
    assert YANDEX_KEY not in repr(DIALECT)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"method": "GET"}, 404),
        ({"path": "/other"}, 404),
        ({"body": b"[]"}, 400),
        ({"body": b'{"texts": []}'}, 400),
        ({"body": b'{"texts": ["a"]}'}, 400),
    ],
)
def test_the_wire_refuses_what_the_service_would(changes: dict[str, Any], status: int) -> None:
    said = WIRE.read(replace(sent(DIALECT.ask(["Сәлем!"], KK, RU)), **changes))

    assert not isinstance(said, Heard)
    assert said.status == status
