"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SECONDS = sa.Integer().with_variant(sa.BigInteger, "postgresql")


def upgrade() -> None:
    """Make the tables; what the columns mean is said in bot.store.tables."""
    _make_caches()
    _make_memory()
    _make_chats()


def _make_caches() -> None:
    op.create_table(
        "summaries",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("created", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_summaries"),
    )
    op.create_index("ix_summaries_created", "summaries", ["created"])
    op.create_table(
        "translations",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("engine", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("created", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_translations"),
    )
    op.create_index("ix_translations_created", "translations", ["created"])


def _make_memory() -> None:
    op.create_table(
        "memory_files",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("modified_ns", sa.BigInteger, nullable=False),
        sa.Column("units", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_memory_files"),
    )
    op.create_table(
        "memory_units",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("file_name", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", "file_name", name="pk_memory_units"),
        sa.ForeignKeyConstraint(
            ["file_name"],
            ["memory_files.name"],
            name="fk_memory_units_file_name",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_memory_units_file_name", "memory_units", ["file_name"])


def _make_chats() -> None:
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("language", sa.String, nullable=True),
        sa.Column("length", sa.String, nullable=True),
        sa.Column("created", _SECONDS, nullable=False),
        sa.Column("updated", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_chats"),
    )
