"""An answer as plain text: what survives a paste into any messenger, and a link. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from bot.core.models import Answer, LanguageCode, Translation
from bot.i18n import answers, texts, translating
from bot.i18n.catalogs import Catalog

_WHATSAPP: Final = "https://wa.me/?text="


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    """An answer in one language, part by part; a part that it has not is empty.

    *quoted* says how much of the article this is; *more* stands in its place where sentences are
    left out. *signed* tells who translated it and who sends it: it is never left out.
    """

    title: str
    url: str
    sentences: Sequence[str]
    quoted: str
    more: str
    signed: str

    @property
    def head(self) -> str:
        """What tells of which article this is."""
        return _joined("\n", (self.title, self.url))

    @property
    def text(self) -> str:
        """All of it, without marks of any messenger."""
        return under(self.head, next(self.bodies()))

    def bodies(self) -> Iterator[str]:
        """What stands under the head: all sentences, then fewer; none only if there is a head."""
        yield _joined("\n\n", (*self.sentences, _joined("\n", (self.quoted, self.signed))))
        for count in range(len(self.sentences) - 1, -1 if self.head else 0, -1):
            yield _joined("\n\n", (*self.sentences[:count], self.more, self.signed))


def plain_answer(
    t: Catalog, answer: Answer, target: LanguageCode | None, sender: str
) -> PlainAnswer:
    """The answer in the language *target*, or in its own; *sender* is who signs it."""
    made, total = _made(answer, target), answer.summary.sentences_total
    done = [one for one in made if one is not None]
    translators = translating.engines_line(t, answer.summary.language, done)
    letters = translating.letters_line(t, done, answer.script)
    return PlainAnswer(
        title=_title(answer, target),
        url=answer.summary.url or "",
        sentences=_numbered(answer, made),
        quoted=texts.word_for_word(t, shown=len(answer.sentences), total=total),
        more=answers.goes_on(t),
        signed=_joined("\n", (_joined(" ", (translators, letters)), sender)),
    )


def whatsapp_link(told: PlainAnswer, limit: int) -> str:
    """Opens WhatsApp with as much of it as *limit* characters of an address hold; or empty."""
    whole = (under(told.head, body) for body in told.bodies())
    return fitting((_WHATSAPP + quote(text, safe="") for text in whole), limit)


def fitting(links: Iterable[str], limit: int) -> str:
    """The first that is not longer; empty if there is none."""
    return next((link for link in links if len(link) <= limit), "")


def under(head: str, body: str) -> str:
    """One over the other, if there are both."""
    return _joined("\n\n", (head, body))


def _joined(between: str, parts: Iterable[str]) -> str:
    return between.join(filter(None, parts))


def _title(answer: Answer, target: LanguageCode | None) -> str:
    translated = answer.titles.get(target) if target else None
    return (translated.text if translated else answer.summary.title) or ""


def _made(answer: Answer, target: LanguageCode | None) -> Sequence[Translation | None]:
    nothing = (None,) * len(answer.sentences)
    return (answer.translations.get(target) if target else None) or nothing


def _numbered(answer: Answer, made: Sequence[Translation | None]) -> Sequence[str]:
    pairs = zip(answer.sentences, made, strict=True)
    shown = (sentence.text if one is None else one.text for sentence, one in pairs)
    return [f"{number}. {text}" for number, text in enumerate(shown, 1)]
