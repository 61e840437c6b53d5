"""The tables. What a column means stands beside it; times are unix seconds."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, String, Table

REVISIONS = ("0001",)  # every revision there is, oldest first; a test compares with the files

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
    Column("engine", String, nullable=False),  # who made it, as readers know it
    Column("text", String, nullable=False),  # the sentence in the target language
    Column("created", Integer, nullable=False, index=True),
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
