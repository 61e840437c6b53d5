from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import (
    SameLanguageError,
    TextTooLongError,
    TranslatorUnavailableError,
    UnknownLanguageError,
)
from bot.core.languages import KK, RU
from bot.core.models import Doubt, Script
from bot.service.group_translation import MAX_TARGETS, Target
from bot.telegram import translating
from bot.telegram.incoming import Attachment, Content, Incoming
from bot.telegram.replies import Send
from bot.telegram.translating import (
    TranslationHandlers,
    first_targets,
    leading_targets,
    listed_targets,
)
from tests.unit.doubles import Heard
from tests.unit.telegram.translating_desk import KNOWN, MEMBER, QUESTION, Place, htmls, said

IN_KAZAKH, IN_RUSSIAN = KNOWN[QUESTION, KK], KNOWN[QUESTION, RU]
FOOT = "<i>Machine translation from English (DeepL); it can be wrong.</i>"
FILE = Content("", (), Attachment("f", "a.txt", 9))


@pytest.fixture
def place() -> Place:
    return Place()


def asked(arguments: str, replied: str | Content | None = QUESTION) -> Incoming:
    """``/tr`` in reply to message 40."""
    content = Content(replied, (), None) if isinstance(replied, str) else replied
    return said(f"/tr {arguments}", replied=content, replied_id=40 if content else None)


async def answer(place: Place, incoming: Incoming) -> list[str]:
    return htmls(await TranslationHandlers(place.desk).translate(incoming, Heard()))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", []),
        ("kk ru", ["kk", "ru"]),
        ("kk, en", ["kk", "en"]),
        (" kk,ru ; en ", ["kk", "ru", "en"]),
        ("қазақша+русский/it", ["kk", "ru", "it"]),
        ("kk-latn, kk", ["kk-Latn", "kk"]),
        ("kk KK kz", ["kk"]),
    ],
)
def test_languages_are_listed_in_any_manner(text: str, codes: list[str]) -> None:
    assert [target.code for target in listed_targets(text)] == codes


def test_a_language_that_is_none_is_named() -> None:
    with pytest.raises(UnknownLanguageError) as refused:
        listed_targets("kk, xx")

    assert refused.value.name == "xx"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", []),
        ("kk de fr", ["kk", "de", "fr"]),
        ("Be", ["be"]),
        ("kk please", ["kk"]),
        ("kk, en please", ["kk", "en"]),
        ("kk\nplease", ["kk"]),
        ("kk it is for my mother", ["kk"]),
        ("De bitte", ["de"]),
    ],
)
def test_what_follows_the_languages_in_a_reply_is_ignored(text: str, codes: list[str]) -> None:
    assert [target.code for target in first_targets(text)] == codes


def test_a_reply_that_begins_with_no_language_is_an_error() -> None:
    with pytest.raises(UnknownLanguageError) as refused:
        first_targets("please kk")

    assert refused.value.name == "please"


@pytest.mark.parametrize(
    ("text", "codes", "rest"),
    [
        ("kk ru Good morning", ["kk", "ru"], "Good morning"),
        ("kk, de, it be careful", ["kk", "de", "it"], "be careful"),
        ("kk it is raining", ["kk"], "it is raining"),
        ("kk русский язык", ["kk"], "русский язык"),
        ("kk be it\nGood morning", ["kk", "be", "it"], "Good morning"),
        ("kk-latn\nGood\nmorning", ["kk-Latn"], "Good\nmorning"),
        ("Be careful", [], "Be careful"),
        ("It\nis raining", [], "It\nis raining"),
        ("Good morning", [], "Good morning"),
        ("kk ru", ["kk", "ru"], ""),
        ("kk\n", ["kk"], ""),
        ("", [], ""),
    ],
)
def test_a_text_after_the_languages_begins_where_they_end(
    text: str, codes: list[str], rest: str
) -> None:
    targets, found = leading_targets(text)

    assert ([target.code for target in targets], found) == (codes, rest)


async def test_each_language_has_its_part_in_the_order_asked_for(place: Place) -> None:
    assert await answer(place, asked("ru, kk")) == [
        f"<b>Русский</b>\n{IN_RUSSIAN}\n\n<b>Қазақша</b>\n{IN_KAZAKH}\n\n{FOOT}"
    ]


async def test_kazakh_in_other_letters_is_named(place: Place) -> None:
    (html,) = await answer(place, asked("kk-latn ru"))

    assert html.startswith("<b>Қазақша (Latn)</b>\nErteñ bızben kım barady?\n\n<b>Русский</b>")


async def test_a_target_that_fails_does_not_hide_the_others(place: Place) -> None:
    (html,) = await answer(place, asked("en kk de"))

    assert html == (
        "<b>English</b>\nThis already is in the language asked for: English."
        f"\n\n<b>Қазақша</b>\n{IN_KAZAKH}"
        "\n\n<b>Deutsch</b>\nTranslation isn't working right now."
        f"\n\n{FOOT}"
    )


@pytest.mark.parametrize("arguments", ["de", "de fr"])
async def test_what_fails_in_all_languages_is_one_failure(place: Place, arguments: str) -> None:
    with pytest.raises(TranslatorUnavailableError):
        await answer(place, asked(arguments))


async def test_two_failures_have_nobody_to_name_at_the_end(place: Place) -> None:
    (html,) = await answer(place, asked("en de"))

    assert html.endswith("Translation isn't working right now.")


async def test_a_single_language_is_told_as_before(place: Place) -> None:
    assert await answer(place, asked("kk")) == [f"{IN_KAZAKH}\n\n{FOOT}"]
    with pytest.raises(SameLanguageError):
        await answer(place, asked(""))


async def test_doubts_stand_under_their_language(place: Place) -> None:
    place.doubts = (Doubt.DATES,)
    (html,) = await answer(place, asked("kk ru"))

    remark = "<i>Compare with the original: dates.</i>"
    assert html.split("\n\n")[1::2] == [remark, remark]


async def test_what_nobody_could_translate_is_counted(place: Place) -> None:
    (html,) = await answer(place, asked("kk ru", f"{QUESTION} Nobody knows this one."))

    assert html.count("Sentences translated: 1 of 2. The rest are in the original.") == 2


async def test_the_answer_replies_to_what_it_translates_and_is_remembered(place: Place) -> None:
    handlers = TranslationHandlers(place.desk)
    (reply,) = await handlers.translate(asked("kk ru"), Heard())

    assert isinstance(reply, Send)
    assert (reply.reply_to, reply.tag, reply.silent) == (40, "tr:40:kk+ru:50:1", False)


async def test_a_courtesy_after_the_language_changes_nothing(place: Place) -> None:
    assert await answer(place, asked("kk please")) == [f"{IN_KAZAKH}\n\n{FOOT}"]


async def test_what_one_person_alone_sees_is_not_remembered(place: Place) -> None:
    incoming = replace(asked("kk"), message_id=0, ephemeral_id=7)
    (reply,) = await TranslationHandlers(place.desk).translate(incoming, Heard())

    assert isinstance(reply, Send)
    assert (reply.reply_to, reply.tag) == (None, None)


@pytest.mark.parametrize(("replied", "to"), [(None, None), (FILE, 40)])
async def test_what_no_edit_can_change_is_not_remembered(
    place: Place, replied: Content | None, to: int | None
) -> None:
    incoming = asked("kk", replied) if replied else said(f"/tr kk {QUESTION}")
    (reply,) = await TranslationHandlers(place.desk).translate(incoming, Heard())

    assert isinstance(reply, Send)
    assert (reply.reply_to, reply.tag) == (to, None)
    assert reply.body.text.startswith(IN_KAZAKH)


async def test_more_languages_than_an_answer_holds_are_refused(place: Place) -> None:
    (html,) = await answer(place, asked("kk ru en de fr it"))

    assert html == f"Too many languages at a time; the limit is {MAX_TARGETS}."


async def test_all_languages_share_the_room_there_is(place: Place) -> None:
    long = "a " * (translating.MAX_CHARS // 4 + 1)

    with pytest.raises(TextTooLongError):
        await answer(place, asked("kk ru", long))


@pytest.mark.parametrize("replied", [None, ""])
async def test_a_command_about_nothing_is_told_its_use(place: Place, replied: str | None) -> None:
    (html,) = await answer(place, asked("kk ru", replied))

    assert html.startswith("Reply with /tr")


async def test_the_glossary_is_shown_and_changed(place: Place) -> None:
    handlers = TranslationHandlers(place.desk)

    async def tell(line: str, user_id: int) -> list[str]:
        return htmls(await handlers.glossary(said(line, user_id=user_id), Heard()))

    (empty,) = await tell("/glossary", MEMBER)
    kept = await tell("/glossary Qysqa", 5)
    (shown,) = await tell("/glossary", MEMBER)
    odd = await tell("/glossary =", 5)
    dropped = await tell("/glossary - Qysqa", 5)

    assert empty.startswith("The glossary is empty.")
    assert kept == ["Stays as it is: Qysqa"]
    assert shown.startswith("<b>Terms in the glossary: 1</b>\n\nQysqa\n\n")
    assert odd[0].startswith("To keep a word as it is")
    assert dropped == ["Removed: Qysqa"]
    assert await place.glossary.of(MEMBER) == ()


def test_a_target_is_written_as_it_is_read() -> None:
    for target in (Target(KK), Target(KK, Script.ARABIC), Target(RU)):
        assert listed_targets(target.code) == (target,)


@given(st.text("kruz, \nНИПBe", max_size=20))
def test_what_follows_the_languages_is_the_end_of_the_text(text: str) -> None:
    targets, rest = leading_targets(text)

    assert text.endswith(rest)
    assert targets or rest == text
