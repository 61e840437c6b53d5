"""Every leaf survives a worker process and has its own code."""

import inspect
import pickle
import re
from collections import Counter

import pytest

from bot.core import errors
from bot.core.errors import Failure, QysqaError, Refusal
from tests.leaves import leaves

AGREED = {
    "address_not_allowed",
    "page_too_large",
    "nothing_to_summarize",
    "translator_unavailable",
    "not_html",
    "text_too_short",
    "work_too_long",
}
VALUES = {str: "егемен.kz", int: 418, tuple[str, ...]: ("lead", "lsa")}


def raised(leaf: type[QysqaError]) -> QysqaError:
    parameters = list(inspect.signature(leaf.__init__, eval_str=True).parameters.values())[1:]
    return leaf(*(VALUES[one.annotation] for one in parameters if one.annotation in VALUES))


@pytest.mark.parametrize("leaf", leaves(), ids=lambda leaf: leaf.__name__)
def test_a_leaf_comes_out_of_a_process_as_it_was(leaf: type[QysqaError]) -> None:
    error = raised(leaf)

    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert type(back) is leaf
    assert back.args == error.args
    assert vars(back) == vars(error)


def test_leaves_hold_what_they_are_given() -> None:
    assert vars(errors.SiteFailingError("a.kz", 503, 60.0)) == {
        "site": "a.kz",
        "status": 503,
        "pause_s": 60.0,
    }
    assert vars(errors.PageTooLargeError("a.kz", 9)) == {"site": "a.kz", "limit_bytes": 9}
    assert vars(errors.NotHtmlError("a.kz", "image/png"))["content_type"] == "image/png"
    assert vars(errors.ModelHubError("hub.kz", "404")) == {"site": "hub.kz", "reason": "404"}
    assert errors.UnknownMethodError("x", ("lead",)).known == ("lead",)


def test_codes_are_unique_snake_case_and_as_agreed() -> None:
    codes = [leaf.code for leaf in leaves()]

    assert [code for code, times in Counter(codes).items() if times > 1] == []
    assert [code for code in codes if not re.fullmatch(r"[a-z]+(_[a-z]+)*", code)] == []
    assert set(codes) >= AGREED


def test_every_leaf_is_a_refusal_or_a_failure() -> None:
    assert {*leaves(Refusal), *leaves(Failure)} == set(leaves())
    assert set(leaves(Refusal)).isdisjoint(leaves(Failure))


def test_the_tree_at_the_top_of_the_module_is_whole() -> None:
    drawn = re.findall(r"[├└]── (\w+Error)", errors.__doc__ or "")

    assert {leaf.__name__ for leaf in leaves()} <= set(drawn)
    assert [name for name, times in Counter(drawn).items() if times > 1] == []
