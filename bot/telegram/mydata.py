"""What Qysqa answers to ``/privacy``, ``/forgetme`` and ``/export``, and to their buttons."""

import json
from dataclasses import dataclass
from typing import Final

from bot.core.mydata_ports import Part
from bot.core.ports import Progress
from bot.i18n import mydata
from bot.i18n.catalogs import Catalog
from bot.service.mydata import MyData
from bot.telegram.desk import Desk
from bot.telegram.incoming import Incoming
from bot.telegram.replies import Attach, Edit, Reply, Rows, Send
from bot.telegram.shown.rich import Rich, bold, joined, rich

Replies = list[Reply]

EXPORT: Final = "my:export"
FORGET: Final = "my:forget"
ANSWERS: Final = r"g:[^:]+:forget(yes|no)[0-9]+:.+"
"""The buttons under the question, as Seal.button writes them."""

_YES, _NO = "forgetyes", "forgetno"


@dataclass(frozen=True, slots=True)
class MyDataHandlers:
    """One method a command, and one for the answer to its question."""

    desk: Desk

    @property
    def mydata(self) -> MyData:
        """The use cases."""
        return self.desk.qysqa.mydata

    async def privacy(self, incoming: Incoming, _: Progress) -> Replies:
        """``/privacy``, or its button."""
        t, facts = await self.desk.words(incoming), self.desk.qysqa.facts
        lines = mydata.privacy(t, days=facts.cache_days, engines=facts.engines, owner=facts.owner)
        table = joined("\n\n", (bold(what) + "\n" + how_long for what, how_long in lines))
        body = bold(mydata.privacy_title(t)) + "\n\n" + table
        return [Send(body, () if incoming.is_group else _own_buttons(t))]

    async def export(self, incoming: Incoming, _: Progress) -> Replies:
        """``/export``, or its button: to nobody but the person."""
        t = await self.desk.words(incoming)
        if incoming.is_group:
            return [Send(rich(mydata.export_in_private(t)))]
        found = await self.mydata.export(incoming.chat_id)
        made = self.desk.qysqa.clock()
        parts = {
            part.value: {"about": f"{mydata.what(t, part)}. {self._how_long(t, part)}", **tables}
            for part, tables in found.items()
        }
        whole = {"person": incoming.chat_id, "made": made.isoformat(timespec="seconds"), **parts}
        content = json.dumps(whole, ensure_ascii=False, indent=2).encode(errors="replace")
        name = f"qysqa-{made.date().isoformat()}.json"
        return [Attach(name, content, rich(mydata.export_caption(t)))]

    async def ask(self, incoming: Incoming, _: Progress) -> Replies:
        """``/forgetme``: in a group it is the group's choice that goes, so admins only."""
        await self.desk.admins_only(incoming)
        t, held = await self.desk.words(incoming), await self.mydata.held(incoming.chat_id)
        question = mydata.question(t, held, is_group=incoming.is_group)
        return [Send(rich(f"{question}\n\n{mydata.ask(t)}"), self._answers(t, incoming))]

    async def answered(self, incoming: Incoming, _: Progress) -> Replies:
        """A button under that."""
        action = self.desk.pressed(incoming)
        await self.desk.admins_only(incoming)
        t = await self.desk.words(incoming)  # before the language is forgotten too
        if action.startswith(_NO):
            return [Edit(rich(mydata.kept(t)))]
        if not self.mydata.is_open(int(action.removeprefix(_YES))):
            return [Edit(rich(mydata.too_late(t)))]
        return [Edit(await self._forgotten(t, incoming))]

    async def _forgotten(self, t: Catalog, incoming: Incoming) -> Rich:
        stays = await self.mydata.forget(incoming.chat_id)
        done = mydata.group_forgotten(t) if incoming.is_group else mydata.forgotten(t)
        return bold(done) + f"\n\n{mydata.stays(t, stays)}"

    def _answers(self, t: Catalog, incoming: Incoming) -> Rows:
        """For the person alone, and for a while."""
        desk, now = self.desk, self.mydata.now()
        return (
            ((mydata.yes_button(t), desk.sealed(incoming, f"{_YES}{now}")),),
            ((mydata.no_button(t), desk.sealed(incoming, f"{_NO}{now}")),),
        )

    def _how_long(self, t: Catalog, part: Part) -> str:
        return mydata.how_long(t, part, days=self.desk.qysqa.facts.cache_days)


def _own_buttons(t: Catalog) -> Rows:
    return (((mydata.export_button(t), EXPORT),), ((mydata.delete_button(t), FORGET),))
