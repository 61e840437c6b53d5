"""The handlers of groups together, as routes need them."""

from dataclasses import dataclass
from typing import Self

from bot.core.digest_ports import ReceiptStore, RunStore
from bot.telegram.desk import Desk
from bot.telegram.groups.automatic import AutomaticTranslation
from bot.telegram.groups.catchup import CatchUpHandlers
from bot.telegram.groups.panel import PanelHandlers
from bot.telegram.groups.posting import Posting
from bot.telegram.groups.room import RoomHandlers
from bot.telegram.groups.sources import SourceHandlers


@dataclass(frozen=True, slots=True)
class Rooms:
    """One object a kind of errand."""

    posting: Posting
    panel: PanelHandlers
    catch_up: CatchUpHandlers
    sources: SourceHandlers
    automatic: AutomaticTranslation
    room: RoomHandlers

    @classmethod
    def at(cls, desk: Desk, runs: RunStore, receipts: ReceiptStore) -> Self:
        """Join them."""
        posting, automatic = (
            Posting(desk, runs, receipts),
            AutomaticTranslation(desk, desk.qysqa.automatic),
        )
        return cls(
            posting,
            PanelHandlers(desk, posting),
            CatchUpHandlers(desk),
            SourceHandlers(desk),
            automatic,
            RoomHandlers(desk, automatic),
        )
