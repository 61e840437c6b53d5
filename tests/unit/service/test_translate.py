from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import (
    LanguageUnclearError,
    NoArticleError,
    NothingToSummarizeError,
    SameLanguageError,
    TranslatorUnavailableError,
)
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    ORIGINAL,
    Article,
    ArticleRequest,
    LanguageCode,
    Stage,
    TextRequest,
    Translation,
)
from bot.core.ports import Progress
from bot.service.translate import Sourced, Translated, TranslateSentences, TranslateText
from tests.unit.doubles import Heard, at_once

KAZAKH = "Бүгін Астанада қар жауады."
RUSSIAN = "Завтра в Алматы будет солнечно."
BYE = "Сау болыңыздар!"
ENGLISH = {
    KAZAKH: "It will snow in Astana today.",
    RUSSIAN: "It will be sunny in Almaty tomorrow.",
    BYE: "Goodbye!",
}


@dataclass
class FakeChain:
    """Knows *known*; remembers which sentences it was asked for, from which language."""

    known: dict[str, str] = field(default_factory=lambda: dict(ENGLISH))
    asked: list[tuple[LanguageCode, LanguageCode, list[str]]] = field(default_factory=list)

    async def translate(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> tuple[Translation | None, ...]:
        self.asked.append((source, target, list(texts)))
        return tuple(
            Translation(self.known[text], "Google") if text in self.known else None
            for text in texts
        )


@pytest.fixture
def chain() -> FakeChain:
    return FakeChain()


async def read(request: ArticleRequest, progress: Progress) -> Article:
    assert isinstance(request, TextRequest)
    await progress(Stage.READING)
    return Article(request.text)


async def translated(
    text: str,
    chain: FakeChain,
    *,
    target: LanguageCode = EN,
    language: LanguageCode | None = None,
    progress: Progress | None = None,
) -> Translated:
    job = TranslateText(read, at_once, TranslateSentences(chain))
    heard = progress or Heard()
    return await job(TextRequest(text), target=target, language=language, progress=heard)


def engines(made: Sequence[Translation | None]) -> list[str | None]:
    return [one.engine if one else None for one in made]


async def test_each_sentence_is_translated_from_its_own_language(chain: FakeChain) -> None:
    texts: list[Sourced] = [(KAZAKH, KK), (RUSSIAN, RU), (BYE, KK)]

    made = await TranslateSentences(chain)(texts, target=EN)

    assert made == tuple(Translation(ENGLISH[text], "Google") for text, _ in texts)
    assert chain.asked == [(KK, EN, [KAZAKH, BYE]), (RU, EN, [RUSSIAN])]


async def test_what_is_in_the_target_stays_and_nobody_is_asked(chain: FakeChain) -> None:
    made = await TranslateSentences(chain)([(KAZAKH, KK), (RUSSIAN, RU)], target=RU)

    assert made == (Translation(ENGLISH[KAZAKH], "Google"), Translation(RUSSIAN, ORIGINAL))
    assert chain.asked == [(KK, RU, [KAZAKH])]


async def test_a_text_in_an_unknown_language_is_not_guessed_at(chain: FakeChain) -> None:
    made = await TranslateSentences(chain)([("Ω", None), (KAZAKH, KK), (KAZAKH, None)], target=EN)

    assert engines(made) == [None, "Google", None]
    assert chain.asked == [(KK, EN, [KAZAKH])]


async def test_what_nobody_could_translate_is_none(chain: FakeChain) -> None:
    del chain.known[BYE]

    made = await TranslateSentences(chain)([(BYE, KK), (KAZAKH, KK), (BYE, KK)], target=EN)

    assert engines(made) == [None, "Google", None]


async def test_no_sentences_are_no_translations(chain: FakeChain) -> None:
    assert await TranslateSentences(chain)([], target=EN) == ()


async def test_a_mixed_text_is_translated_as_a_whole(chain: FakeChain) -> None:
    done = await translated(f"{KAZAKH}\n\n{RUSSIAN} {BYE}", chain)

    assert done == Translated(
        article=Article(f"{KAZAKH}\n\n{RUSSIAN} {BYE}"),
        target=EN,
        sentences=(KAZAKH, RUSSIAN, BYE),
        translations=tuple(Translation(ENGLISH[text], "Google") for text in ENGLISH),
        text=f"{ENGLISH[KAZAKH]}\n\n{ENGLISH[RUSSIAN]} {ENGLISH[BYE]}",
    )


@pytest.mark.parametrize(
    "frame", ["{}", "\n\n{}\n", "  {}  ", "{}\n\n\n{}", "{}  {}\n\t{}", "{}\r\n{}"]
)
async def test_paragraphs_and_white_space_stay(chain: FakeChain, frame: str) -> None:
    sentences = [KAZAKH, RUSSIAN, BYE][: frame.count("{}")]

    done = await translated(frame.format(*sentences), chain)

    assert done.text == frame.format(*(ENGLISH[text] for text in sentences))


async def test_a_sentence_that_nobody_could_translate_stays(chain: FakeChain) -> None:
    del chain.known[RUSSIAN]

    done = await translated(f"{KAZAKH} {RUSSIAN}\n{BYE}", chain)

    assert done.text == f"{ENGLISH[KAZAKH]} {RUSSIAN}\n{ENGLISH[BYE]}"
    assert engines(done.translations) == ["Google", None, "Google"]


async def test_a_sentence_already_in_the_target_stays(chain: FakeChain) -> None:
    chain.known = {KAZAKH: "Сегодня в Астане пойдёт снег."}

    done = await translated(f"{KAZAKH} {RUSSIAN}", chain, target=RU)

    assert done.text == f"Сегодня в Астане пойдёт снег. {RUSSIAN}"
    assert engines(done.translations) == ["Google", ORIGINAL]


async def test_a_text_in_the_target_is_refused(chain: FakeChain) -> None:
    with pytest.raises(SameLanguageError) as refused:
        await translated(f"{KAZAKH} {BYE}", chain, target=KK)

    assert refused.value.language == KK
    assert chain.asked == []


@pytest.mark.parametrize("text", [KAZAKH, f"{KAZAKH} It is already in English, every word."])
async def test_a_text_of_which_nothing_could_be_translated_is_a_failure(
    chain: FakeChain, text: str
) -> None:
    chain.known = {}

    with pytest.raises(TranslatorUnavailableError):
        await translated(text, chain)


async def test_the_language_that_a_reader_names_overrides_identification(
    chain: FakeChain,
) -> None:
    await translated(f"{KAZAKH} {RUSSIAN}", chain, language=LanguageCode("ky"))

    assert chain.asked == [("ky", EN, [KAZAKH, RUSSIAN])]


async def test_a_sentence_of_no_known_language_is_taken_to_be_in_that_of_the_whole(
    chain: FakeChain,
) -> None:
    await translated(f"{KAZAKH}\n\n22.11.2026\n\n{BYE}", chain)

    assert chain.asked == [(KK, EN, [KAZAKH, "22.11.2026", BYE])]


async def test_a_reader_hears_of_reading_and_then_of_translating(chain: FakeChain) -> None:
    heard = Heard()

    await translated(KAZAKH, chain, progress=heard)

    assert [stage for stage, _ in heard.stages] == [Stage.READING, Stage.TRANSLATING]


async def test_a_blank_text_is_refused(chain: FakeChain) -> None:
    with pytest.raises(NothingToSummarizeError):
        await translated(" \n ", chain)


async def test_what_reading_raises_is_passed_on(chain: FakeChain) -> None:
    async def no_article(request: ArticleRequest, progress: Progress) -> Article:
        raise NoArticleError("egemen.kz")

    job = TranslateText(no_article, at_once, TranslateSentences(chain))

    with pytest.raises(NoArticleError):
        await job(TextRequest(KAZAKH), target=EN, language=None, progress=Heard())


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(ENGLISH)), st.sampled_from([KK, RU, EN, None])),
        max_size=8,
    )
)
async def test_each_text_gets_its_own_translation(texts: list[Sourced]) -> None:
    made = await TranslateSentences(FakeChain())(texts, target=EN)

    expected = [
        source and Translation(*((text, ORIGINAL) if source == EN else (ENGLISH[text], "Google")))
        for text, source in texts
    ]
    assert list(made) == expected


async def test_a_text_in_no_known_language_is_refused_as_such(chain: FakeChain) -> None:
    with pytest.raises(LanguageUnclearError):
        await translated("Ω.", chain)
