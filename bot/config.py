"""Every setting, its default and its meaning. The README's table is tested against this."""

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import quote

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import SettingsConfigDict, SettingsError

from bot import __version__
from bot.core.access import Mode
from bot.core.models import Length
from bot.engine_settings import EngineSettings
from bot.summary.methods import DEFAULT_METHOD, METHODS

ENV_FILE = Path(".env")
EXIT_CONFIG = 78  # EX_CONFIG of sysexits.h

_PREFIX = "QYSQA_"
_PROXY = re.compile(r"https?://([^\s/?#@]+@)?(\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)(:\d{1,5})?/?")
_TOKEN = "TELEGRAM_BOT_TOKEN"  # noqa: S105 - the name of the setting, not a token


class ConfigError(Exception):
    """The settings cannot be used; ``mistakes`` holds one English line for each."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes


class Settings(EngineSettings):
    """Read from the environment, then from ``.env`` in the current folder."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    telegram_bot_token: SecretStr | None = Field(
        default=None, validation_alias=_TOKEN, description="Token of the bot, from @BotFather."
    )
    telegram_bot_token_file: Path | None = Field(
        default=None,
        validation_alias=f"{_TOKEN}_FILE",
        description="A file that holds the token, instead of the variable.",
    )
    telegram_api_url: str = Field(
        default="https://api.telegram.org",
        pattern=r"^https?://",
        description="Bot API server: Telegram's, or one of your own.",
    )
    telegram_proxy: SecretStr | None = Field(
        default=None,
        description="Proxy on the way to Telegram alone: `http://user:password@host:3128`,"
        " or https. Pages are never fetched through it.",
    )
    data_dir: Path | None = Field(
        default=None, description="Data folder. Default: the platform's; `/data` in the image."
    )
    database_url: str | None = Field(
        default=None,
        pattern=r"^(sqlite\+aiosqlite:///|postgresql\+asyncpg://).",
        description="Database: `sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`."
        " Default: `qysqa.db` in the data folder, on SQLite.",
    )
    method: str = Field(
        default=DEFAULT_METHOD,
        description="How sentences are chosen: `qysqa`, or a summarizer of sumy by name.",
    )
    length: Length = Field(
        default=Length.MEDIUM,
        description="Length for chats that chose none: `short`, `medium`, `long`.",
    )
    user_agent: str = Field(
        default=f"Qysqa/{__version__} (summary bot; one page at a reader's request)",
        description="How Qysqa introduces itself to sites; add a contact if you run it for many.",
    )
    cache_days: int = Field(
        default=30, ge=1, le=365, description="Days that summaries and translations are kept."
    )
    cache_mb: int = Field(
        default=500,
        ge=10,
        description="Megabytes the database may take; beyond it the oldest answers go.",
    )
    owner: str | None = Field(
        default=None, description="Whom people write to when something breaks, e.g. `@your_name`."
    )
    access: Mode = Field(
        default=Mode.OPEN,
        description="Whom the bot answers: `open`, everybody; `closed`, the owner and those"
        " let in with `/allow`.",
    )
    web_port: int = Field(default=8080, ge=1, le=65535, description="Port of the local page.")
    health_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Port where the running bot answers `/healthz`; off by default.",
    )
    health_host: str = Field(
        default="127.0.0.1", description="Address of this machine for that port."
    )
    webhook_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#]+(/[^?#]*)?$",
        description="Public address that Telegram posts updates to; without it the bot polls.",
    )
    webhook_host: str = Field(
        default="127.0.0.1",
        description="Address of this machine that takes the posts; a proxy stands before it.",
    )
    webhook_port: int = Field(default=8443, ge=1, le=65535, description="Its port.")
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="What Telegram must say with each post. Default: made from the token.",
    )
    feeds_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#]+(/[^?#]*)?$",
        description="Public address of the digests' Atom feeds; without it there are none.",
    )
    feeds_host: str = Field(
        default="127.0.0.1",
        description="Address of this machine that serves them; a proxy stands before it.",
    )
    feeds_port: int = Field(default=8090, ge=1, le=65535, description="Its port.")
    senders: int = Field(
        default=4,
        ge=1,
        le=30,
        description="Messages on their way to Telegram at a time; each may come twice"
        " when the machine is cut off.",
    )
    log_level: str = Field(
        default="info",
        pattern="(?i)^(debug|info|warning|error)$",
        description="`debug`, `info`, `warning` or `error`.",
    )
    log_json: bool = Field(default=False, description="One JSON object a line instead of text.")
    test_loopback: bool = Field(
        default=False,
        description="For tests only: links to this machine itself are opened.",
    )

    @field_validator("method")
    @classmethod
    def _offered(cls, value: str) -> str:
        if value not in METHODS:
            raise ValueError(f"no summarizer is called {value!r}; known: {', '.join(METHODS)}")
        return value

    @field_validator("telegram_proxy")
    @classmethod
    def _is_proxy(cls, value: SecretStr | None) -> SecretStr | None:
        """What is wrong is not quoted: there is a password in it."""
        given = value.get_secret_value().strip() if value else ""
        if given and not _PROXY.fullmatch(given):
            raise ValueError("a proxy is written like http://user:password@host:3128, or https")
        return SecretStr(given) if given else None

    @property
    def proxy(self) -> str | None:
        """The address of the proxy to Telegram, its password in it; None: the direct way."""
        return self.telegram_proxy.get_secret_value() if self.telegram_proxy else None

    @property
    def token(self) -> str | None:
        """The bot token, from the variable or the file; None where neither is set."""
        if self.telegram_bot_token is not None:
            return self.telegram_bot_token.get_secret_value().strip() or None
        if self.telegram_bot_token_file is not None:
            return self.telegram_bot_token_file.read_text(encoding="utf-8").strip() or None
        return None

    @property
    def folder(self) -> Path:
        """The data folder."""
        if self.data_dir is not None:
            return self.data_dir.expanduser()
        from platformdirs import user_data_path  # noqa: PLC0415 - only when it is asked

        return user_data_path("qysqa", appauthor=False)

    @property
    def models_folder(self) -> Path:
        """Where the offline models are."""
        return self.folder / "models"

    @property
    def database(self) -> str:
        """The database's URL."""
        if self.database_url is not None:
            return self.database_url
        # a question mark in a folder's name must not cut the URL short
        return f"sqlite+aiosqlite:///{quote(str(self.folder / 'qysqa.db'))}"


def variable(field: str) -> str:
    """The environment variable of a field of Settings."""
    return field.upper() if field.startswith("telegram_bot_token") else _PREFIX + field.upper()


def load_settings(env_file: Path | None = ENV_FILE) -> Settings:
    """Read all settings from the environment and from *env_file*.

    Raises:
        ConfigError: With every mistake at once, each naming its variable.
    """
    try:
        mistakes = _unknown({**_file_values(env_file), **os.environ})
    except (OSError, UnicodeDecodeError):
        raise ConfigError((f"{env_file}: this file is not text that can be read.",)) from None
    try:
        settings = Settings(_env_file=env_file)  # type: ignore[call-arg] # pydantic-settings' own
        mistakes += _unreadable(settings) + _without_needed(settings) + _without_owner(settings)
    except SettingsError as error:  # JSON that is none
        field = str(error).partition('"')[2].partition('"')[0]
        raise ConfigError((*mistakes, f"{variable(field)}: this is not JSON.")) from None
    except ValidationError as error:
        raise ConfigError(tuple(mistakes + [_line(one) for one in error.errors()])) from None
    if mistakes:
        raise ConfigError(tuple(mistakes))
    return settings


def _file_values(env_file: Path | None) -> dict[str, str]:
    from dotenv import dotenv_values  # noqa: PLC0415 - pydantic-settings brings it

    if env_file is None or not env_file.is_file():
        return {}
    return {name: value or "" for name, value in dotenv_values(env_file).items()}


def _unknown(values: Mapping[str, str]) -> list[str]:
    known = {variable(field) for field in Settings.model_fields}
    lines = []
    for name in sorted(values):
        if name.upper().startswith(_PREFIX) and name.upper() not in known:
            near = get_close_matches(name.upper(), known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            lines.append(f"{name}: there is no such setting.{hint}")
    return lines


def _unreadable(settings: Settings) -> list[str]:
    try:
        _ = settings.token
    except (OSError, UnicodeDecodeError):
        path = settings.telegram_bot_token_file
        return [f"{_TOKEN}_FILE: the file {path} cannot be read."]
    return []


def _without_needed(settings: Settings) -> list[str]:
    """Engines that were named but lack something; of the default ones, any may."""
    if "engines" not in settings.model_fields_set:
        return []
    return [
        f"{variable('engines')}: {name} needs {variable(field)}."
        for name in settings.engines
        for field in settings.missing(name)
    ]


def _without_owner(settings: Settings) -> list[str]:
    """Nobody could ever be let in."""
    if settings.access is Mode.OPEN or settings.owner:
        return []
    return [f"{variable('access')}: a closed bot needs {variable('owner')}, who lets people in."]


def _line(error: Mapping[str, object]) -> str:
    location = error["loc"]
    field = str(location[0]) if isinstance(location, tuple) and location else ""
    name = field if field.isupper() else variable(field)
    inside = ".".join(map(str, location[1:])) if isinstance(location, tuple) else ""
    name += f" ({inside})" if inside else ""
    return f"{name}: {str(error['msg']).removeprefix('Value error, ')}."
