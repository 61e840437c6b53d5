from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.engines import Passage
from bot.core.errors import (
    LanguageUnclearError,
    NoArticleError,
    NothingToSummarizeError,
    SameLanguageError,
    TranslatorUnavailableError,
)
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    LETTERS,
    ORIGINAL,
    Article,
    ArticleRequest,
    LanguageCode,
    Script,
    Stage,
    Style,
    StyleKind,
    Term,
    TextRequest,
    Translation,
)
from bot.core.ports import Progress
from bot.service.translate import (
    Translated,
    TranslateSentences,
    TranslateText,
    TranslationOrder,
)
from tests.unit.doubles import Heard, at_once

KAZAKH = "Бүгін Астанада қар жауады."
RUSSIAN = "Завтра в Алматы будет солнечно."
BYE = "Сау болыңыздар!"
ENGLISH = {
    KAZAKH: "It will snow in Astana today.",
    RUSSIAN: "It will be sunny in Almaty tomorrow.",
    BYE: "Goodbye!",
}

BOLD = Style(StyleKind.BOLD, 0, 5)
TERM = Term("Qysqa")


@dataclass
class FakeChain:
    """Knows *known*; remembers which sentences it was asked for, from which language."""

    known: dict[str, str] = field(default_factory=lambda: dict(ENGLISH))
    asked: list[tuple[LanguageCode, list[Passage]]] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)

    async def translate(
        self,
        passages: Sequence[Passage],
        *,
        target: LanguageCode,
        terms: Sequence[Term] = (),
        avoid: Collection[str] = (),
    ) -> tuple[Translation | None, ...]:
        self.asked.append((target, list(passages)))
        self.terms += terms
        return tuple(map(self._one, passages))

    def _one(self, passage: Passage) -> Translation | None:
        text = self.known.get(passage.text)
        if text is None or passage.language is None:
            return None
        styles = tuple(replace(one, end=len(text)) for one in passage.styles)
        return Translation(text, "Google", styles=styles)

    def sentences(self) -> list[tuple[str, LanguageCode | None]]:
        return [(one.text, one.language) for _, passages in self.asked for one in passages]


@pytest.fixture
def chain() -> FakeChain:
    return FakeChain()


async def read(request: ArticleRequest, progress: Progress) -> Article:
    assert isinstance(request, TextRequest)
    await progress(Stage.READING)
    return Article(request.text, styles=request.styles)


async def translated(
    text: str,
    chain: FakeChain,
    *,
    target: LanguageCode = EN,
    language: LanguageCode | None = None,
    script: Script = Script.CYRILLIC,
    progress: Progress | None = None,
) -> Translated:
    job = TranslateText(read, at_once, TranslateSentences(chain))
    order = TranslationOrder(target, language, script, (TERM,))
    return await job(TextRequest(text), order, progress or Heard())


def engines(made: Sequence[Translation | None]) -> list[str | None]:
    return [one.engine if one else None for one in made]


async def test_each_sentence_is_translated_from_its_own_language(chain: FakeChain) -> None:
    passages = [Passage(KAZAKH, KK), Passage(RUSSIAN, RU), Passage(BYE, KK)]

    made = await TranslateSentences(chain)(passages, target=EN)

    assert made == tuple(Translation(ENGLISH[one.text], "Google") for one in passages)
    assert chain.asked == [(EN, passages)]


async def test_what_is_in_the_target_stays_and_nobody_is_asked(chain: FakeChain) -> None:
    passages = [Passage(KAZAKH, KK), Passage(RUSSIAN, RU, (BOLD,))]

    made = await TranslateSentences(chain)(passages, target=RU)

    assert made == (
        Translation(ENGLISH[KAZAKH], "Google"),
        Translation(RUSSIAN, ORIGINAL, styles=(BOLD,)),
    )
    assert chain.sentences() == [(KAZAKH, KK)]


async def test_a_text_in_an_unknown_language_is_not_guessed_at(chain: FakeChain) -> None:
    passages = [Passage("Ω", None), Passage(KAZAKH, KK), Passage(KAZAKH, None)]

    assert engines(await TranslateSentences(chain)(passages, target=EN)) == [None, "Google", None]


async def test_what_nobody_could_translate_is_none(chain: FakeChain) -> None:
    del chain.known[BYE]

    passages = [Passage(BYE, KK), Passage(KAZAKH, KK), Passage(BYE, KK)]
    made = await TranslateSentences(chain)(passages, target=EN)

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

    assert chain.sentences() == [(KAZAKH, "ky"), (RUSSIAN, "ky")]


async def test_a_sentence_of_no_known_language_is_taken_to_be_in_that_of_the_whole(
    chain: FakeChain,
) -> None:
    await translated(f"{KAZAKH}\n\n22.11.2026\n\n{BYE}", chain)

    assert chain.sentences() == [(KAZAKH, KK), ("22.11.2026", KK), (BYE, KK)]


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
        await job(TextRequest(KAZAKH), TranslationOrder(EN), Heard())


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(ENGLISH)), st.sampled_from([KK, RU, EN, None])),
        max_size=8,
    )
)
async def test_each_text_gets_its_own_translation(
    texts: list[tuple[str, LanguageCode | None]],
) -> None:
    passages = [Passage(*one) for one in texts]
    made = await TranslateSentences(FakeChain())(passages, target=EN)

    expected = [
        source and Translation(*((text, ORIGINAL) if source == EN else (ENGLISH[text], "Google")))
        for text, source in texts
    ]
    assert list(made) == expected


async def test_a_text_in_no_known_language_is_refused_as_such(chain: FakeChain) -> None:
    with pytest.raises(LanguageUnclearError):
        await translated("Ω.", chain)


async def test_styles_stand_where_the_translated_sentence_stands(chain: FakeChain) -> None:
    start = len(KAZAKH) + 1
    styles = (Style(StyleKind.BOLD, start, start + len(BYE)),)
    job = TranslateText(read, at_once, TranslateSentences(chain))
    request = TextRequest(f"{KAZAKH} {BYE}", styles=styles)

    done = await job(request, TranslationOrder(EN), Heard())

    begin = len(ENGLISH[KAZAKH]) + 1
    assert done.styles == (Style(StyleKind.BOLD, begin, begin + len(ENGLISH[BYE])),)
    assert done.text[begin:] == ENGLISH[BYE]


async def test_a_sentence_that_stays_keeps_its_styles(chain: FakeChain) -> None:
    del chain.known[BYE]
    start = len(KAZAKH) + 1
    request = TextRequest(f"{KAZAKH} {BYE}", styles=(Style(StyleKind.BOLD, start, start + 3),))

    done = await TranslateText(read, at_once, TranslateSentences(chain))(
        request, TranslationOrder(EN), Heard()
    )

    begin = len(ENGLISH[KAZAKH]) + 1
    assert done.styles == (Style(StyleKind.BOLD, begin, begin + 3),)


async def test_the_chats_terms_reach_the_chain(chain: FakeChain) -> None:
    await translated(KAZAKH, chain)

    assert chain.terms == [TERM]


async def test_kazakh_may_be_asked_for_in_latin_letters(chain: FakeChain) -> None:
    chain.known = {RUSSIAN: "Ертең Алматыда күн ашық болады."}

    done = await translated(RUSSIAN, chain, target=KK, script=Script.LATIN)

    assert done.text == "Erteñ Almatyda kün aşyq bolady."


async def test_kazakh_in_other_letters_is_only_written_anew(chain: FakeChain) -> None:
    done = await translated("Bügın Astanada qar jauady.", chain, target=KK)

    assert done.text == KAZAKH
    assert engines(done.translations) == [LETTERS]
    assert (chain.asked, done.script) == ([], Script.CYRILLIC)


async def test_kazakh_in_the_letters_asked_for_is_the_same_language(chain: FakeChain) -> None:
    with pytest.raises(SameLanguageError):
        await translated("Bügın Astanada qar jauady.", chain, target=KK, script=Script.LATIN)


async def test_each_script_is_read_into_each_other() -> None:
    said = {
        Script.CYRILLIC: KAZAKH,
        Script.LATIN: "Bügın Astanada qar jauady.",
        Script.ARABIC: "بۇگىن استانادا قار جاۋادى.",
    }
    translate = TranslateSentences(FakeChain())
    for own, source in said.items():
        for script, text in said.items():
            [made] = await translate([Passage(source, KK)], target=KK, script=script)
            assert made is not None
            assert made.engine == (ORIGINAL if own is script else LETTERS)
            # Arabic has no capitals: of a name inside a sentence nobody can tell
            same = made.text.lower() == text.lower() if own is Script.ARABIC else made.text == text
            assert same


async def test_a_term_that_stays_keeps_its_letters_where_kazakh_is_written_anew() -> None:
    passage, terms = Passage("Бүгін Ақорда мен әкім жазды.", KK), [Term("Ақорда"), Term("x", "y")]
    translate = TranslateSentences(FakeChain())

    [made] = await translate([passage], target=KK, terms=terms, script=Script.LATIN)

    assert made == Translation("Bügın Ақорда men äkım jazdy.", LETTERS)


@pytest.mark.parametrize("own", [KK, RU])
async def test_what_is_too_short_to_tell_is_in_the_readers_own_language(
    chain: FakeChain, own: LanguageCode
) -> None:
    chain.known = {"Барам.": "I'm going."}
    job = TranslateText(read, at_once, TranslateSentences(chain))

    await job(TextRequest("Барам."), TranslationOrder(EN, own=own), Heard())

    assert chain.sentences() == [("Барам.", own)]


async def test_a_reader_who_wants_their_own_language_does_not_have_it_already(
    chain: FakeChain,
) -> None:
    job = TranslateText(read, at_once, TranslateSentences(chain))

    with pytest.raises(LanguageUnclearError):
        await job(TextRequest("Барам."), TranslationOrder(KK, own=KK), Heard())


async def test_a_name_in_other_letters_is_no_kazakh_to_be_written_anew(chain: FakeChain) -> None:
    chain.known = {KAZAKH: "unused"}
    sentences = f"{KAZAKH} https://egemen.kz/1"

    done = await translated(sentences, chain, target=KK, script=Script.LATIN)

    assert done.text == "Bügın Astanada qar jauady. https://egemen.kz/1"


async def test_what_is_the_same_in_any_language_is_no_kazakh_to_be_written_anew() -> None:
    class Same(FakeChain):
        def _one(self, passage: Passage) -> Translation | None:
            return Translation(passage.text, ORIGINAL)

    with pytest.raises(SameLanguageError):
        await translated(RUSSIAN, Same(), target=KK, script=Script.LATIN)
