import pickle
import time

import pytest

from bot.core.languages import KK, RU
from bot.core.models import Doubt
from bot.translation.check.judge import Verdict, judge

KAZAKH = "Алматыда келесі жылы 5 жаңа мектеп салынады."
RUSSIAN = "В Алматы в следующем году построят 5 новых школ."


def test_pairs_are_judged_in_order() -> None:
    pairs = [(KAZAKH, RUSSIAN), (KAZAKH, KAZAKH), (KAZAKH, RUSSIAN.replace("5", "6"))]

    assert judge(pairs, source=KK, target=RU) == (
        Verdict(None),
        Verdict("echo"),
        Verdict(None, (Doubt.NUMBERS,)),
    )


def test_what_is_no_translation_is_not_compared() -> None:
    assert judge([(KAZAKH, "")], source=None, target=RU) == (Verdict("empty", ()),)


def test_a_worker_process_can_be_asked() -> None:
    verdict = Verdict(None, (Doubt.NAMES,))

    assert pickle.loads(pickle.dumps(judge)) is judge  # noqa: S301 - our own bytes
    assert pickle.loads(pickle.dumps(verdict)) == verdict  # noqa: S301 - likewise


@pytest.mark.parametrize(
    "hostile",
    [
        "а" * 20_000,
        f"a{'.' * 20_000}a",
        "<a " * 7_000,
        "9" * 20_000,
        "1 000" * 4_000,
        "не" * 10_000,
        "Аб " * 7_000,
        "екі мың " * 2_500,
        f"{'z' * 20_000}less",
        ", " * 10_000,
        "[[" * 10_000,
    ],
)
def test_hostile_texts_are_judged_in_time(hostile: str) -> None:
    started = time.monotonic()

    judge([(hostile, f"{hostile}б"), (f"{hostile} б", RUSSIAN)], source=KK, target=RU)

    assert time.monotonic() - started < 2
