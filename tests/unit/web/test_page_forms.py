"""What a reader filled in, read from an address or a form."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import MultiDict

from bot.core.languages import INTERFACE_LANGUAGES, KK, RU
from bot.core.models import FileRequest, Length, Script
from bot.web.forms import Form, read_fields

DEFAULT = Form("", Length.LONG, (RU,))


@pytest.mark.parametrize(
    ("fields", "form"),
    [
        ([], DEFAULT),
        ([("source", "a"), ("length", "short")], Form("a", Length.SHORT, (RU,))),
        ([("length", "endless"), ("to", "fr")], Form("", Length.LONG, ())),
        ([("to", "kk"), ("script", "Latn")], Form("", Length.LONG, (KK,), Script.LATIN)),
        ([("script", "Zzzz")], DEFAULT),
        (
            [("key", "k"), ("chars", "12"), ("again", "1"), ("keep", "1")],
            Form("", Length.LONG, (RU,), key="k", chars=12, again=True, keep=True),
        ),
        ([("chars", "-1")], DEFAULT),
        ([("chars", "9" * 10)], DEFAULT),
        ([("chars", "²")], DEFAULT),
    ],
)
def test_what_is_missing_or_unknown_is_as_the_owner_set_it(
    fields: Sequence[tuple[str, str]], form: Form
) -> None:
    assert read_fields(MultiDict(fields), DEFAULT) == form


def test_a_form_is_bare_without_a_text_and_a_file() -> None:
    file = FileRequest("a.txt", b"a")
    forms = [DEFAULT, Form(" \n", Length.SHORT, ()), Form("a", Length.SHORT, ())]

    assert [one.is_bare for one in forms] == [True, True, False]
    assert not Form("", Length.SHORT, (), file=file).is_bare


def test_the_empty_form_wants_all_languages() -> None:
    assert Form.empty(Length.SHORT) == Form("", Length.SHORT, INTERFACE_LANGUAGES)


@given(
    st.sampled_from(Length),
    st.lists(st.sampled_from(INTERFACE_LANGUAGES), unique=True),
    st.sampled_from([Script.CYRILLIC, Script.LATIN, Script.ARABIC]),
)
def test_an_address_says_how_an_answer_looks_and_never_what_it_is_about(
    length: Length, targets: list[str], script: Script
) -> None:
    wanted = tuple(one for one in INTERFACE_LANGUAGES if one in targets)
    form = Form("secret", length, wanted, script, key="secret")
    query = form.query(KK)

    assert "secret" not in str(query)
    assert read_fields(MultiDict(query), DEFAULT) == Form("", length, wanted, script)
