"""The image, built once."""

import os
import shutil
from collections.abc import Iterator
from typing import Final

import pytest

from tests.image.building import Image, built
from tests.image.engine import Engine

TOOLS: Final = ("podman", "runc", "catatonit", "debootstrap")


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Image]:
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    assert not missing, f"needs {', '.join(missing)}"
    assert os.geteuid() == 0, "needs root"
    engine = Engine.make(tmp_path_factory.mktemp("podman"))
    try:
        yield built(engine, tmp_path_factory.mktemp("context"))
    finally:
        engine.remove()
