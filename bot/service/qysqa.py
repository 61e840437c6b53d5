"""The use cases together, as front ends receive them."""

from dataclasses import dataclass

from bot.core.models import Length
from bot.core.ports import ArticleReader, Clock
from bot.service.access import Access
from bot.service.atom import AtomFeeds
from bot.service.broadcasts import Broadcasts
from bot.service.detect import DetectLanguage
from bot.service.digest import Digests
from bot.service.engines import EngineStatus
from bot.service.export import ExportMemory
from bot.service.glance import Glance
from bot.service.glossary import Glossary
from bot.service.group_translation import GroupTranslation
from bot.service.groups import Groups
from bot.service.mydata import MyData
from bot.service.people import People
from bot.service.preferences import Preferences
from bot.service.sources import Sources
from bot.service.statistics import Statistics
from bot.service.summarize import SummarizeArticle
from bot.service.translate import TranslateText


@dataclass(frozen=True, slots=True)
class Facts:
    """What people are told of this installation."""

    cache_days: int
    engines: tuple[str, ...]
    owner: str | None
    length: Length


@dataclass(frozen=True, slots=True)
class Qysqa:
    """Everything that can be asked of Qysqa."""

    read: ArticleReader
    summarize: SummarizeArticle
    translate: TranslateText
    glance: Glance
    detect: DetectLanguage
    preferences: Preferences
    mydata: MyData
    glossary: Glossary
    engines: EngineStatus
    export: ExportMemory
    groups: Groups
    digests: Digests
    sources: Sources
    automatic: GroupTranslation
    atom: AtomFeeds
    statistics: Statistics
    people: People
    access: Access
    broadcasts: Broadcasts
    clock: Clock
    facts: Facts
