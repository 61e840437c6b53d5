"""Translate passages, each from its own language; those already in the target stay."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.core.engines import Passage
from bot.core.errors import (
    LanguageUnclearError,
    SameLanguageError,
    TextTooLongError,
    TranslatorUnavailableError,
)
from bot.core.languages import KK
from bot.core.models import (
    LETTERS,
    ORIGINAL,
    Article,
    ArticleRequest,
    LanguageCode,
    Script,
    Sentence,
    Stage,
    Style,
    Term,
    Translation,
)
from bot.core.ports import ArticleReader, Progress, Worker
from bot.service.detect import Detected, detect
from bot.translation.formatting import clip, heal, shift
from bot.translation.masks.scripted import written_in


class SentenceTranslator(Protocol):
    """The chain of memory and engines."""

    async def translate(
        self,
        passages: Sequence[Passage],
        *,
        target: LanguageCode,
        terms: Sequence[Term] = (),
        avoid: Collection[str] = (),
    ) -> tuple[Translation | None, ...]:
        """Translate each passage; None where nobody could.

        What engines named in *avoid* say is shown only where no other has an answer.
        """
        ...


@dataclass(frozen=True, slots=True)
class TranslateSentences:
    """Passages in, as many translations out; mixed Kazakh and Russian is ordinary."""

    chain: SentenceTranslator

    async def __call__(
        self,
        passages: Sequence[Passage],
        *,
        target: LanguageCode,
        terms: Sequence[Term] = (),
        script: Script = Script.CYRILLIC,
        avoid: Collection[str] = (),
    ) -> tuple[Translation | None, ...]:
        """Translate each passage from its own language; None for one in an unknown language.

        Kazakh comes in *script*, also what was Kazakh in another.
        """
        foreign = [one for one in passages if one.language != target]
        made: Sequence[Translation | None] = ()
        if foreign:
            made = await self.chain.translate(foreign, target=target, terms=terms, avoid=avoid)
        done = dict(zip(foreign, made, strict=True))
        whole = (
            done[one] if one in done else Translation(one.text, ORIGINAL, styles=one.styles)
            for one in passages
        )
        if target != KK:
            return tuple(whole)
        pairs = zip(passages, whole, strict=True)
        return tuple(lettered(passage, one, script, terms) for passage, one in pairs)


def lettered(
    passage: Passage, made: Translation | None, script: Script, terms: Sequence[Term] = ()
) -> Translation | None:
    """Kazakh in *script*: what was *made* of the passage, if that is Kazakh; *terms* stay."""
    if made is None or (made.engine == ORIGINAL and passage.language != KK):
        return made
    written = written_in(made.text, made.styles, script, terms)
    if written.text == made.text:
        return made
    engine = LETTERS if made.engine == ORIGINAL else made.engine
    return Translation(written.text, engine, made.doubts, written.styles)


@dataclass(frozen=True, slots=True)
class Translated:
    """A text in another language, whole and sentence by sentence; *styles* are the whole's.

    *script* is that of what is in Kazakh there.
    """

    article: Article
    target: LanguageCode
    sentences: tuple[str, ...]
    translations: tuple[Translation | None, ...]
    text: str
    styles: tuple[Style, ...] = ()
    script: Script = Script.CYRILLIC


@dataclass(frozen=True, slots=True)
class TranslationOrder:
    """What a reader wants a text turned into; *language* overrides identification.

    *script* is for Kazakh, which is written in three. *own* is the reader's language: what
    is too short to tell is rather in that. More than *max_chars* are not even begun.
    """

    target: LanguageCode
    language: LanguageCode | None = None
    script: Script = Script.CYRILLIC
    terms: tuple[Term, ...] = ()
    own: LanguageCode | None = None
    max_chars: int | None = None


@dataclass(frozen=True, slots=True)
class TranslateText:
    """Translates a whole text, paragraphs kept; a sentence nobody could translate stays."""

    read: ArticleReader
    work: Worker
    translate: TranslateSentences

    async def __call__(
        self, request: ArticleRequest, order: TranslationOrder, progress: Progress
    ) -> Translated:
        """Translate what *request* asks about.

        Raises:
            SameLanguageError: Every sentence already is in the target.
            LanguageUnclearError: It cannot be told what any sentence is in.
            TranslatorUnavailableError: Not one sentence could be translated.
            TextTooLongError: There is more than was asked to be borne.
        """
        article = await self.read(request, progress)
        if order.max_chars is not None and len(article.text) > order.max_chars:
            raise TextTooLongError
        prior = None if order.own == order.target else order.own
        found = await self.work(detect, article.text, prior)
        passages = _passages(article, found, order.language)
        if not any(one.language for one in passages):
            raise LanguageUnclearError
        await progress(Stage.TRANSLATING)
        made = await self.translate(
            passages, target=order.target, terms=order.terms, script=order.script
        )
        _refuse_if_useless(made, order.target)
        sentences = tuple(sentence for sentence, _ in found.parts)
        text, styles = _rebuilt(article, sentences, made)
        texts = tuple(sentence.text for sentence in sentences)
        return Translated(article, order.target, texts, made, text, styles, order.script)


def _passages(
    article: Article, found: Detected, language: LanguageCode | None
) -> tuple[Passage, ...]:
    """The sentences, each in its own language, else in the whole's."""
    whole = language or found.whole.language
    return tuple(
        Passage(
            sentence.text,
            language or known.language or whole,
            clip(article.styles, sentence.start, sentence.end),
        )
        for sentence, known in found.parts
    )


def _refuse_if_useless(made: Sequence[Translation | None], target: LanguageCode) -> None:
    """A sentence in another script is of use as well."""
    if any(one is not None and one.engine != ORIGINAL for one in made):
        return
    if any(one is None for one in made):
        raise TranslatorUnavailableError("", "no sentence translated")
    raise SameLanguageError(target)


def _rebuilt(
    article: Article, sentences: Sequence[Sentence], made: Sequence[Translation | None]
) -> tuple[str, tuple[Style, ...]]:
    """Put translations where their sentences stood; white space between them stays."""
    pieces: list[str] = []
    styles: list[Style] = []
    seams: list[Style] = []
    end = length = 0
    for sentence, one in zip(sentences, made, strict=True):
        gap = article.text[end : sentence.start]
        shown = one or _untranslated(article, sentence)
        pieces += [gap, shown.text]
        over = (style for style in article.styles if style.start < end < style.end)
        seams += [replace(style, start=length, end=length + len(gap)) for style in over]
        styles += shift(shown.styles, length + len(gap))
        length += len(gap) + len(shown.text)
        end = sentence.end
    return "".join([*pieces, article.text[end:]]), heal(styles, seams)


def _untranslated(article: Article, sentence: Sentence) -> Translation:
    styles = clip(article.styles, sentence.start, sentence.end)
    return Translation(sentence.text, ORIGINAL, styles=styles)
