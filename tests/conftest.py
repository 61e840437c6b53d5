"""What holds for every test."""

import logging
import os
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

pytest_plugins = ["tests.canary"]  # no test may print the token

# The first example may load a language model: figures of time belong to the benchmarks.
# In CI the examples are the same each time, so that the coverage floors are too.
settings.register_profile("qysqa", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("qysqa")


@pytest.fixture(autouse=True)
def _hooks_as_before() -> Iterator[None]:
    """The commands take over what Python prints by itself; pytest listens there too."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.captureWarnings(capture=False)
