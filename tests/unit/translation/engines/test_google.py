import pytest

from bot.core.engines import Trouble
from bot.core.errors import PairNotSupportedError, SentenceTooLongError, TranslatorUnavailableError
from bot.core.languages import KK, RU
from bot.core.models import LanguageCode
from bot.translation.engines.dialect import Ask, Reply
from bot.translation.engines.google import MAX_PAGE_CHARS, GoogleDialect

DIALECT = GoogleDialect("https://translate.google.com/m", "Qysqa")


def page(inside: str, start: str = '<div class="result-container">') -> Reply:
    return Reply(200, f"<html><body><a>Google</a>{start}{inside}</div></body></html>")


def test_the_request_is_the_librarys() -> None:
    assert DIALECT.ask([" Сәлем! "], KK, RU) == Ask(
        "https://translate.google.com/m",
        (("tl", "ru"), ("sl", "kk"), ("q", "Сәлем!")),
        {"User-Agent": "Qysqa"},
        redirects=3,
    )


@pytest.mark.parametrize("pair", [("kk", "xx"), ("xx", "kk"), ("", "kk"), ("he", "iw")])
def test_a_pair_that_the_library_does_not_know_is_refused(pair: tuple[str, str]) -> None:
    source, target = map(LanguageCode, pair)

    with pytest.raises(PairNotSupportedError):
        DIALECT.ask(["Сәлем!"], source, target)


def test_a_text_that_the_library_does_not_take_is_refused() -> None:
    with pytest.raises(SentenceTooLongError):
        DIALECT.ask(["a" * 5_000], KK, RU)


@pytest.mark.parametrize(
    ("inside", "answer"),
    [
        ("Привет!", "Привет!"),
        ("a", "a"),
        ("***", "***"),
        ("", ""),
        (" it&#39;s &lt;b&gt; ", "it's <b>"),
        ("один<br>два <b>три</b><br/>четыре", "один два три четыре"),
    ],
)
@pytest.mark.parametrize("start", ['<div class="result-container">', '<div class="t0">'])
def test_a_page_is_read_whatever_it_says(start: str, inside: str, answer: str) -> None:
    reply = page(inside, start)

    assert DIALECT.trouble(reply) is None
    assert list(DIALECT.read(reply)) == [answer] or not inside.strip()


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (page("How a captcha works: unusual traffic"), None),
        (page("Error 500 (Server Error)!!1500.That’s an error."), Trouble.FAILING),
        (Reply(200, "<html>unusual traffic</html>"), Trouble.BLOCKED),
        (Reply(200, "<html>Welcome!</html>"), None),  # and then nothing is found on it
        (Reply(403, "<html>Error 403 (Forbidden)!!1</html>"), Trouble.BLOCKED),
        (Reply(429, "Too Many Requests"), Trouble.BUSY),
        (Reply(500, "<html>Error 500 (Server Error)!!1</html>"), Trouble.FAILING),
        (page("a" * MAX_PAGE_CHARS), Trouble.ANSWER),
    ],
)
def test_refusals_are_told_from_translations(reply: Reply, trouble: Trouble | None) -> None:
    assert DIALECT.trouble(reply) is trouble


def test_a_page_without_a_translation_cannot_be_read() -> None:
    with pytest.raises(TranslatorUnavailableError) as failed:
        DIALECT.read(Reply(200, "<html>Welcome!</html>"))

    assert (failed.value.trouble, failed.value.reason) == (Trouble.ANSWER, "TranslationNotFound")
