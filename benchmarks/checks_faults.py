"""Faults made by rule from true translations: see ``checks.py``."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.core.languages import EN, KK, RU
from bot.core.models import Doubt, LanguageCode
from bot.text.scripts import cyrillic_to_arabic, cyrillic_to_latin


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, its translation, and the same in a third language if there is one."""

    source: LanguageCode
    target: LanguageCode
    original: str
    answer: str
    third: str | None


Maker = Callable[[Case, random.Random], str | None]

FOREIGN = (
    "Бүгүн эртең менен шаардын борборунда жаңы китепкана ачылды.",  # ky
    "Балдар мектептен келип, үй тапшырмасын аткарып жатышат.",
    "Сьогодні вранці у центрі міста відкрили нову бібліотеку.",  # uk
    "Діти повернулися зі школи і роблять домашнє завдання.",
    "Bu sabah şehir merkezinde yeni bir kütüphane açıldı.",  # tr
    "Çocuklar okuldan döndü ve ödevlerini yapıyorlar.",
    "Бүген иртән шәһәр үзәгендә яңа китапханә ачылды.",  # tt
    "Балалар мәктәптән кайтып, өй эшләрен эшлиләр.",
    "Bugun ertalab shahar markazida yangi kutubxona ochildi.",  # uz
    "Bolalar maktabdan qaytib, uy vazifalarini bajarishmoqda.",
    "Heute Morgen wurde im Stadtzentrum eine neue Bibliothek eröffnet.",  # de
)
NOTICES = (
    "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN 8H",
    "'AUTO' IS AN INVALID SOURCE LANGUAGE . EXAMPLE: LANGPAIR=EN|IT USING 2 LETTER ISO",
    "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS",
    "PLEASE SELECT TWO DISTINCT LANGUAGES",
    "Error 500 (Server Error)!!1500.That’s an error.There was an error. Please try again later.",
    "Our systems have detected unusual traffic from your computer network.",
    '{"error":"Slowdown: 20 per 1 minute"}',
    '{"error":"Visit https://portal.libretranslate.com to get an API key"}',
    '{"error":{"code":401000,"message":"The request is not authorized because credentials"}}',
    '{"message":"Quota for this billing period has been exceeded."}',
    "429 Too Many Requests",
    "503 Service Unavailable",
    "You exceeded your current quota, please check your plan and billing details.",
)
MARKUPS = (
    "<p>{}</p>",
    "{}<br>",
    '<div class="result-container">{}</div>',
    "<b>{}</b>",
    "<!DOCTYPE html><html><body>{}</body></html>",
    "{} &#39;&quot;",
    '<span translate="no">{}</span>',
)
REASONINGS = (
    "Sure, here is the translation: {}",
    "Here's the translation: {}",
    "Translation: {}",
    "<think>The user wants a translation.</think> {}",
    "[COT] first I read the sentence [/COT] {}",
    "As an AI language model, I can help with that. {}",
    "Вот перевод: {}",
    "Перевод: {}",
    "Міне, аударма: {}",
    "Аудармасы: {}",
    "{}\n\nNote: the name was kept as in the original.",
)
TO_CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуввкйз")

_NUMBER = re.compile(r"(?<![\d.,:])\d+(?!\d|[.,:]\d| :)")
_DENIED = {
    EN: re.compile(r"\b(?:not|never|no|cannot|nothing|nobody)\b|n['’]t\b", re.IGNORECASE),
    RU: re.compile(r"\b(?:не|нет|нельзя)\b", re.IGNORECASE),
    KK: re.compile(
        r"\b(?:емес|жоқ)\b|(?<=\w[лрй])м[ае](?=д[ыі]|ған|ген)|(?<=\w[лрй])м[ае]й(?=д[ыі]|т[ыі]н)",
        re.IGNORECASE,
    ),
}
_DENIABLE = {
    EN: re.compile(r"\b(?:is|are|was|were|will|can|has|have)\b(?! not|n['’]t)"),
    RU: re.compile(r"\b(?=(?:был|была|было|были|будет|может|хочет|знает|стал|может)\b)"),
    KK: re.compile(r"(?<=[лрй])(?=д[ыі]\b|ған\b|ген\b)"),
}
_EITHER_WAY = re.compile(r"\bor not\b|\bили не")
_DENY = {EN: " not", RU: "не "}
_NAME = re.compile(r"(?<=[а-яәғқңөұүһіa-z,] )[A-ZА-ЯӘҒҚҢӨҰҮҺІ][\w’'-]{3,}")
_NAMES = {
    EN: ("Montgomery", "Zhakupov", "Feldstein", "Barcelona"),
    RU: ("Монтгомери", "Жакупов", "Фельдштейн", "Барселона"),
    KK: ("Монтгомери", "Жақыпов", "Фельдштейн", "Барселона"),
}


def _echo(case: Case, chance: random.Random) -> str | None:
    if len(case.original.split()) < 3:
        return None  # a greeting or a name may stay
    words = case.original.split()
    if chance.random() < 0.5 and len(words) > 12:
        words.pop(len(words) // 2)
    return " ".join(words)


def _language(case: Case, chance: random.Random) -> str | None:
    return case.third or chance.choice(FOREIGN)


def _script(case: Case, chance: random.Random) -> str | None:
    if len(case.answer.split()) < 3:
        return None
    if case.target == EN:
        return case.answer.lower().translate(TO_CYRILLIC)
    as_arabic = case.target == KK and chance.random() < 0.5
    return cyrillic_to_arabic(case.answer) if as_arabic else cyrillic_to_latin(case.answer)


def _cut(case: Case, _: random.Random) -> str | None:
    words = case.answer.split()
    return " ".join(words[: len(words) * 2 // 5]) if len(words) > 6 else None


def _loop(case: Case, chance: random.Random) -> str | None:
    words = case.answer.split()
    tail = words[-chance.randint(1, min(4, len(words))) :]
    return " ".join([*words, *tail * chance.randint(5, 12)])


def _notice(_: Case, chance: random.Random) -> str | None:
    return chance.choice(NOTICES)


def _markup(case: Case, chance: random.Random) -> str | None:
    return chance.choice(MARKUPS).format(case.answer)


def _reasoning(case: Case, chance: random.Random) -> str | None:
    return chance.choice(REASONINGS).format(case.answer)


def _empty(_: Case, chance: random.Random) -> str | None:
    return chance.choice(("", " ", "\n", "...", "—", "«»", "[[1]]"))


def _digit(case: Case, chance: random.Random) -> str | None:
    return _renumbered(case, chance, _other_digit)


def _magnitude(case: Case, chance: random.Random) -> str | None:
    return _renumbered(case, chance, lambda number, _: f"{number}0")


def _dropped(case: Case, chance: random.Random) -> str | None:
    return _renumbered(case, chance, lambda *_: "")


def _other_digit(number: str, chance: random.Random) -> str:
    place = chance.randrange(len(number))
    digit = chance.choice([digit for digit in "123456789" if digit != number[place]])
    return number[:place] + digit + number[place + 1 :]


def _renumbered(
    case: Case, chance: random.Random, change: Callable[[str, random.Random], str]
) -> str | None:
    found = list(_NUMBER.finditer(case.answer))
    if not found or not _NUMBER.search(case.original):
        return None
    match = chance.choice(found)
    new = change(match[0], chance)
    return case.answer[: match.start()] + new + case.answer[match.end() :]


def _affirmed(case: Case, _: random.Random) -> str | None:
    """Both deny, once each: the answer's denial is taken out."""
    denials = _DENIED[case.target].findall(case.answer)
    if _EITHER_WAY.search(f"{case.original} {case.answer}"):
        return None
    if len(denials) != 1 or len(_DENIED[case.source].findall(case.original)) != 1:
        return None
    swapped = _DENIED[case.target].sub(_affirmation, case.answer)
    return re.sub(r" {2,}", " ", swapped)


def _affirmation(match: re.Match[str]) -> str:
    other = {"нет": "есть", "нельзя": "можно", "жоқ": "бар", "never": "always", "no": "some"}
    other |= {
        "май": "а",
        "мей": "е",
        "cannot": "can",
        "nothing": "everything",
        "nobody": "everybody",
    }
    return other.get(match[0].lower(), "")


def _denied(case: Case, _: random.Random) -> str | None:
    """Neither denies: the answer's first verb that can be denied is."""
    if _DENIED[case.target].search(case.answer) or _DENIED[case.source].search(case.original):
        return None
    match = _DENIABLE[case.target].search(case.answer)
    if match is None:
        return None
    deny = _DENY.get(case.target) or _kazakh_denial(case.answer[match.end() :])
    return case.answer[: match.end()] + deny + case.answer[match.end() :]


def _kazakh_denial(rest: str) -> str:
    return "ме" if rest.startswith(("ді", "ген")) else "ма"


def _renamed(case: Case, chance: random.Random) -> str | None:
    found = _NAME.search(case.answer)
    if found is None or not _NAME.search(case.original):
        return None
    name = chance.choice(_NAMES[case.target])
    return case.answer[: found.start()] + name + case.answer[found.end() :]


FAULTS: dict[str, Maker] = {
    "empty": _empty,
    "echo": _echo,
    "language": _language,
    "script": _script,
    "truncated": _cut,
    "looped": _loop,
    "notice": _notice,
    "markup": _markup,
    "reasoning": _reasoning,
    "digit changed": _digit,
    "number dropped": _dropped,
    "tenfold": _magnitude,
    "negation lost": _affirmed,
    "negation added": _denied,
    "name replaced": _renamed,
}

DOUBTED = {
    "digit changed": frozenset((Doubt.NUMBERS, Doubt.DATES)),
    "number dropped": frozenset((Doubt.NUMBERS, Doubt.DATES)),
    "tenfold": frozenset((Doubt.NUMBERS, Doubt.DATES)),
    "negation lost": frozenset((Doubt.NEGATION,)),
    "negation added": frozenset((Doubt.NEGATION,)),
    "name replaced": frozenset((Doubt.NAMES,)),
}
