from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.digests import Talk
from bot.core.groups import GroupMessage
from bot.digest.talk.compose import compose_talk

MORNING = 1_763_000_000
PEOPLE = ("Айгүл", "Ерлан", "Ольга", "Sam", "Дана", "Bot")

WATER = (
    (1, "Айгүл", "Су жоқ, құбыр жарылған екен, кешкі 18:00-ге дейін жөндейді", None),
    (2, "Ерлан", "біздің үйде де крандан су ақпай тұр", 1),
    (3, "Ольга", "воды нет на седьмом этаже, трубу обещали починить к вечеру", 1),
    (4, "Айгүл", "иә", 1),
)
DOG = (  # hours later, other people
    (211, "Sam", "A brown dog was found near the bakery, it has a red collar", None),
    (212, "Дана", "это собака из сорокового дома, зовут Рекс", 211),
    (213, "Sam", "ит иесі табылды, collar дұрыс екен", 212),
)


def message(
    number: int, author: str, text: str, reply_to: int | None = None, **more: object
) -> GroupMessage:
    known = {"at": MORNING + 60 * number, "author_id": PEOPLE.index(author)} | more
    return GroupMessage(1, number, text, author, reply_to=reply_to, **known)  # type: ignore[arg-type]  # a test's


def messages(*rows: tuple[int, str, str, int | None]) -> list[GroupMessage]:
    return [message(*row) for row in rows]


def numbers(talk: Talk) -> list[tuple[int, ...]]:
    return [topic.message_ids for topic in talk.topics]


def test_two_matters_are_two_topics_the_one_of_more_people_first() -> None:
    talk = compose_talk(messages(*WATER, *DOG))

    assert numbers(talk) == [(1, 2, 3, 4), (211, 212, 213)]
    assert [topic.people for topic in talk.topics] == [3, 2]


def test_nothing_gives_an_empty_talk() -> None:
    assert compose_talk([]) == Talk()


def test_the_most_telling_message_is_quoted_word_for_word() -> None:
    quote = compose_talk(messages(*WATER)).topics[0].quotes[0]

    assert quote.text == WATER[0][2]
    assert quote.message.message_id == 1


def test_labels_are_words_of_the_messages() -> None:
    said = " ".join(row[2] for row in WATER).lower()

    for word in compose_talk(messages(*WATER)).topics[0].keywords:
        assert word.lower() in said


def test_bots_commands_courtesy_and_spam_are_set_aside() -> None:
    aside = [
        message(21, "Bot", "Бүгін: 12 хабар", is_bot=True),
        message(22, "Sam", "/list"),
        message(23, "Ольга", "Всем привет!"),
        message(24, "Айгүл", "👍👍"),
        message(25, "Bot", "Заработок от 50 000 тенге в день! Пишите @dohod_kazino 💰"),
    ]

    talk = compose_talk([*messages(*WATER), *aside])

    assert (talk.messages, talk.people, talk.set_aside) == (4, 3, 5)


def test_topics_of_a_forum_are_never_joined() -> None:
    one = messages(*WATER[:3])
    other = [
        message(n + 30, who, text, to and to + 30, thread_id=7) for n, who, text, to in WATER[:3]
    ]

    talk = compose_talk([*one, *other])

    assert numbers(talk) == [(1, 2, 3), (31, 32, 33)]
    assert [topic.thread_id for topic in talk.topics] == [None, 7]


def test_a_small_topic_is_told_where_there_is_no_other() -> None:
    talk = compose_talk(messages(WATER[0]))

    assert numbers(talk) == [(1,)]


def test_a_small_topic_drops_out_beside_a_larger_one() -> None:
    talk = compose_talk([*messages(*WATER), message(90, "Sam", DOG[0][2], at=MORNING + 90_000)])

    assert numbers(talk) == [(1, 2, 3, 4)]


def test_no_more_topics_and_quotes_than_asked_for() -> None:
    talk = compose_talk(messages(*WATER, *DOG), max_topics=1, max_quotes=1)

    assert [len(topic.quotes) for topic in talk.topics] == [1]
    assert compose_talk(messages(*WATER), max_topics=0).topics == ()


def test_shared_links_are_counted() -> None:
    page = ("https://example.kz/su",)
    talk = compose_talk([message(1, "Sam", "", links=page), message(2, "Ольга", "", links=page)])

    assert [(link.url, link.times, link.message.message_id) for link in talk.links] == [
        ("https://example.kz/su", 2, 1)
    ]


SAID = """
су құбыр вода собака ит dog 18:00 иә ? 😂 مرحبا \u202e /start https://example.kz Айгүл, @ad_bot
50 000 тг заработок
"""
WORDS = st.sampled_from([*SAID.split(), "", "\n"])
TEXTS = st.one_of(st.lists(WORDS, max_size=8).map(" ".join), st.text(max_size=60))


@st.composite
def talks(draw: st.DrawFn) -> list[GroupMessage]:
    texts = draw(st.lists(TEXTS, max_size=20))
    return [
        message(
            number,
            draw(st.sampled_from(PEOPLE)),
            text,
            draw(st.one_of(st.none(), st.integers(0, 25))),
            thread_id=draw(st.sampled_from([None, None, 7])),
            at=MORNING + draw(st.integers(0, 9_000)),
        )
        for number, text in enumerate(texts, 1)
    ]


@settings(max_examples=60, deadline=None)
@given(talks())
def test_quotes_are_exact_and_every_message_is_in_one_topic_at_most(
    given_talk: list[GroupMessage],
) -> None:
    talk = compose_talk(given_talk)

    of = {each.message_id: each for each in given_talk}
    times = Counter(number for topic in talk.topics for number in topic.message_ids)
    assert set(times.values()) <= {1}
    assert set(times) <= set(of)
    assert talk.messages + talk.set_aside == len(given_talk)
    for topic in talk.topics:
        assert {of[number].thread_id for number in topic.message_ids} == {topic.thread_id}
        assert topic.quotes
        for quote in topic.quotes:
            assert quote.text == of[quote.message.message_id].text[quote.start : quote.end]
            assert quote.text.strip() == quote.text != ""


@settings(max_examples=40, deadline=None)
@given(talks(), st.integers())
def test_the_order_in_which_messages_come_does_not_matter(
    given_talk: list[GroupMessage], seed: int
) -> None:
    shuffled = given_talk[:]
    Random(seed).shuffle(shuffled)  # noqa: S311 - no secret

    assert compose_talk(shuffled) == compose_talk(given_talk)
