"""A broadcast as people see it, and as its owner follows it."""

import pytest

from bot.core.broadcasts import Broadcast, Recipient, State
from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode, Style, StyleKind
from bot.i18n import owner
from bot.i18n.catalogs import ENGLISH, load_catalogs, locales_folder
from bot.telegram.groups.signed import Seal
from bot.telegram.outgoing.messages import NewMessage, PressAnswer
from bot.telegram.outgoing.rows import unpack, written
from bot.telegram.owner.broadcast import NO_NEWS, Announcements
from bot.telegram.shown.rich import Rich

CATALOGS = load_catalogs(locales_folder())
ANNOUNCEMENTS = Announcements(CATALOGS, Seal(b"key"))
SAID = Rich("Түнде бот тынығады <b>", (Style(StyleKind.BOLD, 0, 5),))
CAST = Broadcast(3, 8, "en", written(NewMessage(SAID)), State.SENDING, 0, 12, 5)


@pytest.mark.parametrize(("language", "spoken"), [("kk", KK), ("ru-RU", RU), ("de", EN), ("", EN)])
def test_a_message_is_as_it_was_written_with_a_button_in_the_persons_language(
    language: str, spoken: LanguageCode
) -> None:
    parcel = ANNOUNCEMENTS.message(CAST, Recipient(9, language))

    assert (parcel.chat_id, parcel.repeats, parcel.tag) == (9, False, "cast:3")
    button = (owner.no_news_button(CATALOGS[spoken]), NO_NEWS)
    assert unpack(parcel.body) == NewMessage(SAID, ((button,),), silent=True)


def test_how_it_goes_is_said_in_one_message_with_a_button_that_stops_it() -> None:
    parcel = ANNOUNCEMENTS.progress(CAST)
    message = unpack(parcel.body)

    assert (parcel.chat_id, parcel.repeats, parcel.tag) == (8, True, "told:3")
    assert isinstance(message, NewMessage)
    assert message.body.text == "Sent: 5 of 12"
    assert message.buttons[0][0][0] == owner.stop_button(ENGLISH)


def test_in_the_end_it_is_said_how_many_got_it() -> None:
    parcel = ANNOUNCEMENTS.summary(CAST, 4)
    message = unpack(parcel.body)

    assert parcel.tag == "told:3"
    assert isinstance(message, NewMessage)
    assert message.body.text == owner.summary(ENGLISH, 4, 1)
    assert message.buttons == ()


def test_what_is_no_message_is_not_sent() -> None:
    odd = Broadcast(3, 8, "", written(PressAnswer("1", "x")), State.SENDING, 0, 1, 0)

    with pytest.raises(TypeError):
        ANNOUNCEMENTS.message(odd, Recipient(9, ""))
