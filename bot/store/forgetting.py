"""Forgetting a chat: every row that has something of it, but what must outlast that.

What stays is a wish to be left out of digests, and what the owner decided: both would be undone
by forgetting them.
"""

import re
from collections.abc import Mapping
from typing import Final

from sqlalchemy import Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.broadcasts import State as Sending
from bot.core.mydata_ports import Part
from bot.store.asked import forget_answers
from bot.store.groups import forget_author, forget_group
from bot.store.queries import chunks
from bot.store.queue_prune import forget_in_queues
from bot.store.queue_rows import DEAD
from bot.store.tables import (
    access,
    asked,
    broadcasts,
    chats,
    following,
    groups,
    inbox,
    issued,
    messages,
    opted_out,
    outbox,
    people,
    receipts,
    runs,
    summaries,
    terms,
    translations,
)

OF_PEOPLE: Final[Mapping[Part, tuple[Table, ...]]] = {
    Part.SETTINGS: (chats,),
    Part.GLOSSARY: (terms,),
    Part.ANSWERS: (asked, summaries, translations),
    Part.DIGEST: (groups, following, runs, issued),
    Part.GROUP_MESSAGES: (messages,),
    Part.QUEUE: (inbox, outbox, receipts),
    Part.VISITS: (people, broadcasts),
    Part.WISHES: (opted_out,),
    Part.ACCESS: (access,),
}
"""Where each part is kept; a broadcast knows its owner, and whom it reached last."""

OF_NOBODY: Final[Mapping[str, str]] = {
    "counters": "how often a thing happened in a day, to nobody in particular",
    "engine_states": "how translation services behave",
    "memory_files": "the owner's files",
    "memory_units": "translations from these",
    "feeds": "addresses that anybody can read; who reads them is in following",
    "feed_items": "what stood there",
    "updates_seen": "numbers that Telegram gave to updates; without them one is answered twice",
}
"""The other tables, and what they hold."""


async def forget(connection: AsyncConnection, chat_id: int) -> None:
    """Delete all that is kept of the chat; the number of a private chat is the person's own.

    What is being answered or sent just now goes when that has ended.
    """
    is_person = chat_id > 0  # groups have numbers below zero
    await forget_answers(connection, chat_id)  # first: it asks which groups have their words
    for table in (chats, terms):
        await connection.execute(delete(table).where(table.c.chat_id == chat_id))
    await forget_group(connection, chat_id)
    await forget_in_queues(connection, chat_id)
    if is_person:
        await forget_author(connection, chat_id)
        await _forget_visits(connection, chat_id)
        await _forget_named(connection, chat_id)


async def _forget_visits(connection: AsyncConnection, person_id: int) -> None:
    """A broadcast goes on with the next number, whichever it is told to begin after.

    An owner's own that is under way ends first.
    """
    reached = broadcasts.c.last_person
    over = broadcasts.c.state != Sending.SENDING.value
    for one in (
        delete(people).where(people.c.person_id == person_id),
        delete(broadcasts).where(broadcasts.c.chat_id == person_id, over),
        update(broadcasts).where(reached == person_id).values(last_person=reached - 1),
    ):
        await connection.execute(one)


async def _forget_named(connection: AsyncConnection, person_id: int) -> None:
    """Delete what was given up of other chats where its body names the person.

    A message holds the one that it answers, with its author. What waits there is others' to
    be answered, and goes then.
    """
    named = re.compile(rf'"(?:\w+_)?id": ?{person_id}\b')
    for box in (inbox, outbox):
        digits = box.c.body.contains(str(person_id))
        wanted = select(box.c.number, box.c.body).where(box.c.state == DEAD, digits)
        rows = await connection.execute(wanted)
        numbers = [row.number for row in rows if named.search(row.body)]
        for some in chunks(numbers):
            await connection.execute(delete(box).where(box.c.number.in_(some)))
