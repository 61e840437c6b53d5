"""Names and numbers of Telegram's own, from core.telegram.org/bots/api."""

from typing import Final

GENERAL: Final = 1  # the topic of every forum that is written to without a thread
EPHEMERAL_REPLY_S: Final = 15  # to answer an ephemeral command, or a press, but for admins
BY_DEFAULT_NOT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
RIGHTS: Final = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)
NOTICES: Final = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "pinned_message",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "group_chat_created",
        "supergroup_chat_created",
    }
)
