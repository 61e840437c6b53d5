"""What Qysqa answers to each kind of message. Handlers return replies; they send nothing."""

from dataclasses import dataclass
from functools import partial

from bot.core.languages import INTERFACE_LANGUAGES, KAZAKH_SCRIPTS, KK
from bot.core.models import (
    LanguageCode,
    Length,
    Script,
)
from bot.core.ports import Progress
from bot.i18n import groups, texts, translating
from bot.i18n.catalogs import Catalog
from bot.service.preferences import Chosen
from bot.service.qysqa import Qysqa
from bot.telegram.desk import Desk
from bot.telegram.incoming import Incoming
from bot.telegram.replies import Edit, Reply, Rows, Send, Toast
from bot.telegram.shown import views
from bot.telegram.shown.rich import Rich, joined, rich

Replies = list[Reply]


@dataclass(frozen=True, slots=True)
class Handlers:
    """One method a kind of message; each returns what to say."""

    desk: Desk

    @property
    def qysqa(self) -> Qysqa:
        """The use cases."""
        return self.desk.qysqa

    async def start(self, incoming: Incoming, _: Progress) -> Replies:
        """``/start``; a link may name the language: ``/start kk``.

        Where the button took the bot to a group, Telegram says so for the person: the bot has
        greeted the group already.
        """
        if incoming.is_group and incoming.arguments == views.TO_GROUP:
            return []
        if incoming.arguments in INTERFACE_LANGUAGES:
            await self.desk.remember(incoming, LanguageCode(incoming.arguments))
        t = await self.desk.words(incoming)
        return [await self._start(t, incoming)]

    async def help(self, incoming: Incoming, _: Progress) -> Replies:
        """``/help``."""
        t = await self.desk.words(incoming)
        return [Send(rich(texts.help_text(t, self.desk.telegram.bot_name)))]

    async def settings(self, incoming: Incoming, _: Progress) -> Replies:
        """``/settings``."""
        await self.desk.admins_only(incoming)
        t, chosen = await self.desk.speak(incoming)
        return [Send(*_panel(t, chosen))]

    async def change_settings(self, incoming: Incoming, _: Progress) -> Replies:
        """A button of the panel."""
        await self.desk.admins_only(incoming)
        choice = (incoming.data or "").removeprefix("p:")
        choose = partial(self.qysqa.preferences.choose, incoming.chat_id)
        if choice in list(Length):
            await choose(length=Length(choice))
        elif choice in KAZAKH_SCRIPTS:
            await choose(script=Script(choice))
        else:
            await choose(language=LanguageCode(choice))
        t, chosen = await self.desk.speak(incoming)
        return [Toast(texts.saved(t)), Edit(*_panel(t, chosen))]

    async def start_language(self, incoming: Incoming, _: Progress) -> Replies:
        """A language under the first message: it says itself again in that language."""
        language = LanguageCode((incoming.data or "").removeprefix("start:"))
        await self.desk.remember(incoming, language)
        chosen = (await self.desk.speak(incoming))[1]
        first = await self._start(self.desk.catalog(language, chosen.script), incoming)
        return [Edit(first.body, first.buttons)]

    async def _start(self, t: Catalog, incoming: Incoming) -> Send:
        """A group is told what it can do there: links alone are not read in it."""
        if incoming.is_group:
            rights = await self.desk.telegram.rights(incoming.chat_id)
            return Send(rich(groups.welcome(t, sees_all=rights.sees_all)), views.start_languages())
        buttons = views.start_buttons(t, bot_name=self.desk.telegram.bot_name)
        return Send(rich(texts.start(t)), buttons)


def _panel(t: Catalog, chosen: Chosen) -> tuple[Rich, Rows]:
    said = [texts.settings(t, language=chosen.language, length=chosen.length)]
    if chosen.language == KK:
        said.append(translating.script_line(t, chosen.script))
    return joined("\n", said), views.settings_buttons(t, chosen)
