"""Translations by engine, what is known of the engines, and glossaries."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SECONDS = sa.Integer().with_variant(sa.BigInteger, "postgresql")

# Rank 1, bot.core.engines.Rank.KEYLESS: these rows do not say how far their engine is trusted.
_CARRY_OVER = """
INSERT INTO translations (key, engine, version, rank, text, doubts, created)
SELECT key, engine, '', 1, text, '', created FROM translations_old
"""


def upgrade() -> None:
    """Carry the kept translations over; what the columns mean is said in bot.store.tables."""
    op.execute("CREATE TABLE translations_old AS SELECT * FROM translations")
    op.drop_table("translations")  # its key and index hold names that are wanted
    _make_translations()
    op.execute(_CARRY_OVER)
    op.drop_table("translations_old")
    _make_engine_states()
    _make_terms()


def _make_translations() -> None:
    op.create_table(
        "translations",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("engine", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("doubts", sa.String, nullable=False),
        sa.Column("created", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("key", "engine", name="pk_translations"),
    )
    op.create_index("ix_translations_created", "translations", ["created"])


def _make_engine_states() -> None:
    op.create_table(
        "engine_states",
        sa.Column("engine", sa.String, nullable=False),
        sa.Column("pair", sa.String, nullable=False),
        sa.Column("open_until", _SECONDS, nullable=False),
        sa.Column("strikes", sa.Integer, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("chars", sa.BigInteger, nullable=False),
        sa.Column("refusal", sa.String, nullable=True),
        sa.PrimaryKeyConstraint("engine", "pair", name="pk_engine_states"),
    )


def _make_terms() -> None:
    op.create_table(
        "terms",
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("folded", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("rendition", sa.String, nullable=True),
        sa.Column("created", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "folded", "language", name="pk_terms"),
    )
