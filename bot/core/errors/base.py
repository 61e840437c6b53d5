"""The roots of the tree: what a person can mend, and what the world got wrong."""

import re
from typing import ClassVar


class QysqaError(Exception):
    """Base of all; ``args`` are the constructor's, so that errors leave a process whole."""

    code: ClassVar[str] = "qysqa"

    def __init_subclass__(cls) -> None:
        """Name the leaf for JSON: ``PageTooLargeError`` is ``page_too_large``."""
        cls.code = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__.removesuffix("Error")).lower()


class Refusal(QysqaError):  # noqa: N818 - its leaves end in Error
    """The person can do something about it."""


class Failure(QysqaError):  # noqa: N818 - its leaves end in Error
    """The world's side failed; trying later or elsewhere may help."""
