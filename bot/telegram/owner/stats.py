"""``/stats``: what the bot did in the past days, as a picture and as text."""

from dataclasses import dataclass

from bot.core.ports import Progress
from bot.i18n import translating
from bot.telegram.desk import Desk
from bot.telegram.incoming import Incoming
from bot.telegram.owner.chart import draw
from bot.telegram.owner.figures import caption, charted
from bot.telegram.replies import Attach, Reply, Send
from bot.telegram.shown.rich import rich

FILE_NAME = "qysqa.png"


@dataclass(frozen=True, slots=True)
class StatsHandlers:
    """A hidden command: it stands in no menu."""

    desk: Desk

    async def stats(self, incoming: Incoming, _: Progress) -> list[Reply]:
        """``/stats``: for the owner, where nobody else sees it."""
        t, qysqa = await self.desk.words(incoming), self.desk.qysqa
        is_owner = await qysqa.access.is_owner(incoming.user_id, incoming.user_name)
        if incoming.is_group and not is_owner:  # it may be meant for another bot
            return []
        if incoming.is_group or not is_owner:
            return [Send(rich(translating.owner_only(t)))]
        report, engines = await qysqa.statistics.report(), await qysqa.engines.reports()
        picture = await qysqa.detect.work(draw, charted(t, report, engines))
        said = rich(caption(t, report, engines))
        return [Attach(FILE_NAME, picture, said, is_photo=True)]
