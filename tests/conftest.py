"""What holds for every test."""

from hypothesis import settings

# the first example may load a language model: figures of time belong to the benchmarks
settings.register_profile("qysqa", deadline=None)
settings.load_profile("qysqa")
