"""What Qysqa answers to its owner alone."""

from dataclasses import dataclass

from bot.core.ports import Progress
from bot.i18n import translating
from bot.telegram.desk import Desk
from bot.telegram.incoming import Incoming
from bot.telegram.replies import Reply, Send
from bot.telegram.shown import views


@dataclass(frozen=True, slots=True)
class OwnerHandlers:
    """Hidden commands: they stand in no menu."""

    desk: Desk

    async def health(self, incoming: Incoming, _: Progress) -> list[Reply]:
        """``/health``: how the translation engines are."""
        t = await self.desk.words(incoming)
        if not self._is_owner(incoming):
            return [Send(views.plain(translating.owner_only(t)))]
        reports = await self.desk.qysqa.engines.reports()
        return [Send(html) for html in views.health_messages(t, reports)]

    def _is_owner(self, incoming: Incoming) -> bool:
        """The owner may be named by @name, by link or by number."""
        owner = (self.desk.qysqa.facts.owner or "").casefold().rpartition("/")[2].lstrip("@")
        return owner in {(incoming.user_name or "").casefold(), str(incoming.user_id)} - {""}
