"""What to offer to people who are still typing: no page is opened, and engines seldom asked."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

import structlog

from bot.core.errors import DeadlineError, QysqaError, Refusal
from bot.core.languages import INTERFACE_LANGUAGES, KK
from bot.core.models import Script, Stage, TextRequest
from bot.i18n import anywhere, failures
from bot.i18n.catalogs import Catalog
from bot.service.glance import Glance
from bot.service.group_translation import Part, Target
from bot.service.preferences import Chosen
from bot.service.summarize import Wish
from bot.service.translate import Translated, TranslateText, TranslationOrder
from bot.telegram.anywhere.asked import Asked
from bot.telegram.anywhere.fit import rest_line
from bot.telegram.anywhere.links import Links, ToRead
from bot.telegram.anywhere.results import (
    Offer,
    help_offer,
    offer_to_read,
    summary_offer,
    translations_offer,
)
from bot.telegram.desk import Desk
from bot.telegram.shown.buttons import Shown
from bot.translation.pace import Pace, Window

ENGINES_S: Final = 4.0  # people look at an empty list; some apps give up after ten seconds
ENGINE_LIMITS: Final = (Window(5, 10), Window(20, 60))
"""Texts of a person that may reach the engines; nobody reads translations faster."""

_log = structlog.get_logger(__name__)


class Typed(NamedTuple):
    """A query as it stands, and whose it is."""

    person_id: int
    asked: Asked
    t: Catalog
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class Offers:
    """Answers queries; *engines* says how often each person's reach the engines."""

    desk: Desk
    glance: Glance
    links: Links
    limit_s: float = ENGINES_S
    engines: Pace = field(default_factory=lambda: Pace(ENGINE_LIMITS))

    async def at_once(self, typed: Typed) -> Offer | None:
        """The offer to all but a text: that is worth waiting until it is all there."""
        asked, t = typed.asked, typed.t
        if asked.link is not None:
            return await self._link(typed, asked.link)
        if not any(map(str.isalpha, asked.text)):
            return help_offer(t, self.desk.telegram.bot_name)
        return None

    async def translated(self, typed: Typed) -> Offer:
        """The offer to a text: what is remembered of it, else what engines say.

        Whoever had their share of the engines gets what is remembered.
        """
        terms = await self.desk.qysqa.glossary.of(typed.person_id)
        own = typed.chosen.language
        order = TranslationOrder(own, terms=terms, own=own)
        may_ask = self._may_ask(typed.person_id)
        translate = self.desk.qysqa.translate if may_ask else self.glance.translate
        made = await self._parts(typed, translate, order)
        rest = rest_line(typed.t, self.desk.telegram.bot_name)
        offer = translations_offer(typed.t, made, rest)
        return offer if offer.results else Offer(button=_why(typed.t, made))

    async def _link(self, typed: Typed, url: str) -> Offer:
        target = (*typed.asked.targets, *own_targets(typed.chosen))[0]
        size, t = typed.chosen.length, typed.t
        terms = await self.desk.qysqa.glossary.of(typed.person_id)
        wish = Wish((target.language,), size, terms, target.script)
        try:
            answer = await self.glance.summary(url, wish)
        except QysqaError as error:  # whoever chooses it is told
            _log.info("inline.no_summary", code=error.code)
            answer = None
        if answer is None:
            return offer_to_read(t, url, target, self.links.data(ToRead(url, target)))
        shown = Shown(answer.summary.key, target.language, size)
        today = self.desk.qysqa.clock().date()
        t = self.desk.words_of(*target, t)  # as an answer in a chat
        rest = rest_line(t, self.desk.telegram.bot_name, answer.summary.url)
        return summary_offer(t, answer, shown, rest=rest, today=today)

    def _may_ask(self, person_id: int) -> bool:
        now = asyncio.get_running_loop().time()
        if not self.engines.allows(person_id, now):
            return False
        self.engines.note(person_id, now)
        return True

    async def _parts(
        self, typed: Typed, translate: TranslateText, order: TranslationOrder
    ) -> Sequence[Part]:
        """Each language, or why it is not there; what takes longer than *limit_s* is left."""
        targets = typed.asked.targets or own_targets(typed.chosen)
        request = TextRequest(typed.asked.text)
        tasks = [
            asyncio.create_task(_made(translate, request, replace(order, target=one, script=how)))
            for one, how in targets
        ]
        try:
            await asyncio.wait(tasks, timeout=self.limit_s)
        finally:
            for task in tasks:
                task.cancel()
        late = DeadlineError(int(self.limit_s))  # what engines say then will be remembered
        made = [task.result() if task.done() else late for task in tasks]
        return [Part(*pair) for pair in zip(targets, made, strict=True)]


def own_targets(chosen: Chosen) -> tuple[Target, ...]:
    """The languages of the interface, the person's first; Kazakh as the person writes it."""
    order = dict.fromkeys((chosen.language, *INTERFACE_LANGUAGES))
    return tuple(Target(one, chosen.script if one == KK else Script.CYRILLIC) for one in order)


async def _made(
    translate: TranslateText, request: TextRequest, order: TranslationOrder
) -> Translated | QysqaError:
    try:
        return await translate(request, order, _unseen)
    except QysqaError as error:
        return error


def _why(t: Catalog, parts: Sequence[Part]) -> str:
    """Why there is nothing at all."""
    errors = [part.made for part in parts if isinstance(part.made, QysqaError)]
    if any(isinstance(error, DeadlineError) for error in errors):
        return anywhere.takes_longer(t)
    if all(isinstance(error, Refusal) for error in errors):
        return failures.reason(t, errors[0])
    return anywhere.not_translated(t)


async def _unseen(stage: Stage, site: str | None = None) -> None:
    """Progress that is shown to nobody."""
