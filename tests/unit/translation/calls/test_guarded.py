import asyncio
from datetime import timedelta

import pytest

from bot.core.engines import EngineState, Trouble
from bot.core.errors import (
    PairNotSupportedError,
    SentenceTooLongError,
    TranslationError,
    TranslatorUnavailableError,
)
from bot.core.languages import EN, KK, RU
from bot.translation.calls.breaker import FAILURES, MAX_OPEN_S
from bot.translation.calls.guarded import Guarded, Policy
from bot.translation.calls.rate import Rate
from tests.unit.translation.engine_doubles import START, FakeEngine, States, Watch, fails, guard


def trouble(kind: Trouble, *, wait_s: float | None = None) -> TranslatorUnavailableError:
    return TranslatorUnavailableError("Google", kind, trouble=kind, retry_after_s=wait_s)


async def ask(guarded: Guarded, *texts: str) -> tuple[str, ...]:
    return await guarded.translate(texts or ("сәлем",), source=KK, target=RU)


async def refusal(guarded: Guarded, *texts: str) -> TranslatorUnavailableError:
    with pytest.raises(TranslatorUnavailableError) as caught:
        await ask(guarded, *texts)
    return caught.value


async def test_an_engine_in_good_health_is_simply_asked() -> None:
    engine = FakeEngine()

    assert await ask(guard(engine), "бір", "екі") == ("БІР", "ЕКІ")
    assert engine.calls == [("бір", "екі")]


@pytest.mark.parametrize(
    "kind", [Trouble.TIMEOUT, Trouble.UNREACHABLE, Trouble.FAILING, Trouble.BUSY]
)
async def test_what_may_pass_is_tried_twice_more(kind: Trouble) -> None:
    engine = FakeEngine(says=fails(trouble(kind), trouble(kind), None))

    assert await ask(guard(engine)) == ("СӘЛЕМ",)
    assert len(engine.calls) == 3


async def test_the_third_failure_is_the_answer() -> None:
    engine = FakeEngine(says=fails(trouble(Trouble.TIMEOUT)))

    assert (await refusal(guard(engine))).trouble is Trouble.TIMEOUT
    assert len(engine.calls) == 3


@pytest.mark.parametrize("kind", [Trouble.BLOCKED, Trouble.QUOTA, Trouble.KEY, Trouble.ANSWER])
async def test_what_does_not_pass_costs_one_request(kind: Trouble) -> None:
    engine = FakeEngine(says=fails(trouble(kind)))

    assert (await refusal(guard(engine))).trouble is kind
    assert len(engine.calls) == 1


@pytest.mark.parametrize(
    "error", [PairNotSupportedError("Google"), SentenceTooLongError("Google")]
)
async def test_what_is_no_failure_is_passed_on(error: TranslationError) -> None:
    engine = FakeEngine(says=fails(error))
    guarded = guard(engine)

    with pytest.raises(type(error)):
        await ask(guarded)
    assert len(engine.calls) == 1
    assert guarded.tally.failures.total() == 0


async def test_retries_wait_longer_each_time_and_as_long_as_is_asked() -> None:
    watch = Watch()
    errors = (trouble(Trouble.TIMEOUT), trouble(Trouble.BUSY, wait_s=3.0), None)

    await ask(guard(FakeEngine(says=fails(*errors)), watch=watch))

    assert watch.slept == [0.5, 3.0]


async def test_a_wish_for_a_long_pause_is_not_waited_out() -> None:
    engine = FakeEngine(says=fails(trouble(Trouble.BUSY, wait_s=60)))

    await refusal(guard(engine))

    assert len(engine.calls) == 1


async def test_a_block_page_closes_all_pairs_and_costs_no_second_request() -> None:
    engine, watch = FakeEngine(says=fails(trouble(Trouble.BLOCKED), None)), Watch()
    guarded = guard(engine, watch=watch)
    await refusal(guarded)

    assert guarded.is_open(RU, EN)
    assert (await refusal(guarded)).trouble is Trouble.CLOSED
    assert len(engine.calls) == 1

    watch.seconds += MAX_OPEN_S
    assert await ask(guarded) == ("СӘЛЕМ",)
    guarded.accept(KK, RU)
    assert guarded.opened == {}
    assert guarded.last_refusal is Trouble.BLOCKED


async def test_a_pair_that_keeps_failing_is_left_alone_others_are_not() -> None:
    guarded = guard(FakeEngine(says=fails(*[trouble(Trouble.FAILING)] * FAILURES, None)))
    await refusal(guarded)
    await refusal(guarded)

    assert guarded.is_open(KK, RU)
    assert not guarded.is_open(KK, EN)
    assert list(guarded.opened) == ["kk|ru"]


async def test_past_its_time_one_call_tries_and_others_do_not_wait_for_it() -> None:
    watch = Watch()
    engine = FakeEngine(says=fails(trouble(Trouble.BLOCKED), None), takes_s=0.01)
    guarded = guard(engine, watch=watch)
    await refusal(guarded)
    watch.seconds += MAX_OPEN_S

    first, second = await asyncio.gather(ask(guarded), refusal(guarded))

    assert first == ("СӘЛЕМ",)
    assert second.reason == "on trial"
    guarded.accept(KK, RU)
    assert await ask(guarded) == ("СӘЛЕМ",)


async def test_answers_that_were_none_count_as_failures() -> None:
    guarded = guard(FakeEngine())
    guarded.reject(KK, RU, Trouble.BLOCKED)

    assert guarded.is_open(KK, RU)
    assert (await refusal(guarded)).trouble is Trouble.CLOSED


async def test_the_budget_of_a_day_is_kept_and_comes_back_with_the_next() -> None:
    watch, states = Watch(), States()
    policy = Policy(Rate(1_000, 1_000), chars_a_day=10)
    guarded = guard(FakeEngine(), policy=policy, watch=watch, states=states)
    await ask(guarded, "сәлем")

    assert guarded.chars_left == 5
    assert (await refusal(guarded, "сәлемдесу")).reason == "budget of the day"
    assert states.saved["Google", ""].chars == 5

    watch.seconds += timedelta(days=1).total_seconds()
    assert guarded.chars_left == 10
    await ask(guarded, "сәлемдесу")
    assert guarded.chars_left == 1


async def test_what_did_not_arrive_costs_nothing() -> None:
    policy = Policy(Rate(1_000, 1_000), chars_a_day=10)
    guarded = guard(FakeEngine(says=fails(trouble(Trouble.UNREACHABLE))), policy=policy)
    await refusal(guarded)

    assert guarded.chars_left == 10


async def test_without_a_budget_there_is_nothing_left_to_say() -> None:
    assert guard(FakeEngine()).chars_left is None


async def test_calls_leave_at_the_pace_of_the_policy() -> None:
    watch = Watch()
    guarded = guard(FakeEngine(), policy=Policy(Rate(1.0, 2)), watch=watch)

    for _ in range(4):
        await ask(guarded)

    assert watch.slept == [1.0, 1.0]


async def test_who_would_wait_longer_than_a_turn_is_told_at_once() -> None:
    watch = Watch()
    guarded = guard(FakeEngine(), policy=Policy(Rate(0.01, 1), turn_s=12.0), watch=watch)
    await ask(guarded)

    assert (await refusal(guarded)).reason == "queue too long"
    assert watch.slept == []


async def test_a_few_calls_run_at_a_time() -> None:
    engine = FakeEngine(takes_s=0.005)
    guarded = guard(engine, policy=Policy(Rate(1_000, 1_000), parallel=3))

    await asyncio.gather(*(ask(guarded, str(number)) for number in range(12)))

    assert engine.busiest == 3


async def test_a_restart_changes_nothing() -> None:
    states = States()
    policy = Policy(Rate(1_000, 1_000), chars_a_day=100)
    before = guard(FakeEngine(says=fails(trouble(Trouble.QUOTA))), policy=policy, states=states)
    await refusal(before)

    after = guard(FakeEngine(), policy=policy, states=states)
    for state in await states.load():
        after.recall(state)

    assert after.is_open(KK, RU)
    assert after.last_refusal is Trouble.QUOTA
    assert after.chars_left == before.chars_left == 95


async def test_what_is_saved_is_the_circuit_and_the_budget() -> None:
    states = States()
    await refusal(guard(FakeEngine(says=fails(trouble(Trouble.KEY))), states=states))

    until = int(START.timestamp() + MAX_OPEN_S)
    assert states.saved == {
        ("Google", ""): EngineState("Google", "", until, 1, 0, 0, Trouble.KEY),
    }


async def test_a_circuit_that_closes_is_saved_too() -> None:
    watch, states = Watch(), States()
    engine = FakeEngine(says=fails(trouble(Trouble.BLOCKED), None))
    guarded = guard(engine, watch=watch, states=states)
    await refusal(guarded)
    watch.seconds += MAX_OPEN_S
    await ask(guarded)
    guarded.accept(KK, RU)

    assert states.saved["Google", ""].open_until == 0


async def test_calls_characters_failures_and_times_are_counted() -> None:
    guarded = guard(FakeEngine(says=fails(trouble(Trouble.TIMEOUT), None)))
    await ask(guarded, "бір", "екі")

    tally = guarded.tally
    assert (tally.calls, tally.chars) == (2, 12)
    assert tally.failures == {Trouble.TIMEOUT: 1}
    assert sum(tally.seconds) == 2


async def test_a_call_that_waited_for_its_slot_sees_what_the_one_before_it_saw() -> None:
    engine = FakeEngine(says=fails(trouble(Trouble.BLOCKED)), takes_s=0.005)
    guarded = guard(engine, policy=Policy(Rate(1_000, 1_000), parallel=1))

    first, second = await asyncio.gather(refusal(guarded), refusal(guarded))

    assert (first.trouble, second.reason) == (Trouble.BLOCKED, "circuit open")
    assert len(engine.calls) == 1


async def test_a_key_may_have_been_put_right_before_a_restart() -> None:
    states = States()
    await refusal(guard(FakeEngine(says=fails(trouble(Trouble.KEY))), states=states))
    after = guard(FakeEngine(), states=states)
    for state in await states.load():
        after.recall(state)

    assert await ask(after) == ("СӘЛЕМ",)


async def test_an_answer_from_before_a_block_page_does_not_open_the_way_again() -> None:
    guarded = guard(FakeEngine())
    guarded.reject(KK, RU, Trouble.BLOCKED)
    guarded.accept(KK, RU)

    assert guarded.is_open(KK, RU)


async def test_what_waited_in_the_queue_sees_that_the_budget_is_gone() -> None:
    policy = Policy(Rate(1_000, 1_000), chars_a_day=12)
    guarded = guard(FakeEngine(takes_s=0.01), policy=policy)
    asked = [ask(guarded, "сәлемдесу") for _ in range(3)]
    made = await asyncio.gather(*asked, return_exceptions=True)

    assert sum(isinstance(one, tuple) for one in made) == 1
    assert guarded.chars_left == 3


async def test_who_is_tried_on_purpose_has_no_past() -> None:
    engine = FakeEngine(says=fails(trouble(Trouble.BLOCKED), None))
    guarded = guard(engine)
    await refusal(guarded)
    guarded.reopen()

    assert await ask(guarded) == ("СӘЛЕМ",)


async def test_a_wish_for_a_long_pause_is_kept_without_a_strike() -> None:
    watch = Watch()
    engine = FakeEngine(says=fails(trouble(Trouble.BUSY, wait_s=60), None))
    guarded = guard(engine, watch=watch)
    await refusal(guarded)

    assert (await refusal(guarded)).trouble is Trouble.CLOSED
    watch.seconds += 60
    assert not guarded.is_on_trial(KK, RU)
    assert await ask(guarded) == ("СӘЛЕМ",)
