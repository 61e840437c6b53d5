"""Which stories come first, which of their items a reader gets, and which are left out."""

from collections.abc import Iterable, Sequence

from bot.core.digests import FeedItem, Story
from bot.core.models import LanguageCode
from bot.text.stems import stem
from bot.text.words import words

_HOUR_S = 3600
_VOICELESS = {"б": "п", "г": "к", "ғ": "қ"}


def rank_stories(stories: Iterable[Story], *, now: int) -> tuple[Story, ...]:
    """Return *stories*, those that most sources tell first, then the newest.

    Within an hour of age, the one with more items goes first.
    """

    def place(story: Story) -> tuple[int, int, int, str]:
        newest = max(item.published for item in story.items)
        hours = max(0, now - newest) // _HOUR_S
        return -story.sources, hours, -len(story.items), story.items[0].url

    return tuple(sorted(stories, key=place))


def pick_for(story: Story, language: LanguageCode | None) -> FeedItem:
    """Return the item for a reader of *language*: in it if there is one, else the first.

    One with a sentence goes before one without.
    """
    own = [item for item in story.items if item.language == language]
    told = [item for item in own if item.sentence]
    return (told or own or story.items)[0]


def choose_stories(
    stories: Iterable[Story], *, wanted: Sequence[str] = (), muted: Sequence[str] = ()
) -> tuple[Story, ...]:
    """Return stories of which some item has a *wanted* key word, if any, and none a *muted*."""
    return tuple(
        story
        for story in stories
        if (not wanted or any(has_keyword(item, wanted) for item in story.items))
        and not any(has_keyword(item, muted) for item in story.items)
    )


def has_keyword(item: FeedItem, keywords: Iterable[str]) -> bool:
    """Whether one of *keywords* is in *item*, in any of its forms; several words are a phrase."""
    text = f"{item.title}\n{item.lead}\n{item.sentence or ''}"
    stems = _stems(text, item.language)
    return any(_is_in(_stems(keyword, item.language), stems) for keyword in keywords)


def _stems(text: str, language: LanguageCode | None) -> list[str]:
    return [_voiceless(stem(word, language)) for word in words(text)]


def _voiceless(root: str) -> str:
    """Kazakh voices a last consonant before a vowel: «мектеп», «мектебі»."""
    return root[:-1] + _VOICELESS.get(root[-1:], root[-1:])


def _is_in(phrase: list[str], stems: list[str]) -> bool:
    size = len(phrase)
    return size > 0 and any(stems[at : at + size] == phrase for at in range(len(stems) - size + 1))
