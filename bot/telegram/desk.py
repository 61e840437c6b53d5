"""What all handlers share: the use cases, the words of a chat, and who may do what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import structlog

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.article.intake import parse_request
from bot.core.errors import (
    AdminsOnlyError,
    FileTooLargeError,
    NotYourPanelError,
    StoreError,
    TelegramUnreachableError,
)
from bot.core.models import ArticleRequest, FileRequest, LanguageCode, Script
from bot.i18n.catalogs import ENGLISH, Catalog
from bot.i18n.scripts import catalog_in
from bot.service.preferences import Chosen
from bot.service.qysqa import Qysqa
from bot.telegram.groups.signed import ANYBODY, Seal
from bot.telegram.incoming import Attachment, Content, Incoming

_log = structlog.get_logger(__name__)


class Rights(NamedTuple):
    """What the bot may do in a group."""

    sees_all: bool
    """Messages that are not meant for it too."""
    may_pin: bool


class Telegram(Protocol):
    """What handlers ask of Telegram."""

    @property
    def bot_name(self) -> str:
        """The bot's @name, without the sign."""
        ...

    async def download(self, file: Attachment) -> bytes:
        """Return the bytes of a file; raises FileTooLargeError and TelegramUnreachableError."""
        ...

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Whether the person runs the group; raises TelegramUnreachableError."""
        ...

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Whether the person is in the group; raises TelegramUnreachableError."""
        ...

    async def rights(self, chat_id: int) -> Rights:
        """What the bot may do in the group; raises TelegramUnreachableError."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Where handlers stand."""

    qysqa: Qysqa
    catalogs: Mapping[LanguageCode, Catalog]
    telegram: Telegram
    seal: Seal

    async def words(self, incoming: Incoming) -> Catalog:
        """The words of the chat's language."""
        return (await self.speak(incoming))[0]

    async def speak(self, incoming: Incoming) -> tuple[Catalog, Chosen]:
        """The words of the chat's language, and all it chose."""
        chosen = await self.qysqa.preferences.of(incoming.chat_id, incoming.app_language)
        return self.catalog(chosen.language, chosen.script), chosen

    def catalog(self, language: LanguageCode, script: Script) -> Catalog:
        """The words of a language, Kazakh ones in *script*."""
        return catalog_in(self.catalogs.get(language, ENGLISH), script)

    def words_of(self, language: LanguageCode, script: Script, otherwise: Catalog) -> Catalog:
        """The words of an answer in *language* if the interface has it, else *otherwise*."""
        found = self.catalogs.get(language)
        return otherwise if found is None else catalog_in(found, script)

    async def request(self, content: Content) -> ArticleRequest:
        """What a message asks to be shortened: its file, else its link, else its text."""
        if content.file is not None:
            return await self.file(content.file)
        return parse_request(content.text, content.links)

    async def file(self, file: Attachment) -> FileRequest:
        """Download a file that came with a message."""
        if file.size_bytes > MAX_FILE_BYTES:
            raise FileTooLargeError(MAX_FILE_BYTES)
        return FileRequest(file.name, await self.telegram.download(file))

    async def remember(self, incoming: Incoming, language: LanguageCode) -> None:
        """A person's choice is remembered; in a group only an admin's is."""
        try:
            if incoming.is_group and not await self._is_admin(incoming):
                return
            await self.qysqa.preferences.choose(incoming.chat_id, language=language)
        except (
            StoreError,
            TelegramUnreachableError,
        ) as error:  # the answer itself is there, and is asked for
            _log.warning("preferences.not_kept", error=error.code)

    async def admins_only(self, incoming: Incoming) -> None:
        """In a group, refuse everybody but its admins.

        Raises:
            AdminsOnlyError: To those.
        """
        if incoming.is_group and not await self._is_admin(incoming):
            raise AdminsOnlyError

    def sealed(self, incoming: Incoming, action: str) -> str:
        """Callback data of a button for whoever sent this, alone.

        An anonymous admin has no number that a press would come with: any admin may press it.
        """
        person = ANYBODY if incoming.is_channel else incoming.user_id or ANYBODY
        return self.seal.button(incoming.chat_id, person, action)

    def pressed(self, incoming: Incoming) -> str:
        """The action of a button that sealed() made.

        Raises:
            NotYourPanelError: It was made for somebody else, or by nobody here.
        """
        person = incoming.user_id or ANYBODY
        action = self.seal.pressed(incoming.chat_id, person, incoming.data or "")
        if action is None:
            raise NotYourPanelError
        return action

    async def _is_admin(self, incoming: Incoming) -> bool:
        if incoming.user_id is None or incoming.is_anonymous_admin:
            return incoming.is_anonymous_admin
        return await self.telegram.is_admin(incoming.chat_id, incoming.user_id)
