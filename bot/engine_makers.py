"""How each engine is made of the settings. Imports what the engines need: made when used."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import structlog
from pydantic import SecretStr

from bot.config import Settings
from bot.core.engines import Capacity
from bot.core.ports import Clock, Engine
from bot.engine_settings import EngineOptions
from bot.translation.engines.azure import AzureDialect
from bot.translation.engines.deepl import DeepLDialect
from bot.translation.engines.dialect import Dialect
from bot.translation.engines.google import GoogleDialect
from bot.translation.engines.google_cloud import GoogleCloudDialect
from bot.translation.engines.http import HttpEngine, Timeouts
from bot.translation.engines.libretranslate import LibreTranslateDialect
from bot.translation.engines.mymemory import MyMemoryDialect
from bot.translation.engines.openai import OpenAIDialect
from bot.translation.engines.yandex import YandexDialect

Make = Callable[[Settings, Clock], Sequence[Engine]]

_TIMEOUTS = Timeouts()
_MODEL_TIMEOUTS = Timeouts(read_s=25.0, total_s=25.0)  # a model writes for longer than a service

_log = structlog.get_logger(__name__)


def _deepl(settings: Settings) -> Dialect:
    return DeepLDialect(_secret(settings.deepl_key), settings.deepl_url)


def _azure(settings: Settings) -> Dialect:
    return AzureDialect(_secret(settings.azure_key), settings.azure_region, settings.azure_url)


def _google_cloud(settings: Settings) -> Dialect:
    return GoogleCloudDialect(_secret(settings.google_cloud_key), settings.google_cloud_url)


def _yandex(settings: Settings) -> Dialect:
    return YandexDialect(_secret(settings.yandex_key), settings.yandex_folder, settings.yandex_url)


def _openai(settings: Settings) -> Dialect:
    key = _secret(settings.openai_key) or None
    return OpenAIDialect(settings.openai_url or "", key, settings.openai_model or "")


def _libretranslate(settings: Settings) -> Dialect:
    key = _secret(settings.libretranslate_key) or None
    return LibreTranslateDialect(settings.libretranslate_url or "", key)


def _google(settings: Settings) -> Dialect:
    return GoogleDialect(settings.google_url, settings.user_agent)


def _mymemory(settings: Settings) -> Dialect:
    return MyMemoryDialect(settings.mymemory_url, settings.mymemory_email, settings.user_agent)


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value().strip() if value else ""


def _over_http(
    name: str, dialect: Callable[[Settings], Dialect], usual: Timeouts = _TIMEOUTS
) -> Make:
    def make(settings: Settings, clock: Clock) -> Sequence[Engine]:
        made, options = dialect(settings), settings.options(name)
        engine = HttpEngine(
            made,
            clock=clock,
            headers=options.headers,
            params=options.params,
            timeouts=_timeouts(usual, options),
            capacity=_capacity(made.capacity, options),
        )
        return (engine,)

    return make


def _timeouts(usual: Timeouts, options: EngineOptions) -> Timeouts:
    return Timeouts(
        options.connect_s or usual.connect_s,
        options.read_s or usual.read_s,
        options.total_s or usual.total_s,
    )


def _capacity(usual: Capacity, options: EngineOptions) -> Capacity:
    return replace(
        usual,
        texts=options.texts_per_call or usual.texts,
        size=options.size_per_text or usual.size,
        total=options.size_per_call or usual.total,
    )


def _offline(settings: Settings, _: Clock) -> Sequence[Engine]:
    """One engine a model; a folder that holds none is reported and passed over."""
    from bot.translation.offline.engine import OfflineEngine, cores  # noqa: PLC0415 - an extra
    from bot.translation.offline.folders import look_through  # noqa: PLC0415 - as above

    found = look_through(settings.models_folder)
    for error in found.broken:
        _log.warning("model.broken", model=error.name, reason=error.reason)
    return tuple(OfflineEngine(one, threads=cores()) for one in found.models)


MAKERS: Mapping[str, Make] = {
    "deepl": _over_http("deepl", _deepl),
    "azure": _over_http("azure", _azure),
    "google_cloud": _over_http("google_cloud", _google_cloud),
    "yandex": _over_http("yandex", _yandex),
    "openai": _over_http("openai", _openai, _MODEL_TIMEOUTS),
    "offline": _offline,
    "libretranslate": _over_http("libretranslate", _libretranslate, _MODEL_TIMEOUTS),
    "google": _over_http("google", _google),
    "mymemory": _over_http("mymemory", _mymemory),
}
"""By the engine's name in the settings."""
