"""The server that some of these tests need."""

from tests.simulator.postgres import postgres

__all__ = ["postgres"]
