"""The bot's @name at the beginning of a message, in a group where it is a member."""

from dataclasses import dataclass, replace

from bot.core.models import LinkRequest, Script
from bot.core.ports import Progress
from bot.i18n import anywhere
from bot.service.group_translation import Target
from bot.telegram.answers import AnswerHandlers
from bot.telegram.anywhere.asked import bare_link, is_long, read_asked, read_languages
from bot.telegram.anywhere.handlers import AnywhereHandlers
from bot.telegram.incoming import Content, Incoming
from bot.telegram.replies import Reply, Send
from bot.telegram.shown.rich import rich
from bot.telegram.translating import TranslationHandlers


@dataclass(frozen=True, slots=True)
class MentionHandlers:
    """A mention is one of the commands, said otherwise."""

    elsewhere: AnywhereHandlers
    summaries: AnswerHandlers
    translation: TranslationHandlers

    async def mention(self, incoming: Incoming, progress: Progress) -> list[Reply]:
        """In reply to a message ``/tr`` or ``/sum``; with a link ``/sum``; alone, a hint."""
        if not incoming.arguments and incoming.replied is None:
            desk = self.elsewhere.desk
            t = await desk.words(incoming)
            return [Send(rich(anywhere.mention_help(t, desk.telegram.bot_name)))]
        _, chosen = await self.elsewhere.desk.speak(incoming)
        targets, content = _wanted(incoming, chosen.script)
        url = bare_link(content)
        if targets and url is not None:
            request = LinkRequest(url)
            shown = self.elsewhere.summarized(incoming, request, targets[0], progress)
            return [Send(*await shown)]
        if targets or not is_long(content):
            codes = " ".join(target.code for target in targets)
            rest = content.text if incoming.replied is None else ""
            arguments = f"{codes} {rest}".strip()
            return await self.translation.translate(
                replace(incoming, arguments=arguments), progress
            )
        return await self.summaries.sum(incoming, progress)


def is_call(incoming: Incoming) -> bool:
    """Whether a mention wants something; «@bot thanks» is talk among people."""
    if not incoming.arguments:
        return True
    targets, content = _wanted(incoming)
    if incoming.replied is not None:
        return bool(targets)
    return bool(content.text) if targets else is_long(content)


def _wanted(
    incoming: Incoming, own: Script = Script.CYRILLIC
) -> tuple[tuple[Target, ...], Content]:
    """The languages, and what it is about: the message replied to, else what was written."""
    if incoming.replied is not None:
        known = read_languages(incoming.arguments, own)
        return known or read_asked(incoming.arguments, own).targets, incoming.replied
    asked = read_asked(incoming.arguments, own)
    return asked.targets, replace(incoming.content, text=asked.text, styles=())
