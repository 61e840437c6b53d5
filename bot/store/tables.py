"""The tables. What a column means stands beside it; times are unix seconds."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, text

from bot.core.jobs import State
from bot.store.group_tables import (
    feed_items,
    feeds,
    following,
    groups,
    issued,
    messages,
    opted_out,
    runs,
)
from bot.store.people_tables import access, asked, broadcasts, counters, people
from bot.store.schema import SECONDS, metadata

__all__ = [
    "REVISIONS",
    "access",
    "asked",
    "broadcasts",
    "chats",
    "counters",
    "engine_states",
    "feed_items",
    "feeds",
    "following",
    "groups",
    "inbox",
    "issued",
    "memory_files",
    "memory_units",
    "messages",
    "metadata",
    "opted_out",
    "outbox",
    "people",
    "receipts",
    "runs",
    "summaries",
    "terms",
    "translations",
    "updates_seen",
]

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""All, oldest first; a test compares with the files."""

summaries = Table(
    "summaries",
    metadata,
    Column("key", String, primary_key=True),  # bot.core.keys.summary_key
    Column("body", String, nullable=False),  # JSON, see bot.store.codec
    Column("created", SECONDS, nullable=False, index=True),
)

translations = Table(
    "translations",
    metadata,
    Column("key", String, primary_key=True),  # bot.core.keys.translation_key
    Column("engine", String, primary_key=True),  # who made it, as readers know it
    Column("version", String, nullable=False),  # of the engine; "" if it was not told
    Column("rank", Integer, nullable=False),  # bot.core.engines.Rank
    Column("text", String, nullable=False),  # the sentence in the target language, masks in it
    Column("doubts", String, nullable=False),  # bot.core.models.Doubt, parted by commas
    Column("created", SECONDS, nullable=False, index=True),
)

engine_states = Table(
    "engine_states",
    metadata,
    Column("engine", String, primary_key=True),  # as readers know it
    Column("pair", String, primary_key=True),  # kk|ru; "": the engine as a whole
    Column("open_until", SECONDS, nullable=False),  # its circuit
    Column("strikes", Integer, nullable=False),  # how often in a row the circuit opened
    Column("day", Integer, nullable=False),  # days since 1970, UTC
    Column("chars", BigInteger, nullable=False),  # sent on that day
    Column("refusal", String),  # bot.core.engines.Trouble, the last; null: none
)

memory_files = Table(
    "memory_files",
    metadata,
    Column("name", String, primary_key=True),  # the path as it was given
    Column("size", BigInteger, nullable=False),  # bytes; negative while it is being loaded
    Column("modified_ns", BigInteger, nullable=False),  # as the file system tells it
    Column("units", Integer, nullable=False),  # translation units read from it
)

memory_units = Table(
    "memory_units",
    metadata,
    Column("key", String, primary_key=True),  # bot.core.keys.translation_key
    Column(
        "file_name",
        ForeignKey("memory_files.name", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column("text", String, nullable=False),  # the sentence in the target language
)

chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("language", String),  # ISO 639-1; null: follow the Telegram app
    Column("length", String),  # bot.core.models.Length; null: the owner's default
    Column("script", String),  # of Kazakh: bot.core.models.Script; null: Cyrillic
    Column("created", SECONDS, nullable=False),
    Column("updated", SECONDS, nullable=False),
)

terms = Table(
    "terms",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("folded", String, primary_key=True),  # the text, the same in any case
    Column("language", String, primary_key=True),  # the target's ISO 639-1; "": any
    Column("text", String, nullable=False),  # as it was given
    Column("rendition", String),  # null: it stays as it is
    Column("created", SECONDS, nullable=False),
)

# The queues count time in milliseconds: pauses between tries are shorter than a second.
# A row's number says what came first; Telegram's own numbers may start anew.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts up by itself there
_WAITING = text(f"state < {int(State.DEAD)}")
_WORK = text(f"state = {int(State.WORK)}")
_TAGGED = text("tag IS NOT NULL")

inbox = Table(
    "inbox",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("update_id", BigInteger),  # Telegram's; null: this program gave itself the job
    Column("chat_id", BigInteger, nullable=False),  # what order goes by, see bot.core.jobs
    Column("user_id", BigInteger),
    Column("asks", Boolean, nullable=False),  # somebody waits for an answer
    Column("turned_away", Boolean, nullable=False),  # too much waited when it came
    Column("state", Integer, nullable=False),  # bot.core.jobs.State
    Column("attempts", Integer, nullable=False),  # claims, the one in work too
    Column("not_before", BigInteger, nullable=False),  # ms
    Column("owner", String),  # the process that has it in work
    Column("lease_until", BigInteger),  # ms; when another process may take it for lost
    Column("error", String),  # of the last attempt: a class or a code, no text of people's
    Column("created", BigInteger, nullable=False, index=True),  # ms
    Column("body", String, nullable=False),  # the update as it came, JSON
    Index(
        "ix_inbox_waiting", "chat_id", "number", sqlite_where=_WAITING, postgresql_where=_WAITING
    ),
    Index(
        "ix_inbox_work", "chat_id", unique=True, sqlite_where=_WORK, postgresql_where=_WORK
    ),  # one job a chat, whoever claims
    sqlite_autoincrement=True,  # no number twice: the log tells jobs apart by it
)

updates_seen = Table(
    "updates_seen",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("created", BigInteger, nullable=False, index=True),  # ms
)

outbox = Table(
    "outbox",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("job", BigInteger),  # the number of the inbox row it answers
    Column("chat_id", BigInteger, nullable=False),  # Telegram's
    Column("repeats", Boolean, nullable=False),  # better twice than never
    Column("state", Integer, nullable=False),  # bot.core.jobs.State
    Column("attempts", Integer, nullable=False),
    Column("uncertain", Integer, nullable=False),  # tries after which it may have arrived
    Column("not_before", BigInteger, nullable=False),  # ms
    Column("owner", String),  # the process that is sending it
    Column("lease_until", BigInteger),  # ms
    Column("error", String),  # as in the inbox
    Column("created", BigInteger, nullable=False, index=True),  # ms
    Column("body", String, nullable=False),  # bot.telegram.outgoing.parcels, JSON
    Column("tag", String),  # what its receipt is kept under; null: none is
    Column("otherwise", String),  # the body of what is sent where this was lost; null: nothing
    Index(
        "ix_outbox_waiting", "chat_id", "number", sqlite_where=_WAITING, postgresql_where=_WAITING
    ),
    Index("ix_outbox_work", "chat_id", unique=True, sqlite_where=_WORK, postgresql_where=_WORK),
    Index("ix_outbox_tag", "chat_id", "tag", sqlite_where=_TAGGED, postgresql_where=_TAGGED),
    sqlite_autoincrement=True,  # no number twice: the log tells jobs apart by it
)

receipts = Table(
    "receipts",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("tag", String, primary_key=True),  # of the parcel, see bot.core.jobs
    Column("message_id", BigInteger, nullable=False),  # Telegram's, of the message it became
    Column("created", SECONDS, nullable=False, index=True),
)
