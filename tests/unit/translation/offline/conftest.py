"""Models made once a session; tests that run them are skipped where the extra is not installed."""

import pytest

from bot.translation.offline.folders import read_model
from bot.translation.offline.manifest import Manifest
from tests.simulator.tiny_model import Size, make_marian, make_nllb


@pytest.fixture(scope="session")
def nllb(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    pytest.importorskip("ctranslate2")
    return read_model(make_nllb(tmp_path_factory.mktemp("models") / "tiny"))


@pytest.fixture(scope="session")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    pytest.importorskip("ctranslate2")
    return read_model(make_marian(tmp_path_factory.mktemp("models") / "opus"))


@pytest.fixture(scope="session")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    """A model that comes to no end with any sentence."""
    pytest.importorskip("ctranslate2")
    return read_model(make_nllb(tmp_path_factory.mktemp("models") / "endless", Size(end=0.0)))
