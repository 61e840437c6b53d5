"""The command line: ``qysqa …`` and ``python -m bot …`` are the same.

Only typer is imported here and in the command modules: ``qysqa --help`` must not wait
for what one command or another needs.
"""

import sys
from typing import Annotated

import typer

from bot import __version__
from bot.cli import dead, models, reading, serving, upkeep

app = typer.Typer(
    name="qysqa",
    help="The few sentences that carry an article, word for word, in your language.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a traceback with locals would show people's texts
    context_settings={"help_option_names": ["-h", "--help"]},
)
memory = typer.Typer(help="Translation memories: TMX files asked before any service.")

models_app = typer.Typer(help="Models that translate on this machine.")
dead_app = typer.Typer(help="Messages that could not be answered or sent.")

app.command("run")(serving.run)
app.command("demo")(serving.demo)
app.command("sum")(reading.sum_)
app.command("translate")(reading.translate)
app.command("extract")(reading.extract)
app.command("detect")(reading.detect)
app.command("init")(upkeep.init)
app.command("check")(upkeep.check)
app.command("backup")(upkeep.backup)
app.command("restore")(upkeep.restore)
app.add_typer(memory, name="memory")
memory.command("import")(upkeep.memory_import)
memory.command("export")(upkeep.memory_export)
memory.command("list")(upkeep.memory_list)
app.add_typer(models_app, name="models")
models_app.command("list")(models.models_list)
models_app.command("pull")(models.models_pull)
models_app.command("check")(models.models_check)
app.add_typer(dead_app, name="dead")
dead_app.command("list")(dead.dead_list)
dead_app.command("retry")(dead.dead_retry)
dead_app.command("drop")(dead.dead_drop)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        sys.stdout.write(f"qysqa {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Options that stand before a command."""


def main() -> None:
    """Entry point; Ctrl-C is an ordinary way to end."""
    try:
        app()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
