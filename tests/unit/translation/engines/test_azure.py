from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.engines import Rank, Trouble
from bot.core.errors import PairNotSupportedError
from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.core.models import LanguageCode
from bot.translation.engines.azure import AzureDialect
from bot.translation.engines.dialect import Reply
from tests.simulator.wire import Heard
from tests.simulator.wires_keyed import AZURE_KEY, AZURE_REGION, AzureWire
from tests.simulator.wires_keyed_read import reply_of, sent

WIRE = AzureWire()
URL = "http://127.0.0.1:8000/azure"
DIALECT = AzureDialect(AZURE_KEY, AZURE_REGION, URL)


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


@pytest.mark.parametrize(("ours", "code"), [("zh", "zh-Hans"), ("pt", "pt-PT"), ("kk", "kk")])
def test_targets_have_their_country_or_script(ours: str, code: str) -> None:
    assert ("to", code) in DIALECT.ask(["Привет!"], RU, LanguageCode(ours)).query


def test_a_global_resource_has_no_region() -> None:
    ask = AzureDialect(AZURE_KEY).ask(["Сәлем!"], KK, RU)

    assert ask.url == "https://api.cognitive.microsofttranslator.com/translate"
    assert ask.headers == {"Ocp-Apim-Subscription-Key": AZURE_KEY}


@pytest.mark.parametrize("code", [400003, 400019, 400023, 400035, 400036, 400075])
def test_a_language_that_it_refuses_is_a_pair_it_does_not_know(code: int) -> None:
    with pytest.raises(PairNotSupportedError):
        DIALECT.trouble(Reply(400, f'{{"error": {{"code": {code}, "message": ""}}}}'))


def test_the_wire_refuses_an_unknown_language_as_the_service_does() -> None:
    said = WIRE.read(sent(DIALECT.ask(["Сәлем!"], KK, LanguageCode("xx"))))

    assert not isinstance(said, Heard)
    with pytest.raises(PairNotSupportedError):
        DIALECT.trouble(reply_of(said))


@pytest.mark.parametrize(
    ("status", "body", "trouble"),
    [
        (401, '{"error": {"code": 401000, "message": "The request is not…"}}', Trouble.KEY),
        (401, '{"error": {"code": "401", "message": "Access denied due to…"}}', Trouble.KEY),
        (401, "", Trouble.KEY),
        (403, '{"error": {"code": 403000, "message": "not allowed"}}', Trouble.KEY),
        (403, '{"error": {"code": 403001, "message": "free quota"}}', Trouble.QUOTA),
        (
            403,
            '{"error": {"code": "403", "message": "Out of call volume quota. Wait 12 days."}}',
            Trouble.QUOTA,
        ),
        (429, '{"error": {"code": 429000, "message": ""}}', Trouble.BUSY),
        (429, '{"error": {"code": 429001, "message": ""}}', Trouble.BUSY),
        (429, '{"error": {"code": 429002, "message": ""}}', Trouble.BUSY),
        (400, '{"error": {"code": 400077, "message": ""}}', Trouble.ANSWER),
        (400, '{"error": {"code": [400036]}}', Trouble.ANSWER),
        (408, '{"error": {"code": 408001, "message": ""}}', Trouble.TIMEOUT),
        (503, '{"error": {"code": 503000, "message": ""}}', Trouble.FAILING),
        (200, "[]", None),
    ],
)
def test_refusals_are_told_apart(status: int, body: str, trouble: Trouble | None) -> None:
    assert DIALECT.trouble(Reply(status, body)) == trouble


def test_a_wrong_key_or_region_is_refused_by_the_wire() -> None:
    for other in (AzureDialect("other", AZURE_REGION, URL), AzureDialect(AZURE_KEY, None, URL)):
        assert WIRE.read(sent(other.ask(["Сәлем!"], KK, RU))) == WIRE.bad_key()


@pytest.mark.parametrize(
    "body", ["[{}]", '[{"translations": []}]', '{"translations": []}', "null", "…"]
)
def test_an_answer_of_another_form_cannot_be_read(body: str) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        DIALECT.read(Reply(200, body))


def test_readers_know_it_and_nobody_sees_its_key() -> None:
    assert (DIALECT.name, DIALECT.version, DIALECT.rank) == ("Azure", "3.0", Rank.KEYED)
    assert AZURE_KEY not in repr(DIALECT)
    assert AZURE_KEY not in sent(DIALECT.ask(["Сәлем!"], KK, RU)).path


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"method": "GET"}, 404),
        ({"path": "/other"}, 404),
        ({"body": b"{}"}, 400),
        ({"body": b"[{}]"}, 400),
        ({"body": b"[]"}, 400),
        ({"query": (("to", "ru"),)}, 400),
        ({"query": (("api-version", "3.0"), ("to", "zh"))}, 400),
    ],
)
def test_the_wire_refuses_what_the_service_would(changes: dict[str, Any], status: int) -> None:
    said = WIRE.read(replace(sent(DIALECT.ask(["Сәлем!"], KK, RU)), **changes))

    assert not isinstance(said, Heard)
    assert said.status == status
