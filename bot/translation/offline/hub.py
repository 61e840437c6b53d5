"""Bring a recommended model from a model hub into the models folder.

The hub is Hugging Face, or a mirror that speaks its interface:
``GET /api/models/{repository}/revision/{revision}?blobs=true`` lists the files with their
sizes and sums, ``GET /{repository}/resolve/{commit}/{file}`` leads to their content.
"""

import asyncio
import json
import re
import shlex
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from yarl import URL

from bot.core.errors import BrokenModelError, DataFolderNotWritableError, ModelHubError
from bot.translation.offline.catalog import Part, Recommended, recommended
from bot.translation.offline.download import PAUSE_S, Downloads, Wanted
from bot.translation.offline.folders import read_model
from bot.translation.offline.manifest import (
    MANIFEST_FILE,
    FileSum,
    Manifest,
    version_of,
    write_manifest,
)

CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 30.0  # without a byte; a large file as a whole may take an hour
MAX_LISTING_BYTES = 5_000_000  # ours are of ten kilobytes
SIZE_MARGIN = 1.5  # a model so much larger than the catalog says is another one
DISK_MARGIN = 1.1  # of what is still to come

_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")

Progress = Callable[[int, int], None]
"""Hears how many bytes are here, of how many."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A part of a model as the hub lists it: the *commit* it is at, and its files."""

    part: Part
    commit: str
    files: tuple[Wanted, ...]

    @property
    def origin(self) -> str:
        return f"{self.part.repository}@{self.commit}"


async def pull(
    name: str, folder: Path, *, base_url: str, progress: Progress, pause_s: float = PAUSE_S
) -> Manifest:
    """Bring the model that the catalog knows by *name* into *folder*, or find it there.

    What was brought before an interruption stays; the model appears under its name only
    when all its files are there and have the sums that the hub states.

    Raises:
        UnknownModelError: The catalog has no such model.
        BrokenModelError: Nobody offers it in the form it is needed in; says what to do.
        ModelHubError: It could not be downloaded; says why.
        DataFolderNotWritableError: *folder* cannot be made or written.
    """
    entry = recommended(name)
    target = folder / entry.key
    _check_offered(entry, target)
    base = URL(base_url.rstrip("/") + "/")
    limits = aiohttp.ClientTimeout(
        total=None, sock_connect=CONNECT_TIMEOUT_S, sock_read=READ_TIMEOUT_S
    )
    session = aiohttp.ClientSession(
        timeout=limits,
        trust_env=True,  # the owner's proxy
        requote_redirect_url=False,  # addresses of storages are signed as they are written
    )
    async with session:
        downloads = Downloads(session, pause_s=pause_s)
        listed = [await _list(downloads, base, part) for part in entry.parts]
        there = await asyncio.to_thread(_there, target, listed)
        if there is not None:
            return there
        staging = folder / f".{entry.key}.part"
        await asyncio.to_thread(_prepare, base, entry, staging, listed)
        sums = await _bring(downloads, base, staging, listed, progress)
    manifest = _manifest(entry, target, listed, sums)
    await asyncio.to_thread(_put_in_place, staging, target, write_manifest(manifest))
    return manifest


def _check_offered(entry: Recommended, target: Path) -> None:
    if not entry.parts:
        command = f"{entry.command} {shlex.quote(str(target))}"
        reason = f"nobody offers it converted; `{entry.tools}` and `{command}` make it"
        raise BrokenModelError(entry.name, reason)
    if target.exists() and not (target / MANIFEST_FILE).exists():
        raise BrokenModelError(entry.name, f"{target} was put there by hand; move it away first")


async def _list(downloads: Downloads, base: URL, part: Part) -> _Listed:
    url = base / f"api/models/{part.repository}/revision/{part.revision}" % {"blobs": "true"}
    body = await downloads.small(url, MAX_LISTING_BYTES)
    try:
        return _read_listing(part, json.loads(body))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise ModelHubError(_site(base), f"its list of {part.repository} is odd") from None


def _read_listing(part: Part, shape: Mapping[str, Any]) -> _Listed:
    siblings = {one["rfilename"]: one for one in shape["siblings"]}
    files = tuple(_wanted(name, siblings[name]) for name in part.files)
    return _Listed(part, _matching(_COMMIT, shape["sha"]), files)


def _wanted(name: str, shape: Mapping[str, Any]) -> Wanted:
    """Large files are stated by their SHA-256, small ones by git's name for their content."""
    size = shape["size"]
    if not isinstance(size, int) or size < 1:
        raise ValueError
    large = shape.get("lfs")
    if large is not None:
        return Wanted(name, size, _matching(_SHA256, large["sha256"]), None)
    return Wanted(name, size, None, _matching(_COMMIT, shape["blobId"]))


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        raise ValueError
    return text


def _there(target: Path, listed: Sequence[_Listed]) -> Manifest | None:
    """The model that is there already, if it is the one listed and its files are whole."""
    try:
        manifest = read_model(target)
    except BrokenModelError:
        return None
    return manifest if manifest.origin == _origin(listed) else None


def _prepare(base: URL, entry: Recommended, staging: Path, listed: Sequence[_Listed]) -> None:
    """Make the folder of what is being brought, and see that all of it will fit."""
    total = _total(listed)
    if total > entry.size_mb * 1_000_000 * SIZE_MARGIN:
        reason = f"the model is of {total / 1e9:.1f} GB there, not of {entry.size_mb / 1e3:.1f}"
        raise ModelHubError(_site(base), reason)
    try:
        staging.mkdir(parents=True, exist_ok=True)
        here = sum(path.stat().st_size for path in staging.iterdir())
    except OSError:
        raise DataFolderNotWritableError(str(staging.parent)) from None
    needed = max(total - here, 0) * DISK_MARGIN
    free = shutil.disk_usage(staging).free
    if free < needed:
        reason = f"{needed / 1e9:.1f} GB of free space are needed, {free / 1e9:.1f} GB are left"
        raise ModelHubError(_site(base), reason)


async def _bring(
    downloads: Downloads, base: URL, staging: Path, listed: Sequence[_Listed], progress: Progress
) -> dict[str, FileSum]:
    total, before = _total(listed), 0
    sums: dict[str, FileSum] = {}
    for one in listed:
        for wanted in one.files:
            url = base / f"{one.part.repository}/resolve/{one.commit}/{wanted.name}"
            advance = _after(before, total, progress)
            found = await downloads.file(url, wanted, staging / wanted.name, advance)
            sums[wanted.name] = FileSum(found.size, found.sha256)
            before += wanted.size
    return sums


def _after(before: int, total: int, progress: Progress) -> Callable[[int], None]:
    return lambda here: progress(before + here, total)


def _manifest(
    entry: Recommended, target: Path, listed: Sequence[_Listed], sums: Mapping[str, FileSum]
) -> Manifest:
    return Manifest(
        entry.name,
        entry.family,
        target,
        version=version_of({name: one.sha256 for name, one in sums.items()}),
        licence=entry.licence,
        origin=_origin(listed),
        languages=entry.languages,
        pairs=entry.pairs,
        prefixes=entry.prefixes,
        files=sums,
    )


def _put_in_place(staging: Path, target: Path, manifest: str) -> None:
    """The manifest is written last, and the folder gets its name in one step."""
    old = staging.with_suffix(".old")
    try:
        (staging / MANIFEST_FILE).write_text(manifest, encoding="utf-8")
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
            target.rename(old)
        staging.rename(target)
    except OSError:
        raise DataFolderNotWritableError(str(target.parent)) from None
    shutil.rmtree(old, ignore_errors=True)


def _origin(listed: Sequence[_Listed]) -> str:
    return " ".join(one.origin for one in listed)


def _total(listed: Sequence[_Listed]) -> int:
    return sum(wanted.size for one in listed for wanted in one.files)


def _site(base: URL) -> str:
    return base.host or str(base)
