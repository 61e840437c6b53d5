import json
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
from bot.translation.engines.google_cloud import GoogleCloudDialect
from tests.simulator.wire import Heard
from tests.simulator.wires_keyed import GOOGLE_KEY, GoogleCloudWire
from tests.simulator.wires_keyed_read import reply_of, sent

WIRE = GoogleCloudWire()
URL = "http://127.0.0.1:8000/google_cloud"
DIALECT = GoogleCloudDialect(GOOGLE_KEY, URL)


def _error(status: int, reason: str, detail: str | None = None) -> Reply:
    error: dict[str, object] = {"code": status, "errors": [{"reason": reason}]}
    if detail is not None:
        error["details"] = [{"reason": detail}]
    return Reply(status, json.dumps({"error": error}))


@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_the_service_hears_the_texts_and_its_answer_is_read(texts: list[str]) -> None:
    heard = WIRE.read(sent(DIALECT.ask(texts, KK, RU)))

    assert isinstance(heard, Heard)
    assert (heard.texts, heard.source, heard.target) == (tuple(texts), "kk", "ru")
    assert DIALECT.read(reply_of(WIRE.answer(texts, heard))) == texts


def test_signs_of_html_come_back_as_they_were() -> None:
    heard = WIRE.read(sent(DIALECT.ask(["R&D <b> &amp; it's"], EN, RU)))

    assert isinstance(heard, Heard)
    assert DIALECT.read(reply_of(WIRE.answer(heard.texts, heard))) == ["R&D <b> &amp; it's"]


def test_without_a_format_the_service_answers_in_html() -> None:
    request = replace(
        sent(DIALECT.ask(["a"], EN, RU)), body=b'{"q": ["R&D"], "source": "en", "target": "ru"}'
    )
    heard = WIRE.read(request)

    assert isinstance(heard, Heard)
    assert DIALECT.read(reply_of(WIRE.answer(heard.texts, heard))) == ["R&amp;D"]


@pytest.mark.parametrize("language", KNOWN_LANGUAGES)
def test_every_known_language_can_be_source_and_target(language: LanguageCode) -> None:
    for source, target in ((language, EN), (EN, language)):
        assert isinstance(WIRE.read(sent(DIALECT.ask(["12 km"], source, target))), Heard)


def test_the_key_is_in_no_address() -> None:
    ask = GoogleCloudDialect(GOOGLE_KEY).ask(["Сәлем!"], KK, RU)

    assert ask.url == "https://translation.googleapis.com/language/translate/v2"
    assert ask.query == ()
    assert ask.headers == {"X-Goog-Api-Key": GOOGLE_KEY}


def test_a_language_that_it_refuses_is_a_pair_it_does_not_know() -> None:
    said = WIRE.read(sent(DIALECT.ask(["Сәлем!"], KK, LanguageCode("xx"))))

    assert not isinstance(said, Heard)
    for reply in (
        reply_of(said),
        Reply(400, '{"error": {"message": "Bad language pair: kk|xx"}}'),
    ):
        with pytest.raises(PairNotSupportedError):
            DIALECT.trouble(reply)


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (reply_of(WIRE.bad_key()), Trouble.KEY),
        (_error(400, "keyInvalid"), Trouble.KEY),
        (_error(403, "forbidden", "API_KEY_SERVICE_BLOCKED"), Trouble.KEY),
        (reply_of(WIRE.quota()), Trouble.QUOTA),
        (_error(403, "quotaExceeded"), Trouble.QUOTA),
        (reply_of(WIRE.busy()), Trouble.BUSY),
        (_error(429, "rateLimitExceeded", "RATE_LIMIT_EXCEEDED"), Trouble.BUSY),
        (_error(429, "new words"), Trouble.BUSY),
        (_error(400, "required"), Trouble.ANSWER),
        (_error(503, "backendError"), Trouble.FAILING),
        (Reply(502, "<html>502</html>"), Trouble.FAILING),
        (Reply(200, '{"error": {"message": "Invalid Value"}}'), None),
    ],
)
def test_refusals_are_told_apart(reply: Reply, trouble: Trouble | None) -> None:
    assert DIALECT.trouble(reply) == trouble


def test_a_wrong_key_is_refused_by_the_wire() -> None:
    said = WIRE.read(sent(GoogleCloudDialect("other", URL).ask(["Сәлем!"], KK, RU)))

    assert said == WIRE.bad_key()


@pytest.mark.parametrize("body", ["{}", '{"data": {"translations": ["…"]}}', "[]", "…"])
def test_an_answer_of_another_form_cannot_be_read(body: str) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        DIALECT.read(Reply(200, body))


def test_readers_know_it_and_nobody_sees_its_key() -> None:
    assert (DIALECT.name, DIALECT.version, DIALECT.rank) == ("Google Cloud", "v2", Rank.KEYED)
    assert GOOGLE_KEY not in repr(DIALECT)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"method": "GET"}, 404),
        ({"path": "/other"}, 404),
        ({"body": b'{"q": "a", "target": "ru"}'}, 400),
        ({"body": b'{"q": [], "target": "ru"}'}, 400),
        ({"body": b'{"q": ["a"]}'}, 400),
    ],
)
def test_the_wire_refuses_what_the_service_would(changes: dict[str, Any], status: int) -> None:
    said = WIRE.read(replace(sent(DIALECT.ask(["Сәлем!"], KK, RU)), **changes))

    assert not isinstance(said, Heard)
    assert said.status == status
