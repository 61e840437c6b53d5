"""What Qysqa answers to its owner alone."""

from dataclasses import dataclass

from bot.core.ports import Progress
from bot.i18n import translating
from bot.telegram.desk import Desk
from bot.telegram.incoming import Incoming
from bot.telegram.replies import Reply, Send
from bot.telegram.shown import views
from bot.telegram.shown.rich import rich


@dataclass(frozen=True, slots=True)
class OwnerHandlers:
    """Hidden commands: they stand in no menu."""

    desk: Desk

    async def health(self, incoming: Incoming, _: Progress) -> list[Reply]:
        """``/health``: how the translation engines are."""
        t = await self.desk.words(incoming)
        if not await self.desk.qysqa.access.is_owner(incoming.user_id, incoming.user_name):
            return [Send(rich(translating.owner_only(t)))]
        reports = await self.desk.qysqa.engines.reports()
        return [*map(Send, views.health_messages(t, reports))]
