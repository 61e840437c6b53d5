import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.engines import Capacity, Unit
from bot.translation.pack import measure, pack, split

FAMILY, FLAG, ACCENTED = "👩\u200d👩\u200d👧", "🇰🇿", "cafe\u0301"
TEXTS = st.lists(
    st.sampled_from(
        [*"ab қ.;,!?\n\t", ". ", ", ", "[[12]]", "&amp;", FAMILY, FLAG, "e\u0301", "\r\n"]
    )
    | st.characters(),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("unit", "size"), [(Unit.CHARS, 5), (Unit.BYTES, 7), (Unit.URL_BYTES, 17)]
)
def test_a_text_is_measured_in_the_unit_of_its_engine(unit: Unit, size: int) -> None:
    assert measure("a ққ\ud800", unit) == size


def test_texts_are_packed_in_order_within_number_and_total() -> None:
    texts = ["aaaa", "bb", "cccc", "d", "e", "f"]

    assert pack(texts, Capacity(texts=2, size=4, total=6)) == [[0, 1], [2, 3], [4, 5]]
    assert pack(texts, Capacity(texts=9, size=4, total=6)) == [[0, 1], [2, 3, 4], [5]]
    assert pack(["қ", "ққ", "қ"], Capacity(9, 4, 6, Unit.BYTES)) == [[0, 1], [2]]


def test_a_text_too_large_goes_alone() -> None:
    assert pack(["a", "bbbbb", "c"], Capacity(texts=9, size=3, total=3)) == [[0], [1], [2]]


def test_nothing_needs_no_call() -> None:
    assert pack([], Capacity(1, 1, 1)) == []


@given(st.lists(TEXTS), st.integers(1, 5), st.integers(1, 60), st.sampled_from(Unit))
def test_every_text_is_in_one_call(texts: list[str], count: int, total: int, unit: Unit) -> None:
    calls = pack(texts, Capacity(count, total, total, unit))

    assert [index for call in calls for index in call] == list(range(len(texts)))
    assert all(len(call) <= count for call in calls)
    assert all(
        len(call) == 1 or sum(measure(texts[i], unit) for i in call) <= total for call in calls
    )


@pytest.mark.parametrize(
    ("text", "size", "parts"),
    [
        ("Бір. Екі.", 9, ("Бір. Екі.",)),
        ("  Бір. Екі.  ", 9, ("  Бір. Екі.  ",)),
        ("Бұл бірінші. Бұл екінші. Үш.", 20, ("Бұл бірінші. ", "Бұл екінші. Үш.")),
        ("Бір екі, үш; төрт бес", 14, ("Бір екі, үш; ", "төрт бес")),
        ("3,5 пайыз және басқа", 12, ("3,5 пайыз ", "және басқа")),
        ("新闻报道，天气预报", 6, ("新闻报道，", "天气预报")),
        ("бірекіүш", 3, ("бір", "екі", "үш")),
        ("а    б", 1, ("а    ", "б")),
        ("бір [[12]]екі", 7, ("бір ", "[[12]]е", "кі")),
        ("ab&amp;cd", 6, ("ab", "&amp;c", "d")),
        (f"aa{FAMILY}", 5, ("aa", FAMILY)),
        (f"a{FLAG}{FLAG}", 2, ("a", FLAG, FLAG)),
        ("abcafe\u0301", 6, ("abcaf", "e\u0301")),
        ("a\ud83d\ude00", 2, ("a", "\ud83d\ude00")),
        ("한국어\u1112\u1161\u11ab", 4, ("한국어", "\u1112\u1161\u11ab")),
        ("[[12]]", 2, ("[[12]]",)),
        (f"{FAMILY}a", 2, (FAMILY, "a")),
    ],
)
def test_a_text_is_cut_at_the_best_place(text: str, size: int, parts: tuple[str, ...]) -> None:
    assert split(text, size, Unit.CHARS) == parts


def test_parts_are_measured_in_the_unit_of_the_engine() -> None:
    assert split("ққ ққ", 4, Unit.BYTES) == ("ққ ", "ққ")
    assert split("ққ ққ", 12, Unit.URL_BYTES) == ("ққ ", "ққ")


@given(TEXTS, st.integers(1, 30), st.sampled_from(Unit))
def test_parts_joined_are_the_text(text: str, size: int, unit: Unit) -> None:
    assert "".join(split(text, size, unit)) == text


@given(
    st.text(st.sampled_from("aқ. ,;\n😀"), max_size=60), st.integers(12, 40), st.sampled_from(Unit)
)
def test_parts_are_within_the_size(text: str, size: int, unit: Unit) -> None:
    assert all(measure(part.strip(), unit) <= size for part in split(text, size, unit))


@given(TEXTS, st.integers(1, 9))
def test_masks_and_entities_are_never_cut(text: str, size: int) -> None:
    parts = split(text, size, Unit.CHARS)

    for whole in ("[[12]]", "&amp;", FAMILY, FLAG):
        if text.count(whole) and "\u200d" not in text.replace(FAMILY, ""):
            assert sum(part.count(whole) for part in parts) == text.count(whole)


@pytest.mark.parametrize("piece", ["a", "a ", "a, ", "a. ", "\u0301", "\u200d", "&", " ", "🇰"])
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    began = time.perf_counter()
    split(piece * 40_000, 50, Unit.URL_BYTES)

    assert time.perf_counter() - began < 3
