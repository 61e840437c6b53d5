import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.jobs import Parcel
from bot.telegram.outgoing.parcels import (
    ChangedMessage,
    NewMessage,
    Place,
    PressAnswer,
    Whispered,
    is_press_answer,
    pack,
    unpack,
)
from bot.telegram.replies import Edit, Post, Reply, Send, Toast

PLACE = Place(-1007, message_id=5, thread_id=9, query_id="q1", pressed_id=4)
BUTTONS = ((("Қысқарақ", "s:1"), ("Сайт", "https://example.kz")), (("Ұзағырақ", "s:2"),))

texts = st.text(max_size=300)
rows = st.lists(st.lists(st.tuples(texts, texts), max_size=3).map(tuple), max_size=3).map(tuple)
numbers = st.none() | st.integers(-(2**53), 2**53)
places = st.builds(Place, st.integers(), numbers, numbers, st.none() | texts, numbers)
places |= st.builds(
    Place, st.integers(), thread_id=numbers, ephemeral_id=numbers, person_id=numbers
)
replies = (
    st.builds(Send, texts, rows, reply_to=numbers, silent=st.booleans())
    | st.builds(Post, texts, rows, pins=st.booleans(), unpins=numbers, lost_topic=texts)
    | st.builds(Edit, texts, rows)
    | st.builds(Toast, texts)
)


def test_an_answer_replies_in_its_topic() -> None:
    parcel = pack(Send("<b>Қысқа</b>", BUTTONS), PLACE)

    assert parcel.chat_id == -1007
    assert unpack(parcel.body) == NewMessage("<b>Қысқа</b>", BUTTONS, reply_to=5, thread_id=9)


def test_an_edit_changes_the_message_whose_button_was_pressed() -> None:
    message = unpack(pack(Edit("x", BUTTONS), PLACE).body)

    assert message == ChangedMessage(4, "x", BUTTONS, thread_id=9)
    assert message.anew == NewMessage("x", BUTTONS, thread_id=9)


def test_a_toast_answers_the_press() -> None:
    parcel = pack(Toast("Дайын"), PLACE)

    assert unpack(parcel.body) == PressAnswer("q1", "Дайын")
    assert is_press_answer(parcel.body)


@pytest.mark.parametrize(("length", "kept"), [(200, "а" * 200), (201, "а" * 199 + "…")])
def test_a_toast_is_cut_to_what_telegram_takes(length: int, kept: str) -> None:
    assert unpack(pack(Toast("а" * length), PLACE).body) == PressAnswer("q1", kept)


def test_without_a_button_everything_is_a_new_message() -> None:
    place = Place(7, message_id=5)

    assert unpack(pack(Toast("a < b"), place).body) == NewMessage("a &lt; b", reply_to=5)
    assert unpack(pack(Edit("<b>x</b>"), place).body) == NewMessage("<b>x</b>", reply_to=5)


def test_a_body_is_short_and_readable_and_names_no_chat() -> None:
    parcel = pack(Send("Қысқа", ((("A", "b"),),)), Place(7, message_id=5))

    assert parcel == Parcel(
        7, '{"kind":"send","html":"Қысқа","buttons":[[["A","b"]]],"reply_to":5}'
    )


def test_a_post_answers_nobody_rings_nowhere_and_is_sent_once() -> None:
    post = Post("<b>Дайджест</b>", tag="digest:1", pins=True, unpins=3, lost_topic="Тақырып <жоқ>")
    parcel = pack(post, Place(-1007, thread_id=9))

    assert (parcel.repeats, parcel.tag) == (False, "digest:1")
    message = unpack(parcel.body)
    assert message == NewMessage(
        "<b>Дайджест</b>",
        thread_id=9,
        silent=True,
        pins=True,
        unpins=3,
        lost_topic="Тақырып <жоқ>",
    )
    assert message.in_general == NewMessage(
        "Тақырып &lt;жоқ&gt;\n\n<b>Дайджест</b>", silent=True, pins=True, unpins=3
    )


def test_to_what_one_person_wrote_unseen_the_answer_is_unseen() -> None:
    place = Place(-1007, thread_id=9, ephemeral_id=8, person_id=7)

    whispered = Whispered("x", person_id=7, reply_to=8, buttons=BUTTONS, thread_id=9)
    assert unpack(pack(Send("x", BUTTONS), place).body) == whispered
    assert unpack(pack(Toast("x"), place).body) == replace(whispered, buttons=())


def test_an_answer_may_reply_to_another_message_and_be_remembered() -> None:
    parcel = pack(Send("x", tag="tr:5:kk", reply_to=5, silent=True), Place(7, message_id=6))

    assert (parcel.repeats, parcel.tag) == (True, "tr:5:kk")
    message = unpack(parcel.body)
    assert message == NewMessage("x", reply_to=5, silent=True)
    assert message.instead_of(4) == ChangedMessage(4, "x")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            '{"kind":"send","html":"x","buttons":[],"reply_to":5,"thread":9}',
            NewMessage("x", reply_to=5, thread_id=9),
        ),
        (
            '{"kind":"edit","message":4,"html":"x","buttons":[],"thread":null}',
            ChangedMessage(4, "x"),
        ),
        ('{"kind":"press","query":"q","text":"x"}', PressAnswer("q", "x")),
        ('{"kind":"send","html":"x","colour":"red"}', NewMessage("x")),
    ],
)
def test_what_another_version_packed_is_read(body: str, message: object) -> None:
    assert unpack(body) == message


@given(replies, places)
def test_what_is_packed_is_read_back(reply: Reply, place: Place) -> None:
    body = pack(reply, place).body
    message = unpack(body)

    assert "\n" not in body
    match reply, message:
        case ((Send() | Post() | Edit()), (NewMessage() | ChangedMessage() | Whispered())):
            assert (message.html, message.buttons) == (reply.html, reply.buttons)
            assert message.thread_id == place.thread_id
        case Toast(), PressAnswer():
            assert message.query_id == place.query_id
            assert message.text[:199] == reply.text[:199]
        case _:
            assert isinstance(message, NewMessage | Whispered)
            assert isinstance(reply, Toast)
            assert place.query_id is None
    assert is_press_answer(body) == isinstance(message, PressAnswer)


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
        json.dumps({"kind": "send", "html": "x", "reply_to": 1, "thread": 1, "buttons": [[1]]}),
        json.dumps({"kind": "press", "query": "q"}),
    ],
)
def test_what_is_no_message_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match=r"message|Expecting"):
        unpack(body)
