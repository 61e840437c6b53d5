"""Models on the disk: which there are, and whether their files are what they should be."""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bot.core.errors import BrokenModelError
from bot.core.models import LanguageCode
from bot.translation.offline.catalog import CATALOG, find_recommended
from bot.translation.offline.families import NLLB_CODES
from bot.translation.offline.manifest import (
    MANIFEST_FILE,
    Family,
    FileSum,
    Manifest,
    guess_family,
    parse_manifest,
    version_of,
)

_MAX_MANIFEST_BYTES = 100_000  # ours are of one kilobyte
_CHUNK_BYTES = 1 << 20
_SAMPLE_BYTES = 65_536  # of the begin, the middle and the end of a file


@dataclass(frozen=True, slots=True)
class Found:
    """What a models folder holds: models in the order they are asked, and what is no use."""

    models: tuple[Manifest, ...] = ()
    broken: tuple[BrokenModelError, ...] = ()


@dataclass(frozen=True, slots=True)
class Digests:
    """A file's size and sums; *blob* is git's name for its content, SHA-1."""

    size: int
    sha256: str
    blob: str


def look_through(folder: Path) -> Found:
    """Read every subfolder of *folder*, apart from hidden ones.

    Models of single pairs come first: there they are as good as the large ones and ten times
    as fast. Then the order is the catalog's, and at last that of the folders' names.
    """
    models: list[Manifest] = []
    broken: list[BrokenModelError] = []
    for path in _subfolders(folder):
        try:
            models.append(read_model(path))
        except BrokenModelError as error:
            broken.append(error)
    return Found(tuple(sorted(models, key=_place)), tuple(broken))


def read_model(folder: Path) -> Manifest:
    """Read what a folder says of itself; without our file, what its layout and name tell.

    Raises:
        BrokenModelError: It is no model, a file is missing or of another size, or what it
            translates is not known.
    """
    try:
        names = {path.name for path in folder.iterdir()}
        manifest = _told(folder) if MANIFEST_FILE in names else _guessed(folder, names)
        _check_files(manifest, names)
        if not manifest.version:
            manifest = replace(manifest, version=version_of(_samples(folder, names)))
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenModelError(folder.name, f"it cannot be read ({error})") from None
    return manifest


def digests(path: Path) -> Digests:
    """Read a whole file for its sums: about two seconds a gigabyte."""
    size = path.stat().st_size
    sha256 = hashlib.sha256()
    blob = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)  # git's own choice
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            sha256.update(chunk)
            blob.update(chunk)
    return Digests(size, sha256.hexdigest(), blob.hexdigest())


def compare_sums(manifest: Manifest) -> bool:
    """Read all files and compare them with their sums; False where no sums are known.

    Raises:
        BrokenModelError: A file is not what was downloaded.
    """
    for name, stated in manifest.files.items():
        found = digests(manifest.folder / name)
        if FileSum(found.size, found.sha256) != stated:
            raise BrokenModelError(manifest.name, f"{name} has changed since it was downloaded")
    return bool(manifest.files)


def _subfolders(folder: Path) -> list[Path]:
    with suppress(OSError):  # there is none yet
        return sorted(
            path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")
        )
    return []


def _place(manifest: Manifest) -> tuple[bool, int, str]:
    known = [one.key for one in CATALOG]
    key = manifest.folder.name
    return not manifest.pairs, known.index(key) if key in known else len(known), key


def _told(folder: Path) -> Manifest:
    with (folder / MANIFEST_FILE).open("rb") as file:
        return parse_manifest(file.read(_MAX_MANIFEST_BYTES).decode(), folder)


def _guessed(folder: Path, names: Iterable[str]) -> Manifest:
    """What the layout tells, and the catalog if the folder has the name of a model in it."""
    family = guess_family(set(names))
    if family is None:
        raise BrokenModelError(folder.name, "the files of a CTranslate2 model are not all there")
    entry = find_recommended(folder.name)
    if entry is None or entry.family is not family:
        return Manifest(folder.name, family, folder, languages=_languages_of(family))
    return Manifest(
        entry.name,
        family,
        folder,
        licence=entry.licence,
        languages=entry.languages,
        pairs=entry.pairs,
        prefixes=entry.prefixes,
    )


def _languages_of(family: Family) -> tuple[LanguageCode, ...]:
    return tuple(NLLB_CODES) if family is Family.NLLB else ()


def _check_files(manifest: Manifest, names: Iterable[str]) -> None:
    folder = manifest.folder
    if guess_family(set(names)) is not manifest.family:
        raise BrokenModelError(
            folder.name, f"the files of a model of the family {manifest.family} are not all there"
        )
    for name, stated in manifest.files.items():
        if (folder / name).stat().st_size != stated.size:
            raise BrokenModelError(folder.name, f"{name} is not of the size it should be")
    if not manifest.pairs and not manifest.languages:
        raise BrokenModelError(folder.name, f"{MANIFEST_FILE} must say which pairs it translates")


def _samples(folder: Path, names: Iterable[str]) -> Mapping[str, str]:
    """Sums of parts of the files: enough to tell models apart, and quick for gigabytes."""
    return {name: _sample(folder / name) for name in names if (folder / name).is_file()}


def _sample(path: Path) -> str:
    size = path.stat().st_size
    found = hashlib.sha256(b"%d\n" % size)
    with path.open("rb") as file:
        for start in (0, size // 2, max(size - _SAMPLE_BYTES, 0)):
            file.seek(start)
            found.update(file.read(_SAMPLE_BYTES))
    return found.hexdigest()
