"""A simulated Telegram for tests: the Bot API on a loopback port, and the people who write.

    async with TelegramSimulator() as telegram:
        ...  # start the bot with base_url=f"{telegram.api_url}/bot", token=telegram.token
        question = telegram.say("/start", chat=7)
        answer = await telegram.answer(question)
        telegram.tap(answer, "Қысқарақ")

It refuses what Telegram refuses, in Telegram's words. What Telegram passes over in silence
though it is a mistake of the bot is noted in ``problems``: a test asserts that it stays empty.
"""

from typing import TypedDict, Unpack

from tests.simulator.anywhere import Anywhere
from tests.simulator.entities import marked
from tests.simulator.ephemeral import show
from tests.simulator.html import Entity
from tests.simulator.world import (
    ANONYMOUS,
    BOT,
    Chat,
    Json,
    Message,
    Tap,
    Topic,
    person,
    without_reply,
)


class Manner(TypedDict, total=False):
    """How a message is written.

    *forwarded* is the title of the channel it comes from; *ephemeral* commands are seen by the
    bot alone, if Telegram knows such; *more* are fields of the message.
    """

    user: Json
    anonymous: bool
    reply_to: Message
    thread: int
    forwarded: str
    document: tuple[str, bytes]
    entities: list[Entity]
    ephemeral: bool
    more: Json


class TelegramSimulator(Anywhere):
    """Telegram's servers and the people on it.

    Attributes:
        answers: The parameters of answerCallbackQuery by query, see tap().
    """

    def __init__(self, *, privacy: bool = False, ephemeral_supported: bool = True) -> None:
        super().__init__()
        self.answers = self.world.answers
        self.world.privacy, self.world.knows_ephemeral = privacy, ephemeral_supported

    def say(self, text: str = "", chat: int = 7, **manner: Unpack[Manner]) -> Message:
        """Write to *chat*: a person's private chat by default, else a group()."""
        place = self._place(chat)
        sender = manner.get("user") or person(chat if chat > 0 else 1)
        place.members.add(sender["id"])
        content = self._content(text, manner)
        if manner.get("anonymous"):
            sender, content = ANONYMOUS, content | {"sender_chat": place.json}
        content = self._in_thread(place, manner.get("thread")) | content
        if manner.get("ephemeral") and self.world.knows_ephemeral:
            message = show(self.world, place, (sender, BOT), content)
        else:
            message = self.world.post(place, sender, content)
        if document := manner.get("document"):
            message.file = self.world.keep(*document)
            message.json["document"] = message.file.json
        self._deliver(place, message)
        return message

    def edit(self, message: Message, text: str) -> None:
        """Change the text of a person's message."""
        message.json |= {"edit_date": message.json["date"] + 1, **_text(text, [])}
        self._deliver(self.world.chats[message.chat_id], message, "edited_message")

    def delete(self, message: Message) -> None:
        """Take a message away; Telegram does not tell bots."""
        self.world.forget(message)

    def tap(self, message: Message, button: str, user: Json | None = None) -> str:
        """Press the button with that text or callback data; return the id of the query.

        Raises:
            LookupError: The message has no such button.
        """
        found = [one.data for one in message.buttons if button in {one.text, one.data}]
        if not any(found):
            raise LookupError(f"no {button!r} among {message.buttons}")
        query = str(next(self.world.numbers))
        self.world.open_queries.add(query)
        sender = user or person(message.chat_id if message.chat_id > 0 else 1)
        self.world.taps[query] = Tap(sender["id"], message.chat_id, self.world.now())
        update = {"id": query, "from": sender, "chat_instance": "1", "data": found[0]}
        self._push("callback_query", update | {"message": message.json})
        return query

    def messages(self, chat: int = 7) -> list[Message]:
        """Return what the bot has written to *chat* for all to see, in order."""
        everything = self.world.messages.values()
        found = [one for one in everything if one.chat_id == chat and one.json["from"] == BOT]
        return [one for one in found if not one.is_notice]

    def ephemeral(self, chat: int, user: int) -> list[Message]:
        """Return what the bot shows to *user* alone in *chat*, in order."""
        found = [
            message
            for place, message in self.world.ephemerals.items()
            if place[:2] == (chat, user)
        ]
        return [one for one in found if one.json["from"] == BOT]

    async def answer(self, message: Message, timeout_s: float = 5) -> Message:
        """Return the bot's first message after *message* in its chat."""
        found = await self.wait(
            lambda: [one for one in self.messages(message.chat_id) if one.id > message.id],
            timeout_s,
        )
        return found[0]

    def _place(self, chat_id: int) -> Chat:
        if chat_id > 0 and chat_id not in self.world.chats:
            value = {"id": chat_id, "type": "private", "first_name": "Айгүл"}
            self.world.chats[chat_id] = Chat(value)
        return self.world.chats[chat_id]

    def _in_thread(self, place: Chat, thread: int | None) -> Json:
        """A message of a topic that is no other reply is one to the notice that opened it."""
        if not thread:
            return {}
        assert place.is_forum
        opening = place.topics.setdefault(thread, Topic()).opening
        content: Json = {"message_thread_id": thread, "is_topic_message": True}
        return content | ({"reply_to_message": without_reply(opening)} if opening else {})

    def _content(self, text: str, manner: Manner) -> Json:
        content = _text(text, manner.get("entities", []), caption="document" in manner)
        if replied := manner.get("reply_to"):
            content["reply_to_message"] = without_reply(replied)
        if title := manner.get("forwarded"):
            channel = {"id": -1009, "type": "channel", "title": title}
            origin = {"type": "channel", "chat": channel, "message_id": 5, "date": 1}
            content["forward_origin"] = origin
        return content | manner.get("more", {})


def _text(text: str, entities: list[Entity], *, caption: bool = False) -> Json:
    if not text:
        return {}
    names = ("caption", "caption_entities") if caption else ("text", "entities")
    return dict(zip(names, (text, [*marked(text), *entities]), strict=True))
