"""The commands that read an article: sum, extract, translate, detect."""

from pathlib import Path
from typing import Annotated

import typer

from bot.core.languages import find_script
from bot.core.models import Length, Script

Source = Annotated[
    str | None,
    typer.Argument(help="A link, a file (.txt .md .html), or - for standard input."),
]
Lines = Annotated[
    bool,
    typer.Option("--jsonl", help="One JSON object a line in (id; text, html or url), one out."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
From = Annotated[
    str | None, typer.Option("--from", metavar="LANG", help="The language of the text, if known.")
]

WrittenIn = Annotated[
    str | None,
    typer.Option("--script", metavar="SCRIPT", help="Of Kazakh: Cyrl, Latn or Arab."),
]

Keep = Annotated[
    list[str] | None,
    typer.Option(metavar="TERM", help="Leave it as it is; or TERM = RENDITION. Repeatable."),
]
GlossaryFile = Annotated[
    Path | None,
    typer.Option("--glossary", metavar="FILE", help="Terms, a line each: term = rendition."),
]


def sum_(
    source: Source = None,
    to: Annotated[
        list[str] | None, typer.Option(metavar="LANG", help="Translate into it; may be repeated.")
    ] = None,
    from_: From = None,
    script: WrittenIn = None,
    sentences: Annotated[
        int | None, typer.Option(min=1, help="Exactly so many sentences.")
    ] = None,
    length: Annotated[
        Length | None, typer.Option(help="At most 3, 5 or 8 sentences, a third of the article.")
    ] = None,
    keep: Keep = None,
    glossary: GlossaryFile = None,
    method: Annotated[
        str | None, typer.Option(help="How sentences are chosen: qysqa, lex-rank, lsa, …")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also say what the ranker saw in every sentence.")
    ] = False,
    as_json: AsJson = False,
    lines: Lines = False,
) -> None:
    """Print the sentences that carry an article, word for word."""
    from bot.cli.jobs import SumJob, run_job  # noqa: PLC0415 - heavy, only when asked for
    from bot.cli.terms import read_terms  # noqa: PLC0415 - as above

    if sentences is not None and length is not None:
        raise typer.BadParameter("give --sentences or --length, not both")
    job = SumJob(
        to=tuple(to or ()),
        language=from_,
        size=sentences or length,
        method=method,
        explain=explain,
        terms=read_terms(keep or (), glossary),
        script=_script(script),
    )
    run_job(job, source, as_json=as_json, lines=lines)


def extract(
    source: Source = None,
    url: Annotated[
        str | None, typer.Option(help="Where the HTML of a file or of standard input is from.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also say what cleaning took out, and why.")
    ] = False,
    as_json: AsJson = False,
    lines: Lines = False,
) -> None:
    """Print the article that was found: title, text, language, site, date."""
    from bot.cli.jobs import ExtractJob, run_job  # noqa: PLC0415 - heavy, only when asked for

    run_job(ExtractJob(url=url, explain=explain), source, as_json=as_json, lines=lines)


def translate(
    to: Annotated[
        str,
        typer.Option(metavar="LANG", help="Into it; kk-Latn, kk-Arab: in that script."),
    ],
    source: Source = None,
    from_: From = None,
    script: WrittenIn = None,
    keep: Keep = None,
    glossary: GlossaryFile = None,
    html: Annotated[
        bool, typer.Option("--html", help="Simple HTML in, the same formatting out.")
    ] = False,
    as_json: AsJson = False,
    lines: Lines = False,
) -> None:
    """Translate a text sentence by sentence; what nobody could translate stays as it is."""
    from bot.cli.jobs import TranslateJob, run_job  # noqa: PLC0415 - heavy, only when asked for
    from bot.cli.terms import read_terms  # noqa: PLC0415 - as above

    terms = read_terms(keep or (), glossary)
    job = TranslateJob(to=to, language=from_, terms=terms, html=html, script=_script(script))
    run_job(job, source, as_json=as_json, lines=lines)


def detect(source: Source = None, as_json: AsJson = False, lines: Lines = False) -> None:
    """Print the language and script of a text, whole and per sentence."""
    from bot.cli.jobs import DetectJob, run_job  # noqa: PLC0415 - heavy, only when asked for

    run_job(DetectJob(), source, as_json=as_json, lines=lines)


def _script(name: str | None) -> Script | None:
    """The script of that code or name."""
    if name is None:
        return None
    found = find_script(name)
    if found is None:
        raise typer.BadParameter(f"no script of Kazakh: {name}", param_hint="--script")
    return found
