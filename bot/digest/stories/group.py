"""Group items of news that tell the same story, whatever language they are in.

Every item is compared with the few that share its rare words; pairs that are alike are joined,
the most alike first, as long as the groups are alike on average: A like B and B like C does
not make A and C one story. Pure CPU work for a worker process: some four seconds for 2,000 items.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.digests import FeedItem, Story
from bot.core.models import LanguageCode, Script
from bot.digest.stories.candidates import candidates
from bot.digest.stories.clusters import cluster
from bot.digest.stories.likeness import SHIPPED, Model, likeness
from bot.digest.stories.profile import Profile, Rarity, profile
from bot.digest.stories.traits import Traits, read_traits
from bot.text.identify import identify
from bot.text.scripts import script_of, write_in

FRESH_S = 36 * 3600  # reports of one event come within as much; an unknown time is any
OLD_S = 72 * 3600  # what is further apart is another event, however alike
OLD_FACTOR = 0.6  # what likeness has become when it is as far apart; it fades evenly
REPEATED_FACTOR = 0.7  # of items of one source in one language: it tells a story once

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class _Leaf:
    """Items of one text or address: one to judge for all."""

    items: tuple[FeedItem, ...]
    profiles: tuple[Profile, ...]


def item_key(item: FeedItem) -> str:
    """What tells *item* apart from those of all feeds; the key of *translated*."""
    return f"{item.feed} {item.guid}"


def group_stories(
    items: Sequence[FeedItem],
    translated: Mapping[str, str] = _NOTHING,
    *,
    model: Model = SHIPPED,
) -> tuple[Story, ...]:
    """Return *items* as stories, each item in one; the order of *items* does not matter.

    Args:
        items: Of any language; what stands in title, lead and sentence is compared.
        translated: By item_key, what is known of an item in another language. A first line
            counts as its title.
        model: Weights to judge by.
    """
    leaves = _leaves(items, translated)
    pairs = candidates([leaf.profiles for leaf in leaves])

    def judge(a: int, b: int) -> float:
        return _alike(leaves[a], leaves[b], model)

    groups = cluster(len(leaves), pairs, judge)
    stories = [Story(_in_order([leaves[at] for at in group])) for group in groups]
    return tuple(sorted(stories, key=lambda story: _place(story.items[0])))


def _place(item: FeedItem) -> tuple[bool, int, int, tuple[str, ...]]:
    """The most complete first, then the earliest; the rest, so that order is never chance."""
    is_bare = not item.lead and not item.sentence
    names = (item.feed, item.guid, item.url, item.source, item.language or "")
    texts = (item.title, item.lead, item.sentence or "")
    return is_bare, item.published, item.seen, names + texts


def _in_order(leaves: Sequence[_Leaf]) -> tuple[FeedItem, ...]:
    return tuple(sorted((item for leaf in leaves for item in leaf.items), key=_place))


def _leaves(items: Sequence[FeedItem], translated: Mapping[str, str]) -> list[_Leaf]:
    same = _same_text(sorted(items, key=_place))
    read = [list(_read(leaf, translated)) for leaf in same]
    rarity = Rarity.of(traits[0] for traits in read)
    return [
        _Leaf(tuple(leaf), tuple(profile(each, rarity) for each in traits))
        for leaf, traits in zip(same, read, strict=True)
    ]


def _same_text(items: Sequence[FeedItem]) -> list[list[FeedItem]]:
    """Put items of the same address or the same words together, each leaf in order."""
    home: dict[str, list[FeedItem]] = {}
    for item in items:
        linked = {id(home[name]): home[name] for name in _names(item) if name in home}
        leaf = max(linked.values(), key=len, default=[])
        moved = [item, *(each for other in linked.values() if other is not leaf for each in other)]
        leaf += moved
        home |= {name: leaf for each in moved for name in _names(each)}
    return [
        sorted(leaf, key=_place) for leaf in {id(leaf): leaf for leaf in home.values()}.values()
    ]


def _names(item: FeedItem) -> tuple[str, str]:
    """What two items must not have in common but for the same text."""
    return f"{item.title}\n{_text(item)}", item.url or item_key(item)


def _text(item: FeedItem) -> str:
    sentence = item.sentence or ""
    return item.lead if sentence in item.lead else f"{item.lead}\n{sentence}"


def _read(leaf: Sequence[FeedItem], translated: Mapping[str, str]) -> Iterator[Traits]:
    item = leaf[0]
    yield _traits(item.title, _text(item), item.language)
    for key in dict.fromkeys(map(item_key, leaf)):
        if key in translated:
            title, _, text = translated[key].partition("\n")
            yield _traits(title, text, None)


def _traits(title: str, text: str, language: LanguageCode | None) -> Traits:
    known = language or identify(f"{title}\n{text}").language
    if known == "kk" and script_of(title) is not Script.CYRILLIC:
        title, text = write_in(title, Script.CYRILLIC), write_in(text, Script.CYRILLIC)
    return read_traits(title, text, known)


def _alike(a: _Leaf, b: _Leaf, model: Model) -> float:
    """Judge two leaves by what they say themselves, and by translations into one language."""
    doubt = _doubt(a.items[0], b.items[0])
    if not doubt:
        return 0.0
    best = likeness(a.profiles[0], b.profiles[0], model)
    for one in a.profiles:
        for other in b.profiles:
            if one.traits.language == other.traits.language:
                best = max(best, likeness(one, other, model))
    return best * doubt


def _doubt(a: FeedItem, b: FeedItem) -> float:
    """Return what to multiply likeness by, for when and by whom the items were published."""
    gap = abs(a.published - b.published) if a.published and b.published else 0
    if gap > OLD_S:
        return 0.0
    fading = 1 - (1 - OLD_FACTOR) * max(0, gap - FRESH_S) / (OLD_S - FRESH_S)
    is_one_voice = (a.source, a.language) == (b.source, b.language)
    return fading * (REPEATED_FACTOR if is_one_voice else 1)
