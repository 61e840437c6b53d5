"""JSON is read piece by piece, and what is none is said to be none."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest import export_scan
from bot.digest.export_scan import MAX_PIECE_CHARS, PIECE_CHARS, Scan

plain = st.none() | st.booleans() | st.integers() | st.text()
values = plain | st.lists(plain, max_size=3) | st.dictionaries(st.text(), plain, max_size=3)
spaces = st.text(" \t\r\n", max_size=3)


def read_object(text: str) -> dict[str, Any]:
    scan = Scan(text)
    return {key: scan.value() for key in scan.members()}


@given(st.dictionaries(st.text(), values, max_size=5), st.integers(0, 3), spaces)
def test_an_object_is_read_as_it_was_written(
    value: dict[str, Any], indent: int, space: str
) -> None:
    assert read_object(space + json.dumps(value, indent=indent or None)) == value


@given(st.lists(values), spaces)
def test_an_array_is_read_one_by_one(value: list[Any], space: str) -> None:
    assert list(Scan(space + json.dumps(value)).elements()) == value


@pytest.mark.parametrize("size", [PIECE_CHARS, PIECE_CHARS + 1, MAX_PIECE_CHARS - 2])
def test_a_long_piece_is_read_whole(size: int) -> None:
    assert read_object(json.dumps({"a": "x" * size, "b": 1})) == {"a": "x" * size, "b": 1}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "[]",
        "{",
        '{"a"',
        '{"a" 1}',
        '{"a":}',
        '{"a":1',
        '{"a":1,}',
        '{"a":1 "b":2}',
        "{1:2}",
        '{"a":' + "9" * 5000 + "}",
        json.dumps({"a": "x" * MAX_PIECE_CHARS}),
    ],
)
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no "):
        read_object(text)


def test_too_many_pieces_are_refused_wherever_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_scan, "MAX_PARTS", 2)
    assert read_object('{"a":1,"b":2,"c":3}') == {"a": 1, "b": 2, "c": 3}

    scan = Scan('{"a":[1,2],"b":[3,4],"c":1}')
    with pytest.raises(ValueError, match="so many"):
        [list(scan.elements()) for _ in scan.members()]
