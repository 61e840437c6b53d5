"""What an inline query is offered. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.article.links.urls import site
from bot.core.languages import native_name
from bot.core.models import ORIGINAL, Answer, Script, Sentence, Translation
from bot.i18n import anywhere
from bot.i18n.catalogs import Catalog
from bot.service.group_translation import Part, Target
from bot.service.translate import Translated
from bot.telegram.anywhere.fit import one_message
from bot.telegram.groups.translation_views import asked_messages
from bot.telegram.replies import Rows
from bot.telegram.shown import views
from bot.telegram.shown.buttons import SHOW, Shown, choice_rows, sizes_of
from bot.telegram.shown.rich import Rich, rich

READY_S: Final = 300  # Telegram's own default: summaries and translations seldom change
SOON_S: Final = 5  # what is to be read may be read in a moment, by way of this very result
NEVER_S: Final = 0  # whatever failed may succeed at the next letter

HELP: Final = "help"
TO_READ: Final = "read"  # the id of a result whose page is read once it is chosen
CHANGE: Final = "i"  # in place of SHOW, in callback data
MAX_LINE_CHARS: Final = 200  # apps show two lines of a description


@dataclass(frozen=True, slots=True)
class Result:
    """A line to choose, and the message that it becomes."""

    id: str
    title: str
    line: str
    body: Rich
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """All that a query is answered with.

    *cache_s*: for so long Telegram gives the same person the same without asking. *button*
    stands over the results and leads to the private chat.
    """

    results: tuple[Result, ...] = ()
    cache_s: int = NEVER_S
    button: str = ""


def help_offer(t: Catalog, bot_name: str) -> Offer:
    """To a query that says nothing yet."""
    body = rich(anywhere.help_text(t, bot_name))
    result = Result(HELP, anywhere.help_title(t), anywhere.help_line(t), body)
    return Offer((result,), READY_S, anywhere.open_chat(t))


def offer_to_read(t: Catalog, url: str, target: Target, data: str) -> Offer:
    """A page that is not read yet; *data* is what its button carries.

    Raises:
        BadLinkError: *url* is no http(s) address.
    """
    name = native_name(target.language)
    body = to_read(t, url)
    buttons = read_buttons(t, data)
    title, line = anywhere.shorten_site(t, site(url)), anywhere.shorten_line(t, name)
    return Offer((Result(f"{TO_READ}:{target.code}", title, line, body, buttons),), SOON_S)


def to_read(t: Catalog, url: str) -> Rich:
    """What the message says until somebody presses its button."""
    return rich(f"{url}\n\n{anywhere.to_be_opened(t, site(url))}")


def read_buttons(t: Catalog, data: str) -> Rows:
    """The button under it."""
    return (((anywhere.shorten(t), data),),)


def summary_offer(t: Catalog, answer: Answer, shown: Shown, *, rest: Rich, today: date) -> Offer:
    """A summary that is there."""
    target = shown.target
    messages = views.answer_messages(t, answer, target=target, today=today)
    made = answer.translations.get(target, ())
    title = answer.titles.get(target)
    heading = title.text if title else answer.summary.title or answer.summary.site or ""
    line = " ".join(_shown(*pair) for pair in zip(answer.sentences, made, strict=True))
    body = one_message(messages, rest)
    first = Result(
        f"sum:{target}", _cut(heading), _cut(line), body, change_buttons(t, shown, answer)
    )
    return Offer((first,), READY_S)


def change_buttons(t: Catalog, shown: Shown, answer: Answer) -> Rows:
    """Languages, then lengths, under a summary that was sent by way of the bot.

    Like those in a chat, but whoever presses them chooses for this message alone.
    """
    return tuple(
        tuple((label, CHANGE + data.removeprefix(SHOW)) for label, data in row)
        for row in choice_rows(t, shown, sizes_of(answer))
    )


def translations_offer(t: Catalog, parts: Sequence[Part], rest: Rich) -> Offer:
    """A result a language; those that could not be made are left out."""
    done = [(part, part.made) for part in parts if isinstance(part.made, Translated)]
    results = tuple(
        Result(
            f"tr:{part.target.code}",
            target_name(part.target),
            _cut(made.text),
            one_message(asked_messages(t, [part]), rest),
        )
        for part, made in done
    )
    is_whole = all(all(made.translations) for _, made in done)
    return Offer(results, READY_S if results and is_whole else NEVER_S)


def target_name(target: Target) -> str:
    """The language by its own name, with the script where that is not the usual one."""
    name = native_name(target.language)
    return name if target.script is Script.CYRILLIC else f"{name} ({target.script})"


def _shown(sentence: Sentence, made: Translation | None) -> str:
    return sentence.text if made is None or made.engine == ORIGINAL else made.text


def _cut(text: str) -> str:
    return text if len(text) <= MAX_LINE_CHARS else f"{text[: MAX_LINE_CHARS - 1]}…"
