"""Broadcasts: who asked for one, numbers that never come twice; and who wants none."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_SECONDS = sa.Integer().with_variant(sa.BigInteger, "postgresql")


def upgrade() -> None:
    """Make broadcasts anew: nothing has written any before. For columns see people_tables."""
    op.drop_table("broadcasts")
    op.create_table(
        "broadcasts",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("last_person", sa.BigInteger, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("created", _SECONDS, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_broadcasts"),
        sqlite_autoincrement=True,
    )
    op.add_column("people", sa.Column("no_news", _SECONDS, nullable=True))
