"""The settings of translation engines: which are asked, and how each is treated."""

from pathlib import Path

import pytest

from bot.config import ConfigError, Settings, load_settings
from bot.engine_settings import ENGINE_NAMES, NEEDED, EngineOptions
from tests.unit.doubles import forget_settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    forget_settings(monkeypatch)
    monkeypatch.chdir(tmp_path)


def mistakes() -> tuple[str, ...]:
    with pytest.raises(ConfigError) as refused:
        load_settings()
    return refused.value.mistakes


def test_without_keys_only_what_needs_none_is_asked() -> None:
    assert load_settings().usable_engines == ("offline", "google", "mymemory")


def test_keyed_engines_come_first_as_soon_as_they_have_a_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QYSQA_DEEPL_KEY", "k")
    monkeypatch.setenv("QYSQA_YANDEX_KEY", "k")
    monkeypatch.setenv("QYSQA_LIBRETRANSLATE_URL", "http://127.0.0.1:5000")

    assert load_settings().usable_engines == (
        "deepl",
        "yandex",
        "offline",
        "libretranslate",
        "google",
        "mymemory",
    )


def test_an_engine_that_is_named_but_lacks_something_is_a_mistake(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QYSQA_ENGINES", "deepl,openai,google")
    monkeypatch.setenv("QYSQA_OPENAI_URL", "http://127.0.0.1:8000/v1")

    assert mistakes() == (
        "QYSQA_ENGINES: deepl needs QYSQA_DEEPL_KEY.",
        "QYSQA_ENGINES: openai needs QYSQA_OPENAI_MODEL.",
    )


def test_each_engine_may_be_treated_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "QYSQA_ENGINE_OPTIONS",
        '{"google": {"rate_per_s": 0.5, "headers": {"X-A": "b"}, "params": {"client": "at"}}}',
    )
    settings = load_settings()

    assert settings.options("google") == EngineOptions(
        rate_per_s=0.5, headers={"X-A": "b"}, params={"client": "at"}
    )
    assert settings.options("deepl") == EngineOptions()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("{", "QYSQA_ENGINE_OPTIONS: this is not JSON."),
        ('{"bing": {}}', "QYSQA_ENGINE_OPTIONS: no engine is called 'bing'; known: deepl"),
        ('{"google": {"speed": 1}}', "QYSQA_ENGINE_OPTIONS (google.speed): Extra inputs"),
        ('{"google": {"burst": 0}}', "QYSQA_ENGINE_OPTIONS (google.burst): Input should be"),
    ],
)
def test_options_that_make_no_sense_are_told(
    monkeypatch: pytest.MonkeyPatch, value: str, told: str
) -> None:
    monkeypatch.setenv("QYSQA_ENGINE_OPTIONS", value)

    [line] = mistakes()
    assert line.startswith(told)


def test_an_engine_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QYSQA_ENGINES", "google,bing")

    [line] = mistakes()
    assert line.startswith("QYSQA_ENGINES: no engine is called 'bing'; known: deepl, azure")


def test_keys_are_not_shown() -> None:
    settings = Settings(_env_file=None, QYSQA_DEEPL_KEY="geheim")  # type: ignore[call-arg] # pydantic-settings' own

    assert "geheim" not in repr(settings)


def test_what_is_needed_are_settings_of_known_engines() -> None:
    assert set(NEEDED) <= set(ENGINE_NAMES)
    assert {field for fields in NEEDED.values() for field in fields} <= set(Settings.model_fields)
