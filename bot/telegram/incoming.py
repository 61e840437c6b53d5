"""What came from Telegram, in the few words that handlers need."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from telegram import Chat, Document, MaybeInaccessibleMessage, Message, MessageEntity, Update

from bot.article.links.urls import find_links
from bot.core.models import Style
from bot.translation.formatting import Entity, clip, from_entities

_LINKS: list[str | None] = [MessageEntity.URL, MessageEntity.TEXT_LINK]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message, not yet downloaded."""

    file_id: str
    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a message holds: its text and how it is shown, the links in it in order, a file."""

    text: str
    links: tuple[str, ...]
    file: Attachment | None
    styles: tuple[Style, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing that could be read."""
        return not self.text.strip() and not self.links and self.file is None


_NOTHING = Content("", (), None)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message or one press of a button.

    *command* is the one that stands at the beginning and is meant for this bot, in lower case;
    *arguments* is what stands after it; *data* belongs to a button; *user_name* is
    the person's @name, without the sign;
    *app_language* is the language of the person's Telegram. An anonymous admin
    writes in the group's own name. *moved_to* is the number of the supergroup that the group
    has become. *is_written* tells what a person wrote or sent from what
    Telegram notes in a chat, such as a new title.
    """

    chat_id: int
    is_group: bool
    user_id: int | None
    app_language: str | None
    content: Content = _NOTHING
    replied: Content | None = None
    command: str | None = None
    arguments: str = ""
    data: str | None = None
    is_written: bool = False
    moved_to: int | None = None
    is_anonymous_admin: bool = False
    user_name: str | None = None

    def after(self, text: str) -> Content:
        """The part of the message's own text that ends in *text*, as it is shown there."""
        start = len(self.content.text) - len(text)
        return Content(text, (), None, clip(self.content.styles, start, start + len(text)))


def read_update(update: Update, *, bot_name: str) -> Incoming:
    """Read an update of one of the kinds that are asked for."""
    message, user, query = message_of(update), update.effective_user, update.callback_query
    incoming = Incoming(
        chat_id=message.chat.id,
        is_group=message.chat.type in (Chat.GROUP, Chat.SUPERGROUP),
        user_id=user.id if user else None,
        app_language=user.language_code if user else None,
        data=query.data if query else None,
        user_name=user.username if user else None,
    )
    if query is not None or not isinstance(message, Message):  # what it asks is in the button
        return incoming
    return replace(
        incoming,
        content=_content(message),
        replied=_replied(message),
        command=_command(message, bot_name),
        moved_to=message.migrate_to_chat_id,
        is_written=bool(message.text or message.effective_attachment),
        arguments=_arguments(message.text or ""),
        is_anonymous_admin=message.sender_chat == message.chat,
    )


def is_for_us(update: Update) -> bool:
    """Whether it is of a kind that is asked for; others may be left from another program."""
    query = update.callback_query
    return (query.message if query else update.message) is not None


def message_of(update: Update) -> MaybeInaccessibleMessage:
    """The message that came, or the one whose button was pressed, however old."""
    query = update.callback_query
    message = query.message if query else update.message
    assert message is not None  # only messages and their buttons are asked for
    return message


def _replied(message: Message) -> Content | None:
    """What is quoted, else all that is replied to.

    Telegram lets every message of a topic reply to the one that opened the topic.
    """
    if message.quote is not None:
        quoted = message.quote
        return Content(quoted.text, (), None, _styles(quoted.text, quoted.entities or ()))
    replied = message.reply_to_message
    return None if replied is None or replied.forum_topic_created else _content(replied)


def _content(message: Message) -> Content:
    text = message.text or message.caption or ""
    styles = _styles(text, message.entities or message.caption_entities)
    return Content(text, _links(message, text), _attachment(message.document), styles)


def _styles(text: str, entities: Iterable[MessageEntity]) -> tuple[Style, ...]:
    return from_entities(text, map(_entity, entities))


def _entity(entity: MessageEntity) -> Entity:
    """*entity* with what belongs to its kind: an address, a person, an emoji, a language."""
    person = str(entity.user.id) if entity.user else None
    data = entity.url or person or entity.custom_emoji_id or entity.language
    return Entity(entity.type, entity.offset, entity.length, data)


def _links(message: Message, text: str) -> tuple[str, ...]:
    """Links that Telegram marked, hidden ones too; plain ones where it marked none."""
    parse = message.parse_entities if message.text else message.parse_caption_entities
    marked = [entity.url or shown for entity, shown in parse(_LINKS).items()]
    return tuple(marked or find_links(text))


def _attachment(document: Document | None) -> Attachment | None:
    if document is None:
        return None
    return Attachment(document.file_id, document.file_name or "", document.file_size or 0)


def _command(message: Message, bot_name: str) -> str | None:
    """A forwarded command is a quotation; one for another bot is none of ours."""
    first = message.entities[0] if message.entities and message.text else None
    if first is None or message.forward_origin is not None:
        return None
    if first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
        return None
    name, _, target = (message.text or "")[1 : first.length].lower().partition("@")
    return name if target in ("", bot_name.lower()) else None


def _arguments(text: str) -> str:
    """What follows ``/command`` or ``/command@bot``; an article may span many lines."""
    return first_word(text)[1] if text.startswith("/") else ""


def first_word(text: str) -> tuple[str, str]:
    """The first word, and all that follows it."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, "".join(rest)
