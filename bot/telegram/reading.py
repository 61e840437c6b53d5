"""Updates of Telegram read into what handlers need."""

import re
from collections.abc import Iterable
from dataclasses import replace

from telegram import (
    Chat,
    ChatMember,
    ChatMemberUpdated,
    Document,
    MaybeInaccessibleMessage,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginUser,
    Update,
    User,
)

from bot.article.links.urls import find_links
from bot.core.models import Style
from bot.telegram.incoming import (
    Attachment,
    ChatFacts,
    Content,
    Incoming,
    Origin,
    Standing,
    first_word,
)
from bot.translation.formatting import Entity, clip, from_entities

_LINKS: list[str | None] = [MessageEntity.URL, MessageEntity.TEXT_LINK]


def read_update(update: Update, *, bot_name: str) -> Incoming:
    """Read an update of one of the kinds that are asked for."""
    query, changed = update.callback_query, update.my_chat_member
    if changed is not None:
        return replace(_from_chat(changed.chat, changed.from_user), standing=_standing(changed))
    if is_inline(update):
        return _from_inline(update)
    message, user = message_of(update), update.effective_user
    incoming = replace(
        _from_chat(message.chat, user),
        message_id=message.message_id,
        thread_id=topic_of(message),
        data=query.data if query else None,
    )
    if not isinstance(message, Message):
        return replace(incoming, ephemeral_id=ephemeral_of(message))
    if query is not None:  # what it asks is in the button
        return replace(
            incoming,
            ephemeral_id=ephemeral_of(message),
            replied=_replied(message),
            replied_id=_replied_id(message),
        )
    found = replace(
        _with_author(incoming, message),
        content=_content(message),
        replied=_replied(message),
        replied_id=_replied_id(message),
        replied_person=_replied_person(message),
        is_quote=message.quote is not None,
        command=_command(message, bot_name),
        moved_to=message.migrate_to_chat_id,
        is_written=_is_written(message, bot_name),
        is_edit=update.edited_message is not None,
        arguments=_arguments(message.text or ""),
    )
    if update.guest_message is not None:  # the chat's number may be that of another as well
        found = replace(
            found, chat_id=found.user_id or 0, is_group=False, chat=None, is_guest=True
        )
    return _called(found, bot_name)


def is_for_us(update: Update) -> bool:
    """Whether it is of a kind that is asked for; others may be left from another program."""
    query = update.callback_query
    if query is not None:
        return query.message is not None or query.inline_message_id is not None
    return any(
        (
            update.message,
            update.edited_message,
            update.my_chat_member,
            update.guest_message,
            update.chosen_inline_result,
        )
    )


def is_inline(update: Update) -> bool:
    """Whether it is about a message that was sent by way of this bot, wherever that is."""
    query = update.callback_query
    return update.chosen_inline_result is not None or (query is not None and not query.message)


def message_of(update: Update) -> MaybeInaccessibleMessage:
    """The message that came, or the one whose button was pressed, however old."""
    query = update.callback_query
    message = (
        query.message if query else update.message or update.edited_message or update.guest_message
    )
    assert message is not None  # only messages and their buttons are read so
    return message


def topic_of(message: MaybeInaccessibleMessage) -> int | None:
    """Outside forums the number belongs to a thread of replies, where nobody can be sent to."""
    if not isinstance(message, Message) or not message.is_topic_message:
        return None
    return message.message_thread_id


def ephemeral_of(message: MaybeInaccessibleMessage) -> int | None:
    """The number of a message that only one person sees; the library knows no such field yet."""
    number = message.api_kwargs.get("ephemeral_message_id")
    return number if isinstance(number, int) else None


def _from_chat(chat: Chat, user: User | None) -> Incoming:
    is_group = chat.type in (Chat.GROUP, Chat.SUPERGROUP)
    facts = ChatFacts(
        chat.title or "", chat.username, bool(chat.is_forum), chat.type == Chat.GROUP
    )
    return Incoming(
        chat_id=chat.id,
        is_group=is_group,
        chat=facts if is_group else None,
        user_id=user.id if user else None,
        app_language=user.language_code if user else None,
        user_name=user.username if user else None,
    )


def _from_inline(update: Update) -> Incoming:
    """Its chat is not known: it counts as the person's own."""
    user, query, chosen = update.effective_user, update.callback_query, update.chosen_inline_result
    assert user is not None  # both kinds are of a person
    return Incoming(
        chat_id=user.id,
        is_group=False,
        user_id=user.id,
        app_language=user.language_code,
        user_name=user.username,
        is_inline=True,
        data=query.data if query else None,
        chosen=chosen.result_id if chosen else None,
        arguments=chosen.query if chosen else "",
    )


def _called(incoming: Incoming, bot_name: str) -> Incoming:
    """With what follows the bot's @name, where it is called by that.

    A private chat needs no name: there it is only left out. A guest may be called in the middle
    of a message, or at its end.
    """
    content = incoming.content
    name = re.compile(rf"\s*@{bot_name}(?!\w)[\s,:]*", re.IGNORECASE)
    found = name.search(content.text) if incoming.is_guest else name.match(content.text)
    if found is None or incoming.command is not None:
        return incoming
    rest = content.text[found.end() :]
    if not incoming.is_guest and not incoming.is_group:
        styles = clip(content.styles, found.end(), len(content.text))
        return replace(incoming, content=replace(content, text=rest, styles=styles))
    return replace(incoming, is_mention=True, arguments=rest or content.text[: found.start()])


def _is_written(message: Message, bot_name: str) -> bool:
    """What a person sent by way of this very bot says nothing new to it."""
    via = message.via_bot
    is_own = via is not None and (via.username or "").lower() == bot_name.lower()
    return not is_own and bool(message.text or message.effective_attachment)


def _with_author(incoming: Incoming, message: Message) -> Incoming:
    """Anonymous admins and channels write in the name of a chat."""
    sender, user = message.sender_chat, message.from_user
    person = (user.full_name if user else "") or message.author_signature or ""
    return replace(
        incoming,
        at=int(message.date.timestamp()),
        author=(sender.title or "") if sender else person,
        ephemeral_id=ephemeral_of(message),
        origin=_origin(message),
        is_anonymous_admin=sender == message.chat,
        is_channel=sender is not None,
        is_bot=message.via_bot is not None
        or (sender is None and user is not None and user.is_bot),
    )


def _origin(message: Message) -> Origin | None:
    match message.forward_origin:
        case None:
            return None
        case MessageOriginUser(sender_user=user):
            return Origin(user.id, "")
        case MessageOriginChannel(chat=chat) | MessageOriginChat(sender_chat=chat):
            return Origin(None, chat.title or "")
        case _:
            return Origin(None, "")


def _standing(changed: ChatMemberUpdated) -> Standing:
    if not is_in(changed.new_chat_member):
        return Standing.OUT
    return Standing.CHANGED if is_in(changed.old_chat_member) else Standing.JOINED


def is_in(member: ChatMember) -> bool:
    """A restricted member may be one that has left."""
    left = member.status in (ChatMember.LEFT, ChatMember.BANNED)
    return not left and getattr(member, "is_member", True)


def _replied_id(message: Message) -> int | None:
    replied = message.reply_to_message
    return None if replied is None or replied.forum_topic_created else replied.message_id


def _replied_person(message: Message) -> int | None:
    """A forwarded message stands in private for whom it was forwarded from."""
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created:
        return None
    if message.chat.type == Chat.PRIVATE:
        origin = _origin(replied)
        return origin.person_id if origin else None
    author = None if replied.sender_chat else replied.from_user
    return author.id if author else None


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
