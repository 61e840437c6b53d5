"""What a reader filled in: from the address, a form, or a form with a file."""

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Final, Self

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError
from multidict import MultiDict, MultiMapping

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.core.errors import FileTooLargeError
from bot.core.languages import INTERFACE_LANGUAGES, KAZAKH_SCRIPTS
from bot.core.models import FileRequest, LanguageCode, Length, Script

MAX_FORM_BYTES: Final = 6 * 2**20
"""A long novel: a Cyrillic letter takes six bytes in a form without a file."""

_MAX_PARTS: Final = 64  # the page sends a dozen
_CHUNK_BYTES: Final = 2**16
_MULTIPART: Final = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Form:
    """What a reader filled in.

    Attributes:
        source: A text, or a link; *file* goes before it.
        key: Names the answer that is shown; *chars* is the length of its article. They count
            if the reader asks for the same *again*, and there is no source.
        keep: The reader only wants the page in another language.
    """

    source: str
    length: Length
    targets: tuple[LanguageCode, ...]
    script: Script = Script.CYRILLIC
    file: FileRequest | None = None
    key: str = ""
    chars: int = 0
    again: bool = False
    keep: bool = False

    @classmethod
    def empty(cls, length: Length) -> Self:
        """What the page opens with: all languages, and the owner's *length*."""
        return cls("", length, INTERFACE_LANGUAGES)

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing in it to be shortened."""
        return not self.source.strip() and self.file is None

    def query(self, ui: LanguageCode) -> list[tuple[str, str]]:
        """How the answer is to look, for an address; never what it is about."""
        targets = [("to", str(target)) for target in self.targets] or [("to", "")]
        return [("ui", ui), ("length", self.length), *targets, ("script", self.script)]


def read_fields(fields: MultiMapping[Any], default: Form) -> Form:
    """Read a form, or an address; what is missing or unknown is as in *default*."""
    length, script, chars = (str(fields.get(name, "")) for name in ("length", "script", "chars"))
    wanted = fields.getall("to", None)
    return replace(
        default,
        source=str(fields.get("source", "")),
        length=Length(length) if length in list(Length) else default.length,
        targets=default.targets if wanted is None else _languages(wanted),
        script=Script(script) if script in list(KAZAKH_SCRIPTS) else default.script,
        key=str(fields.get("key", "")),
        chars=int(chars) if chars.isdecimal() and len(chars) < 10 else 0,  # noqa: PLR2004
        again="again" in fields,
        keep="keep" in fields,
    )


def _languages(wanted: list[Any]) -> tuple[LanguageCode, ...]:
    return tuple(code for code in INTERFACE_LANGUAGES if code in wanted)


async def read_form(request: web.Request, default: Form) -> Form:
    """Read what was posted; a form without ``to`` wants no translation.

    Raises:
        FileTooLargeError: A file over MAX_FILE_BYTES, or a text over MAX_FORM_BYTES; as soon as
            so much has come.
        ValueError: It is no form that a browser sends.
    """
    file = None
    fields: MultiMapping[Any]
    if request.content_type == _MULTIPART:
        try:
            fields, file = await _read_parts(request)
        except (HttpProcessingError, RuntimeError):  # which quote what came
            raise ValueError("not a form") from None
    else:
        fields = await _read_plain(request)
    form = read_fields(fields, replace(default, targets=()))
    return replace(form, file=file)


async def _read_plain(request: web.Request) -> MultiMapping[Any]:
    try:
        return await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise FileTooLargeError(MAX_FORM_BYTES) from None
    except LookupError as error:  # a charset that nobody knows
        raise ValueError(str(error)) from error


async def _read_parts(request: web.Request) -> tuple[MultiDict[str], FileRequest | None]:
    fields, file, count, taken_bytes = MultiDict[str](), None, 0, 0
    async for part in await request.multipart():
        count += 1
        if not isinstance(part, BodyPartReader) or count > _MAX_PARTS:
            raise ValueError("not a form of this page")
        if part.name == "file":
            content = await _read_part(part, MAX_FILE_BYTES)
            name = PurePath(part.filename or "").name
            file = FileRequest(name, content) if name or content else None
        else:
            value = await _read_part(part, MAX_FORM_BYTES, taken_bytes)
            taken_bytes += len(value)
            fields.add(part.name or "", value.decode())
    return fields, file


async def _read_part(part: BodyPartReader, limit_bytes: int, taken_bytes: int = 0) -> bytes:
    """Read a part; with what was *taken* before it, no more than the limit."""
    content = bytearray()
    while chunk := await part.read_chunk(_CHUNK_BYTES):
        content += chunk
        if taken_bytes + len(content) > limit_bytes:
            raise FileTooLargeError(limit_bytes)
    return bytes(content)
