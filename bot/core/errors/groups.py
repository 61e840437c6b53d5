"""What people of a group, and readers of a digest, can do something about."""

from bot.core.errors.base import Refusal


class GroupsOnlyError(Refusal):
    """What was asked for makes sense in a group alone."""


class NoNameError(Refusal):
    """What was asked for is about a person, and was asked in the name of a chat."""


class NotCollectingError(Refusal):
    """The group's messages are not kept: no admin allowed it so far."""


class NotYourPanelError(Refusal):
    """Somebody else opened the panel whose button was pressed, or it is of an older version."""


class UnknownZoneError(Refusal):
    """No time zone goes by that name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NoFeedError(Refusal):
    """Neither a feed nor a page that names one."""

    def __init__(self, site: str) -> None:
        super().__init__(site)
        self.site = site


class TooManySourcesError(Refusal):
    """The chat reads as many feeds as it may."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class NotAnExportError(Refusal):
    """The file is no export of a chat's history that Telegram Desktop makes as JSON."""


class OtherChatError(Refusal):
    """The export is of a chat that the person does not run, or that keeps no messages here."""
