import pytest

from bot.core.groups import GroupMessage
from bot.digest.talk.gather import gather
from bot.digest.talk.near import WINDOW, Near
from bot.digest.talk.people import Callers, names_of
from bot.digest.talk.piles import FAR, Piles
from bot.digest.talk.remarks import in_order, people_of, remarks_of
from bot.digest.talk.signs import SIGNS
from bot.digest.talk.traits import ALONE_SIGNS, Signs
from bot.digest.talk.units import units_of
from bot.digest.talk.weights import ALONE_WEIGHTS, WEIGHTS


def message(number: int, text: str, person: int = 1, **more: object) -> GroupMessage:
    known = {"at": number * 30, "author": f"Person{'abcdef'[person]}", "author_id": person} | more
    return GroupMessage(1, number, text, **known)  # type: ignore[arg-type]  # a test's


def signs_of_last(*said: GroupMessage) -> dict[int, dict[str, float]]:
    """Return the signs of the last unit by pile, each under its name."""
    remarks = remarks_of(said)
    piles = Piles(remarks, units_of(remarks))
    piles.take(piles.units[-1])
    found: list[tuple[int, Signs]] = list(piles.signs(len(piles.units) - 1))
    return {place: dict(zip(SIGNS, signs, strict=True)) for place, signs in found}


def test_answers_make_a_unit_and_stay_in_their_room() -> None:
    remarks = remarks_of(
        [
            message(1, "құбыр жарылды"),
            message(2, "қайда", 2, reply_to=1),
            message(3, "подъездде", 1, reply_to=2),
            message(4, "манжета", 2, reply_to=1, thread_id=7),
            message(5, "калипер", 3, reply_to=99),
        ]
    )

    assert [unit.members for unit in units_of(remarks)] == [(0, 1, 2), (3,), (4,)]


def test_an_answer_to_a_later_message_is_none() -> None:
    remarks = remarks_of([message(1, "құбыр жарылды", reply_to=2), message(2, "манжета", 2)])

    assert [unit.members for unit in units_of(remarks)] == [(0,), (1,)]


def test_a_word_shared_hours_later_joins_the_topic() -> None:
    first = [
        message(1, "манжета калипер прокладка"), message(2, "калипер менял весной", 2, reply_to=1)
    ]  # fmt: skip
    between = [message(n, f"слово{'абвгдежзиклм'[n - 10]}", 3, at=n * 900) for n in range(10, 20)]
    later = [message(30, "манжета, калипер и прокладка готовы", 2, at=40_000)]

    topics = gather(remarks_of(first + between + later))

    assert [0, 1, 12] in topics


def test_gathering_leaves_no_remark_out() -> None:
    remarks = remarks_of([message(n, f"манжета {n}" * (n % 3), n % 4) for n in range(1, 40)])

    assert sorted(n for topic in gather(remarks) for n in topic) == list(range(len(remarks)))


def test_a_long_talk_is_gathered_in_fewer_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = [
        message(1, "манжета калипер"),
        *(message(n, "калипер", reply_to=1) for n in range(2, 9)),
    ]
    remarks = remarks_of(tree)
    monkeypatch.setattr("bot.digest.talk.gather.MANY", len(remarks))

    assert gather(remarks) == [list(range(8))]


def test_every_weight_has_its_sign() -> None:
    remarks = remarks_of([message(1, "манжета"), message(2, "калипер")])
    piles = Piles(remarks, units_of(remarks))
    piles.take(piles.units[0])

    assert [(place, len(signs)) for place, signs in piles.signs(0)] == [(1, len(WEIGHTS))]
    assert len(piles.alone(0)) == len(ALONE_WEIGHTS) == len(ALONE_SIGNS)
    assert len(SIGNS) == len(WEIGHTS)


def test_words_of_our_author_before_those_of_another_are_a_dialog() -> None:
    one = message(1, "манжета калипер", 1)
    back = signs_of_last(one, message(2, "калипер", 2, reply_to=1), message(3, "втулка", 1))
    others = signs_of_last(one, message(2, "калипер", 2, reply_to=1), message(3, "втулка", 3))

    assert (back[0]["dialog"], others[0]["dialog"]) == (1.0, 0.0)


def test_who_is_called_by_name_is_spoken_to() -> None:
    one = message(1, "манжета", 1, author="Назым")

    called = signs_of_last(one, message(2, "Назым, калипер", 2))
    calls = signs_of_last(
        message(1, "Назым, калипер", 2), message(2, "манжета", 1, author="Назым")
    )

    assert called[0]["addressed"] == calls[0]["addressed"] == 1.0


def test_an_answer_that_comes_next_tells_less_by_its_place() -> None:
    remarks = remarks_of(
        [
            message(1, "манжета"),
            message(2, "калипер", 2),
            message(3, "втулка", 3),
            message(4, "втулка", reply_to=1),
        ]
    )
    piles = Piles(remarks, units_of(remarks))
    piles.take(piles.units[1])

    answers = {place: signs[SIGNS.index("answers")] for place, signs in piles.signs(1)}
    assert answers == {0: 1.0, 2: 0.0}


def test_the_first_of_a_pile_is_its_starter() -> None:
    tree = message(1, "манжета", 1), message(2, "калипер", 2, reply_to=1)

    assert signs_of_last(*tree, message(3, "втулка", 1))[0]["starter"] == 1.0
    assert signs_of_last(*tree, message(3, "втулка", 2))[0]["starter"] == 0.0


def test_a_short_message_lives_by_what_was_said_just_before() -> None:
    found = signs_of_last(message(1, "манжета"), message(2, "калипер", 2), message(3, "қашан", 3))

    assert found[0]["short"] == 0.0
    assert 0.5 < found[1]["short"] < 1.0


def test_a_question_after_a_silence_speaks_for_a_pile_of_its_own() -> None:
    remarks = remarks_of(
        [
            message(1, "манжета"),
            message(2, "калипер", 2, at=30 + 1_800),
            message(3, "қашан?", 3, at=30 + 1_800),
        ]
    )
    piles = Piles(remarks, units_of(remarks))

    alone = [dict(zip(ALONE_SIGNS, piles.alone(number), strict=True)) for number in range(3)]
    assert [each["quiet"] for each in alone] == [1.0, 0.5, 0.0]
    assert [each["question"] for each in alone] == [0.0, 0.0, 1.0]


def test_a_pile_that_nothing_is_near_of_is_far() -> None:
    near = Near()

    assert (near.company, near.dialog, near.answers) == (0.0, 0.0, 0.0)
    assert near.before >= WINDOW


def test_a_word_more_usual_elsewhere_speaks_for_no_pile() -> None:
    tree = [
        message(1, "манжета калипер"),
        *(message(n, "калипер", reply_to=1) for n in range(2, 9)),
    ]
    remarks = remarks_of([*tree, *(message(n, "манжета", 2) for n in range(9, 160))])
    piles = Piles(remarks, units_of(remarks))
    piles.take(piles.units[1])

    words = {place: signs[0] for place, signs in piles.signs(1)}
    assert words[0] == 0.0
    assert words[2] > 0.0


def test_many_answers_stay_one_topic() -> None:
    tree = [
        message(1, "манжета калипер"),
        *(message(n, "калипер", reply_to=1) for n in range(2, 9)),
    ]

    assert gather(remarks_of(tree)) == [list(range(8))]


def test_frequent_words_are_no_way_to_find_a_pile() -> None:
    remarks = remarks_of([message(n, "манжета", n % 3, at=n * 9_000) for n in range(1, 60)])
    piles = Piles(remarks, units_of(remarks))
    piles.take(piles.units[0])

    assert len(list(piles.signs(0))) == 6  # those beside it


@pytest.mark.parametrize("count", [40, 400])
def test_no_unit_is_compared_with_more_than_some_piles_however_long_the_talk(count: int) -> None:
    texts = ("манжета калипер прокладка", "калипер втулка", "прокладка втулка динамо")
    remarks = remarks_of(
        [message(n, f"{texts[n % 3]} {n + 1000}", n % 4) for n in range(1, count)]
    )
    piles = Piles(remarks, units_of(remarks))

    for number, unit in enumerate(piles.units):
        piles.put(unit, piles.take(unit))
        assert len(list(piles.signs(number))) <= 2 * WINDOW + FAR + 1  # its own pile too


def test_messages_are_put_in_order_and_come_once() -> None:
    first, second = message(1, "а"), message(2, "б")

    assert in_order([second, first, second]) == [first, second]


def test_people_write_neither_commands_nor_as_bots() -> None:
    talk = message(3, "манжета")

    assert people_of(
        [
            message(1, "/list@our_bot"),
            message(2, "@our_bot спам"),
            talk,
            message(4, "", is_bot=True),
        ]
    ) == [talk]


def test_thanks_to_somebody_belong_to_the_thread() -> None:
    thanks = message(2, "рахмет!", 2, reply_to=1)

    assert [each.message for each in remarks_of([message(1, "манжета"), thanks])][1:] == [thanks]


def test_courtesy_with_something_else_is_talk() -> None:
    said = ["Привет всем, калипер починили", "Personb, рахмет", "спасибо " * 20]

    remarks = remarks_of([message(n, text) for n, text in enumerate(said, 1)])

    assert [each.message.message_id for each in remarks] == [1, 3]


def test_a_page_without_a_word_is_talk() -> None:
    assert len(remarks_of([message(1, "", links=("https://example.kz/a",))])) == 1


def test_names_in_a_message_call_people_and_are_no_terms() -> None:
    remarks = remarks_of(
        [message(1, "манжета", 1, author="Назым"), message(2, "Назымның калипері", 2)]
    )

    assert remarks[1].called == {1}
    assert remarks[1].terms == remarks_of([message(3, "калипері", 2)])[0].terms


def test_names_too_short_call_nobody() -> None:
    assert Callers([message(1, "", author="Ян")]).of("янына") == set()
    assert names_of("Ян Ли") == ["ан", "ли"]


def test_who_writes_in_the_name_of_a_chat_is_known_by_its_title() -> None:
    remarks = remarks_of([message(1, "манжета", 1, author="Канал", author_id=None)])

    assert remarks[0].author == "Канал"
