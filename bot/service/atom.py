"""The Atom feed of a digest: at an address that only those know who were told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.core.digest_ports import GroupStore, RunStore
from bot.core.digests import Issued
from bot.core.groups import Group

ENTRIES = 14  # two weeks of a daily digest; no more than a week is kept


@dataclass(frozen=True, slots=True)
class AtomFeeds:
    """Gives feeds their addresses, and finds them again; *public_url* None: there are none."""

    groups: GroupStore
    runs: RunStore
    public_url: str | None
    new_secret: Callable[[], str]

    @property
    def is_open(self) -> bool:
        """Whether the owner serves feeds."""
        return self.public_url is not None

    async def address(self, group: Group) -> str | None:
        """The address of the group's feed, made with the first question for it."""
        if self.public_url is None:
            return None
        secret = group.secret or self.new_secret()
        if not group.secret:
            known = await self.groups.group(group.chat_id) or group
            await self.groups.save_group(replace(known, secret=secret))
        return f"{self.public_url.rstrip('/')}/feeds/{secret}.atom"

    async def find(self, secret: str) -> tuple[Group, Sequence[Issued]] | None:
        """The group whose feed that is, and its digests, newest first."""
        group = await self.groups.by_secret(secret)
        if group is None:
            return None
        return group, await self.runs.issues(group.chat_id, ENTRIES)
