"""White space beside a mark: engines add and drop it, the original tells how it was. Pure."""

from bot.translation.masks.marks import Near

_OPENERS = "([{«“„‹¿¡（「『【"
_CLOSERS = ".,;:!?)]}»”›…%。，、；：！？）」』】،؛؟"
_LINKING = "-‑–—/_@#&=+~"
"""After an address these would be read as a part of it."""


def gap_before(near: str, was: Near, has: str, *, is_apart: bool) -> str:
    """White space between the character *near*, in an answer, and a mark to the right of it.

    *has* is what the answer has there. *is_apart* asks for a space where letters touch.
    """
    return _gap(near, was, has, clinging=_OPENERS, touching=is_apart and _is_letter(near))


def gap_after(near: str, was: Near, has: str, *, is_apart: bool, is_address: bool) -> str:
    """The same with the mark on the left."""
    touching = (is_apart and _is_letter(near)) or (is_address and near != "" and near in _LINKING)
    return _gap(near, was, has, clinging=_CLOSERS, touching=touching)


def _gap(near: str, was: Near, has: str, *, clinging: str, touching: bool) -> str:
    if not near:
        return ""
    if near == was.char and not (has and near.isalnum()):
        return was.space
    if near in clinging:
        return ""
    return has or (" " if touching else "")


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"
