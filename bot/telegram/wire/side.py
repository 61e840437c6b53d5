"""What handlers ask of Telegram while they work."""

from telegram import Bot, ChatMember
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.core.errors import FileTooLargeError, NotYourPanelError, TelegramUnreachableError
from bot.telegram.desk import Rights
from bot.telegram.incoming import Attachment
from bot.telegram.reading import is_in

_ADMINS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


class TelegramSide:
    """What handlers ask of Telegram; see bot.telegram.desk.Telegram."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    @property
    def bot_name(self) -> str:
        """The bot's @name, without the sign."""
        return self._bot.username

    async def download(self, file: Attachment) -> bytes:
        """Return the bytes of a file."""
        try:
            found = await self._bot.get_file(file.file_id)
            return bytes(await found.download_as_bytearray())
        except BadRequest as error:  # of a file without a size this is how Telegram says it
            raise FileTooLargeError(MAX_FILE_BYTES) from error
        except TelegramError as error:
            raise TelegramUnreachableError from error

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Whether the person runs the group; a group's anonymous admin writes as the group."""
        member = await self._member(chat_id, user_id)
        return member is not None and member.status in _ADMINS

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Whether the person is in the group."""
        member = await self._member(chat_id, user_id)
        return member is not None and is_in(member)

    async def rights(self, chat_id: int) -> Rights:
        """What the bot may do: an admin sees all, whatever its privacy mode says."""
        try:
            me = await self._bot.get_me()  # anew: the mode may have been changed since the start
        except TelegramError as error:
            raise TelegramUnreachableError from error
        member = await self._member(chat_id, me.id)
        is_admin = member is not None and member.status in _ADMINS
        sees_all = is_admin or bool(me.can_read_all_group_messages)
        return Rights(sees_all, bool(getattr(member, "can_pin_messages", False)))

    async def _member(self, chat_id: int, user_id: int) -> ChatMember | None:
        try:
            return await self._bot.get_chat_member(chat_id, user_id)
        except (BadRequest, Forbidden):  # its members are hidden from the bot
            return None
        except ChatMigrated:  # what was pressed is of the group that was
            raise NotYourPanelError from None
        except TelegramError as error:
            raise TelegramUnreachableError from error
