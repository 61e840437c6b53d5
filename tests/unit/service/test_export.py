from collections.abc import AsyncIterator, Sequence

from bot.core.engines import Passage
from bot.core.languages import EN, KK, RU
from bot.core.models import ORIGINAL, Doubt, LanguageCode, Translation
from bot.service.export import ExportMemory

DOUBTFUL = Translation("Мост построили в 2042 году.", "Google", (Doubt.NUMBERS,))
MADE = {
    ("Бұл — кітап.", RU): Translation("Это книга.", "Google"),
    ("Бұл — кітап.", EN): Translation("This is a book.", "memory"),
    ("Көпір 2024 жылы салынды.", RU): DOUBTFUL,
    ("22.11.2026", RU): Translation("22.11.2026", ORIGINAL),
    ("Это ручка.", KK): Translation("Бұл — қалам.", "DeepL"),
}


class FakeChain:
    async def remembered(
        self, passages: Sequence[Passage], *, target: LanguageCode
    ) -> tuple[Translation | None, ...]:
        return tuple(MADE.get((one.text, target)) for one in passages)


async def texts() -> AsyncIterator[Sequence[tuple[str, LanguageCode]]]:
    yield [("Бұл — кітап.", KK), ("Көпір 2024 жылы салынды.", KK), ("Бұл — кітап.", KK)]
    yield [("22.11.2026", KK), ("Это ручка.", RU)]


async def test_sentences_come_with_all_that_is_known_of_them_and_nobody_doubts() -> None:
    units = [unit async for unit in ExportMemory(texts, FakeChain())()]

    assert units == [
        {KK: "Бұл — кітап.", RU: "Это книга.", EN: "This is a book."},
        {RU: "Это ручка.", KK: "Бұл — қалам."},
    ]
