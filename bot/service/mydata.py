"""What is kept of a person: told, given back, and forgotten."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.mydata_ports import CONFIRM_S, Held, MyDataStore, Part, Row, Stays
from bot.core.ports import ChatStore, Clock
from bot.service.asked import Note


@dataclass(frozen=True, slots=True)
class MyData:
    """Of a group, the same; its number is below zero.

    *settle* write what waits in memory, *wiped* has what was deleted leave the disk as well,
    *note* is told whose words are kept.
    """

    store: MyDataStore
    chats: ChatStore
    clock: Clock
    settle: Sequence[Callable[[], Awaitable[None]]]
    wiped: Callable[[int], None]
    note: Note

    def now(self) -> int:
        """Unix seconds, for a question that is asked now."""
        return int(self.clock().timestamp())

    def is_open(self, asked: int) -> bool:
        """Whether a question of that time can still be answered with yes."""
        return 0 <= self.now() - asked <= CONFIRM_S

    async def held(self, chat_id: int) -> Held:
        """Count what would go."""
        await self._settle()
        return await self.store.held(chat_id)

    async def forget(self, chat_id: int) -> Stays:
        """Delete all that is kept of the chat; return what had to stay."""
        await self._settle()  # else that would be written after the rest was deleted
        await self.chats.forget_chat(chat_id)
        self.wiped(chat_id)
        return await self.store.stays(chat_id)

    async def export(self, chat_id: int) -> Mapping[Part, Mapping[str, Sequence[Row]]]:
        """Return all that is kept, by part and table, as JSON can hold it; times in ISO 8601."""
        await self._settle()
        found = await self.store.rows(chat_id)
        return {
            part: {name: [_plain(row) for row in rows] for name, rows in tables.items()}
            for part, tables in found.items()
        }

    async def _settle(self) -> None:
        for settle in self.settle:
            await settle()


def _plain(row: Row) -> Row:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
    }
