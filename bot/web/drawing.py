"""The page's templates, its style and its script, and the policy that allows only these."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.article.samples import sample
from bot.core.languages import INTERFACE_LANGUAGES, KAZAKH_SCRIPTS, KK, native_name
from bot.core.models import LanguageCode, Length
from bot.i18n import texts
from bot.i18n.catalogs import Catalog
from bot.i18n.page import page_words
from bot.web.forms import Form
from bot.web.page import MAP_WIDTH, Result, phrase
from bot.web.reading import Reading

FILE_KINDS: Final = ".txt,.md,.html,.htm,.pdf,.docx,.odt,.epub,.fb2"
"""What a browser offers to choose; what a file is, its bytes say."""

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request: an answer, with its article if that was read; or an error."""

    result: Result | None = None
    reading: Reading | None = None
    error: str | None = None
    gone: bool = False
    status: int = 200


def sample_text(language: LanguageCode) -> str:
    """The sample as a reader would paste it."""
    return sample(language).content.decode()


class Page:
    """The template with its style and script, which the policy names by their hashes."""

    def __init__(self) -> None:
        environment = Environment(
            loader=FileSystemLoader(_FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates = environment
        self._style = (_FOLDER / "page.css").read_text(encoding="utf-8")
        self._script = (_FOLDER / "page.js").read_text(encoding="utf-8")
        self._samples = [
            (code, native_name(code), sample_text(code).partition("\n")[0])
            for code in INTERFACE_LANGUAGES
        ]

    def whole(self, t: Catalog, form: Form, outcome: Outcome, *, is_private: bool) -> web.Response:
        """The page as a response; *is_private* if somebody's own text is on it."""
        text = self._render(
            "page.html",
            t,
            outcome,
            form=form,
            interface=[(code, native_name(code)) for code in INTERFACE_LANGUAGES],
            lengths=[(one.value, texts.length_name(t, one)) for one in Length],
            scripts=[(one.value, phrase(KK, name)) for one, name in KAZAKH_SCRIPTS.items()],
            samples=self._samples,
            query=urlencode(form.query(t.language)),
            kinds=FILE_KINDS,
            max_bytes=MAX_FILE_BYTES,
            style=Markup(self._style),  # noqa: S704 - our own file, no one else's words
            script=Markup(self._script),  # noqa: S704 - our own file, no one else's words
        )
        headers = self.headers(is_private=is_private)
        return web.Response(
            text=text, status=outcome.status, content_type="text/html", headers=headers
        )

    def parts(self, t: Catalog, outcome: Outcome) -> Mapping[str, object]:
        """What the script puts into the page that is already there."""
        if outcome.result is None:
            return {"error": outcome.error, "gone": outcome.gone}
        reading = self._render("reading.html", t, outcome) if outcome.reading else None
        return {
            "summary": self._render("summary.html", t, outcome),
            "reading": reading,
            "title": outcome.result.title.text,
            "said": outcome.result.count,
        }

    def headers(self, *, is_private: bool) -> dict[str, str]:
        """Nothing from elsewhere is loaded, nothing private is kept, nobody frames the page."""
        policy = (
            f"default-src 'none'; style-src {_hash(self._style)};"
            f" script-src {_hash(self._script)}; connect-src 'self';"
            " img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        return {
            "Content-Security-Policy": policy,
            # under «no-referrer» browsers send our own form with «Origin: null»
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            # a browser may keep what is not private alive for its back button
            "Cache-Control": "no-store" if is_private else "no-cache",
        }

    def _render(self, name: str, t: Catalog, outcome: Outcome, **values: Any) -> str:
        return self._templates.get_template(name).render(
            ui=t.language,
            words=page_words(t, max_file_bytes=MAX_FILE_BYTES),
            result=outcome.result,
            reading=outcome.reading,
            error=outcome.error,
            map_width=MAP_WIDTH,
            **values,
        )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
