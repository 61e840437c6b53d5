"""The tables. What a column means stands beside it; times are unix seconds."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, String, Table

REVISIONS = (
    "0001",
    "0002",
)  # every revision there is, oldest first; a test compares with the files

metadata = MetaData(
    naming_convention={  # named, so that a later migration can drop them on any engine
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

summaries = Table(
    "summaries",
    metadata,
    Column("key", String, primary_key=True),  # bot.core.keys.summary_key
    Column("body", String, nullable=False),  # JSON, see bot.store.codec
    Column("created", Integer, nullable=False, index=True),
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
    Column("created", Integer, nullable=False, index=True),
)

engine_states = Table(
    "engine_states",
    metadata,
    Column("engine", String, primary_key=True),  # as readers know it
    Column("pair", String, primary_key=True),  # kk|ru; "": the engine as a whole
    Column("open_until", Integer, nullable=False),  # its circuit
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
    Column("created", Integer, nullable=False),
    Column("updated", Integer, nullable=False),
)

terms = Table(
    "terms",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("folded", String, primary_key=True),  # the text, the same in any case
    Column("language", String, primary_key=True),  # the target's ISO 639-1; "": any
    Column("text", String, nullable=False),  # as it was given
    Column("rendition", String),  # null: it stays as it is
    Column("created", Integer, nullable=False),
)
