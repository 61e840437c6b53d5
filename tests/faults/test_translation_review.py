"""What must hold between jobs that share an engine, a cache and a budget."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.engines import Capacity, Passage, Rank, Trouble
from bot.core.errors import TranslatorUnavailableError
from bot.core.languages import EN, KK, RU
from bot.core.models import Term
from bot.translation.calls.guarded import SECONDS_A_DAY, Guarded, Policy
from bot.translation.calls.rate import Rate
from bot.translation.chain import Chain
from tests.contract.stores import FakeSentenceStore
from tests.unit.doubles import at_once
from tests.unit.translation.engine_doubles import FAST, FakeEngine, Ready, Watch, guard

STEPPE = "Жасыл дала биыл өте әдемі."
LINKED = "Толығырақ мәлімет осында: {}"
RUSSIAN = {
    "Жасыл [[1]] биыл өте әдемі.": "Зелёная [[1]] в этом году очень красива.",
    "Толығырақ мәлімет осында: [[1]]": "Подробные сведения здесь: [[1]]",
}


def chain_of(*guarded: Guarded, deadline_s: float = 5.0) -> Chain:
    clock = Watch().now
    return Chain(FakeSentenceStore(clock), Ready(guarded), at_once, clock, deadline_s)


async def said(chain: Chain, text: str, *terms: Term) -> str | None:
    [made] = await chain.translate([Passage(text, KK)], target=RU, terms=terms)
    return made.text if made else None


async def test_chats_that_ask_for_one_sentence_at_a_time_each_get_their_own_rendition() -> None:
    engine = FakeEngine("Google", RUSSIAN.__getitem__, takes_s=0.01)
    chain = chain_of(guard(engine))
    wanted = ["степь", "равнина", "дала"]
    terms = [Term("дала", one if one != "дала" else None, RU) for one in wanted]
    heard = await asyncio.gather(*(said(chain, STEPPE, term) for term in terms))
    assert heard == [f"Зелёная {one} в этом году очень красива." for one in wanted]
    assert len(engine.asked) == 1  # what they share is asked for once


async def test_fifty_people_with_one_sentence_and_different_addresses_get_their_own() -> None:
    engine = FakeEngine("Google", RUSSIAN.__getitem__, takes_s=0.01)
    chain = chain_of(guard(engine))
    links = [f"https://example.com/{number}" for number in range(50)]
    heard = await asyncio.gather(*(said(chain, LINKED.format(link)) for link in links))
    assert heard == [f"Подробные сведения здесь: {link}" for link in links]
    assert len(engine.asked) == 1


async def test_a_trial_that_is_given_up_leaves_its_place_to_the_next() -> None:
    watch, engine = Watch(), FakeEngine(takes_s=60)
    guarded = guard(engine, watch=watch)
    for _ in range(5):
        guarded.reject(KK, RU, Trouble.FAILING)
    watch.seconds += 61
    trial = asyncio.create_task(guarded.translate(["Бір"], source=KK, target=RU))
    await asyncio.sleep(0)
    with pytest.raises(TranslatorUnavailableError, match="on trial"):
        await guarded.translate(["Екі"], source=KK, target=RU)
    trial.cancel()
    await asyncio.gather(trial, return_exceptions=True)
    engine.takes_s = 0.0
    assert await guarded.translate(["Үш"], source=KK, target=RU) == ("ҮШ",)


async def test_a_budget_that_is_used_up_is_whole_again_on_the_next_day() -> None:
    watch = Watch()
    guarded = guard(FakeEngine(), policy=replace(FAST, chars_a_day=10), watch=watch)
    await guarded.translate(["x" * 10], source=EN, target=KK)
    assert guarded.chars_left == 0
    with pytest.raises(TranslatorUnavailableError, match="budget"):
        await guarded.translate(["x"], source=EN, target=KK)
    watch.seconds += SECONDS_A_DAY
    assert guarded.chars_left == 10
    assert await guarded.translate(["x"], source=EN, target=KK) == ("X",)


async def test_nothing_runs_on_after_a_chain_is_closed_in_the_middle_of_a_job() -> None:
    engine = FakeEngine(takes_s=60, capacity=Capacity(1, 5_000, 5_000), rank=Rank.KEYED)
    chain = chain_of(guard(engine))
    before = asyncio.all_tasks()
    job = asyncio.create_task(said(chain, STEPPE))
    await asyncio.sleep(0.02)
    assert engine.busy == 1
    await chain.close()
    await asyncio.gather(job, return_exceptions=True)
    assert engine.busy == 0
    assert asyncio.all_tasks() == before


async def test_jobs_on_a_slow_engine_share_it_in_the_order_they_came() -> None:
    engine = FakeEngine("Google", takes_s=0.001, capacity=Capacity(1, 5_000, 5_000))
    guarded = guard(engine, policy=Policy(Rate(1_000, 1), parallel=1))
    calls = [guarded.translate([str(n)], source=KK, target=RU) for n in range(50)]
    await asyncio.gather(*calls)
    assert engine.asked == [str(n) for n in range(50)]
