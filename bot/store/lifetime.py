"""What lives as long as a block: opened at its beginning, closed at its end."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class OpenAndClose(ABC):
    """Something that ``async with`` opens and closes."""

    @abstractmethod
    async def open(self) -> None:
        """Begin."""

    @abstractmethod
    async def close(self) -> None:
        """End, and let go of everything."""

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()
