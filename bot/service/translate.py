"""Translate sentences, each from its own language; those already in the target stay."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.errors import LanguageUnclearError, SameLanguageError, TranslatorUnavailableError
from bot.core.models import (
    ORIGINAL,
    Article,
    ArticleRequest,
    LanguageCode,
    Sentence,
    Stage,
    Translation,
)
from bot.core.ports import ArticleReader, Progress, Worker
from bot.service.detect import detect


class SentenceTranslator(Protocol):
    """The chain of memories and engines."""

    async def translate(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> tuple[Translation | None, ...]:
        """Translate each of *texts*; None where nobody could."""
        ...


Sourced = tuple[str, LanguageCode | None]
"""A text and the language it is in, if known."""


@dataclass(frozen=True, slots=True)
class TranslateSentences:
    """Sentences in, as many translations out; mixed Kazakh and Russian is ordinary."""

    chain: SentenceTranslator

    async def __call__(
        self, texts: Sequence[Sourced], *, target: LanguageCode
    ) -> tuple[Translation | None, ...]:
        """Translate each text from its own language; None for one in an unknown language."""
        groups: dict[LanguageCode | None, list[str]] = defaultdict(list)
        for text, source in texts:
            groups[source].append(text)
        done: dict[Sourced, Translation | None] = {}
        for source, group in groups.items():
            if source is not None:
                made = await self._group(group, source, target)
                done |= {(text, source): one for text, one in zip(group, made, strict=True)}
        return tuple(done.get(sourced) for sourced in texts)

    async def _group(
        self, group: Sequence[str], source: LanguageCode, target: LanguageCode
    ) -> tuple[Translation | None, ...]:
        if source == target:
            return tuple(Translation(text, ORIGINAL) for text in group)
        return await self.chain.translate(group, source=source, target=target)


@dataclass(frozen=True, slots=True)
class Translated:
    """A text in another language, as a whole and sentence by sentence."""

    article: Article
    target: LanguageCode
    sentences: tuple[str, ...]
    translations: tuple[Translation | None, ...]
    text: str


@dataclass(frozen=True, slots=True)
class TranslateText:
    """Translates a whole text, paragraphs kept; a sentence nobody could translate stays."""

    read: ArticleReader
    work: Worker
    translate: TranslateSentences

    async def __call__(
        self,
        request: ArticleRequest,
        *,
        target: LanguageCode,
        language: LanguageCode | None,
        progress: Progress,
    ) -> Translated:
        """Translate what *request* asks about; *language* overrides identification.

        Raises:
            SameLanguageError: Every sentence already is in *target*.
            LanguageUnclearError: It cannot be told what any sentence is in.
            TranslatorUnavailableError: Not one sentence could be translated.
        """
        article = await self.read(request, progress)
        found = await self.work(detect, article.text)
        whole = language or found.whole.language
        sentences = tuple(sentence for sentence, _ in found.parts)
        sourced = [(one.text, language or known.language or whole) for one, known in found.parts]
        if not any(source for _, source in sourced):
            raise LanguageUnclearError
        await progress(Stage.TRANSLATING)
        made = await self.translate(sourced, target=target)
        _refuse_if_useless(made, target)
        texts = tuple(sentence.text for sentence in sentences)
        return Translated(article, target, texts, made, _rebuilt(article.text, sentences, made))


def _refuse_if_useless(made: Sequence[Translation | None], target: LanguageCode) -> None:
    if all(one is not None and one.engine == ORIGINAL for one in made):
        raise SameLanguageError(target)
    if not any(one is not None and one.engine != ORIGINAL for one in made):
        raise TranslatorUnavailableError("", "no sentence translated")


def _rebuilt(text: str, sentences: Sequence[Sentence], made: Sequence[Translation | None]) -> str:
    """Put translations where their sentences stood; white space between them stays."""
    pieces, end = [], 0
    for sentence, one in zip(sentences, made, strict=True):
        pieces += [text[end : sentence.start], one.text if one else sentence.text]
        end = sentence.end
    return "".join([*pieces, text[end:]])
