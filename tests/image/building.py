"""Builds the image from the files that git knows, as they stand in the working folder."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.image.base import make_base, pip_settings
from tests.image.engine import Engine
from tests.image.reading import instructions

ROOT: Final = Path(__file__).parents[2]
EXTRA: Final = os.environ.get("IMAGE_EXTRA", "")
BUILD_S: Final = 600  # a minute where the machine has nothing else to do
# What lies about in a folder where people work, and must not get in.
LITTER: Final = (".env", ".git/config", "qysqa.db", "bot/__pycache__/litter.pyc")


@dataclass(frozen=True)
class Image:
    """What was built: names of images in *engine*."""

    engine: Engine
    base: str
    build: str = "localhost/qysqa-build"
    name: str = "localhost/qysqa"

    def files(self, name: str) -> Path:
        """Where the files of the image *name* are to be seen."""
        return Path(self.engine("image", "mount", name))

    def size(self, name: str) -> int:
        """In bytes, layers of the base included."""
        return int(self.engine("image", "inspect", "--format={{.Size}}", name))


def built(engine: Engine, context: Path) -> Image:
    """Make the base and build the image from a copy of the project in *context*."""
    steps = instructions((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    image = Image(engine, f"docker.io/library/{steps[0][1].split()[0]}")
    make_base(engine, image.base)
    _copy(context)
    _build(image, context)
    return image


def _copy(folder: Path) -> None:
    """Copy what git knows to *folder*, as a clone would have it, and drop litter there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    known = listed.stdout.decode().rstrip("\0").split("\0")
    for name in [*known, *LITTER]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if name in LITTER:
            (folder / name).write_text("litter")
        elif (ROOT / name).is_file():
            shutil.copy2(ROOT / name, folder / name)


def _build(image: Image, context: Path) -> None:
    """Build both stages; the second run finds the first stage done."""
    text, named = pip_settings()
    settings = image.engine.folder / "pip.conf"
    settings.write_text(text)
    mounts = [f"--volume={settings}:/etc/pip.conf:ro", *(f"--volume={a}:{a}:ro" for a in named)]
    common = (
        "--format=docker",
        "--isolation=chroot",
        "--network=host",
        "--pull=never",
        "--layers",
    )
    for options in (["--target=build", f"--tag={image.build}"], [f"--tag={image.name}"]):
        extra = f"--build-arg=EXTRA={EXTRA}"
        command = ("build", *common, *mounts, extra, *options, str(context))
        image.engine(*command, timeout_s=BUILD_S)
