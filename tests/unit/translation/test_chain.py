import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

import pytest
import structlog

from bot.core.engines import Capacity, Kept, Passage, Rank, Trouble, Unit
from bot.core.errors import (
    DatabaseBusyError,
    PairNotSupportedError,
    SentenceTooLongError,
    TranslationError,
    TranslatorUnavailableError,
    WorkTooLongError,
)
from bot.core.keys import translation_key
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    MEMORY,
    ORIGINAL,
    Doubt,
    LanguageCode,
    Style,
    StyleKind,
    Term,
    Translation,
)
from bot.translation.calls.guarded import Policy
from bot.translation.calls.rate import Rate
from bot.translation.chain import REFRESH_S, Chain
from tests.contract.stores import FakeSentenceStore
from tests.unit.doubles import at_once
from tests.unit.translation.engine_doubles import (
    START,
    FakeEngine,
    Ready,
    States,
    Watch,
    fails,
    guard,
)

BOOK, PEN, HOUSE = "Бұл — кітап.", "Бұл — қалам.", "Бұл — үй."
SCHOOL = "Министр жаңа мектептің келесі жылы ашылатынын жиында мәлімдеді."
BRIDGE = "Көпір 2024 жылы салынды."
RUSSIAN = {
    BOOK: "Это книга.",
    PEN: "Это ручка.",
    HOUSE: "Это дом.",
    SCHOOL: "Министр сообщил на встрече, что новая школа откроется в следующем году.",
    BRIDGE: "Мост построили в 2024 году.",
}
NOTICE = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."
PAGE = "<html><body>Sorry...</body></html>"
MANY = [f"{name} көпірі биыл салынды." for name in ("Абай", "Есіл", "Жайық", "Сырдария", "Іле")]


def knows(text: str) -> str:
    return RUSSIAN.get(text) or text.replace("көпірі биыл салынды", "мост построили в этом году")


def down(engine: str = "Google", kind: Trouble = Trouble.ANSWER) -> TranslatorUnavailableError:
    return TranslatorUnavailableError(engine, kind, trouble=kind)


@dataclass
class Bench:
    """A chain over a fake store and fake engines, with a clock of its own."""

    engines: Sequence[FakeEngine] = ()
    watch: Watch = field(default_factory=Watch)
    policy: Policy = field(default_factory=lambda: Policy(Rate(1_000, 1_000)))
    deadline_s: float = 5.0

    def __post_init__(self) -> None:
        self.store = FakeSentenceStore(self.watch.now)
        guarded = [
            guard(one, policy=self.policy, watch=self.watch, states=States())
            for one in self.engines
        ]
        self.ready = Ready(guarded)
        self.chain = Chain(self.store, self.ready, at_once, self.watch.now, self.deadline_s)

    async def __call__(
        self, *texts: str, terms: Sequence[Term] = (), avoid: Collection[str] = ()
    ) -> list[tuple[str, str] | None]:
        passages = [Passage(text, KK) for text in texts]
        made = await self.chain.translate(passages, target=RU, terms=terms, avoid=avoid)
        return [(one.text, one.engine) if one else None for one in made]

    def keep(self, text: str, said: str, engine: FakeEngine, *, ago_s: float = 0) -> None:
        key = translation_key(text, source=KK, target=RU)
        made = int(START.timestamp() - ago_s)
        self.store.remember([Kept(key, said, engine.name, "1", engine.rank, made)])

    def own(self, text: str, said: str) -> None:
        self.store.own[translation_key(text, source=KK, target=RU)] = said

    @property
    def kept(self) -> set[tuple[str, str]]:
        return {(one.text, one.engine) for one in self.store.kept.values()}


def google(says: Callable[[str], str] = knows, **more: object) -> FakeEngine:
    engine = FakeEngine("Google", says)
    for name, value in more.items():
        setattr(engine, name, value)
    return engine


def mymemory(says: Callable[[str], str] = knows) -> FakeEngine:
    return FakeEngine("MyMemory", says)


def deepl(says: Callable[[str], str] = knows) -> FakeEngine:
    return FakeEngine("DeepL", says, rank=Rank.KEYED)


async def test_memory_goes_before_the_cache_and_the_cache_before_the_engines() -> None:
    engine = google()
    ask = Bench([engine])
    ask.own(BOOK, "Сия есть книга.")
    ask.keep(BOOK, "Это книжка.", mymemory())
    ask.keep(PEN, "Это перо.", mymemory())

    assert await ask(HOUSE, PEN, BOOK) == [
        ("Это дом.", "Google"),
        ("Это перо.", "MyMemory"),
        ("Сия есть книга.", MEMORY),
    ]
    assert engine.asked == [HOUSE]


async def test_a_job_asks_the_store_once() -> None:
    ask = Bench([google()])

    await ask(BOOK, PEN, HOUSE, "Сілтеме: https://egemen.kz/1 осында тұр.")

    assert len(ask.store.lookups) == 1


async def test_what_an_engine_said_is_kept_and_not_asked_for_again() -> None:
    engine = google()
    ask = Bench([engine])
    first = await ask(BOOK, PEN)

    assert await ask(BOOK, PEN) == first
    assert engine.calls == [(BOOK, PEN)]


async def test_engines_are_not_even_made_when_everything_is_remembered() -> None:
    ask = Bench([google()])
    ask.keep(BOOK, "Это книга.", google())

    assert await ask(BOOK) == [("Это книга.", "Google")]
    assert ask.ready.asked_for == 0


async def test_text_without_words_is_nobodys_business() -> None:
    engine, texts = google(), ["***", "22.11.2026", "https://egemen.kz/382910"]
    ask = Bench([engine])

    assert await ask(*texts, BOOK) == [
        *((text, ORIGINAL) for text in texts),
        ("Это книга.", "Google"),
    ]
    assert engine.asked == [BOOK]


async def test_of_an_unknown_language_only_words_are_left_out() -> None:
    ask = Bench([google()])
    passages = [Passage("Lorem", None), Passage("***", None)]

    made = await ask.chain.translate(passages, target=RU)

    assert made == (None, Translation("***", ORIGINAL))


async def test_nothing_comes_of_nothing() -> None:
    assert await Bench([google()])() == []


async def test_without_engines_what_is_not_remembered_stays_untranslated() -> None:
    assert await Bench()(BOOK) == [None]


async def test_a_sentence_that_comes_twice_is_asked_once() -> None:
    engine = google()

    assert await Bench([engine])(BOOK, PEN, BOOK) == [
        ("Это книга.", "Google"),
        ("Это ручка.", "Google"),
        ("Это книга.", "Google"),
    ]
    assert engine.asked == [BOOK, PEN]


async def test_when_one_engine_knows_all_the_next_is_not_asked() -> None:
    second = mymemory()

    assert await Bench([google(), second])(BOOK) == [("Это книга.", "Google")]
    assert second.calls == []


@pytest.mark.parametrize("error", [down(), PairNotSupportedError("Google")])
async def test_a_failing_engine_is_followed_by_the_next_and_left_alone(
    error: TranslationError,
) -> None:
    first, second = google(fails(error), capacity=Capacity(1, 500, 500)), mymemory()
    ask = Bench([first, second], policy=Policy(Rate(1_000, 1_000), parallel=2))

    made = await ask(*MANY)

    assert {one[1] for one in made if one} == {"MyMemory"}
    assert None not in made
    assert len(first.calls) <= 2
    assert second.asked == MANY


async def test_an_engine_whose_circuit_is_open_is_passed_over() -> None:
    first = google(fails(down(kind=Trouble.BLOCKED)))
    ask = Bench([first, mymemory()])
    await ask(BOOK)

    assert await ask(PEN) == [("Это ручка.", "MyMemory")]
    assert len(first.calls) == 1


async def test_the_next_engine_is_asked_only_for_what_is_missing() -> None:
    second = mymemory()
    first = google(lambda text: knows(text) if text == BOOK else "")

    assert await Bench([first, second])(BOOK, PEN) == [
        ("Это книга.", "Google"),
        ("Это ручка.", "MyMemory"),
    ]
    assert second.asked == [PEN]


async def test_texts_are_packed_as_the_engine_takes_them() -> None:
    engine = google(capacity=Capacity(2, 500, 500, Unit.BYTES))

    await Bench([engine])(*MANY)

    assert sorted(map(len, engine.calls)) == [1, 2, 2]


async def test_a_text_over_the_limit_is_sent_in_parts_and_put_together() -> None:
    halves = {
        "Кітапханада оқырмандарға арналған жаңа зал ашылды;": "В библиотеке открылся новый зал;",
        "мектепте жаңа сабақ басталды.": "в школе начался новый урок.",
    }
    engine = google(halves.__getitem__, capacity=Capacity(5, 55, 500))

    made = await Bench([engine])(" ".join(halves))

    assert made == [(" ".join(halves.values()), "Google")]
    assert engine.asked == list(halves)


async def test_when_a_part_fails_the_whole_text_does() -> None:
    def half(text: str) -> str:
        if text.startswith("мектепте"):
            raise down()
        return "В библиотеке открылся новый зал;"

    text = "Кітапханада оқырмандарға арналған жаңа зал ашылды; мектепте жаңа сабақ басталды."
    ask = Bench([google(half, capacity=Capacity(1, 55, 55))])

    assert await ask(text) == [None]
    assert ask.kept == set()


async def test_a_text_too_long_after_all_does_not_end_the_turn() -> None:
    def short_only(text: str) -> str:
        if text == SCHOOL:
            raise SentenceTooLongError("Google")
        return knows(text)

    made = await Bench([google(short_only, capacity=Capacity(1, 500, 500))])(SCHOOL, BOOK, PEN)

    assert made == [None, ("Это книга.", "Google"), ("Это ручка.", "Google")]


@pytest.mark.parametrize("answer", [NOTICE, PAGE])
async def test_one_notice_or_page_ends_the_turn_opens_the_circuit_and_is_never_kept(
    answer: str,
) -> None:
    first, second = google(lambda _: answer, capacity=Capacity(1, 500, 500)), mymemory()
    ask = Bench([first, second], policy=Policy(Rate(1_000, 1_000), parallel=1))

    made = await ask(*MANY)

    assert None not in made
    assert len(first.calls) == 1
    assert {engine for _, engine in ask.kept} == {"MyMemory"}
    assert ask.ready.guarded[0].is_open(KK, RU)


@pytest.mark.parametrize("answer", ["", "…", SCHOOL, "Нет.", "Cette phrase est en français. " * 2])
async def test_a_rejected_answer_is_neither_shown_nor_kept_nor_the_end_of_the_turn(
    answer: str,
) -> None:
    ask = Bench([google(lambda text: answer if text == SCHOOL else knows(text))])

    assert await ask(SCHOOL, BOOK, PEN) == [
        None,
        ("Это книга.", "Google"),
        ("Это ручка.", "Google"),
    ]
    assert ask.kept == {("Это книга.", "Google"), ("Это ручка.", "Google")}


async def test_a_service_that_never_translates_is_left_alone_after_a_while() -> None:
    ask = Bench([google(lambda text: text)])
    for number in range(6):
        await ask(*(f"{number} {text} Сол күні жиналыс та өтті." for text in MANY))

    assert ask.ready.guarded[0].is_open(KK, RU)


async def test_a_doubtful_answer_gets_a_second_opinion_and_the_better_one_is_kept() -> None:
    second = mymemory()
    ask = Bench([google(lambda _: "Мост построили в 2042 году."), second])

    assert await ask(BRIDGE) == [("Мост построили в 2024 году.", "MyMemory")]
    assert ask.kept == {("Мост построили в 2024 году.", "MyMemory")}


async def test_of_two_doubtful_answers_the_first_is_shown_with_its_doubt() -> None:
    third = FakeEngine("Azure", knows)
    ask = Bench(
        [
            google(lambda _: "Мост построили в 2042 году."),
            mymemory(lambda _: "Мост построили в 1942 году."),
            third,
        ]
    )

    [made] = await ask.chain.translate([Passage(BRIDGE, KK)], target=RU)

    assert made == Translation("Мост построили в 2042 году.", "Google", (Doubt.NUMBERS,))
    assert third.calls == []


async def test_a_second_opinion_that_does_not_come_is_asked_of_the_third() -> None:
    ask = Bench(
        [
            google(lambda _: "Мост построили в 2042 году."),
            mymemory(fails(down("MyMemory"))),
            FakeEngine("Azure", knows),
        ]
    )

    assert await ask(BRIDGE) == [("Мост построили в 2024 году.", "Azure")]


async def test_what_is_masked_survives_and_shares_what_engines_said() -> None:
    def says(text: str) -> str:
        return text.replace("Толығырақ мына жерден оқыңыз", "Подробнее читайте здесь")

    engine = google(says)
    first, second = (
        f"Толығырақ мына жерден оқыңыз: https://egemen.kz/{number}" for number in (1, 2)
    )

    assert await Bench([engine])(first, second) == [
        ("Подробнее читайте здесь: https://egemen.kz/1", "Google"),
        ("Подробнее читайте здесь: https://egemen.kz/2", "Google"),
    ]
    assert engine.asked == ["Толығырақ мына жерден оқыңыз: [[1]]"]


async def test_a_memory_of_one_address_is_not_served_for_another() -> None:
    first, second = (f"Толығырақ оқыңыз: https://egemen.kz/{number}" for number in (1, 2))
    ask = Bench([google(lambda text: text.replace("Толығырақ оқыңыз", "Читайте подробнее"))])
    ask.own(first, "Подробности: https://egemen.kz/1")

    assert await ask(first, second) == [
        ("Подробности: https://egemen.kz/1", MEMORY),
        ("Читайте подробнее: https://egemen.kz/2", "Google"),
    ]


async def test_an_engine_that_loses_the_mask_is_asked_for_the_pieces() -> None:
    pieces = {
        "Қосымша ақпарат": "Дополнительная информация есть",
        "сайтында берілген.": "на сайте.",
    }
    text = "Қосымша ақпарат https://egemen.kz/1 сайтында берілген."
    engine = google(lambda sent: pieces.get(sent, "Информация на сайте."))

    [made] = await Bench([engine])(text)

    assert made == ("Дополнительная информация есть https://egemen.kz/1 на сайте.", "Google")


async def test_when_a_piece_fails_the_sentence_stays() -> None:
    def says(sent: str) -> str:
        if "[[" in sent:
            return "Информация на сайте."
        raise down()

    ask = Bench([google(says)])

    assert await ask("Қосымша ақпарат https://egemen.kz/1 сайтында берілген.") == [None]
    assert ask.kept == set()


async def test_a_term_of_the_glossary_is_kept_or_becomes_what_it_should() -> None:
    def says(text: str) -> str:
        return text.replace("қаласы биыл дамып келеді", "в этом году развивается")

    engine = google(says)
    text = "Арқа қаласы биыл дамып келеді."
    terms = [[Term("Арқа")], [Term("Арқа", "Степь", RU)], [Term("Арқа", "Steppe", EN)]]

    made = [await Bench([engine])(text, terms=one) for one in terms]

    assert [one[0] and one[0][0] for one in made] == [
        "Арқа в этом году развивается.",
        "Степь в этом году развивается.",
        "Арқа в этом году развивается.",
    ]
    assert engine.asked[:2] == ["[[1]] қаласы биыл дамып келеді."] * 2


@pytest.mark.parametrize("text", ["Bügın äkım keldı.", "بۇگىن اكىم كەلدى.", "Бүгін әкім келді."])
async def test_a_term_in_cyrillic_is_known_in_the_other_scripts_of_kazakh(text: str) -> None:
    engine = google(lambda _: "Сегодня пришёл [[1]].")
    terms = [Term("әкім", "аким", RU)]

    assert await Bench([engine])(text, terms=terms) == [("Сегодня пришёл аким.", "Google")]
    assert engine.asked == ["Бүгін [[1]] келді."]


async def test_a_text_that_is_nothing_but_a_term_needs_no_engine() -> None:
    engine = google()
    terms = [Term("Ұлы дала", "Великая степь", RU)]

    assert await Bench([engine])("Ұлы дала!", terms=terms) == [("Великая степь!", ORIGINAL)]
    assert engine.calls == []


async def test_what_is_kept_without_its_mark_is_not_shown() -> None:
    text = "Толығырақ мына жерден оқыңыз: https://egemen.kz/1"
    ask = Bench()
    ask.keep("Толығырақ мына жерден оқыңыз: [[1]]", "Подробнее читайте здесь.", google())

    assert await ask(text) == [None]


async def test_where_the_glossary_has_a_word_the_memory_is_not_asked() -> None:
    ask = Bench([google(lambda text: text.replace("Бұл —", "Это —"))])
    ask.own(BOOK, "Сия есть книга.")

    assert await ask(BOOK, terms=[Term("кітап", "том")]) == [("Это — том.", "Google")]


async def test_styles_come_back_where_their_words_are() -> None:
    says = {"Бұл — [[2]]үлкен[[4]] мектеп.": "Это [[2]]большая[[4]] школа."}
    engine = google(lambda text: says.get(text, ""))
    passage = Passage("Бұл — үлкен мектеп.", KK, (Style(StyleKind.BOLD, 6, 11),))

    [made] = await Bench([engine]).chain.translate([passage], target=RU)

    assert made is not None
    assert made.text == "Это большая школа."
    assert made.styles == (Style(StyleKind.BOLD, 4, 11),)


async def test_of_a_memory_only_the_style_of_the_whole_is_known() -> None:
    ask = Bench()
    ask.own(BOOK, "Сия есть книга.")
    styles = (Style(StyleKind.ITALIC, 0, len(BOOK)), Style(StyleKind.BOLD, 6, 11))

    [made] = await ask.chain.translate([Passage(BOOK, KK, styles)], target=RU)

    assert made == Translation("Сия есть книга.", MEMORY, (), (Style(StyleKind.ITALIC, 0, 15),))


@pytest.mark.parametrize("text", ["Bül — kitap.", "Būl — kıtap.", "بۇل — كىتاپ."])
async def test_kazakh_in_other_letters_is_asked_for_in_cyrillic(text: str) -> None:
    engine = google(lambda _: "Это книга.")

    assert await Bench([engine])(text) == [("Это книга.", "Google")]
    [sent] = engine.asked
    assert set("ұіқкәғөүһң") & set(sent)
    assert not any(letter.isascii() and letter.isalpha() for letter in sent)


async def test_languages_of_one_job_are_asked_for_side_by_side() -> None:
    pairs: list[LanguageCode] = []

    class Both(FakeEngine):
        async def translate(
            self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
        ) -> tuple[str, ...]:
            pairs.append(source)
            await asyncio.sleep(0.01)
            assert len(pairs) == 2
            return tuple("A new school has opened." for _ in texts)

    ask = Bench([Both()])
    passages = [Passage("Жаңа мектеп ашылды.", KK), Passage("Открылась новая школа.", RU)]

    made = await ask.chain.translate(passages, target=EN)

    assert None not in made


async def test_what_is_translated_by_the_deadline_is_shown_and_kept() -> None:
    class Slow(FakeEngine):
        async def translate(
            self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
        ) -> tuple[str, ...]:
            await asyncio.sleep(0 if BOOK in texts else 30)
            return tuple(map(knows, texts))

    ask = Bench([Slow(capacity=Capacity(1, 500, 500))], deadline_s=0.1)

    assert await ask(BOOK, PEN) == [("Это книга.", "Google"), None]
    assert ask.kept == {("Это книга.", "Google")}


async def test_an_engine_that_takes_too_long_leaves_the_next_its_time() -> None:
    policy = Policy(Rate(1_000, 1_000), turn_s=0.05)
    first = google(takes_s=30)

    assert await Bench([first, mymemory()], policy=policy)(BOOK) == [("Это книга.", "MyMemory")]


async def test_two_jobs_at_once_ask_for_a_sentence_once() -> None:
    engine = google(takes_s=0.01)
    ask = Bench([engine])

    first, second = await asyncio.gather(ask(BOOK, PEN), ask(PEN, HOUSE))

    assert first == [("Это книга.", "Google"), ("Это ручка.", "Google")]
    assert second == [("Это ручка.", "Google"), ("Это дом.", "Google")]
    assert sorted(engine.asked) == sorted([BOOK, PEN, HOUSE])


async def test_an_impatient_reader_does_not_end_what_another_waits_for() -> None:
    engine = google(takes_s=0.02)
    ask = Bench([engine])
    first = asyncio.create_task(ask(BOOK))
    second = asyncio.create_task(ask(BOOK))
    await asyncio.sleep(0.005)
    first.cancel()

    assert await second == [("Это книга.", "Google")]
    assert engine.asked == [BOOK]


async def test_closing_ends_what_is_under_way() -> None:
    ask = Bench([google(takes_s=30)], deadline_s=60)
    job = asyncio.create_task(ask(BOOK))
    await asyncio.sleep(0.005)

    await ask.chain.close()

    with pytest.raises(asyncio.CancelledError):
        await job


async def test_a_lesser_engines_answer_is_served_for_a_day_and_then_asked_for_anew() -> None:
    better = deepl(lambda _: "Это — книга.")
    ask = Bench([better, google()])
    ask.keep(BOOK, "Это книжица.", google(), ago_s=REFRESH_S - 1)
    ask.keep(PEN, "Это пёрышко.", google(), ago_s=REFRESH_S + 1)

    assert await ask(BOOK, PEN) == [("Это книжица.", "Google"), ("Это — книга.", "DeepL")]
    assert better.asked == [PEN]


async def test_an_old_answer_stays_when_no_better_engine_answers() -> None:
    same = google()
    ask = Bench([deepl(fails(down("DeepL"))), same])
    ask.keep(BOOK, "Это книжица.", google(), ago_s=REFRESH_S + 1)

    assert await ask(BOOK) == [("Это книжица.", "Google")]
    assert same.calls == []


async def test_of_several_kept_the_most_trusted_engines_is_shown() -> None:
    ask = Bench()
    ask.keep(BOOK, "Это книжица.", google())
    ask.keep(BOOK, "Это — книга.", deepl(), ago_s=100)

    assert await ask(BOOK) == [("Это — книга.", "DeepL")]


async def test_an_engine_that_a_reader_avoids_is_not_asked_nor_is_what_it_said_shown() -> None:
    first, second = google(), mymemory(lambda _: "Это — книга.")
    ask = Bench([first, second])
    ask.keep(BOOK, "Это книга.", first)

    assert await ask(BOOK, avoid={"Google"}) == [("Это — книга.", "MyMemory")]
    assert await ask(BOOK, avoid={"Google"}) == [("Это — книга.", "MyMemory")]
    assert (first.asked, second.asked) == ([], [BOOK])


async def test_where_no_other_engine_answers_the_avoided_ones_words_are_shown() -> None:
    ask = Bench([google(), mymemory(fails(down("MyMemory")))])
    ask.keep(BOOK, "Это книга.", google())
    ask.own(PEN, "Сие есть перо.")

    assert await ask(BOOK, PEN, avoid={"Google"}) == [
        ("Это книга.", "Google"),
        ("Сие есть перо.", MEMORY),
    ]


async def test_what_is_found_and_missing_is_counted() -> None:
    ask = Bench([google()])
    ask.own(BOOK, "Сия есть книга.")
    ask.keep(PEN, "Это перо.", google())
    await ask(BOOK, PEN, HOUSE)

    tally = ask.chain.tally
    assert (tally.remembered, tally.cached, tally.missing) == (1, 1, 1)


async def test_a_failing_store_never_fails_the_job() -> None:
    class Broken(FakeSentenceStore):
        async def lookup(self, keys: Collection[str]) -> Mapping[str, Sequence[Kept]]:
            raise DatabaseBusyError("qysqa.db")

    ask = Bench([google()])
    ask.chain.store = Broken(ask.watch.now)

    assert await ask(BOOK) == [("Это книга.", "Google")]


async def test_a_bug_of_one_engine_ends_its_turn_and_not_the_job() -> None:
    def bug(text: str) -> str:
        raise KeyError(text)

    with structlog.testing.capture_logs() as logs:
        made = await Bench([google(bug), mymemory()])(BOOK)

    assert made == [("Это книга.", "MyMemory")]
    assert {(one["event"], one["error"]) for one in logs} == {("engine.broken", "KeyError")}
    assert BOOK not in str(logs)


async def test_what_nobody_has_judged_nobody_is_shown() -> None:
    async def busy(function: object, *args: object, **kwargs: object) -> NoReturn:
        raise WorkTooLongError

    ask = Bench([google(), mymemory()])
    ask.chain.work = busy

    assert await ask(BOOK) == [None]
    assert ask.kept == set()


async def test_an_engine_that_hangs_leaves_the_next_its_time_and_is_closed_in_the_end() -> None:
    hanging = FakeEngine("LibreTranslate", knows, rank=Rank.SELF_HOSTED, takes_s=30)
    policy = Policy(Rate(1_000, 1_000), turn_s=25.0)
    ask = Bench([hanging, google()], policy=policy, deadline_s=0.1)
    made = [(await ask(text))[0] for text in MANY]

    assert [one and one[1] for one in made] == ["Google"] * len(MANY)
    assert ask.ready.guarded[0].is_open(KK, RU)


async def test_a_second_opinion_does_not_hold_up_a_finished_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.translation.chain.OPINION_S", 0.05)
    slow = FakeEngine("MyMemory", knows, takes_s=30)
    ask = Bench([google(lambda _: "Мост построили в 2042 году."), slow], deadline_s=20.0)

    assert await ask(BRIDGE) == [("Мост построили в 2042 году.", "Google")]


async def test_after_a_pause_all_calls_of_a_job_are_made_again() -> None:
    engine = deepl(fails(down("DeepL", Trouble.BLOCKED), None))
    engine.capacity, engine.says = Capacity(1, 500, 500), fails(down("DeepL", Trouble.BLOCKED))
    ask = Bench([engine])
    await ask(BOOK)
    ask.watch.seconds += 1_800
    engine.says = knows

    assert None not in await ask(*MANY)


async def test_one_odd_answer_among_good_ones_closes_nothing_for_others() -> None:
    ask = Bench([google(lambda text: PAGE if text == PEN else knows(text))])

    assert await ask(BOOK, PEN, HOUSE) == [
        ("Это книга.", "Google"),
        None,
        ("Это дом.", "Google"),
    ]
    assert not ask.ready.guarded[0].is_open(KK, RU)


async def test_who_joins_another_job_late_asks_again_within_their_own_time() -> None:
    engine = google(takes_s=0.15)
    ask = Bench([engine], deadline_s=0.2)
    engine.takes_s = 30
    first = asyncio.create_task(ask(BOOK))
    await asyncio.sleep(0.12)
    engine.takes_s = 0
    second = asyncio.create_task(ask(BOOK))

    assert await first == [None]
    assert await second == [("Это книга.", "Google")]


async def test_what_another_version_of_an_engine_said_is_asked_for_anew() -> None:
    engine = google()
    ask = Bench([engine])
    ask.keep(BOOK, "Это книжка.", engine)
    engine.version = "2"

    assert await ask(BOOK) == [("Это книга.", "Google")]


async def test_foreign_names_in_a_kazakh_text_are_sent_as_they_are() -> None:
    engine = google(lambda _: "Apple показала новый iPhone.")

    assert await Bench([engine])("Apple жаңа iPhone көрсетті.") == [
        ("Apple показала новый iPhone.", "Google")
    ]
    assert engine.asked == ["Apple жаңа iPhone көрсетті."]


async def test_terms_of_other_languages_and_parts_of_words_leave_the_memory_its_say() -> None:
    ask = Bench()
    ask.own(BOOK, "Сия есть книга.")

    assert await ask(BOOK, terms=[Term("кітап", "book", EN), Term("ал")]) == [
        ("Сия есть книга.", MEMORY)
    ]


@pytest.fixture
def default_logs() -> Iterator[None]:
    configured = structlog.get_config()
    structlog.reset_defaults()
    yield
    structlog.configure(**configured)


@pytest.mark.usefixtures("default_logs")
async def test_the_log_says_who_failed_and_why_but_not_on_what() -> None:
    first = google(fails(down(kind=Trouble.BLOCKED)))

    with structlog.testing.capture_logs() as logs:
        await Bench([first, mymemory(lambda _: NOTICE)])(BOOK)

    assert logs == [
        {
            "event": "engine.failed",
            "log_level": "warning",
            "engine": "Google",
            "error": "translator_unavailable",
            "reason": "blocked",
        },
        {
            "event": "engine.rejected",
            "log_level": "warning",
            "engine": "MyMemory",
            "reason": "notice",
        },
    ]
