import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import NoArticleError, NothingToSummarizeError
from bot.core.languages import EN, KK, RU
from bot.core.models import Article, ArticleRequest, Identified, LinkRequest, Script, TextRequest
from bot.core.ports import Progress
from bot.service.detect import DetectLanguage, detect
from tests.unit.doubles import Heard, at_once

MIXED = "Бүгін Астанада қар жауады.\n\nЗавтра в Алматы будет солнечно. Сау болыңыздар!"
KAZAKH, RUSSIAN = Identified(KK, Script.CYRILLIC), Identified(RU, Script.CYRILLIC)


async def read(request: ArticleRequest, progress: Progress) -> Article:
    assert isinstance(request, TextRequest)
    return Article(request.text)


def test_each_sentence_is_identified_and_stands_where_it_says() -> None:
    found = detect(MIXED)

    assert [known for _, known in found.parts] == [KAZAKH, RUSSIAN, KAZAKH]
    assert [one.text for one, _ in found.parts] == [
        "Бүгін Астанада қар жауады.",
        "Завтра в Алматы будет солнечно.",
        "Сау болыңыздар!",
    ]
    assert all(MIXED[one.start : one.end] == one.text for one, _ in found.parts)
    assert [one.paragraph for one, _ in found.parts] == [1, 2, 2]


@pytest.mark.parametrize(
    ("text", "identified"),
    [
        ("Бүгін Астанада қар жауады.", KAZAKH),
        ("Завтра в Алматы будет солнечно.", RUSSIAN),
        ("It will be sunny in Almaty tomorrow.", Identified(EN, Script.LATIN)),
        ("Búgin Astanada qar jaýady, keshke qaraı kún sýytady.", Identified(KK, Script.LATIN)),
        ("12:30", Identified(None, Script.OTHER)),
    ],
)
def test_the_whole_is_identified(text: str, identified: Identified) -> None:
    assert detect(text).whole == identified


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_where_nothing_is_written_there_is_nothing_to_detect(text: str) -> None:
    with pytest.raises(NothingToSummarizeError):
        detect(text)


@given(st.text())
def test_any_text_is_detected_or_is_blank(text: str) -> None:
    try:
        found = detect(text)
    except NothingToSummarizeError:
        assert not text.strip()
    else:
        assert all(text[one.start : one.end] == one.text for one, _ in found.parts)


async def test_what_a_request_is_about_is_detected() -> None:
    found = await DetectLanguage(read, at_once)(TextRequest(MIXED), Heard())

    assert found == detect(MIXED)


async def test_what_reading_raises_is_passed_on() -> None:
    async def no_article(request: ArticleRequest, progress: Progress) -> Article:
        raise NoArticleError("egemen.kz")

    with pytest.raises(NoArticleError):
        await DetectLanguage(no_article, at_once)(LinkRequest("https://egemen.kz/"), Heard())
