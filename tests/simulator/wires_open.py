"""The wire formats of two servers that anyone may run: LibreTranslate, and OpenAI's protocol."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from tests.simulator.wire import Heard, Request, Said
from tests.simulator.wires_keyed_read import (
    CODES,
    RETRY_AFTER,
    are_texts,
    as_json,
    posted,
    posted_to,
)

_PAIR: Final = re.compile(r"from \w+ \((\w\w)[^)]*\) to \w+ \((\w\w)[^)]*\)")
_TEXTS: Final = re.compile(r"<texts>([^<]*)</texts>")


@dataclass(frozen=True, slots=True)
class LibreTranslateWire:
    """``POST /translate``; *languages* are those that its server has loaded."""

    engine: ClassVar[str] = "libretranslate"
    key: ClassVar[str] = "libre-key-5c1e"
    languages: frozenset[str] = CODES
    needs_key: bool = True

    def read(self, request: Request) -> Heard | Said:
        if not posted_to(request, "/libretranslate/translate"):
            return as_json(404, {"error": "Not Found"})
        body = posted(request)
        if not isinstance(body, dict):
            return _refusal(400, "Invalid JSON format")
        refusal = self._key_refusal(body.get("api_key"))
        if refusal is None:
            refusal = self._body_refusal(body)
        if refusal is not None:
            return refusal
        return Heard(self.engine, tuple(body["q"]), body["source"], body["target"], request)

    def answer(self, texts: Sequence[str], heard: Heard) -> Said:
        return as_json(200, {"translatedText": list(texts)})

    def busy(self) -> Said:
        return _refusal(429, "Slowdown: 20 per 1 minute")

    def quota(self) -> Said:
        return _refusal(429, "Slowdown: 1440 per 1 day")

    def bad_key(self) -> Said:
        return _refusal(403, "Invalid API key")

    def odd(self) -> Said:
        return as_json(200, {"translatedText": {"kk": "Сәлем!"}})

    def _key_refusal(self, key: object) -> Said | None:
        if key is None:
            message = "Please contact the server operator to get an API key"
            return _refusal(400, message) if self.needs_key else None
        return None if key == self.key else self.bad_key()

    def _body_refusal(self, body: Mapping[str, Any]) -> Said | None:
        if not are_texts(body.get("q")):
            return _refusal(400, "Invalid request: missing q parameter")
        if body.get("format", "text") not in ("text", "html"):
            return _refusal(400, f"{body['format']} format is not supported")
        unknown = [body.get(name) for name in ("source", "target")]
        unknown = [code for code in unknown if code not in self.languages]
        return _refusal(400, f"{unknown[0]} is not supported") if unknown else None


@dataclass(frozen=True, slots=True)
class OpenAIWire:
    """``POST /v1/chat/completions``: a model that does what the system message asks.

    *before* and *after* stand around its JSON: thoughts, a fence.
    """

    engine: ClassVar[str] = "openai"
    key: ClassVar[str] = "sk-openai-key"
    model: ClassVar[str] = "steppe-7b"
    before: str = ""
    after: str = ""

    def read(self, request: Request) -> Heard | Said:
        if not posted_to(request, "/openai/v1/chat/completions"):
            return _error(404, "Not Found", "not_found")
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return self.bad_key()
        body = posted(request)
        if not isinstance(body, dict) or not _is_chat(body.get("messages")):
            return _error(400, "'messages' must be an array of objects.", "invalid_type")
        if body.get("model") != self.model:
            return _error(
                404, f"The model `{body.get('model')}` does not exist", "model_not_found"
            )
        if body.get("response_format") != {"type": "json_object"} or body.get("temperature") != 0:
            return _error(400, "Unsupported value", "unsupported_value")
        return self._heard(body["messages"], request)

    def answer(self, texts: Sequence[str], heard: Heard) -> Said:
        content = json.dumps({"translations": list(texts)}, ensure_ascii=False)
        return completion(f"{self.before}{content}{self.after}")

    def busy(self) -> Said:
        said = _error(429, "Rate limit reached for requests", "rate_limit_exceeded")
        return Said(said.status, said.body, headers=RETRY_AFTER)

    def quota(self) -> Said:
        return _error(429, "You exceeded your current quota.", "insufficient_quota")

    def bad_key(self) -> Said:
        return _error(401, "Incorrect API key provided: sk-***.", "invalid_api_key")

    def odd(self) -> Said:
        return completion("Sure! Here is your translation: Сәлем!")

    def _heard(self, messages: Sequence[Mapping[str, str]], request: Request) -> Heard | Said:
        """Do as a model would: find the pair in the one message, the texts in the other."""
        pair = _PAIR.search(messages[0]["content"])
        framed = _TEXTS.fullmatch(messages[1]["content"])
        if pair is None or framed is None:
            return completion("I am not sure what you would like me to do.")
        return Heard(self.engine, tuple(json.loads(framed[1])), pair[1], pair[2], request)


def completion(content: str | None, finish_reason: str = "stop") -> Said:
    """Say *content* as a model."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    return as_json(200, {"object": "chat.completion", "choices": [choice]})


def _is_chat(messages: Any) -> bool:
    if not isinstance(messages, list) or not all(isinstance(one, dict) for one in messages):
        return False
    return [one.get("role") for one in messages] == ["system", "user"]


def _refusal(status: int, message: str) -> Said:
    return as_json(status, {"error": message})


def _error(status: int, message: str, code: str) -> Said:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return as_json(status, {"error": error})
