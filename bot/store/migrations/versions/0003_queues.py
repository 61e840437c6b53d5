"""The queues: what was taken in and is not done, and what is to be sent."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables; what the columns mean is said in bot.store.tables."""
    op.create_table(
        "updates_seen",
        sa.Column("update_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_updates_seen"),
    )
    op.create_index("ix_updates_seen_created", "updates_seen", ["created"])
    _make_inbox()
    _make_outbox()
    for table in ("inbox", "outbox"):
        op.create_index(f"ix_{table}_created", table, ["created"])
        _make_partial_indexes(table)


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("number", _NUMBER, nullable=False, autoincrement=True),
        sa.Column("update_id", sa.BigInteger, nullable=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=True),
        sa.Column("asks", sa.Boolean, nullable=False),
        sa.Column("turned_away", sa.Boolean, nullable=False),
        *_progress(),
        sa.Column("body", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_inbox"),
        sqlite_autoincrement=True,
    )


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("number", _NUMBER, nullable=False, autoincrement=True),
        sa.Column("job", sa.BigInteger, nullable=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("repeats", sa.Boolean, nullable=False),
        sa.Column("uncertain", sa.Integer, nullable=False),
        *_progress(),
        sa.Column("body", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sqlite_autoincrement=True,
    )


def _progress() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("state", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=False),
        sa.Column("owner", sa.String, nullable=True),
        sa.Column("lease_until", sa.BigInteger, nullable=True),
        sa.Column("error", sa.String, nullable=True),
        sa.Column("created", sa.BigInteger, nullable=False),
    )


def _make_partial_indexes(table: str) -> None:
    waiting, work = sa.text("state < 2"), sa.text("state = 1")
    op.create_index(
        f"ix_{table}_waiting",
        table,
        ["chat_id", "number"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_index(
        f"ix_{table}_work",
        table,
        ["chat_id"],
        unique=True,
        sqlite_where=work,
        postgresql_where=work,
    )
