"""The terms that a command is given: one by one, or in a file."""

from collections.abc import Sequence
from pathlib import Path

import typer

from bot.article.charset.decoding import decode
from bot.cli.setup import refusing
from bot.core.errors import NoSuchFileError
from bot.core.models import Term
from bot.translation.glossary import parse_term, read_glossary


def read_terms(lines: Sequence[str], file: Path | None) -> tuple[Term, ...]:
    """Read terms; a term that is given alone goes before one of the file."""
    given = tuple(map(_term, lines))
    if file is None:
        return given
    with refusing():
        try:
            content = file.read_bytes()
        except OSError:
            raise NoSuchFileError(str(file)) from None
        named = {term.text.casefold() for term in given}
        of_file = read_glossary(decode(content, None))
        return (*(term for term in of_file if term.text.casefold() not in named), *given)


def _term(line: str) -> Term:
    term = parse_term(line, None)
    if term is None:
        raise typer.BadParameter(f"{line!r} is neither TERM nor TERM = RENDITION")
    return term
