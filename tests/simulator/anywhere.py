"""Where the bot is no member: inline queries, what is chosen of them, and calls of a guest."""

from typing import Final

from tests.simulator.anywhere_methods import put
from tests.simulator.entities import marked
from tests.simulator.groups import Groups
from tests.simulator.world import Json, Message, Tap, without_reply

MAX_QUERY_CHARS: Final = 256


class Anywhere(Groups):
    """People who write ``@bot …`` in chats of their own."""

    def type(self, text: str, user: Json) -> str:
        """Write *text* after the bot's name; return the id of the query."""
        assert len(text) <= MAX_QUERY_CHARS, "an app sends no more"
        query = str(next(self.world.numbers))
        update = {"id": query, "from": user, "query": text, "offset": "", "chat_type": "private"}
        self.world.queries[query] = update | {"at": self.world.now()}
        self._push("inline_query", update)
        return query

    async def offered(self, query: str, timeout_s: float = 5) -> Json:
        """Return the parameters of the answer to *query*."""
        return await self.wait(lambda: self.world.offers.get(query), timeout_s) or {}

    def choose(self, query: str, result: str, *, feedback: bool = False) -> Message:
        """Send the result with that id; with *feedback* the bot hears of it (BotFather)."""
        offer = self.world.offers[query]
        found = next(one for one in offer["results"] if one["id"] == result)
        asked = self.world.queries[query]
        message = put(self.world, asked["from"], found)
        place = message.json.get("inline_message_id")
        if feedback:
            chosen = {"result_id": result, "from": asked["from"], "query": asked["query"]}
            inline = {"inline_message_id": place} if place else {}
            self._push("chosen_inline_result", chosen | inline)
        return message

    def tap_inline(self, message: Message, button: str, user: Json) -> str:
        """Press a button under a message that was sent by way of the bot; see tap()."""
        data = next(one.data for one in message.buttons if button in {one.text, one.data})
        query = str(next(self.world.numbers))
        self.world.open_queries.add(query)
        self.world.taps[query] = Tap(user["id"], 0, self.world.now())
        place = {"inline_message_id": message.json["inline_message_id"]}
        update = {"id": query, "from": user, "chat_instance": "1", "data": data}
        self._push("callback_query", update | place)
        return query

    def summon(self, text: str, user: Json, *, reply_to: Json | None = None) -> str:
        """Write *text*, with the bot's name in it, where the bot is no member.

        *reply_to* are fields of the message that is replied to: its text, for example.
        """
        query = str(next(self.world.numbers))
        chat = {"id": user["id"] + 1, "type": "private", "first_name": "Марат"}
        head = {"date": self.world.now(), "chat": chat, "from": user}
        message = {"message_id": 5, **head, "text": text, "entities": marked(text)}
        if reply_to is not None:
            written = reply_to.get("text", "")
            other = head | {"message_id": 4, "from": chat | {"is_bot": False}}
            entities = {"entities": marked(written)} if written else {}
            message["reply_to_message"] = without_reply(Message(other | entities | reply_to))
        self.world.guests.add(query)
        self._push("guest_message", message | {"guest_query_id": query})
        return query

    async def guest_answer(self, query: str, timeout_s: float = 5) -> Message:
        """Return the bot's answer to a guest query."""
        found = await self.wait(lambda: self.world.guest_answers.get(query), timeout_s)
        assert found is not None
        return found
