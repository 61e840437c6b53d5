"""Digests: every line leads somewhere, and nothing is made up."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.digests import FeedItem, Quote, Run, SharedLink, Story, Talk, Topic
from bot.core.groups import Group, GroupMessage
from bot.core.languages import EN, KK, RU
from bot.core.models import MEMORY, Translation
from bot.i18n.catalogs import ENGLISH, Catalog, load_catalogs, locales_folder
from bot.service.digest import Digest
from bot.telegram.groups import digest_views
from bot.telegram.groups.digest_views import (
    MAX_DIGEST_MESSAGES,
    MAX_URL_BYTES,
    When,
    message_link,
)
from bot.telegram.shown.measure import size_of
from bot.telegram.shown.rich import Rich
from bot.translation.formatting import to_entities
from tests.simulator.entities import marked
from tests.simulator.html import utf16
from tests.unit.telegram.written import htmls_of

CATALOGS = load_catalogs(locales_folder())
ZONE = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 11, 12, 20, 0, tzinfo=ZONE)
WHEN = When(NOW)
GROUP = Group(-1001234567890, "Көршілер", collects=True)


def digest_messages(*given: Any) -> list[str]:
    return htmls_of(digest_views.digest_messages(*given))


def catch_up_messages(*given: Any, **more: Any) -> list[str]:
    return htmls_of(digest_views.catch_up_messages(*given, **more))


def at(hour: int, minute: int = 0, day: int = 12) -> int:
    return int(datetime(2026, 11, day, hour, minute, tzinfo=ZONE).timestamp())


def said(text: str, author: str, when: int, number: int = 55) -> GroupMessage:
    return GroupMessage(GROUP.chat_id, number, text, author, 7, when, language=KK)


WATER = said("Ертең сағат 10-нан 16-ға дейін су болмайды", "Айгүл", at(14, 5))
ASKED = said("Су қашан болады?", "Ерлан", at(13), 50)
TOPIC = Topic(("су", "кесте"), (Quote(WATER, 0, len(WATER.text)),), tuple(range(34)), 9)
TALK = Talk((TOPIC,), messages=184, people=23)
DIGEST = Digest(GROUP, KK, at(20, day=11), at(20), TALK)


def item(source: str, language: str, title: str = "Жаңа желі ашылды") -> FeedItem:
    code = next(one for one in (KK, RU, EN) if one == language)
    url = f"https://{source}/1"
    return FeedItem("f", "g", url, source, title, "", code, at(9), at(9), f"{title} бүгін.")


def test_a_digest_is_its_head_its_topics_and_a_link_to_each_message() -> None:
    assert digest_messages(CATALOGS[KK], DIGEST, WHEN) == [
        (
            "<b>Дайджест: Көршілер</b>\n"
            "12 қараша, бейсенбі · соңғы 24 сағат · хабар саны: 184 · адам саны: 23\n"
            "\n"
            "<b>1. су, кесте</b> — 34\n"
            "«Ертең сағат 10-нан 16-ға дейін су болмайды» — Айгүл, 14:05"
            ' · <a href="https://t.me/c/1234567890/55">Хабарға өту</a>'
        ),
    ]


def test_a_translation_stands_above_what_was_said() -> None:
    made = {WATER.text: Translation("Завтра воды не будет", "DeepL")}
    [html] = digest_messages(ENGLISH, replace(DIGEST, language=RU, translations=made), WHEN)

    assert "Завтра воды не будет — Айгүл, 14:05" in html
    assert f"<blockquote expandable>{WATER.text}</blockquote>" in html
    assert html.endswith(
        "<i>Machine translation (DeepL); it can be wrong."
        " The original is next to each sentence.</i>"
    )


def test_what_people_translated_beforehand_is_no_machines() -> None:
    made = {WATER.text: Translation("Завтра воды не будет", MEMORY)}
    [html] = digest_messages(ENGLISH, replace(DIGEST, translations=made), WHEN)

    assert "Machine" not in html


def test_a_question_stands_before_its_answer() -> None:
    quotes = (TOPIC.quotes[0], Quote(ASKED, 0, len(ASKED.text)))
    talk = replace(TALK, topics=(replace(TOPIC, quotes=quotes),))
    [html] = digest_messages(ENGLISH, replace(DIGEST, talk=talk), WHEN)

    assert html.index(ASKED.text) < html.index(WATER.text)


def test_a_topic_without_key_words_has_its_number() -> None:
    talk = replace(TALK, topics=(replace(TOPIC, keywords=()),))

    assert "<b>1.</b> — 34" in digest_messages(ENGLISH, replace(DIGEST, talk=talk), WHEN)[0]


def test_what_people_wrote_is_not_taken_for_markup() -> None:
    message = said("<b>су</b> & газ", "<i>Ә</i>" + "ә" * 60, at(14))
    talk = replace(TALK, topics=(replace(TOPIC, quotes=(Quote(message, 0, len(message.text)),)),))
    [html] = digest_messages(ENGLISH, replace(DIGEST, talk=talk), WHEN)

    seen = html.replace("\u2060", "")
    assert "«&lt;b&gt;су&lt;/b&gt; &amp; газ» — &lt;i&gt;Ә&lt;/i&gt;" in seen
    assert "ә" * 40 not in html


def test_a_late_digest_says_so_and_what_it_makes_up_for() -> None:
    run = Run(
        GROUP.chat_id, "2026-11-12T09:00", at(9), at(9, day=9), ("2026-11-11T09:00",), is_late=True
    )
    [html] = digest_messages(ENGLISH, DIGEST, WHEN, run)

    assert "This digest is late: it was due 09:00.\n" in html
    assert "It also covers the digests that were missed: 1." in html
    on_time = replace(run, is_late=False, missed=())
    assert "late" not in digest_messages(ENGLISH, DIGEST, WHEN, on_time)[0]


def test_a_longer_time_is_told_in_days() -> None:
    assert (
        "last days: 3" in digest_messages(ENGLISH, replace(DIGEST, since=at(20, day=9)), WHEN)[0]
    )


def test_a_shared_link_comes_with_its_title_who_shared_it_and_its_sentence() -> None:
    link = SharedLink(
        "https://www.example.kz/tram", WATER, 3, "Жаңа трамвай", "Желі 2027 жылы ашылады.", KK
    )
    bare = SharedLink("https://www.example.kz/x", replace(WATER, message_id=-5), 1)
    talk = replace(TALK, links=(link, bare))
    [html] = digest_messages(ENGLISH, replace(DIGEST, talk=talk), WHEN)

    assert html.endswith(
        "<b>Links people shared</b>\n"
        '<a href="https://www.example.kz/tram">Жаңа трамвай</a>'
        ' — <a href="https://t.me/c/1234567890/55">Айгүл</a> × 3\n'
        "Желі 2027 жылы ашылады.\n"
        '<a href="https://www.example.kz/x">example.kz</a> — Айгүл'
    )


def test_a_story_names_its_source_and_the_others_with_their_languages() -> None:
    story = Story((item("a.kz", "kk"), item("b.kz", "ru"), item("b.kz", "ru"), item("c.kz", "kk")))
    news = Digest(Group(7), KK, at(8), at(9), stories=(story,))
    [html] = digest_messages(ENGLISH, news, WHEN)

    assert html == (
        "<b>Digest</b>\nThursday, November 12 · last hours: 1\n\n"
        "<b>News</b>\n\n"
        '1. Жаңа желі ашылды бүгін. — <a href="https://a.kz/1">a.kz</a>\n'
        "Same story in other sources: 2 (Russian 1, Kazakh 1):"
        ' <a href="https://b.kz/1">b.kz</a>, <a href="https://c.kz/1">c.kz</a>'
    )


def test_a_story_of_one_source_names_no_others_and_is_translated() -> None:
    one = item("a.kz", "kk")
    made = {"Жаңа желі ашылды бүгін.": Translation("Открылась линия.", "DeepL")}
    news = Digest(Group(7), RU, at(8), at(9), stories=(Story((one, one)),), translations=made)
    [html] = digest_messages(ENGLISH, news, WHEN)

    assert 'Открылась линия. — <a href="https://a.kz/1">a.kz</a>\n<blockquote' in html
    assert "Same story" not in html


def test_a_quiet_day_is_one_line() -> None:
    assert digest_views.quiet_message(ENGLISH, DIGEST).text == (
        "A quiet day: fewer than 10 messages, so no digest."
    )
    assert digest_views.quiet_message(ENGLISH, replace(DIGEST, group=Group(7))).text == (
        "Nothing new in your sources."
    )


@pytest.mark.parametrize(
    ("group", "message", "link"),
    [
        (GROUP, WATER, "https://t.me/c/1234567890/55"),
        (GROUP, replace(WATER, thread_id=9), "https://t.me/c/1234567890/9/55"),
        (replace(GROUP, username="turgyn"), WATER, "https://t.me/turgyn/55"),
        (GROUP, replace(WATER, message_id=-55), None),
        (Group(-77), WATER, None),
        (Group(7), WATER, None),
    ],
)
def test_a_message_has_an_address_in_supergroups(
    group: Group, message: GroupMessage, link: str | None
) -> None:
    assert message_link(group, message) == link


def test_a_catch_up_says_since_when_and_that_nobody_else_sees_it() -> None:
    [html] = catch_up_messages(ENGLISH, DIGEST, WHEN, last=at(21, 40, 11), seen_by_one=True)

    assert html.startswith(
        "<b>Көршілер</b>\nYour last message: Nov 11, 21:40."
        " Messages since then: 184, topics: 1.\n\n<b>1. су, кесте</b> — 34\n"
    )
    assert html.endswith("<i>Only you can see this.</i>")


def test_a_catch_up_of_hours_names_no_last_message() -> None:
    untitled = replace(DIGEST, group=replace(GROUP, title=""))
    [html] = catch_up_messages(ENGLISH, untitled, WHEN, last=None, seen_by_one=False)

    assert html.startswith("Messages: 184, topics: 1.\n\n")
    assert "Only you" not in html


def test_who_missed_nothing_is_told_so() -> None:
    nothing = replace(DIGEST, talk=Talk())

    assert catch_up_messages(ENGLISH, nothing, WHEN, last=None, seen_by_one=True) == [
        "You have missed nothing."
    ]


def with_quotes(*quotes: str, **changes: object) -> Digest:
    messages = [said(text, "Айгүл", at(14)) for text in quotes]
    topic = replace(TOPIC, quotes=tuple(Quote(one, 0, len(one.text)) for one in messages))
    return replace(DIGEST, talk=replace(TALK, topics=(topic,)), **changes)  # type: ignore[arg-type] # any field


def test_a_topic_whose_quotes_are_gone_keeps_its_name() -> None:
    assert "<b>1. су, кесте</b> — 34" in digest_messages(ENGLISH, with_quotes(), WHEN)[0]


def test_a_long_quote_is_cut_after_a_word_and_its_original_too() -> None:
    long = "судың қысымы " * 300
    made = {long: Translation("давление воды " * 300, "DeepL")}
    [shown] = digest_messages(ENGLISH, with_quotes(long), WHEN)
    [translated] = digest_messages(ENGLISH, with_quotes(long, translations=made), WHEN)

    assert f"«{'судың қысымы ' * 30}судың…» — Айгүл" in shown
    assert f"\n{'давление воды ' * 27}давление воды… — Айгүл" in translated
    assert f"<blockquote expandable>{'судың қысымы ' * 45}судың қысымы…</blockquote>" in translated


def test_people_named_in_a_quote_are_not_called_once_more() -> None:
    digest = with_quotes("@durov айтты: /digest #су t.me/x")
    [body] = digest_views.digest_messages(ENGLISH, digest, WHEN)

    assert not marked(body.text)
    assert "@durov айтты: /digest #су t.me/x" in body.text.replace("\u2060", "")


def test_an_address_too_long_to_send_leaves_its_text() -> None:
    long = f"https://e.kz/{'a' * MAX_URL_BYTES}"
    link = SharedLink(long, WATER, 1, "Жаңа трамвай")
    [html] = digest_messages(ENGLISH, replace(DIGEST, talk=replace(TALK, links=(link,))), WHEN)

    assert "</b>\nЖаңа трамвай — <a href" in html


def full(text: str, made: str, name: str) -> Digest:
    """As much as a digest can hold, of one text, all of it translated."""
    message = said(text, name, at(14))
    quotes = (Quote(message, 0, len(text)),) * 2
    topics = (Topic((name,) * 3, quotes, tuple(range(34)), 9),) * 7
    links = (SharedLink("https://e.kz/" + "a" * 900, message, 2, text, text, KK),) * 5
    languages = (KK, RU, EN, None)
    items = tuple(
        FeedItem("f", "g", f"https://e.kz/{n}", f"{n} {name}", text, "", languages[n % 4], 1, 1)
        for n in range(30)
    )
    group = replace(GROUP, title=name)
    talk = Talk(topics, links, 1000, 50)
    return Digest(group, EN, 1, 90_000, talk, (Story(items),) * 7, {text: Translation(made, "M")})


def test_a_full_digest_leaves_out_the_end_of_each_section_and_says_so() -> None:
    words = "Ертең сағат оннан он алтыға дейін су болмайды. " * 85
    messages = digest_views.digest_messages(ENGLISH, full(words, words, "Айгүл"), WHEN)
    text = "\n".join(body.text for body in messages)

    assert len(messages) == MAX_DIGEST_MESSAGES
    assert [f"\n{number}. Айгүл, Айгүл, Айгүл — 34\n" in text for number in range(1, 8)] == [
        *([True] * 3),
        *([False] * 4),
    ]
    assert "\n\nTopics, links and news left out to keep this short: " in text


FOREIGN = st.text(st.characters(exclude_categories=["Cc"]), max_size=40) | st.text(
    st.sampled_from("@#/$.:&<>a1я א\u202e\n😀\U00010800-w"), max_size=40
)
LONG = st.builds(
    lambda text, times: (text * times)[:4000], FOREIGN, st.sampled_from([1, 400, 4000])
)


def assert_taken(messages: tuple[Rich, ...]) -> None:
    assert 1 <= len(messages) <= MAX_DIGEST_MESSAGES
    for body in messages:
        assert body.text.strip()
        assert utf16(body.text) <= 4096
        entities = to_entities(body.text, body.styles)
        assert len(entities) + len(marked(body.text)) <= 100
        assert size_of(body).fits


@settings(max_examples=40, deadline=None)
@given(LONG, LONG, FOREIGN, st.sampled_from([ENGLISH, *CATALOGS.values()]))
def test_telegram_takes_any_digest(text: str, made: str, name: str, t: Catalog) -> None:
    digest = full(text, made, name)
    run = Run(GROUP.chat_id, "2026-11-12T09:00", at(9), 1, ("2026-11-11T09:00",), is_late=True)

    assert_taken(digest_views.digest_messages(t, digest, WHEN, run))
    assert_taken(digest_views.digest_messages(t, replace(digest, talk=Talk()), WHEN))
    assert_taken(digest_views.catch_up_messages(t, digest, WHEN, last=at(9), seen_by_one=True))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(LONG, FOREIGN), max_size=7),
    st.lists(st.tuples(LONG, FOREIGN, st.none() | LONG), max_size=5),
    st.lists(st.lists(st.tuples(LONG, FOREIGN), min_size=1, max_size=9), max_size=7),
)
def test_telegram_takes_a_digest_of_any_texts(
    quotes: list[tuple[str, str]],
    pages: list[tuple[str, str, str | None]],
    news: list[list[tuple[str, str]]],
) -> None:
    topics = tuple(
        Topic((name,), (Quote(said(text, name, at(14)), 0, len(text)),), (1,), 1)
        for text, name in quotes
    )
    links = tuple(
        SharedLink(f"https://e.kz/{name}", WATER, 1, title, sentence)
        for title, name, sentence in pages
    )
    stories = tuple(
        Story(
            tuple(
                FeedItem("f", "g", f"https://e.kz/{name}", name, text, "", KK, 1, 1)
                for text, name in story
            )
        )
        for story in news
    )
    digest = replace(DIGEST, talk=Talk(topics, links, 10, 2), stories=stories)

    assert_taken(digest_views.digest_messages(ENGLISH, digest, WHEN))
