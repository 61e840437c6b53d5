from sqlalchemy import text

from bot.core.engines import EngineState, Trouble
from bot.store.database import Database
from bot.store.engine_states import EngineStates
from bot.store.queries import count_of

PAIR = EngineState("google", "kk|ru", 1_800_000_000, 3, 20_779, 99, Trouble.BLOCKED)
WHOLE = EngineState("google", "", 0, 0, 20_779, 12_345)


async def test_states_come_back_after_a_restart(database: Database) -> None:
    async with EngineStates(database) as states:
        for state in (WHOLE, EngineState("google", "kk|ru"), PAIR):
            states.save(state)

    assert set(await EngineStates(database).load()) == {PAIR, WHOLE}


async def test_later_state_replaces_the_one_in_the_database(database: Database) -> None:
    for chars in (1, 2):
        async with EngineStates(database) as states:
            states.save(EngineState("azure", chars=chars))

    assert await EngineStates(database).load() == (EngineState("azure", chars=2),)


async def test_trouble_of_another_version_counts_as_none(database: Database) -> None:
    strange = text("INSERT INTO engine_states VALUES ('azure', '', 1, 2, 3, 4, 'hiccups')")
    await database.write(count_of(strange))

    assert await EngineStates(database).load() == (EngineState("azure", "", 1, 2, 3, 4),)


async def test_name_of_an_engine_that_is_not_sound_is_stored(database: Database) -> None:
    async with EngineStates(database) as states:
        states.save(EngineState("a\udcff"))

    assert await states.load() == (EngineState("a\ufffd"),)
