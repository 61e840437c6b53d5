"""The wire formats of the services with keys, as their documentation has them.

Strict: what a service would refuse is refused here, in its own words.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, ClassVar, Final

from bot.translation.engines.azure import AzureDialect
from bot.translation.engines.deepl import DeepLDialect
from bot.translation.engines.dialect import Dialect
from bot.translation.engines.google_cloud import GoogleCloudDialect
from bot.translation.engines.libretranslate import LibreTranslateDialect
from bot.translation.engines.openai import OpenAIDialect
from bot.translation.engines.yandex import YandexDialect
from tests.simulator.wire import Heard, Request, Said
from tests.simulator.wires_keyed_read import (
    CODES,
    RETRY_AFTER,
    are_texts,
    as_json,
    first_fault,
    posted,
    posted_to,
)
from tests.simulator.wires_open import LibreTranslateWire, OpenAIWire

DEEPL_KEY: Final = "3f2e-deepl-key:fx"
AZURE_KEY: Final = "azure-key-77ab"
AZURE_REGION: Final = "westeurope"
GOOGLE_KEY: Final = "AIza-google-key"
YANDEX_KEY: Final = "AQVN-yandex-key"
YANDEX_FOLDER: Final = "b1g-folder"

_DEEPL_BYTES: Final = 128 * 1024
_DEEPL_SOURCES: Final = frozenset(code.upper() for code in CODES)
_DEEPL_TARGETS: Final = _DEEPL_SOURCES | {"EN-GB", "EN-US", "PT-PT", "PT-BR", "ZH-HANS"}
_AZURE_CODES: Final = (CODES | {"zh-Hans", "zh-Hant", "pt-PT"}) - {"zh"}
_GOOGLE_CODES: Final = CODES | {"zh-CN", "zh-TW"}


@dataclass(frozen=True, slots=True)
class DeepLWire:
    """``POST /v2/translate``; the query has not been read since 2025."""

    engine: ClassVar[str] = "deepl"

    def read(self, request: Request) -> Heard | Said:
        if not posted_to(request, "/deepl/v2/translate"):
            return _deepl(404, "Not found")
        if request.headers.get("authorization") != f"DeepL-Auth-Key {DEEPL_KEY}":
            return self.bad_key()
        if len(request.body) > _DEEPL_BYTES:
            return _deepl(413, "Request Entity Too Large")
        body = posted(request)
        if not isinstance(body, dict):
            return _deepl(400, "Bad request. Reason: Invalid JSON.")
        source, target = body.get("source_lang"), body.get("target_lang")
        fault = first_fault(
            (
                are_texts(body.get("text"), 50),
                "Bad request. Reason: Parameter 'text' not specified.",
            ),
            (target in _DEEPL_TARGETS, "Value for 'target_lang' not supported."),
            (source in (None, *_DEEPL_SOURCES), "Value for 'source_lang' not supported."),
        )
        if fault:
            return _deepl(400, fault)
        return Heard(self.engine, tuple(body["text"]), source, body["target_lang"], request)

    def answer(self, texts: Sequence[str], heard: Heard) -> Said:
        source = heard.source or "EN"
        shown = [{"detected_source_language": source, "text": text} for text in texts]
        return as_json(200, {"translations": shown})

    def busy(self) -> Said:
        return _deepl(429, "Too many requests")

    def quota(self) -> Said:
        return _deepl(456, "Quota exceeded")

    def bad_key(self) -> Said:
        return _deepl(403, "Authorization failure, check auth_key")

    def odd(self) -> Said:
        return as_json(200, {"translations": [{"text": ["Сәлем!"]}]})


@dataclass(frozen=True, slots=True)
class AzureWire:
    """``POST /translate?api-version=3.0&from=kk&to=ru``, of a resource with a region."""

    engine: ClassVar[str] = "azure"

    def read(self, request: Request) -> Heard | Said:
        if not posted_to(request, "/azure/translate"):
            return as_json(404, {"error": {"code": "404", "message": "Resource not found"}})
        headers, asked = request.headers, dict(request.query)
        if headers.get("ocp-apim-subscription-key") != AZURE_KEY:
            return self.bad_key()
        if headers.get("ocp-apim-subscription-region") != AZURE_REGION:
            return self.bad_key()
        source, target, body = asked.get("from"), asked.get("to", ""), posted(request)
        refusal = _azure_refusal(asked, body)
        if refusal is not None:
            return refusal
        return Heard(self.engine, tuple(one["Text"] for one in body), source, target, request)

    def answer(self, texts: Sequence[str], heard: Heard) -> Said:
        return as_json(
            200, [{"translations": [{"text": text, "to": heard.target}]} for text in texts]
        )

    def busy(self) -> Said:
        message = "The server rejected the request because the client has exceeded request limits."
        return _azure(429001, message, RETRY_AFTER)

    def quota(self) -> Said:
        message = (
            "The operation isn't allowed because the subscription has exceeded its free quota."
        )
        return _azure(403001, message)

    def bad_key(self) -> Said:
        message = "The request is not authorized because credentials are missing or invalid."
        return _azure(401000, message)

    def odd(self) -> Said:
        return as_json(200, [{"translations": [{"text": 7, "to": "kk"}]}])


@dataclass(frozen=True, slots=True)
class GoogleCloudWire:
    """``POST /language/translate/v2``, the key in a header; HTML unless the format is text."""

    engine: ClassVar[str] = "google_cloud"

    def read(self, request: Request) -> Heard | Said:
        if not posted_to(request, "/google_cloud/language/translate/v2"):
            return as_json(404, {"error": {"code": 404, "message": "Not Found"}})
        if request.headers.get("x-goog-api-key") != GOOGLE_KEY:
            return self.bad_key()
        body = posted(request)
        if not isinstance(body, dict) or not isinstance(body.get("q"), list):
            return _google(400, "Required Text", "required")
        if not are_texts(body["q"], 128):
            return _google(400, "Too many text segments", "badRequest")
        if not {body.get("source", "en"), body.get("target")} <= _GOOGLE_CODES:
            return _google(400, "Invalid Value", "invalid")
        source, target = body.get("source"), body["target"]
        return Heard(self.engine, tuple(body["q"]), source, target, request)

    def answer(self, texts: Sequence[str], heard: Heard) -> Said:
        is_plain = json.loads(heard.request.body).get("format") == "text"
        shown = [{"translatedText": text if is_plain else escape(text)} for text in texts]
        return as_json(200, {"data": {"translations": shown}})

    def busy(self) -> Said:
        return _google(403, "User Rate Limit Exceeded", "userRateLimitExceeded")

    def quota(self) -> Said:
        return _google(403, "Daily Limit Exceeded", "dailyLimitExceeded")

    def bad_key(self) -> Said:
        message = "API key not valid. Please pass a valid API key."
        return _google(400, message, "badRequest", "API_KEY_INVALID")

    def odd(self) -> Said:
        return as_json(200, {"data": {"translations": None}})


@dataclass(frozen=True, slots=True)
class YandexWire:
    """``POST /translate/v2/translate``; refusals carry gRPC's codes."""

    engine: ClassVar[str] = "yandex"

    def read(self, request: Request) -> Heard | Said:
        if not posted_to(request, "/yandex/translate/v2/translate"):
            return _yandex(404, 5, "Not Found")
        if request.headers.get("authorization") != f"Api-Key {YANDEX_KEY}":
            return self.bad_key()
        body = posted(request)
        if not isinstance(body, dict) or not are_texts(body.get("texts")):
            return _yandex(400, 3, "texts are empty")
        if body.get("folderId", YANDEX_FOLDER) != YANDEX_FOLDER:
            return _yandex(403, 7, "Permission to [resource-manager.folder] denied")
        source, target = body.get("sourceLanguageCode"), body.get("targetLanguageCode")
        size = sum(len(text) for text in body["texts"])
        fault = first_fault(
            (size <= 10_000, "total texts length must be not greater than 10000"),
            (target in CODES, f"unsupported target_language_code: {target}"),
            (source in (None, *CODES), f"unsupported source_language_code: {source}"),
        )
        if fault:
            return _yandex(400, 3, fault)
        return Heard(
            self.engine, tuple(body["texts"]), source, body["targetLanguageCode"], request
        )

    def answer(self, texts: Sequence[str], heard: Heard) -> Said:
        return as_json(200, {"translations": [{"text": text} for text in texts]})

    def busy(self) -> Said:
        return _yandex(429, 8, "limit on requests was exceeded. Limit: 20, Interval: 1s")

    def quota(self) -> Said:
        return _yandex(429, 8, "limit on units was exceeded. Limit: 1000000, Interval: 1h0m0s")

    def bad_key(self) -> Said:
        return _yandex(401, 16, "Unknown api key 'AQVN***********-key'")

    def odd(self) -> Said:
        return as_json(200, {"translations": [{"detectedLanguageCode": "kk"}]})


def _deepl(status: int, message: str) -> Said:
    return as_json(status, {"message": message})


def _azure(code: int, message: str, headers: Mapping[str, str] | None = None) -> Said:
    return as_json(code // 1_000, {"error": {"code": code, "message": message}}, headers)


def _azure_refusal(asked: Mapping[str, str], body: Any) -> Said | None:
    if not isinstance(body, list):
        return _azure(400074, "The body of the request is not valid JSON.")
    texts = [one.get("Text") if isinstance(one, dict) else None for one in body]
    code = first_fault(
        (asked.get("api-version") == "3.0", 400021),
        (asked.get("to") in _AZURE_CODES, 400036),
        (asked.get("from", "en") in _AZURE_CODES, 400035),
        (asked.get("textType", "plain") in ("plain", "html"), 400071),
        (len(texts) <= 1_000, 400072),
        (are_texts(texts), 400020),
        (sum(len(text or "") for text in texts) <= 50_000, 400077),
    )
    return _azure(code, "The request is not valid.") if code else None


def _google(status: int, message: str, reason: str, detail: str | None = None) -> Said:
    error: dict[str, Any] = {
        "code": status,
        "message": message,
        "errors": [{"message": message, "domain": "global", "reason": reason}],
    }
    if detail is not None:
        kind = "type.googleapis.com/google.rpc.ErrorInfo"
        error["details"] = [{"@type": kind, "reason": detail, "domain": "googleapis.com"}]
    return as_json(status, {"error": error})


def _yandex(status: int, code: int, message: str) -> Said:
    return as_json(status, {"code": code, "message": message, "details": []})


KEYED_WIRES: Final = (
    DeepLWire(),
    AzureWire(),
    GoogleCloudWire(),
    YandexWire(),
    LibreTranslateWire(),
    OpenAIWire(),
)

KEYED_DIALECTS: Final[Mapping[str, Callable[[str], Dialect]]] = {
    "deepl": lambda url: DeepLDialect(DEEPL_KEY, url),
    "azure": lambda url: AzureDialect(AZURE_KEY, AZURE_REGION, url),
    "google_cloud": lambda url: GoogleCloudDialect(GOOGLE_KEY, url),
    "yandex": lambda url: YandexDialect(YANDEX_KEY, YANDEX_FOLDER, url),
    "libretranslate": lambda url: LibreTranslateDialect(url, LibreTranslateWire.key),
    "openai": lambda url: OpenAIDialect(f"{url}/v1", OpenAIWire.key, OpenAIWire.model),
}
"""Each made for ``http://127.0.0.1:PORT/<engine>``, with the key that its wire takes."""
