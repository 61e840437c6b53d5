"""How near the messages of a pile come to another message, and who speaks there to whom. Pure."""

from dataclasses import dataclass

from bot.digest.talk.remarks import Remark

WINDOW = 6  # messages of the room looked at before and after a unit
NEAR = 4  # of them that count as company
HALF_S = 3_600  # silence after which being next to each other counts half
COMPANY_HALF_S = 600
FAR_S = 1_000_000  # «never»
MAX_ADDRESSED = 2.0


@dataclass(slots=True)
class Near:
    """What is seen of a pile from one message, looking back and then ahead.

    Attributes:
        before_s: Seconds since its last message.
        after_s: Seconds till its next one.
        before, after: Messages of other piles in between.
        company: How many of its messages are near, less the farther they are in time.
        partner: Its last message is somebody else's.
        dialog: 1 if that followed words of our author.
        addressed: Of its near messages, those between whose author and ours one calls the other.
        answers: 1 if what comes next in it answers something else by a link: its place tells less.
    """

    before_s: float = FAR_S
    before: int = WINDOW * 2
    after_s: float = FAR_S
    after: int = WINDOW * 2
    company: float = 0.0
    partner: bool = False
    dialog: float = 0.0
    addressed: float = 0.0
    answers: float = 0.0

    def look_back(self, own: Remark, other: Remark, between: int) -> None:
        """Take in a message *between* places before; the nearest comes first."""
        seconds = own.message.at - other.message.at
        if self.before_s == FAR_S:
            self.before_s, self.before = seconds, between
            self.partner = other.author != own.author
        elif self.partner and other.author == own.author:
            self.dialog = 1.0
        self._meet(own, other, seconds, between)

    def look_ahead(self, own: Remark, other: Remark, between: int) -> None:
        """Take in a message *between* places after; the nearest comes first."""
        seconds = other.message.at - own.message.at
        if self.after_s == FAR_S:
            self.after_s, self.after = seconds, between
        if between < NEAR and other.message.reply_to is not None:
            self.answers = 1.0
        self._meet(own, other, seconds, between)

    def _meet(self, own: Remark, other: Remark, seconds: float, between: int) -> None:
        if between < NEAR:
            self.company += 0.5 ** (seconds / COMPANY_HALF_S)
            if own.author in other.called or other.author in own.called:
                self.addressed = min(self.addressed + 1.0, MAX_ADDRESSED)
