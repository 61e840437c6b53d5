"""What happens in the groups of the simulated Telegram, beside what people write there."""

from collections.abc import Iterable
from typing import Final, TypedDict, Unpack

from tests.simulator.delivery import reaches_bot
from tests.simulator.refusal import Refusal, forbidden
from tests.simulator.server import BotApi
from tests.simulator.vocabulary import GENERAL, RIGHTS
from tests.simulator.world import BOT, Chat, Json, Message, Topic, person

FOUNDER: Final = person(1, "Дана")
UPGRADED: Final = "Bad Request: group chat was upgraded to a supergroup chat"


class About(TypedDict, total=False):
    """What a group is: a supergroup without a public name, unless it is said otherwise.

    *basic* is a group that has not become a supergroup: its messages have no links. *owner*
    founded it. *privacy* is the bot's privacy mode when it came, by default as it is now.
    """

    title: str
    username: str
    basic: bool
    owner: int
    privacy: bool


class Groups(BotApi):
    """Groups, their topics and the bot's place in them."""

    def group(
        self,
        chat_id: int,
        *,
        forum: bool = False,
        administrators: Iterable[int] = (),
        **about: Unpack[About],
    ) -> Chat:
        """Found a group that the bot is in; BOT["id"] may be one of its *administrators*."""
        kind = "group" if about.get("basic") else "supergroup"
        value: Json = {"id": chat_id, "type": kind, "title": about.get("title", "Топ")}
        if username := about.get("username"):
            value["username"] = username
        chat = Chat(value | ({"is_forum": True} if forum else {}), set(administrators))
        chat.owner = about.get("owner")
        chat.members = chat.administrators - {BOT["id"]}
        chat.is_private_to_bot = about.get("privacy", self.world.privacy)
        self.world.chats[chat_id] = chat
        return chat

    def topic(self, chat_id: int, thread: int, name: str = "", *, closed: bool = False) -> Message:
        """Open a topic of a forum; return the notice of it, which has the topic's number.

        *closed* topics take messages of those who may manage topics only.
        """
        chat = self.world.chats[chat_id]
        assert chat.is_forum
        assert thread > chat.last_id, "a topic has the number of its first message"
        created = {"forum_topic_created": {"name": name, "icon_color": 0x6FB9F0}}
        place = {"message_id": thread, "message_thread_id": thread, "is_topic_message": True}
        notice = self._notice(chat, FOUNDER, place | created)
        chat.topics[thread] = Topic(name, closed, notice)
        return notice

    def close_topic(self, chat_id: int, thread: int = GENERAL) -> None:
        """Close a topic; General is one too."""
        chat = self.world.chats[chat_id]
        chat.topics.setdefault(thread, Topic("General")).closed = True
        place = {"message_thread_id": thread, "is_topic_message": True}
        shown = {} if thread == GENERAL else place
        self._notice(chat, FOUNDER, shown | {"forum_topic_closed": {}})

    def delete_topic(self, chat_id: int, thread: int) -> None:
        """Delete a topic and all that stands in it; the bot is not told."""
        chat = self.world.chats[chat_id]
        del chat.topics[thread]
        for message in list(self.world.messages.values()):
            if message.chat_id == chat_id and message.thread == thread:
                self.world.forget(message)

    def enter(self, chat_id: int, *users: Json) -> Message:
        """Let people come into a group."""
        chat = self.world.chats[chat_id]
        chat.members |= {user["id"] for user in users}
        return self._notice(chat, users[0], {"new_chat_members": list(users)})

    def leave(self, chat_id: int, user: Json) -> Message:
        """Let a person leave a group."""
        chat = self.world.chats[chat_id]
        chat.members.discard(user["id"])
        chat.administrators.discard(user["id"])
        return self._notice(chat, user, {"left_chat_member": user})

    def rename(self, chat_id: int, title: str) -> Message:
        """Give a group another name."""
        chat = self.world.chats[chat_id]
        chat.json["title"] = title
        return self._notice(chat, FOUNDER, {"new_chat_title": title})

    def add_bot(self, chat_id: int, *, by: Json = FOUNDER) -> None:
        """Bring the bot (back) into a group: its privacy mode counts as it is now."""
        chat = self.world.chats[chat_id]
        before = chat.member(BOT["id"]) if chat.bot_status != "member" else {"status": "left"}
        chat.bot_status, chat.refusal = "member", None
        chat.is_private_to_bot = self.world.privacy
        self._tell_status(chat, before, by)
        self._notice(chat, by, {"new_chat_members": [BOT]})

    def remove_bot(self, chat_id: int, *, by: Json = FOUNDER, banned: bool = True) -> None:
        """Throw the bot out of a group; not *banned*, it is as if it had left."""
        chat = self.world.chats[chat_id]
        before, kind = chat.member(BOT["id"]), chat.json["type"]
        chat.administrators.discard(BOT["id"])
        chat.bot_status = "kicked" if banned else "left"
        fate = "was kicked from" if banned else "is not a member of"
        chat.refusal = forbidden(f"bot {fate} the {kind} chat")
        self._tell_status(chat, before, by)

    def promote_bot(self, chat_id: int, *rights: str, by: Json = FOUNDER) -> None:
        """Make the bot an administrator with *rights*, all of them by default."""
        chat = self.world.chats[chat_id]
        assert set(rights) <= set(RIGHTS)
        before = chat.member(BOT["id"])
        chat.administrators.add(BOT["id"])
        chat.rights = frozenset({*rights, "can_manage_chat"} if rights else RIGHTS)
        self._tell_status(chat, before, by)

    def demote_bot(self, chat_id: int, *, by: Json = FOUNDER) -> None:
        """Make the bot a plain member."""
        chat = self.world.chats[chat_id]
        before = chat.member(BOT["id"])
        chat.administrators.discard(BOT["id"])
        self._tell_status(chat, before, by)

    def block(self, user: int) -> None:
        """Let a person who wrote to the bot block it."""
        chat = self.world.chats[user]
        before = chat.member(BOT["id"])
        chat.bot_status = "kicked"
        chat.refusal = forbidden("bot was blocked by the user")
        self._tell_status(chat, before, person(user))

    def unblock(self, user: int) -> None:
        """Undo block()."""
        chat = self.world.chats[user]
        before = chat.member(BOT["id"])
        chat.bot_status, chat.refusal = "member", None
        self._tell_status(chat, before, person(user))

    def upgrade(self, old_id: int, new_id: int) -> Chat:
        """Make a supergroup of a basic group: messages stay behind, the old number is void."""
        old = self.world.chats[old_id]
        value = old.json | {"id": new_id, "type": "supergroup"}
        new = Chat(value, set(old.administrators), set(old.members), old.owner)
        new.rights, new.is_private_to_bot = old.rights, old.is_private_to_bot
        self.world.chats[new_id] = new
        self._notice(old, FOUNDER, {"migrate_to_chat_id": new_id})
        self._notice(new, FOUNDER, {"migrate_from_chat_id": old_id})
        old.refusal = Refusal(400, UPGRADED, {"migrate_to_chat_id": new_id})
        return new

    def later(self, seconds: int) -> None:
        """Put Telegram's clock forward."""
        self.world.ahead_s += seconds

    def _notice(self, chat: Chat, sender: Json, content: Json) -> Message:
        message = self.world.post(chat, sender, content)
        self._deliver(chat, message)
        return message

    def _tell_status(self, chat: Chat, before: Json, by: Json) -> None:
        members = {"old_chat_member": before, "new_chat_member": chat.member(BOT["id"])}
        value = {"chat": chat.json, "from": by, "date": self.world.now()}
        self._push("my_chat_member", value | {k: {"user": BOT} | v for k, v in members.items()})

    def _deliver(self, chat: Chat, message: Message, kind: str = "message") -> None:
        if reaches_bot(chat, message):
            self._push(kind, message.json)

    def _push(self, kind: str, value: Json) -> None:
        self.world.push(kind, value)
        self._changed.set()
