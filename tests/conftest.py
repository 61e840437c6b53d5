"""What holds for every test."""

import os

from hypothesis import settings

# The first example may load a language model: figures of time belong to the benchmarks.
# In CI the examples are the same each time, so that the coverage floors are too.
settings.register_profile("qysqa", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("qysqa")
