"""The settings of translation engines: which are asked, where they are, how they are treated."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode

ENGINE_NAMES = {
    "deepl": "DeepL",
    "azure": "Azure",
    "google_cloud": "Google Cloud",
    "yandex": "Yandex",
    "openai": "OpenAI",
    "offline": "offline",
    "libretranslate": "LibreTranslate",
    "google": "Google",
    "mymemory": "MyMemory",
}
"""In settings, in the order they are asked, and as people know them."""

NEEDED = {
    "deepl": ("deepl_key",),
    "azure": ("azure_key",),
    "google_cloud": ("google_cloud_key",),
    "yandex": ("yandex_key",),
    "openai": ("openai_url", "openai_model"),
    "libretranslate": ("libretranslate_url",),
}
"""The settings without which an engine is not asked."""

_URL = r"^https?://"


class EngineOptions(BaseModel):
    """How one engine is treated; what is left out keeps the engine's own default."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rate_per_s: float | None = Field(default=None, gt=0, le=1_000)
    burst: int | None = Field(default=None, ge=1, le=1_000)
    chars_per_day: int | None = Field(default=None, ge=0)
    parallel: int | None = Field(default=None, ge=1, le=64)
    texts_per_call: int | None = Field(default=None, ge=1, le=1_000)
    size_per_text: int | None = Field(default=None, ge=50)
    size_per_call: int | None = Field(default=None, ge=50)
    connect_s: float | None = Field(default=None, gt=0, le=60)
    read_s: float | None = Field(default=None, gt=0, le=300)
    total_s: float | None = Field(default=None, gt=0, le=300)
    headers: Mapping[str, str] = Field(default_factory=dict)
    params: Mapping[str, str] = Field(default_factory=dict)


class EngineSettings(BaseSettings):
    """The part of the settings that is about translation."""

    engines: Annotated[tuple[str, ...], NoDecode] = Field(
        default=tuple(ENGINE_NAMES),
        description="Translation engines in the order they are asked; those without a key, an"
        " address or a model are skipped. Empty: none, stay offline.",
    )
    engine_options: Mapping[str, EngineOptions] = Field(
        default={},
        description="Limits, headers and parameters by engine, as JSON; see below.",
    )
    deepl_key: SecretStr | None = Field(default=None, description="Key of DeepL.")
    deepl_url: str | None = Field(
        default=None, pattern=_URL, description="Address of DeepL. Default: the key's own."
    )
    azure_key: SecretStr | None = Field(default=None, description="Key of Azure Translator.")
    azure_region: str | None = Field(default=None, description="Region of the Azure key.")
    azure_url: str = Field(
        default="https://api.cognitive.microsofttranslator.com",
        pattern=_URL,
        description="Address of Azure Translator.",
    )
    google_cloud_key: SecretStr | None = Field(
        default=None, description="Key of Google Cloud Translation."
    )
    google_cloud_url: str = Field(
        default="https://translation.googleapis.com",
        pattern=_URL,
        description="Address of Google Cloud Translation.",
    )
    yandex_key: SecretStr | None = Field(default=None, description="Key of Yandex Translate.")
    yandex_folder: str | None = Field(
        default=None, description="Folder of the Yandex key, if it is not a service account's."
    )
    yandex_url: str = Field(
        default="https://translate.api.cloud.yandex.net",
        pattern=_URL,
        description="Address of Yandex Translate.",
    )
    openai_url: str | None = Field(
        default=None,
        pattern=_URL,
        description="A server that speaks OpenAI's chat protocol, up to and with `/v1`.",
    )
    openai_key: SecretStr | None = Field(default=None, description="Key of that server, if any.")
    openai_model: str | None = Field(default=None, description="The model to ask there.")
    libretranslate_url: str | None = Field(
        default=None, pattern=_URL, description="Address of your LibreTranslate."
    )
    libretranslate_key: SecretStr | None = Field(
        default=None, description="Key of LibreTranslate, if it wants one."
    )
    google_url: str = Field(
        default="https://translate.google.com/m",
        pattern=_URL,
        description="Address of Google's keyless page.",
    )
    mymemory_url: str = Field(
        default="https://api.mymemory.translated.net/get",
        pattern=_URL,
        description="Address of MyMemory.",
    )
    mymemory_email: str | None = Field(
        default=None, description="Your e-mail for MyMemory: ten times more characters a day."
    )
    models_url: str = Field(
        default="https://huggingface.co",
        pattern=_URL,
        description="Where `qysqa models pull` downloads from.",
    )

    @field_validator("engines", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(name.strip().lower() for name in value.split(",") if name.strip())

    @field_validator("engines")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            _check_name(name)
        return tuple(dict.fromkeys(value))  # twice would be two budgets and two circuits

    @field_validator("engine_options")
    @classmethod
    def _for_known(cls, value: Mapping[str, EngineOptions]) -> Mapping[str, EngineOptions]:
        for name in value:
            _check_name(name)
        return value

    def options(self, name: str) -> EngineOptions:
        """How the engine *name* is treated."""
        return self.engine_options.get(name, EngineOptions())

    @property
    def usable_engines(self) -> tuple[str, ...]:
        """Those of *engines* that have what they need; of models, look in their folder."""
        return tuple(name for name in self.engines if not self.missing(name))

    def missing(self, name: str) -> tuple[str, ...]:
        """The fields that the engine *name* needs and that are not set."""
        return tuple(field for field in NEEDED.get(name, ()) if not getattr(self, field))


def _check_name(name: str) -> None:
    if name not in ENGINE_NAMES:
        raise ValueError(f"no engine is called {name!r}; known: {', '.join(ENGINE_NAMES)}")
