"""Say what a text is written in, whole and sentence by sentence."""

from dataclasses import dataclass

from bot.core.errors import NothingToSummarizeError
from bot.core.models import ArticleRequest, Identified, LanguageCode, Sentence
from bot.core.ports import ArticleReader, Progress, Worker
from bot.text.identify import identify
from bot.text.segment import sentences


@dataclass(frozen=True, slots=True)
class Detected:
    """The whole, and each sentence with what it is in: Kazakh and Russian often mix."""

    whole: Identified
    parts: tuple[tuple[Sentence, Identified], ...]


@dataclass(frozen=True, slots=True)
class DetectLanguage:
    """Identifies what a request is about."""

    read: ArticleReader
    work: Worker

    async def __call__(self, request: ArticleRequest, progress: Progress) -> Detected:
        """Return what is found; raises what reading the request raises."""
        article = await self.read(request, progress)
        return await self.work(detect, article.text)


def detect(text: str, prior: LanguageCode | None = None) -> Detected:
    """Identify *text*; *prior* is the reader's own language, for what is short. Pure.

    Raises:
        NothingToSummarizeError: There is nothing written in it.
    """
    whole = identify(text, prior)
    found = sentences(text, whole.language)
    if not found:
        raise NothingToSummarizeError
    return Detected(whole, tuple((one, identify(one.text, whole.language)) for one in found))
