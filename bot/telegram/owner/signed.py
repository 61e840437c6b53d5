"""Buttons of the owner's private chat: signed, for that chat and that person alone. Pure."""

from typing import Final, Protocol

from bot.telegram.incoming import Incoming

PREFIX: Final = "o:"
_GROUPS: Final = "g:"  # what the seal begins callback data with


class Signs(Protocol):
    """Signs short texts; see bot.telegram.groups.signed.Seal."""

    def button(self, chat_id: int, person_id: int, action: str) -> str:
        """Callback data for *action*."""
        ...

    def pressed(self, chat_id: int, person_id: int, data: str) -> str | None:
        """The action of callback data; None unless it was made for this chat and person."""
        ...


def owner_button(seal: Signs, owner: int, kind: str, action: str, number: int) -> str:
    """Callback data for what the owner may do with *number*; of at most 64 bytes."""
    signed = seal.button(owner, owner, f"{kind}.{action}.{number}")
    return PREFIX + signed.removeprefix(_GROUPS)


def owner_pressed(seal: Signs, incoming: Incoming, kind: str) -> tuple[str, int] | None:
    """The action and the number; None if the button is not this person's, or of another kind."""
    data = (incoming.data or "").removeprefix(PREFIX)
    signed = seal.pressed(incoming.chat_id, incoming.user_id or 0, _GROUPS + data)
    found, _, rest = (signed or "").partition(".")
    action, _, number = rest.partition(".")
    return (action, int(number)) if found == kind else None
