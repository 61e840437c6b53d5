"""The tables of groups, digests and feeds. What a column means stands beside it.

Times are unix seconds.
"""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, text

from bot.store.schema import SECONDS, metadata

_SECRET = text("secret <> ''")
_NO_SENTENCE = text("sentence IS NULL")

groups = Table(
    "groups",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("title", String, nullable=False),
    Column("username", String),  # without the sign
    Column("is_forum", Boolean, nullable=False),
    Column("collects", Boolean, nullable=False),  # an admin allowed that messages are kept
    Column("plan", String, nullable=False),  # JSON, see bot.store.group_codec
    Column("plan_on", Boolean, nullable=False),  # as the plan says
    Column("translation", String, nullable=False),  # JSON, as the plan
    Column("secret", String, nullable=False),  # of the path of its Atom feed; "": none
    Column("collects_since", SECONDS, nullable=False),  # 0: never
    Column("created", SECONDS, nullable=False),
    Column("updated", SECONDS, nullable=False),
    Index(
        "ix_groups_plan_on",
        "plan_on",
        sqlite_where=text("plan_on = 1"),
        postgresql_where=text("plan_on"),
    ),
    Index(
        "ix_groups_secret", "secret", unique=True, sqlite_where=_SECRET, postgresql_where=_SECRET
    ),
)

messages = Table(
    "messages",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    # Telegram's too; negative: of the group before it became a supergroup, see bot.store.moved
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("text", String, nullable=False),
    Column("author", String, nullable=False),  # the shown name
    Column("author_id", BigInteger),  # null: written in the name of a chat
    Column("at", SECONDS, nullable=False, index=True),
    Column("thread_id", BigInteger),  # the forum's topic
    Column("reply_to", BigInteger),  # a message_id of the same chat
    Column("links", String, nullable=False),  # a JSON list
    Column("language", String),  # ISO 639-1
    Column("is_bot", Boolean, nullable=False),
    Index("ix_messages_chat", "chat_id", "at", "message_id"),
    Index("ix_messages_author", "author_id", "chat_id", "at"),
)

opted_out = Table(
    "opted_out",
    metadata,
    Column("author_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # 0: everywhere
)

runs = Table(
    "runs",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("slot", String, primary_key=True),  # local date and minute, bot.core.digests.Run
    Column("due", SECONDS, nullable=False),
    Column("made_up_by", String),  # the slot of the run that made up for it; null: it was begun
    Column("created", SECONDS, nullable=False, index=True),
)

issued = Table(
    "issued",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("slot", String, primary_key=True),  # of the run
    Column("at", SECONDS, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("html", String, nullable=False),  # the body of the Atom feed's entry
    Column("language", String, nullable=False),  # ISO 639-1
    Column("oldest", SECONDS, index=True),  # of the messages it quotes; null: none, or not told
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", String, primary_key=True),  # of the feed itself
    Column("title", String, nullable=False),
    Column("site", String, nullable=False),
    Column("language", String),  # ISO 639-1
    Column("etag", String),  # as sent, with the next: bot.core.models.Validators
    Column("modified", String),
    Column("next_poll", SECONDS, nullable=False, index=True),
    Column("failures", Integer, nullable=False),  # in a row
    Column("checked", SECONDS, nullable=False),  # when it answered last; 0: never
    Column("listed", SECONDS, nullable=False),  # when it gave items last; 0: never
)

following = Table(
    "following",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's
    Column("url", ForeignKey("feeds.url", ondelete="CASCADE"), primary_key=True, index=True),
    Column("position", Integer, nullable=False),  # in the order they were added
)

feed_items = Table(
    "feed_items",
    metadata,
    Column("feed", ForeignKey("feeds.url", ondelete="CASCADE"), primary_key=True),
    Column("guid", String, primary_key=True),  # what tells it apart within the feed
    Column("url", String, nullable=False),
    Column("source", String, nullable=False),  # its site as readers know it
    Column("title", String, nullable=False),
    Column("lead", String, nullable=False),
    Column("language", String),  # ISO 639-1
    Column("published", SECONDS, nullable=False),
    Column("seen", SECONDS, nullable=False, index=True),  # when it was first fetched
    Column("sentence", String),  # null: not chosen yet; "": emptied, see bot.store.group_prune
    Column("listed", SECONDS, nullable=False),  # as the feed's, when it was last among its items
    Index("ix_feed_items_feed", "feed", "seen"),
    Index("ix_feed_items_bare", "seen", sqlite_where=_NO_SENTENCE, postgresql_where=_NO_SENTENCE),
)
