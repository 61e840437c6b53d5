"""The commands about models that translate on this machine: list, pull, check."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import STDERR, error_json, print_text, say

if TYPE_CHECKING:  # CTranslate2 and aiohttp stay out of `qysqa --help`
    from bot.core.models import LanguageCode
    from bot.translation.offline.catalog import Recommended
    from bot.translation.offline.checkup import Checkup
    from bot.translation.offline.manifest import Pair

Row = tuple[str, str, str, str, str, str]

_MEGABYTE = 1_000_000  # as hubs and disks count
_MANY_LANGUAGES = 6  # more are counted, not named

Name = Annotated[str, typer.Argument(help="Its name, as `qysqa models list` shows it.")]
OneOrAll = Annotated[
    str | None, typer.Argument(help="Its name or its folder's; without one, all that are here.")
]


def models_list() -> None:
    """Print the models: name, whether it is here, megabytes, licence, languages, full name."""
    from bot.cli.setup import refusing, settings_or_exit  # noqa: PLC0415 - heavy
    from bot.translation.offline.catalog import CATALOG  # noqa: PLC0415 - not for --help
    from bot.translation.offline.folders import look_through  # noqa: PLC0415 - not for --help

    settings = settings_or_exit()
    with refusing():
        found = look_through(settings.models_folder)
    here = {one.folder.name: one for one in found.models}
    broken = {error.name for error in found.broken}
    rows = [_offered(entry, broken) for entry in CATALOG if entry.key not in here]
    for key, one in reversed(here.items()):
        languages = _languages(one.languages, one.pairs)
        rows.insert(0, (key, "here", _megabytes(one.folder), one.licence, languages, one.name))
    for row in rows:
        print_text("\t".join(cell or "-" for cell in row))
    for error in found.broken:
        say(error_json(error)["message"])
    say(f"They are kept in {settings.models_folder}. NC: not for commercial use.")


def models_pull(name: Name) -> None:
    """Download a model and check its sums; what came before an interruption is kept."""
    from bot.cli.setup import refusing, settings_or_exit  # noqa: PLC0415 - heavy
    from bot.translation.offline.hub import pull  # noqa: PLC0415 - HTTP, only for this

    settings = settings_or_exit()
    show = _progress()
    with refusing():
        work = pull(name, settings.models_folder, base_url=settings.models_url, progress=show)
        manifest = asyncio.run(work)
    say(f"{manifest.name} is in {manifest.folder}. Licence: {manifest.licence}.")
    print_text(str(manifest.folder))


def models_check(name: OneOrAll = None) -> None:
    """Compare the sums of a model, load it and translate a word with it."""
    from bot.cli.setup import EXIT_REFUSED, refusing, settings_or_exit  # noqa: PLC0415 - heavy

    settings = settings_or_exit()
    with refusing():
        folders = _folders(settings.models_folder, name)
        well = [_check_one(folder) for folder in folders]
    if not folders:
        say(f"There is no model in {settings.models_folder}; see `qysqa models list`.")
    if not all(well):
        raise typer.Exit(EXIT_REFUSED)


def _check_one(folder: Path) -> bool:
    from bot.core.errors import BrokenModelError  # noqa: PLC0415 - with the others
    from bot.translation.offline.checkup import check  # noqa: PLC0415 - not for --help
    from bot.translation.offline.engine import cores  # noqa: PLC0415 - not for --help

    try:
        found = asyncio.run(check(folder, threads=cores()))
    except BrokenModelError as error:
        say(f"WRONG {error_json(error)['message']}")
        return False
    print_text(_report(found))
    return True


def _report(found: "Checkup") -> str:
    sums = "sums right" if found.sums else "no sums to compare with"
    source, target = found.pair
    return (
        f"ok    {found.manifest.name}: {sums}; loaded in {found.load_s:.1f} s;"
        f" {source} “{found.word}” → {target} “{found.translation}”"
    )


def _folders(models: Path, name: str | None) -> Sequence[Path]:
    """The folder of the model called *name*, or those of all."""
    from bot.core.errors import UnknownModelError  # noqa: PLC0415 - with the others
    from bot.translation.offline.folders import look_through  # noqa: PLC0415 - not for --help

    found = look_through(models)
    known = {one.folder.name: one.name for one in found.models}
    known |= {error.name: error.name for error in found.broken}
    wanted = (name or "").casefold()
    chosen = [one for one in known if not wanted or wanted in (one, known[one].casefold())]
    if name and not chosen:
        raise UnknownModelError(name, tuple(known))
    return [models / one for one in chosen]


def _offered(entry: "Recommended", broken: Iterable[str]) -> Row:
    state = "broken" if entry.key in broken else "to pull" if entry.parts else "to convert"
    languages = _languages(entry.languages, entry.pairs)
    return entry.key, state, str(entry.size_mb), entry.licence, languages, entry.name


def _languages(languages: "Sequence[LanguageCode]", pairs: "Sequence[Pair]") -> str:
    if pairs:
        return " ".join(f"{source}-{target}" for source, target in pairs)
    if len(languages) > _MANY_LANGUAGES:
        return f"{len(languages)} languages"
    return " ".join(languages)


def _megabytes(folder: Path) -> str:
    return str(sum(path.stat().st_size for path in folder.iterdir()) // _MEGABYTE)


def _progress() -> Callable[[int, int], None]:
    """Says every percent on a terminal, in one line; every tenth elsewhere."""
    terminal = sys.stderr.isatty()
    step, said = 1 if terminal else 10, -1

    def show(here: int, total: int) -> None:
        nonlocal said
        percent = here * 100 // max(total, 1)
        if percent // step <= said:
            return
        said = percent // step
        line = f"{percent} % of {total // _MEGABYTE} MB"
        STDERR.write(f"\r{line}" + "\n" * (percent == 100) if terminal else f"{line}\n")  # noqa: PLR2004 - all of it
        STDERR.flush()

    return show
