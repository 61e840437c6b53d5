"""The tables of people: who is here, what they may, what was made of what they sent.

What a column means stands beside it; times are unix seconds.
"""

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table

from bot.store.schema import SECONDS, metadata

people = Table(
    "people",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("language", String, nullable=False),  # of the person's app; "": not told
    Column("since", SECONDS, nullable=False),  # the day they came first
    Column("last", SECONDS, nullable=False, index=True),  # the day they came last
    Column("is_gone", Boolean, nullable=False),  # blocked the bot, or deleted the account
    Column("no_news", SECONDS),  # when they asked for no more broadcasts; null: they take them
)

access = Table(
    "access",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # a person or a group
    Column("verdict", String, nullable=False),  # bot.core.access.Verdict, or owner:@name
    Column("at", SECONDS, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),  # days since 1970, UTC
    Column("name", String, primary_key=True),  # bot.core.statistics
    Column("count", BigInteger, nullable=False),
)

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("body", String, nullable=False),  # JSON, as the front end packs a message
    Column("state", String, nullable=False),  # bot.core.broadcasts.State
    Column("last_person", BigInteger, nullable=False),  # who got it last, by number
    Column("total", Integer, nullable=False),  # people it was meant for
    Column("sent", Integer, nullable=False),  # those it was put into the outbox for
    Column("created", SECONDS, nullable=False),
    Column("chat_id", BigInteger, nullable=False),  # of the owner, who is told how it goes
    sqlite_autoincrement=True,  # no number twice: buttons and receipts go by it
)

asked = Table(
    "asked",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("key", String, primary_key=True, index=True),  # of summaries, made of what was sent
    Column("at", SECONDS, nullable=False, index=True),
)
