"""The image that FROM names, made here: Debian's packages, and the Python that runs this.

It has what the Dockerfile counts on, ``python`` with venv and pip in /usr/local on a bookworm
without compilers. The project's own Python is taken, as the tests that pass here pass on it.
"""

import ast
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.image.engine import Engine

SUITE: Final = "bookworm"
PACKAGES: Final = "ca-certificates,python3-venv"  # the latter for the libraries it brings
ROOM: Final = "1g"  # of memory; it takes a third
# What pip may be told by this machine: where packages are, and whom to trust.
_PIP_KEYS: Final = frozenset({"index-url", "extra-index-url", "trusted-host", "proxy", "cert"})


def make_base(engine: Engine, name: str) -> None:
    """Make the image *name*: half a minute, most of it unpacking packages."""
    archive = engine.folder / "base.tar"
    with _in_memory(engine.folder / "base") as root:
        _run("debootstrap", "--variant=minbase", f"--include={PACKAGES}", SUITE, root, *_mirror())
        _add_python(root)
        (root / "etc" / "pip.conf").touch()  # where the build finds this machine's
        for folder in ("proc", "sys", "dev", "var/cache/apt", "var/lib/apt/lists"):
            _empty(root / folder)
        _run("tar", "-C", root, "-cf", archive, ".")
    engine("import", "--quiet", str(archive), name, timeout_s=120)
    archive.unlink()


def pip_settings() -> tuple[str, list[str]]:
    """Return a pip.conf like this machine's, and the files that it names."""
    listed = _run(sys.executable, "-m", "pip", "config", "list").splitlines()
    pairs = (line.partition("=")[::2] for line in listed)
    given = {key.rpartition(".")[2]: str(ast.literal_eval(value)) for key, value in pairs}
    kept = {
        key: value
        for key, value in given.items()
        if key in _PIP_KEYS and "file:" not in value  # a folder that the build cannot see
    }
    lines = [f"{key} = {' '.join(value.split())}" for key, value in kept.items()]
    return "\n".join(["[global]", *lines, ""]), [kept["cert"]] if "cert" in kept else []


@contextmanager
def _in_memory(folder: Path) -> Iterator[Path]:
    """A folder on no disk: dpkg waits for the disk with every file, here for nothing."""
    folder.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={ROOM},mode=755", "tmpfs", folder)
    try:
        yield folder
    finally:
        _run("umount", "--lazy", folder)


def _mirror() -> list[str]:
    """Where this machine's apt finds the suite; Debian's own address where it does not say."""
    wanted = ("indextargets", "--format", "$(SITE)", f"Codename: {SUITE}", "Created-By: Packages")
    return _run("apt-get", *wanted).split()[:1]


def _add_python(root: Path) -> None:
    home, local = Path(sys.base_prefix), root / "usr" / "local"
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    assert name == "python3.11", f"the image has Python 3.11, this is {platform.python_version()}"
    if home == Path("/usr"):  # Debian's own, which the packages have brought
        (local / "bin" / "python").symlink_to("/usr/bin/python3")
        return
    shutil.copy2(home / "bin" / name, local / "bin" / name)
    for alias in ("python", "python3"):
        (local / "bin" / alias).symlink_to(name)
    for library in (home / "lib").glob("libpython3*.so*"):
        shutil.copy2(library, local / "lib" / library.name, follow_symlinks=False)
    # as in the image of that name: no tests and no bytecode
    left_out = shutil.ignore_patterns("site-packages", "test", "tests", "__pycache__", "config-*")
    shutil.copytree(home / "lib" / name, local / "lib" / name, ignore=left_out, dirs_exist_ok=True)
    _run("chroot", root, "ldconfig")


def _empty(folder: Path) -> None:
    for one in folder.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one)
        else:
            one.unlink()


def _run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command[0]}: {(done.stdout + done.stderr)[-3000:]}"
    return done.stdout
