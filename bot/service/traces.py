"""What a log may hold of an error."""

import traceback


def trace_of(error: BaseException) -> dict[str, str]:
    """Where it broke, without what it says: that may quote a message."""
    lines = "".join(traceback.format_tb(error.__traceback__))
    return {"error": type(error).__name__, "trace": lines}
