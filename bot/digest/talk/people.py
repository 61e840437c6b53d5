"""Who wrote a message, and what they are called in it. Pure."""

from collections import defaultdict
from collections.abc import Iterable

from bot.core.groups import GroupMessage
from bot.digest.talk.skeleton import skeleton
from bot.text.words import words

MAX_NAME_CHARS = 100  # Telegram allows 64 + 64
MIN_NAME_CHARS = 3
MAX_ENDING_CHARS = 4  # «Бауыржанда», «Назымның»


def author_of(message: GroupMessage) -> int | str:
    """Return what tells the author from others: the number of the account, else the name."""
    return message.author if message.author_id is None else message.author_id


def names_of(author: str) -> list[str]:
    """Return the words of a shown name as they compare."""
    return [skeleton(word) for word in words(author[:MAX_NAME_CHARS])]


class Callers:
    """Finds people by their first names, whatever ending these stand with."""

    def __init__(self, messages: Iterable[GroupMessage]) -> None:
        self._by_name: defaultdict[str, set[int | str]] = defaultdict(set)
        for author, shown in {(author_of(each), each.author) for each in messages}:
            for name in names_of(shown)[:1]:
                if len(name) >= MIN_NAME_CHARS:
                    self._by_name[name].add(author)

    def of(self, word: str) -> set[int | str]:
        """Return who may be called by *word* (lower case)."""
        bones = skeleton(word)
        for end in range(len(bones), max(MIN_NAME_CHARS, len(bones) - MAX_ENDING_CHARS) - 1, -1):
            found = self._by_name.get(bones[:end])
            if found:
                return found
        return set()
