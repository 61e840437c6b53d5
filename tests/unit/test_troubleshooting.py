"""What the README explains is what the program says: its sentences are in the code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
GAP = "…"  # whatever stands there

_FIELD = re.compile(r"\{[^{}]*\}")
_SETTING = re.compile(r"^QYSQA_[A-Z_…]*: ")  # the name of a variable is put before its mistake
_SENTENCE_START = re.compile(r"(?<=[.?]) (?=[A-Z])")
_HEADS = ("it says", "---", "")


def told() -> list[str]:
    """The first cells of the tables of «Troubleshooting»."""
    text = README.read_text(encoding="utf-8").partition("\n## Troubleshooting\n")[2]
    lines = text.partition("\n## ")[0].splitlines()
    cells = [line.split("|")[1].strip() for line in lines if line.startswith("|")]
    return [cell for cell in cells if cell.strip("-: ") and cell not in _HEADS]


@cache
def sayings() -> tuple[str, ...]:
    """Every text in the code, with gaps for what is filled in."""
    files = sorted((ROOT / "bot").rglob("*.py"))
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in files)
    return tuple(_FIELD.sub(GAP, one) for tree in trees for one in _texts(tree))


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (one.value if isinstance(one, ast.Constant) else GAP for one in node.values)
            yield "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def is_said(cell: str) -> bool:
    """Whether the code has each of its sentences, with anything in the gaps."""
    text = _SETTING.sub("", cell.removesuffix(" in the log").strip("`"))
    sentences = (one.split(GAP) for one in _SENTENCE_START.split(text))
    return all(any(_holds(saying, pieces) for saying in sayings()) for pieces in sentences)


def _holds(saying: str, pieces: list[str]) -> bool:
    """Whether the pieces stand in it one after the other."""
    at = 0
    for piece in pieces:
        at = saying.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


@pytest.mark.parametrize("cell", dict.fromkeys(told()))
def test_a_sentence_that_is_explained_is_one_that_is_said(cell: str) -> None:
    assert len(cell) > len(GAP)
    assert is_said(cell)


def test_there_are_tables_to_look_at() -> None:
    assert "The Bot API does not answer." in told()


def test_a_sentence_that_nobody_says_is_found_out() -> None:
    assert not is_said("The Bot API does not answer on Sundays.")
    assert not is_said("… has no such page on Sundays: it answered “…”.")
