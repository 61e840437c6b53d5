"""Settings: defaults, the environment, .env, and every mistake at once."""

from pathlib import Path

import pytest

from bot.config import (
    EXIT_CONFIG,
    ConfigError,
    Settings,
    load_settings,
    variable,
)
from bot.core.access import Mode
from bot.core.models import Length
from bot.engine_settings import ENGINE_NAMES
from tests.unit.doubles import forget_settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    forget_settings(monkeypatch)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def mistakes(env_file: Path | None = None) -> list[str]:
    with pytest.raises(ConfigError) as refused:
        load_settings(env_file)
    return list(refused.value.mistakes)


def test_without_any_setting_everything_has_a_value() -> None:
    settings = load_settings()

    assert settings.token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert (settings.method, settings.length) == ("qysqa", Length.MEDIUM)
    assert settings.engines == tuple(ENGINE_NAMES)
    assert (settings.cache_days, settings.web_port, settings.health_port) == (30, 8080, None)
    assert (settings.log_level, settings.log_json, settings.test_loopback) == (
        "info",
        False,
        False,
    )
    assert settings.folder.name == "qysqa"
    assert settings.database.endswith("/qysqa/qysqa.db")


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", " 42:TEST\n")
    monkeypatch.setenv("QYSQA_DATA_DIR", str(tmp_path / "a b?"))
    monkeypatch.setenv("QYSQA_ENGINES", " MyMemory,google ,")
    monkeypatch.setenv("QYSQA_LENGTH", "long")
    monkeypatch.setenv("QYSQA_CACHE_DAYS", "7")
    settings = load_settings()

    assert settings.token == "42:TEST"
    assert settings.folder == tmp_path / "a b?"
    assert settings.database == f"sqlite+aiosqlite:///{tmp_path}/a%20b%3F/qysqa.db"
    assert settings.engines == ("mymemory", "google")
    assert (settings.length, settings.cache_days) == (Length.LONG, 7)


def test_no_engine_is_a_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QYSQA_ENGINES", "")

    assert load_settings().engines == ()


def test_engines_may_be_given_as_they_are() -> None:
    assert Settings(engines=("google",)).engines == ("google",)


def test_the_home_folder_may_be_abbreviated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QYSQA_DATA_DIR", "~/q")

    assert load_settings().folder == Path.home() / "q"


def test_a_database_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QYSQA_DATABASE_URL", "sqlite+aiosqlite:////data/q.db")

    assert load_settings().database == "sqlite+aiosqlite:////data/q.db"


def test_the_token_is_in_no_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "42:SECRET")

    assert "SECRET" not in repr(load_settings())


def test_env_file_is_read_and_the_environment_goes_first(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env_file.write_text(
        "# comment\nTELEGRAM_BOT_TOKEN='42:FILE'\nexport QYSQA_OWNER=@aigul\nOTHER=1\n"
        "QYSQA_CACHE_DAYS=3\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("QYSQA_CACHE_DAYS", "5")
    settings = load_settings(env_file)

    assert (settings.token, settings.owner, settings.cache_days) == ("42:FILE", "@aigul", 5)


def test_every_mistake_is_told_at_once(monkeypatch: pytest.MonkeyPatch, env_file: Path) -> None:
    env_file.write_text("QYSQA_ENGINS=google\nQYSQA_ZZZZZZ\n", encoding="utf-8")
    monkeypatch.setenv("QYSQA_ENGINES", "google,bing")
    monkeypatch.setenv("QYSQA_CACHE_DAYS", "0")
    monkeypatch.setenv("QYSQA_LENGTH", "tiny")
    monkeypatch.setenv("QYSQA_METHOD", "magic")
    monkeypatch.setenv("QYSQA_LOG_LEVEL", "loud")
    monkeypatch.setenv("QYSQA_TELEGRAM_API_URL", "api.telegram.org")
    monkeypatch.setenv("QYSQA_DATABASE_URL", "postgresql://x")
    told = mistakes(env_file)

    assert sorted(line.partition(":")[0] for line in told) == [
        "QYSQA_CACHE_DAYS",
        "QYSQA_DATABASE_URL",
        "QYSQA_ENGINES",
        "QYSQA_ENGINS",
        "QYSQA_LENGTH",
        "QYSQA_LOG_LEVEL",
        "QYSQA_METHOD",
        "QYSQA_TELEGRAM_API_URL",
        "QYSQA_ZZZZZZ",
    ]
    assert "QYSQA_ENGINS: there is no such setting. Did you mean QYSQA_ENGINES?" in told
    assert "QYSQA_ZZZZZZ: there is no such setting." in told
    assert (
        "QYSQA_ENGINES: no engine is called 'bing'; known: " + ", ".join(ENGINE_NAMES) + "."
        in told
    )
    assert "QYSQA_CACHE_DAYS: Input should be greater than or equal to 1." in told
    assert EXIT_CONFIG == 78


def test_an_unknown_setting_alone_is_a_mistake_whatever_its_case(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("qysqa_ownr", "@aigul")

    assert mistakes() == ["qysqa_ownr: there is no such setting. Did you mean QYSQA_OWNER?"]


def test_the_token_may_be_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("42:FILE\n", encoding="utf-8")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", str(secret))
    assert load_settings().token == "42:FILE"

    secret.write_text(" \n", encoding="utf-8")
    assert load_settings().token is None

    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "42:VARIABLE")
    assert load_settings().token == "42:VARIABLE"


def test_a_token_file_that_cannot_be_read_is_a_mistake(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\xff")
    for path in (tmp_path / "none", tmp_path, picture):
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", str(path))
        assert mistakes() == [f"TELEGRAM_BOT_TOKEN_FILE: the file {path} cannot be read."]


def test_an_env_file_that_is_no_text_is_a_mistake(env_file: Path) -> None:
    env_file.write_bytes(b"QYSQA_OWNER=\xff\n")

    assert mistakes(env_file) == [f"{env_file}: this file is not text that can be read."]


def test_a_closed_bot_needs_an_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QYSQA_ACCESS", "closed")
    assert mistakes() == ["QYSQA_ACCESS: a closed bot needs QYSQA_OWNER, who lets people in."]

    monkeypatch.setenv("QYSQA_OWNER", "@aliya")
    assert load_settings().access is Mode.CLOSED


@pytest.mark.parametrize(
    "given",
    ["http://10.0.0.1:3128", "https://aliya:p%40ss@proxy.example", "http://[2001:db8::1]:8080/"],
)
def test_the_proxy_to_telegram_is_read(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QYSQA_TELEGRAM_PROXY", f" {given} ")

    assert load_settings().proxy == given
    assert "10.0.0.1" not in repr(load_settings())


def test_no_proxy_is_the_direct_way(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().proxy is None
    monkeypatch.setenv("QYSQA_TELEGRAM_PROXY", " ")
    assert load_settings().proxy is None


@pytest.mark.parametrize("given", ["socks5://u:s3cret@h:1", "u:s3cret@h", "http://", "http://h:x"])
def test_a_proxy_that_is_none_is_a_mistake_beside_others_and_is_not_quoted(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QYSQA_TELEGRAM_PROXY", given)
    monkeypatch.setenv("QYSQA_WEB_PORT", "none")

    found = mistakes()

    assert [one.partition(":")[0] for one in found] == ["QYSQA_TELEGRAM_PROXY", "QYSQA_WEB_PORT"]
    assert not any("s3cret" in one for one in found)


def test_settings_go_by_their_variables() -> None:
    assert variable("telegram_bot_token_file") == "TELEGRAM_BOT_TOKEN_FILE"
    assert variable("telegram_api_url") == "QYSQA_TELEGRAM_API_URL"
    assert all(field.description for field in Settings.model_fields.values())
