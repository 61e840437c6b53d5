import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import LanguageCode, Sentence, Summary
from bot.store.codec import folded, storable, summary_from_json, summary_to_json

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=20)
SOUND_TEXT = st.text(max_size=20).map(storable)
NUMBERS = st.integers(0, 10**9)

SUMMARIES = st.builds(
    Summary,
    key=SOUND_TEXT,
    title=st.none() | SOUND_TEXT,
    url=st.none() | SOUND_TEXT,
    site=st.none() | SOUND_TEXT,
    published=st.none() | st.dates(),
    language=st.none() | st.sampled_from(["kk", "ru", "en"]).map(LanguageCode),
    ranked=st.lists(st.builds(Sentence, SOUND_TEXT, NUMBERS, NUMBERS, NUMBERS), max_size=3).map(
        tuple
    ),
    keywords=st.lists(SOUND_TEXT, max_size=3).map(tuple),
    sentences_total=NUMBERS,
    words_total=NUMBERS,
)
SUMMARY = Summary(
    key="k",
    title="Тақырып",
    url="https://egemen.kz/a",
    site="egemen.kz",
    published=date(2026, 11, 21),
    language=LanguageCode("kk"),
    ranked=(Sentence("Сөйлем.", 0, 7, 1),),
    depth=8,
    keywords=("сөйлем",),
    sentences_total=1,
    words_total=1,
)


@given(SUMMARIES)
def test_summary_reads_back_as_it_was_written(summary: Summary) -> None:
    assert summary_from_json(summary_to_json(summary)) == summary


@given(ANY_TEXT)
def test_storable_text_keeps_its_length_and_can_be_encoded(text: str) -> None:
    kept = storable(text)

    assert len(kept) == len(text)
    assert kept.encode().decode() == kept
    assert "\x00" not in kept


@given(st.text())
def test_sound_text_is_stored_unchanged(text: str) -> None:
    sound = text.replace("\x00", "")

    assert storable(sound) == sound


def test_kazakh_letters_take_two_bytes_each_not_six() -> None:
    assert "Тақырып" in summary_to_json(SUMMARY)


def _changed(**fields: object) -> str:
    return json.dumps(json.loads(summary_to_json(SUMMARY)) | fields)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "null",
        "[]",
        "{}",
        "[" * 100_000,
        _changed(title=5),
        _changed(published="yesterday"),
        _changed(ranked=[["Сөйлем.", 0, 7]]),
        _changed(ranked=[["Сөйлем.", "0", 7, 1]]),
        _changed(ranked=None),
        _changed(keywords=[None]),
        _changed(words_total=None),
    ],
)
def test_body_of_another_shape_is_no_summary(body: str) -> None:
    assert summary_from_json(body) is None


@given(st.text())
def test_any_body_is_read_or_is_none(body: str) -> None:
    assert summary_from_json(body) is None


@pytest.mark.parametrize(
    ("text", "other"),
    [("Қазпошта", "ҚАЗПОШТА"), ("Майлин", "МАИ\u0306ЛИН"), ("Straße", "STRASSE"), ("ﬁ", "FI")],
)
def test_text_is_folded_to_what_its_variants_are(text: str, other: str) -> None:
    assert folded(text) == folded(other)


@given(ANY_TEXT)
def test_folded_text_is_storable_and_stays_as_it_is(text: str) -> None:
    once = folded(text)

    assert folded(once) == once == storable(once)
