"""Rows are read as they were written, also by another version."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Style, StyleKind
from bot.telegram.outgoing.messages import (
    ChangedInline,
    ChangedMessage,
    GuestAnswer,
    Message,
    NewFile,
    NewMessage,
    PressAnswer,
    Whispered,
)
from bot.telegram.outgoing.rows import is_press_answer, unpack, written
from bot.telegram.replies import Quote
from bot.telegram.shown.rich import Rich, bold, code, folded, italic, link, rich
from tests.unit.telegram.written import html_of

X = rich("x")

texts = st.text(max_size=300)
rows = st.lists(st.lists(st.tuples(texts, texts), max_size=3).map(tuple), max_size=3).map(tuple)
counts = st.integers(0, 2**53)
numbers = st.none() | counts
styles = st.builds(Style, st.sampled_from(list(StyleKind)), counts, counts, st.none() | texts)
bodies = st.builds(Rich, texts, st.lists(styles, max_size=3).map(tuple))
messages = st.one_of(
    st.builds(NewMessage, bodies, rows, quote=st.none() | st.builds(Quote, bodies, counts)),
    st.builds(NewMessage, bodies, rows, numbers, numbers, st.booleans(), unpins=numbers),
    st.builds(ChangedMessage, counts, bodies, rows, numbers, st.booleans()),
    st.builds(ChangedInline, texts, bodies, rows),
    st.builds(GuestAnswer, texts, bodies, rows),
    st.builds(NewFile, texts, st.binary(), bodies, st.booleans(), rows, numbers, numbers),
    st.builds(Whispered, bodies, counts, counts, rows, numbers),
    st.builds(PressAnswer, texts, texts),
)


@given(messages)
def test_what_is_written_is_read_back(message: Message) -> None:
    body = written(message)

    assert "\n" not in body
    assert unpack(body) == message
    assert is_press_answer(body) == isinstance(message, PressAnswer)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            '{"kind":"send","html":"x","buttons":[],"reply_to":5,"thread":9}',
            NewMessage(X, reply_to=5, thread_id=9),
        ),
        (
            '{"kind":"edit","message":4,"html":"x","buttons":[],"thread":null}',
            ChangedMessage(4, X),
        ),
        ('{"kind":"press","query":"q","text":"x"}', PressAnswer("q", "x")),
        ('{"kind":"send","html":"x","colour":"red"}', NewMessage(X)),
        (
            '{"kind":"whisper","html":"x","person_id":7,"reply_to":8}',
            Whispered(X, person_id=7, reply_to=8),
        ),
    ],
)
def test_what_another_version_packed_is_read(body: str, message: object) -> None:
    assert unpack(body) == message


@pytest.mark.parametrize(
    "said",
    [
        bold(link("Дрели & домбры", 'https://e.kz/?a=1&b="2')) + "\n\n1. <a> " + italic("б"),
        "1. Бұрғы. "
        + link("(para 3)", "https://e.kz/#:~:text=a%2Cb")
        + "\n"
        + folded("Дрель <б>"),
        code("x") + "  \n " + Rich("Ө", (Style(StyleKind.MENTION, 0, 1, "7"),)),
    ],
)
def test_html_that_an_earlier_version_wrote_says_the_same(said: Rich) -> None:
    body = json.dumps({"kind": "send", "html": html_of(said)})

    message = unpack(body)
    assert isinstance(message, NewMessage)
    assert html_of(message.body) == html_of(said)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "7",
        "[]",
        "null",
        "{}",
        json.dumps({"kind": "photo"}),
        json.dumps({"kind": "send"}),
        json.dumps({"kind": "send", "text": "x", "reply_to": 1, "buttons": [[1]]}),
        json.dumps({"kind": "send", "text": "x", "styles": [["blink", 0, 1]]}),
        json.dumps({"kind": "send", "text": "x", "styles": [["bold"]]}),
        json.dumps({"kind": "file", "name": "x", "content": "?", "text": ""}),
        json.dumps({"kind": "press", "query": "q"}),
    ],
)
def test_what_is_no_message_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match=r"message|Expecting|StyleKind|base64|padding"):
        unpack(body)
