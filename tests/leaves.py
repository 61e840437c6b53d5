"""The tree of errors, as the tests that cover each leaf walk it."""

from bot.core.errors import QysqaError


def leaves(root: type[QysqaError] = QysqaError) -> list[type[QysqaError]]:
    """The classes that can be raised: those without subclasses."""
    children = root.__subclasses__()
    return [leaf for child in children for leaf in leaves(child)] if children else [root]
