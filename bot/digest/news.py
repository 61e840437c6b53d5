"""Items of feeds → the stories of a digest, each led by what its reader reads best. Pure."""

from collections.abc import Mapping, Sequence

from bot.core.digests import FeedItem, Story
from bot.core.groups import Plan
from bot.core.models import LanguageCode
from bot.digest.stories.group import group_stories
from bot.digest.stories.rank import choose_stories, pick_for, rank_stories


def compose_news(
    items: Sequence[FeedItem],
    translated: Mapping[str, str],
    plan: Plan,
    language: LanguageCode,
    *,
    now: int,
    limit: int,
) -> tuple[Story, ...]:
    """Return at most *limit* stories, the weightiest first.

    Args:
        items: As feeds have them.
        translated: See bot.digest.stories.group.group_stories.
        plan: Its key words choose.
        language: Of the reader: an item in it speaks for its story.
        now: Unix seconds.
        limit: As it says.
    """
    chosen = choose_stories(group_stories(items, translated), wanted=plan.wanted, muted=plan.muted)
    ranked = rank_stories(chosen, now=now)[:limit]
    return tuple(_led(story, language) for story in ranked)


def _led(story: Story, language: LanguageCode) -> Story:
    lead = pick_for(story, language)
    return Story((lead, *(item for item in story.items if item != lead)))
