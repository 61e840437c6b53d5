import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.digests import Run
from bot.core.own_jobs import run_from_body, run_to_body

RUN = Run(
    chat_id=-1001234,
    slot="2026-11-12T09:00",
    due=1_794_456_000,
    since=1_794_369_600,
    missed=("2026-11-10T09:00", "2026-11-11T09:00"),
    is_late=True,
)


@given(
    st.builds(
        Run,
        chat_id=st.integers(-(2**52), 2**52),
        slot=st.text(max_size=20),
        due=st.integers(0, 2**40),
        since=st.integers(0, 2**40),
        missed=st.lists(st.text(max_size=20), max_size=5).map(tuple),
        is_late=st.booleans(),
    )
)
def test_a_run_comes_back_from_its_body(run: Run) -> None:
    assert run_from_body(run_to_body(run)) == run


def test_a_body_names_its_kind() -> None:
    assert json.loads(run_to_body(RUN))["kind"] == "digest"


@pytest.mark.parametrize(
    "body",
    [
        '{"update_id": 7, "message": {"text": "hello"}}',
        json.dumps({**json.loads(run_to_body(RUN)), "update_id": 7}),
        json.dumps({**json.loads(run_to_body(RUN)), "kind": "poll"}),
        json.dumps({**json.loads(run_to_body(RUN)), "due": "soon"}),
        '{"kind": "digest", "chat_id": 7}',
        '["digest"]',
        "[" * 100_000,
        "not JSON",
        "",
    ],
)
def test_any_other_body_is_no_run(body: str) -> None:
    assert run_from_body(body) is None


@given(st.text(max_size=200))
def test_no_text_is_taken_for_a_run(text: str) -> None:
    assert run_from_body(text) is None
