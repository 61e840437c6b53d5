"""A process that does nothing but put a broadcast into the outbox; its argument is a URL."""

import asyncio
import sys
from datetime import UTC, datetime

from bot.core.broadcasts import Broadcast, Pace, Recipient, message_tag, report_tag
from bot.core.jobs import Parcel
from bot.service.broadcasts import Broadcasts
from bot.store.broadcasts import StoredBroadcasts
from bot.store.database import Database

WIDE = Pace(slice=3, own=10_000, others=10_000)  # nothing is sent here


class Says:
    """An Announcer of few words."""

    def message(self, broadcast: Broadcast, person: Recipient) -> Parcel:
        tag = message_tag(broadcast.number)
        return Parcel(person.person_id, broadcast.body, repeats=False, tag=tag)

    def progress(self, broadcast: Broadcast) -> Parcel:
        return Parcel(broadcast.chat_id, f"{broadcast.sent}", tag=report_tag(broadcast.number))

    def summary(self, broadcast: Broadcast, delivered: int) -> Parcel:
        return self.progress(broadcast)


async def main(url: str) -> None:
    """Put on and on; the parent kills this process."""
    async with Database(url) as database:
        broadcasts = Broadcasts(StoredBroadcasts(database), lambda: datetime.now(UTC), WIDE)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await broadcasts.run(Says(), lambda: None, lambda: 0, every_s=0)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
