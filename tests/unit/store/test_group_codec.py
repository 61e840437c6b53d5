import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.groups import AutoMode, AutoTranslation, Plan
from bot.core.languages import EN, KK, RU
from bot.store.group_codec import (
    links_from_json,
    links_to_json,
    plan_from_json,
    plan_to_json,
    translation_from_json,
    translation_to_json,
)

PLAN = Plan(
    minute=0,
    zone="Asia/Oral",
    days=(0, 6),
    quiet=(0, 24 * 60),
    thread_id=4,
    pins=True,
    language=KK,
    minimum=0,
    tells_quiet=False,
    wanted=("су",),
    muted=("футбол", "хоккей"),
    is_on=True,
    since=1_789_000_000,
)

_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
_MINUTES = st.integers(0, 24 * 60 - 1)
_CODES = st.sampled_from([EN, KK, RU])
_PLANS = st.builds(
    Plan,
    minute=_MINUTES,
    zone=_TEXTS,
    days=st.lists(st.integers(0, 6)).map(tuple),
    quiet=st.none() | st.tuples(_MINUTES, _MINUTES),
    thread_id=st.none() | st.integers(),
    pins=st.booleans(),
    language=st.none() | _CODES,
    minimum=st.integers(),
    tells_quiet=st.booleans(),
    wanted=st.lists(_TEXTS).map(tuple),
    muted=st.lists(_TEXTS).map(tuple),
    is_on=st.booleans(),
    since=st.integers(),
)


@given(_PLANS)
def test_plan_is_read_as_it_was_written(plan: Plan) -> None:
    assert plan_from_json(plan_to_json(plan)) == plan


@given(st.builds(AutoTranslation, st.sampled_from(AutoMode), st.lists(_CODES).map(tuple)))
def test_translation_is_read_as_it_was_written(translation: AutoTranslation) -> None:
    assert translation_from_json(translation_to_json(translation)) == translation


@given(st.lists(_TEXTS).map(tuple))
def test_links_are_read_as_they_were_written(links: tuple[str, ...]) -> None:
    assert links_from_json(links_to_json(links)) == links


@given(st.text())
def test_any_text_is_read_without_an_error_and_switches_nothing_on(body: str) -> None:
    assert not plan_from_json(body).is_on
    assert translation_from_json(body).mode is AutoMode.OFF
    assert isinstance(links_from_json(body), tuple)


def test_what_cannot_be_stored_is_replaced() -> None:
    odd = Plan(wanted=("a\ud800",))

    assert plan_from_json(plan_to_json(odd)).wanted == ("a\ufffd",)


def test_key_of_another_version_is_passed_over_and_a_missing_one_has_its_default() -> None:
    assert plan_from_json('{"mood": "calm", "is_on": true, "minute": 5}') == Plan(
        minute=5, is_on=True
    )
    assert plan_from_json("{}") == Plan()
    assert translation_from_json('{"voice": 1, "languages": ["ru"]}') == AutoTranslation(
        AutoMode.OFF, (RU,)
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"minute": 24 * 60},
        {"minute": -1},
        {"minute": "9"},
        {"minute": True},
        {"zone": None},
        {"days": [7]},
        {"days": 3},
        {"quiet": [1]},
        {"quiet": [0, 24 * 60 + 1]},
        {"thread_id": "5"},
        {"pins": 1},
        {"language": 5},
        {"wanted": "су"},
        {"muted": [None]},
        {"is_on": "yes"},
        {"since": None},
    ],
)
def test_plan_that_makes_no_sense_is_off(changed: dict[str, Any]) -> None:
    body = json.loads(plan_to_json(PLAN)) | changed

    assert plan_from_json(json.dumps(body)) == Plan()


@pytest.mark.parametrize("body", ["", "[]", "null", "7", '{"is_on": true', "[" * 100_000])
def test_plan_that_cannot_be_read_is_off(body: str) -> None:
    assert plan_from_json(body) == Plan()


@pytest.mark.parametrize(
    "body", ["", "[]", '{"mode": "loud"}', '{"mode": "all", "languages": "kk"}']
)
def test_translation_that_cannot_be_read_is_off(body: str) -> None:
    assert translation_from_json(body) == AutoTranslation()


@pytest.mark.parametrize("body", ["", "{}", "[1]", '"https://example.kz"'])
def test_links_that_cannot_be_read_are_none(body: str) -> None:
    assert links_from_json(body) == ()
