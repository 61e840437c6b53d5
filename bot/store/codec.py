"""Values as the database keeps them. Pure: text in, text out."""

import json
import re
import unicodedata
from datetime import date
from typing import Any

from bot.core.models import LanguageCode, Note, Sentence, Summary, Validators

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # SQLite takes no lone surrogate, others no NUL


def storable(text: str) -> str:
    """Replace what a database refuses, code point by code point: offsets stay true."""
    return _UNSTORABLE.sub("\ufffd", text)


def folded(text: str) -> str:
    """What *text* is found by in any case, and however its letters are composed."""
    return storable(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()))


def summary_to_json(summary: Summary) -> str:
    """Write *summary* as one line of JSON."""
    body = {
        "key": summary.key,
        "title": summary.title,
        "url": summary.url,
        "site": summary.site,
        "published": summary.published.isoformat() if summary.published else None,
        "language": summary.language,
        "ranked": [
            [one.text, one.start, one.end, one.paragraph, one.language, one.directive]
            for one in summary.ranked
        ],
        "depth": summary.depth,
        "keywords": summary.keywords,
        "sentences_total": summary.sentences_total,
        "words_total": summary.words_total,
        "notes": summary.notes,
        "validators": _validators_to_json(summary.validators),
    }
    return storable(json.dumps(body, ensure_ascii=False, separators=(",", ":")))


def summary_from_json(body: str) -> Summary | None:
    """Read what summary_to_json wrote; None for anything else, such as an older shape."""
    try:
        return _summary(json.loads(body))
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def _summary(body: dict[str, Any]) -> Summary:
    published, language = _optional(body["published"]), _optional(body["language"])
    return Summary(
        key=_text(body["key"]),
        title=_optional(body["title"]),
        url=_optional(body["url"]),
        site=_optional(body["site"]),
        published=date.fromisoformat(published) if published else None,
        language=LanguageCode(language) if language else None,
        ranked=tuple(_sentence(*fields) for fields in body["ranked"]),
        depth=_number(body["depth"]),
        keywords=tuple(_text(keyword) for keyword in body["keywords"]),
        sentences_total=_number(body["sentences_total"]),
        words_total=_number(body["words_total"]),
        notes=tuple(map(Note, body["notes"])),
        validators=None if body["validators"] is None else _validators(*body["validators"]),
    )


def _sentence(text: object, *places: object) -> Sentence:
    start, end, paragraph, language, directive = places
    code = _optional(language)
    return Sentence(
        _text(text),
        _number(start),
        _number(end),
        _number(paragraph),
        LanguageCode(code) if code else None,
        _optional(directive),
    )


def _validators_to_json(known: Validators | None) -> list[str | None] | None:
    return None if known is None else [known.etag, known.modified]


def _validators(etag: object, modified: object) -> Validators:
    return Validators(_optional(etag), _optional(modified))


def _optional(value: object) -> str | None:
    return None if value is None else _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
