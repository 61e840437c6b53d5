"""Groups: their messages, plans and digests, feeds; and under which tag a message was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_SECONDS = sa.Integer().with_variant(sa.BigInteger, "postgresql")


def upgrade() -> None:
    """Make the tables; what the columns mean is said in bot.store.tables."""
    for name in ("tag", "otherwise"):
        op.add_column("outbox", sa.Column(name, sa.String, nullable=True))
    _index_some("ix_outbox_tag", "outbox", ["chat_id", "tag"], where="tag IS NOT NULL")
    _make_receipts()
    _make_groups()
    _make_messages()
    _make_runs()
    _make_issued()
    _make_feeds()
    _make_feed_items()


def _index_some(
    name: str, table: str, columns: list[str], *, where: str, unique: bool = False
) -> None:
    """Make an index of the rows that fulfil *where*."""
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def _chat_id() -> sa.Column[int]:
    return sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False)


def _make_receipts() -> None:
    op.create_table(
        "receipts",
        _chat_id(),
        sa.Column("tag", sa.String, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("created", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "tag", name="pk_receipts"),
    )
    op.create_index("ix_receipts_created", "receipts", ["created"])


def _make_groups() -> None:
    op.create_table(
        "groups",
        _chat_id(),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("username", sa.String, nullable=True),
        sa.Column("is_forum", sa.Boolean, nullable=False),
        sa.Column("collects", sa.Boolean, nullable=False),
        sa.Column("plan", sa.String, nullable=False),
        sa.Column("plan_on", sa.Boolean, nullable=False),
        sa.Column("translation", sa.String, nullable=False),
        sa.Column("secret", sa.String, nullable=False),
        sa.Column("collects_since", _SECONDS, nullable=False),
        sa.Column("created", _SECONDS, nullable=False),
        sa.Column("updated", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_groups"),
    )
    op.create_index(
        "ix_groups_plan_on",
        "groups",
        ["plan_on"],
        sqlite_where=sa.text("plan_on = 1"),
        postgresql_where=sa.text("plan_on"),
    )
    _index_some("ix_groups_secret", "groups", ["secret"], where="secret <> ''", unique=True)


def _make_messages() -> None:
    op.create_table(
        "messages",
        _chat_id(),
        sa.Column("message_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("author_id", sa.BigInteger, nullable=True),
        sa.Column("at", _SECONDS, nullable=False),
        sa.Column("thread_id", sa.BigInteger, nullable=True),
        sa.Column("reply_to", sa.BigInteger, nullable=True),
        sa.Column("links", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=True),
        sa.Column("is_bot", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name="pk_messages"),
    )
    op.create_index("ix_messages_at", "messages", ["at"])
    op.create_index("ix_messages_chat", "messages", ["chat_id", "at", "message_id"])
    op.create_index("ix_messages_author", "messages", ["author_id", "chat_id", "at"])
    op.create_table(
        "opted_out",
        sa.Column("author_id", sa.BigInteger, nullable=False, autoincrement=False),
        _chat_id(),
        sa.PrimaryKeyConstraint("author_id", "chat_id", name="pk_opted_out"),
    )


def _make_runs() -> None:
    op.create_table(
        "runs",
        _chat_id(),
        sa.Column("slot", sa.String, nullable=False),
        sa.Column("due", _SECONDS, nullable=False),
        sa.Column("made_up_by", sa.String, nullable=True),
        sa.Column("created", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "slot", name="pk_runs"),
    )
    op.create_index("ix_runs_created", "runs", ["created"])


def _make_issued() -> None:
    op.create_table(
        "issued",
        _chat_id(),
        sa.Column("slot", sa.String, nullable=False),
        sa.Column("at", _SECONDS, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("html", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("oldest", _SECONDS, nullable=True),
        sa.PrimaryKeyConstraint("chat_id", "slot", name="pk_issued"),
    )
    op.create_index("ix_issued_at", "issued", ["at"])
    op.create_index("ix_issued_oldest", "issued", ["oldest"])


def _make_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("url", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("site", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=True),
        sa.Column("etag", sa.String, nullable=True),
        sa.Column("modified", sa.String, nullable=True),
        sa.Column("next_poll", _SECONDS, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("checked", _SECONDS, nullable=False),
        sa.Column("listed", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_feeds"),
    )
    op.create_index("ix_feeds_next_poll", "feeds", ["next_poll"])
    op.create_table(
        "following",
        _chat_id(),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "url", name="pk_following"),
        sa.ForeignKeyConstraint(
            ["url"], ["feeds.url"], ondelete="CASCADE", name="fk_following_url"
        ),
    )
    op.create_index("ix_following_url", "following", ["url"])


def _make_feed_items() -> None:
    op.create_table(
        "feed_items",
        sa.Column("feed", sa.String, nullable=False),
        sa.Column("guid", sa.String, nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("lead", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=True),
        sa.Column("published", _SECONDS, nullable=False),
        sa.Column("seen", _SECONDS, nullable=False),
        sa.Column("sentence", sa.String, nullable=True),
        sa.Column("listed", _SECONDS, nullable=False),
        sa.PrimaryKeyConstraint("feed", "guid", name="pk_feed_items"),
        sa.ForeignKeyConstraint(
            ["feed"], ["feeds.url"], ondelete="CASCADE", name="fk_feed_items_feed"
        ),
    )
    op.create_index("ix_feed_items_seen", "feed_items", ["seen"])
    op.create_index("ix_feed_items_feed", "feed_items", ["feed", "seen"])
    _index_some("ix_feed_items_bare", "feed_items", ["seen"], where="sentence IS NULL")
