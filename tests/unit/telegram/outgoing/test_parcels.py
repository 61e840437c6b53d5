from dataclasses import replace

import pytest

from bot.core.jobs import Parcel
from bot.telegram.outgoing.messages import (
    ChangedInline,
    ChangedMessage,
    GuestAnswer,
    NewFile,
    NewMessage,
    PressAnswer,
    Whispered,
)
from bot.telegram.outgoing.parcels import Place, pack, pack_all
from bot.telegram.outgoing.rows import is_press_answer, unpack
from bot.telegram.replies import Attach, Edit, Post, Quote, Send, Toast
from bot.telegram.shown.rich import bold, rich

PLACE = Place(-1007, message_id=5, thread_id=9, query_id="q1", pressed_id=4)
ALONE = Place(-1007, thread_id=9, ephemeral_id=8, person_id=7)
INLINE = Place(7, query_id="q1", inline_id="i1")
GUEST = Place(7, guest_id="g1")
BUTTONS = ((("Қысқарақ", "s:1"), ("Сайт", "https://example.kz")), (("Ұзағырақ", "s:2"),))
SHORT, X = bold("Қысқа"), rich("x")


def test_an_answer_replies_in_its_topic() -> None:
    parcel = pack(Send(SHORT, BUTTONS), PLACE)

    assert parcel.chat_id == -1007
    assert unpack(parcel.body) == NewMessage(SHORT, BUTTONS, reply_to=5, thread_id=9)


def test_an_edit_changes_the_message_whose_button_was_pressed() -> None:
    message = unpack(pack(Edit(X, BUTTONS), PLACE).body)

    assert message == ChangedMessage(4, X, BUTTONS, thread_id=9)
    assert message.anew == NewMessage(X, BUTTONS, thread_id=9)


def test_a_toast_answers_the_press() -> None:
    parcel = pack(Toast("Дайын"), PLACE)

    assert unpack(parcel.body) == PressAnswer("q1", "Дайын")
    assert is_press_answer(parcel.body)


@pytest.mark.parametrize(("length", "kept"), [(200, "а" * 200), (201, "а" * 199 + "…")])
def test_a_toast_is_cut_to_what_telegram_takes(length: int, kept: str) -> None:
    assert unpack(pack(Toast("а" * length), PLACE).body) == PressAnswer("q1", kept)


def test_without_a_button_everything_is_a_new_message() -> None:
    place = Place(7, message_id=5)

    assert unpack(pack(Toast("a < b"), place).body) == NewMessage(rich("a < b"), reply_to=5)
    assert unpack(pack(Edit(SHORT), place).body) == NewMessage(SHORT, reply_to=5)


def test_a_post_answers_nobody_rings_nowhere_and_is_sent_once() -> None:
    digest = bold("Дайджест")
    post = Post(digest, tag="digest:1", pins=True, unpins=3, lost_topic="Тақырып <жоқ>")
    parcel = pack(post, Place(-1007, thread_id=9))

    assert (parcel.repeats, parcel.tag, parcel.otherwise) == (False, "digest:1", None)
    message = unpack(parcel.body)
    sent = NewMessage(digest, thread_id=9, silent=True, pins=True, unpins=3)
    assert message == replace(sent, lost_topic="Тақырып <жоқ>")
    assert message.in_general == replace(sent, body="Тақырып <жоқ>\n\n" + digest, thread_id=None)


def test_what_is_said_where_a_post_may_be_lost_goes_to_its_topic() -> None:
    post = Post(SHORT, lost_topic="Тақырып жоқ", otherwise="Жетпеген болуы мүмкін")
    otherwise = pack(post, Place(-1007, thread_id=9)).otherwise

    assert otherwise is not None
    said = rich("Жетпеген болуы мүмкін")
    assert unpack(otherwise) == NewMessage(said, thread_id=9, lost_topic="Тақырып жоқ")


def test_to_what_one_person_wrote_unseen_the_answer_is_unseen() -> None:
    whispered = Whispered(X, person_id=7, reply_to=8, buttons=BUTTONS, thread_id=9)

    assert unpack(pack(Send(X, BUTTONS), ALONE).body) == whispered
    assert unpack(pack(Toast("x"), ALONE).body) == replace(whispered, buttons=())


def test_an_answer_may_reply_to_another_message_and_be_remembered() -> None:
    parcel = pack(Send(X, tag="tr:5:kk", reply_to=5, silent=True), Place(7, message_id=6))

    assert (parcel.repeats, parcel.tag) == (True, "tr:5:kk")
    message = unpack(parcel.body)
    assert message == NewMessage(X, reply_to=5, silent=True)
    assert message.instead_of(4) == ChangedMessage(4, X)


def test_an_answer_may_quote_what_it_replies_to() -> None:
    quote = Quote.of("🙂 " + SHORT + " қайда?", 2, 7)
    message = unpack(pack(Send(X, quote=quote), Place(7, message_id=6)).body)

    assert quote == Quote(SHORT, position=3)
    assert message == NewMessage(X, reply_to=6, quote=quote)
    assert message.unquoted == NewMessage(X, reply_to=6)


def test_a_file_replies_in_its_topic() -> None:
    parcel = pack(Attach("a.csv", b"\x00\xff", SHORT, buttons=BUTTONS), PLACE)

    assert parcel.chat_id == -1007
    assert unpack(parcel.body) == NewFile(
        "a.csv", b"\x00\xff", SHORT, buttons=BUTTONS, reply_to=5, thread_id=9
    )


def test_a_file_for_one_person_goes_to_the_private_chat() -> None:
    parcel = pack(Attach("a.png", b"x", is_photo=True), ALONE)

    assert parcel.chat_id == 7
    assert unpack(parcel.body) == NewFile("a.png", b"x", is_photo=True)


def test_a_message_that_a_person_sent_through_the_bot_is_edited_where_it_is() -> None:
    assert pack(Edit(SHORT, BUTTONS), INLINE).chat_id == 7
    assert unpack(pack(Edit(SHORT, BUTTONS), INLINE).body) == ChangedInline("i1", SHORT, BUTTONS)


def test_what_is_said_to_who_pressed_there_is_a_line_over_the_chat() -> None:
    assert unpack(pack(Send(rich("а" * 201)), INLINE).body) == PressAnswer("q1", "а" * 199 + "…")
    assert unpack(pack(Toast("x"), INLINE).body) == PressAnswer("q1", "x")


@pytest.mark.parametrize("reply", [Send(SHORT, BUTTONS), Edit(SHORT, BUTTONS)])
def test_a_guest_answers_once(reply: Send | Edit) -> None:
    [parcel] = pack_all([Toast("x"), reply, Send(X)], GUEST)

    assert (parcel.chat_id, parcel.tag) == (7, None)
    assert unpack(parcel.body) == GuestAnswer("g1", SHORT, BUTTONS)


def test_where_the_bot_is_at_home_all_replies_are_sent() -> None:
    parcels = pack_all([Toast("x"), Send(X)], PLACE)

    assert parcels == [pack(Toast("x"), PLACE), pack(Send(X), PLACE)]


def test_a_body_is_short_and_readable_and_names_no_chat() -> None:
    parcel = pack(Send(rich("Қысқа"), ((("A", "b"),),)), Place(7, message_id=5))

    assert parcel == Parcel(
        7, '{"kind":"send","text":"Қысқа","buttons":[[["A","b"]]],"reply_to":5}'
    )
