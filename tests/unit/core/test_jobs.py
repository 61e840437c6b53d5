from hypothesis import given
from hypothesis import strategies as st

from bot.core.jobs import Limits, NewUpdate, turned_away

AIDA, BOLAT, GROUP = 7, 8, -500


def update(chat: int = AIDA, user: int | None = AIDA, *, asks: bool = True) -> NewUpdate:
    return NewUpdate(1, chat, user, "{}", asks)


def test_nobody_is_turned_away_while_little_waits() -> None:
    assert turned_away([update()] * 3, {}, Limits(of_user=3)) == [False] * 3


def test_person_is_turned_away_in_every_chat() -> None:
    limits = Limits(of_user=2)
    updates = [update(GROUP), update(GROUP, BOLAT), update(AIDA)]

    assert turned_away(updates, {(AIDA, AIDA): 1}, limits) == [False, False, True]


def test_what_waits_for_a_person_counts_over_all_chats() -> None:
    waiting: dict[tuple[int, int | None], int] = {(AIDA, AIDA): 1, (GROUP, AIDA): 1}

    assert turned_away([update(-600), update(BOLAT, BOLAT)], waiting, Limits(of_user=2)) == [
        True,
        False,
    ]


def test_chat_is_full_whoever_asks_in_it() -> None:
    waiting: dict[tuple[int, int | None], int] = {(GROUP, BOLAT): 1, (GROUP, None): 1}
    updates = [update(GROUP), update(GROUP, 9), update(AIDA)]

    assert turned_away(updates, waiting, Limits(of_chat=3)) == [False, True, False]


def test_all_are_turned_away_when_too_much_waits_in_all() -> None:
    limits = Limits(of_all=2)
    updates = [update(), update(BOLAT, BOLAT), update(GROUP, None)]

    assert turned_away(updates, {}, limits) == [False, False, True]


def test_nameless_senders_share_no_limit_but_the_chats() -> None:
    updates = [update(chat, None) for chat in (1, 2, 3)]

    assert turned_away(updates, {(4, None): 5}, Limits(of_user=1)) == [False] * 3


def test_who_asks_nothing_is_let_in_and_counts_for_nothing() -> None:
    updates = [update(asks=False)] * 5 + [update(), update(), update(asks=False)]

    assert turned_away(updates, {}, Limits(of_user=1)) == [False] * 6 + [True, False]


def test_those_turned_away_do_not_fill_the_queue() -> None:
    updates = [update(), update(), update(GROUP, BOLAT)]

    assert turned_away(updates, {}, Limits(of_user=1, of_all=2)) == [False, True, False]


@given(
    st.lists(
        st.builds(
            update,
            st.sampled_from([AIDA, BOLAT, GROUP]),
            st.sampled_from([None, AIDA, BOLAT]),
            asks=st.booleans(),
        )
    ),
    st.integers(0, 20),
)
def test_one_batch_is_judged_as_its_halves_one_after_the_other(
    updates: list[NewUpdate], cut: int
) -> None:
    limits = Limits(of_user=2, of_chat=3, of_all=5)
    whole = turned_away(updates, {}, limits)
    waiting: dict[tuple[int, int | None], int] = {}
    for one, away in zip(updates[:cut], whole, strict=False):
        if one.asks and not away:
            who = (one.chat_id, one.user_id)
            waiting[who] = waiting.get(who, 0) + 1

    assert turned_away(updates[cut:], waiting, limits) == whole[cut:]
