"""People: who is here, what they may, what was made of what they sent; the script of Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_SECONDS = sa.Integer().with_variant(sa.BigInteger, "postgresql")


def upgrade() -> None:
    """Make the tables; what the columns mean is said in bot.store.people_tables."""
    op.add_column("chats", sa.Column("script", sa.String, nullable=True))
    _make_people()
    _make_access()
    _make_counters()
    _make_broadcasts()
    _make_asked()


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, autoincrement=False)


def _make_people() -> None:
    op.create_table(
        "people",
        _number("person_id"),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("since", _SECONDS, nullable=False),
        sa.Column("last", _SECONDS, nullable=False),
        sa.Column("is_gone", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_people"),
    )
    op.create_index("ix_people_last", "people", ["last"])


def _make_access() -> None:
    op.create_table(
        "access",
        _number("chat_id"),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("at", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_access"),
    )


def _make_counters() -> None:
    op.create_table(
        "counters",
        sa.Column("day", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("day", "name", name="pk_counters"),
    )


def _make_broadcasts() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("last_person", sa.BigInteger, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("created", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_broadcasts"),
    )


def _make_asked() -> None:
    op.create_table(
        "asked",
        _number("chat_id"),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("at", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "key", name="pk_asked"),
    )
    op.create_index("ix_asked_key", "asked", ["key"])
    op.create_index("ix_asked_at", "asked", ["at"])
