import json

import pytest

from bot.core.engines import Trouble
from bot.core.errors import PairNotSupportedError, TranslatorUnavailableError
from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.engines.dialect import Ask, Reply
from bot.translation.engines.mymemory import MyMemoryDialect

URL = "https://api.mymemory.translated.net/get"
DIALECT = MyMemoryDialect(URL, "owner@qysqa.kz", "Qysqa")
WARNING = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."


def record(text: object, status: object = 200, matches: tuple[str, ...] = ()) -> Reply:
    body = {
        "responseData": {"translatedText": text},
        "responseStatus": status,
        "matches": [{"translation": match} for match in matches],
    }
    return Reply(200, json.dumps(body, ensure_ascii=False))


def test_the_request_is_the_librarys_with_the_e_mail_if_there_is_one() -> None:
    query = (("langpair", "kk-KZ|en-GB"), ("q", "Сәлем!"), ("de", "owner@qysqa.kz"))

    assert DIALECT.ask(["Сәлем!"], KK, EN) == Ask(URL, query, {"User-Agent": "Qysqa"})
    anonymous = MyMemoryDialect(URL, None, "Qysqa").ask(["Сәлем!"], KK, EN)
    assert anonymous.query == query[:2]


def test_the_e_mail_is_not_shown() -> None:
    assert "owner" not in repr(DIALECT)


@pytest.mark.parametrize("pair", [("kk", "xx"), ("xx", "kk"), ("", "kk"), ("kk", "kk")])
def test_a_pair_that_the_library_does_not_know_is_refused(pair: tuple[str, str]) -> None:
    source, target = map(LanguageCode, pair)

    with pytest.raises(PairNotSupportedError):
        DIALECT.ask(["Сәлем!"], source, target)


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (record("Привет!"), None),
        (record("Привет!", "200"), None),
        (record(f"He read: {WARNING}"), None),
        (record(WARNING), Trouble.QUOTA),
        (record(WARNING, 429), Trouble.QUOTA),
        (record(WARNING, "403"), Trouble.QUOTA),
        (record(WARNING.partition(": ")[2]), Trouble.QUOTA),
        (record("", 429), Trouble.QUOTA),
        (record("", "403"), Trouble.QUOTA),
        (record("INVALID EMAIL PROVIDED", "403"), Trouble.KEY),
        (record("'XX' IS AN INVALID TARGET LANGUAGE", 403), Trouble.ANSWER),
        (record("PLEASE SELECT TWO DISTINCT LANGUAGES", "403"), Trouble.ANSWER),
        (record("QUERY LENGTH LIMIT EXCEEDED", 403), Trouble.ANSWER),
        (record("", 500), Trouble.ANSWER),
        (Reply(429, record(WARNING, 429).text), Trouble.QUOTA),
        (Reply(429, "{}"), Trouble.QUOTA),
        (Reply(429, "Too Many Requests"), Trouble.BUSY),
        (Reply(500, record("").text), Trouble.FAILING),
        (Reply(200, "<html>unusual traffic</html>"), Trouble.BLOCKED),
        (Reply(200, '{"responseData": null}'), None),  # and then nothing is found in it
    ],
)
def test_refusals_are_told_from_translations(reply: Reply, trouble: Trouble | None) -> None:
    assert DIALECT.trouble(reply) is trouble


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        (record("It&#39;s &lt;5 &amp; «иә»"), "It's <5 & «иә»"),
        (record("", matches=("Привет!", "Здравствуй!")), "Привет!"),
        (record("a"), "a"),
    ],
)
def test_a_record_is_read(reply: Reply, answer: str) -> None:
    assert DIALECT.read(reply) == [answer]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (record(""), "StopIteration"),
        (record(["Привет!"]), "list"),
        (record(7), "int"),
        (Reply(200, '{"responseData": null}'), "AttributeError"),
        (Reply(200, "[" * 100_000), "RecursionError"),
        (Reply(200, ""), "JSONDecodeError"),
    ],
)
def test_an_odd_record_cannot_be_read(reply: Reply, reason: str) -> None:
    with pytest.raises(TranslatorUnavailableError) as failed:
        DIALECT.read(reply)

    assert (failed.value.trouble, failed.value.reason) == (Trouble.ANSWER, reason)


def test_russian_and_kazakh_are_known_both_ways() -> None:
    pairs = [
        dict(DIALECT.ask(["Сәлем!"], *pair).query)["langpair"] for pair in ((KK, RU), (RU, KK))
    ]

    assert pairs == ["kk-KZ|ru-RU", "ru-RU|kk-KZ"]
