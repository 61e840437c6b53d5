import asyncio
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.core.engines import Passage, Rank
from bot.core.errors import (
    AdminsOnlyError,
    DatabaseBusyError,
    GroupsOnlyError,
    TranslatorUnavailableError,
    UnknownLanguageError,
    WorkerDiedError,
)
from bot.core.groups import AutoMode, AutoTranslation
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    MEMORY,
    Article,
    Doubt,
    LanguageCode,
    Style,
    StyleKind,
    Term,
    Translation,
)
from bot.i18n import translating
from bot.i18n.catalogs import ENGLISH
from bot.service.group_translation import MAX_FOLLOWED, Part, Rendering, Target
from bot.service.translate import Translated
from bot.telegram.groups.automatic import GONE, AutomaticTranslation
from bot.telegram.groups.translation_views import automatic_messages
from bot.telegram.replies import Reply, Send
from bot.telegram.shown.rich import EMPTY
from bot.translation.automatic import MAX_AGE_S
from bot.translation.pace import EDITS_OF_MESSAGE, LIMITS, PAUSE_S
from tests.unit.doubles import Heard
from tests.unit.telegram.translating_desk import (
    ADMIN,
    GROUP,
    KNOWN,
    MEMBER,
    NOW,
    OTHER,
    QUESTION,
    Place,
    htmls,
    said,
)
from tests.unit.telegram.written import html_of, htmls_of, read

BOTH = "<b>Қазақша</b>\n{kk}\n\n<b>Русский</b>\n{ru}\n\n<i>DeepL</i>"
ANSWER = BOTH.format(kk=KNOWN[QUESTION, KK], ru=KNOWN[QUESTION, RU])
EDITED = BOTH.format(kk=KNOWN[OTHER, KK], ru=KNOWN[OTHER, RU])
OFF = "Automatic translation: off."
SERVICES = "Messages to be translated are sent to the translation services named in /privacy."
FAILED = "Translation isn't working right now. Try again in a few minutes."


@pytest.fixture
async def place() -> Place:
    """A group that speaks Kazakh and Russian."""
    place = Place()
    await place.translation.set(GROUP, AutoMode.FOREIGN, [KK, RU])
    return place


async def hear(place: Place, text: str = QUESTION, **more: Any) -> list[Reply]:
    """What a message of the group brings forth; it is sent."""
    handlers = AutomaticTranslation(place.desk, place.translation)
    replies = await handlers.message(said(text, **more), Heard())
    place.deliver(replies)
    return replies


def hang(place: Place) -> None:
    """From now on engines do not answer."""

    async def forever(*_: object, **__: object) -> tuple[Translation | None, ...]:
        place.asked.append(())
        await asyncio.sleep(60)
        return ()

    place.translate = forever  # type: ignore[method-assign] # an engine that hangs


async def tell(place: Place, line: str, user_id: int = ADMIN) -> str:
    handlers = AutomaticTranslation(place.desk, place.translation)
    (html,) = htmls(await handlers.auto(said(line, user_id=user_id), Heard()))
    return html


async def test_a_foreign_message_is_answered_in_silence_with_all_languages(place: Place) -> None:
    assert await hear(place) == [
        Send(read(ANSWER), tag="tr:50:kk+ru:0:1", reply_to=50, silent=True, revives=False)
    ]


async def test_one_language_needs_no_name(place: Place) -> None:
    await place.translation.set(GROUP, AutoMode.ALL, [EN, RU])

    assert htmls(await hear(place)) == [f"{KNOWN[QUESTION, RU]}\n\n<i>DeepL</i>"]


@pytest.mark.parametrize(
    "text", ["Кто едет с нами завтра?", "Ok thanks", "https://example.org/a-b-c", "/ban him now"]
)
async def test_what_needs_no_translation_is_left_alone(place: Place, text: str) -> None:
    assert await hear(place, text, command=None) == []
    assert place.asked == []


@pytest.mark.parametrize(
    "more",
    [
        {"is_bot": True},
        {"command": "sum"},
        {"at": int(NOW.timestamp()) - MAX_AGE_S - 1},
        {"is_edit": True, "at": int(NOW.timestamp()) - MAX_AGE_S - 1},
        {"is_group": False},
        {"message_id": None},
        {"message_id": 0, "ephemeral_id": 7},
        {"message_id": 0, "ephemeral_id": 7, "is_edit": True},
    ],
)
async def test_bots_commands_and_old_messages_are_left_alone(
    place: Place, more: dict[str, Any]
) -> None:
    assert await hear(place, **more) == []
    assert place.asked == []


async def test_where_it_is_off_nothing_is_translated(place: Place) -> None:
    await place.translation.set(GROUP, AutoMode.OFF, [KK, RU])

    assert await hear(place) == []


async def test_a_message_edited_at_once_into_a_foreign_one_is_translated(place: Place) -> None:
    assert htmls(await hear(place, is_edit=True)) == [ANSWER]


async def test_the_glossary_of_the_group_holds(place: Place) -> None:
    await place.glossary.add(GROUP, "Qysqa", KK)
    given: list[Term] = []
    translate = place.translate

    async def heard(
        passages: Sequence[Passage],
        *,
        target: LanguageCode,
        terms: Sequence[Term] = (),
        avoid: Collection[str] = (),
    ) -> tuple[Translation | None, ...]:
        given.extend(terms)
        return await translate(passages, target=target)

    place.translate = heard  # type: ignore[method-assign] # to see what the chain is given
    await hear(place)

    assert given == [Term("Qysqa"), Term("Qysqa")]


async def test_formatting_is_kept(place: Place) -> None:
    bold = Style(StyleKind.BOLD, 0, len("Кто"))
    made = Translation("Кто едет?", "DeepL", styles=(bold,))
    translated = Translated(Article("a"), RU, ("a",), (made,), made.text, made.styles)

    (body,) = automatic_messages(lambda _: ENGLISH, [Part(Target(RU), translated)])

    assert html_of(body) == "<b>Кто</b> едет?\n\n<i>DeepL</i>"


async def test_a_language_that_fails_is_passed_over(place: Place) -> None:
    del place.known[QUESTION, KK]
    (reply,) = await hear(place)

    assert reply == Send(
        read(f"{KNOWN[QUESTION, RU]}\n\n<i>DeepL</i>"),
        tag="tr:50:ru:0:1",
        reply_to=50,
        silent=True,
        revives=False,
    )


@pytest.mark.parametrize("error", [None, TranslatorUnavailableError("x", "y"), WorkerDiedError()])
async def test_a_translation_that_fails_says_nothing(
    place: Place, error: Exception | None
) -> None:
    place.known, place.error = {}, error

    assert await hear(place) == []


async def test_a_translation_that_takes_too_long_says_nothing(place: Place) -> None:
    hang(place)
    handlers = AutomaticTranslation(place.desk, place.translation, unasked_s=0.01)

    assert await handlers.message(said(QUESTION), Heard()) == []
    assert place.translation.is_paused(GROUP)
    assert await handlers.message(said(QUESTION, message_id=51), Heard()) == []
    assert len(place.asked) == 2  # one a language, and none of the second message


async def test_a_failure_is_followed_by_a_pause_and_a_success_ends_it(place: Place) -> None:
    known, place.known = place.known, {}
    assert await hear(place) == []
    asked, place.known = len(place.asked), known

    assert await hear(place, message_id=51) == []
    assert len(place.asked) == asked
    place.now += timedelta(seconds=PAUSE_S)
    later = int(place.now.timestamp())
    assert htmls(await hear(place, message_id=52, at=later)) == [ANSWER]


async def test_what_fails_counts_against_the_pace(place: Place) -> None:
    await place.translation.set(GROUP, AutoMode.FOREIGN, [RU])
    place.known = {(QUESTION, RU): QUESTION.upper()}
    for number in range(LIMITS[0].count):
        assert await hear(place, message_id=50 + number) == []
    asked, place.known = len(place.asked), dict(KNOWN)

    assert await hear(place, message_id=60) == []
    assert len(place.asked) == asked


async def test_people_who_opted_out_are_left_alone(place: Place) -> None:
    await place.translation.messages.opt_out(GROUP, MEMBER)

    assert await hear(place) == []
    assert place.asked == []
    assert htmls(await hear(place, user_id=MEMBER + 1)) == [ANSWER]
    assert htmls(await hear(place, message_id=51, is_channel=True)) == [ANSWER]


async def test_who_opts_out_later_has_nothing_left_of_it_after_an_edit(place: Place) -> None:
    await hear(place)
    asked = Rendering(50, (Target(RU),), 70)
    place.deliver([Send(EMPTY, tag=asked.tag(1))])
    await place.translation.messages.opt_out(GROUP, MEMBER)

    there, gone = htmls(await hear(place, OTHER, is_edit=True))

    assert there.startswith(KNOWN[OTHER, RU])
    assert gone == GONE.text


async def test_what_is_left_out_is_no_news(place: Place) -> None:
    place.known = {}
    with capture_logs() as logs:
        await hear(place)

    assert [(one["event"], one["log_level"]) for one in logs] == [
        ("translation.left_out", "debug")
    ]


async def test_without_engines_nothing_begins(place: Place) -> None:
    place.best = None

    assert await hear(place) == []
    assert place.asked == []


async def test_a_translation_that_adds_nothing_is_not_shown(place: Place) -> None:
    await place.translation.set(GROUP, AutoMode.FOREIGN, [RU])
    place.known[QUESTION, RU] = QUESTION.upper()

    assert await hear(place) == []


async def test_what_would_bury_the_talk_is_not_shown(place: Place) -> None:
    place.known = dict.fromkeys([(QUESTION, KK), (QUESTION, RU)], "сөз " * 2_500)

    assert await hear(place) == []


async def test_doubts_are_told_in_the_language_of_their_readers(place: Place) -> None:
    place.doubts = (Doubt.NUMBERS,)
    (html,) = htmls(await hear(place))

    assert "<i>Түпнұсқамен салыстырыңыз: сандар.</i>" in html
    assert "<i>Сверьте с оригиналом: числа.</i>" in html


def test_the_memory_is_named_in_the_language_of_its_readers() -> None:
    made = Translation("Кто едет?", MEMORY)
    translated = Translated(Article("a"), RU, ("a",), (made,), made.text)

    (body,) = automatic_messages(lambda _: ENGLISH, [Part(Target(RU), translated)])

    assert html_of(body) == "Кто едет?\n\n<i>translation memory</i>"


async def test_no_more_than_a_burst_is_translated_at_once(place: Place) -> None:
    answers = [await hear(place, message_id=number) for number in range(50, 60)]

    assert sum(map(bool, answers)) == LIMITS[0].count
    assert not any(answers[LIMITS[0].count :])


async def test_an_edit_changes_the_translation(place: Place) -> None:
    await hear(place)

    assert await hear(place, OTHER, is_edit=True) == [
        Send(read(EDITED), tag="tr:50:kk+ru:0:1", reply_to=50, silent=True, revives=False)
    ]


async def test_an_edit_is_followed_however_late_and_however_much_was_said(place: Place) -> None:
    await hear(place)
    place.translation.sending(GROUP, LIMITS[-1].count)

    assert htmls(await hear(place, OTHER, is_edit=True, at=0)) == [EDITED]
    assert await hear(place, message_id=51) == []


async def test_edits_count_against_the_pace(place: Place) -> None:
    await hear(place)
    for _ in range(LIMITS[0].count - 1):
        await hear(place, OTHER, is_edit=True)

    assert await hear(place, message_id=51) == []


async def test_a_storm_of_edits_ends_in_a_note_and_the_edit_after_it_is_followed(
    place: Place,
) -> None:
    await hear(place)
    asked = Rendering(50, (Target(RU),), 70)
    place.deliver([Send(EMPTY, tag=asked.tag(1))])
    storm = [htmls(await hear(place, OTHER, is_edit=True)) for _ in range(60)]
    calls, last = len(place.asked), EDITS_OF_MESSAGE.count
    place.now += timedelta(seconds=EDITS_OF_MESSAGE.seconds)

    assert [EDITED in one for one in storm] == [True] * last + [False] * (60 - last)
    assert storm[last] == [
        translating.edited_often(ENGLISH),
        translating.edited_often(place.desk.catalogs[KK]),
    ]
    assert storm[last + 1 :] == [[]] * (59 - last)
    assert EDITED in htmls(await hear(place, OTHER, is_edit=True))
    assert calls == 2 + 3 * last


async def test_while_engines_fail_an_edit_is_not_sent_to_them(place: Place) -> None:
    await hear(place)
    known, place.known = place.known, {}
    (first,) = htmls(await hear(place, OTHER, is_edit=True))
    calls, place.known = len(place.asked), known
    (second,) = htmls(await hear(place, OTHER, is_edit=True))

    assert first == second == FAILED
    assert len(place.asked) == calls


async def test_an_edit_of_what_was_asked_for_is_followed_while_the_group_has_its_pause(
    place: Place,
) -> None:
    place.deliver([Send(EMPTY, tag=Rendering(50, (Target(RU),), 70).tag(1))])
    place.translation.came(GROUP, TranslatorUnavailableError("x", "y"))

    (html,) = htmls(await hear(place, OTHER, is_edit=True))

    assert html.startswith(KNOWN[OTHER, RU])


async def test_engines_that_hang_hold_up_no_edit_for_long(place: Place) -> None:
    await hear(place)
    asked = [Rendering(50, (Target(RU),), number) for number in (70, 71)]
    place.deliver([Send(EMPTY, tag=one.tag(1)) for one in asked])
    hang(place)
    handlers = AutomaticTranslation(place.desk, place.translation, unasked_s=1, follow_s=0.05)
    began = asyncio.get_running_loop().time()

    replies = await handlers.message(said(OTHER, is_edit=True), Heard())

    assert asyncio.get_running_loop().time() - began < 0.9
    assert [html.startswith("This took longer than") for html in htmls(replies)] == [True] * 3


async def test_every_translation_that_was_asked_for_is_followed(place: Place) -> None:
    asked, again = Rendering(50, (Target(KK),), 60), Rendering(50, (Target(RU),), 70)
    place.deliver([Send(EMPTY, tag=asked.tag(1)), Send(EMPTY, tag=again.tag(1))])

    replies = await hear(place, OTHER, is_edit=True)

    foot = "<i>Machine translation from English (DeepL); it can be wrong.</i>"
    assert replies == [
        Send(
            read(f"{KNOWN[OTHER, RU]}\n\n{foot}"),
            tag=again.tag(1),
            reply_to=50,
            silent=True,
            revives=False,
        ),
        Send(
            read(f"{KNOWN[OTHER, KK]}\n\n{foot}"),
            tag=asked.tag(1),
            reply_to=50,
            silent=True,
            revives=False,
        ),
    ]
    assert len(replies) <= MAX_FOLLOWED


async def test_an_edit_in_a_private_chat_is_followed_too(place: Place) -> None:
    place.deliver([Send(EMPTY, tag=Rendering(50, (Target(RU),), 60).tag(1))])

    (reply,) = await hear(place, OTHER, is_edit=True, is_group=False)

    assert isinstance(reply, Send)
    assert reply.body.text.startswith(KNOWN[OTHER, RU])


async def test_a_private_chat_follows_edits_and_nothing_else(place: Place) -> None:
    place.deliver([Send(EMPTY, tag=Rendering(50, (Target(RU),), 60).tag(1))])
    handlers = AutomaticTranslation(place.desk, place.translation)

    (html,) = htmls(await handlers.follow(said(OTHER, is_edit=True, is_group=False), Heard()))

    assert html.startswith(KNOWN[OTHER, RU])
    assert await handlers.follow(said(OTHER, is_group=False), Heard()) == []


async def test_messages_that_are_too_many_after_an_edit_are_emptied(place: Place) -> None:
    rendering = Rendering(50, (Target(KK), Target(RU)))
    place.deliver([Send(EMPTY, tag=rendering.tag(number)) for number in (1, 2)])

    replies = await hear(place, OTHER, is_edit=True)

    assert htmls(replies) == [EDITED, GONE.text]


async def test_a_message_that_lost_its_text_has_no_translation_any_more(place: Place) -> None:
    await hear(place)

    assert htmls(await hear(place, "", is_edit=True)) == [GONE.text]


async def test_a_translation_of_what_was_said_before_does_not_stay(place: Place) -> None:
    await hear(place)
    place.known = {}

    (failed,) = htmls(await hear(place, OTHER, is_edit=True))
    place.now += timedelta(seconds=PAUSE_S)
    (russian,) = htmls(await hear(place, "Кто едет с нами завтра?", is_edit=True))

    assert failed == FAILED
    assert russian == (
        "<b>Қазақша</b>\nАударма қазір істемей тұр.\n\n"
        "<b>Русский</b>\nЭто уже на нужном языке: русский."
    )


async def test_an_edit_that_one_language_cannot_follow_leaves_the_others(place: Place) -> None:
    await hear(place)
    del place.known[OTHER, KK]

    assert htmls(await hear(place, OTHER, is_edit=True)) == [f"{KNOWN[OTHER, RU]}\n\n<i>DeepL</i>"]


async def test_an_edit_is_tried_again_where_another_try_may_do(place: Place) -> None:
    await hear(place)
    place.error = DatabaseBusyError("qysqa.db")

    with pytest.raises(DatabaseBusyError):
        await hear(place, OTHER, is_edit=True)


async def test_auto_alone_shows_how_it_stands(place: Place) -> None:
    shown = await tell(place, "/auto", user_id=6)
    place.rows.groups.clear()

    assert shown.startswith(
        "Automatic translation: messages in other languages. Translated into: Қазақша, Русский."
        "\n\nTo translate messages in other languages: /auto kk ru\n"
    )
    assert (await tell(place, "/auto")).startswith(f"{OFF}\n\nTo translate")


@pytest.mark.parametrize(
    ("line", "mode", "languages"),
    [
        ("/auto kk, en", AutoMode.FOREIGN, (KK, EN)),
        ("/auto all kk ru", AutoMode.ALL, (KK, RU)),
        ("/auto ALL", AutoMode.ALL, (KK, RU)),
        ("/auto бәрі қазақша русский", AutoMode.ALL, (KK, RU)),
        ("/auto on", AutoMode.FOREIGN, (KK, RU)),
        ("/auto foreign en kk-Latn kk", AutoMode.FOREIGN, (EN, KK)),
        ("/auto off", AutoMode.OFF, (KK, RU)),
        ("/auto выкл", AutoMode.OFF, (KK, RU)),
    ],
)
async def test_an_admin_changes_it(
    place: Place, line: str, mode: AutoMode, languages: tuple[LanguageCode, ...]
) -> None:
    said_back = await tell(place, line)

    assert await place.translation.of(GROUP) == AutoTranslation(mode, languages)
    state, *more = said_back.split("\n\n")
    assert state.startswith("Automatic translation: ")
    assert more == ([] if mode is AutoMode.OFF else [SERVICES])


async def test_all_messages_are_said_to_be_translated(place: Place) -> None:
    assert await tell(place, "/auto all kk ru") == (
        "Automatic translation: all messages. Languages of the group: Қазақша, Русский."
        f"\n\n{SERVICES}"
    )


async def test_where_nothing_is_sent_to_others_nothing_is_said_of_them(place: Place) -> None:
    place.facts.engines, place.best = (), Rank.OFFLINE

    assert await tell(place, "/auto kk") == (
        "Automatic translation: messages in other languages. Translated into: Қазақша."
    )


async def test_without_engines_it_cannot_be_turned_on(place: Place) -> None:
    place.best = None

    assert await tell(place, "/auto kk") == "No translation engine is set up."
    assert await place.translation.of(GROUP) == AutoTranslation(AutoMode.FOREIGN, (KK, RU))
    assert await tell(place, "/auto off") == OFF


async def test_who_does_not_see_the_messages_says_what_it_takes(place: Place) -> None:
    place.sees_all = False

    assert "I see the messages if I am an admin here" in await tell(place, "/auto kk")
    assert await tell(place, "/auto off") == OFF


async def test_a_member_does_not_change_it(place: Place) -> None:
    with pytest.raises(AdminsOnlyError):
        await tell(place, "/auto off", user_id=6)


async def test_what_cannot_be_done_is_told(place: Place) -> None:
    many = await tell(place, "/auto kk ru en de fr")
    with pytest.raises(UnknownLanguageError):
        await tell(place, "/auto xx")
    place.rows.groups.clear()

    assert many == "Too many languages at a time; the limit is 4."
    assert (await tell(place, "/auto all")).startswith(OFF)


async def test_a_private_chat_has_no_talk_to_translate(place: Place) -> None:
    handlers = AutomaticTranslation(place.desk, place.translation)

    with pytest.raises(GroupsOnlyError):
        await handlers.auto(said("/auto kk", is_group=False), Heard())


def test_a_name_that_does_not_fit_over_its_text_stands_before_it() -> None:
    long = "a" * 4_095
    made = Translation(long, "DeepL")
    parts = [
        Part(Target(one), Translated(Article("a"), one, ("a",), (made,), long, ()))
        for one in (KK, RU)
    ]

    messages = automatic_messages(lambda _: ENGLISH, parts)

    assert "".join(one.text for one in messages).count("a" * 90) >= 2
    assert "<b>Русский</b>" in "".join(htmls_of(messages))
