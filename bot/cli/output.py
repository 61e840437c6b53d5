"""What the commands print: JSON by the agreed names, or plain text for people."""

import json
import os
import sys
from contextlib import suppress
from typing import Any, Final, TextIO, cast

from bot.article.links.fragments import fragment_link
from bot.core.errors import QysqaError
from bot.core.languages import KK
from bot.core.models import (
    LETTERS,
    ORIGINAL,
    Answer,
    Article,
    LanguageCode,
    Summary,
    Translation,
)
from bot.i18n.catalogs import ENGLISH
from bot.service.detect import Detected
from bot.service.translate import Translated
from bot.summary.explain import Explanation

Json = dict[str, Any]


class _Stderr:
    """Standard error, whatever it is by now; what it does not take is lost, and nothing else.

    The disk that a log is kept on fills up, who reads it ends, a service starts without one:
    the bot answers people all the same.
    """

    def write(self, text: str) -> int:
        with suppress(AttributeError, OSError, ValueError):  # none, broken, closed
            sys.stderr.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(AttributeError, OSError, ValueError):
            sys.stderr.flush()

    def isatty(self) -> bool:
        with suppress(AttributeError, ValueError):
            return sys.stderr.isatty()
        return False


STDERR: Final = cast("TextIO", _Stderr())


def give_up_stderr() -> None:
    """Before Python ends: lines that are left over would turn the exit status into 120."""
    try:
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    except (AttributeError, ValueError):  # there is none
        return


def print_json(value: Json) -> None:
    """One JSON object a line, in UTF-8 whatever the terminal says; flushed for pipes."""
    # a lone surrogate has no UTF-8: it leaves as the \\u escape it came in with
    print_text(json.dumps(value, ensure_ascii=False))


def print_text(text: str) -> None:
    """Text for people, in UTF-8 too: an older terminal's letters would not do for Kazakh."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Talk goes to stderr: stdout is data."""
    STDERR.write(f"{text}\n")
    STDERR.flush()


def error_json(error: QysqaError) -> Json:
    """A refusal or failure, for programs: a stable code and one English sentence."""
    from bot.i18n.failures import reason  # noqa: PLC0415 - Babel, only when something failed

    return {"code": error.code, "message": reason(ENGLISH, error)}


def answer_json(answer: Answer) -> Json:
    """The shape of ``sum --json``; *script* is there with Kazakh, and is that of it."""
    summary = answer.summary
    shape: Json = {
        "title": summary.title,
        "url": summary.url,
        "site": summary.site,
        "language": summary.language,
        "sentences": [_chosen_json(answer, index) for index in range(len(answer.sentences))],
        "keywords": list(summary.keywords),
        "sentences_total": summary.sentences_total,
        "notes": [note.value for note in answer.notes],
    }
    if KK in answer.translations:
        shape["script"] = answer.script.value
    return shape


def article_json(article: Article, *, explain: bool) -> Json:
    """The shape of ``extract --json``; *explain* adds what cleaning took out, and why."""
    shape: Json = {
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "url": article.url,
        "site": article.site,
        "date": article.published.isoformat() if article.published else None,
        "author": article.author,
        "notes": [note.value for note in article.notes],
    }
    if explain:
        shape["removed"] = [{"text": one.text, "reason": one.reason} for one in article.removed]
    return shape


def identified_json(found: Detected) -> Json:
    """The shape of ``detect --json``."""
    return {
        "language": found.whole.language,
        "script": found.whole.script.value,
        "sentences": [
            {"text": sentence.text, "language": one.language, "script": one.script.value}
            for sentence, one in found.parts
        ],
    }


def translated_json(translated: Translated, text: str) -> Json:
    """The shape of ``translate --json``: *text* as printed, and each sentence with who made it.

    With Kazakh there is its *script*.
    """
    shape: Json = {
        "language": translated.article.language,
        "to": translated.target,
        "text": text,
        "sentences": [
            {"text": text, "translation": translation_json(made)}
            for text, made in zip(translated.sentences, translated.translations, strict=True)
        ],
    }
    if translated.target == KK:
        shape["script"] = translated.script.value
    return shape


def translation_json(translation: Translation | None) -> Json | None:
    """A sentence in another language and who made it; null where nobody could."""
    if translation is None:
        return None
    shape: Json = {"text": translation.text, "engine": translation.engine}
    if translation.doubts:
        shape["doubts"] = [doubt.value for doubt in translation.doubts]
    return shape


def answer_text(answer: Answer) -> str:
    """A summary for people: title, numbered sentences, translations under each."""
    blocks = [answer.summary.title] if answer.summary.title else []
    for index, sentence in enumerate(answer.sentences):
        lines = [f"{index + 1}. {sentence.text} (para {sentence.paragraph})"]
        for target, made in answer.translations.items():
            translation = made[index]
            lines.append(f"   {target}: {_shown(translation)}")
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, "\n".join(_foot(answer))])


def _shown(translation: Translation | None) -> str:
    if translation is None:
        return "—"
    doubts = ", ".join(doubt.value for doubt in translation.doubts)
    return f"{translation.text} [compare: {doubts}]" if doubts else translation.text


def explanation_json(found: Explanation) -> Json:
    """What ``sum --explain`` adds: the kind of text, and what was seen in each sentence."""
    return {
        "kind": found.kind,
        "explain": [
            {"text": one.sentence.text, "rank": one.rank, "features": dict(one.features)}
            for one in found.sentences
        ],
    }


def explanation_text(found: Explanation) -> str:
    """The same for people: a line a sentence, features that are 0 left out."""
    lines = [f"Kind of text: {found.kind}. Every sentence, its rank and what speaks for it:"]
    for one in found.sentences:
        seen = ", ".join(f"{name} {value:g}" for name, value in one.features.items() if value)
        lines.append(f"{one.rank or '–':>4}  {one.sentence.text[:60]:60}  {seen}")
    return "\n".join(lines)


def _foot(answer: Answer) -> list[str]:
    shown, total = len(answer.sentences), answer.summary.sentences_total
    lines = [f"Quoted word for word: {shown} of {total} sentences"]
    if answer.summary.keywords:
        lines.insert(0, f"Key words: {', '.join(answer.summary.keywords)}")
    made = [one for group in answer.translations.values() for one in group]
    engines = dict.fromkeys(one.engine for one in made if one)
    machines = [one for one in engines if one not in (ORIGINAL, LETTERS)]
    if machines:
        lines.append(f"Translated by: {', '.join(machines)}")
    if LETTERS in engines:
        lines.append(f"Kazakh was only written in other letters ({answer.script.value})")
    if None in made:
        lines.append(f"Not translated: {made.count(None)} of {len(made)} (—)")
    return [*lines, *_article_notes(answer.summary)]


def _article_notes(summary: Summary) -> list[str]:
    if not summary.notes:
        return []
    from bot.i18n.texts import article_note  # noqa: PLC0415 - Babel, only when there is a note

    return [article_note(ENGLISH, note) for note in summary.notes]


def _chosen_json(answer: Answer, index: int) -> Json:
    sentence, url = answer.sentences[index], answer.summary.url
    return {
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "paragraph": sentence.paragraph,
        "translations": _translations_json(answer, index),
        "link": fragment_link(url, sentence.directive) if url else None,
    }


def _translations_json(answer: Answer, index: int) -> dict[LanguageCode, Json | None]:
    return {target: translation_json(made[index]) for target, made in answer.translations.items()}
