"""Which engines are made of the settings, how they are guarded, and what outlives a restart."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config import Settings
from bot.core.engines import Capacity, EngineState, Rank, Trouble
from bot.core.errors import DatabaseBusyError
from bot.core.languages import KK, RU
from bot.engine_settings import ENGINE_NAMES
from bot.engines import EnginesOnUse, make_engines, make_named, policy, shown_names, usable
from bot.translation.calls.guarded import World
from tests.contract.stores import FakeEngineStateStore
from tests.unit.doubles import forget_settings

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EVERY_KEY = {
    "deepl_key": "d:fx",
    "azure_key": "a",
    "google_cloud_key": "g",
    "yandex_key": "y",
    "openai_url": "http://127.0.0.1:1/v1",
    "openai_model": "a-model",
    "libretranslate_url": "http://127.0.0.1:1",
}


def clock() -> datetime:
    return NOW


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_settings(monkeypatch)


def settings(folder: Path, **given: object) -> Settings:
    return Settings.model_validate({"data_dir": folder, **given})


def on_use(chosen: Settings, *states: EngineState) -> EnginesOnUse:
    return EnginesOnUse(chosen, FakeEngineStateStore(*states), World(clock))


def test_every_engine_is_made_in_the_order_it_is_asked(tmp_path: Path) -> None:
    engines = make_engines(settings(tmp_path, **EVERY_KEY), clock)

    assert [engine.name for engine in engines] == [
        "DeepL",
        "Azure",
        "Google Cloud",
        "Yandex",
        "a-model",
        "LibreTranslate",
        "Google",
        "MyMemory",
    ]
    assert [engine.rank for engine in engines] == [
        *[Rank.KEYED] * 5,
        Rank.SELF_HOSTED,
        *[Rank.KEYLESS] * 2,
    ]


def test_the_order_is_the_owners(tmp_path: Path) -> None:
    chosen = settings(tmp_path, engines="mymemory,google")

    assert [name for name, _ in make_named(chosen, clock)] == ["mymemory", "google"]


def test_a_folder_without_models_makes_no_offline_engine(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()

    assert "offline" not in usable(settings(tmp_path))


def test_a_folder_that_holds_no_model_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "models" / "odd").mkdir(parents=True)
    chosen = settings(tmp_path, engines="offline,google")

    assert [name for name, _ in make_named(chosen, clock)] == ["google"]


def test_people_are_told_where_their_sentences_go(tmp_path: Path) -> None:
    (tmp_path / "models" / "tilmash").mkdir(parents=True)
    chosen = settings(tmp_path, **EVERY_KEY)

    assert "offline" in usable(chosen)
    assert shown_names(chosen) == (
        "DeepL",
        "Azure",
        "Google Cloud",
        "Yandex",
        "a-model",
        "LibreTranslate",
        "Google",
        "MyMemory",
    )
    assert set(shown_names(chosen)) - {"a-model"} <= set(ENGINE_NAMES.values())


@pytest.mark.parametrize(
    ("given", "best"),
    [
        ({}, Rank.KEYLESS),
        ({"engines": ""}, None),
        ({"libretranslate_url": "http://127.0.0.1:1"}, Rank.SELF_HOSTED),
        ({"deepl_key": "k"}, Rank.KEYED),
    ],
)
def test_the_best_rank_is_known_before_anything_is_made(
    tmp_path: Path, given: dict[str, str], best: Rank | None
) -> None:
    engines = on_use(settings(tmp_path, **given))

    assert engines.best is best
    assert engines.made == ()


def test_keyless_services_are_asked_slowly_and_within_their_budget(tmp_path: Path) -> None:
    with_email = settings(tmp_path, mymemory_email="a@b.kz")

    assert policy(settings(tmp_path), "google").rate.per_s == 1
    assert policy(settings(tmp_path), "mymemory").chars_a_day == 5_000
    assert policy(with_email, "mymemory").chars_a_day == 50_000
    assert policy(settings(tmp_path), "deepl").chars_a_day is None


def test_the_owner_may_change_every_limit(tmp_path: Path) -> None:
    options = {
        "mymemory": {"rate_per_s": 9, "burst": 7, "chars_per_day": 0, "parallel": 2},
        "deepl": {"texts_per_call": 3, "size_per_text": 99, "size_per_call": 200, "total_s": 60},
    }
    chosen = settings(tmp_path, deepl_key="k", engine_options=options)
    changed, slow = policy(chosen, "mymemory"), policy(chosen, "deepl")
    deepl, *_ = make_engines(chosen, clock)

    assert (changed.rate.per_s, changed.rate.burst) == (9, 7)
    assert (changed.chars_a_day, changed.parallel, changed.turn_s) == (0, 2, 12.0)
    assert slow.turn_s == 60
    assert deepl.capacity == Capacity(3, 99, 200, deepl.capacity.unit)


async def test_circuits_and_budgets_outlive_a_restart(tmp_path: Path) -> None:
    until = int(NOW.timestamp()) + 600
    engines = on_use(
        settings(tmp_path),
        EngineState("Google", "kk|ru", until, 1, refusal=Trouble.TIMEOUT),
        EngineState("MyMemory", "", 0, 0, int(NOW.timestamp()) // 86_400, 4_000),
        EngineState("Bing", "", until, 1),
    )
    google, mymemory = await engines.ready()
    await engines.close()

    assert google.is_open(KK, RU)
    assert not google.is_open(RU, KK)
    assert mymemory.chars_left == 1_000


async def test_engines_are_made_once(tmp_path: Path) -> None:
    engines = on_use(settings(tmp_path))

    assert await engines.ready() is await engines.ready()
    await engines.close()


async def test_what_was_never_made_is_closed_without_a_word(tmp_path: Path) -> None:
    await on_use(settings(tmp_path)).close()


async def test_what_cannot_be_remembered_does_not_keep_engines_from_translating(
    tmp_path: Path,
) -> None:
    class Broken(FakeEngineStateStore):
        async def load(self) -> Sequence[EngineState]:
            raise DatabaseBusyError("qysqa.db")

    engines = EnginesOnUse(settings(tmp_path), Broken(), World(clock))
    made = await engines.ready()
    await engines.close()

    assert [one.name for one in made] == ["Google", "MyMemory"]
    assert engines.versions == {"Google": "m", "MyMemory": "get"}


async def test_engines_that_could_not_be_made_are_made_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines = on_use(settings(tmp_path))
    with monkeypatch.context() as broken:
        broken.setattr("bot.engines.make_named", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            await engines.ready()

    assert len(await engines.ready()) == 2
    await engines.close()
